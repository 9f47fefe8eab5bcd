import {awaitedDays} from './awaited-days.js'
import type {Case} from '../case.js'
import type {Judgement} from '../cause.js'
import type {Fact} from '../evidence.js'
import type {RUN_STATUSES, WarehouseRun} from '../warehouse-evidence.js'

/** What became of the deliveries of the days that show no file. */

export type RunStatus = (typeof RUN_STATUSES)[number]

export interface RunInQuestion {
  readonly status: RunStatus
  /** First and last day it covers; null: it is the newest, and was told. */
  readonly from: string | null
  readonly to: string | null
  readonly fact: Fact
  /** Null where it was told. */
  readonly run: WarehouseRun | null
}

/** Source: Manage Data Warehouse requests, "Status". */
const WORDS: Readonly<Record<RunStatus, string>> = {
  created: 'was made and is not queued yet',
  pending: 'waits for its turn',
  processing: 'is being built',
  scheduled: 'is still to run',
  completed: 'was built and handed over',
  canceled: 'was canceled',
  'error-processing': 'could not be built',
  'error-failure-to-send': 'was built and could not be sent',
  unknown: 'has a status that is not known',
}

/** Of each day that shows no file the newest run of each request, and what was told of the newest of all. Without judged days: those asked for, else the newest. */
export function runsInQuestion(the: Case): RunInQuestion[] {
  const {days, told} = the
  const awaited = awaitedDays(the).map(({day}) => day)
  if (days.length > 0 && awaited.length === 0) return []
  const newest = newestByRange(runsOfRequests(the))
  const asked = days.length > 0 ? newest.filter((run) => awaited.some((day) => covers(run, day))) : withoutDays(newest, the)
  const runs = asked.map((run): RunInQuestion => {
    const [from, to] = rangeOf(run)
    const which = from === null ? 'a delivery' : `the delivery of ${from === to ? from : `${from} to ${to}`}`
    return {status: run.status, from, to, run, fact: {fact: `${which} ${WORDS[run.status]}`, origin: run.origin}}
  })
  const said = told('run-status')
  if (said === undefined) return runs
  const status = said.value as RunStatus
  const word = WORDS[status] ?? WORDS.unknown
  return [...runs, {status, from: null, to: null, run: null, fact: {fact: `the newest delivery ${word}`, origin: said.origin}}]
}

/** Runs of the requests that may make the files; of all where no request is known. */
function runsOfRequests({evidence, runsOf}: Case): readonly WarehouseRun[] {
  const requests = evidence.warehouse?.requests ?? []
  const ids = requests.flatMap(({id, legacyId}) => [id, legacyId])
  return runsOf().filter((run) => requests.length === 0 || run.request === null || ids.includes(run.request))
}

function rangeOf({from, to}: WarehouseRun): [from: string | null, to: string | null] {
  const first = from?.slice(0, 10) ?? null
  return [first, to?.slice(0, 10) ?? first]
}

function covers(run: WarehouseRun, day: string): boolean {
  const [from, to] = rangeOf(run)
  return from !== null && from <= day && day <= (to ?? from)
}

function newestByRange(runs: readonly WarehouseRun[]): WarehouseRun[] {
  const newest = new Map<string, WarehouseRun>()
  for (const run of runs) {
    const key = [run.request, ...rangeOf(run)].join(' ')
    const other = newest.get(key)
    if (other === undefined || (other.createdAt ?? '') <= (run.createdAt ?? '')) newest.set(key, run)
  }
  return [...newest.values()].toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
}

function withoutDays(runs: readonly WarehouseRun[], {evidence: {question}, nowMs}: Case): WarehouseRun[] {
  const {from, to} = question
  const past = runs.filter(({status, from: first}) => status !== 'scheduled' || (first !== null && Date.parse(first) < nowMs - 86_400_000))
  if (from === null && to === null) return past.slice(-1)
  return past.filter((run) => {
    const [first, last] = rangeOf(run)
    return first !== null && (to === null || first <= to) && (from === null || (last ?? first) >= from)
  })
}

/** Whether a run is known of every day whose time is over without a file; where that is none, of every day that shows no file. */
export function areAllRunsKnown(the: Case, runs: readonly RunInQuestion[]): boolean {
  const over = the.days.filter(({arrival}) => arrival === 'missing' || arrival === 'absent')
  const awaited = over.length > 0 ? over : awaitedDays(the)
  if (runs.length === 0 || runs.some(({status}) => status === 'unknown')) return false
  const isTold = runs.some(({run}) => run === null)
  if (awaited.length <= 1 && isTold) return true
  return awaited.every(({day}) => runs.some(({run}) => run !== null && covers(run, day)))
}

/** Matched where a run in question has one of these statuses; ruled out where all are known and none has. */
export function judgeRuns(the: Case, statuses: readonly RunStatus[]): Judgement {
  const runs = runsInQuestion(the)
  const found = runs.filter(({status}) => statuses.includes(status))
  const others = runs.filter(({status}) => !statuses.includes(status)).map(({fact}) => fact)
  if (found.length > 0) {
    // Where several requests run on a day, nothing tells which of them makes the file that is lacking.
    const isCertain = found.some((run) => run.run !== null && !runs.some((other) => other !== run && other.from === run.from))
    return {outcome: 'matched', confidence: isCertain ? 'certain' : 'likely', because: found.map(({fact}) => fact), against: others}
  }
  if (areAllRunsKnown(the, runs)) return {outcome: 'ruled-out', against: others}
  return {
    outcome: 'not-checked',
    reason: runs.length === 0 ? NO_RUN : 'not of every day without a file it is known what became of its delivery',
    missing: ['runs'],
    against: others,
  }
}

const NO_RUN = 'what became of the deliveries of the days without a file is not known'
