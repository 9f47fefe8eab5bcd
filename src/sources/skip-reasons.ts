/**
 * Why a record of a capture was not judged, each with the sentence that `dc` prints for it. Sources give the reasons about records,
 * recognition gives the reasons about requests that are no hits. The keys appear in `inputs[].skipped` of `dc validate --json` and are stable.
 */
export const SKIP_REASONS = {
  comment: 'a comment line',
  'connect-tunnel': 'a CONNECT to a proxy, which opens a tunnel and carries no hit',
  'edge-not-judged': 'a Web SDK (Edge Network) payload; these are recognised but not judged yet',
  'junk-request-line': 'an access log line whose request is empty or is not HTTP (`-`, TLS bytes sent to a plain port)',
  'navigation-row': 'a page boundary in an Omnibug export; names the page of the rows after it',
  'no-url': 'a record without a URL in it',
  'not-a-command': 'a line beside the cURL commands that is not one of them',
  'not-a-request': 'a record that describes something other than a request (a response, a console message, a plain value)',
  'other-provider': "a row about another vendor's tag in an Omnibug export",
  'parameter-listing': "a line of AppMeasurement's debug output that repeats the beginning of the hit above it",
  'sdk-line-without-url': 'a mobile SDK debug line that prints the parameters of a hit without its address, so the report suite is unknown',
} as const

export type SkipReason = keyof typeof SKIP_REASONS
