import type {EmptyFileHabit} from '../mapping/integration.js'
import type {DayContent, InspectedFile, SegmentDay} from '../segments/inspection.js'
import {buildSeries, unreadFiles} from '../segments/series.js'
import type {Schedule} from '../segments/arrival.js'
import type {AccountEvidence} from './account-evidence.js'
import type {Evidence, EvidenceKind, Fact, ToldFact} from './evidence.js'
import type {Origin} from './origin.js'
import type {DaySegmentHits} from './hit-evidence.js'
import type {WarehouseRequest, WarehouseRun} from './warehouse-evidence.js'

/** The evidence with what follows from it, as causes read it. */
export interface Case {
  readonly evidence: Evidence
  /** Milliseconds since 1970. */
  readonly nowMs: number
  readonly timeZone: string
  /** Days of the segments in question, judged with all evidence. */
  readonly days: readonly SegmentDay[]
  /** Those that have brought no file and should have by now, or may: `missing`, `absent`, `overdue`. */
  readonly daysWithoutFile: readonly SegmentDay[]
  /** Files of the segments in question, and those that do not tell theirs. */
  readonly files: readonly InspectedFile[]
  readonly notes: readonly string[]
  /** Whether any evidence of that kind is there. */
  readonly has: (kind: EvidenceKind) => boolean
  /** Days whose file shows this. */
  readonly daysWith: (content: DayContent) => readonly SegmentDay[]
  /** Files of a day. */
  readonly filesOf: (day: SegmentDay) => readonly InspectedFile[]
  /** What hits say of a segment on a day; undefined where the capture has none of that day. */
  readonly hitsOf: (segment: string, day: string) => DaySegmentHits | undefined
  /** Of all days in question, or of all days where none is. */
  readonly segmentHits: readonly (DaySegmentHits & {readonly day: string})[]
  /** What the user said, with its origin. */
  readonly told: (fact: ToldFact) => {readonly value: string; readonly origin: Origin} | undefined
  /** The request that makes the files, where it is known or told. */
  readonly request: WarehouseRequest | undefined
  /** Runs that cover a day, or all of the request. */
  readonly runsOf: (day?: string) => readonly WarehouseRun[]
  readonly remoteAccounts: readonly AccountEvidence[]
  readonly scheduleOf: (segment: string) => Schedule
}

/** Sentences about days name at most so many. */
const MOST_DAYS_NAMED = 3

export function openCase(evidence: Evidence): Case {
  const {deliveries, question, integration, hits, warehouse, accounts, told} = evidence
  const nowMs = Date.parse(evidence.asOf)
  const scheduleOf = (segment: string): Schedule => {
    // A segment may be called `constructor`.
    const own = Object.hasOwn(deliveries.schedules, segment) ? deliveries.schedules[segment] : undefined
    const schedule = own ?? deliveries.otherSchedule
    return {...schedule, emptyFile: emptyFileHabit(schedule.emptyFile, evidence)}
  }
  const wanted = (segment: string | null) => question.segment === null || segment === null || segment === question.segment
  const expected = deliveries.expected.filter(wanted)
  // With several segments, nothing tells whose report a run was.
  const unsent = expected.length === 1 ? daysOfRuns(evidence, ['error-failure-to-send']) : []
  const qualified = (segment: string) => new Set([...qualifiedDays(evidence, segment), ...unsent])
  const series = buildSeries(
    deliveries.seriesFiles.filter(({segment}) => wanted(segment)),
    {
      expected: deliveries.hasListing ? expected : [],
      scheduleOf,
      from: question.from ?? deliveries.from,
      to: question.to ?? deliveries.to,
      isLive: true,
      nowMs,
      hasListing: deliveries.hasListing,
      isListed: deliveries.isListed,
      // What could not be opened has causes of its own, which ask for days without a file.
      unread: unreadFiles([], deliveries.files, integration?.integration.segments),
      looksMs: deliveries.looks.map((look) => Date.parse(look)),
      qualified,
      failed: () => new Set(daysOfRuns(evidence, ['error-processing', 'error-failure-to-send'])),
    },
  )
  const files = deliveries.files.filter(({segment}) => wanted(segment))
  const days = series.days.filter(({reportSuite}) => isOfSuite(reportSuite, integration?.integration.reportSuite))
  const isAsked = (day: string) => (question.from === null || day >= question.from) && (question.to === null || day <= question.to)
  const segmentHits = (hits?.days ?? []).flatMap(({day, segments}) =>
    isAsked(day) ? segments.flatMap((each) => (wanted(each.segment) ? [{...each, day}] : [])) : [],
  )
  const toldOf = (fact: ToldFact) => {
    const value = told[fact]
    return value === undefined ? undefined : {value, origin: {file: `--fact ${fact}`, record: null}}
  }
  return {
    evidence,
    nowMs,
    timeZone: integration?.timeZone ?? deliveries.otherSchedule.timeZone,
    days,
    daysWithoutFile: days.filter(({arrival}) => arrival === 'missing' || arrival === 'absent' || arrival === 'overdue'),
    files,
    notes: [...deliveries.notes, ...series.notes],
    has: (kind) => hasEvidence(evidence, kind),
    daysWith: (content) => days.filter((day) => day.content.some((each) => each === content || each.startsWith(`${content}:`))),
    filesOf: ({files: paths}) => files.filter(({path}) => paths.includes(path)),
    hitsOf: (segment, day) => segmentHits.find((each) => each.segment === segment && each.day === day),
    segmentHits,
    told: toldOf,
    request: warehouse?.requests.find(({fit}) => fit !== 'possible'),
    runsOf: (day) =>
      (warehouse?.runs ?? []).filter(
        ({from, to}) => day === undefined || (from !== null && from.slice(0, 10) <= day && day <= (to ?? from).slice(0, 10)),
      ),
    remoteAccounts: accounts.filter(({kind}) => kind !== 'folder'),
    scheduleOf,
  }
}

