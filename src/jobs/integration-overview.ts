import {findConnector} from '../connectors/connectors.js'
import {DcError} from '../errors.js'
import {whyNotActive} from '../mapping/check-integration.js'
import type {Integration} from '../mapping/integration.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import type {IntegrationOverview} from '../report/integration-overview.js'
import {lastValidation, readEvidence} from '../workspace/evidence.js'
import {readLedger, type LedgerEntry} from '../workspace/ledger.js'
import {loadIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import type {Workspace} from '../workspace/workspace.js'
import {loadConnectors, writeProblem, type LoadedConnectors} from './load-connectors.js'

/** What the console knows of the integrations of a workspace. */
export interface WorkspaceOverview {
  readonly workspace: Workspace
  readonly overviews: readonly IntegrationOverview[]
  /** Faulty files, integrations and connectors alike. */
  readonly faults: readonly string[]
  readonly problems: ReadonlyMap<string, DcError>
  readonly connectors: LoadedConnectors
}

export async function readOverview(workspace: Workspace): Promise<WorkspaceOverview> {
  const [{integrations, problems}, connectors, evidence, deliveries] = await Promise.all([
    loadIntegrations(workspace),
    loadConnectors(workspace.folder, workspace.cwd),
    readEvidence(workspace),
    readDeliveries(workspace),
  ])
  const {snapshots, faults} = await readSnapshots(workspace, integrations)
  const overviews = integrations.map((integration): IntegrationOverview => {
    const connector = findConnector(integration.partner, connectors.connectors)
    const snapshot = integration.reportSuite === null ? undefined : snapshots.get(integration.reportSuite)
    return {
      integration,
      connector,
      missing: connector && whyNotActive({integration, connector, others: integrations, snapshot}),
      validation: lastValidation(evidence, integration.id, integration.reportSuite),
      file: lastFile(integration, deliveries.files),
    }
  })
  return {
    workspace,
    overviews,
    faults: [
      ...[...problems.values(), ...faults, ...deliveries.faults].map(({message}) => message),
      ...connectors.problems.map(writeProblem),
    ],
    problems,
    connectors,
  }
}

/** What is known of the report suites; one whose file has a fault is not known. */
async function readSnapshots(
  workspace: Workspace,
  integrations: readonly Integration[],
): Promise<{snapshots: ReadonlyMap<string, SuiteSnapshot>; faults: DcError[]}> {
  const snapshots = new Map<string, SuiteSnapshot>()
  const faults: DcError[] = []
  for (const suite of new Set(integrations.map(({reportSuite}) => reportSuite))) {
    try {
      const snapshot = suite === null ? undefined : await readSuiteFile(workspace, suite)
      if (suite !== null && snapshot !== undefined) snapshots.set(suite, snapshot)
    } catch (error) {
      if (!(error instanceof DcError)) throw error
      faults.push(error)
    }
  }
  return {snapshots, faults}
}

/** Every file ever seen; of a ledger that cannot be read, none. */
async function readDeliveries(workspace: Workspace): Promise<{files: readonly LedgerEntry[]; faults: DcError[]}> {
  try {
    return {files: (await readLedger(workspace)).files, faults: []}
  } catch (error) {
    if (!(error instanceof DcError)) throw error
    return {files: [], faults: [error]}
  }
}

/** The newest file of an integration: one from where its files are delivered, of a segment it has. */
function lastFile({delivery, segments, reportSuite}: Integration, files: readonly LedgerEntry[]): IntegrationOverview['file'] {
  const place = delivery?.location === undefined || delivery.location === null ? undefined : placeOf(delivery.location)
  const own = files.filter(
    (file) =>
      placeOf(file.location) === place &&
      (file.segment === null ? file.kind === 'segment' : segments.some(({id}) => id === file.segment)) &&
      (file.reportSuite === null || file.reportSuite === reportSuite),
  )
  const arrival = (file: LedgerEntry) => file.fileTime ?? file.firstSeen
  const newest = own.toSorted((a, b) => Date.parse(arrival(a)) - Date.parse(arrival(b))).at(-1)
  return newest && {name: newest.name, segment: newest.segment, day: newest.day, seen: arrival(newest)}
}

/** A place of delivery without the ways in which the same one may be written. */
function placeOf(location: string): string {
  return location
    .replace(/^file:/, '')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '')
}
