import type {Socket} from 'node:net'
import type {Client, SFTPWrapper, FileEntryWithStats, Stats} from 'ssh2'
import type {AccountSpace} from '../../issues/account-evidence.js'
import {AccountFault} from './account-fault.js'
import {below, candidates, MOST_ENTRIES, type AccountSession, type RemoteEntry, type RemoteListing} from './account-session.js'
import type {Patience} from './patience.js'
import {isSftpStatus, sftpFault} from './sftp-faults.js'

const READ_BYTES = 32 * 1024
/** Requests under way at once: a long line is not to be paid for with every piece. */
const READS_AHEAD = 32
const S_IFMT = 0o170_000
const KINDS: Readonly<Record<number, RemoteEntry['kind']>> = {0o100_000: 'file', 0o040_000: 'folder', 0o120_000: 'link'}

export interface SftpParts {
  readonly client: Client
  readonly sftp: SFTPWrapper
  readonly socket: Socket
  readonly patience: Patience
}

type Callback<T> = (error: Error | undefined | null, result: T) => void

export class SftpSession implements AccountSession {
  home = '/'
  readonly #parts: SftpParts

  constructor(parts: SftpParts) {
    this.#parts = parts
    // Every request under way listens for the end of the connection.
    parts.client.setMaxListeners(0)
  }

  async findHome(): Promise<void> {
    this.home = await this.#ask<string>('request', (done) => this.#parts.sftp.realpath('.', done))
  }

  async find(path: string): Promise<string> {
    const wanted = candidates(path, this.home, 'root')
    for (const [index, directory] of wanted.entries()) {
      try {
        const stats = await this.#ask<Stats>('directory', (done) => this.#parts.sftp.stat(directory, done))
        if (!stats.isDirectory()) throw new AccountFault('not-a-directory', 'it is a file')
        return directory
      } catch (error) {
        const isMissing = error instanceof AccountFault && error.code === 'no-directory'
        if (!isMissing || index === wanted.length - 1) throw error
      }
    }
    throw new AccountFault('no-directory', 'there is no such directory')
  }

  async list(directory: string): Promise<RemoteListing> {
    const {sftp} = this.#parts
    const handle = await this.#ask<Buffer>('directory', (done) => sftp.opendir(directory, done))
    const entries: RemoteEntry[] = []
    let isComplete = false
    while (!isComplete && entries.length < MOST_ENTRIES) {
      try {
        const page = await this.#ask<FileEntryWithStats[]>('directory', (done) => sftp.readdir(handle, done))
        for (const entry of page) if (entry.filename !== '.' && entry.filename !== '..') entries.push(entryOf(entry))
      } catch (error) {
        if (!(error instanceof AccountFault) || !isSftpStatus(error.cause, 'eof')) throw error
        isComplete = true
      }
    }
    await this.#ask<void>('request', (done) => sftp.close(handle, (error) => done(error, undefined)))
    return {entries, unreadable: 0, isComplete, how: 'SFTP, times in UTC', isTimeKnown: true}
  }

