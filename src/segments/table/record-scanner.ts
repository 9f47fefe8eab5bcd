import {BACKSLASH, CR, LF, QUOTE, type Dialect} from './dialect.js'
import type {RaggedRecord, RecordBatch} from './record-batch.js'
import {createCells, INCOMPLETE, parseRecord, type Cells} from './record-parser.js'

/** Records of one batch at most: little enough to stay in the caches, and much enough to be worth a call. */
const BATCH_RECORDS = 8192
/** A record longer than this has lost its closing quote. */
const MAX_RECORD_BYTES = 1024 * 1024

/**
 * Cuts the bytes of a table into records of `width` cells. A record with another number of cells is read once more in other ways (with and
 * without backslashes, without quotes); one that fits in none of them is told to `onRagged` and left out. So one stray quote or backslash
 * costs at most its own record, and the dialect need not be right for every line of the file.
 */
export class RecordScanner {
  /** Physical line of the next record. */
  line: number
  readonly #dialect: Dialect
  readonly #others: readonly Dialect[]
  readonly #width: number
  readonly #onRagged: (record: RaggedRecord) => void
  readonly #cells: Cells = createCells()
  /** Records in the batch that is being filled. */
  #count = 0
  readonly #batch: {starts: Int32Array; ends: Int32Array; escapes: Uint8Array; lines: Float64Array}

  constructor(options: {dialect: Dialect; width: number; line: number; onRagged: (record: RaggedRecord) => void}) {
    const {dialect, width} = options
    this.line = options.line
    this.#dialect = dialect
    this.#others = [
      {...dialect, escapes: !dialect.escapes},
      {...dialect, quotes: false, escapes: dialect.escapes},
      {...dialect, quotes: false, escapes: !dialect.escapes},
    ]
    this.#width = width
    this.#onRagged = options.onRagged
    const cells = BATCH_RECORDS * width
    this.#batch = {
      starts: new Int32Array(cells),
      ends: new Int32Array(cells),
      escapes: new Uint8Array(cells),
      lines: new Float64Array(BATCH_RECORDS),
    }
  }

  /**
   * Reads whole records from `bytes` on. Each batch is good until the next is asked for. What it returns at last is where the record begins
   * that `bytes` do not end; with `isLast` that is their end.
   */
  *scan(bytes: Uint8Array, isLast: boolean): Generator<RecordBatch, number> {
    let at = 0
    this.#count = 0
    while (at < bytes.length) {
      at = this.#plain(bytes, at)
      if (this.#count < BATCH_RECORDS && at < bytes.length) {
        const next = this.#next(bytes, at, isLast)
        if (next === INCOMPLETE) break
        if (this.#take(bytes, this.#count)) this.#count++
        this.line += 1 + this.#cells.breaks
        at = next
      }
      if (this.#count < BATCH_RECORDS) continue
      yield this.#batchOf(bytes, this.#count)
      this.#count = 0
    }
    if (this.#count > 0) yield this.#batchOf(bytes, this.#count)
    return at
  }

  #batchOf(bytes: Uint8Array, count: number): RecordBatch {
    return {bytes, width: this.#width, count, ...this.#batch}
  }

  /**
   * The way of nearly all records, written for speed: as many cells as the header, a line feed at the end, and nothing inside but what stands
   * for itself, quoted or not. Puts such records into the batch up to the first other one or the last place, and says where it stopped.
   */
  #plain(bytes: Uint8Array, from: number): number {
    const {delimiter, quotes} = this.#dialect
    const {starts, ends, escapes, lines} = this.#batch
    const width = this.#width
    const length = bytes.length
    let count = this.#count
    let line = this.line
    let at = from
    // Where the record that is begun begins.
    let begun = from
    let cell = 0
    let index = count * width
    while (count < BATCH_RECORDS && at < length) {
      let byte = bytes[at] ?? 0
      if (quotes && byte === QUOTE) {
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
      cell++
      if (byte === delimiter ? cell >= width : byte !== LF || cell < width) break
      escapes[index++] = 0
      at++
      if (byte === delimiter) continue
      // Alone in its line, an empty cell is a blank line.
      if (width === 1 && at - begun <= 2) break
      lines[count++] = line++
      begun = at
      cell = 0
    }
    this.#count = count
    this.line = line
    return begun
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
        this.#onRagged({line: this.line, cells: cells.count})
        return false
      }
    } else if (width === 1 && isBlankRecord(cells)) return false
    const {starts, ends, escapes, lines} = this.#batch
    const base = index * width
    for (let cell = 0; cell < width; cell++) {
      starts[base + cell] = cells.starts[cell] ?? 0
      ends[base + cell] = cells.ends[cell] ?? 0
      escapes[base + cell] = cells.escapes[cell] ?? 0
    }
    lines[index] = this.line
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
