import {EXIT, type ExitCode} from '../errors.js'
import type {InspectedFile, InspectResult, SegmentDay, SegmentFinding} from '../segments/inspection.js'
import {Page} from './page.js'
import {legend, renderCalendar, type MarkName} from './segments-calendar.js'
import {dayRanges, foldFindings} from './segments-findings.js'
import type {Style, Tone} from './style.js'
import {visible} from './visible.js'
import {count, digits, listed} from './wording.js'

export interface InspectReportOptions {
  readonly style: Style
  readonly exitCode: ExitCode
  /** Why the run ends so. */
  readonly because: string
  /** Findings and the closing line alone. */
  readonly quiet: boolean
}

/** Up to so many files are told in full; of more, the series says what matters. */
const FULL_FILES = 2
const MOST_LISTED = 20

/** What `dc segments inspect` prints for people. */
export function renderInspection(result: InspectResult, options: InspectReportOptions): string {
  const {style, quiet} = options
  const page = new Page(style)
  const show = (text: string) => visible(text, style)
  if (!quiet) {
    if (result.files.length <= FULL_FILES) for (const file of result.files) writeFile(page, file, show)
    else writeSummary(page, result, show)
    writeCalendars(page, result, style, show)
  }
  writeFindings(page, result.findings, style, show)
  if (!quiet) {
    writeOthers(page, result, show)
    writeNotes(page, result, show)
  }
  page.blank()
  page.line(
    style.paint(toneOf(options.exitCode), `${headline(options.exitCode)}: ${show(options.because)}`) +
      style.dim(` (exit code ${options.exitCode})`),
  )
  return page.text
}

type Show = (text: string) => string

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  '\t': 'tabs',
  ';': 'semicolons',
  '|': 'pipes',
  '': 'nothing to separate',
}
const KINDS = {
  segment: 'remarketing segment file',
  'data-warehouse': 'Data Warehouse report, not the segment file',
  unknown: 'cannot be told',
} as const
const DAY_FROM = {rows: 'as the rows say', name: 'as the name says', flag: 'as --day says'} as const

function writeFile(page: Page, file: InspectedFile, show: Show): void {
  page.heading(show(file.path))
  const share = (part: number) => `${digits(part)}${file.rows === 0 ? '' : ` (${Math.floor((part / file.rows) * 100)} %)`}`
  const range = file.from === null || file.to === null ? 'not told' : file.from === file.to ? file.from : `${file.from} to ${file.to}`
  const written = [
    file.encoding,
    DELIMITERS[file.delimiter] ?? file.delimiter,
    file.compression === 'none' ? 'not compressed' : file.compression,
    count(file.bytes, 'byte'),
  ]
  page.pairs([
    ['kind', `${KINDS[file.kind]}${file.kind === 'unknown' ? '' : `, ${file.confidence}`}`],
    ...file.signals.map(({points, detail}) => ['', `${points > 0 ? '+' : ''}${points} ${show(detail)}`] as const),
    ['to know', listed(file.missing.map(show))],
    ['segment', file.segment === null ? 'not told' : show(file.segment)],
    ['day', `${range}${file.dayFrom === null ? '' : `, ${DAY_FROM[file.dayFrom]}`}`],
    ['arrived', file.isComplete ? (file.arrivedAt ?? undefined) : 'not yet: it is still being written, or its transfer died'],
    ['rows', rowsOf(file)],
    [
      '',
      `with product ${share(file.rowsWithProduct)}, with recipient ${share(file.rowsWithRecipient)}, with message ${share(file.rowsWithMessage)}`,
    ],
    [
      'people',
      file.distinctRecipients === null ? undefined : `${file.estimated ? 'about ' : ''}${count(file.distinctRecipients, 'recipient')}`,
    ],
    ['columns', listed(file.columns.map(({name, role}) => `${show(name)} (${role ?? 'not recognised'})`))],
    ['written', written.join(', ')],
    ['damage', listed(file.damage.map(show))],
  ])
}

function rowsOf({rows, totalsRows, raggedRows, comments}: InspectedFile): string {
  const parts = [
    ...(totalsRows > 0 ? [`${count(totalsRows, 'row')} of totals`] : []),
    ...(raggedRows > 0 ? [`${count(raggedRows, 'row')} that could not be read`] : []),
    ...(comments > 0 ? [`${count(comments, 'line')} before the header`] : []),
  ]
  return `${digits(rows)}${parts.length === 0 ? '' : `; besides ${listed(parts)}`}`
}

function writeSummary(page: Page, {files}: InspectResult, show: Show): void {
  const of = (kind: InspectedFile['kind']) => files.filter((file) => file.kind === kind)
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  page.line(`${count(files.length, 'file')}, ${count(rows, 'row')}`)
  const segments = of('segment')
  const bySegment = new Map<string, number>()
  for (const {segment} of segments)
    bySegment.set(segment ?? 'of an unknown segment', (bySegment.get(segment ?? 'of an unknown segment') ?? 0) + 1)
  const partial = files.filter(({isComplete}) => !isComplete)
  page.pairs([
    [
      'segment files',
      `${segments.length}${segments.length === 0 ? '' : `: ${listed([...bySegment].map(([segment, number]) => `${number} ${show(segment)}`))}`}`,
    ],
    ['other reports', String(of('data-warehouse').length)],
    ['cannot be told', String(of('unknown').length)],
    ['not arrived', partial.length === 0 ? undefined : `${partial.length}: ${listed(partial.slice(0, 3).map(({path}) => show(path)))}`],
  ])
}

