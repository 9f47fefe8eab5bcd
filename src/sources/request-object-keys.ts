/**
 * The names under which tools write the parts of a request into JSON. One pass over an object's own keys and one map look-up per key: asking for
 * every known name in turn costs more than parsing the line. Within a field the earlier name wins (`startedDateTime` before `time`, which is a
 * duration in a HAR entry).
 */

/** Places in a `Found`; numbers, because they index an array that is reused for every line. */
export const FIELD = {
  url: 0,
  method: 1,
  body: 2,
  bodyBase64: 3,
  bodyEncoding: 4,
  hasBody: 5,
  status: 6,
  time: 7,
  page: 8,
  referrer: 9,
  headers: 10,
  type: 11,
  scheme: 12,
  host: 13,
  port: 14,
  path: 15,
  query: 16,
  redirect: 17,
  failure: 18,
  text: 19,
  container: 20,
  response: 21,
  requestLine: 22,
} as const

export const FIELD_COUNT = 23

/** Names are separated by blanks; earlier ones win. */
const NAMES: Record<keyof typeof FIELD, string> = {
  url: 'url requestUrl request_url requestURL RequestURL full_url fullUrl href URL hit hit_url hitUrl link url.full url.original',
  method:
    'method requestMethod request_method http_method httpMethod verb RequestMethod cs-method cs_method ClientRequestMethod Method http.request.method',
  body: 'postData body post_data requestBody request_body data payload content postBody post_body postDataText text postDataEntries',
  bodyBase64: 'bodyBase64 body_base64 postDataBase64 postData_base64 base64Body encoded',
  bodyEncoding: 'bodyEncoding body_encoding postDataEncoding isBase64Encoded base64Encoded base64 isBase64 encoding',
  hasBody: 'hasPostData hasBody bodySize requestBodySize',
  status:
    'status statusCode status_code responseStatus response_status response_code sc-status sc_status EdgeResponseStatus ' +
    'DownstreamStatus httpStatus Status http.response.status_code',
  time:
    'startedDateTime wallTime timestamp_start startTime start_time request_start_time StartUTC EdgeStartTimestamp @timestamp timestamp timeStamp ' +
    'time_iso8601 msec ts time _time time_local date datetime dateTime timestamp(ms) Timestamp Time',
  page: 'page pageUrl page_url pageURL frameUrl frame_url documentURL documentUrl document_url pageref sourceUrl topFrameUrl context',
  referrer:
    'referrer referer http_referer httpReferer request_referer Referer cs-referer cs(Referer) cs_referer ClientRequestReferer ' +
    'request_Referer http.request.referrer',
  headers: 'headers requestHeaders request_headers header',
  type: 'cpt resourceType resource_type _resourceType initiatorType requestType request_type type',
  scheme: 'scheme protocol request_scheme cs-protocol cs_protocol RequestScheme ClientRequestScheme http_x_forwarded_proto',
  host:
    'x-host-header x_host_header http_host host pretty_host authority :authority hostname server_name vhost domain ' +
    'RequestHost ClientRequestHost remote_host cs(Host) cs-host',
  port: 'port actualPort',
  path: 'request_uri requestUri uri requestURI path pathname uri_path cs-uri-stem cs_uri_stem RequestPath ClientRequestURI',
  query: 'query queryString query_string args search uri_query cs-uri-query cs_uri_query',
  redirect: 'redirectsTo redirectURL redirectUrl redirect_url sent_http_location',
  failure: 'failure errorText error _error _failureText failureText',
  text: 'message log msg textPayload _raw line',
  container: 'request params snapshot _source result httpRequest req details jsonPayload fields entry http',
  response: 'response res resp',
  requestLine: 'requestLine request_line',
}

/** Field and rank of a name. */
export const KEYS: ReadonlyMap<string, {field: number; rank: number}> = new Map(
  (Object.keys(NAMES) as (keyof typeof FIELD)[]).flatMap((field) =>
    namesOf(field).map((name, rank) => [name, {field: FIELD[field], rank}] as const),
  ),
)

/** For `dc help formats`: the names of a field, in the order in which they win. */
export function namesOf(field: keyof typeof FIELD): string[] {
  return NAMES[field].split(' ')
}
