import {createHash} from 'node:crypto'
import {open, readdir, rmdir, stat} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'
import {buffer} from 'node:stream/consumers'
import {ZipFile} from 'yazl'
import {DcError} from '../errors.js'
import {errorCode} from '../files/input-paths.js'
import {makeFolder} from '../files/make-folder.js'
import {ZipArchive} from '../files/zip-archive.js'
import type {Evidence} from '../issues/evidence.js'
import {prepareFile, type PreparedFile} from '../workspace/atomic-write.js'
import {explainWriteFailure} from '../workspace/write-failure.js'
import {BUNDLE_KIND, manifestSchema, MEMBERS, type BundleManifest} from './bundle-format.js'
import {evidenceSchema} from './schemas/evidence.js'

export interface SaveBundleOptions {
  readonly cwd: string
  /** An older bundle in the same place is replaced. Anything else never is. */
  readonly overwrite: boolean
  /** What was personal in the evidence is hidden. */
  readonly isRedacted: boolean
  /** Version of this dc. */
  readonly dc: string
}

/**
 * Looks whether a bundle can be put there, before anything is collected. A name that ends in `.zip` is an archive, any other a folder.
 * @throws DcError `bundle-exists`, `not-a-bundle`
 */
export async function checkBundleTarget(target: string, {cwd, overwrite}: Pick<SaveBundleOptions, 'cwd' | 'overwrite'>): Promise<void> {
  const path = resolve(cwd, target)
  const info = await stat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw explainWriteFailure(error, target)
  })
  if (info === undefined) return
  if (isZip(target) === info.isDirectory()) {
    throw foreign(target, isZip(target) ? 'is a folder, and was to be a zip archive' : 'is a file, and was to be a folder')
  }
  const manifest = info.isDirectory() ? await manifestOfFolder(path, target) : await manifestOfZip(path)
  if (manifest === 'empty') return
  if (manifest === undefined) throw foreign(target, info.isDirectory() ? 'holds other files' : 'is no bundle of evidence')
  if (overwrite) return
  throw new DcError(`${target} is a bundle of evidence already, collected ${manifest.collectedAt}`, {
    code: 'bundle-exists',
    where: target,
    suggestions: [`--save-evidence ${otherName(target)}`, '--overwrite'],
  })
}

/**
 * Writes the bundle: the same evidence gives the same bytes. Gives its files as the user would write them.
 * @throws DcError `bundle-exists`, `not-a-bundle`, `read-only`, `disk-full`, `write-failed`
 */
export async function saveBundle(evidence: Evidence, target: string, options: SaveBundleOptions): Promise<readonly string[]> {
  const files = membersOf(evidence, target, options)
  await checkBundleTarget(target, options)
  const path = resolve(options.cwd, target)
  try {
    if (!isZip(target)) return await writeFolder(path, target, files)
    await makeFolder(dirname(path))
    await commitAll([await prepareFile(path, await zipOf(files, new Date(evidence.collectedAt)))])
    return [target]
  } catch (error) {
    throw explainWriteFailure(error, target)
  }
}

interface BundleFile {
  readonly name: string
  readonly bytes: Buffer
}

