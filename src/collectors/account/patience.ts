import {setMaxListeners} from 'node:events'
import {AccountFault} from './account-fault.js'

export interface PatienceOptions {
  /** For a connection to stand, encryption and the data connection included. Default 10 s. */
  readonly connectMs?: number
  /** For the next sign of life while something is under way. Default 30 s. */
  readonly stallMs?: number
  /** For everything together, without the time people take to answer. Default 15 min. */
  readonly totalMs?: number
  /** Ends everything with the signal's own reason. */
  readonly signal?: AbortSignal
}

export interface Wait {
  /** Grows with every byte that comes in. Without it the wait is limited as a whole. */
  readonly activity?: () => number
  readonly limitMs: number
  /** Frees what waits, when it is given up: destroys the sockets. */
  readonly cut: () => void
}

const CHECKS_PER_LIMIT = 4

/** Nothing here waits for ever: a server that falls silent, one that sends a byte now and then, and a user who presses Ctrl-C. */
export class Patience {
  readonly connectMs: number
  readonly stallMs: number
  readonly signal: AbortSignal | undefined
  #deadline: number

  constructor({connectMs = 10_000, stallMs = 30_000, totalMs = 15 * 60_000, signal}: PatienceOptions) {
    this.connectMs = connectMs
    this.stallMs = stallMs
    this.signal = signal
    // Every request under way listens to it.
    if (signal) setMaxListeners(0, signal)
    this.#deadline = performance.now() + totalMs
  }

  /**
   * The result of the work, unless it takes too long.
   * @throws AccountFault `timed-out`; the reason of the signal; whatever the work throws
   */
  async wait<T>(work: Promise<T>, {limitMs, activity, cut}: Wait): Promise<T> {
    // Whatever the work says after it was given up is no news.
    work.catch(() => undefined)
    let timer: NodeJS.Timeout | undefined
    let onAbort: (() => void) | undefined
    const guard = new Promise<never>((_resolve, fail) => {
      const reject = (error: Error): void => {
        fail(error)
        cut()
      }
      let seen = activity?.()
      let quietSince = performance.now()
      const check = (): void => {
        const now = performance.now()
        if (activity !== undefined && activity() !== seen) {
          seen = activity()
          quietSince = now
        }
        if (now - quietSince >= limitMs) return reject(new AccountFault('timed-out', silence(limitMs), {isTransient: true}))
        if (now >= this.#deadline) return reject(new AccountFault('timed-out', 'it took too long as a whole'))
        timer = setTimeout(check, Math.max(1, Math.min(limitMs / CHECKS_PER_LIMIT, this.#deadline - now)))
      }
      check()
      onAbort = () => reject(reasonOf(this.signal))
      if (this.signal?.aborted) onAbort()
      this.signal?.addEventListener('abort', onAbort, {once: true})
    })
    try {
      return await Promise.race([work, guard])
    } finally {
      clearTimeout(timer)
      if (onAbort) this.signal?.removeEventListener('abort', onAbort)
    }
  }

  /** While somebody is asked, no clock runs. */
  async unhurried<T>(work: () => Promise<T>): Promise<T> {
    const since = performance.now()
    try {
      return await work()
    } finally {
      this.#deadline += performance.now() - since
    }
  }

  async pause(ms: number): Promise<void> {
    this.check()
    const {setTimeout: sleep} = await import('node:timers/promises')
    await sleep(ms, undefined, this.signal && {signal: this.signal}).catch(() => this.check())
  }

  /** @throws the reason of the signal */
  check(): void {
    if (this.signal?.aborted) throw reasonOf(this.signal)
  }

  get isOver(): boolean {
    return performance.now() >= this.#deadline
  }
}

function silence(limitMs: number): string {
  return `no answer for ${limitMs < 1000 ? `${limitMs} ms` : `${Math.round(limitMs / 1000)} s`}`
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('cancelled')
}
