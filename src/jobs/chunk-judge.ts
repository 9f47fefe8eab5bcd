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

  /** The chunk must have been identified. `pause` is called between hits, now and then; other chunks may be identified there. */
  decide(seq: number, fates: Fates, pause?: () => void): BatchResult {
    const identified = this.#waiting.get(seq)
    if (identified === undefined) throw new Error(`chunk ${seq} is not here`)
    this.#waiting.delete(seq)
    return this.judge.judge(identified, fates, pause)
  }
}
