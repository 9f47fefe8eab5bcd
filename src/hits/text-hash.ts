/** 53-bit hash of texts, for windows that compare requests: equal texts are equal numbers, different ones practically never. */
export class TextHash {
  #high = 0x811c9dc5
  #low = 0x9e3779b9

  add(text: string, start = 0, end = text.length): this {
    for (let at = start; at < end; at++) this.#step(text.charCodeAt(at))
    return this
  }

  /** Adds bytes, four at a time: as much as a text of as many letters, in a quarter of the time, and another value. */
  addBytes(bytes: Uint8Array, start: number, end: number): this {
    let at = start
    for (; at + 4 <= end; at += 4)
      this.#step((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24))
    for (; at < end; at++) this.#step(bytes[at] ?? 0)
    this.#step(end - start)
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
