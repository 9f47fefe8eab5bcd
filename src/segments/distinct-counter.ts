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

/** Keys kept exactly: some 12 MB. */
const MAX_KEYS = 400_000
const FIRST_SLOTS = 1 << 12

/**
 * Counts keys, given as 53-bit hashes, in bounded memory. Exact up to 400,000 different ones; beyond that half of all possible keys is left
 * out, chosen by their hash, as often as needed, and the counts of those kept are multiplied. So the same input gives the same numbers.
 */
export class DistinctCounter {
  #keys = new Float64Array(FIRST_SLOTS).fill(-1)
  #counts = new Uint32Array(FIRST_SLOTS)
  #kept = 0
  #halvings = 0
  #sampleMask = 0
  readonly #maxKeys: number

  constructor(maxKeys = MAX_KEYS) {
    this.#maxKeys = maxKeys
  }

  add(hash: number): void {
    if (this.#sampleMask !== 0 && (sampleBits(hash) & this.#sampleMask) !== 0) return
    const slot = this.#slotOf(hash)
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1
    if (this.#keys[slot] === hash) return
    this.#keys[slot] = hash
    this.#kept++
    if (this.#kept > this.#maxKeys) this.#halve()
    else if (this.#kept * 2 > this.#keys.length) this.#rebuild(this.#keys.length * 2)
  }

  get counts(): DistinctCounts {
    let repeated = 0
    let extra = 0
    for (const count of this.#counts) {
      if (count > 1) repeated++
      if (count > 0) extra += count - 1
    }
    const factor = 2 ** this.#halvings
    return {distinct: this.#kept * factor, repeated: repeated * factor, extra: extra * factor, estimated: this.#halvings > 0}
  }

  #slotOf(hash: number): number {
    const mask = this.#keys.length - 1
    let slot = Math.imul(hash | 0, 0x9e3779b1) & mask
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }

  #halve(): void {
    this.#halvings++
    this.#sampleMask = 2 ** this.#halvings - 1
    this.#rebuild(this.#keys.length)
  }

  #rebuild(slots: number): void {
    const [keys, counts] = [this.#keys, this.#counts]
    this.#keys = new Float64Array(slots).fill(-1)
    this.#counts = new Uint32Array(slots)
    this.#kept = 0
    for (const [index, key] of keys.entries()) {
      if (key === -1 || (sampleBits(key) & this.#sampleMask) !== 0) continue
      const slot = this.#slotOf(key)
      this.#keys[slot] = key
      this.#counts[slot] = counts[index] ?? 0
      this.#kept++
    }
  }
}

/** The upper half of a hash, which the place in the table does not depend on. */
function sampleBits(hash: number): number {
  const high = Math.floor(hash / 0x1_0000_0000)
  return Math.imul(high ^ (high >>> 9), 0x85ebca6b) >>> 8
}
