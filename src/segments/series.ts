import type {Integration} from '../mapping/integration.js'
import {isExpected, judgeArrivals, type Deliveries, type Schedule} from './arrival.js'
import {daysBetween} from './dates.js'
import {findOriginals, judgeContent} from './day-content.js'
import {readName, suiteInPath} from './file-name.js'
import type {InspectedFile, SegmentDay, SegmentFinding, SeriesFile} from './inspection.js'
import {addDays, SuiteCalendar} from './suite-time.js'
import {formatInZone} from './wall-clock.js'

/** A folder of files as what it is: for each segment one file a day. */

export interface SeriesOptions {
  /** Segments of which files are expected; empty: those that are there. */
  readonly expected: readonly string[]
  /** `reportSuite`: that of the files, where their paths name one. */
  readonly scheduleOf: (segment: string, reportSuite: string | null) => Schedule
  /** First and last day to judge, where the user says so. */
  readonly from: string | null
  readonly to: string | null
  /** Says that files keep coming: days up to the last that is over are judged, not only those between files. */
  readonly isLive: boolean
  readonly nowMs: number
  /** False where single files were given: what is not among them is no gap. */
  readonly hasListing: boolean
  /** The listing is complete. */
  readonly isListed: boolean
  /** Files that lie there and could not be read, with what their names tell. */
  readonly unread: readonly UnreadFile[]
  readonly looksMs: readonly number[]
  /** Days of which hits prove that a row qualified. */
  readonly qualified: (segment: string) => ReadonlySet<string>
  /** Days whose report is proved to have failed. */
  readonly failed: (segment: string) => ReadonlySet<string>
}

export interface UnreadFile {
  readonly path: string
  readonly segment: string | null
  readonly day: string | null
  readonly series: string
}

/** What is left of files that could not be read: errors name some, of others no row fitted the header. */
export function unreadFiles(
  errors: readonly {readonly path: string}[],
  files: readonly InspectedFile[],
  segments?: Integration['segments'],
): UnreadFile[] {
  return [...errors, ...files.filter(({rows, raggedRows}) => rows === 0 && raggedRows > 0)].map(({path}) => {
    const {segment, days, series} = readName(path, segments)
    return {path, segment, series, day: days !== null && days.from === days.to ? days.from : null}
  })
}

export interface Series {
  readonly days: readonly SegmentDay[]
  readonly findings: readonly SegmentFinding[]
  readonly notes: readonly string[]
}

/** Days of one segment beyond this are left out, the oldest first. */
const MOST_DAYS = 400
/** A series that ended longer ago is an archive: whether more should have come is not asked. */
const LIVE_DAYS = 10
const LAST_DAY = '9999-12-31'

interface Group {
  readonly segment: string
  readonly reportSuite: string | null
  readonly series: string | null
  readonly files: readonly SeriesFile[]
}

