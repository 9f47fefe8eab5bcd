/** Delimited text as spreadsheets write it: RFC 4180, with `;`, tab or `|` as well as comma. Never throws. */

export interface CsvRow {
  /** Physical line on which the row begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE_ROWS = 60

/** Rows with any text in them, cells trimmed. The delimiter is the one that gives the most cells. `limit`: most rows that are read. */
export function parseCsv(text: string, limit: number): CsvRow[] {
  const sample = DELIMITERS.map((delimiter) => ({
    delimiter,
    cells: readRows(text, delimiter, SAMPLE_ROWS).reduce((sum, row) => sum + row.cells.length, 0),
  }))
  const best = sample.reduce((most, each) => (each.cells > most.cells ? each : most))
  return readRows(text, best.delimiter, limit)
}

function readRows(text: string, delimiter: string, limit: number): CsvRow[] {
  const rows: CsvRow[] = []
  let at = 0
  let line = 1
  while (at < text.length && rows.length < limit) {
    const begin = line
    const cells: string[] = []
    for (;;) {
      const cell = readCell(text, at, delimiter)
      cells.push(cell.text.trim())
      line += cell.breaks
      at = cell.end
      if (text[at] !== delimiter) break
      at++
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    if (cells.some((cell) => cell !== '')) rows.push({line: begin, cells})
  }
  return rows
}

/** `end` is the place of the delimiter, line break or end of text behind the cell. */
function readCell(text: string, start: number, delimiter: string): {text: string; end: number; breaks: number} {
  if (text[start] === '"') {
    const quoted = readQuoted(text, start + 1)
    if (quoted !== undefined) {
      const rest = readPlain(text, quoted.end, delimiter)
      return {text: quoted.text + rest.text, end: rest.end, breaks: countBreaks(quoted.text)}
    }
  }
  return {...readPlain(text, start, delimiter), breaks: 0}
}

/** Undefined when the quote is never closed: then it is a character like any other. */
function readQuoted(text: string, start: number): {text: string; end: number} | undefined {
  const parts: string[] = []
  for (let from = start; ;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return undefined
    parts.push(text.slice(from, quote))
    if (text[quote + 1] !== '"') return {text: parts.join('"'), end: quote + 1}
    from = quote + 2
  }
}

function readPlain(text: string, start: number, delimiter: string): {text: string; end: number} {
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  return {text: text.slice(start, end), end}
}

const countBreaks = (text: string) => text.split(/\r\n|\r|\n/).length - 1
