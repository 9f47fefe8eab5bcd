import {basename} from 'node:path'
import {isUnchanged, openDelivered, type DeliveredFile, type Member} from '../collectors/delivered-files.js'
import {ContentCounter, type TableContent} from '../segments/content.js'
import type {RecognisedColumns} from '../segments/columns.js'
import type {DateOrder, DayRange} from '../segments/dates.js'
import {folderSeries, isFeedName, readName, segmentInText, suiteInPath, type NameFacts} from '../segments/file-name.js'
import {dayRangeOfName, isSoonAfter, NameOrders} from '../segments/name-dates.js'
import {delimiterName} from '../segments/table/dialect.js'
import type {TableHead} from '../segments/table/table-head.js'
import type {InspectSettings} from './inspect-settings.js'
import {openTable, TableFacts} from './open-segment-table.js'
import {notATable, unknownColumn} from './read-segment-file.js'

/** A table that was read to its end: what is counted, and what its name and columns tell. The kind is judged when all files are known. */
export interface ReadTable {
  readonly file: DeliveredFile
  readonly path: string
  readonly name: NameFacts
  readonly reportSuite: string | null
  readonly series: string
  readonly segment: string | null
  /** The name says so itself, not the columns. */
  readonly isNamedSo: boolean
  readonly days: DayRange | null
  readonly dayFrom: 'rows' | 'name' | 'flag' | null
  readonly head: TableHead | null
  readonly columns: RecognisedColumns
  readonly content: TableContent
  readonly ragged: {readonly count: number; readonly lines: readonly number[]}
  readonly encoding: string
  readonly compression: string
  readonly delimiter: string
  readonly digest: string | null
  readonly damage: readonly string[]
  readonly isComplete: boolean
}

export interface FileOutcome {
  readonly tables: readonly ReadTable[]
  /** What the file is instead, where it is a member of a folder and no table. */
  readonly looksLike: string | null
}

const NO_COLUMNS: RecognisedColumns = {columns: [], keys: {recipient: -1, message: -1, product: -1, date: -1}, unfound: []}
const NAMED_AS_TABLE = /\.(?:csv|tsv|tab|txt|psv|dat)(?:\.gz|\.zip)?(?:\.part)?$/i
const MOST_LINES = 3

export interface InspectFileOptions {
  readonly settings: InspectSettings
  /** Of all files that were delivered together. */
  readonly orders: NameOrders
  readonly onProgress: (rows: number) => void
}

export function nameOrdersOf(files: readonly DeliveredFile[]): NameOrders {
  return new NameOrders(files.map(({path, modifiedMs}) => ({name: basename(path), writtenMs: modifiedMs})))
}

/**
 * Reads every table of a file to its end.
 * @throws DcError when it cannot be read, or is no table though it was named
 */
export async function inspectFile(file: DeliveredFile, options: InspectFileOptions): Promise<FileOutcome> {
  const {settings, orders} = options
  const tables: ReadTable[] = []
  let looksLike: string | null = null
  for await (const member of openDelivered(file)) {
    const table = await openTable(member, settings.columns)
    const name = readName(member.path, settings.integration?.segments, orders.of(basename(member.path), basename(file.path)))
    // A file of nothing is a file nonetheless, when its name says what it should hold.
    const isEmpty = table.looksLike === 'nothing' && (file.isNamed || NAMED_AS_TABLE.test(file.path) || name.segment !== null)
    if (table.head === null && !isEmpty) {
      looksLike ??= table.looksLike
      if (file.isNamed) throw notATable(member.path, table.looksLike ?? 'something else')
      continue
    }
    const otherwise = file.isNamed ? null : otherTable(member.path, table.head)
    if (otherwise !== null) {
      looksLike ??= otherwise
      continue
    }
    const unfound = table.columns?.unfound[0]
    if (unfound !== undefined && file.isNamed) throw unknownColumn(unfound, member.path, table.head?.names ?? [])
    tables.push(await readTable(file, member, {...table, name}, options))
  }
  const isComplete = await isUnchanged(file)
  return {
    tables: isComplete ? tables : tables.map((table) => ({...table, isComplete: false})),
    looksLike: tables.length === 0 ? looksLike : null,
  }
}

/** Tables that lie beside segment files and are others of Adobe's. Source: Analytics, "Data feed contents"; classification import, "File format". */
function otherTable(path: string, head: TableHead | null): string | null {
  if (head === null) return null
  if (!head.hasHeader && isFeedName(basename(path))) return 'rows of a data feed'
  return head.comments.some((comment) => comment.startsWith('## SC')) ? 'a classification file' : null
}

