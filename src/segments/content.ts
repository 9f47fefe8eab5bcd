import {isMergeTag, isNoValue, isTestId, mayBeTestId} from './cell-values.js'
import {isTotalsWord} from './column-words.js'
import type {KeyColumns} from './columns.js'
import {parseCellDate} from './dates.js'
import {DistinctCounter, type DistinctCounts} from './distinct-counter.js'
import {cellText, type RecordBatch} from './table/record-batch.js'
import {HAS_AT, HAS_TAG, HAS_VALUE, MAY_BE_TOTALS, NEW_DATE, TO_JUDGE} from './table/row-kernel.js'
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
/** Spellings of dates that are remembered: those of the hours of a month, several times over. */
const MOST_DATES = 4096
const AT = 0x40

const HAS_RECIPIENT = HAS_VALUE
const HAS_MESSAGE = HAS_VALUE << 1
const HAS_PRODUCT = HAS_VALUE << 2

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
  /** Whether a spelling is one of a date; its days are reckoned in. */
  readonly #dates = new Map<string, boolean>()

  constructor(keys: KeyColumns, order: 'month-first' | 'day-first' = 'month-first') {
    this.#keys = keys
    this.#order = order
  }

  add(batch: RecordBatch): void {
    const {recipient, message, product, date} = this.#keys
    const {count, width, space} = batch
    space.columns.set([recipient, message, product, date])
    space.kernel.keys(count, width, this.#recipients.sampleMask, this.#tuples.sampleMask)
    const [notable = 0, recipients = 0, tuples = 0] = space.listed
    for (let index = 0; index < notable; index++) this.#look(batch, space.notable[index] ?? 0)
    // Of all other rows it is enough to know how many they are.
    const plain = count - notable
    const counts = this.#counts
    counts.rows += plain
    if (recipient >= 0) counts.recipient += plain
    if (message >= 0) counts.message += plain
    if (product >= 0) counts.product += plain
    if (recipient < 0) return
    this.#recipients.addAll(space.hashes, 0, space.recipients, recipients)
    this.#tuples.addAll(space.hashes, 2, space.tuples, tuples)
  }

  #look(batch: RecordBatch, row: number): void {
    const {recipient, product, date} = this.#keys
    const {flags, hashes} = batch.space
    const counts = this.#counts
    const has = flags[row] ?? 0
    const base = row * batch.width
    const line = batch.lines[row] ?? 0
    if ((has & MAY_BE_TOTALS) !== 0 && this.#isTotals(batch, base)) {
      counts.totals++
      return
    }
    counts.rows++
    if ((has & NEW_DATE) !== 0) this.#readDate(batch, base + date)
    if ((has & HAS_RECIPIENT) !== 0) {
      counts.recipient++
      this.#recipients.add(hashes[row * 4] ?? 0, hashes[row * 4 + 1] ?? 0)
      this.#tuples.add(hashes[row * 4 + 2] ?? 0, hashes[row * 4 + 3] ?? 0)
    } else if (recipient >= 0) note(this.#examples.recipient, line)
    if ((has & HAS_MESSAGE) !== 0) counts.message++
    if ((has & HAS_PRODUCT) !== 0) counts.product++
    else if (product >= 0) note(this.#examples.product, line)
    if ((has & TO_JUDGE) !== 0) this.#judgeIds(batch, base, has, line)
    if ((has & HAS_AT) !== 0 && hasEmail(batch, base)) this.#countAt('email', line)
  }

  #judgeIds(batch: RecordBatch, base: number, has: number, line: number): void {
    const {recipient, message} = this.#keys
    let bad = 0
    if ((has & HAS_RECIPIENT) !== 0 && isSuspect(batch, base + recipient, has)) bad |= judgeId(batch, base + recipient)
    if ((has & HAS_MESSAGE) !== 0 && isSuspect(batch, base + message, has >> 1)) bad |= judgeId(batch, base + message)
    if ((bad & MERGE_TAG) !== 0) this.#countAt('mergeTag', line)
    if ((bad & TEST_ID) !== 0) this.#countAt('testId', line)
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

  /** `Total` in the first cell that holds something, and nothing in the columns rows are told apart by. */
  #isTotals(batch: RecordBatch, base: number): boolean {
    const {starts, ends, width} = batch
    let first = base
    while (first < base + width && (ends[first] ?? 0) <= (starts[first] ?? 0)) first++
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
    // A file of several days may have another in each row.
    const spelling = (batch.escapes[index] ?? 0) === 0 ? rawText(bytes, from, from + length) : undefined
    const known = spelling === undefined ? undefined : this.#dates.get(spelling)
    const isRead = known ?? this.#parseDate(cellText(batch, index))
    if (!isRead) this.#counts.unreadable++
    if (known === undefined && spelling !== undefined && this.#dates.size < MOST_DATES) this.#dates.set(spelling, isRead)
  }

  /** False for what should be a date and is none. */
  #parseDate(text: string): boolean {
    const range = parseCellDate(text, this.#order)
    if (range === undefined) return isNoValue(text)
    if (this.#from === '' || range.from < this.#from) this.#from = range.from
    if (range.to > this.#to) this.#to = range.to
    return true
  }
}

const MERGE_TAG = 1
const TEST_ID = 2

function note(examples: number[], line: number): void {
  if (examples.length < MOST_EXAMPLES) examples.push(line)
}

function judgeId(batch: RecordBatch, index: number): number {
  const text = cellText(batch, index)
  return (isMergeTag(text) ? MERGE_TAG : 0) | (isTestId(text) ? TEST_ID : 0)
}

/** `has` are the flags of the recipient. */
function isSuspect({bytes, starts, ends}: RecordBatch, index: number, has: number): boolean {
  if ((has & HAS_TAG) !== 0) return true
  const from = starts[index] ?? 0
  const length = (ends[index] ?? 0) - from
  return length <= 40 && mayBeTestId(bytes[from] ?? 0, bytes[from + 1] ?? 0, bytes[from + 2] ?? 0)
}

/** One character per byte: much faster than `cellText`, and as good to know bytes again or find ASCII in them. */
function rawText(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
}

/** The commonest addresses, alone in their cell: `findEmail` finds all of these, and more. */
const PLAIN_EMAIL = /^[\w.+~-]{1,64}@[a-z\d]{1,63}(?:\.[a-z\d]{1,63}){0,8}\.(?:com|net|org|edu|gov|info|example|(?!js)[a-z]{2})$/i

function hasEmail(batch: RecordBatch, base: number): boolean {
  const {bytes, starts, ends, width} = batch
  for (let index = base; index < base + width; index++) {
    const from = starts[index] ?? 0
    const to = ends[index] ?? 0
    let at = from
    while (at < to && bytes[at] !== AT) at++
    if (at === to) continue
    // A file of addresses has one in every row: none of them is quoted or beyond ASCII.
    if (PLAIN_EMAIL.test(rawText(bytes, from, to))) return true
    if (findEmail(cellText(batch, index)) !== undefined) return true
  }
  return false
}
