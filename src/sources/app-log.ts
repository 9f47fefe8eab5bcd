import {hostAfter, undoServerEscapes} from './access-log.js'
import {failureOfCode} from './failure-code.js'
import type {LineFormat, PlacelessRequest, Several, Skip} from './format.js'
import {headLines, headText, isBinary, looksLikeJson, looksLikeMarkup} from './head.js'
import {METHODS, hasHitPath, hasQuery, setBody, unescapeAmpersands} from './request-parts.js'
import {fromAccessLog, parseTime} from './request-time.js'
import {findAbsoluteUrl, findUrl, type UrlInText} from './url-in-text.js'

/**
 * Log lines of an app, a proxy or a console with one URL in them: `2026-01-05 11:52:30.366 | POST | https://…`, `[info] hit: "https://…"`.
 * The method is the nearest HTTP method before the URL, or the one right after it. Some tools glue the body of a POST to the path
 * (`/b/ss/<rsid>/0/<library>/s123/ndh=1&…`, no question mark); it is taken apart again.
 */
export const appLogFormat: LineFormat = {
  kind: 'lines',
  id: 'app-log',
  title: 'log lines with a URL in them',
  about:
    'Any text whose lines hold a URL (of several, every hit) or the path of a hit, with an optional time and method before it and an optional body after it (body=…, or ' +
    'glued to the path of the hit with a slash, as some app recorders do). Quotes, brackets and punctuation around the URL are dropped. Logs may cut long lines, so a missing ' +
    'end proves nothing. Debug lines of mobile SDKs that print the parameters without the address are counted, not judged.',
  score,
  parseLine: parseLogLine,
}

/** The mobile SDKs' debug output: parameters of a hit in parentheses after these words. */
const SDK_LINE = /\bAnalytics\b.*(?:Request (?:Queued|Sent)|request was sent with body)/i

/**
 * AppMeasurement's debug output (`s.debugTracking`) gives the whole URL and below it, indented, the pieces between its ampersands: the first of them
 * looks like a hit without data.
 */