/** `files` are those that have arrived, of the ledger too. */
export function buildSeries(files: readonly SeriesFile[], options: SeriesOptions): Series {
  const groups = groupFiles(files, options.expected)
  const originals = findOriginals(files.filter(({kind}) => kind !== 'data-warehouse'))
  const emptiedBefore = emptiedBeforeOf(files)
  const firstDay = earliest(files.map(({day}) => day))
  const days: SegmentDay[] = []
  const findings: SegmentFinding[] = []
  const notes: string[] = []
  for (const group of groups) {
    const schedule = options.scheduleOf(group.segment, group.reportSuite)
    const range = rangeOf(group, schedule, firstDay, options)
    if (range === null) continue
    if (range.note !== undefined) notes.push(range.note)
    const byDay = groupByDay(group.files)
    const deliveries: Deliveries = {
      arrivedMs: new Map([...byDay].map(([day, of]) => [day, Math.min(...of.map(({arrivedMs}) => arrivedMs))])),
      isListed: options.isListed,
      keptFrom: null,
      emptiedBefore,
      unread: unreadOf(group, groups, options.unread),
      looksMs: options.looksMs,
      hasDaylessFile: group.files.some(({day, kind}) => day === null && kind !== 'data-warehouse'),
      qualified: options.qualified(group.segment),
      failed: options.failed(group.segment),
    }
    const {segment, reportSuite, series} = group
    const arrivals = judgeArrivals(range.days, schedule, deliveries, options.nowMs)
    for (const [index, day] of range.days.entries()) {
      const arrival = arrivals[index]
      if (arrival === undefined) continue
      const ofDay = byDay.get(day) ?? []
      const judged =
        ofDay.length === 0
          ? {content: [], findings: []}
          : judgeContent(ofDay, {segment, day, reportSuite, emptyFile: schedule.emptyFile, otherRows: rowsOfOthers(byDay, day), originals})
      findings.push(...judged.findings)
      if (arrival.arrival === 'missing')
        findings.push({
          id: 'missing',
          severity: 'error',
          message: `no file: ${arrival.because}`,
          path: null,
          segment,
          day,
          reportSuite,
          lines: [],
        })
      days.push({
        segment,
        day,
        reportSuite,
        series,
        arrival: arrival.arrival,
        content: judged.content,
        due: formatInZone(arrival.dueMs, schedule.timeZone),
        graceMinutes: Math.round(arrival.graceMs / 60_000),
        recheckAt: arrival.recheckAtMs === null ? null : formatInZone(arrival.recheckAtMs, schedule.timeZone),
        because: arrival.because,
        files: ofDay.filter(({isHere}) => isHere).map(({path}) => path),
        gone: ofDay.filter(({isHere}) => !isHere).map(({path}) => path),
      })
    }
    findings.push(...neverReceived(group, days, schedule))
  }
  return {days, findings, notes}
}

/** Every day that was to bring a file has brought none: a fault that no single day proves. */
function neverReceived({segment, reportSuite, series}: Group, days: readonly SegmentDay[], schedule: Schedule): SegmentFinding[] {
  const own = days.filter((day) => day.segment === segment && day.reportSuite === reportSuite && day.series === series)
  const over = own.filter(({day, arrival}) => isExpected(day, schedule) && !['too-early', 'unknown'].includes(arrival))
  const isNone = over.length > 0 && over.every(({arrival}) => ['absent', 'overdue', 'missing'].includes(arrival))
  if (!isNone || over.every(({arrival}) => arrival === 'overdue')) return []
  const message = `none of the ${over.length} ${over.length === 1 ? 'day' : 'days'} that should have brought a file has one`
  return [{id: 'files-not-received', severity: 'warning', message, path: null, segment, day: null, reportSuite, lines: []}]
}

