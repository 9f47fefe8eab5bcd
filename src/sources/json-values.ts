/**
 * Cuts the values out of a JSON text without building the document: the elements when the text is an array, else the values one after another
 * (a single object, or several printed in a row). Works on bytes, in any chunking.
 */
export class JsonValueCutter {
  readonly #maxBytes: number
  #pieces: Uint8Array[] = []
  #size = 0
  #depth = 0
  #inString = false
  #escaped = false
  #inValue = false
  #overlong = false
  #isArray: boolean | undefined
  #closed = false

  /** Values beyond `maxBytes` are told as too long and not kept. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** False when the text ended inside a value, or inside the array. */
  get isComplete(): boolean {
    return !this.#inValue && (this.#isArray !== true || this.#closed)
  }

  /** Takes bytes and calls `onValue` with the text of each value that ended in them; undefined for one that was too long. */
  push(bytes: Uint8Array, onValue: (text: string | undefined) => void): void {
    let start = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (!this.#inValue) {
        if (!this.#startsValue(byte)) continue
        this.#inValue = true
        start = at
      }
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (byte === BACKSLASH) this.#escaped = true
        else if (byte === QUOTE) this.#inString = false
        if (this.#inString || this.#depth > 0) continue
      } else if (byte === QUOTE) {
        this.#inString = true
        continue
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.#depth++
        continue
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (--this.#depth > 0) continue
      } else if (this.#depth > 0 || byte > 32) {
        if (this.#depth > 0 || byte !== COMMA) continue
      }
      // The value ends here; a number or word ends before the character that follows it.
      const isClosed = byte === QUOTE || byte === CLOSE_BRACE || byte === CLOSE_BRACKET
      const end = isClosed && this.#depth >= 0 ? at + 1 : at
      onValue(this.#finish(bytes.subarray(start, end)))
      if (this.#depth < 0) {
        this.#depth = 0
        this.#closed = true
      }
    }
    if (this.#inValue) this.#keep(bytes.subarray(start))
  }

  #startsValue(byte: number): boolean {
    if (byte <= 32 || byte === COMMA) return false
    if (this.#isArray === undefined) {
      this.#isArray = byte === OPEN_BRACKET
      if (this.#isArray) return false
    }
    if (byte === CLOSE_BRACKET) {
      this.#closed = true
      return false
    }
    return true
  }

  #keep(part: Uint8Array): void {
    this.#size += part.length
    if (this.#size > this.#maxBytes) {
      this.#overlong = true
      this.#pieces = []
    } else this.#pieces.push(part)
  }

  #finish(part: Uint8Array): string | undefined {
    this.#keep(part)
    const text = this.#overlong ? undefined : Buffer.concat(this.#pieces).toString('utf8')
    this.#pieces = []
    this.#size = 0
    this.#overlong = false
    this.#inValue = false
    return text
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
