import {isMergeTag, isNoValue, isTestId, mayBeTestId} from './cell-values.js'
import {isTotalsWord} from './column-words.js'
import type {KeyColumns} from './columns.js'
import {parseCellDate} from './dates.js'
import {DistinctCounter, type DistinctCounts} from './distinct-counter.js'
import {cellText, type RecordBatch} from './table/record-batch.js'
import {findEmail} from '../hits/personal-data.js'

/** What the rows of a file hold, counted. */
export interface TableContent {
  readonly rows: number
  readonly totalsRows: number
  readonly rowsWithProduct: number
  readonly rowsWithRecipient: number
  readonly rowsWithMessage: number
  /** Rows whose recipient or message is the field of a mailing instead of a value. */
  readonly rowsWithMergeTag: number
  /** Rows with an e-mail address in any cell. */
  readonly rowsWithEmail: number
  /** Rows whose recipient or message is `test`, `undefined`, `0000` and the like. */
  readonly rowsWithTestId: number
  /** Null without a column for recipients. */
  readonly recipients: DistinctCounts | null
  /** Rows by recipient, message and product together; null where one row is not told from another by these. */
  readonly tuples: DistinctCounts | null
  /** First and last day of the column with dates; null without one, or without a date in it. */
  readonly days: {readonly from: string; readonly to: string; readonly unreadable: number} | null
  /** Physical lines of the first rows of each sort, for looking them up. */
  readonly examples: Readonly<Record<'product' | 'recipient' | 'mergeTag' | 'email' | 'testId' | 'duplicate', readonly number[]>>
}

const MOST_EXAMPLES = 3
const AT = 0x40
const BLANK = 0x20

/** What a byte is hashed as, and whether it may belong to the field of a mailing. */
const TAG = 0x100
/** Letters of both cases are one: eVars are compared without case. Source: Analytics, "Conversion variables (eVar)", case sensitivity. */
const BYTES = Uint16Array.from({length: 256}, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte))
for (const letter of '%{}$[]*|<>#') BYTES[letter.charCodeAt(0)] = letter.charCodeAt(0) | TAG

