import {Worker} from 'node:worker_threads'
import type {Batch} from '../format.js'
import type {FromScan, ScanSetup, ScanWish, ToScan} from './scan-protocol.js'

/**
 * A HAR that a thread of its own reads. It begins at once and waits, once it is well ahead, for `batches`. Nobody has to take them: the thread keeps no
 * process from ending.
 */
class HarScan {
  readonly #worker: Worker
  readonly #arrived: FromScan[] = []
  #failure: Error | undefined
  #hasEnded = false
  #wake: () => void = () => undefined

  /** `path` is a regular file that holds a HAR as it is; `workerFile` the built worker. */
  constructor(
    readonly path: string,
    workerFile: URL,
  ) {
    const setup: ScanSetup = {path}
    // Nearly everything that is allocated dies with its batch, so that clearing up seldom is clearing up little.
    this.#worker = new Worker(workerFile, {workerData: setup, resourceLimits: {maxYoungGenerationSizeMb: 48}})
    this.#worker.on('message', (message: FromScan) => {
      this.#arrived.push(message)
      this.#wake()
    })
    this.#worker.on('error', (error) => (this.#failure = error instanceof Error ? error : new Error(String(error))))
    // By then all messages have arrived, which an error may overtake.
    this.#worker.on('exit', (code) => {
      this.#failure ??= new Error(`the thread that reads ${path} ended early (${code})`)
      this.#hasEnded = true
      this.#wake()
    })
    // Last, for to listen is to wait.
    this.#worker.unref()
  }

  /** The batches of the capture as `readHar` yields them. Throws what reading the file throws, after all that was read before. To be called once. */
  async *batches(wish: ScanWish): AsyncGenerator<Batch> {
    this.#worker.ref()
    this.#send(wish)
    try {
      for (;;) {
        const arrived = this.#arrived.shift()
        if (arrived === null) return
        if (arrived !== undefined) {
          this.#send('taken')
          yield JSON.parse(arrived) as Batch
        } else if (this.#hasEnded) throw this.#failure
        else await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    } finally {
      await this.#worker.terminate()
    }
  }

  #send(message: ToScan): void {
    this.#worker.postMessage(message)
  }
}

/** The scan that was begun before the command knew what it had to read. */
let begun: HarScan | undefined

/** Begins to read what looks like a large HAR, long before the command is loaded: most of the time of a large capture is reading. */
export function beginScan(path: string, workerFile: URL): void {
  begun = new HarScan(path, workerFile)
}

/** The scan of a file: the one that has begun, if it is of this file, else a new one. */
export function scanOf(path: string, workerFile: URL): HarScan {
  const scan = begun?.path === path ? begun : new HarScan(path, workerFile)
  begun = undefined
  return scan
}
