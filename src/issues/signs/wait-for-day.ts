import type {SegmentDay} from '../../segments/inspection.js'
import {dueMs} from '../../segments/arrival.js'
import {formatInZone} from '../../segments/wall-clock.js'
import {of, type Case} from '../case.js'
import type {Fact} from '../evidence.js'

/** When a file is due, when files used to come, and when waiting is over. */

const HOUR_MS = 3_600_000
/** Source: Data Warehouse, "Delivery time": up to 72 hours. */
const LONGEST_MS = 72 * HOUR_MS
/** Past deliveries from which a median says something. */
const ENOUGH = 3

/** Whether all these days are within the 72 hours that Data Warehouse may take. */
export function isWithinLongest(days: readonly SegmentDay[], {nowMs}: Case): boolean {
  return days.every(({due}) => nowMs < Date.parse(due) + LONGEST_MS)
}

/** The next time at which looking again tells more about one of these days, ISO 8601; null: there is none. */
export function nextLook(days: readonly SegmentDay[], {nowMs}: Case): string | null {
  const looks = days.flatMap(({recheckAt, due}) => recheckAt ?? (nowMs < Date.parse(due) + LONGEST_MS ? endOf(due) : []))
  return looks.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}

const endOf = (due: string): string => new Date(Date.parse(due) + LONGEST_MS).toISOString()

/** When the file of a day is due, and when by experience it will be there. */
export function factsOfWaiting(day: SegmentDay, the: Case): Fact[] {
  const {timeZone, expectedBy} = the.scheduleOf(day.segment)
  const origin = the.evidence.integration?.path ?? 'the schedule'
  const facts = [of(origin, `the ${day.segment} file of ${day.day} is due at ${expectedBy} of the day after (${timeZone}): ${day.due}`)]
  const delays = delaysOf(day, the)
  const median = delays[Math.floor((delays.length - 1) / 2)]
  if (median === undefined || delays.length < ENOUGH) return facts
  const usual = formatInZone(Date.parse(day.due) + median, timeZone)
  const when = Date.parse(usual) > the.nowMs ? 'so it is usually there at' : 'so it was to be there at'
  return [...facts, of(origin, `half of ${delays.length} earlier files came ${hours(median)}, ${when} ${usual}`)]
}

/** Delays of earlier files of the segment, sorted, in milliseconds; negative for those that came before they were due. */
function delaysOf({segment, day}: SegmentDay, {evidence, scheduleOf}: Case): number[] {
  const schedule = scheduleOf(segment)
  const first = new Map<string, number>()
  for (const file of evidence.deliveries.seriesFiles) {
    if (file.segment !== segment || file.day === null || file.day >= day) continue
    first.set(file.day, Math.min(first.get(file.day) ?? Infinity, file.arrivedMs))
  }
  return [...first].map(([each, arrivedMs]) => arrivedMs - dueMs(each, schedule)).toSorted((a, b) => a - b)
}

function hours(delayMs: number): string {
  const rounded = Math.round((Math.abs(delayMs) / HOUR_MS) * 10) / 10
  return delayMs < 0 ? `${rounded} hours or more before they were due` : `within ${rounded} hours after they were due`
}
