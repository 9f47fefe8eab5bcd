import {randomBytes} from 'node:crypto'
import {open, readdir, rename, rm, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {isAlive} from './process-alive.js'

/**
 * Files that are old or new, never between: written beside their target, flushed to the disk, then renamed onto it, and the folder flushed
 * too. What a killed process leaves behind begins with a dot and ends in `.tmp`; nothing reads such a file.
 */

/** A file that is on the disk already, but not yet under its name. */
export interface PreparedFile {
  readonly path: string
  /** Where it lies until then. */
  readonly temporary: string
  /** Needs no room on the disk. */
  commit(): Promise<void>
  discard(): Promise<void>
}

/** Writes the content beside `path`; its folder must exist. Leaves nothing behind when it throws. */
export async function prepareFile(path: string, content: string | Uint8Array): Promise<PreparedFile> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`)
  const discard = () => rm(temporary, {force: true})
  try {
    const file = await open(temporary, 'wx', 0o644)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await discard()
    throw error
  }
  return {
    path,
    temporary,
    discard,
    commit: async () => {
      await rename(temporary, path)
      await syncFolder(dirname(path))
    },
  }
}

export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const file = await prepareFile(path, content)
  try {
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}

/** Makes a rename or removal in a folder last through a power cut, where the system can do that. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    // Windows opens no folder, and some network file systems flush none: the rename itself stands.
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** Removes what killed processes left in a folder; what a living one may be writing stays. */
export async function sweepTemporaries(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = /^\..+\.(\d+)\.[0-9a-f]{8}\.tmp$/.exec(name)?.[1]
    if (pid === undefined) continue
    const path = join(folder, name)
    const info = await stat(path).catch(() => undefined)
    if (info !== undefined && (!isAlive(Number(pid)) || Date.now() - info.mtimeMs > OLD_MS)) await rm(path, {force: true})
  }
}

const OLD_MS = 60_000