/** Counts the rows of one file, batch by batch, in bounded memory. Nothing is made a text that the bytes can answer. */
export class ContentCounter {
  readonly #keys: KeyColumns
  readonly #order: 'month-first' | 'day-first'
  readonly #recipients = new DistinctCounter()
  readonly #tuples = new DistinctCounter()
  readonly #counts = {rows: 0, totals: 0, product: 0, recipient: 0, message: 0, mergeTag: 0, email: 0, testId: 0, unreadable: 0}
  readonly #examples = {
    product: [] as number[],
    recipient: [] as number[],
    mergeTag: [] as number[],
    email: [] as number[],
    testId: [] as number[],
    duplicate: [] as number[],
  }
  #from = ''
  #to = ''
  /** The date cell read last: most files hold one day, in every row. */
  #dateBytes: Uint8Array = new Uint8Array(0)
  #low = 0
  #high = 0
  #tags = 0

  constructor(keys: KeyColumns, order: 'month-first' | 'day-first' = 'month-first') {
    this.#keys = keys
    this.#order = order
  }

  add(batch: RecordBatch): void {
    const {recipient, message, product, date} = this.#keys
    const {width, starts, ends, lines, bytes} = batch
    const mayHaveEmail = batch.count > 0 && hasByte(bytes, AT, starts[0] ?? 0, ends[batch.count * width - 1] ?? 0)
    for (let row = 0; row < batch.count; row++) {
      const base = row * width
      if (this.#isTotals(batch, base)) {
        this.#counts.totals++
        continue
      }
      this.#counts.rows++
      const line = lines[row] ?? 0
      this.#low = 0x9e3779b9
      this.#high = 0x811c9dc5
      this.#tags = 0
      let bad = 0
      const hasRecipient = recipient >= 0 && this.#hash(batch, base + recipient)
      const low = this.#low
      const high = hasRecipient ? this.#upper() : 0
      if (hasRecipient && (this.#tags !== 0 || isSuspect(batch, base + recipient))) bad |= judgeId(batch, base + recipient)
      this.#tags = 0
      const hasMessage = message >= 0 && this.#hash(batch, base + message)
      if (hasMessage && (this.#tags !== 0 || isSuspect(batch, base + message))) bad |= judgeId(batch, base + message)
      const hasProduct = product >= 0 && this.#hash(batch, base + product)
      if (date >= 0) this.#readDate(batch, base + date)
      if (hasRecipient) {
        this.#counts.recipient++
        this.#recipients.add(low, high)
        this.#tuples.add(this.#low, this.#upper())
      } else if (recipient >= 0) note(this.#examples.recipient, line)
      if (hasMessage) this.#counts.message++
      if (hasProduct) this.#counts.product++
      else if (product >= 0) note(this.#examples.product, line)
      if ((bad & MERGE_TAG) !== 0) this.#countAt('mergeTag', line)
      if ((bad & TEST_ID) !== 0) this.#countAt('testId', line)
      if (mayHaveEmail && hasEmail(batch, base)) this.#countAt('email', line)
    }
  }

  get content(): TableContent {
    const {rows, totals, product, recipient, message, mergeTag, email, testId, unreadable} = this.#counts
    const hasRecipient = this.#keys.recipient >= 0
    return {
      rows,
      totalsRows: totals,
      rowsWithProduct: product,
      rowsWithRecipient: recipient,
      rowsWithMessage: message,
      rowsWithMergeTag: mergeTag,
      rowsWithEmail: email,
      rowsWithTestId: testId,
      recipients: hasRecipient ? this.#recipients.counts : null,
      tuples: hasRecipient && this.#keys.product >= 0 ? this.#tuples.counts : null,
      days: this.#from === '' ? null : {from: this.#from, to: this.#to, unreadable},
      examples: this.#examples,
    }
  }

  #countAt(sort: 'mergeTag' | 'testId' | 'email', line: number): void {
    this.#counts[sort]++
    note(this.#examples[sort], line)
  }

  /** Adds a cell to the hash of the row; false when it holds no value. */
  #hash({bytes, starts, ends}: RecordBatch, index: number): boolean {
    let from = starts[index] ?? 0
    let to = ends[index] ?? 0
    while (from < to && (bytes[from] ?? 0) <= BLANK) from++
    while (to > from && (bytes[to - 1] ?? 0) <= BLANK) to--
    let low = this.#low
    let high = this.#high
    let tags = this.#tags
    for (let at = from; at < to; at++) {
      const byte = BYTES[bytes[at] ?? 0] ?? 0
      tags |= byte
      low = Math.imul(low ^ byte, 0x85ebca6b)
      low ^= low >>> 13
      high = (high + low) | 0
    }
    // What ends a cell, so that `ab,c` and `a,bc` differ.
    low = Math.imul(low ^ 0x1f, 0x85ebca6b)
    this.#low = low ^ (low >>> 13)
    this.#high = (high + this.#low) | 0
    this.#tags = tags & TAG
    return to > from && !isEmptyWord(bytes, from, to)
  }

  /** Upper half of the hash, with bits that are chosen by as good as chance. */
  #upper(): number {
    const mixed = Math.imul(this.#high ^ (this.#high >>> 15), 0x2c1b3c6d)
    return mixed ^ (mixed >>> 12)
  }

  /** `Total` in the first cell that holds something, and nothing in the columns rows are told apart by. */
  #isTotals(batch: RecordBatch, base: number): boolean {
    const {bytes, starts, ends, width} = batch
    let first = base
    while (first < base + width && (ends[first] ?? 0) <= (starts[first] ?? 0)) first++
    if (first === base + width) return false
    const length = (ends[first] ?? 0) - (starts[first] ?? 0)
    const from = starts[first] ?? 0
    if (length > 16 || !mayBeTotals(bytes[from] ?? 0, bytes[from + 1] ?? 0)) return false
    if (!isTotalsWord(cellText(batch, first))) return false
    const {recipient, message, product} = this.#keys
    return [recipient, message, product].every((key) => key < 0 || base + key === first || isNoValue(cellText(batch, base + key)))
  }

  #readDate(batch: RecordBatch, index: number): void {
    const {bytes, starts, ends} = batch
    const from = starts[index] ?? 0
    const length = (ends[index] ?? 0) - from
    const before = this.#dateBytes
    if (length === before.length) {
      let same = 0
      while (same < length && bytes[from + same] === before[same]) same++
      if (same === length) return
    }
    this.#dateBytes = bytes.slice(from, from + length)
    const text = cellText(batch, index)
    const range = parseCellDate(text, this.#order)
    if (range === undefined) {
      if (!isNoValue(text)) this.#counts.unreadable++
      return
    }
    if (this.#from === '' || range.from < this.#from) this.#from = range.from
    if (range.to > this.#to) this.#to = range.to
  }
}

const MERGE_TAG = 1
const TEST_ID = 2

/** How the words of totals begin; beyond ASCII, any letter may. */
const TOTALS_STARTS = new Set(['to', 'su', 'so', 'ge', 'gr', 'in'].map(startOf))

const mayBeTotals = (first: number, second: number): boolean => first >= 0x80 || TOTALS_STARTS.has(((first | 0x20) << 8) | second | 0x20)

function startOf(letters: string): number {
  return (letters.charCodeAt(0) << 8) | letters.charCodeAt(1)
}

function note(examples: number[], line: number): void {
  if (examples.length < MOST_EXAMPLES) examples.push(line)
}

function judgeId(batch: RecordBatch, index: number): number {
  const text = cellText(batch, index)
  return (isMergeTag(text) ? MERGE_TAG : 0) | (isTestId(text) ? TEST_ID : 0)
}

function isSuspect({bytes, starts, ends}: RecordBatch, index: number): boolean {
  const from = starts[index] ?? 0
  const length = (ends[index] ?? 0) - from
  return length <= 40 && mayBeTestId(bytes[from] ?? 0, bytes[from + 1] ?? 0, bytes[from + 2] ?? 0)
}

function isEmptyWord(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length !== 4 && length !== 11 && length !== 15) return false
  const letter = (bytes[from] ?? 0) | 0x20
  // N, U, or a colon (which keeps its value under the same bit).
  if (letter !== 0x6e && letter !== 0x75 && letter !== 0x3a) return false
  return isNoValue(String.fromCharCode(...bytes.subarray(from, to)))
}

function hasByte(bytes: Uint8Array, byte: number, from: number, to: number): boolean {
  const at = bytes.indexOf(byte, from)
  return at >= 0 && at < to
}

function hasEmail(batch: RecordBatch, base: number): boolean {
  const {bytes, starts, ends, width} = batch
  if (!hasByteWithin(bytes, AT, starts[base] ?? 0, ends[base + width - 1] ?? 0)) return false
  for (let cell = 0; cell < width; cell++) {
    if (hasByteWithin(bytes, AT, starts[base + cell] ?? 0, ends[base + cell] ?? 0) && findEmail(cellText(batch, base + cell)) !== undefined)
      return true
  }
  return false
}

function hasByteWithin(bytes: Uint8Array, byte: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return true
  return false
}
