/** Signs that structure a query string. */
export const AMPERSAND = 0x26
export const EQUALS = 0x3d

/** Every UTF-16 unit beyond ASCII is this byte: what it is never matters to the structure. */
export const BEYOND_ASCII = 0x80

const ENCODER = new TextEncoder()
let scratch = new Uint8Array(8192)

/**
 * The text as bytes, one for each UTF-16 unit, and an ampersand behind the last, so that no loop over pairs need look out for the end.
 * Valid until the next call. Reading bytes is three times as fast as reading characters, and one buffer for all costs no memory.
 */
export function bytesOf(text: string): Uint8Array {
  const {length} = text
  if (scratch.length <= length) scratch = new Uint8Array(length * 2)
  const {read, written} = ENCODER.encodeInto(text, scratch)
  if (read !== length || written !== read) {
    for (let at = 0; at < length; at++) scratch[at] = Math.min(text.charCodeAt(at), BEYOND_ASCII)
  }
  scratch[length] = AMPERSAND
  return scratch
}
