import {LF, QUOTE, type Dialect} from './dialect.js'
import type {RaggedRecord, RecordBatch} from './record-batch.js'
import {createCells, INCOMPLETE, parseRecord, type Cells} from './record-parser.js'
import {MAX_RECORD_BYTES, MOST_CELLS, MOST_RECORDS, PIECE_BYTES, RowSpace} from './row-space.js'

export interface ScanOptions {
  readonly dialect: Dialect
  readonly width: number
  /** Physical line of the first record. */
  readonly line: number
  readonly onRagged: (record: RaggedRecord) => void
  /** Told of all bytes whose records were given, piece by piece. Good during the call. */
  readonly onRows?: (bytes: Uint8Array) => void
  /** To read in; one of its own where none is given. */
  readonly space?: RowSpace
}

/**
 * Cuts the bytes of a table into records of `width` cells. A record with another number of cells is read once more in other ways (with and
 * without backslashes, without quotes); one that fits in none of them is told to `onRagged` and left out. So one stray quote or backslash
 * costs at most its own record, and the dialect need not be right for every line of the file.
 */
export class RecordScanner {
  /** Physical line of the next record. */
  #line: number
  readonly #dialect: Dialect
  readonly #others: readonly Dialect[]
  readonly #width: number
  readonly #options: ScanOptions
  readonly #cells: Cells = createCells()
  readonly #space: RowSpace
  readonly #isOwn: boolean
  readonly #escapes: Uint8Array
  readonly #lines: Float64Array
  readonly #mostRecords: number
  /** Bytes in the space: those of a record that has begun, and those that were added last. */
  #held = 0
  /** Records in the batch that is being filled. */
  #count = 0

