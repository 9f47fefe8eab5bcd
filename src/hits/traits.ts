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

/**
 * What a byte of a value may make of it, by the numbers that `pairs.wat` knows: 0 nothing, 1 digit, 2 percent sign, 3 sign of a template,
 * 4 control character, 5 `@`, 6 beyond ASCII or a raw `+`, 7 the ampersand behind it.
 */
export const CLASSES = new Uint8Array(256).fill(6, BEYOND_ASCII)
CLASSES.fill(4, 0, 0x20)
CLASSES.fill(1, 0x30, 0x3a)
CLASSES[0x7f] = 4
CLASSES[SIGN_PERCENT] = 2
CLASSES[0x40] = 5
CLASSES[SIGN_PLUS] = 6
CLASSES[AMPERSAND] = 7
for (const sign of '{[$') CLASSES[sign.charCodeAt(0)] = 3

/** Bytes with which a blank, a placeholder or a dynamic variable may begin (1), and those that are a blank or may be part of one (2). */
export const EDGES = new Uint8Array(256).fill(3, BEYOND_ASCII).fill(3, 0, 0x21)
EDGES[SIGN_PLUS] = 3
for (const sign of '%[uUnND') EDGES[sign.charCodeAt(0)] = 1

/** Bits beside those of `TRAITS` in what a value shows. */
const BEGINS_SOMETHING = 1 << 8
const MAY_END_BLANK = 1 << 9
const ALL_TRAITS = (1 << 8) - 1

/** Traits of the value of `raw` in [start, end). `bytes` and `shows` as `splitPairs` gives them. */
export function traitsOf(raw: string, bytes: Uint8Array, start: number, end: number, shows: number): number {
  let traits = shows & ALL_TRAITS
  if ((shows & BEGINS_SOMETHING) !== 0) traits |= traitsOfStart(raw, bytes, start, end)
  if ((shows & MAY_END_BLANK) !== 0 && BLANK_END.test(raw.slice(Math.max(start, end - 9), end))) traits |= TRAITS.blank
  return traits
}

const BLANK_START = /^(?:[+\s]|%20|%A0|%C2%A0|%E2%80|%E3%80%80)/i
const BLANK_END = /(?:[+\s]|%20|%A0|%E2%80%..|%E3%80%80)$/i
const LONGEST_PLACEHOLDER = 40

function traitsOfStart(raw: string, bytes: Uint8Array, start: number, end: number): number {
  // Lower case; what is no letter does not become one.
  const second = (bytes[start + 1] ?? 0) | 0x20
  switch (bytes[start]) {
    case 0x44: // D= or D%3D
      return second === 0x3d || isEscapedEquals(bytes, start + 1) ? TRAITS.dynamic : 0
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

function isEscapedEquals(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === SIGN_PERCENT && bytes[at + 1] === 0x33 && ((bytes[at + 2] ?? 0) | 0x20) === 0x64
}
