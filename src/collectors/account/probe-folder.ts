import {lstat, readdir, stat, statfs} from 'node:fs/promises'
import {join} from 'node:path'
import {errorCode} from '../../files/input-paths.js'
import type {AccountEvidence, AccountSpace} from '../../issues/account-evidence.js'
import {AccountFault} from './account-fault.js'
import {ACCOUNT_DEFAULTS} from './account-options.js'
import {MOST_ENTRIES, type RemoteEntry, type RemoteListing} from './account-session.js'
import {describeListing, growingNames, isWorthASecondLook} from './describe-listing.js'
import {Ladder} from './ladder.js'
import {Patience} from './patience.js'
import {escapeName} from './remote-names.js'
import {NOTHING_READ} from './visit-account.js'

/** Deeper folders are not looked into. */
const MOST_DEPTH = 8

/**
 * A folder on a disk, as an account is looked at: is it there, may it be read, what lies in it and in the folders below, how much room is
 * left. Hidden files are left out and links are not followed. Nothing outside of it is looked at. Never throws for what a disk can do.
 * @param display how evidence names it, such as `file:out`
 * @throws the reason of the signal
 */
export async function probeFolder(
  path: string,
  {display, secondLookMs = ACCOUNT_DEFAULTS.secondLookMs, signal}: {display: string; secondLookMs?: number; signal?: AbortSignal},
): Promise<AccountEvidence> {
  const patience = new Patience(signal ? {signal} : {})
  const ladder = new Ladder([])
  let listing: RemoteListing | null = null
  let growing: ReadonlySet<string> = new Set<string>()
  let space: AccountSpace | null = null
  let fault: AccountFault | null = null
  try {
    await ladder.step(
      'directory',
      () => check(path),
      () => 'the folder is there',
    )
    listing = await ladder.step(
      'list',
      () => list(path),
      ({entries}) => `${entries.filter(({kind}) => kind === 'file').length} files`,
    )
    if (secondLookMs > 0 && isWorthASecondLook(listing, Date.now())) {
      await patience.pause(secondLookMs)
      const again = await list(path)
      growing = growingNames(listing, again)
      listing = again
    }
    space = await ladder.step(
      'space',
      () => room(path),
      (told) => (told === null ? 'the system does not tell' : 'the file system tells'),
    )
  } catch (error) {
    if (!(error instanceof AccountFault)) throw error
    fault = error
  }
  return {
    location: display,
    kind: 'folder',
    host: null,
    port: null,
    // The whole path would tell whose machine it is.
    directory: escapeName(display.replace(/^file:/, '')),
    steps: ladder.steps,
    failure: fault && {
      step: fault.step ?? 'directory',
      code: fault.code,
      message: fault.message,
      reply: fault.reply,
      origin: {file: display, record: null},
    },
    software: null,
    hostKey: null,
    clockSkewMs: null,
    listing: listing && describeListing(listing, growing, []),
    space,
    read: NOTHING_READ,
  }
}

async function check(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => Promise.reject(diskFault(error)))
  if (!found.isDirectory()) throw new AccountFault('not-a-directory', 'it is a file')
}

async function list(top: string): Promise<RemoteListing> {
  const entries: RemoteEntry[] = []
  let isComplete = true
  const visit = async (folder: string, prefix: string, depth: number): Promise<void> => {
    const members = await readdir(folder, {withFileTypes: true}).catch((error: unknown) => {
      if (depth === 0) throw diskFault(error)
      isComplete = false
      return []
    })
    for (const member of members) {
      if (member.name.startsWith('.') || member.name === 'node_modules') continue
      if (entries.length >= MOST_ENTRIES) {
        isComplete = false
        return
      }
      const name = `${prefix}${member.name}`
      const path = join(folder, member.name)
      // Gone in the meantime.
      const found = await lstat(path).catch(() => null)
      if (found === null) continue
      const kind = found.isDirectory() ? 'folder' : found.isFile() ? 'file' : found.isSymbolicLink() ? 'link' : 'other'
      entries.push({wireName: name, name, kind, sizeBytes: found.size, modifiedMs: found.mtimeMs})
      if (kind !== 'folder') continue
      if (depth < MOST_DEPTH) await visit(path, `${name}/`, depth + 1)
      else isComplete = false
    }
  }
  await visit(top, '', 0)
  return {entries, unreadable: 0, isComplete, how: '', isTimeKnown: true}
}

async function room(path: string): Promise<AccountSpace | null> {
  try {
    const {bsize, bavail, blocks, ffree, files} = await statfs(path)
    return blocks > 0
      ? {freeBytes: bsize * bavail, totalBytes: bsize * blocks, freeFiles: files > 0 ? ffree : null, told: 'the file system'}
      : null
  } catch {
    return null
  }
}

function diskFault(error: unknown): AccountFault {
  const reply = errorCode(error) ?? null
  switch (reply) {
    case 'ENOENT':
      return new AccountFault('no-directory', 'there is no such folder', {reply})
    case 'ENOTDIR':
      return new AccountFault('not-a-directory', 'it is a file, or lies below one', {reply})
    case 'EACCES':
    case 'EPERM':
      return new AccountFault('no-permission', 'this user may not read the folder', {reply})
    default:
      return new AccountFault('protocol', 'the folder cannot be read', {reply})
  }
}
