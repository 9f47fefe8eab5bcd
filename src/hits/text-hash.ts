/** 53-bit hash of texts, for windows that compare requests: equal texts are equal numbers, different ones practically never. */
export class TextHash {
  #high = 0x811c9dc5
  #low = 0x9e3779b9

  add(text: string, start = 0, end = text.length): this {
    for (let at = start; at < end; at++) this.#step(text.charCodeAt(at))
    return this
  }

  /** Adds the value of another hash: many texts, in order, hashed once for several sums. */
  addValue(value: number): this {
    this.#step(value >>> 0)
    this.#step(Math.trunc(value / 0x1_0000_0000))
    return this
  }

  get value(): number {
    return (this.#high >>> 11) * 0x1_0000_0000 + (this.#low >>> 0)
  }

  #step(code: number): void {
    this.#low = Math.imul(this.#low ^ code, MULTIPLIER)
    this.#low ^= this.#low >>> 13
    this.#high = (Math.imul(this.#high, 31) + this.#low) | 0
  }
}

const MULTIPLIER = 0x85ebca6b
