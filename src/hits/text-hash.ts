/** 53-bit hash of texts, for windows that compare requests: equal texts are equal numbers, different ones practically never. */
export class TextHash {
  #high = 0x811c9dc5
  #low = 0x9e3779b9

  /** Starts anew. */
  reset(): this {
    this.#high = 0x811c9dc5
    this.#low = 0x9e3779b9
    return this
  }

  add(text: string, start = 0, end = text.length): this {
    let high = this.#high
    let low = this.#low
    for (let at = start; at < end; at++) {
      // One multiplication per character; the second half sums what the first went through, as Fletcher's checksum does.
      low = Math.imul(low ^ text.charCodeAt(at), 0x85ebca6b)
      low ^= low >>> 13
      high = (high + low) | 0
    }
    this.#high = high
    this.#low = low
    return this
  }

  /** Adds the value of another hash: many texts, in order, hashed once for several sums. */
  addValue(value: number): this {
    const low = value >>> 0
    this.#high = Math.imul(this.#high ^ low, 0x01000193)
    this.#low = Math.imul(this.#low ^ low ^ Math.trunc(value / 0x1_0000_0000), 0x85ebca6b)
    this.#low ^= this.#low >>> 13
    return this
  }

  get value(): number {
    return (this.#high >>> 11) * 0x1_0000_0000 + (this.#low >>> 0)
  }
}
