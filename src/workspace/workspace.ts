import {existsSync, readdirSync} from 'node:fs'
import {link, lstat, mkdir, rm} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import {DcError} from '../errors.js'
import {prepareFile, syncFolder, writeFileAtomically} from './atomic-write.js'
import {displayPath, findWorkspace} from './find-workspace.js'
import {explainWriteFailure} from './write-failure.js'
import {workspaceSchema, writeWorkspaceFile, type WorkspaceFile, type WorkspaceInput} from './workspace-file.js'
import {readJsonFile} from './read-json-file.js'

/** A workspace on disk: the folder that holds `workspace.json`, and the one the user stands in, for paths in messages. */
export interface Workspace {
  /** Absolute. */
  readonly folder: string
  readonly cwd: string
}

/**
 * The workspace that was named or is found.
 * @throws DcError `no-workspace`, with how to make one
 */
export function openWorkspace(named: string | undefined, cwd: string): Workspace {
  const folder = findWorkspace(named, cwd)
  if (folder !== undefined) return {folder, cwd}
  throw new DcError('there is no workspace here: no folder dc/ with workspace.json, neither in this folder nor above it', {
    code: 'no-workspace',
    suggestions: ['dc add', '--workspace DIR'],
  })
}

/**
 * The workspace that was named or is found; where there is none, the place for one: `dc/` of the working directory, or the named folder.
 * `exists`: it is there already.
 * @throws DcError `no-workspace` for a named folder that holds something else
 */
export function openOrPlanWorkspace(named: string | undefined, cwd: string): {workspace: Workspace; exists: boolean} {
  const found = named !== undefined && isFree(resolve(cwd, named)) ? undefined : findWorkspace(named, cwd)
  return {workspace: {folder: found ?? resolve(cwd, named ?? 'dc'), cwd}, exists: found !== undefined}
}

/** A folder that is not there, or empty: one in which nothing can be spoiled. */
function isFree(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0
}

/** `dc/workspace.json`. @throws DcError when it is not valid */
export async function readWorkspaceFile({folder, cwd}: Workspace): Promise<WorkspaceFile> {
  const path = join(folder, 'workspace.json')
  return readJsonFile(path, displayPath(path, cwd), workspaceSchema)
}

/**
 * Makes the workspace `folder` (usually `dc/` of a repository) with `workspace.json` and what git should know of it. What is there already
 * is left as it is, also when two processes do this at once.
 * @throws DcError `read-only`, `disk-full`, `write-failed`
 */
export async function createWorkspace(folder: string, cwd: string, content: Partial<WorkspaceInput> = {}): Promise<Workspace> {
  try {
    await mkdir(join(folder, 'integrations'), {recursive: true})
    await writeIfAbsent(join(folder, '.gitignore'), GITIGNORE)
    await writeIfAbsent(join(folder, '.gitattributes'), GITATTRIBUTES)
    // Last: what makes the folder a workspace.
    await writeIfAbsent(join(folder, 'workspace.json'), writeWorkspaceFile({version: 1, ...content}))
  } catch (error) {
    throw explainWriteFailure(error, displayPath(folder, cwd))
  }
  return {folder, cwd}
}

const GITIGNORE = '# What dc remembers of this checkout, and files a killed dc left behind.\n.state/\n.*.tmp\n'
const GITATTRIBUTES = '# Both sides of a merge added lines: keep them all.\nactivity.ndjson merge=union\n'

async function writeIfAbsent(path: string, content: string): Promise<void> {
  for (let attempt = 1; !existsSync(path); attempt++) {
    const file = await prepareFile(path, content)
    try {
      // Unlike a rename, a link does not replace what another process has made meanwhile.
      await link(file.temporary, path)
      await syncFolder(dirname(path))
    } catch (error) {
      const {code = ''} = error as NodeJS.ErrnoException
      // File systems without links are those where nobody else is at work.
      if (['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code)) await file.commit()
      // Taken for a leftover by another machine: once more.
      else if (code !== 'EEXIST' && (code !== 'ENOENT' || attempt > 3)) throw error
    } finally {
      await file.discard()
    }
  }
}

/** The folder for what is not committed, made when missing. */
export async function ensureState({folder}: Workspace): Promise<string> {
  const state = join(folder, '.state')
  await requireOwnFolder(folder, '.state')
  await mkdir(state, {recursive: true})
  await writeIfAbsent(join(folder, '.gitignore'), GITIGNORE)
  return state
}

/**
 * A part of the workspace is a folder of its own: through a link, writing would lead elsewhere.
 * @throws DcError `outside-workspace`
 */
export async function requireOwnFolder(folder: string, name: string): Promise<void> {
  const info = await lstat(join(folder, name)).catch(() => undefined)
  if (info === undefined || info.isDirectory()) return
  throw new DcError(`${name} is ${info.isSymbolicLink() ? 'a link, which may lead out of the workspace' : 'no folder'}`, {
    code: 'outside-workspace',
    where: join(folder, name),
    suggestions: [`put a folder of that name into ${folder}`],
  })
}

/** Writes a file of `.state`, whole or not at all. */
export async function writeState(workspace: Workspace, name: string, value: unknown): Promise<void> {
  const state = await ensureState(workspace)
  await writeFileAtomically(join(state, name), `${JSON.stringify(value, null, 2)}\n`)
}

export async function removeState({folder}: Workspace, name: string): Promise<void> {
  await rm(join(folder, '.state', name), {force: true})
}
