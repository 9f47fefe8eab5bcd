/** Finding the URL in a line of text that a person or a program wrote around it. */
import {hasHitPath} from './request-parts.js'

/** A URL, also with the slashes escaped as some JSON writers do. */
const URL_START = /https?:(?:\\?\/){2}/gi
/** Looking at more than this many URLs of a line would let a hostile line cost the square of its length. */
const MAX_URLS = 200

export interface UrlInText {
  url: string
  /** Offsets of the URL in the text. */
  start: number
  end: number
}

/** The URL of a hit when the text has one (a page or a redirect may be quoted before it), else the path of a hit, else the first URL. */
export function findUrl(text: string): UrlInText | undefined {
  const found = findAbsoluteUrl(text, 0)
  return found !== undefined && hasHitPath(found.url) ? found : (findHitPath(text) ?? found)
}

/** The URL of a hit from `from` on when the text has one, else the first URL. */
export function findAbsoluteUrl(text: string, from: number): UrlInText | undefined {
  let first: UrlInText | undefined
  let seen = 0
  URL_START.lastIndex = from
  for (let found = URL_START.exec(text); found && seen < MAX_URLS; found = URL_START.exec(text), seen++) {
    const here = readUrl(text, found.index)
    if (hasHitPath(here.url)) return here
    first ??= here
    URL_START.lastIndex = Math.max(here.end, found.index + 8)
  }
  return first
}

const HIT_MARK = '/b/ss/'
/** What may stand in a word before the path of a hit: the name of a field, the host, a prefix of the path. */
const BEFORE_HIT_PATH = /^([\w.()-]{1,40}[=:])?((?:[a-z\d-]+\.)+[a-z]{2,24}(?::\d{1,5})?)?(?:\/[\w.~-]+){0,8}$/i
const MAX_BEFORE_HIT_PATH = 300

/** A hit as servers and `curl -v` tell it, by its path (`GET /b/ss/…`, `uri=/b/ss/…`) or without its scheme; in a query it is only quoted. */
function findHitPath(text: string): UrlInText | undefined {
  let seen = 0
  for (let mark = text.indexOf(HIT_MARK); mark >= 0 && seen < MAX_URLS; mark = text.indexOf(HIT_MARK, mark + 1), seen++) {
    if (!/^[^\s/?#"'<>]*\//.test(text.slice(mark + HIT_MARK.length, mark + MAX_BEFORE_HIT_PATH))) continue
    const word = startOfWord(text, mark)
    const before = BEFORE_HIT_PATH.exec(text.slice(word, mark))
    if (!before) continue
    const [, field = '', host = ''] = before
    const found = readUrl(text, word + field.length)
    return host === '' ? found : {...found, url: `https://${found.url}`}
  }
  return undefined
}

/** Where the word begins that goes on at `at`: after a blank, a quote, a bracket or a separator of columns. */
function startOfWord(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < MAX_BEFORE_HIT_PATH && !/[\s"'`|,;([{<>]/.test(text[start - 1] ?? '')) start--
  return start
}

const CLOSERS: Readonly<Record<string, string>> = {'"': '"', "'": "'", '`': '`', '<': '>', '“': '”', '«': '»'}

function readUrl(text: string, start: number): UrlInText {
  const opener = start > 0 ? (text[start - 1] ?? '') : ''
  const closer = CLOSERS[opener]
  const quoted = closer === undefined ? -1 : text.indexOf(closer, start)
  let end = quoted >= 0 ? quoted : endOfWord(text, start)
  if (quoted >= 0 && text[quoted - 1] === '\\') end = quoted - 1
  if (quoted < 0) end = endAtMark(text, start, trimPunctuation(text, start, end))
  return {url: unescapeJson(text.slice(start, end)), start, end}
}

function endOfWord(text: string, start: number): number {
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 0x22 || code === 0x3c || code === 0x3e || code === 0x60) break
  }
  return at
}

/** Punctuation of the sentence around the URL; a closing bracket stays when the URL opened it (`s_c_il[1].doPostbacks`). */
function trimPunctuation(text: string, start: number, end: number): number {
  for (; end > start; end--) {
    const last = text[end - 1] ?? ''
    if (".,;:!'|\\".includes(last)) continue
    const opener = last === ')' ? '(' : last === ']' ? '[' : last === '}' ? '{' : undefined
    if (opener === undefined || count(text, opener, start, end) >= count(text, last, start, end)) break
  }
  return end
}

function count(text: string, character: string, start: number, end: number): number {
  let seen = 0
  for (let at = text.indexOf(character, start); at >= 0 && at < end; at = text.indexOf(character, at + 1)) seen++
  return seen
}

/**
 * AppMeasurement's first and last parameters (`AQB`, `AQE`) say where a hit ends: before the next column of a table, or, when a console printed it
 * decoded with blanks in it, further on.
 */
function endAtMark(text: string, start: number, end: number): number {
  const url = text.slice(start, end)
  const mark = /&AQE=1(?![&#\w%.+-])/.exec(url)
  if (mark) return start + mark.index + mark[0].length
  if (end >= text.length || !/[?&]AQB=1(?:&|$)/.test(url)) return end
  const later = text.indexOf('&AQE=1', end)
  return later < 0 ? end : later + '&AQE=1'.length
}

function unescapeJson(url: string): string {
  const slashes = url.includes('\\/') ? url.replaceAll('\\/', '/') : url
  return slashes.includes('\\u0026') ? slashes.replaceAll('\\u0026', '&') : slashes
}
