/**
 * Splitting a query string into parameters. Every byte of every hit is looked at here, which in JavaScript takes more than twice as long as in
 * WebAssembly: `pairs.wat`.
 */
import {AT, memory, numberAt, reserveText, VIEW} from './pair-memory.js'
import {PAIRS_WASM} from './pairs-wasm.js'
import {AMPERSAND, BEYOND_ASCII} from './raw-bytes.js'
import {boundTokens, lookUp, take} from './tokens.js'

const imports = {pairs: {memory, lookUp: lookUpHere, take}}
const {split} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(PAIRS_WASM, 'base64')), imports).exports as {
  split: (text: number, end: number, reading: number) => void
}
const ENCODER = new TextEncoder()
/** Room for the text. */
let room = VIEW.bytes.subarray(AT.text)

/** The text that was split last. One memory for all: whoever reads it is done before the next. */
export const PAIRS = {
  text: '',
  /** Number of this splitting; that of its places. */
  reading: 0,
  /** Every byte is the character itself. */
  isAscii: true,
  /** A byte for each UTF-16 unit, `BEYOND_ASCII` or above for every one that is not ASCII, and an ampersand behind the last. */
  bytes: VIEW.bytes,
}

/**
 * Splits `text` from `from` on: its records, lists and places then stand in the memory, with positions that count from there. Pairs end at `&`,
 * names at the first `=`; empty pairs are left out.
 */
export function splitPairs(text: string, from: number): void {
  boundTokens()
  const {length} = text
  reserveText(length)
  if (room.buffer !== memory.buffer) room = VIEW.bytes.subarray(AT.text)
  const start = AT.text + from
  const end = AT.text + length
  if (PAIRS.bytes.byteOffset !== start || PAIRS.bytes.buffer !== memory.buffer) PAIRS.bytes = room.subarray(from)
  const {read, written} = ENCODER.encodeInto(text, room)
  PAIRS.isAscii = read === length && written === length
  if (!PAIRS.isAscii) {
    for (let at = 0; at < length; at++) VIEW.bytes[AT.text + at] = Math.min(text.charCodeAt(at), BEYOND_ASCII)
  }
  VIEW.bytes[end] = AMPERSAND
  PAIRS.text = text
  PAIRS.reading++
  split(start, end, PAIRS.reading)
}

/** What was found of all parameters, by `FOUND`. */
export function foundInPairs(what: number): number {
  return VIEW.numbers[numberAt(AT.found) + what] ?? 0
}

function lookUpHere(start: number, end: number, hash: number, high: number, blockId: number): number {
  return lookUp(start, end, hash, high, blockId, nameText)
}

function nameText(start: number, end: number): string {
  return PAIRS.text.slice(start - AT.text, end - AT.text)
}
