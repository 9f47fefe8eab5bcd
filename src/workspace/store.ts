import {lstat, mkdir, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {DcError} from '../errors.js'
import type {Integration} from '../mapping/integration.js'
import {writeEntries, type ActivityEntry} from './activity-log.js'
import {diffIntegrations, isEmptyChange} from './diff-integrations.js'
import {displayPath} from './find-workspace.js'
import {integrationSchema, writeIntegration} from './integration-schema.js'
import {commitTogether, hasJournal, recover, UnfinishedChange, type FileChange} from './journal.js'
import {sweepWaiting, withLock} from './lock.js'
import {whyNoId} from './names.js'
import {readJsonFile} from './read-json-file.js'
import {whoAmI} from './who.js'
import {writeWorkspaceFile, type WorkspaceFile} from './workspace-file.js'
import {ensureState, readWorkspaceFile, requireOwnFolder, type Workspace} from './workspace.js'
import {explainWriteFailure} from './write-failure.js'

/** The integrations of a workspace. A faulty file does not hide the others. */
export interface LoadedIntegrations {
  /** Sorted by id; deleted ones among them. */
  readonly integrations: readonly Integration[]
  /** What is wrong with a file, by the id its name stands for. */
  readonly problems: ReadonlyMap<string, DcError>
}

/** All integrations. What a killed process had begun to write is finished first. */
export async function loadIntegrations(workspace: Workspace): Promise<LoadedIntegrations> {
  if (await hasJournal(workspace.folder)) await locked(workspace, async () => undefined)
  return readIntegrations(workspace)
}

async function readIntegrations({folder, cwd}: Workspace): Promise<LoadedIntegrations> {
  await requireOwnFolder(folder, 'integrations')
  const names = await readFolder(join(folder, 'integrations'), cwd)
  const integrations: Integration[] = []
  const problems = new Map<string, DcError>()
  for (const name of names.filter((each) => !each.startsWith('.') && /\.(?:json|ya?ml)$/i.test(each)).toSorted()) {
    const id = name.replace(/\.\w+$/, '')
    try {
      integrations.push(await readIntegration(join(folder, 'integrations', name), id, cwd))
    } catch (error) {
      if (!(error instanceof DcError)) throw error
      problems.set(id, error)
    }
  }
  return {integrations, problems}
}

async function readFolder(folder: string, cwd: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new DcError(`the integrations cannot be read (${code ?? String(error)})`, {
      code: 'unreadable-folder',
      where: displayPath(folder, cwd),
      cause: error,
    })
  }
}

async function readIntegration(path: string, id: string, cwd: string): Promise<Integration> {
  const where = displayPath(path, cwd)
  const refuse = (message: string, suggestion: string) =>
    new DcError(`${where}: ${message}`, {code: 'invalid-file', where, suggestions: [suggestion]})
  if (!path.endsWith('.json')) throw refuse('an integration is a .json file; this one is not read', `write it as ${id}.json`)
  const fault = whyNoId(id)
  if (fault !== undefined) throw refuse(`${fault}, and so is the name of its file`, 'give the file and the integration another id')
  if (!(await lstat(path)).isFile())
    throw refuse('not a file of its own; a link may lead out of the workspace', `put the file itself there`)
  const integration = await readJsonFile(path, where, integrationSchema)
  if (integration.id === id) return integration
  throw refuse(
    `id: the file of an integration is called after its id (found ${JSON.stringify(integration.id)})`,
    `call it ${integration.id}.json`,
  )
}

/** What a change makes of the integrations it is given. */
export interface Edit {
  /** One word for the log: `added`, `configured`, `mapped`, `paused`, `activated`, `removed`, `purged`. */
  readonly action: string
  /** New integrations, and changed ones. One that is the same as before is not written. */
  readonly put?: readonly Integration[]
  /** Ids whose files go. */
  readonly purge?: readonly string[]
  /** Lines for the log besides those of the change: what was learned from elsewhere. */
  readonly heard?: readonly ActivityEntry[]
  /** The new `workspace.json`, when it changes too. */
  readonly workspaceFile?: WorkspaceFile
}

export interface ChangeOptions {
  readonly dryRun?: boolean
  /** Default: as git knows the user. */
  readonly who?: string
  readonly now?: Date
}

