import type {CapturedRequest} from '../hits/captured-request.js'
import {hitPathIndex, parseHitPath, splitUrl, whyNotAHit, type NotAHit} from '../hits/recognise.js'
import {parseClientTime, parseTimestamp} from '../hits/time.js'
import {decodeText} from '../hits/decode-text.js'
import {sumsOf} from './content-sums.js'

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
  const hitPaths: number[] = []
  const skipped: Record<string, number> = {}
  for (const request of requests) {
    const hitPath = hitPathIndex(request.url)
    const noHit = whyNotAHit(request, hitPath)
    if (noHit !== undefined && watch?.(request, noHit) === true) watched.push({request, reason: noHit})
    const reason = noHit ?? (isSelected(request.url, hitPath, selection) ? undefined : 'other-suite')
    if (reason === undefined) {
      hits.push(request)
      hitPaths.push(hitPath)
    } else skipped[reason] = (skipped[reason] ?? 0) + 1
  }
  const latestMs = watch === undefined ? undefined : latestOf(requests)
  return {requests: requests.length, hits, skipped, columns: columnsOf(hits, hitPaths), watched, latestMs}
}

function latestOf(requests: readonly CapturedRequest[]): number | undefined {
  let latest = -Infinity
  for (const {timeMs = -Infinity} of requests) if (timeMs > latest) latest = timeMs
  return latest === -Infinity ? undefined : latest
}

function isSelected(url: string, hitPath: number, {suites, hosts}: Selection): boolean {
  if (suites.length > 0 && !parseHitPath(url, hitPath).reportSuites.some((suite) => suites.includes(suite))) return false
  if (hosts.length === 0) return true
  const {host} = splitUrl(url)
  return host === '' || hosts.some((wanted) => host === wanted || host.endsWith(`.${wanted}`))
}

function columnsOf(hits: readonly CapturedRequest[], hitPaths: readonly number[]): IdentityColumns {
  const size = hits.length
  const columns: IdentityColumns = {
    record: new Float64Array(size),
    pair: new Float64Array(size),
    exact: new Float64Array(size),
    content: new Float64Array(size),
    timeMs: new Float64Array(size),
    afterRedirect: new Uint8Array(size),
  }
  for (const [at, request] of hits.entries()) fill(columns, at, request, hitPaths[at] ?? 0)
  return columns
}

function fill(columns: IdentityColumns, at: number, request: CapturedRequest, hitPath: number): void {
  const {url, body = ''} = request
  columns.record[at] = request.place.record
  columns.timeMs[at] = request.timeMs ?? sentTime(url) ?? sentTime(body) ?? Number.NaN
  const {pair, exact, content, afterRedirect} = sumsOf(url, hitPath, body)
  columns.pair[at] = pair
  columns.exact[at] = exact
  columns.afterRedirect[at] = afterRedirect ? 1 : 0
  const arrived = request.failure === undefined && (request.status === undefined || request.status < 400)
  if (arrived) columns.content[at] = content
}

/** The time a hit names itself: the client's clock, else `ts`. */
function sentTime(text: string): number | undefined {
  const clock = /(?:^|[?&])t=([^&#]*)/.exec(text)?.[1]
  const time = clock === undefined ? undefined : parseClientTime(decodeText(clock))
  if (time !== undefined) return time
  const stamp = /(?:^|[?&])ts=([^&#]*)/.exec(text)?.[1]
  return stamp === undefined ? undefined : parseTimestamp(decodeText(stamp))
}
