import {BatchBuilder} from './batch-builder.js'
import type {PlacelessRequest, SequentialFormat, Several, Skip} from './format.js'
import {headLines, isBinary} from './head.js'
import {type LineReader, readLineByLine} from './line-reader.js'
import {isBlank, placed} from './lines.js'
import {requestFromRecord} from './ndjson.js'
import {FIELD, KEYS} from './request-object-keys.js'

/**
 * Tables with a row of names on top: Charles' CSV export, search results of Splunk and Kibana, a sheet saved as CSV. A row is read as an object of those
 * names, so that the names are those of NDJSON; blanks in them count as `_`, and capitals do not matter. (RFC 4180, with `,`, `;` or a tab between cells.)
 */
export const csvFormat: SequentialFormat = {
  kind: 'sequential',
  id: 'csv',
  title: 'table with a header row (CSV, TSV)',
  about:
    'A first row of column names, cells separated by comma, semicolon or tab and quoted where needed: exports of Charles, Kibana and Splunk (_raw), or a sheet saved ' +
    'as CSV. The names are those of ndjson (URL, Method, Request Body, Status …); other columns are ignored. Sheets may cut long cells, so a missing end proves nothing.',
  score,
  open: (input) => readLineByLine(input, new RowReader(input.file)),
}

interface Header {
  names: string[]
  separator: string
  /** The column that holds the URL, the path or the log line. */
  main: number
}

const MAIN_FIELDS: ReadonlySet<number> = new Set([FIELD.url, FIELD.path, FIELD.text, FIELD.requestLine, FIELD.container])
const SEPARATORS = [',', ';', '\t']
/** A sheet program's own first line. */
const SEPARATOR_LINE = /^"?sep=.?"?$/i
const ROWS_LOOKED_AT = 20
/** A row with more line ends in its quotes is one whose quote was never closed. */
const MOST_LINES = 100
const MOST_LENGTH = 1024 * 1024

class RowReader implements LineReader {
  readonly batches = new BatchBuilder()
  readonly #file: number
  #header: Header | undefined
  #hasBegun = false
  /** Lines of a row whose last quote is not closed yet. */
  #open: {line: string; record: number}[] = []

  constructor(file: number) {
    this.#file = file
  }

  line(line: string, record: number): void {
    if (this.#open.length === 0 && (isBlank(line) || (!this.#hasBegun && SEPARATOR_LINE.test(line)))) return
    if (!this.#hasBegun) return this.#begin(line, record)
    this.#open.push({line, record})
    const text = this.#open.map((part) => part.line).join('\n')
    if (this.#header === undefined || isWholeRow(text, this.#header.separator)) {
      const first = this.#open[0]?.record ?? record
      this.#open = []
      this.#row(text, first)
    } else if (this.#open.length >= MOST_LINES || text.length >= MOST_LENGTH) this.end()
  }

  /** The quote that is open will not be closed: each line is taken as a row. */
  end(): void {
    const lines = this.#open
    this.#open = []
    for (const {line, record} of lines) this.#row(line, record)
  }

  #begin(line: string, record: number): void {
    this.#hasBegun = true
    this.#header = readHeader(line)
    if (this.#header === undefined) this.batches.addDamage({record, reason: 'the row of names has no column for the URL', container: true})
  }

  #row(text: string, record: number): void {
    const parsed = this.#header ? readRow(text, this.#header) : undefined
    if (parsed === undefined || 'skip' in parsed) this.batches.addSkip(parsed?.skip ?? 'no-url')
    else for (const request of 'several' in parsed ? parsed.several : [parsed]) this.batches.add(placed(request, this.#file, record))
  }
}

function readHeader(line: string): Header | undefined {
  for (const separator of SEPARATORS) {
    const names = splitRow(line, separator).map((name) => knownName(name.trim()))
    const fields = names.map((name) => KEYS.get(name)?.field)
    const main = fields.findIndex((field) => field !== undefined && MAIN_FIELDS.has(field))
    if (names.length > 1 && main >= 0) return {names, separator, main}
  }
  return undefined
}

/** `Request URL` is `request_url`. */
function knownName(name: string): string {
  if (KEYS.has(name)) return name
  const plain = name.toLowerCase().replaceAll(/[\s-]+/g, '_')
  return KEYS.has(plain) ? plain : name
}

function readRow(text: string, {names, separator, main}: Header): PlacelessRequest | Skip | Several {
  const cells = splitRow(text, separator)
  // Who wrote the table by hand did not quote the URL, and there are separators in it.
  const extra = Math.max(0, cells.length - names.length)
  cells.splice(main, extra + 1, cells.slice(main, main + extra + 1).join(separator))
  const record: Record<string, unknown> = {}
  for (const [index, name] of names.entries()) {
    const cell = cells[index]
    if (cell !== undefined && cell !== '' && cell !== '-' && !Object.hasOwn(record, name)) record[name] = cell
  }
  const parsed = requestFromRecord(record)
  if ('url' in parsed) parsed.mayBeCut = true
  return parsed
}

/** A quote is closed by one before a separator or the end; doubled ones stand for one. One that is not closed is a character like others. */
function splitRow(text: string, separator: string): string[] {
  const cells: string[] = []
  for (let start = 0; start <= text.length;) {
    const close = text[start] === '"' ? closingQuote(text, start, separator) : -1
    const end = close < 0 ? endOfCell(text, start, separator) : close + 1
    cells.push(close < 0 ? text.slice(start, end) : text.slice(start + 1, close).replaceAll('""', '"'))
    start = end + 1
  }
  return cells
}

function isWholeRow(text: string, separator: string): boolean {
  for (let start = 0; start < text.length;) {
    const close = text[start] === '"' ? closingQuote(text, start, separator) : undefined
    if (close === -1) return false
    start = (close === undefined ? endOfCell(text, start, separator) : close + 1) + 1
  }
  return true
}

function endOfCell(text: string, start: number, separator: string): number {
  const end = text.indexOf(separator, start)
  return end < 0 ? text.length : end
}

function closingQuote(text: string, open: number, separator: string): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') at++
    else if (at + 1 === text.length || text[at + 1] === separator) return at
  }
  return -1
}

function score(head: Uint8Array): number {
  if (isBinary(head)) return 0
  const lines = headLines(head, ROWS_LOOKED_AT).filter((line) => !SEPARATOR_LINE.test(line))
  const header = readHeader(lines[0] ?? '')
  // Above the list of URLs and the access log: both could read a part of the rows.
  return header && lines.slice(1).some((line) => 'url' in readRow(line, header)) ? 93 : 0
}
