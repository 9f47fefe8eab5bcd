import type {AdobeLogEntry} from './activity-log.js'

/**
 * The Integration Activity Log of the retired console, as people copied it from the page: an event and a date per row, in one line or in two.
 * Sources of the texts: the partners' pages, "verify the integration" (Lyris, Selligent, Responsys, ContactLab, Kampyle); of the codes: Data
 * Connectors Partner API 3.1, error codes. The page shows no time zone, so a time is taken as UTC.
 */

export interface AdobeLogText {
  /** What was understood and what was not (`kind` `unknown`), in the order of the text. */
  readonly entries: readonly AdobeLogEntry[]
  /** Lines of the entries, from 1. */
  readonly lines: readonly number[]
  /** Lines that are no entry: headings and names of tabs. */
  readonly headings: number
}

/** Never throws, whatever the text. */
export function parseAdobeLog(text: string): AdobeLogText {
  const entries: AdobeLogEntry[] = []
  const lines: number[] = []
  let headings = 0
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const cells = line
      .replace(/[\t;]|","|\p{Cc}/gu, ' ')
      .replace(/"/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 500)
    if (cells === '') continue
    const date = DATE.exec(cells)?.[0] ?? null
    const event = (date === null ? cells : cells.replace(date, ' ')).replace(/\s+/g, ' ').replace(/^[\s,|-]+|[\s,|-]+$/g, '')
    const last = entries.at(-1)
    // Copied cell by cell, the date of an event stands in the line below it.
    if (event === '' && last?.date === null) entries[entries.length - 1] = {...last, date}
    else if (event === '' || HEADING.test(event)) headings++
    else {
      entries.push({...readEvent(event), date})
      lines.push(index + 1)
    }
  }
  return {entries, lines, headings}
}

const HEADING =
  /^(?:event(?:[ ,|]+date)?|date|review|all|data in|data out|change log|classifications|integration activity log|(?:page|rows?)\b[\d\sof-]*)$/i

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const CLOCK = '(?:[ T,]+(?:at )?\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?: ?[ap]\\.?m\\.?)?(?: ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?)?'
const DATE = new RegExp(
  `\\b(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}|${MONTH} \\d{1,2},? \\d{4}|\\d{1,2} ${MONTH},? \\d{4})${CLOCK}`,
  'i',
)

interface Known {
  readonly pattern: RegExp
  readonly is: Pick<AdobeLogEntry, 'kind' | 'outcome'>
}

const KNOWN: readonly Known[] = [
  {pattern: /\bmetrics? data imported successfully/i, is: {kind: 'metrics', outcome: 'done'}},
  {pattern: /\bmetrics? data import started/i, is: {kind: 'metrics', outcome: 'started'}},
  {pattern: /\bclassifications? data imported successfully/i, is: {kind: 'classifications', outcome: 'done'}},
  {pattern: /\bclassifications? data import started/i, is: {kind: 'classifications', outcome: 'started'}},
  {pattern: /\bmetrics? data exported successfully/i, is: {kind: 'export', outcome: 'done'}},
]

/** Errors by code. Of 3 and 6 the page says that they may be legitimate. */
const ERROR_CODES: readonly (Pick<AdobeLogEntry, 'kind' | 'outcome'> & {readonly meaning: string})[] = [
  {kind: 'export', outcome: 'failed', meaning: 'the export to the partner through Data Warehouse failed'},
  {kind: 'metrics', outcome: 'failed', meaning: "the partner's columns lack a metric that is mapped"},
  {kind: 'metrics', outcome: 'failed', meaning: "the format of the partner's metrics is wrong"},
  {kind: 'metrics', outcome: 'nothing', meaning: 'no metrics were imported; there may have been none'},
  {kind: 'classifications', outcome: 'failed', meaning: 'an attribute is missing that the integration defines'},
  {kind: 'classifications', outcome: 'failed', meaning: "the format of the partner's classifications is wrong"},
  {kind: 'classifications', outcome: 'nothing', meaning: 'no classifications were imported; there may have been none'},
]

function readEvent(text: string): Omit<AdobeLogEntry, 'date'> {
  const rows = /\(([\d,.]+) rows?(?:\(s\))?\)/i.exec(text)?.[1]
  const common = {text, rows: rows === undefined ? null : Number(rows.replace(/[,.]/g, '')), code: null, meaning: null}
  const known = KNOWN.find(({pattern}) => pattern.test(text))
  if (known !== undefined) return {...common, ...known.is}
  const digit = /\b(?:error(?:[ _-]?(?:code|no\.?|number))?|code)[ :#=]*([0-6])\b/i.exec(text)?.[1]
  const error = digit === undefined ? undefined : ERROR_CODES[Number(digit)]
  if (error !== undefined) return {...common, ...error, code: Number(digit)}
  return {...common, kind: 'unknown', outcome: 'unknown'}
}

/** The moment a date of the log stands for, in UTC; undefined when it stands for none. */
export function momentOf(date: string): Date | undefined {
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})(.*)$/.exec(date)
  const [, first = '', second = '', year = '', clock = ''] = slashed ?? []
  // The console wrote months first; a thirteenth month is a day.
  const [month, day] = Number(first) > 12 || date.includes('.') ? [second, first] : [first, second]
  const written =
    slashed === null ? date : `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock}`
  const plain = written
    .replace(/,|\bat\b/g, ' ')
    .replace(/([ap])\.?m\.?/i, ' $1m')
    .replace('T', ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const zoned = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/.test(plain.replace(/^\d{4}-\d{2}-\d{2}/, '')) ? plain : `${plain} UTC`
  const moment = new Date(zoned)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
