import type {CapturedRequest} from '../hits/captured-request.js'
import {hitPathIndex, parseHitPath, splitUrl, whyNotAHit, type NotAHit} from '../hits/recognise.js'
import {parseClientTime, parseTimestamp} from '../hits/time.js'
import {decodeText} from '../hits/decode-text.js'
import {CollectedText, TextHash} from '../hits/text-hash.js'

/** What is judged at all: empty lists mean everything. */
export interface Selection {
  /** A hit that names none of these report suites counts as `other-suite`. */
  suites: readonly string[]
  /** Collection hosts; a domain stands for its subdomains too. A hit whose host the capture does not know is kept. */
  hosts: readonly string[]
}

/**
 * First look at a batch: which requests are hits, and the few numbers by which the run tells repeats from hits of their own.
 * Columns, so that they cross threads without copying; index i belongs to `hits[i]`.
 */
export interface Identified {
  requests: number
  hits: CapturedRequest[]
  skipped: Record<string, number>
  columns: IdentityColumns
  /** Requests that are no hits and that a rule watches for, with the reason. */
  watched: readonly WatchedRequest[]
  /** Start of the latest request of the batch; undefined when unknown, or nothing is watched. */
  latestMs: number | undefined
}

export interface WatchedRequest {
  request: CapturedRequest
  reason: NotAHit
}

/** True for a request that is no hit and still concerns a rule. */
export type Watch = (request: CapturedRequest, reason: NotAHit) => boolean

export interface IdentityColumns {
  record: Float64Array
  /**
   * Equal for a 302 and its repeat: the path with its cache buster. A path without one counts with all its parameters but for those that
   * the redirect added.
   */
  pair: Float64Array
  /** Path and all parameters: equal for one request recorded twice. 0 when the path has no cache buster. */
  exact: Float64Array
  /** Suites and all parameters but for the clock: equal when the site sent the same thing twice. 0 for a hit that never arrived. */
  content: Float64Array
  /** Milliseconds since 1970, NaN when unknown. */
  timeMs: Float64Array
  /** 1 when the request carries `pccr=true`, the mark of a repeat after a redirect. */
  afterRedirect: Uint8Array
}

export function identify(requests: readonly CapturedRequest[], selection: Selection, watch?: Watch): Identified {
  const hits: CapturedRequest[] = []
  const watched: WatchedRequest[] = []
  const skipped: Record<string, number> = {}
  for (const request of requests) {
    const noHit = whyNotAHit(request)
    if (noHit !== undefined && watch?.(request, noHit) === true) watched.push({request, reason: noHit})
    const reason = noHit ?? (isSelected(request.url, selection) ? undefined : 'other-suite')
    if (reason === undefined) hits.push(request)
    else skipped[reason] = (skipped[reason] ?? 0) + 1
  }
  const latestMs = watch === undefined ? undefined : latestOf(requests)
  return {requests: requests.length, hits, skipped, columns: columnsOf(hits), watched, latestMs}
}

function latestOf(requests: readonly CapturedRequest[]): number | undefined {
  let latest = -Infinity
  for (const {timeMs = -Infinity} of requests) if (timeMs > latest) latest = timeMs
  return latest === -Infinity ? undefined : latest
}

function isSelected(url: string, {suites, hosts}: Selection): boolean {
  if (suites.length > 0 && !parseHitPath(url, hitPathIndex(url)).reportSuites.some((suite) => suites.includes(suite))) return false
  if (hosts.length === 0) return true
  const {host} = splitUrl(url)
  return host === '' || hosts.some((wanted) => host === wanted || host.endsWith(`.${wanted}`))
}

function columnsOf(hits: readonly CapturedRequest[]): IdentityColumns {
  const size = hits.length
  const columns: IdentityColumns = {
    record: new Float64Array(size),
    pair: new Float64Array(size),
    exact: new Float64Array(size),
    content: new Float64Array(size),
    timeMs: new Float64Array(size),
    afterRedirect: new Uint8Array(size),
  }
  for (const [at, request] of hits.entries()) fill(columns, at, request)
  return columns
}

