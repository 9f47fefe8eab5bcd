import {NO_VALUE_WORDS, TAG_CHARACTERS, mayBeTestId} from '../cell-values.js'
import {mayBeTotals} from '../column-words.js'
import type {RowAreas, RowKernel} from './row-kernel.js'
import {createSlowKernel} from './slow-kernel.js'
import {createVectorKernel} from './vector-kernel.js'

/** Bytes of the table that are looked at together: little enough to stay in the caches, and much enough to be worth a call. */
export const PIECE_BYTES = 256 * 1024
/** A record longer than this has lost its closing quote. */
export const MAX_RECORD_BYTES = 1024 * 1024
/** Records of one batch at most. */
export const MOST_RECORDS = 8192
/** Cells of one batch at most; the widest header that is looked for has half as many. */
export const MOST_CELLS = 128 * 1024

/** Where things lie: the one place that knows; kernels are told. */
const layout = (() => {
  let end = 0
  const area = (bytes: number): number => {
    const start = end
    end += Math.ceil(bytes / 64) * 64
    return start
  }
  const addresses = {
    // First, so that a place in the table is its address. Vectors are read beyond the last byte.
    bytes: area(MAX_RECORD_BYTES + PIECE_BYTES + 64),
    starts: area(MOST_CELLS * 4),
    ends: area(MOST_CELLS * 4),
    hashes: area(MOST_RECORDS * 16),
    flags: area(MOST_RECORDS * 2),
    notable: area(MOST_RECORDS * 2),
    recipients: area(MOST_RECORDS * 2),
    tuples: area(MOST_RECORDS * 2),
    listed: area(12),
    columns: area(16),
    filled: area(4),
    mask: area(32),
    tagLow: area(16),
    tagHigh: area(16),
    words: area(NO_VALUE_WORDS.length * 16),
    beginnings: area(65_536),
  }
  return {...addresses, size: end}
})()

/** Memory in which the records of one table at a time are read, and the loops that do it. */
export class RowSpace implements RowAreas {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly hashes: Int32Array
  readonly flags: Uint16Array
  readonly notable: Uint16Array
  readonly recipients: Uint16Array
  readonly tuples: Uint16Array
  readonly listed: Int32Array
  readonly columns: Int32Array
  readonly filled: Int32Array
  readonly beginnings: Uint8Array
  readonly kernel: RowKernel

  /** Without vectors, JavaScript does the work, and comes to the same. */
  constructor(options: {vectors: boolean} = {vectors: true}) {
    const {size, ...addresses} = layout
    const wordLengths = NO_VALUE_WORDS.reduce((bits, {length}) => bits | (1 << length), 0)
    const made = options.vectors ? createVectorKernel(size, {...addresses, wordLengths}) : null
    const buffer = made?.buffer ?? new ArrayBuffer(size)
    this.bytes = new Uint8Array(buffer, layout.bytes, MAX_RECORD_BYTES + PIECE_BYTES)
    this.starts = new Int32Array(buffer, layout.starts, MOST_CELLS)
    this.ends = new Int32Array(buffer, layout.ends, MOST_CELLS)
    this.hashes = new Int32Array(buffer, layout.hashes, MOST_RECORDS * 4)
    this.flags = new Uint16Array(buffer, layout.flags, MOST_RECORDS)
    this.notable = new Uint16Array(buffer, layout.notable, MOST_RECORDS)
    this.recipients = new Uint16Array(buffer, layout.recipients, MOST_RECORDS)
    this.tuples = new Uint16Array(buffer, layout.tuples, MOST_RECORDS)
    this.listed = new Int32Array(buffer, layout.listed, 3)
    this.columns = new Int32Array(buffer, layout.columns, 4)
    this.filled = new Int32Array(buffer, layout.filled, 1)
    this.beginnings = new Uint8Array(buffer, layout.beginnings, 65_536)
    fillTables(buffer, this.beginnings)
    this.kernel = made?.kernel ?? createSlowKernel(this)
  }

  static readonly #idle: RowSpace[] = []

  /** One that nobody works in. To be given back by `release`. */
  static take(): RowSpace {
    return RowSpace.#idle.pop() ?? new RowSpace()
  }

  release(): void {
    RowSpace.#idle.push(this)
  }
}

function fillTables(buffer: ArrayBuffer, beginnings: Uint8Array): void {
  new Uint8Array(buffer, layout.mask, 16).fill(0xff)
  const low = new Uint8Array(buffer, layout.tagLow, 16)
  const high = new Uint8Array(buffer, layout.tagHigh, 16)
  const halves = [...new Set(Array.from(TAG_CHARACTERS, (letter) => letter.charCodeAt(0) >> 4))]
  for (const letter of TAG_CHARACTERS) {
    const code = letter.charCodeAt(0)
    const bit = 1 << halves.indexOf(code >> 4)
    high[code >> 4] = bit
    low[code & 15] = (low[code & 15] ?? 0) | bit
  }
  for (const [index, word] of NO_VALUE_WORDS.entries())
    new Uint8Array(buffer, layout.words + index * 16, 16).set(Buffer.from(word, 'latin1'))
  for (let first = 0; first < 256; first++) {
    for (let second = 0; second < 256; second++) {
      beginnings[first | (second << 8)] = (mayBeTotals(first, second) ? 1 : 0) | (mayBeTestId(first, second) ? 2 : 0)
    }
  }
}
