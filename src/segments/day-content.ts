import type {EmptyFileHabit} from '../mapping/integration.js'
import type {DayContent, SegmentFinding, SeriesFile} from './inspection.js'

/** What is wrong with the files of one day of one segment. */

/** Segments whose files are lists of products. Source: Getting Started with Analytics data connectors, "Remarketing segments in data connectors". */
const PRODUCT_SEGMENTS = new Set(['cart-abandonment', 'purchases', 'product-views'])

/** So few rows with an id are as good as none. */
const NEARLY_NONE = 0.05
/** Two equal files of so few rows may be chance. */
const FEW_ROWS = 3
const ENOUGH_DAYS = 7
const SIZE_FACTOR = 10
const SIZE_ROWS = 100

export interface DayContext {
  readonly segment: string
  readonly day: string
  readonly reportSuite: string | null
  readonly emptyFile: EmptyFileHabit
  /** Rows of the other days of the series. */
  readonly otherRows: readonly number[]
  /** The file that had the same rows before, by path. */
  readonly originals: ReadonlyMap<string, SeriesFile>
}

export interface JudgedContent {
  readonly content: readonly DayContent[]
  readonly findings: readonly SegmentFinding[]
}

/** `files` are those of the day that have arrived, at least one. */
export function judgeContent(files: readonly SeriesFile[], context: DayContext): JudgedContent {
  const content: DayContent[] = []
  const findings: SegmentFinding[] = []
  const {segment, day, reportSuite} = context
  const add = (word: DayContent, severity: SegmentFinding['severity'], message: string, file: SeriesFile | undefined) => {
    if (!content.includes(word)) content.push(word)
    const id = word.startsWith('duplicate-of:') ? 'duplicate-of' : word
    findings.push({id, severity, message, path: file?.path ?? null, segment, day, reportSuite, lines: []})
  }
  const genuine = files.filter(({kind}) => kind !== 'data-warehouse')
  const [first] = files
  if (genuine.length === 0) {
    add('wrong-kind', 'error', 'what lies here in place of the segment file is a Data Warehouse report', first)
    return {content, findings}
  }
  const rows = sum(genuine, ({rows: each}) => each)
  if (rows === 0) {
    const isWanted = context.emptyFile === 'sent'
    const why = isWanted
      ? ': nobody qualified, and a file is sent all the same'
      : ', though by default no file is sent for a day without rows'
    add('empty', isWanted ? 'info' : 'error', `the file has no row${why}`, genuine[0])
  } else {
    judgeIds(genuine, rows, context, add)
    judgeSize(rows, genuine, context, add)
  }
  for (const file of genuine) {
    const original = context.originals.get(file.path)
    if (original === undefined) continue
    const isOtherDay = original.day !== file.day
    const isProof = isOtherDay && file.rows >= FEW_ROWS
    const what = isOtherDay
      ? `the rows are those of ${original.path}, of ${original.day ?? 'an unknown day'}`
      : `the file came twice, first as ${original.path}`
    add(`duplicate-of:${original.path}`, isProof ? 'error' : 'warning', what, file)
  }
  return {content, findings}
}

type Add = (word: DayContent, severity: SegmentFinding['severity'], message: string, file: SeriesFile | undefined) => void

function judgeIds(files: readonly SeriesFile[], rows: number, {segment}: DayContext, add: Add): void {
  const products = sum(files, (file) => file.rowsWithProduct)
  const recipients = sum(files, (file) => file.rowsWithRecipient)
  const needsProducts = PRODUCT_SEGMENTS.has(segment)
  if (needsProducts && files.every(({isProductKnown}) => isProductKnown) && products < rows * NEARLY_NONE)
    add(
      'no-product-ids',
      'error',
      `${products === 0 ? 'none' : `only ${products}`} of ${rows} rows ${products > 1 ? 'have' : 'has'} a product`,
      files[0],
    )
  if (files.every(({isRecipientKnown}) => isRecipientKnown) && recipients < rows * NEARLY_NONE)
    add(
      'no-recipient-ids',
      'error',
      `${recipients === 0 ? 'none' : `only ${recipients}`} of ${rows} rows ${recipients > 1 ? 'have' : 'has'} a recipient`,
      files[0],
    )
}

function judgeSize(rows: number, files: readonly SeriesFile[], {otherRows}: DayContext, add: Add): void {
  const replaced = files.find(({wasReplaced}) => wasReplaced)
  if (replaced !== undefined) add('size-change', 'warning', 'the file was seen with other content before', replaced)
  if (otherRows.length < ENOUGH_DAYS) return
  const median = otherRows.toSorted((a, b) => a - b)[Math.floor(otherRows.length / 2)] ?? 0
  if (Math.abs(rows - median) < SIZE_ROWS) return
  if (rows * SIZE_FACTOR <= median || rows >= median * SIZE_FACTOR)
    add('size-change', 'warning', `${rows} rows, where other days have about ${median}`, files[0])
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

/**
 * Files with the same rows as one before them of the same series, by path, each with the first of its kind. Files without rows are all alike
 * and say nothing.
 */
export function findOriginals(files: readonly SeriesFile[]): Map<string, SeriesFile> {
  const firsts = new Map<string, SeriesFile>()
  const originals = new Map<string, SeriesFile>()
  const order = (file: SeriesFile) => file.day ?? '~'
  const sorted = files.toSorted((a, b) => compare(order(a), order(b)) || a.arrivedMs - b.arrivedMs || compare(a.path, b.path))
  for (const file of sorted) {
    if (file.digest === null || file.rows === 0) continue
    const key = JSON.stringify([file.segment, file.reportSuite, file.series, file.digest])
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, file)
    // The same file under its own name, as the ledger remembers it, is no other file.
    else if (first.path !== file.path) originals.set(file.path, first)
  }
  return originals
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
