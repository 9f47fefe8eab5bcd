import {accessLogFormat, undoServerEscapes} from './access-log.js'
import {parseLogLine} from './app-log.js'
import type {LineFormat, PlacelessRequest, Several, Skip} from './format.js'
import {HEAD_BYTES, headLines, headText, isBinary, looksLikeHar} from './head.js'
import {isObject, requestFromFlat, requestFromObject, wrappedText, type JsonObject} from './request-object.js'
import {namesOf} from './request-object-keys.js'
import {hasHitPath} from './request-parts.js'

/**
 * One JSON object per line (NDJSON, JSON Lines, JSON text sequences). The names that are understood, first wins:
 *
 * - URL: `url`, `requestUrl`, `request_url`, `request.url`, or `scheme` + `host` + `path`/`request_uri`/`uri` + `query`
 * - method: `method`, `requestMethod`, `request_method`, `http_method`; without one POST when there is a body, or for a ping
 * - body: `postData`, `body`, `post_data`, `requestBody`, `data`, `payload` (text, `{text}`, form data, or base64 when `bodyEncoding`, `encoding`,
 *   `isBase64Encoded` say so); `hasPostData: true` without one means not recorded
 * - status: `status`, `statusCode`, `response.status`; time: `startedDateTime`, `wallTime`, `timestamp`, `ts`, `time`, `@timestamp`
 *   (ISO 8601, or seconds, milliseconds, micro- or nanoseconds since 1970)
 * - page: `page`, `pageUrl`, `frameUrl`, `documentURL`, `pageref`; referrer: `referrer`, `referer`, `headers.Referer`
 * - kind: `cpt`, `resourceType`, `type`
 *
 * The request may be inside `request`, `params` (DevTools protocol, `{"method": "Network.requestWillBeSent", "params": …}` or the bare
 * parameters), `snapshot` (Playwright trace), `message` (performance log of ChromeDriver), `httpRequest`, `req` or `_source`.
 */
export const ndjsonFormat: LineFormat = {
  kind: 'lines',
  id: 'ndjson',
  title: 'NDJSON / JSON Lines of requests',
  about:
    'One JSON object per line. URL: ' +
    `${namesOf('url').slice(0, 3).join(', ')}, request.url, or scheme + host + path (request_uri, uri) + query. ` +
    `Method: ${namesOf('method').slice(0, 4).join(', ')}. Body: ${namesOf('body').slice(0, 7).join(', ')}, postData.text (base64 when encoding says so; ` +
    'hasPostData: true without a body means not recorded). ' +
    `Status: ${namesOf('status').slice(0, 3).join(', ')}, response.status. Time: ${namesOf('time').slice(0, 2).join(', ')}, ts, time, timestamp, @timestamp ` +
    '(ISO 8601 or seconds or milliseconds since 1970). ' +
    `Page: ${namesOf('page').slice(0, 2).join(', ')}, frameUrl, documentURL. Referrer: referrer, referer, headers.Referer. ` +
    'Also DevTools protocol events (Network.requestWillBeSent), HAR entries, Playwright traces, ChromeDriver performance logs, mitmproxy dumps, ' +
    'and JSON access logs of nginx, Apache, Caddy, CloudFront and others.',
  score,
  parseLine,
  parseFlat: requestFromFlat,
}

function parseLine(line: string): PlacelessRequest | Skip | {damage: string} | Several {
  const value = parse(line)
  if (value === undefined) {
    const bare = line.trim()
    if (bare === '[' || bare === ']' || bare === ',') return {skip: 'not-a-request'}
    if (bare.startsWith('#') || bare.startsWith('//')) return {skip: 'comment'}
    return {damage: 'the line is not JSON'}
  }
  if (!isObject(value)) return typeof value === 'string' ? parseLogLine(value) : {skip: 'not-a-request'}
  return requestFromRecord(value)
}

/** The request of one object of a log: its own, or the one in a text that a logging tool wrapped (`{"message": "…"}`). */
export function requestFromRecord(value: JsonObject): PlacelessRequest | Skip | Several {
  const entry = entryInPayload(value)
  if (entry !== undefined) return requestFromObject(entry)
  const request = requestFromObject(value)
  if (!('skip' in request) || request.skip !== 'no-url') return request
  const text = wrappedText(value)?.trimEnd()
  return text === undefined ? request : requestFromText(text)
}

function requestFromText(text: string): PlacelessRequest | Skip | Several {
  if (text.startsWith('{')) {
    // ChromeDriver writes the DevTools event as JSON inside the JSON of its log, containers what a server logged as JSON.
    const inner = parse(text)
    if (isObject(inner)) return requestFromRecord(inner)
  }
  const logged = accessLogFormat.parseLine(text)
  if ('url' in logged && (hasHitPath(logged.url) || !text.includes('/b/ss/'))) return logged
  return 'skip' in logged && logged.skip === 'junk-request-line' ? logged : parseLogLine(text)
}

/** A row of HTTP Archive keeps the HAR entry as JSON in a text. */
function entryInPayload(row: JsonObject): JsonObject | undefined {
  const payload = row['payload']
  if (typeof payload !== 'string' || !payload.startsWith('{') || row['request'] !== undefined) return undefined
  const entry = parse(payload)
  return isObject(entry) && isObject(entry['request']) ? {page: row['page'], ...entry} : undefined
}

/**
 * The value of a line. A list written one element per line has commas at the ends, a JSON text sequence a record separator in front, and files that
 * were joined have a byte order mark somewhere.
 */
function parse(line: string): unknown {
  const value = parseJson(line)
  if (value !== undefined) return value
  const bare = line.replace(/^[\u001e\ufeff]+/, '').trimEnd()
  const text = bare.endsWith(',') ? bare.slice(0, -1) : bare
  return parseJson(BYTE_ESCAPES.test(text) ? undoByteEscapes(text) : text)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const BYTE_ESCAPES = /(?:\\x[\dA-Fa-f]{2})+/

/** Servers with a log format in JSON may write bytes as `\xHH` all the same (nginx without `escape=json`, Apache), which JSON does not know. */
function undoByteEscapes(text: string): string {
  return text.replaceAll(new RegExp(BYTE_ESCAPES, 'g'), (bytes) => JSON.stringify(undoServerEscapes(bytes)).slice(1, -1))
}

function score(head: Uint8Array): number {
  if (isBinary(head)) return 0
  const lines = headLines(head, 50).filter((line) => !line.startsWith('#') && !line.startsWith('//'))
  const first = lines[0]?.replace(/^\u001e/, '')
  if (first === undefined || first.startsWith('[') || looksLikeHar(headText(head))) return 0
  const objects = lines.filter((line) => isObject(parse(line)))
  if (objects.length === 0) {
    // One line longer than the head cannot be parsed here; it is told by the names in it.
    return lines.length === 1 &&
      head.length >= HEAD_BYTES &&
      /"(?:url|requestUrl|request_url|request_uri|uri|request|postData)"\s*:/.test(first)
      ? 30
      : 0
  }
  if (objects.length * 2 < lines.length) return 0
  if (objects.some(isRequest)) return 90
  // A log whose first lines have no URL; a single object without one is another kind of document.
  return objects.length > 1 ? 40 : 0
}

function isRequest(line: string): boolean {
  const parsed = parseLine(line)
  return !('skip' in parsed) || parsed.skip === 'edge-not-judged'
}
