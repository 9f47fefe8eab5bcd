import {displayWidth} from './visible.js'
import {createStyle, type Style} from './style.js'

/** Rows of a list command (`dc partners`, `dc list`): which columns, in what order, as a table or as CSV. */

/** A cell: printed as it is, true as `yes`, false and null as nothing; numbers sort as numbers. */
type Cell = string | number | boolean | null

export type Row<Column extends string> = Readonly<Record<Column, Cell>>

/** Rows by a column, `-column` for the other way round; rows of equal value keep their order. */
export function sortRows<Column extends string>(rows: readonly Row<Column>[], sort: string | undefined): Row<Column>[] {
  if (sort === undefined) return [...rows]
  const column = sort.replace(/^-/, '') as Column
  const direction = sort.startsWith('-') ? -1 : 1
  return rows.toSorted((a, b) => direction * compareCells(a[column], b[column]))
}

function compareCells(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [writeCell(a).toLowerCase(), writeCell(b).toLowerCase()]
  return left < right ? -1 : Number(left > right)
}

/** A table that is never cut: boxed where the style has boxes and it fits, else aligned columns. */
export function renderTable<Column extends string>(rows: readonly Row<Column>[], columns: readonly Column[], style: Style): string {
  const head = columns.map((column) => column.toUpperCase())
  const cells = rows.map((row) => columns.map((column) => writeCell(row[column])))
  const numeric = columns.flatMap((column, index) => (rows.some((row) => typeof row[column] === 'number') ? [index] : []))
  const boxed = style.table(head, cells, numeric)
  if (!style.boxes || displayWidth(boxed.split('\n')[0] ?? '') <= style.width) return boxed
  return createStyle({color: style.color, boxes: false, width: style.width, unicode: style.unicode}).table(head, cells, numeric)
}

/** RFC 4180, line feeds at the ends of lines, with a heading. */
export function renderCsv<Column extends string>(rows: readonly Row<Column>[], columns: readonly Column[]): string {
  const lines = [columns as readonly string[], ...rows.map((row) => columns.map((column) => writeCell(row[column])))]
  return lines.map((cells) => cells.map(quoteCsv).join(',')).join('\n')
}

/** A cell as RFC 4180 wants it. */
export function quoteCsv(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function writeCell(cell: Cell): string {
  if (cell === true) return 'yes'
  return cell === false || cell === null ? '' : String(cell)
}
