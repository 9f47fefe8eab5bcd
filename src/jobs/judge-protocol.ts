import type {Batch} from '../sources/format.js'
import type {LineChunk} from '../sources/lines.js'
import type {IdentityColumns, Selection} from '../validation/identify.js'
import type {BatchResult, JudgeOptions} from '../validation/batch.js'
import type {PackedFacts} from '../validation/facts.js'
import type {Fates} from '../validation/repeats.js'

/** What a worker must know before the first chunk. Rules travel as ids: functions cannot. */
export interface WorkerSetup {
  ruleIds: readonly string[]
  options: JudgeOptions
  selection: Selection
}

/**
 * A chunk goes through a worker in two steps, so that repeats are told by one thread in the order of the capture although many
 * threads decode: identify (columns come back), then judge (once the fates are known).
 */
export type ToWorker = {setup: WorkerSetup} | NumberedChunk | {seq: number; fates: Fates}

export interface NumberedChunk {
  seq: number
  chunk: LineChunk
  formatId: string
  /** Index of the input, for `Place.file`. */
  file: number
}

export type FromWorker =
  | {seq: number; identified: IdentifiedChunk}
  | {seq: number; result: Omit<BatchResult, 'facts'>; facts: PackedFacts}
  | {seq: number; error: string}

export interface IdentifiedChunk extends Pick<Batch, 'skipped' | 'damaged'> {
  requests: number
  /** Requests that are no hits, by reason. */
  notHits: Record<string, number>
  columns: IdentityColumns
}