const CONTENT_FAULTS = new Set(['empty', 'no-product-ids', 'no-recipient-ids', 'duplicate-of', 'wrong-kind'])

/** The days of each series as a calendar, and what its marks mean. */
export function writeCalendars(
  page: Page,
  {days, files, findings}: Pick<InspectResult, 'days' | 'files' | 'findings'>,
  style: Style,
  show: Show,
): void {
  if (days.length === 0 || (days.length === 1 && files.length === 1)) return
  const groups = new Map<string, SegmentDay[]>()
  for (const day of days) {
    const key = JSON.stringify([day.reportSuite, day.series, day.segment])
    const list = groups.get(key)
    if (list === undefined) groups.set(key, [day])
    else list.push(day)
  }
  const used = new Set<MarkName>()
  const keyOf = ({segment, day, reportSuite}: Pick<SegmentFinding, 'segment' | 'day' | 'reportSuite'>) =>
    JSON.stringify([segment, day, reportSuite])
  // An empty file that was ordered so is none, and a change of size only a hint.
  const faults = new Set(findings.filter(({id, severity}) => severity !== 'info' && CONTENT_FAULTS.has(id)).map(keyOf))
  const isFaulty = (day: SegmentDay) => day.content.length > 0 && faults.has(keyOf(day))
  for (const list of groups.values()) {
    const [first] = list
    if (first === undefined) continue
    const where = first.reportSuite ?? first.series
    page.heading(show(first.segment) + (where === null || where === '' ? '' : `, ${show(where)}`))
    for (const line of renderCalendar(list, {style, isFaulty, used})) page.line(line)
  }
  page.blank()
  for (const line of legend(used, style)) page.line(line)
}

const TONES: Readonly<Record<SegmentFinding['severity'], Tone>> = {error: 'error', warning: 'warning', info: 'info'}

function writeFindings(page: Page, findings: readonly SegmentFinding[], style: Style, show: Show): void {
  const folded = foldFindings(findings)
  if (folded.length > 0) page.blank()
  for (const {first, days, paths, lines} of folded) {
    const where = [first.reportSuite, first.segment].filter((part) => part !== null).map(show)
    page.line(
      `${style.paint(TONES[first.severity], first.severity)} ${style.bold(first.id)}${where.length === 0 ? '' : ` ${where.join(' ')}`}`,
    )
    page.prose(
      show(first.message) +
        (days.length > 1 || paths.length > 1
          ? `, and so on in ${paths.length > 1 ? count(paths.length, 'file') : count(days.length, 'day')}`
          : ''),
      2,
    )
    const [path] = paths
    if (days.length > 0) page.prose(`${days.length === 1 ? 'day' : 'days'} ${dayRanges(days)}`, 2)
    if (path !== undefined)
      page.prose(
        `${paths.length === 1 ? 'file' : 'first file'} ${show(path)}${lines.length === 0 ? '' : `, ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`}`,
        2,
      )
  }
}

/** Files that are no segment files, where the calendar does not show them. */
function writeOthers(page: Page, {files, skipped, errors}: InspectResult, show: Show): void {
  if (files.length > FULL_FILES) {
    const reports = files.filter(({kind}) => kind === 'data-warehouse')
    writeList(
      page,
      'Reports, not segment files',
      reports.map((file) => `${show(file.path)}: ${show(strongest(file, -1))}`),
    )
    const unknown = files.filter(({kind}) => kind === 'unknown')
    writeList(
      page,
      'Files whose kind cannot be told',
      unknown.map((file) => `${show(file.path)}: ${file.rows === 0 ? 'no rows' : `needed: ${show(listed(file.missing))}`}`),
    )
  }
  writeList(
    page,
    'Left out',
    skipped.map(({path, looksLike}) => `${show(path)}: ${looksLike}`),
  )
  writeList(
    page,
    'Could not be read',
    errors.map(({path, message}) => `${show(path)}: ${show(message)}`),
  )
}

function strongest({signals}: InspectedFile, sign: number): string {
  return signals.toSorted((a, b) => (b.points - a.points) * sign)[0]?.detail ?? ''
}

function writeList(page: Page, title: string, items: readonly string[]): void {
  if (items.length === 0) return
  page.heading(title)
  for (const item of items.slice(0, MOST_LISTED)) page.item(item)
  if (items.length > MOST_LISTED) page.item(`and ${items.length - MOST_LISTED} more (--json lists all)`)
}

function writeNotes(page: Page, {notes, days}: InspectResult, show: Show): void {
  const unknown = days.filter(({arrival}) => arrival === 'unknown')
  const unchecked = [...new Set(unknown.map(({because}) => because))].map((because) => {
    const of = unknown.filter((day) => day.because === because)
    return `not checked: ${count(of.length, 'day')} of ${listed([...new Set(of.map(({segment}) => segment))])}: ${because}`
  })
  writeList(page, 'To know', [...notes, ...unchecked].map(show))
}

function headline(exitCode: ExitCode): string {
  if (exitCode === EXIT.ok) return 'Done'
  if (exitCode === EXIT.findings) return 'Faults found'
  if (exitCode === EXIT.inconclusive) return 'Inconclusive'
  return exitCode === EXIT.nothing ? 'Nothing was examined' : 'Damaged'
}

function toneOf(exitCode: ExitCode): Tone {
  if (exitCode === EXIT.ok) return 'good'
  return exitCode === EXIT.findings || exitCode === EXIT.usage ? 'error' : 'warning'
}
