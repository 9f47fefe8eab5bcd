import type {ProbeStep, ProbeStepName} from '../../issues/account-evidence.js'
import {AccountFault, droppedFault} from './account-fault.js'

/** The steps of one try, in order, each with its time. The first that fails ends it. */
export class Ladder {
  readonly steps: ProbeStep[] = []
  /** What earlier tries ended in, for the step at which they did. */
  readonly #before: readonly AccountFault[]

  constructor(before: readonly AccountFault[]) {
    this.#before = before
  }

  /**
   * @param detail one clause about the result; never a secret
   * @throws AccountFault with the step in it; what is no fault of an account (a cancelled run) goes through as it is
   */
  async step<T>(step: ProbeStepName, work: () => Promise<T>, detail: (result: T) => string): Promise<T> {
    const at = new Date()
    const since = performance.now()
    const add = (outcome: ProbeStep['outcome'], text: string): void => {
      this.steps.push({step, outcome, at: at.toISOString(), tookMs: Math.round(performance.now() - since), detail: text})
    }
    try {
      const result = await work()
      add('ok', `${detail(result)}${this.#history(step)}`)
      return result
    } catch (error) {
      if (error instanceof AccountFault) {
        error.step = step
        add('failed', `${error.message}${error.reply === null ? '' : ` (${error.reply})`}${this.#history(step)}`)
      }
      throw error
    }
  }

  #history(step: ProbeStepName): string {
    const before = this.#before.filter((fault) => fault.step === step)
    const last = before.at(-1)
    if (last === undefined) return ''
    return `; before that, ${before.length === 1 ? 'once' : `${before.length} times`}: ${last.message}${last.reply === null ? '' : ` (${last.reply})`}`
  }
}

/** An error that stands for nothing but a lost connection; faults and cancellations as they are. */
export function asFault(error: unknown, signal: AbortSignal | undefined): unknown {
  return error instanceof AccountFault || signal?.aborted === true ? error : droppedFault(error)
}
