import type {Arrival} from '../../segments/arrival.js'
import type {SegmentDay} from '../../segments/inspection.js'
import {of, type Case} from '../case.js'
import type {Judgement} from '../cause.js'
import type {Fact, ToldFact} from '../evidence.js'

/** Days that show no file, and what speaks against a stop of all deliveries. */

const DAY_MS = 86_400_000
const SHOWS_NONE: ReadonlySet<Arrival> = new Set(['missing', 'absent', 'overdue', 'too-early', 'unknown'])
/** A file so many days old still says that deliveries work. */
const RECENT_DAYS = 5
const STILL_DAYS = 10

/** Days that were to bring a file and show none, whether that is a fault or not. Where one was here and was taken away, it has come. */
export function awaitedDays({days}: Case): SegmentDay[] {
  return days.filter(({arrival, files, gone}) => SHOWS_NONE.has(arrival) && files.length === 0 && gone.length === 0)
}

/** Days that have brought a file, also one that is no longer there. */
export function servedDays({days}: Case): SegmentDay[] {
  return days.filter(({files, gone}) => files.length + gone.length > 0)
}

/**
 * A file of the last day that lacks one, or of a later day, of any segment: what stops all deliveries did not stop that one. Where no day
 * lacks its file, one of the last days. Undefined: there is none.
 */
export function fileSince(the: Case): Fact | undefined {
  const last = the.daysWithoutFile
    .map(({day}) => day)
    .toSorted()
    .at(-1)
  const since = last ?? new Date(the.nowMs - RECENT_DAYS * DAY_MS).toISOString().slice(0, 10)
  const served = servedDays(the).find(({day}) => day >= since)
  return served && cameFact({...served, path: served.files[0] ?? served.gone[0] ?? served.segment})
}

/** A day that has brought a file, and which. */
export interface ServedDay {
  readonly segment: string | null
  readonly day: string
  readonly path: string
}

/** The newest day of which a file ever came, of the ledger too, also before the days that are judged; undefined where none did. */
export function newestServed({evidence: {deliveries, question}, files}: Case): ServedDay | undefined {
  const series = deliveries.seriesFiles.filter(({segment}) => question.segment === null || segment === question.segment)
  let newest: ServedDay | undefined
  for (const {segment, day, path, kind} of [...series, ...files]) {
    if (day !== null && kind !== 'data-warehouse' && (newest === undefined || day > newest.day)) newest = {segment, day, path}
  }
  return newest
}

/** A file of one of the last ten days: whoever makes them still does. */
export function recentlyServed(the: Case): ServedDay | undefined {
  const since = new Date(the.nowMs - STILL_DAYS * DAY_MS).toISOString().slice(0, 10)
  const newest = newestServed(the)
  return newest !== undefined && newest.day >= since ? newest : undefined
}

/** That this file came. */
export function cameFact({segment, day, path}: ServedDay): Fact {
  return of(path, `the ${segment ?? 'newest'} file of ${day} came`)
}

/** What the user said, as a sentence of ours: values are not repeated. */
export function said(the: Case, name: ToldFact, fact: string): Fact[] {
  const told = the.told(name)
  return told === undefined ? [] : [{fact, origin: told.origin}]
}

/**
 * A state that stops all deliveries and that only a person can look up.
 * @param bad the answer that stands for it
 */
export function judgeTold(the: Case, {name, bad, is, isNot}: {name: ToldFact; bad: 'yes' | 'no'; is: string; isNot: string}): Judgement {
  const since = fileSince(the)
  if (since !== undefined) return {outcome: 'ruled-out', against: [since]}
  const told = the.told(name)
  if (told === undefined) {
    return {outcome: 'not-checked', reason: `nobody said whether ${isNot} (--fact ${name}=yes or no)`, missing: ['told']}
  }
  if (told.value === bad) return {outcome: 'matched', confidence: 'likely', because: said(the, name, is)}
  return {outcome: 'ruled-out', against: said(the, name, isNot)}
}
