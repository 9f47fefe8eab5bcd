import {createHash} from 'node:crypto'
import {constants} from 'node:fs'
import {open, stat} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import type * as z from 'zod'
import {DcError} from '../errors.js'
import {errorCode, unreadable} from '../files/input-paths.js'
import {ZipArchive} from '../files/zip-archive.js'
import type {Evidence} from '../issues/evidence.js'
import {manifestSchema, MEMBERS, type BundleManifest} from './bundle-format.js'
import {evidenceSchema} from './schemas/evidence.js'

export interface ReadBundle {
  readonly evidence: Evidence
  /** Null where no manifest says so. */
  readonly isRedacted: boolean | null
  /** What is odd about the bundle, and does not keep it from being read. */
  readonly notes: readonly string[]
}

/** Far more than any case has; a bundle may come from anybody. */
const MAX_EVIDENCE_BYTES = 128 * 1024 * 1024
const MAX_MANIFEST_BYTES = 1024 * 1024

/**
 * Reads a bundle: a folder, a zip archive, or `evidence.json` alone. Nothing that it names is opened, and nothing of it is believed that the schema
 * does not allow.
 * @throws DcError `no-such-file`, `unreadable-file`, `zip-unreadable`, `not-a-bundle`, `not-json`, `newer-version`, `invalid-bundle`
 */
export async function readBundle(name: string, cwd: string): Promise<ReadBundle> {
  const path = resolve(cwd, name)
  const info = await stat(path).catch((error: unknown) => {
    throw unreadable(name, error)
  })
  if (info.isDirectory()) return readMembers(name, (member, limit) => readMember(join(path, member), `${name}/${member}`, limit))
  if (!info.isFile()) throw notABundle(name, 'it is neither a file nor a folder')
  if (!(await isZip(path, name))) {
    const bytes = await readMember(path, name, MAX_EVIDENCE_BYTES)
    if (bytes === undefined) throw notABundle(name, 'it is a link')
    return {
      evidence: parseEvidence(bytes, name),
      isRedacted: null,
      notes: [`${name} was read without a manifest: whether it is whole is not known`],
    }
  }
  const archive = await ZipArchive.open(path, name)
  try {
    const folder = folderIn(archive)
    return await readMembers(name, async (member, limit) => {
      const read = await archive.read(`${folder}${member}`, limit)
      if (read?.isCut !== true) return read?.bytes
      throw invalid(`${name}/${member}`, 'the member is damaged, or larger than any bundle', [])
    })
  } finally {
    archive.close()
  }
}

type ReadMember = (member: string, limit: number) => Promise<Buffer | undefined>

async function readMembers(name: string, read: ReadMember): Promise<ReadBundle> {
  const notes: string[] = []
  const manifestBytes = await read(MEMBERS.manifest, MAX_MANIFEST_BYTES)
  const manifest = manifestBytes === undefined ? undefined : parseManifest(manifestBytes, `${name}/${MEMBERS.manifest}`)
  if (manifest === undefined) notes.push(`${name} has no ${MEMBERS.manifest}: whether it is whole is not known`)
  const where = `${name}/${MEMBERS.evidence}`
  const bytes = await read(MEMBERS.evidence, MAX_EVIDENCE_BYTES)
  if (bytes === undefined) throw notABundle(name, `there is no ${MEMBERS.evidence} in it`)
  const listed = manifest?.files.find((file) => file.name === MEMBERS.evidence)
  if (manifest !== undefined && listed?.sha256 !== createHash('sha256').update(bytes).digest('hex')) {
    notes.push(`${where} is not what was saved: its checksum differs from that of the manifest, so somebody has changed it since`)
  }
  return {evidence: parseEvidence(bytes, where), isRedacted: manifest?.isRedacted ?? null, notes}
}

/** Undefined where there is none. A link is none: it may lead anywhere. */
async function readMember(path: string, name: string, limit: number): Promise<Buffer | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    try {
      const info = await file.stat()
      if (!info.isFile()) return undefined
      if (info.size > limit) throw invalid(name, `it has ${info.size} bytes, more than any bundle`, [])
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof DcError) throw error
    if (['ENOENT', 'ELOOP', 'EMLINK'].includes(errorCode(error) ?? '')) return undefined
    throw unreadable(name, error)
  }
}

async function isZip(path: string, name: string): Promise<boolean> {
  try {
    const file = await open(path, 'r')
    try {
      const {buffer, bytesRead} = await file.read(Buffer.alloc(2), 0, 2, 0)
      return bytesRead === 2 && buffer.toString('latin1') === 'PK'
    } finally {
      await file.close()
    }
  } catch (error) {
    throw unreadable(name, error)
  }
}

/** Somebody may have packed the folder as a whole. */
function folderIn({names}: ZipArchive): string {
  const places = names.filter((member) => member === MEMBERS.evidence || /^[^/]+\/evidence\.json$/.test(member))
  return places.includes(MEMBERS.evidence) || places.length !== 1 ? '' : (places[0] ?? '').slice(0, -MEMBERS.evidence.length)
}

function parseManifest(bytes: Buffer, where: string): BundleManifest {
  const value = parseJson(bytes, where)
  requireVersion(value, where)
  const parsed = manifestSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw invalid(where, 'the manifest is not that of a bundle of evidence', faultsOf(parsed.error))
}

function parseEvidence(bytes: Buffer, where: string): Evidence {
  const value = parseJson(bytes, where)
  requireVersion(value, where)
  const parsed = evidenceSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw invalid(where, 'this is no evidence that dc could judge', faultsOf(parsed.error))
}

function parseJson(bytes: Buffer, where: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    // What a parser quotes may be anything: it is not repeated.
    throw new DcError(`${where}: the file is not JSON, or was cut`, {
      code: 'not-json',
      where,
      suggestions: ['have the bundle sent again, as the zip archive it was'],
      cause: error,
    })
  }
}

function requireVersion(value: unknown, where: string): void {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version !== 'number' || version <= 1) return
  throw new DcError(`${where} was written by a newer dc (version ${version} of bundles; this dc knows version 1)`, {
    code: 'newer-version',
    where,
    suggestions: ['npm install --global data-connectors@latest'],
  })
}

const MOST_FAULTS = 5

/** Places and what was expected there; never what stands there. */
function faultsOf(error: z.ZodError): string[] {
  const faults = error.issues.map(
    ({path, message}) => `${path.map((part) => printable(String(part))).join('.') || 'the file'}: ${printable(message)}`,
  )
  const more = faults.length - MOST_FAULTS
  return more > 0 ? [...faults.slice(0, MOST_FAULTS), `and ${more} more`] : faults
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, 200)
}

function invalid(where: string, what: string, faults: readonly string[]): DcError {
  return new DcError([`${where}: ${what}`, ...faults].join('\n'), {
    code: 'invalid-bundle',
    where,
    suggestions: ['have the bundle made again: dc diagnose --save-evidence DIR'],
  })
}

function notABundle(name: string, why: string): DcError {
  return new DcError(`${name} is no bundle of evidence: ${why}`, {
    code: 'not-a-bundle',
    where: name,
    suggestions: ['dc diagnose INTEGRATION --save-evidence DIR'],
  })
}