export interface ChangeResult {
  /** False: everything was so already, and nothing was written. */
  readonly changed: boolean
  /** What was added to the log; under `dryRun` what would be. */
  readonly entries: readonly ActivityEntry[]
  /** Files written or removed, as the user would write them. */
  readonly files: readonly string[]
  /** The integrations put, as they are now. */
  readonly integrations: readonly Integration[]
}

/**
 * Changes integrations and writes it into the activity log, both or neither, one process at a time. `edit` gets the integrations as they
 * are at that moment and decides; what it throws ends the change. It must not wait for a person: others wait for it.
 * @throws DcError `workspace-busy`, `read-only`, `disk-full`, `write-failed`, `unfinished-change`, or the fault of a file that is to be
 * changed but cannot be read
 */
export async function change(
  workspace: Workspace,
  edit: (loaded: LoadedIntegrations, file: WorkspaceFile) => Edit | Promise<Edit>,
  options: ChangeOptions = {},
): Promise<ChangeResult> {
  const who = options.who ?? (await whoAmI(workspace.folder))
  const plan = async () =>
    planChange(workspace, await readIntegrations(workspace), await readWorkspaceFile(workspace), edit, {who, ...options})
  if (options.dryRun) return (await plan()).result
  return locked(workspace, async (commit) => {
    const {result, files} = await plan()
    if (result.changed) await commit(files, writeEntries(result.entries))
    return result
  })
}

async function planChange(
  {folder, cwd}: Workspace,
  loaded: LoadedIntegrations,
  before: WorkspaceFile,
  edit: (loaded: LoadedIntegrations, file: WorkspaceFile) => Edit | Promise<Edit>,
  {who, now = new Date()}: ChangeOptions & {who: string},
): Promise<{result: ChangeResult; files: FileChange[]}> {
  const {action, put = [], purge = [], heard = [], workspaceFile} = await edit(loaded, before)
  const entries: ActivityEntry[] = []
  const files: FileChange[] = []
  const time = now.toISOString()
  const old = (id: string) => {
    const fault = whyNoId(id)
    if (fault !== undefined) throw new DcError(fault, {code: 'bad-id', where: id})
    const problem = loaded.problems.get(id)
    if (problem !== undefined) throw problem
    return loaded.integrations.find((each) => each.id === id)
  }
  for (const integration of put) {
    const difference = diffIntegrations(old(integration.id), integration)
    if (isEmptyChange(difference)) continue
    entries.push({time, who, integration: integration.id, action, change: difference})
    files.push({path: `integrations/${integration.id}.json`, content: writeIntegration(integration)})
  }
  for (const id of purge) {
    const gone = old(id)
    if (gone === undefined) continue
    entries.push({time, who, integration: id, action, change: diffIntegrations(gone, undefined)})
    files.push({path: `integrations/${id}.json`, content: null})
  }
  const content = workspaceFile === undefined ? undefined : writeWorkspaceFile(workspaceFile)
  if (content !== undefined && content !== writeWorkspaceFile(before)) {
    entries.push({time, who, integration: null, action: 'workspace', change: {'workspace.json': [before, workspaceFile]}})
    files.push({path: 'workspace.json', content})
  }
  entries.push(...heard)
  return {
    files,
    result: {
      changed: entries.length > 0,
      entries,
      files: files.map(({path}) => displayPath(join(folder, path), cwd)),
      integrations: put,
    },
  }
}

type Commit = (files: readonly FileChange[], lines: string) => Promise<void>

/** Under the lock, with nothing left over from others. */
async function locked<T>(workspace: Workspace, work: (commit: Commit) => Promise<T>): Promise<T> {
  const {folder, cwd} = workspace
  const where = displayPath(folder, cwd)
  try {
    const state = await ensureState(workspace)
    await requireOwnFolder(folder, 'integrations')
    await mkdir(join(folder, 'integrations'), {recursive: true})
    return await withLock(state, async (lock) => {
      await recover(folder)
      await sweepWaiting(state)
      return work(async (files, lines) => {
        if (!(await lock.isHeld()))
          throw new DcError('another dc took over while this one stood still; nothing was changed', {code: 'workspace-busy', where})
        await commitTogether(folder, files, lines)
      })
    })
  } catch (error) {
    if (!(error instanceof UnfinishedChange)) throw explainWriteFailure(error, where)
    throw new DcError('the change is written down but could not be carried out to its end; the next dc command finishes it', {
      code: 'unfinished-change',
      where,
      suggestions: ['make room on the disk, or the folder writable, then: dc list'],
      cause: error,
    })
  }
}
