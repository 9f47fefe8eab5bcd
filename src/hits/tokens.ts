import {decodeName} from './decode-text.js'
import {variableOf, WIRE_VARIABLES, type ParamName} from './variables.js'

/**
 * What stands before `=` or between two `&`, found by its bytes without making a string of it: a hit has fifty of them, and nearly all were
 * seen before. Most hits name the same things in the same order, so the one that came next last time is tried first; else a hash table with
 * open addressing tells, half full at most.
 */
export interface Token {
  /** As text, decoded. */
  readonly wire: string
  /** What it names outside of any block; undefined when Adobe knows no such parameter. */
  readonly variable: ParamName | undefined
  readonly bytes: Uint8Array
  /** The first four bytes as one number, and which of its bits count where the name is shorter. */
  readonly head: number
  readonly mask: number
  next: Token | undefined
}

const SLOTS = 16_384
const MASK = SLOTS - 1
/** More are forgotten before the next hit; those of one hit that come beyond are not kept. */
const MANY_TOKENS = SLOTS / 2
const MOST_TOKENS = MANY_TOKENS * 1.5
/** Longer ones are read anew each time: nobody repeats them. */
const LONGEST = 64
const HEAD_BYTES = 4
const ENCODER = new TextEncoder()

let slots: (Token | undefined)[] = []
let count = 0
let before: Token | undefined
forgetTokens()

/** Forgets what captures have named; what Adobe names stays. */
function forgetTokens(): void {
  slots = Array.from<Token | undefined>({length: SLOTS}).fill(undefined)
  count = 0
  before = undefined
  for (const variable of WIRE_VARIABLES) {
    const bytes = ENCODER.encode(variable.wire)
    keep(newToken(bytes, variable.wire, variable), hashOf(bytes))
  }
}

/** To be called between two hits, since what is read of one must not change: names come from captures, and a hostile one has no end of them. */
export function boundTokens(): void {
  if (count > MANY_TOKENS) forgetTokens()
}

/** The token of `raw` in [start, end), where no `=` and no `&` stands. `bytes` and `hash` as `splitPairs` gives them; `isAscii`: so is the token. */
export function readToken(raw: string, bytes: Uint8Array, start: number, end: number, hash: number, isAscii: boolean): Token {
  const expected = before?.next
  if (expected !== undefined && isToken(bytes, start, end, expected)) {
    before = expected
    return expected
  }
  return lookUp(raw, bytes, start, end, hash, isAscii)
}

function lookUp(raw: string, bytes: Uint8Array, start: number, end: number, hash: number, isAscii: boolean): Token {
  let slot = hash & MASK
  let token = slots[slot]
  while (token !== undefined && !isToken(bytes, start, end, token)) {
    slot = (slot + 1) & MASK
    token = slots[slot]
  }
  if (token === undefined) {
    const wire = decodeName(raw.slice(start, end))
    token = newToken(bytes.slice(start, end), wire, variableOf(wire))
    // Beyond ASCII a byte stands for any character, and so for no name.
    if (!isAscii || end - start > LONGEST || count >= MOST_TOKENS) return token
    keep(token, hash)
  }
  if (before !== undefined) before.next = token
  before = token
  return token
}

function keep(token: Token, hash: number): void {
  let slot = hash & MASK
  while (slots[slot] !== undefined) slot = (slot + 1) & MASK
  slots[slot] = token
  count++
}

function newToken(bytes: Uint8Array, wire: string, variable: ParamName | undefined): Token {
  const mask = bytes.length < HEAD_BYTES ? (1 << (8 * bytes.length)) - 1 : -1
  return {wire, variable, bytes, head: headAt(bytes, 0) & mask, mask, next: undefined}
}

/** As in `pairs.wat`. */
function hashOf(bytes: Uint8Array): number {
  return bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 0)
}

/** Compares four bytes at once, which is all there is of most names: a loop would end at another place for each of them. */
function isToken(bytes: Uint8Array, start: number, end: number, {bytes: name, head, mask}: Token): boolean {
  const {length} = name
  if (end - start !== length || (headAt(bytes, start) & mask) !== head) return false
  for (let at = HEAD_BYTES; at < length; at++) if (bytes[start + at] !== name[at]) return false
  return true
}

function headAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
}
