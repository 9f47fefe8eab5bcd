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
/** A browser follows a redirect at once. Without a cache buster to go by, a later request of the same content is a hit of its own. */
const REDIRECT_MS = 10_000

interface Sent {
  record: number
  timeMs: number
  afterRedirect: boolean
}

/**
 * Sees every hit of a run in the order of the captures and tells repeats from hits of their own. Remembers a bounded number of hits;
 * batches must come in order, however many threads made them.
 */
export class Repeats {
  readonly #pairs = new Window<Sent>()
  readonly #exact = new Window<true>()
  readonly #content = new Window<Sent>()

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
    }
    const sent = {record: columns.record[at] ?? 0, timeMs: columns.timeMs[at] ?? Number.NaN, afterRedirect: columns.afterRedirect[at] === 1}
    if (this.#isOtherHalf(columns.pair[at] ?? 0, sent, exact !== 0)) return FATE.merged
    const content = columns.content[at] ?? 0
    if (content === 0) return FATE.judge
    const before = this.#content.get(content)
    this.#content.set(content, sent)
    if (before === undefined || !(Math.abs(sent.timeMs - before.timeMs) <= REPEAT_MS)) return FATE.judge
    fates.of[at] = before.record
    return FATE.repeats
  }

  /** True when the other request of a redirected pair came before: the same request, one of the two with `pccr=true`. */
  #isOtherHalf(pair: number, sent: Sent, hasCacheBuster: boolean): boolean {
    if (pair === 0) return false
    const partner = this.#pairs.get(pair)
    if (partner !== undefined && partner.afterRedirect !== sent.afterRedirect) {
      if (hasCacheBuster) return true
      // Equal content is weak evidence, and good for one pair: a reload sends it again.
      this.#pairs.delete(pair)
      if (!(Math.abs(sent.timeMs - partner.timeMs) > REDIRECT_MS)) return true
    }
    this.#pairs.set(pair, sent)
    return false
  }

  /** Records are numbered per capture: content is not compared across captures. */
  nextInput(): void {
    this.#content.clear()
  }
}

/**
 * A map that forgets its oldest entry first. Keys are 53-bit hashes; the table is keyed by their low 30 bits, because V8 hashes small
 * integers several times faster than other numbers. Two keys that share those bits: the younger takes the place of the older.
 */
class Window<V> {
  readonly #entries = new Map<number, {key: number; value: V}>()
  readonly #order = new Int32Array(WINDOW).fill(-1)
  #next = 0

  get(key: number): V | undefined {
    const entry = this.#entries.get(key & LOW_BITS)
    return entry !== undefined && entry.key === key ? entry.value : undefined
  }

  set(key: number, value: V): void {
    const low = key & LOW_BITS
    const entry = this.#entries.get(low)
    if (entry !== undefined) {
      entry.key = key
      entry.value = value
      return
    }
    const oldest = this.#order[this.#next] ?? -1
    if (oldest !== -1) this.#entries.delete(oldest)
    this.#order[this.#next] = low
    this.#next = (this.#next + 1) % WINDOW
    this.#entries.set(low, {key, value})
  }

  delete(key: number): void {
    const entry = this.#entries.get(key & LOW_BITS)
    // The slot stays in the order: a forgotten key costs its place until its turn comes.
    if (entry !== undefined && entry.key === key) entry.key = Number.NaN
  }

  clear(): void {
    this.#entries.clear()
    this.#order.fill(-1)
    this.#next = 0
  }
}

const LOW_BITS = 0x3fff_ffff