async function readTable(
  file: DeliveredFile,
  member: Member,
  table: Awaited<ReturnType<typeof openTable>> & {name: NameFacts},
  {settings, onProgress}: InspectFileOptions,
): Promise<ReadTable> {
  const {head, name} = table
  const columns = table.columns ?? NO_COLUMNS
  const order = head === null ? 'month-first' : dateOrder(head, columns.keys.date, {days: name.days, writtenMs: file.modifiedMs})
  const counter = new ContentCounter(columns.keys, order)
  const facts = new TableFacts()
  const ragged = {count: 0, lines: [] as number[]}
  const onRagged = ({line}: {line: number}) => {
    ragged.count++
    if (ragged.lines.length < MOST_LINES) ragged.lines.push(line)
  }
  let read = 0
  for await (const batch of table.batches({onRagged, facts})) {
    counter.add(batch)
    read += batch.count
    onProgress(read)
  }
  const {content} = counter
  const rowDays = content.days
  const namedDays = name.days ?? daysOfFolder(member.path)
  const days = rowDays ?? namedDays ?? (settings.day === null ? null : {from: settings.day, to: settings.day})
  const segment = name.segment ?? segmentOf(head, columns) ?? settings.segment
  return {
    file,
    path: member.path,
    name,
    reportSuite: suiteInPath(member.path, settings.suites),
    series: [folderSeries(foldersBelow(member.path, file.folder)), name.series].filter((part) => part !== '').join('/'),
    segment,
    isNamedSo: name.segment !== null,
    days,
    dayFrom: rowDays !== null ? 'rows' : namedDays !== null ? 'name' : days === null ? null : 'flag',
    head,
    columns,
    content,
    ragged,
    encoding: member.encoding() ?? (facts.isLatin1 ? 'latin-1' : 'utf-8'),
    compression: member.compression(),
    delimiter: head === null ? '' : delimiterName(head.dialect.delimiter),
    digest: content.rows === 0 ? null : facts.digest(),
    damage: member.damage,
    isComplete: !name.isPartial,
  }
}

/** Of `05/06/2026` the day or the month first: as some date of the sample proves, else as makes the day of the name, or one just over. */
function dateOrder(head: TableHead, column: number, {days, writtenMs}: {days: DayRange | null; writtenMs: number | null}): DateOrder {
  if (column < 0) return 'month-first'
  let likelier: DateOrder | undefined
  for (const row of head.sample) {
    const [, first, second, year] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})/.exec(row[column] ?? '') ?? []
    if (first === undefined || second === undefined || year === undefined) continue
    if (Number(first) > 12) return 'day-first'
    if (Number(second) > 12) return 'month-first'
    const dayFirst = `${year}-${second.padStart(2, '0')}-${first.padStart(2, '0')}`
    const monthFirst = `${year}-${first.padStart(2, '0')}-${second.padStart(2, '0')}`
    if (days?.from === dayFirst) return 'day-first'
    if (writtenMs !== null && days === null && isSoonAfter(dayFirst, writtenMs) && !isSoonAfter(monthFirst, writtenMs))
      likelier = 'day-first'
  }
  return likelier ?? 'month-first'
}

/** Some partners put each day into a folder of its own, or each year, month and day. */
function daysOfFolder(path: string): DayRange | null {
  const folders = path.split('/').slice(0, -1)
  return dayRangeOfName(folders.at(-1) ?? '') ?? dayRangeOfName(folders.slice(-3).join('-')) ?? null
}

/** The folders between the one given and the file. */
function foldersBelow(path: string, folder: string | null): string[] {
  if (folder === null) return []
  return (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path).split('/').slice(0, -1)
}

/** What an opening comment says, else what the metrics say. */
function segmentOf(head: TableHead | null, {columns}: RecognisedColumns): string | null {
  for (const comment of head?.comments ?? []) {
    const segment = segmentInText(comment)
    if (segment !== null) return segment
  }
  const metrics = new Set(columns.flatMap(({nature, role}) => (nature === 'segment-metric' && role !== null ? [role] : [])))
  if (metrics.has('cartAdditions')) return 'cart-abandonment'
  if (metrics.has('productViews')) return 'product-views'
  return metrics.has('orders') || metrics.has('revenue') ? 'purchases' : null
}
