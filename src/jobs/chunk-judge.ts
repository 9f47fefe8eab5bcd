import {setImmediate} from 'node:timers/promises'
import {findFormat} from '../sources/formats.js'
import {parseChunk} from '../sources/lines.js'
import type {BatchResult} from '../validation/batch.js'
import {identify, type Identified, type Selection} from '../validation/identify.js'
import type {Judge} from '../validation/judge.js'
import type {Fates} from '../validation/repeats.js'
import type {IdentifiedChunk, NumberedChunk} from './judge-protocol.js'

/** Takes chunks of line captures through the two steps, by number; the same in every thread. */
export class ChunkJudge {
  readonly #waiting = new Map<number, Identified>()
  #latest: Promise<unknown> = Promise.resolve()

  constructor(
    readonly judge: Judge,
    readonly selection: Selection,
  ) {}

  identify({seq, chunk, formatId, file}: NumberedChunk): IdentifiedChunk {
    const format = findFormat(formatId)
    if (format?.kind !== 'lines') throw new Error(`${formatId} is no line format`)
    const {requests, skipped, damaged} = parseChunk(format, chunk, file)
    const identified = identify(requests, this.selection, this.judge.watch)
    this.#waiting.set(seq, identified)
    return {
      requests: identified.requests,
      notHits: identified.skipped,
      columns: identified.columns,
      ...(skipped !== undefined && {skipped}),
      ...(damaged !== undefined && {damaged}),
    }
  }

  /**
   * Judges a chunk that has been identified, one after the other. The thread has its turns in between: others wait for it to identify their chunks,
   * or to hear what became of them.
   */
  async decide(seq: number, fates: Fates): Promise<BatchResult> {
    const judged = this.#latest.then(async () => this.#judge(seq, fates))
    this.#latest = judged.catch(() => undefined)
    return judged
  }

  async #judge(seq: number, fates: Fates): Promise<BatchResult> {
    const identified = this.#waiting.get(seq)
    if (identified === undefined) throw new Error(`chunk ${seq} is not here`)
    this.#waiting.delete(seq)
    const steps = this.judge.judgeInSteps(identified, fates)
    let step = steps.next()
    while (!step.done) {
      await setImmediate()
      step = steps.next()
    }
    return step.value
  }
}
