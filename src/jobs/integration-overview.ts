import {findConnector} from '../connectors/connectors.js'
import {DcError} from '../errors.js'
import {whyNotActive} from '../mapping/check-integration.js'
import type {Integration} from '../mapping/integration.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import type {IntegrationOverview} from '../report/integration-overview.js'
import {lastValidation, readEvidence} from '../workspace/evidence.js'
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
  const [{integrations, problems}, connectors, evidence] = await Promise.all([
    loadIntegrations(workspace),
    loadConnectors(workspace.folder, workspace.cwd),
    readEvidence(workspace),
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
      file: evidence.files[integration.id],
    }
  })
  return {
    workspace,
    overviews,
    faults: [...[...problems.values(), ...faults].map(({message}) => message), ...connectors.problems.map(writeProblem)],
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
