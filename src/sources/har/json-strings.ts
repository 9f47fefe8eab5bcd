import {findQuote} from './quote-scan.js'

/** Strings of a JSON text, on bytes: finding where one ends, and reading one that is wanted. */

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** The string does not end in these bytes. */
export const STILL_OPEN = 0
/** The same, and its last byte is a backslash that escapes the first byte of the next chunk. */
export const STILL_OPEN_ESCAPED = -1

/** A string longer than this is searched for its end as a whole; calling for a shorter one costs more than looking at its bytes. */
const SHORT = 64

/** Skips the rest of a string, from any byte inside it. Returns the position after its closing quote, or `STILL_OPEN…`. */
export function skipString(bytes: Buffer, from: number, end: number): number {
  const position = skipBytes(bytes, from, from + SHORT < end ? from + SHORT : end)
  if (position < 0) return -position
  if (position >= end) return position > end ? STILL_OPEN_ESCAPED : STILL_OPEN
  const quote = findQuote(bytes, position, end)
  if (quote === undefined) return skipSlowly(bytes, position, end)
  if (quote < end) return quote + 1
  return endsEscaped(bytes, position, end) ? STILL_OPEN_ESCAPED : STILL_OPEN
}

/** Byte by byte up to `end`: the position after the closing quote, made negative, else the first byte that was not looked at. */
function skipBytes(bytes: Buffer, from: number, end: number): number {
  let position = from
  while (position < end) {
    const byte = bytes[position++]
    if (byte === QUOTE) return -position
    if (byte === BACKSLASH) position++
  }
  return position
}

/** The whole search byte by byte, where the other one is not to be had. */
export function skipSlowly(bytes: Buffer, from: number, end: number): number {
  const position = skipBytes(bytes, from, end)
  if (position < 0) return -position
  return position > end ? STILL_OPEN_ESCAPED : STILL_OPEN
}

/** Whether an odd number of backslashes stands right before `end`. */
function endsEscaped(bytes: Buffer, start: number, end: number): boolean {
  let at = end
  while (at > start && bytes[at - 1] === BACKSLASH) at--
  return ((end - at) & 1) === 1
}

/** Text of a JSON string's bytes (without the quotes). Lossy on invalid UTF-8, lenient on invalid escapes; never throws. */
export function decodeJsonString(bytes: Buffer, start: number, end: number, hasEscapes: boolean): string {
  const text = bytes.toString('utf8', start, end)
  if (!hasEscapes) return text
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return unescapeLeniently(text)
  }
}

const ESCAPES: Record<string, string> = {b: '\b', f: '\f', n: '\n', r: '\r', t: '\t'}

function unescapeLeniently(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (_match, escape: string) =>
    escape.length === 5 ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : (ESCAPES[escape] ?? escape),
  )
}
