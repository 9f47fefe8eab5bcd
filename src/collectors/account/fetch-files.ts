import {rmSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {AccountEvidence} from '../../issues/account-evidence.js'
import type {AccountLocation} from '../../mapping/location.js'
import type {DeliveredFile} from '../delivered-files.js'
import {AccountFault} from './account-fault.js'
import {askedOnce, type AccountOptions} from './account-options.js'
import type {RemoteEntry} from './account-session.js'
import {chooseFiles, type FileChoice} from './choose-files.js'
import {FileReader} from './file-reader.js'
import {Ladder} from './ladder.js'
import {Patience} from './patience.js'
import {escapeName} from './remote-names.js'
import {evidenceOf, visitAccount, type Visit} from './visit-account.js'

export interface FetchOptions extends AccountOptions, FileChoice {
  /** After every piece: bytes so far, files that are whole, and bytes there are to come together. */
  readonly onProgress?: (progress: {readonly bytes: number; readonly files: number; readonly totalBytes: number}) => void
}

export interface FetchedFiles {
  readonly account: AccountEvidence
  /**
   * As a listing of a folder gives them: `path` is the place on the server, `absolute` the copy. A file that was still being written is
   * longer on the server than its copy: `isUnchanged` of delivered-files.ts says no for it.
   */
  readonly files: readonly DeliveredFile[]
  /** Removes the copies. To be called in any case. */
  readonly close: () => Promise<void>
}

/** Of what is left out, so many are named; the rest is counted. */
const MOST_LEFT = 200

/**
 * Looks at an account as `probeAccount` does, and reads the files that are wanted into a folder that only the user may enter, under
 * names of our own. A file that was cut goes on where it broke off.
 * @throws DcError for an option that cannot be used; the reason of the signal when it is cancelled (nothing stays behind)
 */
export async function fetchFiles(location: AccountLocation, options: FetchOptions): Promise<FetchedFiles> {
  const patience = new Patience(options)
  const asked = askedOnce(options)
  const visit = await visitAccount(location, asked, patience)
  if (visit.session === null || visit.remote === null || visit.directory === null) {
    return {account: evidenceOf(location, visit, {files: 0, bytes: 0, left: []}), files: [], close: () => Promise.resolve()}
  }
  const {wanted, left} = chooseFiles(visit.remote.entries, options)
  const folder = await mkdtemp(join(tmpdir(), 'dc-account-'))
  const onExit = (): void => rmSync(folder, {recursive: true, force: true})
  process.once('exit', onExit)
  const close = async (): Promise<void> => {
    process.off('exit', onExit)
    await rm(folder, {recursive: true, force: true})
  }
  const reader = new FileReader({location: visit.location, options: asked, patience, directory: visit.directory, session: visit.session})
  try {
    const files = await readAll(reader, {visit, wanted, left, folder, location, options: asked})
    await reader.end()
    const read = {files: files.length, bytes: reader.bytes, left: capped(left)}
    return {account: evidenceOf(location, visit, read), files, close}
  } catch (error) {
    reader.cut()
    await close()
    throw error
  }
}

interface Reading {
  readonly visit: Visit
  readonly wanted: readonly RemoteEntry[]
  readonly left: {name: string; reason: string}[]
  readonly folder: string
  readonly location: AccountLocation
  readonly options: FetchOptions
}

async function readAll(reader: FileReader, {visit, wanted, left, folder, location, options}: Reading): Promise<DeliveredFile[]> {
  if (wanted.length === 0) return []
  const files: DeliveredFile[] = []
  const totalBytes = wanted.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0)
  const isTimeKnown = visit.remote?.isTimeKnown ?? false
  // The rung is written down like those before it, but a file that cannot be read does not end the ladder.
  const ladder = new Ladder([])
  let refusal: AccountFault | null = null
  try {
    await ladder.step(
      'read',
      async () => {
        for (const [index, entry] of wanted.entries()) {
          const path = join(folder, `${String(index + 1).padStart(6, '0')}.bin`)
          const onPiece = (): void => options.onProgress?.({bytes: reader.bytes, files: files.length, totalBytes})
          const result = await readOne(reader, entry, path, onPiece)
          if (result instanceof AccountFault) {
            left.push({name: escapeName(entry.name), reason: `${result.message}${result.reply === null ? '' : ` (${result.reply})`}`})
            if (!reader.isOpen) throw leaveRest(result, wanted.slice(index + 1), left)
            if (result.code === 'no-permission') refusal = result
            continue
          }
          const modifiedMs = result.modifiedMs ?? (isTimeKnown ? entry.modifiedMs : null)
          files.push({
            path: `${location.display.replace(/\/+$/, '')}/${escapeName(entry.name)}`,
            absolute: path,
            sizeBytes: result.sizeBytes,
            modifiedMs,
            isNamed: false,
            folder: location.display,
          })
          onPiece()
        }
        if (files.length === 0 && refusal !== null && (await reader.isListed(wanted))) throw unreadable(refusal)
      },
      () => `${files.length} of ${wanted.length} files, ${reader.bytes} bytes`,
    )
  } catch (error) {
    if (!(error instanceof AccountFault)) throw error
    visit.fault = error
  }
  visit.steps = [...visit.steps, ...ladder.steps]
  return files
}

async function readOne(
  reader: FileReader,
  entry: RemoteEntry,
  path: string,
  onPiece: () => void,
): Promise<{sizeBytes: number; modifiedMs: number | null} | AccountFault> {
  try {
    return await reader.read(entry, path, onPiece)
  } catch (error) {
    if (error instanceof AccountFault) return error
    throw error
  }
}

/** Of a file that is still listed, a refusal does not mean that somebody took it away meanwhile. */
function unreadable({reply, cause}: AccountFault): AccountFault {
  return new AccountFault('no-permission', 'the directory can be listed, and none of its files can be read', {reply, cause})
}

function leaveRest(fault: AccountFault, rest: readonly RemoteEntry[], left: {name: string; reason: string}[]): AccountFault {
  for (const {name} of rest) left.push({name: escapeName(name), reason: 'the connection was lost before its turn'})
  return fault
}

function capped(left: readonly {name: string; reason: string}[]): AccountEvidence['read']['left'] {
  if (left.length <= MOST_LEFT) return left
  return [...left.slice(0, MOST_LEFT), {name: `${left.length - MOST_LEFT} more`, reason: 'left out for the same reasons'}]
}
