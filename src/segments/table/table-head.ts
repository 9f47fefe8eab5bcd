import {BACKSLASH, CR, DELIMITERS, LF, QUOTE, type Dialect} from './dialect.js'
import {cellText, decodeCell} from './record-batch.js'
import {createCells, INCOMPLETE, parseRecord} from './record-parser.js'

/** What the first bytes of a table tell about all of it. */
export interface TableHead {
  readonly dialect: Dialect
  /** Names of the columns; `column 1` … where there is no header. */
  readonly names: readonly string[]
  readonly hasHeader: boolean
  /** What stands before the header: Data Warehouse's opening comment, or whatever else. */
  readonly comments: readonly string[]
  /** Byte the records of data begin at, and its physical line. */
  readonly dataAt: number
  readonly dataLine: number
  /** First rows of data. */
  readonly sample: readonly (readonly string[])[]
}

export interface HeadOptions {
  /** True when the bytes are the whole file. */
  readonly isAll: boolean
  /** True for a word that columns are called by. */
  readonly isKnown: (header: string) => boolean
}

interface Line {
  readonly cells: readonly string[]
  readonly next: number
  readonly line: number
}

const MOST_RECORDS = 400
const MOST_COMMENTS = 60

/**
 * Finds delimiter, quoting, header and first row. Null when the bytes are no table: nothing in them but blanks, or nothing that repeats.
 * The layout of these files is documented nowhere, so that header wins whose cells are called as columns are, else the first line that has
 * as many cells as most lines have.
 */
export function readTableHead(bytes: Uint8Array, {isAll, isKnown}: HeadOptions): TableHead | null {
  const carriageReturns = bytes.includes(CR) && !bytes.includes(LF)
  const announced = announcedDelimiter(bytes)
  let best: {score: number; head: TableHead} | undefined
  for (const {byte} of announced === undefined ? DELIMITERS : [{byte: announced.byte}]) {
    const plain: Dialect = {delimiter: byte, quotes: true, escapes: false, carriageReturns}
    const escaping = bytes.includes(BACKSLASH) ? [plain, {...plain, escapes: true}] : [plain]
    for (const dialect of escaping) {
      const lines = readLines(bytes, dialect, isAll, announced?.end ?? 0)
      const found = judge(lines, dialect, isKnown)
      if (found === undefined) continue
      // A backslash that escapes something would otherwise stay in the text.
      const bonus = dialect.escapes && escapesSomething(bytes, byte) ? 0.5 : 0
      if (best === undefined || found.score + bonus > best.score + 1e-9) best = {score: found.score + bonus, head: found.head}
    }
  }
  return best?.head ?? null
}

/** `sep=;`, the line by which Excel is told. */
function announcedDelimiter(bytes: Uint8Array): {byte: number; end: number} | undefined {
  const match = /^sep=(.)\r?\n/.exec(decodeCell(bytes.subarray(0, 8)).slice(0, 8))
  return match?.[1] === undefined ? undefined : {byte: match[1].charCodeAt(0), end: match[0].length}
}

function escapesSomething(bytes: Uint8Array, delimiter: number): boolean {
  for (let at = bytes.indexOf(BACKSLASH); at >= 0; at = bytes.indexOf(BACKSLASH, at + 2)) {
    const next = bytes[at + 1]
    const after = bytes[at + 2]
    if (next === delimiter || next === LF || next === BACKSLASH) return true
    // Before the end of a cell, `\"` is a backslash and a closing quote.
    if (next === QUOTE && after !== delimiter && after !== LF && after !== CR && after !== undefined) return true
  }
  return false
}

function readLines(bytes: Uint8Array, dialect: Dialect, isAll: boolean, from: number): Line[] {
  const cells = createCells()
  const lines: Line[] = []
  let line = from === 0 ? 1 : 2
  for (let at = from; at < bytes.length && lines.length < MOST_RECORDS;) {
    const next = parseRecord(bytes, at, dialect, isAll, cells)
    if (next === INCOMPLETE) break
    const {starts, ends, escapes} = cells
    lines.push({cells: Array.from({length: cells.count}, (_, index) => cellText({bytes, starts, ends, escapes}, index)), next, line})
    line += 1 + cells.breaks
    at = next
  }
  return lines
}

