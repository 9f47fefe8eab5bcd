import type {CapturedRequest} from '../hits/captured-request.js'

/**
 * Codes of requests that never left. `ERR_BLOCKED_BY_RESPONSE` and `ERR_BLOCKED_BY_ORB` are not among them: there the server has received the
 * request and only the page may not read the answer.
 */
const BLOCKED =
  /^(?:net::)?ERR_BLOCKED_BY_(?:CLIENT|ADMINISTRATOR|INSPECTOR|LOCAL_NETWORK\w*|PRIVATE_NETWORK\w*|FINGERPRINTING\w*)$|^NS_ERROR_(?:CONTENT_BLOCKED\w*|BLOCKED_\w+|TRACKING_URI|TRACKING\w*_URI|DOM_BAD_URI)$/
/** The page's own Content Security Policy refuses the request, for every visitor: a fault of the site, unlike a blocker in one browser. */
const REFUSED_BY_PAGE = /^(?:net::)?ERR_BLOCKED_BY_CSP$|^csp$|^NS_ERROR_(?:CSP\w*|CONTENT_BLOCKED_BY_CSP\w*)$/
const ANSWER_WITHHELD = /^(?:net::)?ERR_BLOCKED_BY_(?:RESPONSE\w*|ORB)$/
const ABORTED = /^(?:net::)?ERR_ABORTED$|^NS_BINDING_ABORTED$|^NS_ERROR_ABORT$|^cancell?ed$/i

/**
 * What an error code of a browser says about a request that got no answer: Chrome's `net::ERR_…`, Firefox's `NS_…`, and the few words
 * WebKit uses as codes. Undefined when the code says nothing about the way to the server.
 */
export function failureOfCode(code: string): CapturedRequest['failure'] {
  const trimmed = code.trim()
  if (trimmed === '' || ANSWER_WITHHELD.test(trimmed)) return undefined
  if (REFUSED_BY_PAGE.test(trimmed)) return 'failed'
  if (BLOCKED.test(trimmed)) return 'blocked'
  return ABORTED.test(trimmed) ? 'aborted' : 'failed'
}
