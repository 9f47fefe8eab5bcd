import type {EmptyFileHabit, Weekday} from '../mapping/integration.js'
import {WEEKDAYS} from '../mapping/integration.js'
import {weekdayOf} from './dates.js'
import {addDays} from './suite-time.js'
import {wallClockMs} from './wall-clock.js'

/**
 * Whether a day's file has come, in time or not. Data Warehouse promises no time; it documents up to 72 hours, and that by default no file
 * is sent for a day without rows, so that a file that never came is a fault only where one was owed.
 * Source: Data Warehouse, "Delivery time" (72 hours), "Report options" (empty file). What counts as late is ours.
 */

export const ARRIVALS = ['received', 'late', 'too-early', 'overdue', 'missing', 'absent', 'not-expected', 'unknown'] as const

export type Arrival = (typeof ARRIVALS)[number]

const HOUR_MS = 3_600_000
const LONGEST_MS = 72 * HOUR_MS
const DEFAULT_GRACE_MS = 6 * HOUR_MS
const LEAST_GRACE_MS = 2 * HOUR_MS
const MOST_GRACE_MS = 24 * HOUR_MS
/** Past deliveries from which their own habits count. */
const ENOUGH_DELIVERIES = 7
const PERCENTILE = 0.95

/** When the files of one segment are to come. */
export interface Schedule {
  /** `06:00`, on the day after the one the rows are about. */
  readonly expectedBy: string
  readonly timeZone: string
  /** First and last day that is delivered; null for no such end. */
  readonly from: string | null
  readonly until: string | null
  readonly days: 'daily' | readonly Weekday[]
  readonly emptyFile: EmptyFileHabit
  readonly isPaused: boolean
}

/** What is known of one segment besides its schedule. */
export interface Deliveries {
  /** First arrival by day, in milliseconds since 1970: the earlier of the file's time and of the time it was first seen. */
  readonly arrivedMs: ReadonlyMap<string, number>
  /** False when the listing failed or broke off. */
  readonly isListed: boolean
  /** Days before it are no longer kept there; null where nothing is thrown away. */
  readonly keptFrom: string | null
  /** The receiver takes files away: one of a day before this may have been here, unless somebody looked at the right time. Null: it takes none. */
  readonly emptiedBefore: string | null
  /** Times at which the place was looked at, in milliseconds since 1970. */
  readonly looksMs: readonly number[]
  /** Files that lie there and could not be read, by the day their name tells. */
  readonly unread: ReadonlyMap<string, string>
  /** There is a file of which it is not known what day it is about. */
  readonly hasDaylessFile: boolean
  /** Days with rows that qualified, as hits or a data feed prove. */
  readonly qualified: ReadonlySet<string>
  /** Days whose report failed, as the API or a mail proves. */
  readonly failed: ReadonlySet<string>
}

export interface DayArrival {
  readonly arrival: Arrival
  /** Milliseconds since 1970. */
  readonly dueMs: number
  readonly graceMs: number
  /** When to look again; null where nothing will change. */
  readonly recheckAtMs: number | null
  /** Half a sentence: why this word and no other. */
  readonly because: string
}

/** The day after `day` at the hour that was agreed, whatever the clock does that night. */
export function dueMs(day: string, {expectedBy, timeZone}: Pick<Schedule, 'expectedBy' | 'timeZone'>): number {
  return wallClockMs(addDays(day, 1), expectedBy, timeZone)
}

/** How long after they were due files came, by day. */
type Delays = readonly (readonly [day: string, delayMs: number])[]

function delaysOf(schedule: Schedule, arrivedMs: ReadonlyMap<string, number>): Delays {
  return [...arrivedMs].map(([day, arrived]) => [day, Math.max(0, arrived - dueMs(day, schedule))])
}

/** Six hours, or what the deliveries of earlier days needed: so the answer about a day does not change with later ones. */
function graceMs(day: string, delays: Delays): number {
  const sorted = delays
    .filter(([other]) => other < day)
    .map(([, delay]) => delay)
    .toSorted((a, b) => a - b)
  if (sorted.length < ENOUGH_DELIVERIES) return DEFAULT_GRACE_MS
  const percentile = sorted[Math.ceil(sorted.length * PERCENTILE) - 1] ?? DEFAULT_GRACE_MS
  return Math.min(MOST_GRACE_MS, Math.max(LEAST_GRACE_MS, percentile))
}

