import {Worker} from 'node:worker_threads'
import type {LineChunk} from '../sources/lines.js'
import type {BatchResult} from '../validation/batch.js'
import {unpackFacts} from '../validation/facts.js'
import type {Repeats} from '../validation/repeats.js'
import type {FromWorker, IdentifiedChunk, ToWorker, WorkerSetup} from './judge-protocol.js'

/** Chunks a worker may hold at once: one being worked on, one waiting, so that neither side ever waits for the other. */
const IN_FLIGHT_PER_WORKER = 2

export interface JudgedChunk {
  identified: IdentifiedChunk
  result: BatchResult
}

interface Pending {
  identified: PromiseWithReject<IdentifiedChunk>
  result: PromiseWithReject<BatchResult>
}

/**
 * Worker threads that judge the chunks of line captures. Chunks come back in the order they were given, and repeats are decided
 * in that order on this thread, so that the result is the same on every run and with any number of threads.
 */
export class JudgePool {
  readonly #workers: Worker[]
  readonly #pending = new Map<number, Pending>()
  #seq = 0

  /** `workerFile`: the built worker; `size`: number of threads. */
  constructor(workerFile: URL, size: number, setup: WorkerSetup) {
    this.#workers = Array.from({length: size}, () => {
      // A small young generation keeps memory flat: nearly everything a chunk allocates dies with it.
      const worker = new Worker(workerFile, {workerData: setup, resourceLimits: {maxYoungGenerationSizeMb: 36}})
      worker.on('message', (message: FromWorker) => this.#receive(message))
      worker.on('error', (error) => this.#failAll(error))
      return worker
    })
  }

  /** Judges the chunks of one capture; they come back in order. */
  async *judge(chunks: AsyncIterable<LineChunk>, formatId: string, file: number, repeats: Repeats): AsyncIterable<JudgedChunk> {
    const most = this.#workers.length * IN_FLIGHT_PER_WORKER
    const started: Promise<JudgedChunk>[] = []
    // Decisions form a chain, so that they are taken in the order of the capture whichever thread is done first.
    let decided: Promise<unknown> = Promise.resolve()
    for await (const chunk of chunks) {
      const job = this.#start(chunk, formatId, file)
      decided = decided.then(async () => job.decide(repeats))
      started.push(decided.then(async () => job.finished))
      started.at(-1)?.catch(() => undefined)
      if (started.length >= most) yield* await takeFirst(started)
    }
    while (started.length > 0) yield* await takeFirst(started)
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map(async (worker) => worker.terminate()))
  }

  #start(chunk: LineChunk, formatId: string, file: number): {decide(repeats: Repeats): Promise<void>; finished: Promise<JudgedChunk>} {
    const seq = this.#seq++
    const worker = seq % this.#workers.length
    const pending = {identified: promiseWithReject<IdentifiedChunk>(), result: promiseWithReject<BatchResult>()}
    this.#pending.set(seq, pending)
    this.#send(worker, {seq, chunk, formatId, file}, chunk.bytes.byteLength > 0 ? [chunk.bytes.buffer] : [])
    const finished = Promise.all([pending.identified.promise, pending.result.promise]).then(([identified, result]) => ({
      identified,
      result,
    }))
    // Awaited later, in order; a worker that dies meanwhile must not count as an unhandled rejection.
    finished.catch(() => undefined)
    return {
      decide: async (repeats) => this.#send(worker, {seq, fates: repeats.decide((await pending.identified.promise).columns)}),
      finished,
    }
  }

  #send(worker: number, message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.#workers[worker]?.postMessage(message, transfer)
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending.get(message.seq)
    if (pending === undefined) return
    if ('identified' in message) pending.identified.resolve(message.identified)
    else if ('result' in message) {
      this.#pending.delete(message.seq)
      pending.result.resolve({...message.result, facts: unpackFacts(message.facts)})
    } else this.#failAll(new Error(message.error))
  }

  #failAll(error: unknown): void {
    const cause = error instanceof Error ? error : new Error(String(error))
    for (const {identified, result} of this.#pending.values()) {
      identified.reject(cause)
      result.reject(cause)
    }
    this.#pending.clear()
  }
}

async function takeFirst<T>(queue: Promise<T>[]): Promise<T[]> {
  const first = queue.shift()
  return first === undefined ? [] : [await first]
}

interface PromiseWithReject<T> {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (error: Error) => void
}

function promiseWithReject<T>(): PromiseWithReject<T> {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return {promise, resolve, reject}
}
