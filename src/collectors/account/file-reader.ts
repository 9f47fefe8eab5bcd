import {open, utimes, type FileHandle} from 'node:fs/promises'
import type {AccountLocation} from '../../mapping/location.js'
import {AccountFault} from './account-fault.js'
import {ACCOUNT_DEFAULTS, type AccountOptions} from './account-options.js'
import type {AccountSession, RemoteEntry} from './account-session.js'
import {Ladder} from './ladder.js'
import type {Patience} from './patience.js'
import {logInTo} from './visit-account.js'

export interface ReaderParts {
  readonly location: AccountLocation
  readonly options: AccountOptions
  readonly patience: Patience
  readonly directory: string
  /** Taken over: the reader ends it. */
  readonly session: AccountSession
}

/** Reads files one after another, over as many connections as it takes within the number of tries for each file. */
export class FileReader {
  bytes = 0
  readonly #parts: ReaderParts
  #session: AccountSession | null

  constructor(parts: ReaderParts) {
    this.#parts = parts
    this.#session = parts.session
  }

  /** False once the connection is lost for good. */
  get isOpen(): boolean {
    return this.#session !== null
  }

  /**
   * Copies a file. The size is that of the server after the last byte was read: where it differs from the copy's, the file was being
   * written all the while, and the copy keeps the time of now.
   * @throws AccountFault
   */
  async read(entry: RemoteEntry, path: string, onPiece: () => void): Promise<{sizeBytes: number; modifiedMs: number | null}> {
    const {attempts = ACCOUNT_DEFAULTS.attempts, retryPauseMs = ACCOUNT_DEFAULTS.retryPauseMs} = this.#parts.options
    const copy = await open(path, 'wx', 0o600)
    const state = {size: 0, isResumed: false}
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          return await this.#finish(entry, copy, path, state, onPiece)
        } catch (error) {
          if (!(error instanceof AccountFault)) throw error
          const cannotResume = state.isResumed && error.code === 'protocol'
          if (cannotResume) await this.#startOver(copy, state)
          if (!error.isTransient && !cannotResume) throw error
          this.#drop()
          if (attempt >= attempts || this.#parts.patience.isOver) throw error
          await this.#parts.patience.pause(retryPauseMs * 2 ** (attempt - 1))
        }
      }
    } catch (error) {
      // What was read of it is of no use.
      this.bytes -= state.size
      throw error
    } finally {
      await copy.close()
    }
  }

  async #finish(
    entry: RemoteEntry,
    copy: FileHandle,
    path: string,
    state: {size: number; isResumed: boolean},
    onPiece: () => void,
  ): Promise<{sizeBytes: number; modifiedMs: number | null}> {
    const {directory} = this.#parts
    const session = (this.#session ??= await this.#reconnect())
    const before = await session.look(directory, entry)
    // Another file of the same name has taken its place: nothing of the copy is worth anything.
    if (state.size > 0 && before.sizeBytes !== null && before.sizeBytes < state.size) await this.#startOver(copy, state)
    state.isResumed = state.size > 0
    const isWhole = before.sizeBytes !== null && state.size === before.sizeBytes && state.size > 0
    if (!isWhole) {
      for await (const piece of session.read(directory, entry, state.size)) {
        await copy.write(piece, 0, piece.length, state.size)
        state.size += piece.length
        this.bytes += piece.length
        onPiece()
      }
    }
    const after = await session.look(directory, entry)
    const sizeBytes = after.sizeBytes ?? state.size
    const shouldHave = before.sizeBytes ?? state.size
    if (state.size < Math.min(shouldHave, sizeBytes)) throw new AccountFault('dropped', 'the file ended too early', {isTransient: true})
    const isStable = sizeBytes === state.size && after.modifiedMs === before.modifiedMs
    const {modifiedMs} = after
    if (isStable && modifiedMs !== null) {
      // To the second: more than that is lost in the seconds that the system is given.
      const seconds = Math.floor(modifiedMs / 1000)
      await utimes(path, seconds, seconds)
      return {sizeBytes, modifiedMs: seconds * 1000}
    }
    return {sizeBytes, modifiedMs}
  }

  async #startOver(copy: FileHandle, state: {size: number; isResumed: boolean}): Promise<void> {
    await copy.truncate(0)
    this.bytes -= state.size
    state.size = 0
    state.isResumed = false
  }

  async #reconnect(): Promise<AccountSession> {
    const {location, options, patience} = this.#parts
    return logInTo(location, options, new Ladder([]), patience, () => undefined)
  }

  /** Whether the directory still holds all of them. */
  async isListed(entries: readonly RemoteEntry[]): Promise<boolean> {
    const listing = await this.#session?.list(this.#parts.directory)
    const names = new Set(listing?.entries.map(({wireName}) => wireName))
    return entries.every(({wireName}) => names.has(wireName))
  }

  #drop(): void {
    this.#session?.cut()
    this.#session = null
  }

  async end(): Promise<void> {
    await this.#session?.end()
  }

  cut(): void {
    this.#drop()
  }
}
