import {NO_VALUE_WORDS, TAG_CHARACTERS} from '../cell-values.js'
import {BACKSLASH, CR, LF, QUOTE} from './dialect.js'
import {HAS_AT, HAS_TAG, HAS_VALUE, MAY_BE_TEST, MAY_BE_TOTALS, NEW_DATE, TO_LOOK_AT, type RowAreas, type RowKernel} from './row-kernel.js'

const AT = 0x40
const BLANK = 0x20

/** What a byte is hashed as, and whether it may belong to the field of a mailing. */
const TAG = 0x100
/** Letters of both cases are one: eVars are compared without case. Source: Analytics, "Conversion variables (eVar)", case sensitivity. */
const BYTES = Uint16Array.from({length: 256}, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte))
for (const letter of TAG_CHARACTERS) BYTES[letter.charCodeAt(0)] = letter.charCodeAt(0) | TAG

/** What `vector-kernel.ts` does, for processors that cannot: the same results, byte by byte. */
export function createSlowKernel(areas: RowAreas): RowKernel {
  return {
    plain: (...place) => findPlain(areas, ...place),
    keys: (count, width, recipientMask, tupleMask) => {
      for (let row = 0; row < count; row++) areas.flags[row] = rowFlags(areas, row, width) | hashKeys(areas, row, width)
      listRows(areas, count, recipientMask, tupleMask)
    },
  }
}

function findPlain({bytes, starts, ends, filled}: RowAreas, ...place: Parameters<RowKernel['plain']>): number {
  const [from, length, cell, lastCell, width, delimiter, quote] = place
  let at = from
  // Where the record that is begun begins, and which of its cells is next.
  let begun = from
  let column = 0
  let index = cell
  let whole = cell
  while (whole < lastCell && at < length) {
    let byte = bytes[at] ?? 0
    if (quote === QUOTE && byte === QUOTE) {
      starts[index] = ++at
      while (at < length && (byte = bytes[at] ?? 0) !== QUOTE && byte !== BACKSLASH && byte !== LF && byte !== CR) at++
      if (at + 1 >= length || byte !== QUOTE) break
      ends[index] = at++
      byte = bytes[at] ?? 0
    } else {
      starts[index] = at
      while (byte !== delimiter && byte !== LF && byte !== BACKSLASH && byte !== CR && ++at < length) byte = bytes[at] ?? 0
      if (at >= length) break
      ends[index] = at
    }
    if (byte === CR && at + 1 < length) byte = bytes[++at] ?? 0
    column++
    if (byte === delimiter ? column >= width : byte !== LF || column < width) break
    index++
    at++
    if (byte === delimiter) continue
    // Alone in its line, an empty cell is a blank line.
    if (width === 1 && at - begun <= 2) break
    whole = index
    begun = at
    column = 0
  }
  filled[0] = whole
  return begun
}

function listRows(
  {flags, hashes, columns, notable, recipients, tuples, listed}: RowAreas,
  count: number,
  ...masks: [number, number]
): void {
  const wanted = columns.subarray(0, 3).reduce((bits, column, key) => bits | (column >= 0 ? HAS_VALUE << key : 0), 0)
  listed.fill(0)
  const add = (list: Uint16Array, index: number, row: number): void => {
    const length = listed[index] ?? 0
    list[length] = row
    listed[index] = length + 1
  }
  for (let row = 0; row < count; row++) {
    const has = flags[row] ?? 0
    if ((has & TO_LOOK_AT) !== 0 || (has & wanted) !== wanted) {
      add(notable, 0, row)
      continue
    }
    if (((hashes[row * 4 + 1] ?? 0) & masks[0]) === 0) add(recipients, 1, row)
    if (((hashes[row * 4 + 3] ?? 0) & masks[1]) === 0) add(tuples, 2, row)
  }
}

/** What the row as a whole tells. */
function rowFlags(areas: RowAreas, row: number, width: number): number {
  const {bytes, starts, ends, beginnings, columns} = areas
  const base = row * width
  const last = base + width - 1
  let flags = 0
  let first = base
  while (first < last && lengthOf(areas, first) <= 0) first++
  const length = lengthOf(areas, first)
  if (length > 0 && length <= 16 && ((beginnings[beginningOf(areas, first)] ?? 0) & 1) !== 0) flags |= MAY_BE_TOTALS
  const date = columns[3] ?? -1
  const isAfterTotals = row > 0 && ((areas.flags[row - 1] ?? 0) & MAY_BE_TOTALS) !== 0
  if (date >= 0 && (row === 0 || isAfterTotals || !isSame(areas, base + date, base + date - width))) flags |= NEW_DATE
  for (let at = starts[base] ?? 0; at < (ends[last] ?? 0); at++) if (bytes[at] === AT) return flags | HAS_AT
  return flags
}

function lengthOf({starts, ends}: RowAreas, index: number): number {
  return (ends[index] ?? 0) - (starts[index] ?? 0)
}

/** The first two bytes of a cell, as `RowAreas.beginnings` is read by; the second may lie behind it. */
function beginningOf({bytes, starts}: RowAreas, index: number): number {
  const from = starts[index] ?? 0
  return (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8)
}

