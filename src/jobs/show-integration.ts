import {join} from 'node:path'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import type {MappingProblem} from '../mapping/check.js'
import type {Integration} from '../mapping/integration.js'
import {nextStep, type IntegrationOverview} from '../report/integration-overview.js'
import {healthOf, renderIntegration, type Health} from '../report/integration-page.js'
import {styleFor} from '../report/style.js'
import {readPinned} from '../workspace/evidence.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {displayPath, findWorkspace} from '../workspace/find-workspace.js'
import {openWorkspace, type Workspace} from '../workspace/workspace.js'
import {readOverview, type WorkspaceOverview} from './integration-overview.js'

export interface ShowFlags {
  workspace?: string | undefined
  'no-color'?: boolean | undefined
}

/** What `dc show --json` prints. */
export interface ShowResult {
  schemaVersion: 1
  command: 'show'
  integration: Integration
  /** As the user would write it. */
  file: string
  connector: {id: string; name: string} | null
  mapping: {complete: boolean; missing: readonly MappingProblem[]}
  health: Health[]
  evidence: {validation: IntegrationOverview['validation'] | null; file: IntegrationOverview['file'] | null}
  next: string | null
  pinned: boolean
}

export interface ShowJob {
  result: ShowResult
  text: string
  notes: readonly string[]
  exitCode: ExitCode
}

/** The work of `dc show`: one integration, the pinned one when none is named. */
export async function showIntegration(idOrName: string | undefined, flags: ShowFlags, cwd: string, now: Date): Promise<ShowJob> {
  const workspace = openWorkspace(flags.workspace, cwd)
  const read = await readOverview(workspace)
  const pinned = await readPinned(workspace)
  const overview = choose(idOrName ?? pinned ?? onlyOne(read), read)
  return {
    ...render(overview, {workspace, flags, now, pinned}),
    notes: read.faults.filter((fault) => idOrName === undefined || fault.includes(idOrName)),
  }
}

function choose(idOrName: string, {overviews, problems}: WorkspaceOverview): IntegrationOverview {
  const integrations = overviews.map(({integration}) => integration)
  const {id} = requireIntegration(idOrName, {integrations, problems})
  const found = overviews.find(({integration}) => integration.id === id)
  if (found === undefined) throw new Error(`${id} was there a moment ago`)
  return found
}

function onlyOne({overviews}: WorkspaceOverview): string {
  const living = overviews.map(({integration}) => integration).filter(({status}) => status !== 'deleted')
  const [only] = living
  if (only !== undefined && living.length === 1) return only.id
  throw new DcError(
    only === undefined ? 'there is no integration in this workspace yet' : `which of the ${living.length} integrations? None is pinned`,
    {
      code: 'no-integration-named',
      suggestions:
        only === undefined ? ['dc add'] : [...living.slice(0, 3).map(({id}) => `dc show ${id}`), `dc dashboard ${only.id}`, 'dc list'],
    },
  )
}

function render(
  overview: IntegrationOverview,
  {workspace, flags, now, pinned}: {workspace: Workspace; flags: ShowFlags; now: Date; pinned: string | undefined},
): Omit<ShowJob, 'notes'> {
  const {integration, connector, missing, validation, file} = overview
  const path = displayPath(join(workspace.folder, 'integrations', `${integration.id}.json`), workspace.cwd)
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  return {
    result: {
      schemaVersion: 1,
      command: 'show',
      integration,
      file: path,
      connector: connector === undefined ? null : {id: connector.id, name: connector.name},
      mapping: {complete: missing?.length === 0, missing: missing ?? []},
      health: healthOf(overview, now),
      evidence: {validation: validation ?? null, file: file ?? null},
      next: nextStep(overview, now),
      pinned: integration.id === pinned,
    },
    text: renderIntegration(overview, {file: path, now, style}),
    exitCode: EXIT.ok,
  }
}

/** The page of the pinned integration, for `dc` without arguments; undefined when none is pinned, or anything is wrong with it. */
export async function showPinned(cwd: string, now: Date): Promise<string | undefined> {
  try {
    const folder = findWorkspace(process.env['DC_WORKSPACE'], cwd)
    if (folder === undefined) return undefined
    const pinned = await readPinned({folder, cwd})
    return pinned === undefined ? undefined : (await showIntegration(pinned, {workspace: folder}, cwd, now)).text
  } catch (error) {
    // Help is what one asks for when something is wrong: it comes in any case.
    if (error instanceof DcError) return undefined
    throw error
  }
}
