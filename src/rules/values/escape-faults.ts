import {isUtf8, isWellEncoded} from '../../hits/decode-text.js'

/** A part of a text: first and one past last UTF-16 unit. */
export type Range = readonly [start: number, end: number]

const MALFORMED = /%(?!u[\da-f]{4}|[\da-f]{2})/i
const MALFORMED_UTF8 = /%(?![\da-f]{2})/i
const ESCAPES = /(?:%[\da-f]{2})+/gi
/** `%%MID%%` of an unfilled template: no escape went wrong, none was meant. */
const TEMPLATE = /%%\w+%%/

/** Where the escapes of a value as sent break: not two hex digits after `%`, or bytes that spell nothing in its character set. */
export function brokenEscape(raw: string, charset: string | undefined): {kind: 'malformed' | 'bytes'; at: Range} | undefined {
  if (isWellEncoded(raw, charset) || TEMPLATE.test(raw)) return undefined
  const malformed = (isUtf8(charset) ? MALFORMED_UTF8 : MALFORMED).exec(raw)
  if (malformed !== null) return {kind: 'malformed', at: [malformed.index, malformed.index + 1]}
  if (!isUtf8(charset)) return undefined
  for (const {0: escapes, index} of raw.matchAll(ESCAPES)) {
    if (!isWellEncoded(escapes)) return {kind: 'bytes', at: [index, index + escapes.length]}
  }
  return undefined
}

/** `Ã©` for `é`, `â€™` for an apostrophe: UTF-8 read as Western European text and encoded again. */
const MOJIBAKE = /(?:[ÂÃ][\u0080-\u00bf]|â€[\u0080-\u00bf\u0152\u0153\u02c6\u02dc\u2013-\u2122])+/
const LOST = /\uFFFD+/

/** Text that was damaged before it was sent. */
export function garbledText(text: string): {kind: 'mojibake' | 'lost'; at: Range} | undefined {
  const mojibake = MOJIBAKE.exec(text)
  if (mojibake !== null) return {kind: 'mojibake', at: [mojibake.index, mojibake.index + mojibake[0].length]}
  const lost = LOST.exec(text)
  return lost === null ? undefined : {kind: 'lost', at: [lost.index, lost.index + lost[0].length]}
}

/** Blank, punctuation and letters beyond ASCII: what encoders escape, and what nobody writes by hand. */
const ESCAPED = /(?:%(?:2[\da-f]|3[a-f]|40|5[bd]|7[bcd])|%[c-f][\da-f]%[89ab][\da-f])+/i

/** Escapes left after the one decoding a value gets: it was encoded twice. Addresses hold escapes of their own, so they are left alone. */
export function escapedTwice(text: string): Range | undefined {
  const match = ESCAPED.exec(text)
  if (match === null || /[/?&=\\]/.test(text) || !isWellEncoded(text)) return undefined
  return [match.index, match.index + match[0].length]
}
