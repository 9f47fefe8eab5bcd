import {findEvent, findVariable, type SuiteEvent, type SuiteSnapshot, type SuiteVariable} from '../mapping/suite-snapshot.js'
import type {RunContext} from './rule.js'
import type {SuiteFacts} from './site-facts.js'

/** What is known of the report suites of a hit, and whether that is all of them. */
export interface KnownSuites {
  known: readonly SuiteFacts[]
  /** False: the hit goes to a suite, too, of which nothing is known. */
  isAll: boolean
}

export function suitesOf(reportSuites: readonly string[], {site}: RunContext): KnownSuites {
  if (site === undefined) return UNKNOWN
  const known = reportSuites.flatMap((id) => site.suites[id] ?? [])
  return {known, isAll: known.length === reportSuites.length}
}

const UNKNOWN: KnownSuites = {known: [], isAll: false}

/** Slots looked up before: a snapshot lists up to a thousand, and a capture asks for a few of them millions of times. */
const EVENTS = new WeakMap<SuiteSnapshot, Map<string, SuiteEvent | undefined>>()
const VARIABLES = new WeakMap<SuiteSnapshot, Map<string, SuiteVariable | undefined>>()

/** Undefined: nothing is known of it. Commerce events are there in every suite. */
export function eventOf({snapshot}: SuiteFacts, event: string): SuiteEvent | undefined {
  return snapshot && lookUp(EVENTS, snapshot, event, (name) => listed(snapshot, name) ?? findEvent(snapshot, name))
}

/** A commerce event is listed only where something else is known of it, its recording; nobody can disable it. */
function listed({events}: SuiteSnapshot, name: string): SuiteEvent | undefined {
  const found = events.find(({event}) => event === name)
  return found === undefined || /^event\d/.test(name) ? found : {...found, enabled: true, type: 'counter'}
}

export function variableOf({snapshot}: SuiteFacts, variable: string): SuiteVariable | undefined {
  return snapshot && lookUp(VARIABLES, snapshot, variable, (name) => findVariable(snapshot, name))
}

/** Names come from captures: a hostile one must not fill the memory. */
const MOST_NAMES = 2000

function lookUp<T>(cache: WeakMap<SuiteSnapshot, Map<string, T>>, snapshot: SuiteSnapshot, name: string, find: (name: string) => T): T {
  let names = cache.get(snapshot)
  if (names === undefined || names.size >= MOST_NAMES) cache.set(snapshot, (names = new Map<string, T>()))
  const before = names.get(name)
  if (before !== undefined || names.has(name)) return before as T
  const found = find(name)
  names.set(name, found)
  return found
}

/** Why a rule about settings of report suites cannot judge; undefined when one suite has what it `needs`. */
export function whyNoSuite({site}: RunContext, needs: (suite: SuiteFacts) => boolean, lacking: string): string | undefined {
  return site !== undefined && Object.values(site.suites).some(needs) ? undefined : lacking
}
