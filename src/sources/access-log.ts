import type {LineFormat, PlacelessRequest, Skip} from './format.js'
import {headLines, isBinary} from './head.js'
import {hasQuery, setBody} from './request-parts.js'
import {fromAccessLog, parseTime} from './request-time.js'

/**
 * Access logs of Apache, nginx and their kin: common, combined, combined with the virtual host in front (`vhost:port`) or with a quoted host after
 * the user agent, and logs of a collector of one's own in the same shape. The target is path and query; the host is added where the log has it.
 * Such logs hold no bodies and may cut long targets. (Apache HTTP Server, mod_log_config, "Custom Log Formats"; nginx, ngx_http_log_module, "log_format".)
 */
export const accessLogFormat: LineFormat = {
  kind: 'lines',
  id: 'access-log',
  title: 'Apache or nginx access log',
  about:
    'Common, combined and vhost_combined lines, also with a quoted host after the user agent. The page is the Referer. ' +
    'There are no bodies in such logs, unless the server was told to add them in quotes ("$request_body"): POST hits without a query count as not recorded. Servers cut long request lines, so a missing end proves nothing. ' +
    'Logs in JSON are read as NDJSON, logs with a #Fields line as w3c-log.',
  score,
  parseLine,
}

const REQUEST_LINE = /^([A-Z]{3,10}) (\S.*?)(?: HTTP\/\d(?:\.\d)?)?$/s
/** Longer lines are cut by every server; the limit keeps what is done for each `"` of a hostile line small. */
const MAX_PREFIX = 4096

function parseLine(line: string): PlacelessRequest | Skip | {damage: string} {
  if (line.startsWith('#')) return {skip: 'comment'}
  const request = findRequestLine(line)
  if (request === undefined) return {damage: 'the line is not one of an access log'}
  if (request === 'junk') return {skip: 'junk-request-line'}
  const {method, target, start, end} = request
  const host = hostBefore(line.slice(0, start)) ?? hostAfter(line, end)
  const url = /^https?:\/\//i.test(target) || host === undefined ? target : `https://${host}${target}`
  const parsed: PlacelessRequest = {url, method, bodyState: 'none', mayBeCut: true}
  if (method !== 'GET' && method !== 'HEAD') setBody(parsed, hasQuery(url) ? undefined : bodyAfter(line, end))
  const status = /^ (\d{3})(?= |$)/.exec(line.slice(end + 1, end + 6))?.[1]
  if (status !== undefined) parsed.status = Number(status)
  const timeMs = timeIn(line.slice(0, start))
  if (timeMs !== undefined) parsed.timeMs = timeMs
  const referrer = refererAfter(line, end)
  if (referrer !== undefined) {
    parsed.referrer = referrer
    parsed.page = referrer
  }
  return parsed
}

interface RequestLine {
  method: string
  target: string
  /** Offsets of the quotes around it. */
  start: number
  end: number
}

/** The quoted text that is a request line, or `junk` when the place of the request holds something else. */
function findRequestLine(line: string): RequestLine | 'junk' | undefined {
  let junk = false
  for (let start = line.indexOf('"'); start >= 0 && start < MAX_PREFIX;) {
    const end = closingQuote(line, start)
    if (end < 0) {
      // A line cut inside its request still has method and target.
      const cut = REQUEST_LINE.exec(line.slice(start + 1))
      return cut?.[2]?.startsWith('/') ? {method: cut[1] ?? '', target: undoServerEscapes(cut[2]), start, end: line.length} : undefined
    }
    const text = line.slice(start + 1, end)
    const found = REQUEST_LINE.exec(text)
    if (found?.[1] && found[2] && /^(?:\/|https?:\/\/|\*$)/i.test(found[2])) {
      return found[2] === '*' ? 'junk' : {method: found[1], target: undoServerEscapes(found[2]), start, end}
    }
    if (line.startsWith('] ', start - 2) && /^ (?:\d{3}|-)(?: |$)/.test(line.slice(end + 1, end + 6))) junk = true
    start = line.indexOf('"', end + 1)
  }
  return junk ? 'junk' : undefined
}