const FIRST_PIECE = /^\s+https?:\/\/[^\s?#]*\/b\/ss\/[^\s?#]*\?AQB=1\s*$/i

/** The request of one log line. */
export function parseLogLine(line: string): PlacelessRequest | Skip | Several {
  if (FIRST_PIECE.test(line)) return {skip: 'parameter-listing'}
  const found = findUrl(line)
  if (found === undefined) {
    if (/^\s*(?:#|\/\/)/.test(line)) return {skip: 'comment'}
    return {skip: line.length < 20_000 && SDK_LINE.test(line) ? 'sdk-line-without-url' : 'no-url'}
  }
  const timeMs = timeIn(line.slice(0, Math.min(found.start, 400)))
  const others = furtherHits(line, found.end)
  const request = requestAt(line, found, {from: 0, to: others[0]?.start ?? line.length}, timeMs)
  if (others.length === 0) return request
  const ends = others.map((_, index) => others[index + 1]?.start ?? line.length)
  return {
    several: [request, ...others.map((url, index) => requestAt(line, url, {from: found.end, to: ends[index] ?? line.length}, timeMs))],
  }
}

/** Hits of one line beyond this are left alone: a line that long is no line of a log. */
const MOST_HITS = 100

/** Hits behind the first one: a flush of a queue, or a proxy that joins what belongs together. A hit quoted in another's URL is part of that. */
function furtherHits(line: string, from: number): UrlInText[] {
  const found: UrlInText[] = []
  let at = line.indexOf('/b/ss/', from) < 0 ? -1 : from
  while (at >= 0 && found.length < MOST_HITS) {
    const next = findAbsoluteUrl(line, at)
    if (next === undefined || !hasHitPath(next.url)) break
    found.push(next)
    at = next.end
  }
  return found
}

function requestAt(
  line: string,
  {url, start, end}: UrlInText,
  {from, to}: {from: number; to: number},
  timeMs: number | undefined,
): PlacelessRequest {
  const after = line.slice(end, to)
  const method = methodIn(line.slice(Math.max(from, start - 400), start), after)
  const whole = url.startsWith('/') ? pathWithHost(undoServerEscapes(url), line) : url
  const request = textRequest(unescapeAmpersands(whole), method, bodyIn(after), timeMs)
  const failure = failureOfCode(ERROR_CODE.exec(after)?.[0] ?? '')
  if (failure !== undefined) request.failure = failure
  return request
}

function pathWithHost(path: string, line: string): string {
  const host = hostAfter(line, -1)
  return host === undefined ? path : `https://${host}${path}`
}

/** What a browser's console prints behind the URL of a request that failed. */
const ERROR_CODE = /\b(?:net::ERR_|NS_(?:ERROR|BINDING)_)[A-Z_]+/

/** A request read from a line of text, with the body taken off the path where it was glued to it. */
export function textRequest(url: string, method: string | undefined, body: string | undefined, timeMs?: number): PlacelessRequest {
  const glued = method === undefined || method === 'POST' ? splitGluedBody(url) : undefined
  const hasBody = body !== undefined || glued !== undefined || isWithoutData(url)
  const request: PlacelessRequest = {
    url: glued?.url ?? url,
    method: method ?? (hasBody ? 'POST' : 'GET'),
    bodyState: 'none',
    mayBeCut: true,
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') setBody(request, body ?? glued?.body)
  if (timeMs !== undefined) request.timeMs = timeMs
  return request
}

/** A hit without a query has its data in a body, unless it is the image of a `<noscript>` (library `…--NS`), which has none. */
function isWithoutData(url: string): boolean {
  return hasHitPath(url) && !hasQuery(url) && !/--NS(?:[/?#]|$)/.test(url)
}

/** `…/b/ss/<suites>/<format>/[<library>/]s<digits>/` and then a body: parameters where the path should have ended. */
const GLUED = /^([^?#]*?\/b\/ss\/[^/?#]*\/[^/?#]*\/(?:[^/?#=]+\/)?s\d+)\/(?=[^/]*=)/

function splitGluedBody(url: string): {url: string; body: string} | undefined {
  if (!hasHitPath(url)) return undefined
  const found = GLUED.exec(url)
  return found?.[1] === undefined ? undefined : {url: found[1], body: url.slice(found[0].length)}
}

const WORD = /[A-Za-z]+/g

function methodIn(before: string, after: string): string | undefined {
  let nearest: string | undefined
  for (const [word] of before.matchAll(WORD)) if (METHODS.has(word)) nearest = word
  if (nearest !== undefined) return nearest
  const lower = /\b(get|post)\b[\s:|,"'\]=-]*$/.exec(before.slice(-24))?.[1]
  if (lower !== undefined) return lower.toUpperCase()
  const next = /^["'\])>]?[\s|,;]{1,4}([A-Z]{3,7})\b/.exec(after.slice(0, 20))?.[1]
  return next !== undefined && METHODS.has(next) ? next : undefined
}

/** The last form is that of the mobile SDKs' debug output: `hit request with url (…) and payload (…) sent successfully`. */
const BODY_LABEL = /(?:(?:^|[\s|,;"'{(\]])(?:request ?body|body|post_?data|payload|data)["']?\s?[:=]\s?|^\)? and payload )["'(]?/i

function bodyIn(after: string): string | undefined {
  const label = BODY_LABEL.exec(after)
  if (!label) return undefined
  const rest = after.slice(label.index + label[0].length)
  const text = /^[^\s"')]+/.exec(rest)?.[0]
  return text !== undefined && /^[^=&\s]+=|&/.test(text) ? text : undefined
}

const DATE = /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z| ?[+-]\d\d:?\d\d)?/

/** The time at the start of the line, or after a bracket, a level or a thread name. */
function timeIn(before: string): number | undefined {
  const date = DATE.exec(before)
  if (date) return parseTime(date[0].replace(/^(\d{4})\/(\d\d)\//, '$1-$2-'))
  const clf = /\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:/.exec(before)
  if (clf) return fromAccessLog(before.slice(clf.index))
  const epoch = /(?:^|[\s[(|,;"':=])(1\d{9}(?:\.\d{1,6}|\d{3})?)(?=[\s\])|,;"'])/.exec(before)
  return epoch?.[1] === undefined ? undefined : parseTime(epoch[1])
}

/** Lines that begin like those of a log: a time, or a level. */
const LOG_LINE =
  /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]|\[?\d\d[-/]\d\d[- ]\d\d:\d\d:\d\d|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\[?(?:trace|debug|info|warn|error|log)\b|[VDIWE]\/)/i

function score(head: Uint8Array): number {
  if (isBinary(head)) return 0
  const text = headText(head)
  if (looksLikeJson(text) || looksLikeMarkup(text)) return 0
  const lines = headLines(head, 500)
  let logLines = 0
  let urlLines = 0
  for (const line of lines) {
    const parsed = parseLogLine(line)
    if ('several' in parsed) return 50
    if (!('skip' in parsed)) {
      if (hasHitPath(parsed.url)) return 50
      if (LOG_LINE.test(line) || methodIn(line.slice(0, 200), '') !== undefined) urlLines++
    } else if (parsed.skip === 'sdk-line-without-url') return 50
    if (LOG_LINE.test(line)) logLines++
  }
  if (urlLines * 4 >= lines.length && urlLines > 0) return 40
  // A log whose first hit comes later: nearly every line starts with a time or a level.
  return lines.length >= 3 && logLines * 4 >= lines.length * 3 ? 15 : 0
}
