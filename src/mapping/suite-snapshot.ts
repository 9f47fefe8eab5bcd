import type {EventType} from '../connectors/vocabulary.js'
import type {Allocation} from './integration.js'

/**
 * What is known of a report suite's variables and events on one day: `dc/suites/<rsid>.json`. It comes from a solution design reference or
 * from the Analytics API; null stands for what that did not tell, and is never taken for a yes or a no.
 */
export interface SuiteSnapshot {
  readonly $schema?: string
  readonly version: 1
  readonly reportSuite: string
  /** The suite's name in Analytics. */
  readonly name: string | null
  /** ISO 8601, with or without a time. */
  readonly capturedAt: string | null
  /** Where it was read from, for people. */
  readonly origin: string
  /** True when everything that is enabled is listed, so that what is not listed is disabled. */
  readonly complete: {readonly variables: boolean; readonly events: boolean}
  /** Sorted, each once. */
  readonly variables: readonly SuiteVariable[]
  readonly events: readonly SuiteEvent[]
}

/** How often an event counts. Source: Analytics, "Success events", Unique Event Recording. */
export const EVENT_RECORDINGS = ['always', 'once-per-visit', 'event-id'] as const

/** Whether an eVar takes values of products, and how. Source: Analytics, "Merchandising eVars". */
export const MERCHANDISING = ['none', 'product-syntax', 'conversion-syntax'] as const

/** What a report suite is for. */
export const ENVIRONMENTS = ['production', 'staging', 'development'] as const

/** Whether a suite takes hits with a timestamp of their own. Source: Analytics, "Timestamps optional". */
export const TIMESTAMP_POLICIES = ['forbidden', 'optional', 'required'] as const

export interface SuiteVariable {
  /** `campaign`, `eVar12`, `prop5`, `list1`. */
  readonly variable: string
  readonly name: string | null
  readonly enabled: boolean | null
  /** A counter eVar adds its values up, so it can hold no id. */
  readonly type: 'text' | 'counter' | null
  readonly allocation: Allocation | null
  /** As in an integration: `never`, `visit`, `30 days`, `purchase`, `event12` … */
  readonly expiration: string | null
  /** Absent: not known. */
  readonly merchandising?: (typeof MERCHANDISING)[number]
}

export interface SuiteEvent {
  readonly event: string
  readonly name: string | null
  readonly enabled: boolean | null
  readonly type: EventType | null
  /** Absent: not known. */
  readonly recording?: (typeof EVENT_RECORDINGS)[number]
}

/** What a snapshot says about one slot; `enabled` null where it does not say. */
export function findVariable(snapshot: SuiteSnapshot | undefined, variable: string): SuiteVariable | undefined {
  if (snapshot === undefined) return undefined
  const listed = snapshot.variables.find((each) => each.variable === variable)
  if (listed !== undefined) return variable === 'campaign' ? {...listed, enabled: true} : listed
  // The tracking code is there in every suite and cannot be switched off.
  if (variable === 'campaign') return {variable, name: null, enabled: true, type: 'text', allocation: null, expiration: null}
  // No source lists list variables for certain: the API 2.0 says nothing of their settings.
  const hidden = !snapshot.complete.variables || variable.startsWith('list')
  return hidden ? undefined : {variable, name: null, enabled: false, type: null, allocation: null, expiration: null}
}

/** The same for an event. Commerce events are there in every suite and are counters. Source: Analytics, "Success events". */
export function findEvent(snapshot: SuiteSnapshot | undefined, event: string): SuiteEvent | undefined {
  if (!/^event\d/.test(event)) return {event, name: null, enabled: true, type: 'counter'}
  const listed = snapshot?.events.find((each) => each.event === event)
  if (listed !== undefined) return listed
  return snapshot?.complete.events === true ? {event, name: null, enabled: false, type: null} : undefined
}