const CACHE_BUSTER = /\/s\d{5,}[^/?#]*$/

function fill(columns: IdentityColumns, at: number, request: CapturedRequest): void {
  const {url, body = ''} = request
  const mark = url.search(/[?#]/)
  const pathEnd = mark === -1 ? url.length : mark
  const path = url.slice(hitPathIndex(url), pathEnd)
  columns.record[at] = request.place.record
  columns.timeMs[at] = request.timeMs ?? sentTime(url) ?? sentTime(body) ?? Number.NaN
  const sums = sumsOf(path.replace(/\/s?\d+$/, ''), url, pathEnd + 1, body)
  columns.afterRedirect[at] = sums.afterRedirect ? 1 : 0
  if (CACHE_BUSTER.test(path)) {
    columns.pair[at] = new TextHash().add(path).value
    columns.exact[at] = new TextHash().addValue(sums.all).add(url, 0, pathEnd).value
  } else if (sums.any) columns.pair[at] = sums.sent
  const arrived = request.failure === undefined && (request.status === undefined || request.status < 400)
  if (arrived && sums.any) columns.content[at] = sums.content
}

interface Sums {
  /** Of every parameter. */
  all: number
  /** Without what a redirect adds: `pccr`, `vidn` and an empty pair in front of the parameters it repeats. */
  sent: number
  /** And without what changes between two calls for the same thing: the client's clock, and how long the request before took. */
  content: number
  any: boolean
  afterRedirect: boolean
}

/** Parameters that differ between two recordings of the same thing. The rest is hashed in as few stretches as there are of these. */
const VOLATILE = ['t=', 'lrt=', 'pccr=', 'vidn='] as const
const REDIRECTS_FROM = 2

function sumsOf(path: string, url: string, from: number, body: string): Sums {
  COLLECTED.clear()
  const volatile = VOLATILE.map(() => 0)
  let afterRedirect = false
  for (const [text, start] of [
    [url, from],
    [body, 0],
  ] as const) {
    if (start >= text.length) continue
    // A redirect leaves an empty pair behind; a text without any needs no second copy.
    const clean = text.includes('&&', start) ? withoutEmptyPairs(text.slice(start)) : text
    afterRedirect = collectStretches(volatile, clean, clean === text ? start : 0) || afterRedirect
  }
  const content = new TextHash().add(path).addBytes(COLLECTED)
  const sent = new TextHash().addValue(content.value)
  for (const value of volatile.slice(0, REDIRECTS_FROM)) sent.addValue(value)
  const all = new TextHash().addValue(sent.value)
  for (const value of volatile.slice(REDIRECTS_FROM)) all.addValue(value)
  return {all: all.value, sent: sent.value, content: content.value, any: from < url.length || body !== '', afterRedirect}
}

function withoutEmptyPairs(text: string): string {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .join('&')
}

/** One for all hits: each is done with before the next begins. */
const COLLECTED = new CollectedText()

/** Collects the pairs from `start` on, volatile ones apart. True when one says that the request follows a redirect. */
function collectStretches(volatile: number[], text: string, start: number): boolean {
  const found: {name: number; from: number; to: number}[] = []
  for (const [name, token] of VOLATILE.entries()) {
    const at = text.startsWith(token, start) ? start : text.indexOf(`&${token}`, start) + 1
    if (at === 0 && start !== 0) continue
    if (!text.startsWith(token, at)) continue
    const end = text.indexOf('&', at)
    found.push({name, from: at, to: end === -1 ? text.length : end})
  }
  found.sort((a, b) => a.from - b.from)
  let at = start
  let afterRedirect = false
  for (const {name, from, to} of found) {
    COLLECTED.append(text, at, from)
    volatile[name] = new TextHash().add(text, from, to).value
    afterRedirect ||= text.startsWith('pccr=true', from)
    at = Math.min(to + 1, text.length)
  }
  COLLECTED.append(text, at, text.length)
  return afterRedirect
}

/** The time a hit names itself: the client's clock, else `ts`. */
function sentTime(text: string): number | undefined {
  const clock = /(?:^|[?&])t=([^&#]*)/.exec(text)?.[1]
  const time = clock === undefined ? undefined : parseClientTime(decodeText(clock))
  if (time !== undefined) return time
  const stamp = /(?:^|[?&])ts=([^&#]*)/.exec(text)?.[1]
  return stamp === undefined ? undefined : parseTimestamp(decodeText(stamp))
}
