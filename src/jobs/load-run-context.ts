import {join} from 'node:path'
import type {Integration} from '../mapping/integration.js'
import type {IntegrationFacts, RunContext} from '../rules/rule.js'
import {displayPath, findWorkspace} from '../workspace/find-workspace.js'
import type {RuleSetting} from './select-rules.js'

/** What a workspace says about judging: severities, and the integrations that rules know. */
export interface RunSettings {
  context: RunContext
  settings: Readonly<Record<string, RuleSetting>>
  /** `dc/workspace.json` as the user would write it; undefined without a workspace. */
  settingsPath: string | undefined
  /** The workspace; undefined when there is none. */
  folder: string | undefined
}

/**
 * Reads the workspace that holds for a run, if there is one. One without an integration says nothing of the site: its rules' severities
 * hold, and the rules judge as without a workspace.
 * @throws DcError when it was named and is none, or a file of it is invalid
 */
export async function loadRunContext(named: string | undefined, cwd: string): Promise<RunSettings> {
  const folder = findWorkspace(named, cwd)
  if (folder === undefined) return {context: {integrations: undefined}, settings: {}, settingsPath: undefined, folder}
  // zod costs a capture without a workspace nothing.
  const [{readWorkspaceFile}, {loadIntegrations}] = await Promise.all([
    import('../workspace/workspace.js'),
    import('../workspace/store.js'),
  ])
  const workspace = {folder, cwd}
  const {rules} = await readWorkspaceFile(workspace)
  const {integrations, problems} = await loadIntegrations(workspace)
  // A gate that overlooks an integration is green for the wrong reason.
  for (const problem of problems.values()) throw problem
  const facts = integrations.flatMap(factsOf)
  return {
    context: {integrations: facts.length === 0 ? undefined : facts},
    settings: rules,
    settingsPath: displayPath(join(folder, 'workspace.json'), cwd),
    folder,
  }
}

/** What rules may know of an integration; nothing of one that was removed or sits on no suite yet. */
function factsOf({id, status, reportSuite, segments, variables, events}: Integration): IntegrationFacts[] {
  if (status === 'deleted' || reportSuite === null) return []
  return [
    {
      id,
      reportSuite,
      segments: segments.map((segment) => segment.id),
      variables: variables.map(({role, variable}) => ({role, variable})),
      events: events.map(({role, event}) => ({role, event})),
    },
  ]
}
