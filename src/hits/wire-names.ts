import {AMPERSAND, EQUALS} from './raw-bytes.js'
import {WIRE_VARIABLES, type WireVariable} from './variables.js'

/**
 * Finds the variable of a name by its bytes, without making a string of it: a hit has fifty names, and nearly all are known.
 * Most hits name the same variables in the same order, so the one that came next last time is tried first; else a hash table with open
 * addressing tells, a quarter full at most.
 */
interface WireName {
  variable: WireVariable
  bytes: Uint8Array
  /** The first four bytes as one number, and which of its bits count where the name is shorter. */
  head: number
  mask: number
  next: WireName | undefined
}

const MASK = 4095
const HEAD_BYTES = 4
const SLOTS: (WireName | undefined)[] = Array.from({length: MASK + 1})

for (const variable of WIRE_VARIABLES) {
  const bytes = new TextEncoder().encode(variable.wire)
  let slot = bytes.reduce((hash, byte) => addByte(hash, byte), 0) & MASK
  while (SLOTS[slot] !== undefined) slot = (slot + 1) & MASK
  const mask = bytes.length < HEAD_BYTES ? (1 << (8 * bytes.length)) - 1 : -1
  SLOTS[slot] = {variable, bytes, head: headAt(bytes, 0) & mask, mask, next: undefined}
}

function addByte(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0
}

/** The name read last: where it ends (at `=` or `&`), and the variable it stands for. One object for all calls. */
export const NAME: {end: number; variable: WireVariable | undefined} = {end: 0, variable: undefined}

let before: WireName | undefined

/** Reads the name at `from` into `NAME`. The bytes must end in an ampersand (see `bytesOf`). */
export function readName(bytes: Uint8Array, from: number): void {
  const expected = before?.next
  if (expected !== undefined && isName(bytes, from, expected)) {
    NAME.end = from + expected.bytes.length
    NAME.variable = expected.variable
    before = expected
    return
  }
  const found = lookUp(bytes, from)
  NAME.variable = found?.variable
  // A name nobody knows leaves the order as it was: the next one is expected behind the last known one.
  if (found === undefined) return
  if (before !== undefined) before.next = found
  before = found
}

function lookUp(bytes: Uint8Array, from: number): WireName | undefined {
  let hash = 0
  let at = from
  let byte = bytes[at] ?? AMPERSAND
  while (byte !== EQUALS && byte !== AMPERSAND) {
    hash = addByte(hash, byte)
    byte = bytes[++at] ?? AMPERSAND
  }
  NAME.end = at
  let slot = hash & MASK
  let entry = SLOTS[slot]
  while (entry !== undefined && !isName(bytes, from, entry)) {
    slot = (slot + 1) & MASK
    entry = SLOTS[slot]
  }
  return entry
}

/** Compares four bytes at once, which is all there is of most names: a loop would end at another place for each of them. */
function isName(bytes: Uint8Array, from: number, {bytes: name, head, mask}: WireName): boolean {
  if ((headAt(bytes, from) & mask) !== head) return false
  const {length} = name
  for (let at = HEAD_BYTES; at < length; at++) if (bytes[from + at] !== name[at]) return false
  const after = bytes[from + length]
  return after === EQUALS || after === AMPERSAND
}

function headAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
}
