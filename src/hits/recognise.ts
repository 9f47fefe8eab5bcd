import {decodeName} from './decode-text.js'
import type {CapturedRequest} from './captured-request.js'

/**
 * Why a request is not a hit. Sources add reasons of their own (a comment, a line without a URL).
 * `edge-not-judged` is Analytics data that the Web SDK sent: recognised, not decoded yet.
 */
export type NotAHit =
  | 'other-host'
  | 'preflight'
  | 'media-heartbeat'
  | 'target'
  | 'audience-manager'
  | 'id-service'
  | 'opt-out'
  | 'integrate-echo'
  | 'edge-not-judged'
  | 'edge-no-analytics'

/** What each reason means, for `dc help formats` and for the summary of a run. */
export const NOT_A_HIT: Readonly<Record<NotAHit, string>> = {
  'other-host': 'a request to something else than a data collection server',
  preflight: 'a CORS preflight (OPTIONS) to a data collection server',
  'media-heartbeat': 'a media heartbeat or Media Collection call',
  target: 'an Adobe Target call',
  'audience-manager': 'an Audience Manager call',
  'id-service': 'an Experience Cloud ID service call',
  'opt-out': 'the opt-out page of a data collection server',
  'integrate-echo': 'an echo of the retired Integrate module',
  'edge-not-judged': 'a Web SDK call to the Edge Network, which is not decoded yet',
  'edge-no-analytics': 'an Edge Network call that carries no Analytics data (identity, consent, media)',
}

export const HIT_PATH = '/b/ss/'

/** Offset of `/b/ss/` inside the path of `url`, or -1. Landing-page URLs quote collection URLs in their query, so the query never counts. */
export function hitPathIndex(url: string): number {
  let at = url.indexOf(HIT_PATH)
  if (at === -1 || (!url.startsWith('http') && NOT_A_REQUEST.test(url))) return -1
  // `https://b/ss/` is a host called b.
  if (url.startsWith(':/', at - 2)) at = url.indexOf(HIT_PATH, at + 1)
  return hasPathEndedBefore(url, at) ? -1 : at
}

/** Hosts are short: a loop is done before a search by pattern has begun. */
function hasPathEndedBefore(url: string, end: number): boolean {
  for (let at = 0; at < end; at++) {
    const sign = url.charCodeAt(at)
    if (sign === QUESTION_MARK || sign === NUMBER_SIGN) return true
  }
  return false
}

const QUESTION_MARK = 0x3f
const NUMBER_SIGN = 0x23

