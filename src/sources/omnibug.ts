import {BatchBuilder} from './batch-builder.js'
import type {PlacelessRequest, SequentialFormat} from './format.js'
import {firstByte, headLines} from './head.js'
import {type LineReader, readLineByLine} from './line-reader.js'
import {isBlank, MAX_LINE_BYTES, placed} from './lines.js'
import {formDataToBody, hasHitPath, hasQuery, setBody} from './request-parts.js'
import {parseTime} from './request-time.js'

/**
 * The CSV or TAB export of the Omnibug extension. Its quoting is its own: every cell stands in quotes, quotes in the URL are written `\"`, those in POST
 * Data are doubled or left as they are, and JSON in POST Data may hold the very sequence that separates cells. So rows are not split by the rules of
 * CSV: the first five cells are taken from the left, time and notes from the right, and what is between is the body. (Omnibug, src/devtools/panel.js.)
 */
export const omnibugFormat: SequentialFormat = {
  kind: 'sequential',
  id: 'omnibug',
  title: 'Omnibug export (CSV or TAB)',
  about:
    "Omnibug's own export. Only Adobe rows are read; navigation rows name the page of the rows after them. A POST whose data Omnibug parsed into JSON has lost " +
    'the order of its parameters. Prefer a HAR where you can.',
  score(head) {
    if (firstByte(head) !== 0x22) return 0
    const lines = headLines(head, 3)
    return /^"Omnibug v/i.test(lines[0] ?? '') || lines.some((line) => HEADER.test(line)) ? 99 : 0
  },
  open: (input) => readLineByLine(input, new RowReader(input.file)),
}

const HEADER = /^"Event Type"[,\t]"Provider"[,\t]"Account"/
const TIMESTAMP = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}/

interface Row {
  event: string
  provider: string
  url: string
  body: string
  time: string
}

class RowReader implements LineReader {
  readonly batches = new BatchBuilder()
  readonly #file: number
  #page: string | undefined
  /** A row whose body has newlines goes on in the lines after it. */
  #open: {text: string; record: number} | undefined

  constructor(file: number) {
    this.#file = file
  }

  line(line: string, record: number): void {
    if (this.#open === undefined) {
      if (isBlank(line)) return
      if (HEADER.test(line) || /^"Omnibug v/i.test(line)) return
    }
    const own = parseRow(line)
    if (own !== undefined) {
      this.end()
      return this.#row(own, record)
    }
    const open = {text: this.#open === undefined ? line : `${this.#open.text}\n${line}`, record: this.#open?.record ?? record}
    const row = this.#open === undefined || !line.endsWith('"') ? undefined : parseRow(open.text)
    this.#open = row === undefined && open.text.length <= MAX_LINE_BYTES ? open : undefined
    if (row !== undefined) this.#row(row, open.record)
    else if (this.#open === undefined) this.batches.addDamage({record: open.record, reason: NOT_A_ROW})
  }

  /** The open row will not be completed. */
  end(): void {
    if (this.#open) this.batches.addDamage({record: this.#open.record, reason: NOT_A_ROW})
    this.#open = undefined
  }

  #row(row: Row, record: number): void {
    if (row.event === 'Navigation' && row.provider === '') {
      this.#page = row.url
      return this.batches.addSkip('navigation-row')
    }
    if (!/^Adobe (?:Analytics|Experience Platform Web SDK)/.test(row.provider)) return this.batches.addSkip('other-provider')
    this.batches.add(placed(requestOf(row, this.#page), this.#file, record))
  }
}

const NOT_A_ROW = 'the line is not a row of an Omnibug export'

function parseRow(text: string): Row | undefined {
  if (!text.startsWith('"') || !text.endsWith('"') || text.length < 2) return undefined
  const inner = text.slice(1, -1)
  const commas = inner.split('","')
  const cells = commas.length >= 7 ? commas : inner.split('"\t"')
  const separator = cells === commas ? '","' : '"\t"'
  const timeAt = cells.findIndex((cell, at) => at >= 6 && TIMESTAMP.test(cell))
  const [event, provider, , , url] = cells
  if (timeAt < 0 || event === undefined || provider === undefined || url === undefined) return undefined
  return {event, provider, url: url.replaceAll('\\"', '"'), body: cells.slice(5, timeAt).join(separator), time: cells[timeAt] ?? ''}
}

function requestOf(row: Row, page: string | undefined): PlacelessRequest {
  const body = readPostData(row.body)
  // The export does not tell the method: with data it was a POST, and so was a hit that is neither in the query nor in the data.
  const isPost = body !== '' || (hasHitPath(row.url) && !hasQuery(row.url))
  const request: PlacelessRequest = {url: row.url, method: isPost ? 'POST' : 'GET', bodyState: 'none'}
  if (isPost) setBody(request, body)
  const timeMs = parseTime(row.time)
  if (timeMs !== undefined) request.timeMs = timeMs
  if (page !== undefined) request.page = page
  return request
}

/** The raw body, or the browser's form data as JSON, with its quotes doubled or not. */
function readPostData(cell: string): string {
  for (const text of [cell, cell.replaceAll('""', '"')]) {
    if (!text.startsWith('{')) continue
    try {
      const form: unknown = JSON.parse(text)
      if (typeof form !== 'object' || form === null || Array.isArray(form)) continue
      // A Web SDK payload is JSON too, but not lists of texts.
      return Object.values(form).every((value) => Array.isArray(value) && value.every((item) => typeof item === 'string'))
        ? formDataToBody(form as Record<string, unknown>)
        : text
    } catch {
      continue
    }
  }
  return cell.replaceAll('""', '"')
}
