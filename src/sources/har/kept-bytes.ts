/** Collects a token that is cut by the ends of chunks; a token within one chunk is used where it stands, without a copy. */
export class KeptBytes {
  /** Bytes of the token taken last, also when it was beyond the limit and therefore came back empty. */
  lastLength = 0
  /** Its first byte. */
  lastFirst = 0
  #first = 0
  #pieces: Buffer[] = []
  #length = 0
  #isOverLimit = false

  /** Nothing of the token stands in an earlier chunk. */
  get isEmpty(): boolean {
    return this.#length === 0
  }

  keep(bytes: Buffer, start: number, end: number, limit: number): void {
    if (this.#length === 0) this.#first = bytes[start] ?? 0
    this.#length += end - start
    this.#isOverLimit = this.#length > limit
    if (this.#isOverLimit) this.#pieces = []
    else this.#pieces.push(Buffer.from(bytes.subarray(start, end)))
  }

  /** The whole token: what was kept, and this last part. */
  take(bytes: Buffer, start: number, end: number): {bytes: Buffer; start: number; end: number} {
    this.lastLength = this.#length + end - start
    this.lastFirst = this.#length === 0 ? (bytes[start] ?? 0) : this.#first
    if (this.#length === 0) return {bytes, start, end}
    const whole = this.#isOverLimit ? Buffer.alloc(0) : Buffer.concat([...this.#pieces, bytes.subarray(start, end)])
    this.#pieces = []
    this.#length = 0
    this.#isOverLimit = false
    return {bytes: whole, start: 0, end: whole.length}
  }
}
