import type {SegmentDay} from '../../segments/inspection.js'
import {cameFact} from '../signs/awaited-days.js'
import {namedDays, of, type Case} from '../case.js'
import {DELIVERY_FAULTS} from '../signs/delivery-faults.js'
import type {Issue, Presence} from '../issue.js'
import {requestSendsEmpty} from '../signs/owed-files.js'
import tooEarly from './too-early.js'

export default {
  id: 'files-not-received',
  symptom: 'Segment files do not arrive, or a day has none',
  known:
    'Adobe names no cause: one of the supported users of the organisation is to ask ClientCare (today Adobe Customer Care) to investigate.',
  source: 'Getting Started with Analytics data connectors, "Common Issues"',
  present,
  causes: [...DELIVERY_FAULTS, tooEarly],
} satisfies Issue

const OPEN: ReadonlySet<string> = new Set(['too-early', 'unknown', 'not-expected'])
const LACKING: ReadonlySet<string> = new Set(['absent', 'overdue', 'missing'])

/** Own definition: a day owed its file and has none, or no day so far has brought one. */
function present(the: Case): Presence {
  const {days, evidence} = the
  const place = evidence.accounts[0]?.location ?? evidence.integration?.path ?? '--files'
  const isAlwaysSent = requestSendsEmpty(the).is === true
  const missing = days.filter(({arrival}) => arrival === 'missing' || (arrival === 'absent' && isAlwaysSent))
  if (missing.length > 0) return {present: true, because: bySegment(missing, (named) => of(place, `no file of ${named}, and one was owed`))}
  const replaced = days.filter(({content}) => content.includes('wrong-kind'))
  if (replaced.length > 0)
    return {present: true, because: bySegment(replaced, (named) => of(place, `no file of ${named}: a report lies in its place`))}
  const never = [...groupBySegment(days).values()].flatMap((own) => {
    const soFar = own.filter(({arrival}) => !OPEN.has(arrival))
    return soFar.length > 0 && soFar.every(({arrival}) => LACKING.has(arrival)) ? soFar : []
  })
  if (never.length > 0) return {present: true, because: bySegment(never, (named) => of(place, `none of the files so far: ${named}`))}
  const stopped = [...groupBySegment(days).values()].flatMap(stoppedDays)
  if (stopped.length > 0)
    return {present: true, because: bySegment(stopped, (named) => of(place, `files came daily, and none of ${named}`))}
  const unknown = days.filter(({arrival}) => arrival === 'unknown')
  const unproved = days.filter(({arrival}) => LACKING.has(arrival))
  if (unproved.length > 0) {
    return {
      present: 'unknown',
      because: bySegment(unproved, (named) => of(place, `no file of ${named}, and nothing proves that one was owed`)),
    }
  }
  const served = days.filter(({files, gone}) => files.length + gone.length > 0)
  const early = days.filter(({arrival}) => arrival === 'too-early')
  if (unknown.length > 0) {
    return {present: 'unknown', because: bySegment(unknown, (named) => of(place, `whether a file of ${named} came is not known`))}
  }
  if (served.length === 0) {
    return {
      present: 'unknown',
      because: early.length === 0 ? [] : bySegment(early, (named) => of(place, `${named}: it is too early to tell`)),
    }
  }
  const last = served.at(-1)
  return {present: false, because: last === undefined ? [] : [cameFact({...last, path: last.files[0] ?? last.gone[0] ?? last.segment})]}
}

/** So many days in a row are no quiet day any more, where as many before them brought a file each. */
const ENOUGH_DAYS = 3

/** The days since a daily segment has stopped to come; none where it has not. */
function stoppedDays(own: readonly SegmentDay[]): readonly SegmentDay[] {
  const soFar = own.filter(({arrival}) => !OPEN.has(arrival))
  const last = soFar.findLastIndex(({arrival}) => !LACKING.has(arrival))
  const since = soFar.slice(last + 1)
  const before = soFar.slice(Math.max(0, last + 1 - ENOUGH_DAYS), last + 1)
  const isDaily = before.length === ENOUGH_DAYS && before.every(({arrival}) => !LACKING.has(arrival))
  return isDaily && since.length >= ENOUGH_DAYS ? since : []
}

function bySegment(days: readonly SegmentDay[], say: (named: string) => ReturnType<typeof of>) {
  return [...groupBySegment(days)].map(([segment, own]) => say(`${segment} of ${namedDays(own)}`))
}

function groupBySegment(days: readonly SegmentDay[]): Map<string, SegmentDay[]> {
  const groups = new Map<string, SegmentDay[]>()
  for (const day of days) groups.set(day.segment, [...(groups.get(day.segment) ?? []), day])
  return groups
}