const isBlank = ({cells}: Line): boolean => cells.every((cell) => cell === '')

function judge(
  lines: readonly Line[],
  dialect: Dialect,
  isKnown: (header: string) => boolean,
): {score: number; head: TableHead} | undefined {
  const filled = lines.filter((line) => !isBlank(line))
  if (filled.length === 0) return undefined
  const common = commonWidth(filled)
  const knownIn = ({cells}: Line) => (cells[0]?.startsWith('#') ? 0 : cells.filter((cell) => isKnown(cell)).length)
  const candidates = lines.slice(0, MOST_COMMENTS).filter((line) => !isBlank(line))
  const recognised = candidates
    .map((line) => ({line, known: knownIn(line)}))
    .filter(({known, line}) => known * 2 >= line.cells.length && known > 0)
  const byName = recognised.toSorted((a, b) => b.known - a.known || a.line.line - b.line.line)[0]
  const byWidth = common > 1 ? candidates.find(({cells}) => cells.length === common && !cells[0]?.startsWith('#')) : undefined
  // One known word alone on a line above a table is its title.
  const chosen = byName !== undefined && (byName.line.cells.length > 1 || byWidth === undefined) ? byName.line : byWidth
  if (chosen === undefined) return undefined
  const width = chosen.cells.length
  const after = filled.filter(({line}) => line > chosen.line)
  const fitting = after.filter(({cells}) => cells.length === width).length
  const known = knownIn(chosen)
  // One word of a row may be what columns are called, too.
  const hasHeader = known * 2 >= width || (known > 0 && !hasValues(chosen)) || looksLikeHeader(chosen, after)
  if (width === 1 && known === 0) return undefined
  const consistency = after.length === 0 ? 0.5 : fitting / after.length
  return {
    score: known * 2 + consistency * 4 + Math.min(width, 20) * 0.05 + (common === width ? 1 : 0),
    head: {
      dialect,
      names: hasHeader ? chosen.cells : chosen.cells.map((_cell, index) => `column ${index + 1}`),
      hasHeader,
      comments: lines.filter((line) => line.line < chosen.line && !isBlank(line)).map(({cells}) => cells.join(' ')),
      dataAt: hasHeader ? chosen.next : (lines.findLast(({line}) => line < chosen.line)?.next ?? 0),
      dataLine: hasHeader ? (lines.find(({line}) => line > chosen.line)?.line ?? chosen.line + 1) : chosen.line,
      sample: (hasHeader ? after : [chosen, ...after]).filter(({cells}) => cells.length === width).map(({cells}) => cells),
    },
  }
}

function commonWidth(lines: readonly Line[]): number {
  const widths = new Map<number, number>()
  for (const {cells} of lines) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  return [...widths].toSorted(([widthA, a], [widthB, b]) => b - a || widthB - widthA)[0]?.[0] ?? 0
}

/** Numbers, addresses and times are values, not names. */
function hasValues({cells}: Line): boolean {
  return cells.some((cell) => /^[-+]?[\d.,]+%?$/.test(cell) || /^\d[\d-]+[ T]\d\d:\d\d/.test(cell) || cell.includes('@'))
}

/** Names are texts, each once; a line whose cells look like those below it is a row. */
function looksLikeHeader(line: Line, below: readonly Line[]): boolean {
  const {cells} = line
  if (cells.some((cell) => cell === '' || cell.length > 120) || new Set(cells).size < cells.length) return false
  if (hasValues(line)) return false
  if (below.length === 0) return true
  // Where some column below is of digits, a line of words is its header.
  const rows = below.slice(0, 20).filter((line) => line.cells.length === cells.length)
  const hasDigits = (text: string) => /\d/.test(text)
  return (
    cells.some((cell, index) => !hasDigits(cell) && rows.length > 0 && rows.every((row) => hasDigits(row.cells[index] ?? ''))) ||
    !cells.some(hasDigits)
  )
}
