import {Worker} from 'node:worker_threads'
import type {Batch} from '../format.js'
import type {FromScan, ScanSetup, ScanWish, ToScan} from './scan-protocol.js'

/**
 * A HAR that a thread of its own reads. It begins at once and waits, once it is well ahead, for `batches`. Nobody has to take them: the thread keeps no
 * process from ending.
 */
export class HarScan {
  readonly #worker: Worker
  readonly #arrived: FromScan[] = []
  #failure: Error | undefined
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
    this.#worker.on('error', (error) => {
      this.#failure = error instanceof Error ? error : new Error(String(error))
      this.#wake()
    })
    // Last, for to listen is to wait.
    this.#worker.unref()
  }

  /** The batches of the capture as `readHar` yields them. Throws what reading the file throws. To be called once. */
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
        } else if (this.#failure) throw this.#failure
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
