import {availableParallelism} from 'node:os'
import {setFlagsFromString} from 'node:v8'
import {Worker} from 'node:worker_threads'
import type {FromWorker, ToWorker} from './judge-protocol.js'

/** Threads that judge, the one that reads counted: more would wait for it. */
const MOST_THREADS = 4

/** A thread that judges chunks of line captures. It loads the rules at once and keeps no process from ending until something is sent to it. */
export class JudgeThread {
  /** Chunks that were sent and have not come back judged. */
  inFlight = 0
  readonly #worker: Worker
  #failure: Error | undefined
  #receive: ((message: FromWorker) => void) | undefined
  #fail: ((error: Error) => void) | undefined

  /** `workerFile`: the built worker. */
  constructor(workerFile: URL) {
    // A small young generation keeps memory flat: nearly everything a chunk allocates dies with it.
    this.#worker = new Worker(workerFile, {resourceLimits: {maxYoungGenerationSizeMb: 36}})
    this.#worker.on('message', (message: FromWorker) => this.#receive?.(message))
    this.#worker.on('error', (error) => this.#failed(error instanceof Error ? error : new Error(String(error))))
    this.#worker.on('exit', (code) => this.#failed(new Error(`a thread that judges ended early (${code})`)))
    // Last, for to listen is to wait.
    this.#worker.unref()
  }

  /** Whom to tell what comes back. */
  listen(receive: (message: FromWorker) => void, fail: (error: Error) => void): void {
    this.#receive = receive
    this.#fail = fail
    this.#worker.ref()
    if (this.#failure !== undefined) fail(this.#failure)
  }

  #failed(error: Error): void {
    this.#failure ??= error
    this.#fail?.(this.#failure)
  }

  send(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer)
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}

/** Those that were begun before the command knew what it had to judge. */
let begun: readonly JudgeThread[] | undefined

/** Starts the threads early, where it looks as if they were needed: they load the rules while the command is loaded. */
export function beginThreads(workerFile: URL): void {
  begun = newThreads(workerFile)
}

/** The threads of a run, beside the one that calls: one less than there are processors. */
export function takeThreads(workerFile: URL): readonly JudgeThread[] {
  const threads = begun ?? newThreads(workerFile)
  begun = undefined
  return threads
}

function newThreads(workerFile: URL): readonly JudgeThread[] {
  // Every processor has a thread that judges: others that help one of them to clear up, or to compile, would only take their time.
  setFlagsFromString('--no-parallel-scavenge')
  setFlagsFromString('--no-concurrent-recompilation')
  return Array.from({length: Math.min(availableParallelism(), MOST_THREADS) - 1}, () => new JudgeThread(workerFile))
}