  constructor(options: ScanOptions) {
    const {dialect, width, line, space} = options
    if (width > MOST_CELLS) throw new RangeError('a table of so many columns cannot be read')
    this.#options = options
    this.#line = line
    this.#dialect = dialect
    this.#others = [
      {...dialect, escapes: !dialect.escapes},
      {...dialect, quotes: false, escapes: dialect.escapes},
      {...dialect, quotes: false, escapes: !dialect.escapes},
    ]
    this.#width = width
    this.#mostRecords = Math.min(MOST_RECORDS, Math.floor(MOST_CELLS / width))
    this.#escapes = new Uint8Array(this.#mostRecords * width)
    this.#lines = new Float64Array(this.#mostRecords)
    this.#isOwn = space === undefined
    this.#space = space ?? RowSpace.take()
  }

  /** Reads on: all records that end in `bytes`. Each batch is good until the next is asked for. */
  *read(bytes: Uint8Array): Generator<RecordBatch, void> {
    const space = this.#space.bytes
    for (let at = 0; at < bytes.length;) {
      const length = Math.min(PIECE_BYTES, bytes.length - at, space.length - this.#held)
      space.set(bytes.subarray(at, at + length), this.#held)
      at += length
      this.#held += length
      yield* this.#scan(false)
    }
  }

  /** What is left: its end is that of the last record. */
  *end(): Generator<RecordBatch, void> {
    yield* this.#scan(true)
  }

  /** Gives the memory back. No batch is good any more. */
  close(): void {
    if (this.#isOwn) this.#space.release()
  }

  *#scan(isLast: boolean): Generator<RecordBatch, void> {
    const bytes = this.#space.bytes.subarray(0, this.#held)
    let at = 0
    this.#count = 0
    while (at < bytes.length) {
      at = this.#plain(bytes, at)
      if (this.#count < this.#mostRecords && at < bytes.length) {
        const next = this.#next(bytes, at, isLast)
        if (next === INCOMPLETE) break
        if (this.#take(bytes, this.#count)) this.#count++
        this.#line += 1 + this.#cells.breaks
        at = next
      }
      if (this.#count < this.#mostRecords) continue
      yield this.#batch()
      this.#count = 0
    }
    if (this.#count > 0) yield this.#batch()
    const used = isLast ? bytes.length : at
    this.#options.onRows?.(bytes.subarray(0, used))
    this.#space.bytes.copyWithin(0, used, bytes.length)
    this.#held -= used
  }

  #batch(): RecordBatch {
    const {bytes, starts, ends} = this.#space
    return {bytes, width: this.#width, count: this.#count, space: this.#space, starts, ends, escapes: this.#escapes, lines: this.#lines}
  }

  /** The way of nearly all records: see `RowKernel.plain`. */
  #plain(bytes: Uint8Array, from: number): number {
    const {delimiter, quotes} = this.#dialect
    const width = this.#width
    const {kernel, filled} = this.#space
    const first = this.#count * width
    const at = kernel.plain(from, bytes.length, first, this.#mostRecords * width, width, delimiter, quotes ? QUOTE : -1)
    const last = filled[0] ?? first
    this.#escapes.fill(0, first, last)
    for (const until = last / width; this.#count < until; this.#count++) this.#lines[this.#count] = this.#line++
    return at
  }

  #next(bytes: Uint8Array, from: number, isLast: boolean): number {
    const cells = this.#cells
    const next = parseRecord(bytes, from, this.#dialect, isLast, cells)
    if (next !== INCOMPLETE && cells.count === this.#width && !cells.sloppy) return next
    if (next === INCOMPLETE && bytes.length - from < MAX_RECORD_BYTES) return INCOMPLETE
    if (next !== INCOMPLETE && isBlankRecord(cells)) return next
    for (const dialect of this.#others) {
      const other = parseRecord(bytes, from, dialect, isLast, cells)
      // The rest of an escaped line may still be on its way.
      if (other === INCOMPLETE && bytes.length - from < MAX_RECORD_BYTES) return INCOMPLETE
      if (other !== INCOMPLETE && cells.count === this.#width && !cells.sloppy) return other
    }
    return this.#lenient(bytes, from)
  }

  /** Nothing fits: as it is written, unless that runs on over several lines. Then the line alone. */
  #lenient(bytes: Uint8Array, from: number): number {
    const cells = this.#cells
    const next = parseRecord(bytes, from, this.#dialect, true, cells)
    if (cells.count === this.#width || cells.breaks === 0) {
      mergeDates(bytes, cells, this.#width)
      return next
    }
    const end = bytes.indexOf(LF, from)
    const line = bytes.subarray(0, end < 0 ? bytes.length : end + 1)
    const after = parseRecord(line, from, {...this.#dialect, quotes: false, escapes: false}, true, cells)
    mergeDates(bytes, cells, this.#width)
    return after
  }

  /** Copies the record into the batch; false when it is blank or does not fit. */
  #take(bytes: Uint8Array, index: number): boolean {
    const cells = this.#cells
    const width = this.#width
    if (cells.count !== width) {
      if (isBlankRecord(cells)) return false
      if (!endsInBlanks(bytes, cells, width)) {
        this.#options.onRagged({line: this.#line, cells: cells.count})
        return false
      }
    } else if (width === 1 && isBlankRecord(cells)) return false
    const {starts, ends} = this.#space
    const base = index * width
    for (let cell = 0; cell < width; cell++) {
      starts[base + cell] = cells.starts[cell] ?? 0
      ends[base + cell] = cells.ends[cell] ?? 0
      this.#escapes[base + cell] = cells.escapes[cell] ?? 0
    }
    this.#lines[index] = this.#line
    return true
  }
}

function isBlankRecord(cells: Cells): boolean {
  return cells.count === 1 && (cells.starts[0] ?? 0) >= (cells.ends[0] ?? 0)
}

/** Some exports end every line of data, but not the header, in a delimiter. */
function endsInBlanks(bytes: Uint8Array, cells: Cells, width: number): boolean {
  if (cells.count <= width) return false
  for (let cell = width; cell < cells.count; cell++) {
    for (let at = cells.starts[cell] ?? 0; at < (cells.ends[cell] ?? 0); at++) if (bytes[at] !== 0x20) return false
  }
  return true
}

const ascii = new TextDecoder('windows-1252')

/**
 * `January 1, 2026` and `January 1, 2026, Hour 0` written without quotes where the comma is the delimiter: the parts are one cell.
 * Source: Data Warehouse general settings, "Granularity" (the spellings).
 */
function mergeDates(bytes: Uint8Array, cells: Cells, width: number): void {
  for (let left = 0; left + 1 < cells.count && cells.count > width; left++) {
    const text = (index: number) => ascii.decode(bytes.subarray(cells.starts[index], cells.ends[index]))
    const day = text(left)
    if (!/^(?:[A-Z][a-z]{2,8} \d{1,2}|Week \d{1,2})$/.test(day) || !/^ \d{4}$/.test(text(left + 1))) continue
    const parts = / Hour \d{1,2}$/.test(left + 2 < cells.count ? text(left + 2) : '') ? 2 : 1
    cells.ends[left] = cells.ends[left + parts] ?? 0
    cells.starts.copyWithin(left + 1, left + 1 + parts, cells.count)
    cells.ends.copyWithin(left + 1, left + 1 + parts, cells.count)
    cells.escapes.copyWithin(left + 1, left + 1 + parts, cells.count)
    cells.count -= parts
  }
}
