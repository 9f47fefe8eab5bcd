import type {SegmentsPreviewResult} from '../segments/preview-schema.js'
import type {LeftOut} from '../segments/preview-hit.js'
import type {Mark} from '../segments/remarketing.js'
import {quoteCsv} from './listing.js'
import {Page} from './page.js'
import type {Style} from './style.js'
import {visible} from './visible.js'
import {count, digits, listed} from './wording.js'

export type PreviewDay = SegmentsPreviewResult['days'][number]
type PreviewRow = PreviewDay['rows'][number]

/** What the words of a result mean; the domain has them. */
export interface PreviewWords {
  readonly marks: Readonly<Record<Mark, string>>
  readonly leftOut: Readonly<Record<LeftOut, string>>
}

export interface PreviewRenderOptions extends PreviewWords {
  readonly style: Style
  /** Headers of the columns. */
  readonly labels: {readonly recipient: string; readonly message: string}
  /** Rows shown per file; the rest are counted. */
  readonly mostRows: number
}

/** The preview for people: a table per file, then what does not count and why. */
export function renderPreview(result: SegmentsPreviewResult, options: PreviewRenderOptions): string {
  const page = new Page(options.style)
  const seen = new Set<Mark>()
  for (const day of result.days) renderDay(page, day, options, seen)
  renderFooter(page, result, options, seen)
  return page.text
}

function renderDay(page: Page, {segment, day, rows, unattributed}: PreviewDay, options: PreviewRenderOptions, seen: Set<Mark>): void {
  const {style, labels, mostRows} = options
  const held = rows.filter(isDeliverable)
  page.heading(`${segment} ${day}: ${count(held.length, 'row')}`)
  if (held.length > 0) {
    const shown = held.slice(0, mostRows)
    for (const {marks} of shown) for (const mark of marks) seen.add(mark)
    const cells = shown.map((row) => [
      visible(row.recipient ?? '', style),
      visible(row.message ?? '?', style),
      visible(row.product, style),
      row.marks.join(' '),
      placesOf(row),
    ])
    page.line(style.table([labels.recipient, labels.message, 'Product', 'Marks', 'Hits'], cells))
    if (held.length > shown.length) page.prose(`${count(held.length - shown.length, 'more row')}: --csv or --json prints all.`)
  }
  const unknown = rows.filter(({recipient}) => recipient === null)
  if (unattributed > 0) page.prose(`unattributed: ${count(unattributed, 'event hit')} without a recipient.`)
  if (unknown.length > 0) {
    page.prose(
      `recipient not in the capture: ${count(unknown.length, 'row')} of visitors whose recipient was set before it began, or never.`,
    )
  }
}

/** True for a row that a file would hold. */
export function isDeliverable({recipient}: {readonly recipient: string | null}): boolean {
  return recipient !== null && recipient !== ''
}

const MOST_PLACES = 3

/** `hits.har#2, hits.har#7 and 3 more`. */
export function placesOf({hits, hitCount}: Pick<PreviewRow, 'hits' | 'hitCount'>): string {
  const named = hits.slice(0, MOST_PLACES).map(({file, member, record}) => `${member === undefined ? file : `${file}/${member}`}#${record}`)
  const more = hitCount - named.length
  return named.length === 0 ? 'none' : more > 0 ? `${named.join(', ')} and ${more} more` : listed(named)
}

/** What both commands say beneath their tables. */
export function renderFooter(
  page: Page,
  {hits, leftOut, notModelled, notes}: Pick<SegmentsPreviewResult, 'hits' | 'leftOut' | 'notModelled' | 'notes'>,
  {marks, leftOut: meanings}: PreviewWords,
  seen: ReadonlySet<Mark>,
): void {
  page.blank()
  const reasons = Object.entries(leftOut) as [LeftOut, number][]
  page.prose(`${count(hits, 'hit')} of the suite ${hits === 1 ? 'counts' : 'count'}.${reasons.length === 0 ? '' : ' Left out:'}`)
  page.pairs(reasons.map(([reason, number]) => [`${digits(number)} ${reason}`, meanings[reason]]))
  if (seen.size > 0) {
    page.prose('Marks:')
    page.pairs([...seen].map((mark) => [mark, marks[mark]]))
  }
  for (const text of notes) page.prose(`note: ${text}`)
  page.prose(`Not modelled: ${notModelled.join(', ')}.`)
}

/**
 * Rows as a delivered file could hold them: a header, then one line per row that has a recipient; UTF-8, RFC 4180. What the capture does
 * not tell is blank. `withSegment` and `withDay` put columns in front where several files stand in one.
 */
export function previewCsv(
  days: readonly PreviewDay[],
  {labels, withSegment, withDay}: {labels: PreviewRenderOptions['labels']; withSegment: boolean; withDay: boolean},
): string {
  const head = [...(withSegment ? ['Segment'] : []), ...(withDay ? ['Date'] : []), labels.recipient, labels.message, 'Product']
  const lines = new Set<string>()
  for (const {segment, day, rows} of days) {
    for (const {recipient, message, product} of rows) {
      if (!isDeliverable({recipient})) continue
      const cells = [...(withSegment ? [segment] : []), ...(withDay ? [writtenDay(day)] : []), recipient ?? '', message ?? '', product]
      lines.add(cells.map(quoteCsv).join(','))
    }
  }
  return [head.map(quoteCsv).join(','), ...lines].join('\n')
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `November 3, 2026`, as Data Warehouse writes days. Source: Data Warehouse, "General settings", Granularity. */
function writtenDay(day: string): string {
  const [year = '', month = '', number = ''] = day.split('-')
  return `${MONTHS[Number(month) - 1] ?? ''} ${Number(number)}, ${year}`
}
