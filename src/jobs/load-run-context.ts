import {join} from 'node:path'
import type {RunContext} from '../rules/rule.js'
import {displayPath, findWorkspace} from '../workspace/find-workspace.js'
import type {RuleSetting} from './select-rules.js'

/** What a workspace says about judging: severities, and the integrations that rules know. */
export interface RunSettings {
  context: RunContext
  settings: Readonly<Record<string, RuleSetting>>
  /** `dc/workspace.json` as the user would write it; undefined without a workspace. */
  settingsPath: string | undefined
}

/**
 * Reads the workspace that holds for a run, if there is one.
 * @throws DcError when it was named and is none, or a file of it is invalid
 */
export async function loadRunContext(named: string | undefined, cwd: string): Promise<RunSettings> {
  const folder = findWorkspace(named, cwd)
  if (folder === undefined) return {context: {integrations: undefined}, settings: {}, settingsPath: undefined}
  // zod costs a capture without a workspace nothing.
  const [{readJsonFile}, {workspaceSchema}] = await Promise.all([
    import('../workspace/read-json-file.js'),
    import('../workspace/workspace-file.js'),
  ])
  const path = join(folder, 'workspace.json')
  const settingsPath = displayPath(path, cwd)
  const {rules} = await readJsonFile(path, settingsPath, workspaceSchema)
  return {context: {integrations: undefined}, settings: rules, settingsPath}
}
