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

/**
 * Sees every hit of a run in the order of the captures and tells repeats from hits of their own. Remembers a bounded number of hits;
 * batches must come in order, however many threads made them.
 */
export class Repeats {
  readonly #exact = new Window()
  readonly #pairs = new Window()
  readonly #content = new Window()
  /** By place in the window of the same name. */
  readonly #pairTimes = new Float64Array(WINDOW)
  readonly #pairMarks = new Uint8Array(WINDOW)
  readonly #contentTimes = new Float64Array(WINDOW)
  readonly #contentRecords = new Float64Array(WINDOW)

  decide(columns: IdentityColumns): Fates {
    const size = columns.record.length
    const fates: Fates = {fate: new Uint8Array(size), of: new Float64Array(size)}
    for (let at = 0; at < size; at++) fates.fate[at] = this.#fateOf(columns, at, fates)
    return fates
  }

  #fateOf(columns: IdentityColumns, at: number, fates: Fates): number {
    const exact = columns.exact[at] ?? 0
    if (exact !== 0) {
      if (this.#exact.find(exact) !== NOWHERE) return FATE.recordedTwice
      this.#exact.add(exact)
    }
    const timeMs = columns.timeMs[at] ?? Number.NaN
    const pair = columns.pair[at] ?? 0
    if (pair !== 0 && this.#isOtherHalf(pair, timeMs, columns.afterRedirect[at] ?? 0, exact !== 0)) return FATE.merged
    const content = columns.content[at] ?? 0
    if (content === 0) return FATE.judge
    return this.#isRepeated(content, timeMs, at, columns, fates) ? FATE.repeats : FATE.judge
  }

  /** True when the other request of a redirected pair came before: the same request, one of the two with `pccr=true`. */
  #isOtherHalf(pair: number, timeMs: number, mark: number, hasCacheBuster: boolean): boolean {
    let place = this.#pairs.find(pair)
    if (place !== NOWHERE && this.#pairMarks[place] !== mark) {
      if (hasCacheBuster) return true
      // Equal content is weak evidence, and good for one pair: a reload sends it again.
      this.#pairs.forget(place)
      if (!(Math.abs(timeMs - (this.#pairTimes[place] ?? 0)) > REDIRECT_MS)) return true
      place = NOWHERE
    }
    if (place === NOWHERE) place = this.#pairs.add(pair)
    this.#pairTimes[place] = timeMs
    this.#pairMarks[place] = mark
    return false
  }

  /** True when a hit of the same content came just before; it is then named in `fates`. */
  #isRepeated(content: number, timeMs: number, at: number, columns: IdentityColumns, fates: Fates): boolean {
    const before = this.#content.find(content)
    const place = before === NOWHERE ? this.#content.add(content) : before
    const isRepeated = before !== NOWHERE && Math.abs(timeMs - (this.#contentTimes[place] ?? 0)) <= REPEAT_MS
    if (isRepeated) fates.of[at] = this.#contentRecords[place] ?? 0
    this.#contentTimes[place] = timeMs
    this.#contentRecords[place] = columns.record[at] ?? 0
    return isRepeated
  }

  /** Records are numbered per capture: content is not compared across captures. */
  nextInput(): void {
    this.#content.clear()
  }
}

const NOWHERE = -1
const BUCKETS = 2 * WINDOW
/** The largest number that fits. */
const LAST_NUMBER = 2 ** 31 - 1

/**
 * The last `WINDOW` keys, each in a place of its own; the next key takes the place of the oldest. Keys are 53-bit hashes and compared whole:
 * no two are ever taken for each other. What became of a key that was added again is up to the caller, who looks first.
 */
class Window {
  readonly #keys = new Float64Array(WINDOW)
  /** Number of the last key added of those that share their low bits, and for each key of the one before it. */
  readonly #last = new Int32Array(BUCKETS)
  readonly #before = new Int32Array(WINDOW)
  /** Number of the next key. Numbers more than `WINDOW` below it belong to keys that are forgotten: their places have others now. */
  #next = WINDOW + 1

  /** Place of the key, or `NOWHERE`. */
  find(key: number): number {
    const next = this.#next
    let number = this.#last[key & (BUCKETS - 1)] ?? 0
    while (next - number <= WINDOW) {
      const place = number & (WINDOW - 1)
      if (this.#keys[place] === key) return place
      number = this.#before[place] ?? 0
    }
    return NOWHERE
  }

  /** Adds a key that is not there, and returns its place. */
  add(key: number): number {
    if (this.#next > LAST_NUMBER) this.#startAnew()
    const number = this.#next
    const bucket = key & (BUCKETS - 1)
    const place = number & (WINDOW - 1)
    this.#keys[place] = key
    this.#before[place] = this.#last[bucket] ?? 0
    this.#last[bucket] = number
    this.#next = number + 1
    return place
  }

  /** Forgets the key at this place, which stays taken until its turn comes. */
  forget(place: number): void {
    this.#keys[place] = Number.NaN
  }

  clear(): void {
    this.#next += WINDOW
  }

  #startAnew(): void {
    this.#last.fill(0)
    this.#next = WINDOW + 1
  }
}
