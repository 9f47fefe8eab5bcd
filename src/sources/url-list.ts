import {parseLogLine, textRequest} from './app-log.js'
import type {LineFormat, PlacelessRequest, Several, Skip} from './format.js'
import {headLines, isBinary} from './head.js'
import {METHODS, hasHitPath, hasQuery, unescapeAmpersands} from './request-parts.js'

/**
 * A URL per line, in the order of time. Around the URL may stand a bullet or a number, quotes, a method before it, and after it a method and a body
 * (`<url>⇥POST⇥<body>`, tabs or single blanks). Blanks inside a URL belong to it: consoles print hits decoded.
 */
export const urlListFormat: LineFormat = {
  kind: 'lines',
  id: 'url-list',
  title: 'list of URLs',
  about:
    'One URL per line; # starts a comment. Optional: a method before the URL (POST https://…), or a tab or blank, a method and a body after it; quotes, bullets and ' +
    '&amp; for & are undone. Other URLs than hits may be in the list. Lists made by hand may be cut, so a missing end proves nothing.',
  score,
  parseLine,
}

const BULLET = /^(?:[-*+•>]|\d{1,5}[.)])\s+/
const SCHEME = /^(?:https?:)?\/\//i

function parseLine(line: string): PlacelessRequest | Skip | Several {
  const bare = line.trim().replace(BULLET, '')
  if (bare.startsWith('#') || (bare.startsWith('//') && !hasHitPath(bare))) return {skip: 'comment'}
  const text = unquote(bare)
  const leading = /^([A-Za-z]{3,7})[\s:]\s*(?=\S)/.exec(text)
  const method = leading?.[1]?.toUpperCase()
  const rest = method !== undefined && METHODS.has(method) && leading ? unquote(text.slice(leading[0].length)) : text
  if (!startsWithUrl(rest)) return parseLogLine(line)
  const parts = splitAfterUrl(rest)
  const url = unescapeAmpersands(parts.url.startsWith('//') ? `https:${parts.url}` : parts.url)
  return textRequest(url, rest === text ? parts.method : method, parts.body)
}

function startsWithUrl(text: string): boolean {
  return (
    SCHEME.test(text) || /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/(?:[^?#\s]*\/)?b\/ss\//i.test(text) || /^\/(?:[^?#\s]*\/)?b\/ss\//.test(text)
  )
}

const QUOTES: Readonly<Record<string, string>> = {'"': '"', "'": "'", '`': '`', '<': '>'}

/** Quotes around a whole line, with the comma of a list in a programming language after them. */
function unquote(text: string): string {
  const closer = QUOTES[text[0] ?? '']
  if (closer === undefined) return text
  const end = text.endsWith(',') || text.endsWith(';') ? text.length - 1 : text.length
  return text[end - 1] === closer && end > 1 ? text.slice(1, end - 1).trim() : text
}

function splitAfterUrl(text: string): {url: string; method?: string; body?: string} {
  const tab = text.indexOf('\t')
  if (tab >= 0) return withMethodAndBody(text.slice(0, tab).trimEnd(), text.slice(tab + 1), '\t')
  const blank = text.indexOf(' ')
  if (blank < 0) return {url: text}
  const url = text.slice(0, blank)
  const rest = text.slice(blank + 1).trimStart()
  const word = /^([A-Z]{3,7})(?: |$)/.exec(rest)?.[1]
  if (word !== undefined && METHODS.has(word)) return withMethodAndBody(url, rest, ' ')
  // A body right after a hit that has no query; else the blank is part of a URL that was printed decoded.
  if (hasHitPath(url) && !hasQuery(url) && /^[^\s=]+=/.test(rest)) return {url, body: rest}
  return {url: text}
}

function withMethodAndBody(url: string, rest: string, separator: string): {url: string; method?: string; body?: string} {
  const end = rest.indexOf(separator)
  const word = (end < 0 ? rest : rest.slice(0, end)).trim().toUpperCase()
  if (!METHODS.has(word)) return rest.trim() === '' ? {url} : {url, body: rest}
  const body = end < 0 ? '' : rest.slice(end + 1)
  return body === '' ? {url, method: word} : {url, method: word, body}
}

function score(head: Uint8Array): number {
  if (isBinary(head)) return 0
  const lines = headLines(head).filter((line) => !line.startsWith('#'))
  const urls = lines.filter((line) => isUrlLine(line)).length
  return urls > 0 && urls * 2 > lines.length ? 80 : 0
}

function isUrlLine(line: string): boolean {
  const text = unquote(line.replace(BULLET, '').replace(/^[A-Z]{3,7}[\s:]\s*/, ''))
  return startsWithUrl(text) && !/^\/\/(?!\S*\/b\/ss\/)/.test(text)
}
