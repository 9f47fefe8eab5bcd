import {said} from './awaited-days.js'
import type {Confidence} from '../../segments/segment-file.js'
import type {Case} from '../case.js'
import type {Fact} from '../evidence.js'
import type {REQUEST_STATUSES} from '../warehouse-evidence.js'

/** Whether the Data Warehouse request that makes the files is alive, by its record and by what the user said. */

type RequestStatus = (typeof REQUEST_STATUSES)[number]

export interface RequestState {
  /** Null: not known, or record and user contradict each other. */
  readonly status: RequestStatus | null
  /** What says so. */
  readonly facts: readonly Fact[]
  /** There is one, whatever its status. */
  readonly exists: readonly Fact[]
  /** Record and user say different things, or several requests do. */
  readonly isContradictory: boolean
}

/** Source: Manage Data Warehouse requests, "Status". */
const WORDS: Readonly<Record<RequestStatus, string>> = {
  scheduled: 'is scheduled',
  completed: 'is completed: it will not run again',
  canceled: 'was canceled',
  error: 'has failed',
  unknown: 'has a status that is not known',
}

export function requestState(the: Case): RequestState {
  const {request, told} = the
  const recorded = request === undefined || request.status === 'unknown' ? null : request.status
  const answer = (told('request-status')?.value as RequestStatus | undefined) ?? null
  // Of several requests that may make the files, the first tells nothing alone where others stand otherwise.
  const rivals = (the.evidence.warehouse?.requests ?? []).slice(1)
  const others = rivals.filter((other) => other.fit !== 'possible' && other.status !== recorded)
  const facts = [
    ...(request === undefined || recorded === null ? [] : [{fact: `the request ${WORDS[recorded]}`, origin: request.origin}]),
    ...(recorded === null
      ? []
      : others.map(({origin, status}) => ({fact: `another request that may make the files ${WORDS[status]}`, origin}))),
    ...(answer === null ? [] : said(the, 'request-status', `the request ${WORDS[answer] ?? WORDS.unknown}`)),
  ]
  const isContradictory = (recorded !== null && answer !== null && recorded !== answer) || (recorded !== null && others.length > 0)
  const status = isContradictory ? null : (recorded ?? answer)
  const exists = [
    ...(request === undefined ? [] : [{fact: 'there is a request that may make the files', origin: request.origin}]),
    ...(answer === null ? [] : said(the, 'request-status', 'there is a request that has a status')),
    ...(told('request-exists')?.value === 'yes' ? said(the, 'request-exists', 'there is a request for the segment') : []),
  ]
  return {
    status,
    facts,
    exists,
    isContradictory,
  }
}

/** As sure as it is that this is the request that makes the files. */
export function asSureAsFit({request}: Case, confidence: Confidence): Confidence {
  return request?.fit === 'possible' ? 'possible' : confidence
}

/** Who makes the files; null where nothing is known of the integration. */
export function carrierOf({evidence}: Case): string | null {
  const kind = evidence.integration?.integration.carrier.kind
  return kind === undefined || kind === 'unknown' ? null : kind
}
