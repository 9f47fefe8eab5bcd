/** How often the keys of a stream came back. */
export interface DistinctCounts {
  /** Different keys. */
  readonly distinct: number
  /** Keys that came more than once. */
  readonly repeated: number
  /** Occurrences beyond the first of each key. */
  readonly extra: number
  /** True when there were more keys than could be kept, so that the numbers were reckoned up from a sample of them. */
  readonly estimated: boolean
}

/** Keys kept exactly: 3 MB, little enough for the caches of a processor. */
const MAX_KEYS = 131_072
const FIRST_SLOTS = 1 << 12

/**
 * Counts keys, given as the two halves of a 64-bit hash, in bounded memory. Exact up to 131,072 different ones; beyond that half of all
 * possible keys is left out, chosen by their hash, as often as needed, and the counts of those kept are multiplied. So the same input gives
 * the same numbers.
 */
export class DistinctCounter {
  #lows = new Int32Array(FIRST_SLOTS)
  #highs = new Int32Array(FIRST_SLOTS)
  /** 0 in a slot that is free. */
  #counts = new Uint32Array(FIRST_SLOTS)
  #kept = 0
  #halvings = 0
  #sampleMask = 0
  readonly #maxKeys: number

  constructor(maxKeys = MAX_KEYS) {
    this.#maxKeys = maxKeys
  }

  /** Both halves are 32-bit integers. */
  add(low: number, high: number): void {
    if ((high & this.#sampleMask) !== 0) return
    const slot = this.#slotOf(low, high)
    const count = this.#counts[slot] ?? 0
    this.#counts[slot] = count + 1
    if (count > 0) return
    this.#lows[slot] = low
    this.#highs[slot] = high
    this.#kept++
    if (this.#kept > this.#maxKeys) this.#halve()
    else if (this.#kept * 2 > this.#counts.length) this.#rebuild(this.#counts.length * 2)
  }

  get counts(): DistinctCounts {
    let repeated = 0
    let extra = 0
    for (let slot = 0; slot < this.#counts.length; slot++) {
      const count = this.#counts[slot] ?? 0
      if (count > 1) repeated++
      if (count > 0) extra += count - 1
    }
    const factor = 2 ** this.#halvings
    return {distinct: this.#kept * factor, repeated: repeated * factor, extra: extra * factor, estimated: this.#halvings > 0}
  }

  #slotOf(low: number, high: number): number {
    const [lows, highs, counts] = [this.#lows, this.#highs, this.#counts]
    const mask = counts.length - 1
    let slot = (low ^ (low >>> 15)) & mask
    while (counts[slot] !== 0 && (lows[slot] !== low || highs[slot] !== high)) slot = (slot + 1) & mask
    return slot
  }

  #halve(): void {
    this.#halvings++
    this.#sampleMask = 2 ** this.#halvings - 1
    this.#rebuild(this.#counts.length)
  }

  #rebuild(slots: number): void {
    const [lows, highs, counts] = [this.#lows, this.#highs, this.#counts]
    this.#lows = new Int32Array(slots)
    this.#highs = new Int32Array(slots)
    this.#counts = new Uint32Array(slots)
    this.#kept = 0
    for (let index = 0; index < counts.length; index++) {
      const high = highs[index] ?? 0
      if (counts[index] === 0 || (high & this.#sampleMask) !== 0) continue
      const low = lows[index] ?? 0
      const slot = this.#slotOf(low, high)
      this.#lows[slot] = low
      this.#highs[slot] = high
      this.#counts[slot] = counts[index] ?? 0
      this.#kept++
    }
  }
}