function groupFiles(files: readonly SeriesFile[], expected: readonly string[]): Group[] {
  const known = files.filter((file): file is SeriesFile & {segment: string} => file.segment !== null)
  const bySegment = new Map<string, SeriesFile[]>(expected.map((segment) => [segment, []]))
  for (const file of known) {
    const list = bySegment.get(file.segment)
    if (list === undefined) bySegment.set(file.segment, [file])
    else list.push(file)
  }
  const groups = [...bySegment].flatMap(([segment, list]) => splitBySuite(segment, list))
  const key = ({reportSuite, series, segment}: Group) => `${reportSuite ?? ''}\0${series ?? ''}\0${orderOf(segment)}\0${segment}`
  return groups.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

const ORDER = ['cart-abandonment', 'purchases', 'product-views']
const orderOf = (segment: string): number => (ORDER.includes(segment) ? ORDER.indexOf(segment) : ORDER.length)

/** One series for each suite; where no suite is known, for each set of words in the names, unless every file has its own. */
function splitBySuite(segment: string, files: readonly SeriesFile[]): Group[] {
  const suites = new Map<string, SeriesFile[]>()
  for (const file of files) {
    const key = file.reportSuite === null ? `?${file.series}` : `!${file.reportSuite}`
    const list = suites.get(key)
    if (list === undefined) suites.set(key, [file])
    else list.push(file)
  }
  const nameless = [...suites.keys()].filter((key) => key.startsWith('?'))
  const isScattered = nameless.length > 3 && nameless.every((key) => (suites.get(key)?.length ?? 0) === 1)
  if (suites.size <= 1 || (isScattered && nameless.length === suites.size)) {
    return [{segment, reportSuite: files[0]?.reportSuite ?? null, series: null, files}]
  }
  return [...suites].map(([key, list]) => ({
    segment,
    reportSuite: key.startsWith('!') ? key.slice(1) : null,
    series: key.startsWith('?') ? key.slice(1) : null,
    files: list,
  }))
}

function groupByDay(files: readonly SeriesFile[]): Map<string, SeriesFile[]> {
  const days = new Map<string, SeriesFile[]>()
  for (const file of files) {
    if (file.day === null) continue
    const list = days.get(file.day)
    if (list === undefined) days.set(file.day, [file])
    else list.push(file)
  }
  return days
}

/** Who takes files away takes the oldest too: where a file of a day before is still there, a gap is no sign of him. */
function emptiedBeforeOf(files: readonly SeriesFile[]): string | null {
  if (files.every(({isHere}) => isHere)) return null
  return earliest(files.filter(({isHere}) => isHere).map(({day}) => day)) ?? LAST_DAY
}

function unreadOf(group: Group, groups: readonly Group[], unread: readonly UnreadFile[]): Map<string, string> {
  const {segment, reportSuite, series: own} = group
  const isOnly = groups.filter((other) => other.segment === segment).length === 1
  const isOfGroup = ({path, series}: UnreadFile) =>
    isOnly || (reportSuite === null ? own?.split('/').at(-1) === series : suiteInPath(path, [reportSuite]) !== null)
  return new Map(
    unread.flatMap((file) => (file.segment === segment && file.day !== null && isOfGroup(file) ? [[file.day, file.path] as const] : [])),
  )
}

function rowsOfOthers(byDay: ReadonlyMap<string, readonly SeriesFile[]>, day: string): number[] {
  return [...byDay].filter(([other]) => other !== day).map(([, files]) => files.reduce((sum, {rows}) => sum + rows, 0))
}

function earliest(days: readonly (string | null)[]): string | null {
  return days.reduce((first, day) => (day !== null && (first === null || day < first) ? day : first), null)
}

function rangeOf(
  {segment, files}: Group,
  schedule: Schedule,
  firstDay: string | null,
  {from, to, isLive, hasListing, nowMs, expected}: SeriesOptions,
): {days: string[]; note?: string} | null {
  const seen = files.flatMap(({day}) => (day === null ? [] : [day])).toSorted()
  if (!hasListing && from === null && to === null) return {days: [...new Set(seen)]}
  const today = new SuiteCalendar(schedule.timeZone).dayOf(nowMs) ?? '1970-01-01'
  const yesterday = addDays(today, -1)
  const lastSeen = seen.at(-1)
  const isRecent = lastSeen !== undefined && daysBetween(lastSeen, today) <= LIVE_DAYS
  const judgesOn = isLive || expected.includes(segment) || isRecent
  const start = from ?? earliest([schedule.from, seen[0] ?? null]) ?? (judgesOn ? (firstDay ?? yesterday) : null)
  const end = to ?? (judgesOn ? later(min(yesterday, schedule.until), lastSeen) : (lastSeen ?? null))
  if (start === null || end === null || start > end) return null
  const length = daysBetween(start, end) + 1
  const first = length > MOST_DAYS ? addDays(end, 1 - MOST_DAYS) : start
  const days = Array.from({length: Math.min(length, MOST_DAYS)}, (_, index) => addDays(first, index))

  return length > MOST_DAYS ? {days, note: `${segment}: only the last ${MOST_DAYS} days are judged; --from and --to choose others`} : {days}
}

const min = (day: string, other: string | null): string => (other !== null && other < day ? other : day)
const later = (day: string, other: string | undefined): string => (other !== undefined && other > day ? other : day)
