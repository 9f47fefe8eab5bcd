import {DcError, EXIT} from '../errors.js'
import {findConnector} from '../connectors/connectors.js'
import {whyNotActive} from '../mapping/check-integration.js'
import type {Integration, IntegrationStatus} from '../mapping/integration.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {change, loadIntegrations, type ChangeResult, type Edit, type LoadedIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import {openWorkspace} from '../workspace/workspace.js'
import {loadConnectors} from './load-connectors.js'
import {rememberWorkspace} from './remember-workspace.js'

export interface StatusFlags {
  'dry-run': boolean
  workspace?: string | undefined
}

/** What `dc pause`, `dc activate` and `dc remove` print with `--json`. */
export interface StatusResult {
  schemaVersion: 1
  command: 'pause' | 'activate' | 'remove'
  integration: string
  before: IntegrationStatus
  /** Null: its file is gone. */
  after: IntegrationStatus | null
  changed: boolean
  dryRun: boolean
  /** Nothing is switched on or off at Adobe or the partner. */
  recordedIn: 'workspace'
  files: readonly string[]
  entries: ChangeResult['entries']
}

export interface StatusJob {
  result: StatusResult
  text: string
}

const ONLY_HERE = 'Recorded in this workspace only: nothing is switched on or off at Adobe or the partner.'

/** The work of `dc pause`. @throws DcError `not-active` */
export async function pauseIntegration(idOrName: string, flags: StatusFlags, cwd: string): Promise<StatusJob> {
  return setStatus('pause', idOrName, flags, cwd, async (integration) => {
    if (integration.status === 'active' || integration.status === 'paused') return 'paused'
    throw new DcError(`${integration.id} is ${integration.status}; only an active integration can be paused`, {
      code: 'not-active',
      where: integration.id,
      suggestions: [`dc activate ${integration.id}`],
    })
  })
}

/** The work of `dc activate`. @throws DcError `incomplete-integration`, with everything that is missing */
export async function activateIntegration(idOrName: string, flags: StatusFlags, cwd: string): Promise<StatusJob> {
  const workspace = openWorkspace(flags.workspace, cwd)
  const connectors = await loadConnectors(workspace.folder, cwd)
  return setStatus('activate', idOrName, flags, cwd, async (integration, {integrations}) => {
    const connector = findConnector(integration.partner, connectors.connectors)
    if (connector === undefined) {
      throw new DcError(`no connector is called ${integration.partner}, so nobody can tell whether ${integration.id} is complete`, {
        code: 'unknown-partner',
        where: integration.id,
        suggestions: ['dc partners', `dc configure ${integration.id}`],
      })
    }
    const snapshot = integration.reportSuite === null ? undefined : await readSuiteFile(workspace, integration.reportSuite)
    const missing = whyNotActive({integration, connector, others: integrations, snapshot})
    if (missing.length === 0) return 'active'
    const what = missing.map(({path, message}) => `  ${path === '' ? '' : `${path}: `}${message}`).join('\n')
    throw new DcError(
      `${integration.id} cannot be active yet; ${missing.length === 1 ? 'this is' : 'these are'} missing or wrong:\n${what}`,
      {
        code: 'incomplete-integration',
        where: integration.id,
        suggestions: [...new Set(missing.map(({fix}) => fix))],
      },
    )
  })
}

/** What is removed, so that the user can be asked for its name. */
export async function findForRemoval(idOrName: string, named: string | undefined, cwd: string): Promise<Integration> {
  return requireIntegration(idOrName, await loadIntegrations(openWorkspace(named, cwd)))
}

/** The work of `dc remove`: the file stays as `deleted`, or goes with `purge`; the activity log keeps what it held in any case. */
export async function removeIntegration(idOrName: string, flags: StatusFlags & {purge: boolean}, cwd: string): Promise<StatusJob> {
  if (!flags.purge) return setStatus('remove', idOrName, flags, cwd, async () => 'deleted')
  return run('remove', idOrName, flags, cwd, ({id}) => ({action: 'purged', purge: [id]}))
}

const ACTIONS = {pause: 'paused', activate: 'activated', remove: 'removed'} as const

async function setStatus(
  command: StatusResult['command'],
  idOrName: string,
  flags: StatusFlags,
  cwd: string,
  decide: (integration: Integration, loaded: LoadedIntegrations) => Promise<IntegrationStatus>,
): Promise<StatusJob> {
  return run(command, idOrName, flags, cwd, async (integration, loaded) => ({
    action: ACTIONS[command],
    put: [{...integration, status: await decide(integration, loaded)}],
  }))
}

async function run(
  command: StatusResult['command'],
  idOrName: string,
  flags: StatusFlags,
  cwd: string,
  edit: (integration: Integration, loaded: LoadedIntegrations) => Edit | Promise<Edit>,
): Promise<StatusJob> {
  const workspace = openWorkspace(flags.workspace, cwd)
  let before: Integration | undefined
  const done = await change(
    workspace,
    async (loaded) => {
      before = requireIntegration(idOrName, loaded)
      return edit(before, loaded)
    },
    {dryRun: flags['dry-run']},
  )
  if (before === undefined) throw new DcError('nothing was decided', {code: 'defect', exitCode: EXIT.defect})
  if (!flags['dry-run']) await rememberWorkspace(workspace)
  const after = done.integrations[0]?.status ?? null
  const result: StatusResult = {
    schemaVersion: 1,
    command,
    integration: before.id,
    before: before.status,
    after,
    changed: done.changed,
    dryRun: flags['dry-run'],
    recordedIn: 'workspace',
    files: done.files,
    entries: done.entries,
  }
  return {result, text: describe(before, result)}
}

function describe({id, name}: Integration, {command, before, after, changed, dryRun, files}: StatusResult): string {
  if (!changed) return `${name} (${id}) is ${before} already; no change.`
  const would = dryRun ? 'Would be written' : 'Written'
  const what = `${name} (${id}): ${before} → ${after ?? 'removed for good'}`
  const file = after === null ? `${dryRun ? 'Would be removed' : 'Removed'}: ${files.join(', ')}` : `${would}: ${files.join(', ')}`
  return [what, ONLY_HERE, ...effectOf(command, id, after), file].join('\n')
}

function effectOf(command: StatusResult['command'], id: string, after: IntegrationStatus | null): string[] {
  if (command === 'pause') return [`Its files are not expected until it is active again: dc activate ${id}`]
  if (command === 'activate') return ['Missing and late files are reported from now on.']
  return [
    after === null
      ? 'What it held is in the activity log: dc log'
      : `Its file stays, as deleted. Back again: dc activate ${id}. Gone for good: dc remove ${id} --purge`,
  ]
}
