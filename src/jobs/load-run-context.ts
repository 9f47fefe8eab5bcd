import {join} from 'node:path'
import type {Connector} from '../connectors/connector.js'
import type {Integration} from '../mapping/integration.js'
import type {RunContext} from '../rules/rule.js'
import type {IntegrationFacts, SiteFacts, SuiteFacts} from '../rules/site-facts.js'
import {displayPath, findWorkspace} from '../workspace/find-workspace.js'
import type {WorkspaceFile} from '../workspace/workspace-file.js'
import type {Workspace} from '../workspace/workspace.js'
import type {RuleSetting} from './select-rules.js'

/** What a workspace says about judging: severities, and what rules know of the site and its integrations. */
export interface RunSettings {
  context: RunContext
  settings: Readonly<Record<string, RuleSetting>>
  /** `dc/workspace.json` as the user would write it; undefined without a workspace. */
  settingsPath: string | undefined
  /** The workspace; undefined when there is none. */
  folder: string | undefined
}

/**
 * Reads the workspace that holds for a run, if there is one. One without an integration says nothing of the site's mappings: the rules that
 * ask for one do not apply, as without a workspace.
 * @throws DcError when it was named and is none, or a file of it is invalid
 */
export async function loadRunContext(named: string | undefined, cwd: string): Promise<RunSettings> {
  const folder = findWorkspace(named, cwd)
  if (folder === undefined) return {context: {integrations: undefined}, settings: {}, settingsPath: undefined, folder}
  // zod costs a capture without a workspace nothing.
  const [{readWorkspaceFile}, {loadIntegrations}, {loadConnectors}, {findConnector}] = await Promise.all([
    import('../workspace/workspace.js'),
    import('../workspace/store.js'),
    import('./load-connectors.js'),
    import('../connectors/connectors.js'),
  ])
  const workspace = {folder, cwd}
  const file = await readWorkspaceFile(workspace)
  const {integrations, problems} = await loadIntegrations(workspace)
  // A gate that overlooks an integration is green for the wrong reason.
  for (const problem of problems.values()) throw problem
  const {connectors} = await loadConnectors(folder, cwd)
  const facts = integrations.flatMap((integration) => factsOf(integration, findConnector(integration.partner, connectors)))
  const site = await siteOf(workspace, file, facts)
  return {
    context: {integrations: facts.length === 0 ? undefined : facts, site},
    settings: file.rules,
    settingsPath: displayPath(join(folder, 'workspace.json'), cwd),
    folder,
  }
}

/** What rules may know of an integration; nothing of one that was removed or sits on no suite yet. */
function factsOf(integration: Integration, connector: Connector | undefined): IntegrationFacts[] {
  const {id, status, reportSuite, segments, variables, events, collection} = integration
  if (status === 'deleted' || reportSuite === null) return []
  const populations = new Map(connector?.variables.map(({role, population}) => [role, population]))
  return [
    {
      id,
      reportSuite,
      isPaused: status === 'paused',
      segments: segments.map((segment) => segment.id),
      variables: variables.map(({role, variable}) => {
        const population = populations.get(role)
        return {role, variable, ...(population !== undefined && {population})}
      }),
      events: events.map(({role, event}) => ({role, event})),
      collection: {
        mode: collection.mode,
        parameters: Object.entries(collection.parameters).map(([role, name]) => ({role, name})),
        landingPages: collection.landingPages,
      },
    },
  ]
}

/** What is declared of hosts, and declared or known of the suites in sight. */
async function siteOf(workspace: Workspace, file: WorkspaceFile, facts: readonly IntegrationFacts[]): Promise<SiteFacts> {
  const {readSuiteFile} = await import('../workspace/suite-file.js')
  const ids = new Set([...Object.keys(file.reportSuites), ...facts.map(({reportSuite}) => reportSuite)])
  const suites: Record<string, SuiteFacts> = {}
  for (const id of ids) {
    const {environment, currency, timestamps} = file.reportSuites[id] ?? {}
    const snapshot = await readSuiteFile(workspace, id)
    const known: SuiteFacts = {
      ...(environment !== undefined && {environment}),
      ...(currency !== undefined && {currency}),
      ...(timestamps !== undefined && {timestamps}),
      ...(snapshot !== undefined && {snapshot}),
    }
    if (Object.keys(known).length > 0) suites[id] = known
  }
  return {suites, hosts: lowerKeys(file.hosts), currencies: lowerKeys(file.currencies ?? {})}
}

/** Host names are the same in any case. */
function lowerKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([host, value]) => [host.toLowerCase(), value]))
}
