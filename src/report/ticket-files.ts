import type {Diagnosis} from '../diagnosis/diagnosis.js'
import type {InspectedFile, SegmentDay} from '../segments/inspection.js'
import {groupFiles} from './diagnosis-sections.js'
import {sayBytes, sayInstant} from './diagnosis-words.js'
import {dayRanges} from './segments-findings.js'
import type {TicketPage} from './ticket-page.js'
import {count} from './wording.js'

/** What a ticket says about files: which one is meant, which days are missing, the last good one and what the missing ones would be called. */

const KINDS: Readonly<Record<Diagnosis['fileQuestion']['answer'], string>> = {
  segment: 'the remarketing segment file, not a Data Warehouse request of our own',
  'data-warehouse': 'a scheduled Data Warehouse request, not the remarketing segment file',
  mixed: 'both lie in the same place: remarketing segment files and Data Warehouse reports',
  unknown: 'not settled whether it is the remarketing segment file or a Data Warehouse request',
  none: 'the remarketing segment file, as far as is known: no file is there to tell',
}

export function writeKind(page: TicketPage, {fileQuestion, files}: Diagnosis): void {
  page.heading('Which file is meant')
  page.prose(`This is about: ${KINDS[fileQuestion.answer]}.`)
  if (fileQuestion.answer === 'unknown' || fileQuestion.answer === 'none')
    page.items([page.fill('whether the segment file or a Data Warehouse request is meant')])
  page.items(
    groupFiles(fileQuestion, files).flatMap(({paths, says, signals}) => [
      `${paths[0] ?? ''}${paths.length === 1 ? '' : ` and ${count(paths.length - 1, 'file')} more`}: ${says}`,
      ...signals.map(({detail}) => `evidence: ${detail}`),
    ]),
  )
}

export function writeFiles(page: TicketPage, diagnosis: Diagnosis, pattern: (segment: string) => string | undefined): void {
  page.heading('Files')
  const missing = missingDays(diagnosis)
  const last = lastGood(diagnosis)
  page.fields([
    ...missing.map(({segment, says, days}) => ['no file', `${segment}, ${says}: ${dayRanges(days)}`] as const),
    ...expectedNames(missing, last, pattern).map((name) => ['expected', name] as const),
    ['last good', last === undefined ? 'none in what was examined' : `${last.path}, rows of ${last.day ?? 'a day not told'}`],
    [
      '',
      last === undefined
        ? undefined
        : `${sayBytes(last.bytes)} (${last.bytes}), ${count(last.rows, 'row')}, arrived ${last.arrivedAt === null ? 'at a time not told' : sayInstant(last.arrivedAt)}`,
    ],
    ['', last?.digest === null || last === undefined ? undefined : `SHA-256 of its rows ${last.digest}`],
  ])
  page.items(faultyFiles(diagnosis))
}

interface Missing {
  readonly segment: string
  readonly says: string
  readonly days: readonly string[]
}

const NOT_THERE: Readonly<Partial<Record<SegmentDay['arrival'], string>>> = {
  missing: 'missing',
  absent: 'no file came, which may be as it should be',
  overdue: 'overdue',
}

function missingDays({days}: Diagnosis): Missing[] {
  const groups = new Map<string, Missing & {days: string[]}>()
  for (const {segment, arrival, day} of days) {
    const says = NOT_THERE[arrival]
    if (says === undefined) continue
    const group = groups.get(`${segment} ${arrival}`)
    if (group === undefined) groups.set(`${segment} ${arrival}`, {segment, says, days: [day]})
    else group.days.push(day)
  }
  return [...groups.values()]
}

/** The newest complete file of a day that shows no fault. */
export function lastGood({files, days}: Diagnosis): InspectedFile | undefined {
  const faulty = new Set(days.filter(({content}) => content.length > 0).flatMap((day) => day.files))
  return files
    .filter(
      ({path, kind, isComplete, damage, rows}) =>
        kind !== 'data-warehouse' && isComplete && damage.length === 0 && rows > 0 && !faulty.has(path),
    )
    .toSorted((a, b) => (b.day ?? '').localeCompare(a.day ?? '') || (b.arrivedAt ?? '').localeCompare(a.arrivedAt ?? ''))[0]
}

const MOST_NAMES = 3

/** As the last good file spells its day, with the missing ones in its place; else the pattern that the integration names. */
function expectedNames(
  missing: readonly Missing[],
  last: InspectedFile | undefined,
  pattern: (segment: string) => string | undefined,
): string[] {
  return missing.flatMap(({segment, days}) => {
    const name = last?.path.replace(/^.*\//, '')
    const spelling =
      last?.segment === segment && last.day !== null && name !== undefined
        ? SPELLINGS.find((spell) => name.includes(spell(last.day ?? '')))
        : undefined
    if (spelling === undefined || name === undefined) {
      const named = pattern(segment)
      return named === undefined ? [] : [named]
    }
    const names = days.slice(0, MOST_NAMES).map((day) => name.replaceAll(spelling(last?.day ?? ''), spelling(day)))
    return [
      `${names.join(', ')}${days.length > names.length ? ` and ${days.length - names.length} more` : ''} (as the last good file is named)`,
    ]
  })
}

const SPELLINGS: readonly ((day: string) => string)[] = [
  (day) => day,
  (day) => day.replaceAll('-', ''),
  (day) => day.replaceAll('-', '_'),
  (day) => day.replaceAll('-', '.'),
]

function faultyFiles({days}: Diagnosis): string[] {
  return days
    .filter(({content, files}) => content.length > 0 && files.length > 0)
    .map(
      ({files, day, content}) =>
        `${files[0] ?? ''}, rows of ${day}: ${content.map((one) => CONTENT[one.split(':')[0] ?? ''] ?? one).join(', ')}`,
    )
}

const CONTENT: Readonly<Record<string, string>> = {
  empty: 'no rows',
  'no-product-ids': 'no product ids',
  'no-recipient-ids': 'no recipient ids',
  'duplicate-of': 'the same rows as another file',
  'size-change': 'far more or fewer rows than usual',
  'wrong-kind': 'not the segment file',
}
