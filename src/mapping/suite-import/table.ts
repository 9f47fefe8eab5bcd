import type {CsvRow} from './csv.js'
import {FIELD_NAMES, foldField, readKind, type Field} from './fields.js'
import {findSlot, type RawRow} from './rows.js'

/** A sheet of a design reference: where its heading is, what its columns hold, which section a row belongs to. */

const HEADING_WITHIN = 40
const COLUMN_FIELDS = ['name', 'enabled', 'type', 'allocation', 'expiration', 'days', 'number', 'kind'] as const

/** Rows under the heading. Empty when no column names variables or events. */
export function readTable(rows: readonly CsvRow[]): RawRow[] {
  const heading = findHeading(rows)
  const body = rows.slice(heading + 1)
  const columns = findColumns(
    (rows[heading]?.cells ?? []).map(foldField),
    body,
    rows.some((row) => sectionOf(row) !== undefined),
  )
  if (columns.slot === undefined && columns.number === undefined) return []
  // A section may begin above the first heading.
  const above = rows.slice(0, heading + 1).findLast((row) => sectionOf(row) !== undefined)
  return [...toRows(above === undefined ? body : [above, ...body], columns)]
}

/** The row with the most titles we know, else the one above the data; -1 where the sheet begins with its data. */
function findHeading(rows: readonly CsvRow[]): number {
  let best = -1
  let most = 1
  for (const [index, row] of rows.slice(0, HEADING_WITHIN).entries()) {
    const known = countTitles(row)
    if (known > most && !isData(row)) {
      best = index
      most = known
    }
  }
  return best === -1 ? rows.slice(0, HEADING_WITHIN).findIndex(isData) - 1 : best
}

const isData = ({cells}: CsvRow) => cells.some((cell) => /\d/.test(cell) && findSlot(cell) !== undefined)

function countTitles({cells}: CsvRow): number {
  const titles = new Set(cells.map(foldField))
  return (['slot', ...COLUMN_FIELDS] as const).filter((field) => FIELD_NAMES[field].some((name) => titles.has(name))).length
}

type Columns = Partial<Record<Field, number>>

function findColumns(titles: readonly string[], body: readonly CsvRow[], sections: boolean): Columns {
  const columns: Columns = {}
  const kind = FIELD_NAMES.kind.map((name) => titles.indexOf(name)).find((index) => index !== -1 && isKindColumn(index, body))
  if (kind !== undefined) columns.kind = kind
  const number = findNumberColumn(titles, body)
  // Names such as `Custom eVar 2` look like slots, too.
  if (number !== undefined && (sections || kind !== undefined)) columns.number = number
  const slot = columns.number === undefined ? findSlotColumn(titles, body) : undefined
  if (slot !== undefined) columns.slot = slot
  for (const field of COLUMN_FIELDS) {
    if (field === 'kind' || field === 'number') continue
    const at = FIELD_NAMES[field].map((name) => titles.indexOf(name)).find((index) => index !== -1 && index !== slot)
    if (at !== undefined) columns[field] = at
  }
  if (titles.length === 0 && slot !== undefined) columns.name = slot + 1
  return columns
}

/** `#` folds to nothing. Most of what stands in it are numbers. */
function findNumberColumn(titles: readonly string[], body: readonly CsvRow[]): number | undefined {
  const numbered = (column: number) => {
    const filled = body.map(({cells}) => cells[column] ?? '').filter((cell) => cell !== '')
    return filled.length > 0 && filled.filter((cell) => /^#?\d{1,4}$/.test(cell)).length * 2 >= filled.length
  }
  const column = titles.findIndex((title, index) => (title === '' || FIELD_NAMES.number.includes(title)) && numbered(index))
  return column === -1 ? undefined : column
}

/** Content decides, since titles such as `Variable name` stand above both slots and names. */
function findSlotColumn(titles: readonly string[], body: readonly CsvRow[]): number | undefined {
  const width = Math.max(0, ...body.map(({cells}) => cells.length))
  let best: number | undefined
  let most = 0
  for (let column = 0; column < Math.min(width, 200); column++) {
    const hits = body.filter(({cells}) => findSlot(cells[column] ?? '') !== undefined).length
    const titled = FIELD_NAMES.slot.includes(titles[column] ?? '') ? 0.5 : 0
    if (hits > 0 && hits + titled > most) {
      best = column
      most = hits + titled
    }
  }
  return best
}

function isKindColumn(column: number, body: readonly CsvRow[]): boolean {
  const filled = body.map(({cells}) => cells[column] ?? '').filter((cell) => cell !== '')
  return filled.length > 0 && filled.filter((cell) => readKind(cell) !== undefined).length * 2 > filled.length
}

/** A line that says what the lines below it are: `Conversion Variables (eVars)`. */
function sectionOf({cells}: CsvRow): string | undefined {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length === 1 ? readKind(filled[0] ?? '') : undefined
}

function* toRows(body: readonly CsvRow[], columns: Columns): Iterable<RawRow> {
  let section: string | undefined
  let current = columns
  for (const row of body) {
    const begins = sectionOf(row)
    if (begins !== undefined) {
      section = begins
      continue
    }
    // Every section may have a heading of its own, with other columns.
    if (countTitles(row) > 1 && !isData(row) && !row.cells.some((cell) => /^\d+$/.test(cell))) {
      const {slot, kind, number} = columns
      const own = findColumns(row.cells.map(foldField), [], false)
      current = {...own, ...(slot !== undefined && {slot}), ...(kind !== undefined && {kind}), ...(number !== undefined && {number})}
      continue
    }
    const fields: Partial<Record<Field, string>> = {}
    for (const [field, column] of Object.entries(current) as [Field, number][]) fields[field] = row.cells[column] ?? ''
    if (section !== undefined && fields.kind === undefined) fields.kind = section
    const told = [fields.slot, fields.number, fields.name].some((cell) => cell !== undefined && cell !== '')
    if (told) yield {place: `line ${row.line}`, fields}
  }
}
