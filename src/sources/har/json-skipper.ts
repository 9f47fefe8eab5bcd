import {skipString, STILL_OPEN_ESCAPED} from './json-strings.js'

/** Skips values that nobody wants, over any number of chunks. Only strings and brackets are looked at. */
export class JsonSkipper {
  #depth = 0
  #isInText = false
  #isEscapePending = false

  /** Position after the closing quote of the text that is being skipped, or 0 when it goes on in the next chunk. */
  text(bytes: Buffer, position: number, end: number): number {
    const after = skipString(bytes, this.#isEscapePending ? position + 1 : position, end)
    this.#isEscapePending = after === STILL_OPEN_ESCAPED
    return after > 0 ? after : 0
  }

  /** To be called after the opening bracket. */
  enterContainer(): void {
    this.#depth = 1
  }

  /** Position after the closing bracket of the container that was entered, or 0 when it goes on in the next chunk. */
  container(bytes: Buffer, start: number, end: number): number {
    let position = start
    if (this.#isInText) {
      position = this.text(bytes, position, end)
      if (position === 0) return 0
      this.#isInText = false
    }
    let depth = this.#depth
    while (position < end) {
      const byte = bytes[position++] ?? 0
      if (byte === 0x22) {
        position = this.text(bytes, position, end)
        if (position === 0) {
          this.#isInText = true
          break
        }
      } else {
        // One bit apart: `[` and `{`, `]` and `}`.
        const bracket = byte & 0xdf
        if (bracket === 0x5b) depth++
        else if (bracket === 0x5d && --depth === 0) return position
      }
    }
    this.#depth = depth
    return 0
  }
}
