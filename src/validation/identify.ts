import type {CapturedRequest} from '../hits/captured-request.js'
import {hitPathIndex, parseHitPath, splitUrl, whyNotAHit} from '../hits/recognise.js'
import {parseClientTime} from '../hits/time.js'
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
  /** Path with its cache buster: equal for a 302 and its repeat. 0 when the path has no cache buster. */
  pair: Float64Array
  /** Path and all parameters: equal for one request recorded twice. 0 when the path has no cache buster. */
  exact: Float64Array
  /** Suites and all parameters but `t`: equal when the site sent the same thing twice. 0 for a hit that never arrived. */
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
const AFTER_REDIRECT = /(?:^|[?&])pccr=true(?:&|$)/

function fill(columns: IdentityColumns, at: number, request: CapturedRequest): void {
  const {url, body = ''} = request
  const mark = url.search(/[?#]/)
  const pathEnd = mark === -1 ? url.length : mark
  const path = url.slice(hitPathIndex(url), pathEnd)
  columns.record[at] = request.place.record
  columns.timeMs[at] = request.timeMs ?? clientTime(url) ?? Number.NaN
  columns.afterRedirect[at] = AFTER_REDIRECT.test(url) || AFTER_REDIRECT.test(body) ? 1 : 0
  if (CACHE_BUSTER.test(path)) {
    columns.pair[at] = new TextHash().add(path).value
    columns.exact[at] = new TextHash().add(url).add('\n').add(body).value
  }
  const arrived = request.failure === undefined && (request.status === undefined || request.status < 400)
  if (arrived && (pathEnd < url.length || body !== '')) {
    const content = new TextHash().add(path.replace(/\/s?\d+$/, ''))
    addWithoutTime(content, url, pathEnd + 1)
    addWithoutTime(content, body, 0)
    columns.content[at] = content.value
  }
}

/** Hashes parameters but for `t`, the client's clock. */
function addWithoutTime(hash: TextHash, text: string, start: number): void {
  const from = text.startsWith('t=', start) ? start : text.indexOf('&t=', start)
  if (from === -1) {
    hash.add(text, start)
    return
  }
  const to = text.indexOf('&', from + 1)
  hash.add(text, start, from)
  if (to !== -1) hash.add(text, to)
}

function clientTime(url: string): number | undefined {
  const match = /[?&]t=([^&#]*)/.exec(url)
  return match === null ? undefined : parseClientTime(decodeText(match[1] ?? ''))
}