/** Whether a file of this day is to come at all. */
export function isExpected(day: string, {from, until, days, isPaused}: Schedule): boolean {
  if (isPaused || (from !== null && day < from) || (until !== null && day > until)) return false
  return days === 'daily' || days.some((name) => WEEKDAYS.indexOf(name) === weekdayOf(day))
}

/** What became of each of these days, as of `nowMs`. */
export function judgeArrivals(days: readonly string[], schedule: Schedule, deliveries: Deliveries, nowMs: number): DayArrival[] {
  const delays = delaysOf(schedule, deliveries.arrivedMs)
  return days.map((day) => judgeArrival(day, {schedule, deliveries, nowMs, graceMs: graceMs(day, delays)}))
}

interface Circumstances {
  readonly schedule: Schedule
  readonly deliveries: Deliveries
  readonly nowMs: number
  readonly graceMs: number
}

function judgeArrival(day: string, {schedule, deliveries, nowMs, graceMs: grace}: Circumstances): DayArrival {
  const due = dueMs(day, schedule)
  const answer = (arrival: Arrival, because: string, recheckAtMs: number | null = null): DayArrival => ({
    arrival,
    dueMs: due,
    graceMs: grace,
    recheckAtMs,
    because,
  })
  const arrived = deliveries.arrivedMs.get(day)
  const expected = isExpected(day, schedule)
  if (arrived !== undefined) {
    if (expected && arrived > due + grace) return answer('late', 'it came after it was due, and after the time others have needed')
    return answer('received', expected ? 'it came in time' : 'it came, though none was expected')
  }
  if (!expected) return answer('not-expected', whyNotExpected(day, schedule))
  const unread = deliveries.unread.get(day)
  if (unread !== undefined) return answer('unknown', `its file ${unread} cannot be read`)
  if (nowMs < due + grace) return answer('too-early', 'it may still come in time', due + grace)
  const unknown = whyUnknown(day, due, deliveries)
  if (unknown !== undefined) return answer('unknown', unknown)
  const hasFailed = deliveries.failed.has(day)
  const laterCame = [...deliveries.arrivedMs.keys()].some((other) => other > day)
  const isOver = nowMs >= due + LONGEST_MS || laterCame || hasFailed
  if (!isOver) return answer('overdue', 'Data Warehouse may take up to 72 hours', due + LONGEST_MS)
  const ended = hasFailed ? 'its report failed' : laterCame ? 'a later day came' : '72 hours are over'
  if (schedule.emptyFile === 'sent') return answer('missing', `${ended}, and a file is sent even for a day without rows`)
  if (deliveries.qualified.has(day)) return answer('missing', `${ended}, and hits of that day qualify for a row`)
  return answer('absent', `${ended}, but nothing proves that there were rows, and without rows no file is sent`)
}

function whyNotExpected(day: string, {from, until, isPaused}: Schedule): string {
  if (isPaused) return 'the integration is paused'
  if (from !== null && day < from) return `deliveries begin with ${from}`
  if (until !== null && day > until) return `deliveries end with ${until}`
  return 'no file is scheduled for this day of the week'
}

function whyUnknown(day: string, due: number, deliveries: Deliveries): string | undefined {
  if (!deliveries.isListed) return 'the place could not be listed completely'
  if (deliveries.keptFrom !== null && day < deliveries.keptFrom) return `files from before ${deliveries.keptFrom} are no longer kept there`
  const wasLookedAt = deliveries.looksMs.some((look) => look >= due && look < due + LONGEST_MS)
  if (deliveries.emptiedBefore !== null && day < deliveries.emptiedBefore && !wasLookedAt)
    return 'the receiver takes files away, and nobody looked while one may have lain there'
  return deliveries.hasDaylessFile ? 'there is a file of this segment that does not tell its day' : undefined
}
