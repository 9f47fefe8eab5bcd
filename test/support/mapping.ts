import {findConnector} from '../../src/connectors/connectors.js'
import type {Connector} from '../../src/connectors/connector.js'
import type {CheckInput} from '../../src/mapping/check.js'
import type {Integration} from '../../src/mapping/integration.js'
import type {SuiteEvent, SuiteSnapshot, SuiteVariable} from '../../src/mapping/suite-snapshot.js'
import {integrationSchema} from '../../src/workspace/integration-schema.js'
import {sampleIntegration} from './integration.js'

export function connectorOf(id: string): Connector {
  const connector = findConnector(id)
  if (connector === undefined) throw new Error(`no connector ${id}`)
  return connector
}

/** A draft of any partner, empty but for what is given. */
export function draft(partner: string, changes: Partial<Integration> = {}): Integration {
  return integrationSchema.parse({
    version: 1,
    id: 'draft',
    name: 'Draft',
    partner,
    status: 'in-progress',
    reportSuite: 'shopprod',
    ...changes,
  })
}

/** The sample integration alone in its suite, of which nothing is known; `changes` replace whole parts. */
export function checkInput(changes: Partial<CheckInput> = {}): CheckInput {
  const integration = changes.integration ?? sampleIntegration()
  return {integration, connector: connectorOf(integration.partner), others: [], snapshot: undefined, ...changes}
}

type Known<Entry, Key extends keyof Entry> = Pick<Entry, Key> & Partial<Entry>

/** A suite that lists what is given and says nothing of the rest. */
export function suite(
  variables: readonly Known<SuiteVariable, 'variable'>[],
  events: readonly Known<SuiteEvent, 'event'>[] = [],
  changes: Partial<SuiteSnapshot> = {},
): SuiteSnapshot {
  return {
    version: 1,
    reportSuite: 'shopprod',
    name: null,
    capturedAt: null,
    origin: 'sdr.csv',
    complete: {variables: false, events: false},
    variables: variables.map((each) => ({name: null, enabled: true, type: 'text', allocation: null, expiration: null, ...each})),
    events: events.map((each) => ({name: null, enabled: true, type: null, ...each})),
    ...changes,
  }
}