/** Whether a day without rows owes its file: by what is recorded here, the request, and what the user said. Where they differ, it is not known. */
function emptyFileHabit(recorded: EmptyFileHabit, {told, warehouse}: Evidence): EmptyFileHabit {
  const asked = warehouse?.requests.find(({fit}) => fit !== 'possible')?.sendsEmptyFile ?? null
  const answers = [
    recorded === 'unknown' ? null : recorded === 'sent',
    asked,
    told['empty-file'] === undefined ? null : told['empty-file'] === 'sent',
  ].filter((answer) => answer !== null)
  const [first] = answers
  if (first === undefined || answers.some((answer) => answer !== first)) return 'unknown'
  return first ? 'sent' : 'not-sent'
}

function isOfSuite(suite: string | null, wanted: string | null | undefined): boolean {
  return suite === null || wanted === null || wanted === undefined || suite === wanted
}

/** Days of which hits prove a row with a product. */
function qualifiedDays({hits}: Evidence, segment: string): string[] {
  return (hits?.days ?? []).flatMap(({day, segments}) =>
    segments.some((each) => each.segment === segment && each.rows > each.rowsWithoutProduct) ? [day] : [],
  )
}

/**
 * Days of which a run ended so, and no run went well. A run that could not be sent had a file to send.
 * Source: Data Warehouse, "Manage requests" (report status).
 */
function daysOfRuns({warehouse}: Evidence, statuses: readonly WarehouseRun['status'][]): string[] {
  const runs = warehouse?.runs ?? []
  const dayOf = ({from}: WarehouseRun) => from?.slice(0, 10)
  const delivered = new Set(runs.filter(({status}) => status === 'completed').map(dayOf))
  const days = runs.filter(({status}) => statuses.includes(status)).flatMap((run) => dayOf(run) ?? [])
  return days.filter((day) => !delivered.has(day))
}

function hasEvidence({deliveries, accounts, hits, integration, log, warehouse, told}: Evidence, kind: EvidenceKind): boolean {
  switch (kind) {
    case 'files':
      return deliveries.hasListing || deliveries.files.length > 0
    case 'account':
      return accounts.some((account) => account.kind !== 'folder')
    case 'hits':
      return hits !== null && hits.captures.length > 0
    case 'integration':
      return integration !== null
    case 'schedule':
      return integration !== null && integration.integration.delivery !== null
    case 'suite':
      return integration !== null && integration.suite !== null
    case 'log':
      return log !== null && log.entries.length > 0
    case 'request':
      return (
        (warehouse !== null && (warehouse.requests.length > 0 || warehouse.isWholeList)) ||
        told['request-status'] !== undefined ||
        told['request-exists'] !== undefined
      )
    case 'runs':
      return (warehouse !== null && warehouse.runs.length > 0) || told['run-status'] !== undefined
    case 'told':
      return Object.keys(told).length > 0
  }
}

/** `2026-10-01, 2026-10-02 and 5 more`; each day once, in order. */
export function namedDays(days: readonly (string | SegmentDay)[]): string {
  const sorted = [...new Set(days.map((day) => (typeof day === 'string' ? day : day.day)))].toSorted()
  const more = sorted.length - MOST_DAYS_NAMED
  if (more <= 0) return listed(sorted)
  return `${sorted.slice(0, MOST_DAYS_NAMED).join(', ')} and ${more} more`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** A fact of the integration's file. */
export function ofIntegration({evidence}: Case, fact: string): Fact {
  return {fact, origin: {file: evidence.integration?.path ?? 'dc/integrations', record: null}}
}

/** A fact of one file or account as a whole. */
export function of(file: string, fact: string, record: number | null = null): Fact {
  return {fact, origin: {file, record}}
}
