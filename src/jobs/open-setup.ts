import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import type {Connector} from '../connectors/connector.js'
import type {KnownSuite, SetupContext} from '../mapping/questions/question.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {integrationSchema} from '../workspace/integration-schema.js'
import {suggestId} from '../workspace/names.js'
import {loadIntegrations, type LoadedIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import {whoAmI} from '../workspace/who.js'
import {openOrPlanWorkspace, openWorkspace, readWorkspaceFile, type Workspace} from '../workspace/workspace.js'
import {loadConnectors, type LoadedConnectors} from './load-connectors.js'

/** Everything `dc add` and `dc configure` know before the first question. */
export interface OpenSetup {
  readonly workspace: Workspace
  /** The workspace is there already. */
  readonly exists: boolean
  readonly connectors: LoadedConnectors
  readonly loaded: LoadedIntegrations
  readonly suites: readonly KnownSuite[]
  readonly snapshots: ReadonlyMap<string, SuiteSnapshot>
  readonly who: string
  readonly now: Date
}

/**
 * Reads the workspace. With `create`, one that is not there yet is as good as an empty one: `dc/` in the working directory, or the folder
 * that was named.
 * @throws DcError `no-workspace`, or the fault of a file
 */
export async function openSetup(named: string | undefined, cwd: string, now: Date, create: boolean): Promise<OpenSetup> {
  const {workspace, exists} = create ? openOrPlanWorkspace(named, cwd) : {workspace: openWorkspace(named, cwd), exists: true}
  const loaded: LoadedIntegrations = exists ? await loadIntegrations(workspace) : {integrations: [], problems: new Map()}
  const suites = exists ? await findSuites(workspace, loaded) : []
  const snapshots = new Map<string, SuiteSnapshot>()
  for (const {id} of suites) {
    const snapshot = await readSuiteFile(workspace, id)
    if (snapshot !== undefined) snapshots.set(id, snapshot)
  }
  return {
    workspace,
    exists,
    connectors: await loadConnectors(exists ? workspace.folder : undefined, cwd),
    loaded,
    suites: suites.map(({id, name}) => ({id, name: name ?? snapshots.get(id)?.name ?? undefined})),
    snapshots,
    who: (await whoAmI(exists ? workspace.folder : cwd)).replace(/ <[^>]*>$/, ''),
    now,
  }
}

/** Those of the workspace's file, of its integrations and of the snapshots; each once, in this order. */
async function findSuites(workspace: Workspace, {integrations}: LoadedIntegrations): Promise<KnownSuite[]> {
  const {reportSuites} = await readWorkspaceFile(workspace)
  const folder = join(workspace.folder, 'suites')
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.')) : []
  const ids = [
    ...Object.keys(reportSuites),
    ...integrations.flatMap(({reportSuite, status}) => (reportSuite === null || status === 'deleted' ? [] : [reportSuite])),
    ...files.map((name) => name.slice(0, -'.json'.length)),
  ]
  return [...new Set(ids)].filter((id) => !id.startsWith('vrs_')).map((id) => ({id, name: reportSuites[id]?.name}))
}

/** What the questions about one partner know. */
export function contextOf(open: OpenSetup, connector: Connector, how: {existing: boolean; interactive: boolean}): SetupContext {
  return {
    connector,
    others: open.loaded.integrations,
    suites: open.suites,
    snapshots: open.snapshots,
    who: open.who,
    today: open.now.toISOString().slice(0, 10),
    suggestId,
    findShapeFaults: (integration) => {
      const parsed = integrationSchema.safeParse(integration)
      return parsed.success ? [] : parsed.error.issues.map(({path, message}) => ({path: writePath(path), message}))
    },
    ...how,
  }
}

function writePath(path: readonly PropertyKey[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('')
}
