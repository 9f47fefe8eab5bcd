import type {IdentityColumns} from './identify.js'

/** What becomes of a hit of a batch. */
export const FATE = {
  judge: 0,
  /** The repeat of a redirected request (302, then the same with `pccr=true`): one hit, the first record stands for both. */
  merged: 1,
  /** The same request, recorded twice (service worker and page, proxy and browser). */
  recordedTwice: 2,
  /** A hit of its own with the content of one just before: judged, and reported as double. */
  repeats: 3,
} as const

export interface Fates {
  fate: Uint8Array
  /** Record of the hit that is repeated, where `fate` is `repeats`. */
  of: Float64Array
}

const WINDOW = 8192
/** Two requests with the same content this close are one call sent twice. */
const REPEAT_MS = 2000

/**
 * Sees every hit of a run in the order of the captures and tells repeats from hits of their own. Remembers a bounded number of hits;
 * batches must come in order, however many threads made them.
 */
export class Repeats {
  readonly #first = new Window<{afterRedirect: boolean}>()
  readonly #exact = new Window<true>()
  readonly #content = new Window<{record: number; timeMs: number}>()

  decide(columns: IdentityColumns): Fates {
    const size = columns.record.length
    const fates: Fates = {fate: new Uint8Array(size), of: new Float64Array(size)}
    for (let at = 0; at < size; at++) fates.fate[at] = this.#fateOf(columns, at, fates)
    return fates
  }

  #fateOf(columns: IdentityColumns, at: number, fates: Fates): number {
    const exact = columns.exact[at] ?? 0
    if (exact !== 0) {
      if (this.#exact.get(exact) !== undefined) return FATE.recordedTwice
      this.#exact.set(exact, true)
      const pair = columns.pair[at] ?? 0
      const afterRedirect = columns.afterRedirect[at] === 1
      const partner = this.#first.get(pair)
      if (partner !== undefined && partner.afterRedirect !== afterRedirect) return FATE.merged
      this.#first.set(pair, {afterRedirect})
    }
    const content = columns.content[at] ?? 0
    if (content === 0) return FATE.judge
    const record = columns.record[at] ?? 0
    const timeMs = columns.timeMs[at] ?? Number.NaN
    const before = this.#content.get(content)
    this.#content.set(content, {record, timeMs})
    if (before === undefined || !(Math.abs(timeMs - before.timeMs) <= REPEAT_MS)) return FATE.judge
    fates.of[at] = before.record
    return FATE.repeats
  }

  /** Records are numbered per capture: content is not compared across captures. */
  nextInput(): void {
    this.#content.clear()
  }
}

/** A map that forgets its oldest entry first. */
class Window<V> {
  readonly #entries = new Map<number, V>()

  get(key: number): V | undefined {
    return this.#entries.get(key)
  }

  set(key: number, value: V): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size <= WINDOW) return
    const oldest = this.#entries.keys().next()
    if (!oldest.done) this.#entries.delete(oldest.value)
  }

  clear(): void {
    this.#entries.clear()
  }
}
