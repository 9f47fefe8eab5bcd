import {listDeliveries, openDelivered} from '../collectors/delivered-files.js'
import {DcError} from '../errors.js'
import type {Integration} from '../mapping/integration.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {valueOf} from '../segments/cell-values.js'
import {isTotalsWord} from '../segments/column-words.js'
import type {KeyColumns} from '../segments/columns.js'
import {parseCellDate} from '../segments/dates.js'
import type {SegmentRow} from '../segments/segment-file.js'
import {cellText, type RecordBatch} from '../segments/table/record-batch.js'
import {openTable} from './open-segment-table.js'

export interface ReadSegmentOptions {
  /** Absolute; `path` and messages are relative to it. */
  readonly cwd: string
  /** Its mapping tells which column is which. */
  readonly integration?: Integration
  readonly suite?: SuiteSnapshot
  /** Headers pinned to roles: `{product: 'Artikel'}`. */
  readonly columns?: Readonly<Record<string, string>>
  /** Called once per table, before its first rows: which column was taken for what (null: there is none). */
  readonly onColumns?: (columns: {recipient: string | null; message: string | null; product: string | null; date: string | null}) => void
  /** Called for each row or container that could not be read; the rest is read all the same. */
  readonly onDamage?: (damage: {record: number | null; reason: string}) => void
}

/**
 * The rows of a delivered file, in batches, whatever its delimiter, encoding, quoting and compression. Rows of totals are left out.
 * @throws DcError `no-such-file`, `unreadable-file`, `not-a-table`, `unknown-column` (a pinned header that is not there)
 */
export async function* readSegmentRows(path: string, options: ReadSegmentOptions): AsyncGenerator<SegmentRow[]> {
  const {integration, suite, columns: pinned, onColumns, onDamage} = options
  const listing = await listDeliveries([path], {cwd: options.cwd, stdin: process.stdin})
  try {
    const [error] = listing.errors
    if (error !== undefined) throw error
    for (const file of listing.files) {
      for await (const member of openDelivered(file)) {
        const table = await openTable(member, {integration, suite, ...(pinned !== undefined && {pinned})})
        if (table.head === null || table.columns === null) {
          // A file without a row is sent where that is wanted.
          if (table.looksLike === 'nothing') continue
          throw notATable(member.path, table.looksLike ?? 'something else')
        }
        const {columns, keys, unfound} = table.columns
        if (unfound[0] !== undefined) throw unknownColumn(unfound[0], member.path, table.head.names)
        const name = (index: number) => columns[index]?.name ?? null
        onColumns?.({recipient: name(keys.recipient), message: name(keys.message), product: name(keys.product), date: name(keys.date)})
        const onRagged = ({line, cells}: {line: number; cells: number}) =>
          onDamage?.({record: line, reason: `the row has ${cells} cells, not ${columns.length}`})
        for await (const batch of table.batches({onRagged})) yield rowsOf(batch, keys)
        for (const reason of member.damage) onDamage?.({record: null, reason})
      }
    }
  } finally {
    await listing.close()
  }
}

export function notATable(where: string, looksLike: string): DcError {
  return new DcError(`not a table that dc can read; it looks like ${looksLike}`, {
    code: 'not-a-table',
    where,
    suggestions: ['give a file with a header and rows, separated by commas, tabs, semicolons or pipes; zipped, gzipped or plain'],
  })
}

export function unknownColumn(header: string, where: string, names: readonly string[]): DcError {
  return new DcError(`no column is called "${header}"; the columns are ${names.map((name) => `"${name}"`).join(', ')}`, {
    code: 'unknown-column',
    where: '--column',
    suggestions: [`name a column of ${where} as its header spells it: --column product=HEADER`],
  })
}

/** Its rows of data, those of totals left out. */
export function rowsOf(batch: RecordBatch, keys: KeyColumns): SegmentRow[] {
  const rows: SegmentRow[] = []
  for (let row = 0; row < batch.count; row++) {
    const base = row * batch.width
    const text = (key: number) => (key < 0 ? null : valueOf(cellText(batch, base + key)))
    const [recipient, message, product] = [text(keys.recipient), text(keys.message), text(keys.product)]
    if (isTotals(batch, base, [recipient, message, product])) continue
    const range = keys.date < 0 ? undefined : parseCellDate(cellText(batch, base + keys.date))
    const day = range !== undefined && range.from === range.to ? {day: range.from} : {}
    rows.push({recipient, message, product, ...day, record: batch.lines[row] ?? 0})
  }
  return rows
}

function isTotals(batch: RecordBatch, base: number, ids: readonly (string | null)[]): boolean {
  const filled = ids.filter((id) => id !== null)
  if (filled.length > 1) return false
  for (let cell = 0; cell < batch.width; cell++) {
    const text = cellText(batch, base + cell)
    if (text !== '') return isTotalsWord(text) && (filled.length === 0 || filled[0] === text)
  }
  return false
}
