import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import type {Readable} from 'node:stream'
import {DcError} from '../errors.js'
import {contentOf, peekBytes, type ContentLayer} from '../files/content-bytes.js'
import {errorCode, resolveInputPaths, unreadable} from '../files/input-paths.js'
import {spoolToFile} from '../files/spool.js'
import {ZipArchive} from '../files/zip-archive.js'

/** Delivered files on a disk: which there are, and the tables inside them, whatever they are packed in. */

export interface DeliveredFile {
  /** Relative to the working directory, with forward slashes; `-` for standard input. */
  readonly path: string
  /** Absolute. */
  readonly absolute: string
  readonly sizeBytes: number
  /** Milliseconds since 1970; null where the file has no time of its own. */
  readonly modifiedMs: number | null
  /** False for a member of a folder: it may be anything. */
  readonly isNamed: boolean
  /** Folder given, as the user wrote it; null for a file that was named. */
  readonly folder: string | null
}

export interface Listing {
  readonly files: readonly DeliveredFile[]
  /** Manifests, signatures and checksums: what lies beside files and is none. */
  readonly companions: readonly string[]
  readonly errors: readonly DcError[]
  /** Folders given, as the user wrote them, and whether all of them could be listed. */
  readonly folders: readonly string[]
  readonly isComplete: boolean
  readonly notes: readonly string[]
  /** Removes what was put aside. To be called in any case. */
  close(): Promise<void>
}

/** Source: Data Warehouse, "Report options" (manifest, digital signature); Data Sources (`.fin`). */
const COMPANION = /(?:^|[._ -])manifest(?:[._ -]|$)|\.(?:sig|asc|md5|sha1|sha256|fin|done|ok|ctl)$/i

/** A manifest, a signature, a checksum. */
export const isCompanion = (name: string): boolean => COMPANION.test(name)

/** What was given: files, folders, globs, `-`. Never throws: what cannot be read is among the errors. */
export async function listDeliveries(paths: readonly string[], options: {cwd: string; stdin: Readable}): Promise<Listing> {
  const {files, notes, groups} = await resolveInputPaths(paths, options.cwd)
  const delivered: DeliveredFile[] = []
  const companions: string[] = []
  const errors: DcError[] = []
  const closing: (() => Promise<void>)[] = []
  for (const file of files) {
    if ('error' in file) {
      errors.push(file.error)
      continue
    }
    if (!file.named && isCompanion(file.name)) {
      companions.push(file.name)
      continue
    }
    try {
      if (file.path === undefined || file.sizeBytes === undefined) {
        const spool = await spoolToFile(file.path === undefined ? options.stdin : createReadStream(file.path))
        closing.push(spool.remove)
        const {size} = await stat(spool.path)
        delivered.push({path: file.name, absolute: spool.path, sizeBytes: size, modifiedMs: null, isNamed: true, folder: null})
        continue
      }
      const {mtimeMs, size} = await stat(file.path)
      const folder = file.named ? null : (file.from ?? null)
      delivered.push({path: file.name, absolute: file.path, sizeBytes: size, modifiedMs: mtimeMs, isNamed: file.named, folder})
    } catch (error) {
      errors.push(unreadable(file.name, error))
    }
  }
  const folders = groups.map(({name}) => name)
  return {
    files: delivered,
    companions,
    errors,
    folders,
    isComplete: !errors.some(({where = ''}) =>
      folders.some((folder) => folder === '.' || where === folder || where.startsWith(`${folder}/`)),
    ),
    notes,
    close: async () => {
      for (const close of closing) await close()
    },
  }
}

/** True when the file is still as long and as old as it was listed: nobody is writing it. */
export async function isUnchanged(file: DeliveredFile): Promise<boolean> {
  try {
    const {mtimeMs, size} = await stat(file.absolute)
    return size === file.sizeBytes && (file.modifiedMs === null || mtimeMs === file.modifiedMs)
  } catch (error) {
    return errorCode(error) !== 'ENOENT' && Promise.reject(unreadable(file.path, error))
  }
}

/** One table: a file, or a member of an archive. */
export interface Member {
  /** Relative to the working directory; `archive.zip/member.csv` in an archive. */
  readonly path: string
  /** `none`, `gzip`, `zip`. Known for certain once the first bytes were read. */
  compression(): string
  /** `utf-8-bom`, `utf-16le`, `utf-16be` where the bytes say so; else null. Known once the first bytes were read. */
  encoding(): string | null
  /** UTF-8 or an encoding that extends ASCII. To be read once. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** What is broken about the packing, complete once the bytes were read. */
  readonly damage: readonly string[]
}

const READ_BYTES = 1024 * 1024
/** Of a file so large, a damaged end is a small part. */
const LARGE_BYTES = 4 * 1024 * 1024
const ZIP_HEADS = [0x04034b50, 0x06054b50]

/**
 * The tables of a file, one after another; each is to be read before the next is asked for.
 * @throws DcError `unreadable-file`, `zip-unreadable`, `file-encrypted`
 */
export async function* openDelivered(file: DeliveredFile): AsyncGenerator<Member> {
  const inLargePieces = file.sizeBytes > LARGE_BYTES
  if (!(await isZip(file))) {
    const bytes = createReadStream(file.absolute, {highWaterMark: READ_BYTES})
    return yield memberOf(file.path, bytes, {outer: 'none', damage: [], inLargePieces})
  }
  const archive = await ZipArchive.open(file.absolute, file.path)
  try {
    const names = archive.names.filter((name) => !name.startsWith('__MACOSX/') && !/(?:^|\/)\./.test(name) && !isCompanion(name))
    if (names.length > 0 && names.every((name) => archive.isEncrypted(name))) {
      throw new DcError('the archive is protected by a password', {
        code: 'file-encrypted',
        where: file.path,
        suggestions: ['unpack it, and give the file itself'],
      })
    }
    for (const name of names.toSorted()) {
      const damage: string[] = archive.damage === undefined ? [] : [archive.damage]
      const bytes = archive.stream(name, (reason) => damage.push(reason))
      yield memberOf(names.length === 1 ? file.path : `${file.path}/${name}`, bytes, {outer: 'zip', damage, inLargePieces})
    }
  } finally {
    archive.close()
  }
}

async function isZip(file: DeliveredFile): Promise<boolean> {
  try {
    const {head, close} = await peekBytes(createReadStream(file.absolute, {end: 3}), 4)
    await close()
    return head.length === 4 && ZIP_HEADS.includes(new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true))
  } catch (error) {
    throw unreadable(file.path, error)
  }
}

interface Packing {
  readonly outer: 'none' | 'zip'
  readonly damage: string[]
  readonly inLargePieces: boolean
}

function memberOf(path: string, raw: AsyncIterable<Uint8Array>, {outer, damage, inLargePieces}: Packing): Member {
  const layers: ContentLayer[] = []
  const onLayer = (layer: ContentLayer) => void layers.push(layer)
  const bytes = contentOf(raw, ({reason}) => void damage.push(reason), {onLayer, inLargePieces})
  return {
    path,
    bytes: ahead(bytes),
    damage,
    compression: () => (outer === 'zip' ? 'zip' : layers.includes('gzip') ? 'gzip' : 'none'),
    encoding: () => layers.find((layer) => layer !== 'gzip') ?? null,
  }
}

/** Asks for the next piece while the last one is worked on, so that unpacking and reading share the time. */
async function* ahead(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]()
  let next = iterator.next()
  try {
    for (;;) {
      const {value, done} = await next
      if (done === true) return
      next = iterator.next()
      // Whoever stops early must not leave a failure that nobody hears of.
      next.catch(() => undefined)
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}
