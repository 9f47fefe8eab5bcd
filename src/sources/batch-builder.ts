import type {CapturedRequest} from '../hits/captured-request.js'
import type {Batch, Damage} from './format.js'

const MAX_RECORDS = 256
const MAX_TEXT_LENGTH = 4 * 1024 * 1024

/** Gathers what a sequential format has read into batches that are bounded in records and in text. */
export class BatchBuilder {
  #requests: CapturedRequest[] = []
  #damaged: Damage[] = []
  #skipped: Record<string, number> = {}
  #skips = 0
  #textLength = 0

  get isFull(): boolean {
    return this.#requests.length + this.#damaged.length >= MAX_RECORDS || this.#textLength >= MAX_TEXT_LENGTH
  }

  get isEmpty(): boolean {
    return this.#requests.length + this.#damaged.length + this.#skips === 0
  }

  add(request: CapturedRequest): void {
    this.#requests.push(request)
    this.#textLength += request.url.length + (request.body?.length ?? 0)
  }

  addDamage(damage: Damage): void {
    this.#damaged.push(damage)
  }

  addSkip(reason: string): void {
    this.#skips++
    this.#skipped[reason] = (this.#skipped[reason] ?? 0) + 1
  }

  /** What was gathered; the builder starts anew. */
  take(): Batch {
    const batch: Batch = {requests: this.#requests}
    if (this.#damaged.length > 0) batch.damaged = this.#damaged
    if (this.#skips > 0) batch.skipped = this.#skipped
    this.#requests = []
    this.#damaged = []
    this.#skipped = {}
    this.#skips = 0
    this.#textLength = 0
    return batch
  }
}
