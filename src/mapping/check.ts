import type {Connector} from '../connectors/connector.js'
import type {EventMapping, VariableMapping} from '../connectors/mapped.js'
import type {Integration, MappedEvent, MappedVariable} from './integration.js'
import type {SuiteSnapshot} from './suite-snapshot.js'

/** What one check of an integration is, and what it sees. The checks themselves: checks/. */

export type MappingSeverity = 'error' | 'warning' | 'info'

/** One thing that is wrong with an integration, or that could not be looked at. */
export interface MappingProblem {
  readonly severity: MappingSeverity
  /** The check's name: stable, kebab-case. */
  readonly code: string
  /** Where in the integration: `variables[1].variable`; empty for the whole. */
  readonly path: string
  readonly message: string
  /** What to do, as a command where there is one. */
  readonly fix: string
  /** `unknown`: the evidence is missing. Such a problem is an info, and no pass. */
  readonly outcome: 'fail' | 'unknown'
}

/** Any fail makes fail, else any unknown makes unknown, else any pass makes pass; nothing to look at is not-applied. */
export type CheckOutcome = 'pass' | 'fail' | 'unknown' | 'not-applied'

export interface CheckInput {
  readonly integration: Integration
  /** The connector of `integration.partner`. */
  readonly connector: Connector
  /** The integrations of the workspace; which of them matter is decided here. The integration itself may be among them. */
  readonly others: readonly Integration[]
  /** Undefined: nothing is known of the report suite. */
  readonly snapshot: SuiteSnapshot | undefined
}

/** A mapping with the connector's word on it; `wanted` undefined where the connector knows no such role. */
export interface Placed<Mapped, Wanted> {
  readonly mapped: Mapped
  readonly wanted: Wanted | undefined
  /** `variables[1]`. */
  readonly path: string
  /** The partner's name for the role. */
  readonly label: string
}

export type PlacedVariable = Placed<MappedVariable, VariableMapping>
export type PlacedEvent = Placed<MappedEvent, EventMapping>

export interface CheckContext extends CheckInput {
  readonly variables: readonly PlacedVariable[]
  readonly events: readonly PlacedEvent[]
  /** Other integrations of the same report suite that are not deleted. */
  readonly neighbours: readonly Integration[]
  /** Of what is not there yet: an integration in progress may lack anything, an active one may not. */
  readonly lacking: 'error' | 'warning'
}

export const PASS = 'pass'

/** What a check says of one thing it looked at. */
export type Observation = typeof PASS | Omit<MappingProblem, 'code'>

/** Looks at each thing it is about and says what it saw; one that has nothing to look at says nothing. */
export interface MappingCheck {
  readonly code: string
  readonly summary: string
  readonly run: (context: CheckContext) => Iterable<Observation>
}

export function fail(severity: MappingSeverity, path: string, message: string, fix: string): Observation {
  return {severity, path, message, fix, outcome: 'fail'}
}

/** The suite is not known well enough. */
export function unknown({integration, snapshot}: CheckInput, path: string, message: string): Observation {
  const suite = integration.reportSuite ?? 'RSID'
  const fix =
    snapshot === undefined
      ? `dc suites import FILE --suite ${suite}`
      : `look it up in the admin console, or import a fuller file: dc suites import FILE --suite ${suite}`
  return {severity: 'info', path, message, fix, outcome: 'unknown'}
}

/** The command that changes the mapping of a role. */
export function setCommand(kind: 'variables' | 'events', {id}: Integration, role: string, slot: string): string {
  return `dc map ${kind} ${id} --set ${role}=${slot}`
}

export function createContext(input: CheckInput): CheckContext {
  const {integration, connector, others} = input
  return {
    ...input,
    variables: place(integration.variables, connector.variables, 'variables'),
    events: place(integration.events, connector.events, 'events'),
    neighbours: others.filter(
      ({id, reportSuite, status}) =>
        id !== integration.id && status !== 'deleted' && reportSuite !== null && reportSuite === integration.reportSuite,
    ),
    lacking: integration.status === 'active' ? 'error' : 'warning',
  }
}

function place<Mapped extends {role: string}, Wanted extends {role: string; label: string}>(
  mapped: readonly Mapped[],
  wanted: readonly Wanted[],
  list: string,
): Placed<Mapped, Wanted>[] {
  // A role that a connector has several times is told apart by order alone.
  return mapped.map((one, index) => {
    const earlier = mapped.slice(0, index).filter(({role}) => role === one.role).length
    const rows = wanted.filter(({role}) => role === one.role)
    const row = rows[earlier] ?? rows.at(-1)
    return {mapped: one, wanted: row, path: `${list}[${index}]`, label: row?.label ?? one.role}
  })
}