function closingQuote(line: string, open: number): number {
  for (let at = line.indexOf('"', open + 1); at >= 0; at = line.indexOf('"', at + 1)) {
    let slashes = 0
    while (line.charCodeAt(at - 1 - slashes) === 92) slashes++
    if (slashes % 2 === 0) return at
  }
  return -1
}

/** `\"`, `\\` and `\xHH` as the servers write what could break a line. The bytes are read as UTF-8. */
export function undoServerEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/(?:\\x[\dA-Fa-f]{2})+|\\(["\\])/g, (escaped: string, plain: string | undefined) =>
    plain === undefined ? Buffer.from(escaped.replaceAll('\\x', ''), 'hex').toString('utf8') : plain,
  )
}

const HOST = /^(?=[^:]*[a-z])[a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d{1,5})?$/i

/** vhost_combined puts `host:port` in front of client, identity and user; with three words only the first is the client. */
function hostBefore(prefix: string): string | undefined {
  const bracket = prefix.indexOf(' [')
  const words = (bracket < 0 ? prefix : prefix.slice(0, bracket)).split(' ')
  const named = words.map((word) => /^(?:v?host|server_name|http_host)="?([^"]+)"?$/.exec(word)?.[1]).find((host) => host !== undefined)
  if (named !== undefined && HOST.test(named)) return named
  const first = words[0] ?? ''
  return words.length >= 4 && first.includes('.') && HOST.test(first) ? first.replace(/:(?:80|443)$/, '') : undefined
}

/** The host named in a line behind `end`: nginx configurations like to add `"$host"` there; an address of a client or an upstream is no host. */
export function hostAfter(line: string, end: number): string | undefined {
  const rest = line.slice(end + 1)
  const named = /(?:^|\s)(?:v?host|server_name|http_host)[=:]"?([^"\s]{3,253})"?/.exec(rest)?.[1]
  if (named !== undefined && HOST.test(named)) return named
  for (const found of rest.matchAll(/ "([a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*\.[a-z]{2,24})"/gi)) if (found[1] !== undefined) return found[1]
  return undefined
}

const AFTER_REQUEST = /^ (?:\d{3}|-) (?:\d+|-) "/

/** The first quoted text after status and size. */
function refererAfter(line: string, end: number): string | undefined {
  const before = AFTER_REQUEST.exec(line.slice(end + 1, end + 64))
  const open = before ? end + before[0].length : line.indexOf(' "http', end + 1) + 1
  if (open <= end) return undefined
  const close = closingQuote(line, open)
  const text = close < 0 ? '' : undoServerEscapes(line.slice(open + 1, close))
  return text === '' || text === '-' ? undefined : text
}

/** A collector of one's own may log `"$request_body"`: a quoted text that begins as AppMeasurement and the mobile SDKs begin a hit. */
function bodyAfter(line: string, end: number): string | undefined {
  for (let open = line.indexOf('"', end + 1); open >= 0;) {
    const close = closingQuote(line, open)
    if (close < 0) return undefined
    const text = line.slice(open + 1, close)
    if (/^(?:AQB=1|ndh=[01])&/.test(text)) return undoServerEscapes(text)
    open = line.indexOf('"', close + 1)
  }
  return undefined
}

function timeIn(prefix: string): number | undefined {
  for (const [, bracket = ''] of prefix.matchAll(/\[([^[\]]{10,40})\]/g)) {
    const timeMs = fromAccessLog(bracket) ?? parseTime(bracket)
    if (timeMs !== undefined) return timeMs
  }
  return parseTime(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/.exec(prefix)?.[0])
}

function score(head: Uint8Array): number {
  if (isBinary(head)) return 0
  const lines = headLines(head, 100).filter((line) => !line.startsWith('#'))
  const logLines = lines.filter((line) => isLogLine(line)).length
  return logLines > 0 && logLines * 2 > lines.length ? 90 : 0
}

/** A quoted request with a status after it; `{"request": "GET / HTTP/1.1"}` is JSON. */
function isLogLine(line: string): boolean {
  if (line.startsWith('{')) return false
  const request = findRequestLine(line)
  return request === 'junk' || (request !== undefined && /^ ?(?:\d{3}|-)?(?: |$)/.test(line.slice(request.end + 1, request.end + 6)))
}
