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
  next: WireName | undefined
}

const MASK = 4095
const SLOTS: (WireName | undefined)[] = Array.from({length: MASK + 1})

for (const variable of WIRE_VARIABLES) {
  const bytes = new TextEncoder().encode(variable.wire)
  let slot = bytes.reduce((hash, byte) => addByte(hash, byte), 0) & MASK
  while (SLOTS[slot] !== undefined) slot = (slot + 1) & MASK
  SLOTS[slot] = {variable, bytes, next: undefined}
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
  if (expected !== undefined && isName(bytes, from, expected.bytes)) {
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
  while (entry !== undefined && !isName(bytes, from, entry.bytes)) {
    slot = (slot + 1) & MASK
    entry = SLOTS[slot]
  }
  return entry
}

function isName(bytes: Uint8Array, from: number, name: Uint8Array): boolean {
  const {length} = name
  for (let at = 0; at < length; at++) if (bytes[from + at] !== name[at]) return false
  const after = bytes[from + length]
  return after === EQUALS || after === AMPERSAND
}