function isSame(areas: RowAreas, one: number, other: number): boolean {
  const {bytes, starts} = areas
  const length = lengthOf(areas, one)
  if (length !== lengthOf(areas, other)) return false
  const [a, b] = [starts[one] ?? 0, starts[other] ?? 0]
  for (let at = 0; at < length; at++) if (bytes[a + at] !== bytes[b + at]) return false
  return true
}

/** Hashes recipient, message and product, without blanks around them, and tells what they hold. */
function hashKeys(areas: RowAreas, row: number, width: number): number {
  const {bytes, starts, ends, hashes, columns, beginnings} = areas
  const hash = new Hash()
  let flags = 0
  for (let key = 0; key < 3; key++) {
    const column = columns[key] ?? -1
    if (column >= 0) {
      const index = row * width + column
      if (((beginnings[beginningOf(areas, index)] ?? 0) & 2) !== 0) flags |= MAY_BE_TEST << key
      let from = starts[index] ?? 0
      let to = ends[index] ?? 0
      while (from < to && (bytes[from] ?? 0) <= BLANK) from++
      while (to > from && (bytes[to - 1] ?? 0) <= BLANK) to--
      if (hash.addCell(bytes, from, to)) flags |= HAS_TAG << key
      if (to > from && !isNoValueWord(bytes, from, to)) flags |= HAS_VALUE << key
    }
    if (key === 0) hash.writeTo(hashes, row * 4)
  }
  hash.writeTo(hashes, row * 4 + 2)
  return flags
}

function isNoValueWord(bytes: Uint8Array, from: number, to: number): boolean {
  return NO_VALUE_WORDS.some((word) => {
    if (word.length !== to - from) return false
    for (let at = 0; at < word.length; at++) if (((BYTES[bytes[from + at] ?? 0] ?? 0) & 0xff) !== word.charCodeAt(at)) return false
    return true
  })
}

/** Two halves of a number of 64 bits, as 32-bit integers. */
interface Wide {
  low: number
  high: number
}

/** Constants of MurmurHash3 (Austin Appleby, public domain); the hash is put together of its parts, and by its pattern. */
const FIRST: Wide = {low: 0x114253d5, high: 0x87c37b91}
const SECOND: Wide = {low: 0x2745937f, high: 0x4cf5ad43}
const THIRD: Wide = {low: 0xed558ccd, high: 0xff51afd7}

/** Of a row: eight bytes at a time, and after each cell its length, so that `ab,c` and `a,bc` differ. */
class Hash {
  readonly #state: Wide = {low: 0x7f4a7c15, high: 0x9e3779b9}
  readonly #word: Wide = {low: 0, high: 0}

  /** True when a character of merge tags is among the bytes. */
  addCell(bytes: Uint8Array, from: number, to: number): boolean {
    const word = this.#word
    let tags = 0
    for (let at = from; at < to; at += 8) {
      word.low = 0
      word.high = 0
      for (let next = Math.min(to, at + 8) - 1; next >= at; next--) {
        const byte = BYTES[bytes[next] ?? 0] ?? 0
        tags |= byte
        word.high = (word.high << 8) | (word.low >>> 24)
        word.low = (word.low << 8) | (byte & 0xff)
      }
      multiply(word, FIRST)
      rotate(word, 31)
      multiply(word, SECOND)
      this.#absorb()
    }
    word.low = to - from
    word.high = 0
    this.#absorb()
    return (tags & TAG) !== 0
  }

  writeTo(hashes: Int32Array, index: number): void {
    const word = this.#word
    word.low = this.#state.low ^ this.#state.high
    word.high = this.#state.high
    multiply(word, FIRST)
    hashes[index] = word.low ^ (word.high << 3) ^ (word.low >>> 29)
    hashes[index + 1] = word.high ^ (word.high >>> 29)
  }

  #absorb(): void {
    this.#state.low ^= this.#word.low
    this.#state.high ^= this.#word.high
    rotate(this.#state, 27)
    multiply(this.#state, THIRD)
  }
}

/** To the left, by less than 32 bits. */
function rotate(value: Wide, bits: number): void {
  const {low, high} = value
  value.low = (low << bits) | (high >>> (32 - bits))
  value.high = (high << bits) | (low >>> (32 - bits))
}

/** The lower 64 bits of the product. */
function multiply(value: Wide, by: Wide): void {
  const {low, high} = value
  const [low0, low1, by0, by1] = [low & 0xffff, low >>> 16, by.low & 0xffff, by.low >>> 16]
  const middle = (Math.imul(low1, by0) >>> 0) + (Math.imul(low0, by0) >>> 16)
  const other = (Math.imul(low0, by1) >>> 0) + (middle & 0xffff)
  const carried = Math.imul(low1, by1) + ((middle / 0x10000) | 0) + ((other / 0x10000) | 0)
  value.high = (Math.imul(low, by.high) + Math.imul(high, by.low) + carried) | 0
  value.low = Math.imul(low, by.low)
}
