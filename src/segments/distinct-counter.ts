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

/** Keys kept exactly. */
const MAX_KEYS = 131_072
/** Of a sample a quarter of them is enough (its numbers are true within a per cent), and stays in the caches of a processor. */
const SAMPLE_SHARE = 4

const FIRST_SLOTS = 1 << 12
/** Of a slot: both halves of a key, and how often it came (0: the slot is free). A fourth keeps each within one line of a cache. */
const SLOT = 4
const HIGH = 1
const COUNT = 2

/**
 * Counts keys, given as the two halves of a 64-bit hash, in bounded memory. Exact up to 131,072 different ones; beyond that seven eighths of
 * all possible keys are left out, chosen by their hash, and then half of the rest as often as needed, and the counts of those kept are
 * multiplied. So the same input gives the same numbers.
 */
export class DistinctCounter {
  #slots = new Int32Array(FIRST_SLOTS * SLOT)
  #kept = 0
  #halvings = 0
  #sampleMask = 0
  #maxKeys: number

  constructor(maxKeys = MAX_KEYS) {
    this.#maxKeys = maxKeys
  }

  /** Both halves are 32-bit integers. */
  add(low: number, high: number): void {
    if ((high & this.#sampleMask) !== 0) return
    const slots = this.#slots
    const slot = slotOf(slots, low, high)
    const count = slots[slot + COUNT] ?? 0
    slots[slot + COUNT] = count + 1
    if (count !== 0) return
    slots[slot] = low
    slots[slot + HIGH] = high
    this.#kept++
    if (this.#kept > this.#maxKeys) this.#leaveOut()
    else if (this.#kept * 2 * SLOT > slots.length) this.#rebuild(slots.length * 4)
  }

  /** Keys that have one of these bits in their high half are left out. */
  get sampleMask(): number {
    return this.#sampleMask
  }

  /** Adds the keys of `count` rows; both halves of that of row `r` stand at `r * 4 + offset` of `halves`. */
  addAll(halves: Int32Array, offset: number, rows: Uint16Array, count: number): void {
    for (let index = 0; index < count; index++) {
      const at = (rows[index] ?? 0) * 4 + offset
      this.add(halves[at] ?? 0, halves[at + 1] ?? 0)
    }
  }

  get counts(): DistinctCounts {
    let repeated = 0
    let extra = 0
    for (let slot = 0; slot < this.#slots.length; slot += SLOT) {
      const count = this.#slots[slot + COUNT] ?? 0
      if (count > 1) repeated++
      if (count > 0) extra += count - 1
    }
    const factor = 2 ** this.#halvings
    return {distinct: this.#kept * factor, repeated: repeated * factor, extra: extra * factor, estimated: this.#halvings > 0}
  }

  #leaveOut(): void {
    if (this.#halvings === 0) {
      this.#maxKeys = Math.ceil(this.#maxKeys / SAMPLE_SHARE)
      this.#halvings = Math.log2(SAMPLE_SHARE)
    }
    this.#halvings++
    this.#sampleMask = 2 ** this.#halvings - 1
    this.#rebuild(SLOT * 2 ** Math.ceil(Math.log2(this.#maxKeys * 2)))
  }

  #rebuild(length: number): void {
    const before = this.#slots
    const slots = new Int32Array(length)
    let kept = 0
    for (let from = 0; from < before.length; from += SLOT) {
      const count = before[from + COUNT] ?? 0
      const high = before[from + HIGH] ?? 0
      if (count === 0 || (high & this.#sampleMask) !== 0) continue
      const low = before[from] ?? 0
      const slot = slotOf(slots, low, high)
      slots[slot] = low
      slots[slot + HIGH] = high
      slots[slot + COUNT] = count
      kept++
    }
    this.#slots = slots
    this.#kept = kept
  }
}

/** Where the key stands, or the free slot it would take. */
function slotOf(slots: Int32Array, low: number, high: number): number {
  const mask = slots.length - SLOT
  let slot = ((low ^ (low >>> 15)) * SLOT) & mask
  while (slots[slot + COUNT] !== 0 && (slots[slot] !== low || slots[slot + HIGH] !== high)) slot = (slot + SLOT) & mask
  return slot
}
