import {createHash, randomBytes} from 'node:crypto'
import {readlinkSync} from 'node:fs'
import {mkdir, readdir, rename, rm, rmdir, stat, utimes, writeFile} from 'node:fs/promises'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {DcError} from '../errors.js'
import {isAlive} from './process-alive.js'

/**
 * A lock between processes, made of a folder: whoever renames a folder with a file of its own name in it onto `lock` holds it, because a
 * folder can be renamed onto an empty one but never onto a full one. Releasing and breaking both remove one file by its owner's name, so
 * that a process which is late to break a dead owner's lock cannot hit the next owner's. The libraries around lock by a file or folder and
 * break it by age: there a second process can remove a lock that a third has just taken, and a killed owner blocks everybody for seconds.
 * An owner on this machine is dead when its process is; elsewhere, or if its number was given away again, after STALE_MS: a holder
 * reads and writes a few small files, and never waits for a person.
 */

const STALE_MS = 60_000
const PATIENCE_MS = 30_000

export interface LockOptions {
  /** How long to wait for others; default 30 seconds. */
  patienceMs?: number
}

export interface HeldLock {
  /** False when another process took this one for dead (a laptop that slept): nothing may be written then. */
  isHeld(): Promise<boolean>
}

/**
 * Runs `work` while no other process does so for the same `folder` (which must exist and be writable).
 * @throws DcError `workspace-busy`
 */
export async function withLock<T>(folder: string, work: (lock: HeldLock) => Promise<T>, options: LockOptions = {}): Promise<T> {
  const lock = join(folder, 'lock')
  const token = `${hereabouts()}-${process.pid}-${randomBytes(8).toString('hex')}`
  await acquire(folder, lock, token, Date.now() + (options.patienceMs ?? PATIENCE_MS))
  const mine = join(lock, token)
  try {
    // The time of waiting does not count towards its age.
    await utimes(mine, new Date(), new Date())
    return await work({isHeld: async () => (await stat(mine).catch(() => undefined)) !== undefined})
  } finally {
    await rm(mine, {force: true})
    await removeIfEmpty(lock)
  }
}

async function acquire(folder: string, lock: string, token: string, deadlineMs: number): Promise<void> {
  const own = join(folder, `lock.${token}`)
  await mkdir(own)
  try {
    await writeFile(join(own, token), '')
    for (let attempt = 0; ; attempt++) {
      if (await take(own, lock)) return
      const owner = await findOwner(lock)
      if (Date.now() > deadlineMs) throw busy(owner?.pid)
      if (owner === undefined) await removeIfEmpty(lock)
      else if (owner.dead) await rm(join(lock, owner.token), {force: true})
      // Equal steps would let the same processes meet again and again.
      else await sleep(5 + Math.random() * Math.min(100, 10 * (attempt + 1)))
    }
  } catch (error) {
    await rm(own, {recursive: true, force: true})
    throw error
  }
}

async function take(own: string, lock: string): Promise<boolean> {
  try {
    await rename(own, lock)
    return true
  } catch (error) {
    const code = codeOf(error)
    // Windows says of any folder in the way that it may not be replaced.
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || (process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES'))) return false
    throw error
  }
}

interface Owner {
  token: string
  pid: number | undefined
  dead: boolean
}

async function findOwner(lock: string): Promise<Owner | undefined> {
  const [token] = await readdir(lock).catch(() => [])
  if (token === undefined) return undefined
  const info = await stat(join(lock, token)).catch(() => undefined)
  // Gone between two looks: try again.
  return info && {token, pid: pidOf(token), dead: isDead(token, info.mtimeMs)}
}

function isDead(token: string, sinceMs: number): boolean {
  const pid = token.startsWith(`${hereabouts()}-`) ? pidOf(token) : undefined
  return Date.now() - sinceMs > STALE_MS || (pid !== undefined && !isAlive(pid))
}

function pidOf(token: string): number | undefined {
  const pid = /^[0-9a-f]+-(\d+)-/.exec(token)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

/** Where numbers of processes mean the same: this machine, and on Linux this container. */
function hereabouts(): string {
  let space = ''
  try {
    space = readlinkSync('/proc/self/ns/pid')
  } catch {
    // Other systems number all processes of a machine together.
  }
  return createHash('sha256').update(`${hostname()} ${space}`).digest('hex').slice(0, 12)
}

async function removeIfEmpty(lock: string): Promise<void> {
  try {
    await rmdir(lock)
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error
  }
}

/** Removes what processes left that died while they waited. */
export async function sweepWaiting(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith('lock.')) continue
    const path = join(folder, name)
    const info = await stat(path).catch(() => undefined)
    // Those of other machines may wait as long as anybody.
    if (info !== undefined && isDead(name.slice('lock.'.length), info.mtimeMs + PATIENCE_MS)) await rm(path, {recursive: true, force: true})
  }
}

function busy(pid: number | undefined): DcError {
  return new DcError(`another dc${pid === undefined ? '' : ` (process ${pid})`} is changing this workspace and does not come to an end`, {
    code: 'workspace-busy',
    suggestions: ['wait for the other dc, or end it, and run the same command again'],
  })
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''
