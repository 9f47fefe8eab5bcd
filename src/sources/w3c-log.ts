import {BatchBuilder} from './batch-builder.js'
import type {Batch, CaptureInput, PlacelessRequest, SequentialFormat, Skip} from './format.js'
import {headLines, isBinary} from './head.js'
import {readLineByLine} from './line-reader.js'
import {isBlank, placed} from './lines.js'
import {setBody} from './request-parts.js'
import {parseTime} from './request-time.js'

/**
 * Logs with a `#Fields:` line: CloudFront (tabs) and IIS or other W3C extended logs (blanks). Sequential, because the header says what the columns
 * are, and may come again in the middle. (W3C Working Draft WD-logfile-960323; Amazon CloudFront Developer Guide, "Standard logging reference",
 * "Log file fields".)
 */
export const w3cLogFormat: SequentialFormat = {
  kind: 'sequential',
  id: 'w3c-log',
  title: 'CloudFront or W3C extended log',
  about:
    'Lines under a #Fields header, separated by tabs (CloudFront) or blanks (IIS). Used are cs-method, cs-uri-stem, cs-uri-query, host, Referer, status, date and time. ' +
    'There are no bodies in such logs: POST hits without a query count as not recorded.',
  score: (head) => (!isBinary(head) && headLines(head, 20).some((line) => FIELDS.test(line)) ? 95 : 0),
  open: readLog,
}

const FIELDS = /^#\s*Fields:\s/i

/** Positions of the columns by name in lower case. */
type Columns = ReadonlyMap<string, number>

function readLog(input: CaptureInput): AsyncIterable<Batch> {
  const batches = new BatchBuilder()
  let columns: Columns | undefined
  const line = (text: string, record: number): void => {
    if (isBlank(text)) return
    if (text.startsWith('#')) {
      if (FIELDS.test(text)) columns = readColumns(text)
      return batches.addSkip('comment')
    }
    const parsed = columns ? readRow(text, columns) : {damage: 'no #Fields line has told what the columns are'}
    if ('skip' in parsed) batches.addSkip(parsed.skip)
    else if ('damage' in parsed) batches.addDamage({record, reason: parsed.damage})
    else batches.add(placed(parsed, input.file, record))
  }
  return readLineByLine(input, {batches, line})
}

function readColumns(line: string): Columns {
  const names = line.replace(FIELDS, '').trim().split(/\s+/)
  return new Map(names.map((name, index) => [name.toLowerCase(), index]))
}

function readRow(line: string, columns: Columns): PlacelessRequest | Skip | {damage: string} {
  // CloudFront names the columns with blanks between them and separates the values by tabs: the row decides.
  const cells = line.split(line.includes('\t') ? '\t' : / +/)
  if (cells.length + 3 < columns.size) return {damage: `the line has ${cells.length} columns where the #Fields line names ${columns.size}`}
  const cell = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = cells[columns.get(name) ?? -1]
      if (value !== undefined && value !== '' && value !== '-') return value
    }
    return undefined
  }
  const stem = cell('cs-uri-stem', 'cs-uri', 'uri')
  if (stem === undefined) return {skip: 'no-url'}
  const query = cell('cs-uri-query')
  const host = cell('x-host-header', 'cs-host', 'cs(host)')
  const target = query === undefined ? stem : `${stem}?${undoCloudFrontEncoding(query)}`
  const scheme = /^https?$/.test(cell('cs-protocol') ?? '') ? cell('cs-protocol') : 'https'
  const url = host === undefined || /^https?:\/\//i.test(target) ? target : `${scheme}://${host}${target}`
  const request: PlacelessRequest = {url, method: (cell('cs-method') ?? 'GET').toUpperCase(), bodyState: 'none', mayBeCut: true}
  if (request.method !== 'GET' && request.method !== 'HEAD') setBody(request, undefined)
  const status = Number(cell('sc-status'))
  if (status >= 100 && status < 600) request.status = status
  const date = cell('date')
  const timeMs = parseTime(date === undefined ? cell('timestamp(ms)', 'timestamp') : `${date}T${cell('time') ?? '00:00:00'}Z`)
  if (timeMs !== undefined) request.timeMs = timeMs
  const referrer = cell('cs(referer)', 'cs-referer')
  if (referrer !== undefined) {
    request.referrer = referrer
    request.page = referrer
  }
  return request
}

/** What CloudFront itself escapes in a field; `%2C` and the like can only have been in the request. */
const ESCAPED_BY_CLOUDFRONT = /%(?:25|[01][\dA-F]|2[0237]|3[CE]|5[BCDE]|60|7[BCDEF]|[89A-F][\dA-F])/gi

/**
 * Some CloudFront logs hold the query encoded once more (`%2520` for a blank). It is undone only when nothing in the query speaks against it: every
 * percent sign belongs to an escape that CloudFront writes, and at least one is an escaped escape.
 */
function undoCloudFrontEncoding(query: string): string {
  if (!/%25[\dA-F]{2}/i.test(query) || query.replace(ESCAPED_BY_CLOUDFRONT, '').includes('%')) return query
  return query.replace(/%25([\dA-F]{2})/gi, '%$1')
}
