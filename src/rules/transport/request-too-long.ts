import type {HitRule} from '../rule.js'

/** From this length on AppMeasurement sends a POST, if it has a visitor ID. */
const LONGEST_GET = 2047

export default {
  id: 'request-too-long',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  requires: [],
  summary: 'GET request longer than 2047 characters',
  why: 'AppMeasurement sends hits of this length by POST as soon as it knows the visitor. A longer GET may be cut by old browsers, or refused (414) by a proxy in front of a first-party host.',
  fix: 'Load the Experience Cloud ID service before the hit, or send less: long addresses and context data first.',
  source:
    'Adobe Analytics implementation guide, "Troubleshoot JavaScript implementation", "Truncated image requests"; the length is that of AppMeasurement itself',
  examples: {
    passes: ['pageName=home', `c.&text=${'a'.repeat(1800)}&.c`],
    fails: [`c.&text=${'a'.repeat(3000)}&.c`, `/b/ss/shopprod/1/JS-2.26.0/s1?AQB=1&c.&text=${'a'.repeat(2100)}&.c&AQE=1`],
    notApplied: [
      {hits: [`c.&text=${'a'.repeat(3000)}&.c`], method: 'POST'},
      // Cut already: that is `request-truncated`, and this its likely cause.
      `AQB=1&c.&text=${'a'.repeat(3000)}`,
    ],
  },
  applies: (hit) => hit.request.method === 'GET' && hit.truncation !== 'yes',
  check(hit, report) {
    const {url} = hit.request
    if (url.length <= LONGEST_GET) return
    const hasId = hit.param('mid') !== undefined || hit.param('aid') !== undefined
    report({
      param: 'url',
      value: url,
      at: [LONGEST_GET, url.length],
      message: hasId
        ? 'a GET of more than 2047 characters'
        : 'a GET of more than 2047 characters, with neither mid nor aid, without which AppMeasurement does not switch to POST',
      ...(hasId && {
        fix: 'Send less (long addresses and context data first), or update the library: AppMeasurement switches to POST at this length.',
      }),
    })
  },
} satisfies HitRule
