import {setImmediate} from 'node:timers/promises'
import type {LineChunk} from '../sources/lines.js'
import type {BatchResult} from '../validation/batch.js'
import {unpackFacts} from '../validation/facts.js'
import type {Fates, Repeats} from '../validation/repeats.js'
import type {ChunkJudge} from './chunk-judge.js'
import type {FromWorker, IdentifiedChunk, NumberedChunk, WorkerSetup} from './judge-protocol.js'
import type {JudgeThread} from './judge-thread.js'

/** Chunks a thread may hold at once: one being worked on, others waiting, so that it need not wait while this thread judges one itself. */
const IN_FLIGHT_PER_THREAD = 2
/** Chunks this thread may hold: one may have to wait for what the others say of those before it. */
const IN_FLIGHT_HERE = 2
/** Chunks that are judged and wait for those before them. */
const MOST_EARLY = 4

export interface JudgedChunk {
  identified: IdentifiedChunk
  result: BatchResult
}

/** A chunk in work. */
interface Job {
  identified: PromiseWithReject<IdentifiedChunk>
  result: PromiseWithReject<BatchResult>
  decide(fates: Fates): void
}

/**
 * Judges the chunks of line captures with several threads, this one among them: it takes a chunk whenever the others have enough. Chunks come
 * back in the order they were given, and repeats are decided in that order on this thread, so that the result is the same on every run and with
 * any number of threads.
 */
export class JudgePool {
  readonly #jobs = new Map<number, Job>()
  #seq = 0
  #inFlightHere = 0
  #wake: () => void = () => undefined
  #failure: Error | undefined

  /** `here` judges what this thread takes; `setup` must make the others judge alike. */
  constructor(
    readonly threads: readonly JudgeThread[],
    readonly here: ChunkJudge,
    setup: WorkerSetup,
  ) {
    for (const thread of threads) {
      thread.listen(
        (message) => this.#receive(thread, message),
        (error) => this.#failAll(error),
      )
      thread.send({setup})
    }
  }

  /** Judges the chunks of one capture; they come back in order. */
  async *judge(chunks: AsyncIterable<LineChunk>, formatId: string, file: number, repeats: Repeats): AsyncIterable<JudgedChunk> {
    const most = this.threads.length * IN_FLIGHT_PER_THREAD + MOST_EARLY
    const started: Started[] = []
    // Decisions form a chain, so that they are taken in the order of the capture whichever thread is done first.
    let decided: Promise<unknown> = Promise.resolve()
    for await (const chunk of chunks) {
      const job = await this.#start({seq: this.#seq++, chunk, formatId, file})
      decided = decided.then(async () => job.decide(repeats.decide((await job.identified.promise).columns)))
      decided.catch((error: unknown) => this.#failAll(error))
      started.push(new Started(job, decided))
      while (started[0]?.isDone === true || started.length >= most) yield* await takeFirst(started)
    }
    while (started.length > 0) yield* await takeFirst(started)
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map(async (thread) => thread.close()))
  }

  async #start(chunk: NumberedChunk): Promise<Job> {
    for (;;) {
      // Messages that have arrived are heard first: they tell who has time.
      await setImmediate()
      if (this.#failure !== undefined) throw this.#failure
      const thread = this.#freeThread()
      if (thread !== undefined) return this.#startThere(thread, chunk)
      if (this.#inFlightHere < IN_FLIGHT_HERE) return this.#startHere(chunk)
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  #freeThread(): JudgeThread | undefined {
    const [first] = this.threads.toSorted((a, b) => a.inFlight - b.inFlight)
    return first !== undefined && first.inFlight < IN_FLIGHT_PER_THREAD ? first : undefined
  }

  #startThere(thread: JudgeThread, numbered: NumberedChunk): Job {
    const {seq, chunk} = numbered
    const job = newJob((fates) => thread.send({seq, fates}))
    this.#jobs.set(seq, job)
    thread.inFlight++
    thread.send(numbered, chunk.bytes.byteLength > 0 ? [chunk.bytes.buffer] : [])
    return job
  }

  #startHere(chunk: NumberedChunk): Job {
    this.#inFlightHere++
    const job = newJob((fates) => void this.#judgeHere(job, chunk.seq, fates))
    job.identified.resolve(this.here.identify(chunk))
    return job
  }

  async #judgeHere(job: Job, seq: number, fates: Fates): Promise<void> {
    try {
      job.result.resolve(await this.here.decide(seq, fates))
      this.#inFlightHere--
      this.#wake()
    } catch (error) {
      this.#failAll(error)
      job.result.reject(error as Error)
    }
  }

  #receive(thread: JudgeThread, message: FromWorker): void {
    const job = this.#jobs.get(message.seq)
    if (job === undefined) return
    if ('identified' in message) job.identified.resolve(message.identified)
    else if ('result' in message) {
      this.#jobs.delete(message.seq)
      thread.inFlight--
      job.result.resolve({...message.result, facts: unpackFacts(message.facts)})
      this.#wake()
    } else this.#failAll(new Error(message.error))
  }

  /** One thread or chunk that fails is the end of the run: no other chunk would ever get its decision. */
  #failAll(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error))
    for (const {identified, result} of this.#jobs.values()) {
      identified.reject(this.#failure)
      result.reject(this.#failure)
    }
    this.#jobs.clear()
    this.#wake()
  }
}

/** A chunk on its way, in the order of the capture. */
class Started {
  isDone = false
  readonly finished: Promise<JudgedChunk>

  constructor({identified, result}: Job, decided: Promise<unknown>) {
    this.finished = decided.then(async () => ({identified: await identified.promise, result: await result.promise}))
    // Awaited later, in order; a thread that dies meanwhile must not count as an unhandled rejection.
    this.finished.then(
      () => (this.isDone = true),
      () => (this.isDone = true),
    )
  }
}

async function takeFirst(queue: Started[]): Promise<JudgedChunk[]> {
  const first = queue.shift()
  return first === undefined ? [] : [await first.finished]
}

function newJob(decide: Job['decide']): Job {
  return {identified: promiseWithReject(), result: promiseWithReject(), decide}
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
  promise.catch(() => undefined)
  return {promise, resolve, reject}
}
