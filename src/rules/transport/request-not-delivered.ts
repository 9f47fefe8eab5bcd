import type {HitRule} from '../rule.js'

/** What nginx logs where the browser did not wait for the answer. */
const CLIENT_LEFT = 499

export default {
  id: 'request-not-delivered',
  shape: 'hit',
  severity: 'error',
  triggers: ['every-hit'],
  requires: [],
  summary: 'Hit that did not reach Adobe',
  why: 'A request that the server refuses or never gets is in no report. What the hit says is judged all the same.',
  fix: 'Check the collection host and the path (`/b/ss/<report suite>/1/…`): certificate, DNS entry, proxy and content security policy of the site.',
  source: 'Adobe Analytics implementation guide, "Validate your implementation" and "Troubleshoot JavaScript implementation"',
  examples: {
    passes: [
      {hits: ['v5=x'], status: 200},
      {hits: ['v5=x'], status: 302},
      {hits: ['v5=x'], status: 204},
    ],
    fails: [
      {hits: ['v5=x'], status: 404},
      {hits: ['v5=x'], status: 503},
      {hits: ['v5=x'], failure: 'failed'},
      {hits: ['v5=x', 'v5=y'], failure: 'blocked'},
      {hits: ['v5=x'], failure: 'aborted'},
      {hits: ['v5=x'], status: 499},
    ],
    notApplied: ['v5=x'],
  },
  applies: ({request}) => request.status !== undefined || request.failure !== undefined,
  check(hit, report) {
    const {status, failure} = hit.request
    // An answer beats a failure code: recorders note both where the page did not wait for the rest.
    if (status !== undefined && status >= 400 && status !== CLIENT_LEFT) {
      report({
        param: 'status',
        value: String(status),
        at: [0, String(status).length],
        message: status < 500 ? 'the collection server refused the hit' : 'the collection server failed on the hit',
      })
    } else if (status !== undefined && status >= 200 && status < 400) return
    else if (failure === 'failed')
      report({
        param: 'host',
        value: hit.host,
        message: 'the request never reached the server: the network, or the security policy (CSP) of the page, refused it',
      })
    else if (failure === 'blocked') {
      report({
        param: 'host',
        value: hit.host,
        severity: 'warning',
        once: hit.host,
        message: 'requests to this host were blocked before they left the browser; further ones are not listed',
        fix: 'Record without ad blocker and without blocking by the test runner, unless the block is meant.',
      })
    } else if (failure === 'aborted' || status === CLIENT_LEFT) {
      report({
        param: 'host',
        value: hit.host,
        severity: 'info',
        message: 'the browser gave the request up, as it does when the page is left; such hits have usually arrived',
        fix: 'Nothing, unless the hit is missing in reports: then send it with `s.useBeacon` or delay the navigation.',
      })
    }
  },
} satisfies HitRule
