import type {HitRule} from '../rule.js'

export default {
  id: 'request-truncated',
  shape: 'hit',
  severity: 'error',
  triggers: ['every-hit'],
  summary: 'Request cut before its end',
  why:
    '`AQB=1` opens what the library sends and `AQE=1` closes it. Without the end the last parameters are missing: first the eVars of high number, ' +
    'then the link type, so that a link call passes for a page view.',
  fix: 'Load the Experience Cloud ID service, so that AppMeasurement sends long hits by POST, and look for a proxy that limits the length of a URL.',
  source:
    'Adobe Analytics implementation guide, "Data collection query parameters", rows `AQB` and `AQE`; "Troubleshoot JavaScript implementation", "Truncated image requests"',
  examples: {
    passes: ['AQB=1&v5=x&AQE=1', '[AQB]&v5=x&[AQE]', 'v5=x&AQE=1', {hits: ['AQB=1&v5=x&AQE=1'], mayBeCut: true}],
    fails: ['AQB=1&ndh=1&v5=x', {hits: ['AQB=1&ndh=1&v5=x'], mayBeCut: true}],
    notApplied: ['v5=x', '/b/ss/shopprod/1/s123'],
  },
  applies(hit) {
    if (hit.truncation === 'unknown') return hit.request.mayBeCut === true && hit.paramCount > 0 ? 'unknown' : false
    // Browsers and recorders keep only the beginning of a long body, so a missing end is nobody's fault yet.
    return hit.truncation === 'yes' && hit.transport === 'post' ? 'unknown' : true
  },
  check(hit, report) {
    if (hit.truncation !== 'yes') return
    if (hit.request.mayBeCut !== true)
      return report({param: 'AQE', message: 'the request begins with AQB and has no AQE: its end is missing'})
    report({
      param: 'AQE',
      severity: 'info',
      message: 'the request begins with AQB and has no AQE, which may be the doing of the recorder',
      fix: 'Record the page again as a HAR file, which holds requests as they were sent.',
    })
  },
} satisfies HitRule
