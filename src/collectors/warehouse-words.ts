import type {WarehouseRequest, WarehouseRun} from '../issues/warehouse-evidence.js'

/**
 * Statuses, days and ids as Adobe's answers spell them. Sources: Analytics 2.0 APIs, "Data Warehouse API" (statuses of requests and
 * reports); Data Warehouse, "Manage requests" (Failed, Rate Limited); Data Connectors Partner API, request states (numbers).
 */

type RequestStatus = WarehouseRequest['status']
type RunStatus = WarehouseRun['status']

const REQUEST_WORDS: Readonly<Record<string, RequestStatus>> = {
  scheduled: 'scheduled',
  active: 'scheduled',
  ratelimited: 'scheduled',
  completed: 'completed',
  complete: 'completed',
  canceled: 'canceled',
  cancelled: 'canceled',
  error: 'error',
  failed: 'error',
}

const RUN_WORDS: Readonly<Record<string, RunStatus>> = {
  created: 'created',
  pending: 'pending',
  ratelimited: 'pending',
  processing: 'processing',
  inprogress: 'processing',
  scheduled: 'scheduled',
  completed: 'completed',
  complete: 'completed',
  canceled: 'canceled',
  cancelled: 'canceled',
  errorprocessing: 'error-processing',
  errorfailuretosend: 'error-failure-to-send',
  failuretosend: 'error-failure-to-send',
}

interface NumberedState {
  readonly says: string
  readonly request: RequestStatus
  readonly run: RunStatus
}

const waiting = (says: string): NumberedState => ({says, request: 'scheduled', run: 'pending'})
const working = (says: string): NumberedState => ({says, request: 'scheduled', run: 'processing'})

/** By number. */
const STATES: readonly NumberedState[] = [
  waiting('Waiting to Start'),
  working('In Progress'),
  {says: 'Completed', request: 'completed', run: 'completed'},
  waiting('On Hold'),
  {says: 'Cancelled', request: 'canceled', run: 'canceled'},
  {says: 'Has Error', request: 'error', run: 'error-processing'},
  waiting('Waiting to Start'),
  {says: 'Too Big', request: 'error', run: 'error-processing'},
  waiting('Waiting to Start'),
  waiting('Waiting for Data'),
  working('Waiting to Send'),
  working('Waiting for Verification'),
  working('Waiting to Send'),
  {says: 'Sent to Product', request: 'completed', run: 'completed'},
  working('Sending'),
  working('Waiting to Continue'),
  working('Waiting to Continue'),
  working('Continuing'),
  {says: 'Not Delivered', request: 'error', run: 'error-failure-to-send'},
]

/** The words of a state that is given as a number, 0 to 18. */
export function numberedState(status: string | null): NumberedState | undefined {
  return status !== null && /^\d{1,2}$/.test(status) ? STATES[Number(status)] : undefined
}

export function requestStatusOf(status: string | null): RequestStatus {
  return numberedState(status)?.request ?? REQUEST_WORDS[lettersOf(status)] ?? 'unknown'
}

/** A bare `Error` says nothing of whether the report was built: it stays unknown. */
export function runStatusOf(status: string | null): RunStatus {
  return numberedState(status)?.run ?? RUN_WORDS[lettersOf(status)] ?? 'unknown'
}

export function isRateLimited(status: string | null): boolean {
  return lettersOf(status) === 'ratelimited'
}

function lettersOf(status: string | null): string {
  return (status ?? '').toLowerCase().replace(/[^a-z]/g, '')
}

/** `variables/evar12` is `evar12`; the tracking code has two names. */
export function componentIdOf(id: string): string {
  const plain = id
    .trim()
    .replace(/^(?:variables|metrics)\//, '')
    .toLowerCase()
  return plain === 'trackingcode' ? 'campaign' : plain
}

/** ISO 8601 in UTC; a time without a zone is taken as UTC. Null for what is no time. */
export function timeOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}/.test(text)) return null
  const isZoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || text.length === 10
  const time = new Date(isZoned ? text : `${text.replace(' ', 'T')}Z`)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}

export function dayOf(text: string | null): string | null {
  const time = timeOf(text)
  return time === null ? null : time.slice(0, 10)
}

const DAY_MS = 86_400_000

/**
 * First and last day of a range. Answers give moments: midnight of the suite's days, written in UTC, the end as the last second or as the
 * midnight after it. From the hour of the beginning follows how far the suite's midnight is from that of UTC.
 */
export function daysOf(from: string | null, to: string | null): {from: string | null; to: string | null} {
  const [first, last] = [timeOf(from), timeOf(to)]
  if (first === null) return {from: null, to: last === null ? null : last.slice(0, 10)}
  const start = Date.parse(first)
  const hour = start % DAY_MS
  const shift = from?.length === 10 ? 0 : hour <= DAY_MS / 2 ? -hour : DAY_MS - hour
  const startDay = isoDay(start + shift)
  if (last === null) return {from: startDay, to: startDay}
  const end = Date.parse(last) + shift
  const isMidnightAfter = to?.length !== 10 && end % DAY_MS === 0 && end > start + shift
  const endDay = isoDay(isMidnightAfter ? end - 1 : end)
  return {from: startDay, to: endDay < startDay ? startDay : endDay}
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
