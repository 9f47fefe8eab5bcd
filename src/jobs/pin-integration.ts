import {DcError} from '../errors.js'
import {readPinned, savePinned} from '../workspace/evidence.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {loadIntegrations} from '../workspace/store.js'
import {openWorkspace, removeState} from '../workspace/workspace.js'

/** What `dc dashboard --json` prints. */
export interface DashboardResult {
  schemaVersion: 1
  command: 'dashboard'
  /** The pinned integration; null when none is. */
  pinned: string | null
  changed: boolean
  dryRun: boolean
}

export interface DashboardFlags {
  clear: boolean
  'dry-run': boolean
  workspace?: string | undefined
}

/** The work of `dc dashboard`: pin an integration in this checkout, take the pin away, or say which one has it. */
export async function pinIntegration(
  idOrName: string | undefined,
  flags: DashboardFlags,
  cwd: string,
): Promise<{result: DashboardResult; text: string}> {
  const workspace = openWorkspace(flags.workspace, cwd)
  const dryRun = flags['dry-run']
  const before = await readPinned(workspace)
  const answer = (pinned: string | undefined, text: string) => ({
    result: {schemaVersion: 1, command: 'dashboard', pinned: pinned ?? null, changed: pinned !== before, dryRun} as const,
    text: dryRun ? `${text} (not written: --dry-run)` : text,
  })
  if (flags.clear) {
    if (idOrName !== undefined)
      throw new DcError('--clear takes no integration', {code: 'usage', where: '--clear', suggestions: ['dc dashboard --clear']})
    if (!dryRun) await removeState(workspace, 'pinned.json')
    return answer(undefined, 'No integration is pinned.')
  }
  if (idOrName === undefined) {
    return answer(
      before,
      before === undefined ? 'No integration is pinned. Pin one: dc dashboard ID' : `${before} is pinned: dc show opens it.`,
    )
  }
  const {id, name, status} = requireIntegration(idOrName, await loadIntegrations(workspace))
  if (status === 'deleted') {
    throw new DcError(`${id} was removed, so it cannot be pinned`, {
      code: 'deleted-integration',
      where: id,
      suggestions: [`dc activate ${id}`],
    })
  }
  if (!dryRun) await savePinned(workspace, id)
  return answer(id, `${name} (${id}) is pinned in this checkout: dc and dc show open it.`)
}