  async space(directory: string): Promise<AccountSpace | null> {
    const {sftp} = this.#parts
    try {
      const told = await this.#ask<Record<string, unknown>>('request', (done) =>
        sftp.ext_openssh_statvfs(directory, done as Callback<unknown>),
      )
      const [unit, free, total, files] = ['f_frsize', 'f_bavail', 'f_blocks', 'f_favail'].map((name) => Number(told[name] ?? Number.NaN))
      if (unit === undefined || free === undefined || total === undefined || !(total > 0)) return null
      // Some file systems have no fixed number of files, and say 0 of 0.
      const hasFiles = files !== undefined && Number.isFinite(files) && Number(told['f_files'] ?? 0) > 0
      return {freeBytes: unit * free, totalBytes: unit * total, freeFiles: hasFiles ? files : null, told: 'statvfs'}
    } catch (error) {
      // The client throws where the server does not offer it.
      if (error instanceof AccountFault && error.isTransient) throw error
      return null
    }
  }

  async look(directory: string, entry: RemoteEntry): Promise<{sizeBytes: number | null; modifiedMs: number | null}> {
    const stats = await this.#ask<Stats>('file', (done) => this.#parts.sftp.lstat(below(directory, entry.wireName), done))
    if (!stats.isFile()) throw new AccountFault('no-permission', 'it is no longer a file')
    return {sizeBytes: stats.size, modifiedMs: timeOf(stats.mtime)}
  }

  async *read(directory: string, entry: RemoteEntry, start: number): AsyncGenerator<Uint8Array> {
    const {sftp} = this.#parts
    const handle = await this.#ask<Buffer>('file', (done) => sftp.open(below(directory, entry.wireName), 'r', done))
    try {
      let position = start
      let ahead: Promise<Uint8Array>[] = []
      for (;;) {
        while (ahead.length < READS_AHEAD) {
          const piece = this.#piece(handle, position + ahead.length * READ_BYTES)
          piece.catch(() => undefined)
          ahead.push(piece)
        }
        const bytes = await ahead.shift()
        if (bytes === undefined || bytes.length === 0) break
        position += bytes.length
        yield bytes
        if (bytes.length < READ_BYTES) {
          // The end, or a server that gives less at a time: what was asked ahead does not follow on.
          await Promise.allSettled(ahead)
          ahead = []
        }
      }
      await Promise.allSettled(ahead)
    } finally {
      await this.#ask<void>('file', (done) => sftp.close(handle, (error) => done(error, undefined))).catch(() => undefined)
    }
  }

  async #piece(handle: Buffer, position: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(READ_BYTES)
    try {
      const size = await this.#ask<number>('file', (done) => this.#parts.sftp.read(handle, buffer, 0, READ_BYTES, position, done))
      return buffer.subarray(0, size)
    } catch (error) {
      if (error instanceof AccountFault && isSftpStatus(error.cause, 'eof')) return buffer.subarray(0, 0)
      throw error
    }
  }

  /** One request. The connection may end without an answer to it. */
  async #ask<T>(what: 'directory' | 'file' | 'request', request: (done: Callback<T>) => unknown): Promise<T> {
    const {client, socket, patience} = this.#parts
    let onClose: (() => void) | undefined
    const work = new Promise<T>((resolve, reject) => {
      onClose = () => reject(sftpFault(new Error('closed'), what))
      client.once('close', onClose)
      if (socket.destroyed) return onClose()
      request((error, result) => (error ? reject(sftpFault(error, what)) : resolve(result)))
    })
    try {
      return await patience.wait(work, {limitMs: patience.stallMs, activity: () => socket.bytesRead, cut: this.cut})
    } finally {
      if (onClose) client.off('close', onClose)
    }
  }

  shown(directory: string): string {
    return directory
  }

  async end(): Promise<void> {
    const {client, socket} = this.#parts
    client.end()
    const {setTimeout: sleep} = await import('node:timers/promises')
    const closed = new Promise<void>((done) => (socket.destroyed ? done() : socket.once('close', () => done())))
    await Promise.race([closed, sleep(500)])
    socket.destroy()
  }

  readonly cut = (): void => {
    this.#parts.socket.destroy()
  }
}

function entryOf({filename, longname, attrs}: FileEntryWithStats): RemoteEntry {
  // Servers may leave the type out of the mode; the line for people has it all the same.
  const kind = KINDS[attrs.mode & S_IFMT] ?? ({'-': 'file', d: 'folder', l: 'link'} as const)[longname[0] ?? ''] ?? 'other'
  return {wireName: filename, name: filename, kind, sizeBytes: attrs.size ?? 0, modifiedMs: timeOf(attrs.mtime)}
}

function timeOf(seconds: number | undefined): number | null {
  return seconds === undefined || seconds <= 0 ? null : seconds * 1000
}
