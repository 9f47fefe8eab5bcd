import type {UnreadPart} from '../mapping/suite-import/rows.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {renderTable, type Row} from './listing.js'
import {Page} from './page.js'
import type {SlotColumn} from './slot-columns.js'
import type {Style} from './style.js'
import {count} from './wording.js'

/** What a report suite is known by: after an import, and on its own page. */

export interface SuiteImportView {
  readonly source: string
  readonly file: string
  readonly changed: boolean
  readonly dryRun: boolean
  readonly snapshot: SuiteSnapshot
  readonly unread: readonly UnreadPart[]
  readonly doubtful: readonly UnreadPart[]
  readonly standard: number
  readonly repeated: number
}

const MOST_LISTED = 10

export function renderSuiteImport(view: SuiteImportView, style: Style): string {
  const page = new Page(style)
  const {snapshot, file, source, changed, dryRun} = view
  const what = `${count(snapshot.variables.length, 'variable')} and ${count(snapshot.events.length, 'event')} of ${snapshot.reportSuite}`
  page.prose(
    changed
      ? `${what} from ${source} ${dryRun ? 'would be' : 'are'} written to ${file}.`
      : `${file} has ${what} like that already: no change.`,
  )
  const gaps = describeGaps(snapshot)
  if (gaps.length > 0) {
    page.heading('Not said there, and so not checked')
    for (const gap of gaps) page.item(gap)
  }
  listParts(page, 'Rows not read', view.unread)
  listParts(page, 'Words not understood', view.doubtful)
  if (view.standard + view.repeated > 0) page.blank()
  if (view.standard > 0) page.prose(`${count(view.standard, 'row')} about variables and metrics that nobody maps passed over.`)
  if (view.repeated > 0) page.prose(`${count(view.repeated, 'row')} for slots that had one already: what the first one says goes.`)
  return page.text
}

/** What a check will meet as unknown. */
function describeGaps({variables, events, complete}: SuiteSnapshot): string[] {
  const eVars = variables.filter(({variable}) => variable.startsWith('eVar'))
  const custom = events.filter(({event}) => /^event\d/.test(event))
  const gaps = [
    [
      variables.filter(({enabled}) => enabled === null).length + custom.filter(({enabled}) => enabled === null).length,
      'whether SLOTS are enabled',
    ],
    [eVars.filter(({expiration}) => expiration === null).length, 'when SLOTS expire'],
    [eVars.filter(({allocation}) => allocation === null).length, 'how SLOTS are allocated'],
    [custom.filter(({type}) => type === null).length, 'the type of SLOTS'],
  ] as const
  return [
    ...gaps.filter(([number]) => number > 0).map(([number, text]) => text.replace('SLOTS', count(number, 'slot'))),
    ...(complete.variables && complete.events ? [] : ['whether a slot that is not listed is in use']),
  ]
}

function listParts(page: Page, title: string, parts: readonly UnreadPart[]): void {
  if (parts.length === 0) return
  page.heading(`${title}: ${parts.length}`)
  for (const {place, text, why} of parts.slice(0, MOST_LISTED))
    page.item(`${place}: ${why.includes(text) || text === '' ? why : `"${text}" ${why}`}`)
  if (parts.length > MOST_LISTED) page.item(`and ${parts.length - MOST_LISTED} more, all of them with --json`)
}

export interface SuiteView {
  readonly reportSuite: string
  readonly name: string | null
  readonly file: string | null
  readonly capturedAt: string | null
  readonly origin: string | null
  readonly slots: readonly Row<SlotColumn>[]
}

export function renderSuite(
  {reportSuite, name, file, capturedAt, origin, slots}: SuiteView,
  columns: readonly SlotColumn[],
  style: Style,
): string {
  const page = new Page(style)
  page.line(style.bold(name === null ? reportSuite : `${name} (${reportSuite})`))
  page.prose(
    file === null
      ? `Only what integrations use is known. A design reference says more: dc suites import FILE --suite ${reportSuite}`
      : `As ${origin === null || origin === '' ? file : origin} has it${capturedAt === null ? '' : `, ${capturedAt}`}.`,
  )
  page.blank()
  page.line(renderTable(slots, columns, style))
  return page.text
}