/** The manifest last: only with it is a folder a bundle. */
function membersOf(evidence: Evidence, target: string, {isRedacted, dc}: SaveBundleOptions): BundleFile[] {
  // What could not be read again must not be written: a defect is better found here than by whom it is sent to.
  const text = `${JSON.stringify(evidenceSchema.parse(evidence), null, 2)}\n`
  const files = [
    {name: MEMBERS.evidence, bytes: Buffer.from(text)},
    {name: MEMBERS.readme, bytes: Buffer.from(readme(evidence, target, {isRedacted, dc}))},
  ]
  const manifest: BundleManifest = {
    kind: BUNDLE_KIND,
    version: 1,
    dc,
    collectedAt: evidence.collectedAt,
    isRedacted,
    files: files.map(({name, bytes}) => ({name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')})),
  }
  return [...files, {name: MEMBERS.manifest, bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)}]
}

function readme(evidence: Evidence, target: string, {isRedacted, dc}: Pick<SaveBundleOptions, 'isRedacted' | 'dc'>): string {
  const {integration, collectors, asOf, collectedAt} = evidence
  const of = integration === null ? '' : ` of the integration ${integration.integration.id}`
  const hidden = isRedacted
    ? [
        'What is hidden: recipients, e-mail addresses, names of people, users of accounts, passwords, keys, and values of page parameters stand',
        'as tokens (email-…, user-…). The same value has the same token everywhere in the bundle; which it was, only who made the bundle can tell.',
        'Hosts, folders, file names, ids of report suites and requests, days and counts are as they were found.',
      ]
    : [
        'NOTHING IS HIDDEN in this bundle: it was saved with the values shown. It may hold e-mail addresses, recipients, names of users and',
        'people. Give it to nobody who may not see them.',
      ]
  return `${[
    `Evidence${of}, collected by dc ${dc}`,
    '',
    `Collected  ${collectedAt}`,
    `As of      ${asOf}`,
    ...collectors.map(({evidence: kind, outcome}) => `${kind.padEnd(10)} ${outcome}`),
    '',
    ...hidden,
    '',
    'Judge it, on this machine or another:',
    '',
    `    dc diagnose --evidence ${/\s/.test(target) ? JSON.stringify(basename(target)) : basename(target)}`,
    '',
    `${MEMBERS.evidence}  the evidence (dc schema evidence)`,
    `${MEMBERS.manifest}  version and checksums`,
  ].join('\n')}\n`
}

async function writeFolder(path: string, target: string, files: readonly BundleFile[]): Promise<string[]> {
  const isNew = await makeFolder(path)
  const prepared: PreparedFile[] = []
  try {
    for (const {name, bytes} of files) prepared.push(await prepareFile(join(path, name), bytes))
    await commitAll(prepared)
  } catch (error) {
    for (const file of prepared) await file.discard()
    // Only what is empty goes.
    if (isNew) await rmdir(path).catch(() => undefined)
    throw error
  }
  return files.map(({name}) => `${target.replace(/[/\\]+$/, '')}/${name}`)
}

async function commitAll(files: readonly PreparedFile[]): Promise<void> {
  try {
    for (const file of files) await file.commit()
  } catch (error) {
    for (const file of files) await file.discard()
    throw error
  }
}

async function zipOf(files: readonly BundleFile[], mtime: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const {name, bytes} of files) zip.addBuffer(bytes, name, {mtime, mode: 0o100644})
  zip.end()
  return buffer(zip.outputStream)
}

/** `empty` for a folder without anything; undefined for one with other things in it. */
async function manifestOfFolder(path: string, target: string): Promise<BundleManifest | 'empty' | undefined> {
  try {
    const names = (await readdir(path)).filter((name) => !/^\..*\.tmp$/.test(name))
    if (names.length === 0) return 'empty'
    const own: readonly string[] = Object.values(MEMBERS)
    if (names.some((name) => !own.includes(name)) || !names.includes(MEMBERS.manifest)) return undefined
    const file = await open(join(path, MEMBERS.manifest), 'r')
    try {
      const {bytesRead, buffer: bytes} = await file.read(Buffer.alloc(MAX_MANIFEST_BYTES), 0, MAX_MANIFEST_BYTES, 0)
      return parseManifest(bytes.toString('utf8', 0, bytesRead))
    } finally {
      await file.close()
    }
  } catch (error) {
    throw explainWriteFailure(error, target)
  }
}

async function manifestOfZip(path: string): Promise<BundleManifest | undefined> {
  const archive = await ZipArchive.open(path, path).catch(() => undefined)
  if (archive === undefined) return undefined
  try {
    const member = await archive.read(MEMBERS.manifest, MAX_MANIFEST_BYTES)
    return member === undefined ? undefined : parseManifest(member.bytes.toString('utf8'))
  } finally {
    archive.close()
  }
}

const MAX_MANIFEST_BYTES = 100_000

/** Also of another version: it is a bundle all the same. */
function parseManifest(text: string): BundleManifest | undefined {
  try {
    const value = JSON.parse(text) as unknown
    return manifestSchema.safeParse(typeof value === 'object' ? {...value, version: 1} : value).data
  } catch {
    return undefined
  }
}

function foreign(target: string, why: string): DcError {
  return new DcError(`${target} ${why}; nothing was written`, {
    code: 'not-a-bundle',
    where: target,
    suggestions: [`--save-evidence ${otherName(target)}`],
  })
}

const isZip = (target: string): boolean => /\.zip$/i.test(target)

function otherName(target: string): string {
  return isZip(target) ? target.replace(/\.zip$/i, '-2.zip') : `${target.replace(/[/\\]+$/, '')}-2`
}
