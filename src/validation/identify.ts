import type {CapturedRequest} from '../hits/captured-request.js'
import {hitPathIndex, parseHitPath, splitUrl, whyNotAHit} from '../hits/recognise.js'
import {parseClientTime, parseTimestamp} from '../hits/time.js'
import {decodeText} from '../hits/decode-text.js'
import {TextHash} from '../hits/text-hash.js'

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
}

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

export function identify(requests: readonly CapturedRequest[], selection: Selection): Identified {
  const hits: CapturedRequest[] = []
  const skipped: Record<string, number> = {}
  for (const request of requests) {
    const reason = whyNotAHit(request) ?? (isSelected(request.url, selection) ? undefined : 'other-suite')
    if (reason === undefined) hits.push(request)
    else skipped[reason] = (skipped[reason] ?? 0) + 1
  }
  return {requests: requests.length, hits, skipped, columns: columnsOf(hits)}
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
  const sums = new Sums(path.replace(/\/s?\d+$/, ''))
  sums.add(url, pathEnd + 1)
  sums.add(body, 0)
  columns.afterRedirect[at] = sums.afterRedirect ? 1 : 0
  if (CACHE_BUSTER.test(path)) {
    columns.pair[at] = new TextHash().add(path).value
    columns.exact[at] = sums.all.add(url, 0, pathEnd).value
  } else if (sums.count > 0) columns.pair[at] = sums.sent.value
  const arrived = request.failure === undefined && (request.status === undefined || request.status < 400)
  if (arrived && sums.count > 0) columns.content[at] = sums.content.value
}

/** Hashes of the parameters of a request: each pair is read once and counts in one to three sums. */
class Sums {
  readonly all = new TextHash()
  /** Without what a redirect adds: `pccr`, `vidn` and an empty pair in front of the parameters it repeats. */
  readonly sent: TextHash
  /** And without what changes between two calls for the same thing: the client's clock, and how long the request before took. */
  readonly content: TextHash
  count = 0
  afterRedirect = false

  constructor(path: string) {
    this.sent = new TextHash().add(path)
    this.content = new TextHash().add(path)
  }

  add(text: string, start: number): void {
    for (let from = start; from < text.length;) {
      const found = text.indexOf('&', from)
      const to = found === -1 ? text.length : found
      if (to > from) this.#addPair(text, from, to)
      from = to + 1
    }
  }

  #addPair(text: string, from: number, to: number): void {
    const value = PAIR.reset().add(text, from, to).value
    this.count++
    this.all.addValue(value)
    if (text.startsWith('pccr=', from) || text.startsWith('vidn=', from)) {
      this.afterRedirect ||= text.startsWith('pccr=true', from)
      return
    }
    this.sent.addValue(value)
    if (!text.startsWith('t=', from) && !text.startsWith('lrt=', from)) this.content.addValue(value)
  }
}

/** One for all pairs: a hit has dozens, and each is done with before the next begins. */
const PAIR = new TextHash()

/** The time a hit names itself: the client's clock, else `ts`. */
function sentTime(text: string): number | undefined {
  const clock = /(?:^|[?&])t=([^&#]*)/.exec(text)?.[1]
  const time = clock === undefined ? undefined : parseClientTime(decodeText(clock))
  if (time !== undefined) return time
  const stamp = /(?:^|[?&])ts=([^&#]*)/.exec(text)?.[1]
  return stamp === undefined ? undefined : parseTimestamp(decodeText(stamp))
}
