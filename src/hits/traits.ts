import {HEX_DIGITS} from './decode-text.js'
import {AMPERSAND, BEYOND_ASCII} from './raw-bytes.js'

/** What a look at the raw value suggests. A trait is a hint, cheap and generous: the rule that asks for it decides. */
export const TRAITS = {
  /** May be longer than the variable's documented limit (its raw form is). */
  long: 1,
  /** A blank at an edge, or a control character anywhere. */
  blank: 1 << 1,
  /** `@`. */
  at: 1 << 2,
  /** Nine or more digits. */
  digits: 1 << 3,
  /** The text of a missing value: `undefined`, `null`, `NaN`, `[object Object]`. */
  placeholder: 1 << 4,
  /** Signs of a template: `{{`, `%%`, `${`, `[[`. */
  macro: 1 << 5,
  /** A malformed escape, a raw `+`, bytes beyond ASCII, or an escaped `%` (double encoding). */
  encoding: 1 << 6,
  /** Begins with the dynamic variable prefix. */
  dynamic: 1 << 7,
} as const

export type Trait = keyof typeof TRAITS

const SIGN_PERCENT = 0x25
const SIGN_PLUS = 0x2b

// One pass over the raw value with a table lookup per byte: what is flagged here is looked at, everything else never is.
const PLAIN = 0
const DIGIT = 1
const PERCENT = 2
const TEMPLATE = 3
const CONTROL = 4
const AT = 5
const OTHER = 6
const END = 7
const CLASS = new Uint8Array(256).fill(OTHER, BEYOND_ASCII)
CLASS.fill(CONTROL, 0, 0x20)
CLASS.fill(DIGIT, 0x30, 0x3a)
CLASS[0x7f] = CONTROL
CLASS[SIGN_PERCENT] = PERCENT
CLASS[0x40] = AT
CLASS[SIGN_PLUS] = OTHER
CLASS[AMPERSAND] = END
for (const sign of '{[$') CLASS[sign.charCodeAt(0)] = TEMPLATE

/** A value: where it ends, and bits of `TRAITS`. One object for all calls. */
export const VALUE = {end: 0, traits: 0}

/** Finds where the value at `start` ends, and nothing else. The bytes must end in an ampersand (see `bytesOf`). */
export function skipValue(bytes: Uint8Array, start: number): void {
  let end = start
  while (bytes[end] !== AMPERSAND) end++
  VALUE.end = end
  VALUE.traits = 0
}

/** Reads the value of `raw` at `start` into `VALUE`. `bytes` are those of `raw`, `limit` the most bytes its variable holds. */
export function readValue(raw: string, bytes: Uint8Array, start: number, limit: number): void {
  let traits = 0
  let digits = 0
  let signs = 0
  let beyondAscii = 0
  let at = start
  for (; ; at++) {
    let kind = CLASS[bytes[at] ?? AMPERSAND] ?? END
    // Letters and digits mix in ways no processor foresees, so they share a branch.
    if (kind <= DIGIT) {
      digits += kind
      continue
    }
    if (kind === END) break
    if (kind === PERCENT) {
      // The ampersand behind the value is no digit.
      const high = HEX_DIGITS[bytes[at + 1] ?? 0] ?? -1
      const low = high < 0 ? -1 : (HEX_DIGITS[bytes[at + 2] ?? 0] ?? -1)
      if (low < 0) {
        traits |= TRAITS.encoding
        signs++
        continue
      }
      at += 2
      const byte = high * 16 + low
      if (byte >= BEYOND_ASCII || byte === SIGN_PERCENT) traits |= TRAITS.encoding
      if (byte >= BEYOND_ASCII || byte === SIGN_PLUS) continue
      // An escaped ampersand ends nothing.
      kind = CLASS[byte] ?? PLAIN
    }
    if (kind === DIGIT) digits++
    else if (kind === PERCENT || kind === TEMPLATE) signs++
    else if (kind === AT) traits |= TRAITS.at
    else if (kind === CONTROL) traits |= TRAITS.blank
    else if (kind === OTHER) {
      traits |= TRAITS.encoding
      beyondAscii++
    }
  }
  VALUE.end = at
  if (at === start) {
    VALUE.traits = 0
    return
  }
  // Escapes are longer than the bytes they stand for, raw characters beyond ASCII (tools print them) are up to three bytes.
  if (at - start + 2 * beyondAscii > limit) traits |= TRAITS.long
  if (digits >= 9) traits |= TRAITS.digits
  if (signs >= 2) traits |= TRAITS.macro
  if (BEGINS_SOMETHING[bytes[start] ?? 0] === 1) traits |= traitsOfStart(raw, bytes, start, at)
  if (bytes[at - 3] === SIGN_PERCENT || MAY_BE_BLANK[bytes[at - 1] ?? 0] === 1) {
    if (BLANK_END.test(raw.slice(Math.max(start, at - 9), at))) traits |= TRAITS.blank
  }
  VALUE.traits = traits
}

/** Bytes that are blanks, or may be part of one. */
const MAY_BE_BLANK = new Uint8Array(256).fill(1, BEYOND_ASCII).fill(1, 0, 0x21)
MAY_BE_BLANK[SIGN_PLUS] = 1
/** Bytes with which a blank, a placeholder or a dynamic variable may begin. */
const BEGINS_SOMETHING = MAY_BE_BLANK.slice()
for (const sign of '%[uUnND') BEGINS_SOMETHING[sign.charCodeAt(0)] = 1

const BLANK_START = /^(?:[+\s]|%20|%A0|%C2%A0|%E2%80|%E3%80%80)/i
const BLANK_END = /(?:[+\s]|%20|%A0|%E2%80%..|%E3%80%80)$/i
const LONGEST_PLACEHOLDER = 40

function traitsOfStart(raw: string, bytes: Uint8Array, start: number, end: number): number {
  // Lower case; what is no letter does not become one.
  const second = (bytes[start + 1] ?? 0) | 0x20
  switch (bytes[start]) {
    case 0x44: // D= or D%3D
      return second === 0x3d || /^%3d/i.test(raw.slice(start + 1, start + 4)) ? TRAITS.dynamic : 0
    case 0x55: // undefined
    case 0x75:
      return second === 0x6e && end - start < LONGEST_PLACEHOLDER ? TRAITS.placeholder : 0
    case 0x4e: // null, NaN
    case 0x6e:
      return (second === 0x75 || second === 0x61) && end - start < LONGEST_PLACEHOLDER ? TRAITS.placeholder : 0
    case 0x5b: // [object Object]
      return end - start < LONGEST_PLACEHOLDER ? TRAITS.placeholder : 0
    default:
  }
  const head = raw.slice(start, Math.min(end, start + 9))
  const isBracket = end - start < LONGEST_PLACEHOLDER && /^%5b/i.test(head)
  return (BLANK_START.test(head) ? TRAITS.blank : 0) | (isBracket ? TRAITS.placeholder : 0)
}
