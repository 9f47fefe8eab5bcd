import {HIT_PATH, hitPathIndex, parseHitPath, splitUrl, type HitPath} from './recognise.js'

/** What stands before the query string of a hit. */
export interface HitAddress {
  path: HitPath
  /** Collection host, lower case; empty when the capture knows only the path. */
  host: string
  /** Where `/b/ss/` stands in the URL. */
  pathIndex: number
}

/** Trackers of a capture, by all that stands before their cache busters: a site has few. The latest stands first. */
const RECENT: {start: string; address: HitAddress}[] = []
const MOST_RECENT = 8

/** Reads where a hit was sent to; undefined for a URL that is no hit. Addresses differ in the cache buster alone, so the rest is read once. */
export function addressOf(url: string): HitAddress | undefined {
  for (let at = 0; at < RECENT.length; at++) {
    const known = RECENT[at]
    if (known === undefined || !url.startsWith(known.start) || !isCacheBuster(url, known.start.length)) continue
    if (at > 0) {
      RECENT.splice(at, 1)
      RECENT.unshift(known)
    }
    return known.address
  }
  const pathIndex = hitPathIndex(url)
  if (pathIndex === -1) return undefined
  const address = {path: parseHitPath(url, pathIndex), host: splitUrl(url).host, pathIndex}
  const buster = startOfCacheBuster(url, pathIndex)
  if (buster !== -1) {
    RECENT.unshift({start: url.slice(0, buster), address})
    RECENT.length = Math.min(RECENT.length, MOST_RECENT)
  }
  return address
}

/** Where the last segment of the path begins, if that is a cache buster and others (suites, format) stand before it; else -1. */
function startOfCacheBuster(url: string, pathIndex: number): number {
  const query = url.indexOf('?', pathIndex)
  const start = url.lastIndexOf('/', query === -1 ? url.length : query) + 1
  if (!isCacheBuster(url, start) || start - pathIndex > LONGEST_START) return -1
  return url.slice(pathIndex + HIT_PATH.length, start - 1).includes('/') ? start : -1
}

const LONGEST_START = 500
const LETTER_S = 0x73
const DIGIT_0 = 0x30
const QUESTION_MARK = 0x3f

/** True when `s` and digits stand there, up to the query string or the end. */
function isCacheBuster(url: string, start: number): boolean {
  if (url.charCodeAt(start) !== LETTER_S) return false
  let at = start + 1
  while (isDigit(url.charCodeAt(at))) at++
  return at > start + 1 && (at === url.length || url.charCodeAt(at) === QUESTION_MARK)
}

function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code < DIGIT_0 + 10
}