const QUERY_OR_FRAGMENT = /[?#]/
/** Documents held in the URL itself: they quote, they are never sent. */
const NOT_A_REQUEST = /^\s*(?:data|blob|about|javascript):/i

const EDGE_PATH = /(?:^|\/)v[12]\/(interact|collect)$/
const EDGE_QUERY = /[?&](?:configid|datastreamid)=/i
/** A call without events asks for an identity or for consent. */
const EDGE_EVENTS = /"events?"\s*:/
const EDGE_OTHER = /(?:^|\/)v[12]\/(?:identity\/acquire|privacy\/set-consent)$|\/va\/v[12]\/\w+$/

/**
 * `undefined` when the request is an image request (a hit), else why it is none. Decides on path and host, never on the query string.
 * `hitPath`: where its `/b/ss/` stands, if that is known already.
 */
export function whyNotAHit(request: CapturedRequest, hitPath = hitPathIndex(request.url)): NotAHit | undefined {
  if (hitPath !== -1) return request.method === 'OPTIONS' ? 'preflight' : undefined
  return reasonOf(request)
}

// Nearly every request of a capture ends here, so the cheap tests come first and nothing is parsed for a stranger.
const ADOBE_HINT =
  /omtrdc\.net|2o7\.net|demdex\.net|adobedc\.net|v[12]\/(?:interact|collect|identity|privacy)|d_visid_ver=|\/api\/v1\/sessions|\/va\/v1\//i

function reasonOf(request: CapturedRequest): NotAHit {
  const {url} = request
  if (!ADOBE_HINT.test(url)) return 'other-host'
  const {host, path} = splitUrl(url)
  if (request.method !== 'GET' && EDGE_PATH.test(path) && EDGE_QUERY.test(url)) {
    if (request.method === 'OPTIONS') return 'preflight'
    return request.body && !EDGE_EVENTS.test(request.body) ? 'edge-no-analytics' : 'edge-not-judged'
  }
  if (EDGE_OTHER.test(path)) return 'edge-no-analytics'
  if (/\.hb(?:-api)?\.omtrdc\.net$/.test(host) || path.startsWith('/api/v1/sessions')) return 'media-heartbeat'
  if (host.endsWith('.tt.omtrdc.net')) return 'target'
  if (/(?:^|\/)id$/.test(path) && /[?&]d_visid_ver=/.test(url)) return 'id-service'
  if (/(?:^|\.)demdex\.net$/.test(host)) return 'audience-manager'
  if (path.endsWith('/optout.html')) return 'opt-out'
  if (host === 'integrate.112.2o7.net') return 'integrate-echo'
  return 'other-host'
}

/** Host (lower case, without port and user) and path of a URL as recorded; host is empty when the capture knows only the path. Never throws. */
export function splitUrl(url: string): {host: string; path: string} {
  const scheme = url.indexOf('://')
  const cut = url.search(QUERY_OR_FRAGMENT)
  const end = cut === -1 ? url.length : cut
  if (scheme === -1 || scheme > end) return {host: '', path: url.slice(0, end)}
  const slash = url.indexOf('/', scheme + 3)
  const hostEnd = slash === -1 || slash > end ? end : slash
  const authority = url.slice(scheme + 3, hostEnd)
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '')
  return {host: host.toLowerCase(), path: url.slice(hostEnd, end)}
}

/** The parts of `/b/ss/<suites>/<format>/<library>/<random>`, percent-decoded one segment at a time (Android writes `a%2Cb`). */
export interface HitPath {
  /** As listed, order kept, repeats kept, blanks kept. Empty for a Data Insertion XML POST (`/b/ss//6`). */
  reportSuites: readonly string[]
  /** `1` image, `10` script, `0` server or app, `5` mobile web (`5.4/REDIR` a link redirect), `6` XML; empty when the path ends before it. */
  format: string
  /** `JS-2.26.0`, `H.27.5`, `OIP-4.8.3` …; undefined when the segment is missing. */
  library: string | undefined
}

/** Reads the path of a hit URL, whose `/b/ss/` stands at `index` (see `hitPathIndex`). */
export function parseHitPath(url: string, index: number): HitPath {
  const from = index + HIT_PATH.length
  return readHitPath(url.slice(from, endOfPath(url, from)))
}

/** The last segment of most paths: not an identifier, yet equal only when one request was recorded twice or redirected. */
const CACHE_BUSTER = /^s?\d+$/

function endOfPath(url: string, from: number): number {
  const rest = url.slice(from).search(QUERY_OR_FRAGMENT)
  return rest === -1 ? url.length : from + rest
}

function readHitPath(path: string): HitPath {
  const [suites = '', source = '', ...tail] = path.split('/').map(decodeName)
  const isRedirect = tail[0] === 'REDIR'
  if (isRedirect) tail.shift()
  // Both `/b/ss/rsid/1` and `/b/ss/rsid/1/s123` are documented: only a look at the segment tells a library from a cache buster.
  const first = tail[0] || undefined
  const isBuster = first !== undefined && CACHE_BUSTER.test(first)
  return {
    reportSuites: suites === '' ? [] : suites.split(','),
    format: isRedirect ? `${source}/REDIR` : source,
    library: isBuster ? undefined : first,
  }
}
