import type {Readable} from 'node:stream'
import {getFileNameLowLevel, openPromise, type Entry, type ZipFile} from 'yauzl'
import {DcError} from '../errors.js'

/** Members beyond these are not listed. */
const MAX_MEMBERS = 100_000
const QUEUE_BYTES = 1024 * 1024
/** A member that has grown to so much, from so little, is not read on: text shrinks to a hundredth at best, a bomb to a thousandth. */
const BOMB_BYTES = 256 * 1024 * 1024
const BOMB_RATIO = 400

/**
 * The members of a zip file on disk, read one by one and never written anywhere, so that their names can do no harm. What a member claims about
 * its size is not believed: every reader bounds what it takes.
 */
export class ZipArchive {
  /** Names of all files, `/` between folders, in the order of the archive. */
  readonly names: readonly string[]
  /** Why the list of members is not whole. */
  readonly damage: string | undefined
  readonly #file: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>

  private constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>, damage: string | undefined) {
    this.#file = file
    this.#entries = entries
    this.names = [...entries.keys()]
    this.damage = damage
  }

  /**
   * `name` is the archive's name for messages.
   *
   * @throws DcError `zip-unreadable` when the file has no list of members: not a zip, or cut at its end.
   */
  static async open(path: string, name: string): Promise<ZipArchive> {
    let file: ZipFile
    try {
      file = await openPromise(path, {lazyEntries: true, autoClose: false, decodeStrings: false})
    } catch (error) {
      throw new DcError('the zip archive cannot be opened: it is cut or damaged, or no zip archive', {
        code: 'zip-unreadable',
        where: name,
        suggestions: ['copy or export the archive again; its list of members stands at its end and is lost when a transfer breaks off'],
        cause: error,
      })
    }
    const entries = new Map<string, Entry>()
    let damage: string | undefined
    try {
      for await (const entry of file.eachEntry()) {
        if (entries.size >= MAX_MEMBERS) {
          damage = `the archive has more than ${MAX_MEMBERS} members; those beyond were not read`
          break
        }
        const member = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false).replaceAll('\\', '/')
        if (!member.endsWith('/')) entries.set(member, entry)
      }
    } catch {
      damage = `the archive's list of members is damaged after ${entries.size} of them`
    }
    return new ZipArchive(file, entries, damage)
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  isEncrypted(name: string): boolean {
    return this.#entries.get(name)?.isEncrypted() ?? false
  }

  /** Bytes of a member. Damage ends them and is told to `onDamage`, after all that was read before it. */
  async *stream(name: string, onDamage: (reason: string) => void): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name)
    if (!entry) return
    if (entry.isEncrypted()) return onDamage(`${name} is encrypted`)
    let stream: Readable
    try {
      stream = await this.#file.openReadStreamPromise(entry)
    } catch {
      return onDamage(`${name} cannot be read: it is damaged, or compressed by a method that is not supported (${entry.compressionMethod})`)
    }
    let length = 0
    const chunks = drain(stream, () => onDamage(`${name} is damaged: it cannot be decompressed to its end`))
    for await (const chunk of chunks) {
      length += chunk.length
      if (length > BOMB_BYTES && length > entry.compressedSize * BOMB_RATIO) {
        return onDamage(`${name} unpacks to more than ${BOMB_RATIO} times its size, as no text does; it was read up to ${length} bytes`)
      }
      yield chunk
    }
  }

  /** A whole member. `isCut` when it is longer than `limit` bytes (the first of them are given) or damaged. */
  async read(name: string, limit: number): Promise<{bytes: Buffer; isCut: boolean} | undefined> {
    if (!this.has(name)) return undefined
    const parts: Uint8Array[] = []
    let length = 0
    let isCut = false
    for await (const chunk of this.stream(name, () => (isCut = true))) {
      parts.push(chunk)
      length += chunk.length
      if (length > limit) break
    }
    return {bytes: Buffer.concat(parts, Math.min(length, limit)), isCut: isCut || length > limit}
  }

  close(): void {
    this.#file.close()
  }
}

/** Iterating over a stream throws away what it holds when it fails; this gives that first, and then tells the error. */
async function* drain(stream: Readable, onError: () => void): AsyncGenerator<Uint8Array> {
  let queue: Buffer[] = []
  let queued = 0
  let isOver = false
  let failure: Error | undefined
  let wake: () => void = () => undefined
  const finish = (error?: Error): void => {
    failure ??= error
    isOver = true
    wake()
  }
  stream.on('data', (chunk: Buffer) => {
    queue.push(chunk)
    queued += chunk.length
    if (queued >= QUEUE_BYTES) stream.pause()
    wake()
  })
  stream.on('end', () => finish())
  stream.on('close', () => finish())
  stream.on('error', finish)
  try {
    for (;;) {
      const chunks = queue
      queue = []
      queued = 0
      if (chunks.length > 0) yield Buffer.concat(chunks)
      else if (isOver) {
        if (failure) onError()
        return
      } else {
        stream.resume()
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  } finally {
    stream.destroy()
  }
}
