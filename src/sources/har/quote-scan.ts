import {QUOTE_SCAN_WASM} from './quote-scan-wasm.js'

/**
 * Finding the end of a long JSON string sixty-four bytes at a time. Most of a HAR is response bodies, half of them HTML or JSON that is escaped
 * once or twice over: there `Buffer.indexOf` stops every few bytes, and a loop in JavaScript looks at each (three to seven times slower).
 * So the one search that all of a large HAR waits for is WebAssembly with vector instructions: `quote-scan.wat`.
 */

interface Search {
  /** First quote in [from, end) of the memory that no backslash escapes; `end` if there is none. */
  readonly find: (from: number, end: number) => number
  readonly memory: ArrayBuffer
  /** Where bytes from elsewhere are copied to. */
  readonly desk: Uint8Array
}

/** Bodies are a few kilobytes; what is copied beyond the end of one is wasted. */
const FIRST_PIECE = 4096
const LARGEST_PIECE = 65_536

/** The search looks at so many bytes beyond what it was given. */
const OVERRUN = 64
const PAGE = 65_536

let search: Search | null | undefined

/** Null on processors without vector instructions. */
function prepare(bytes: number): Search | null {
  try {
    const {find, memory} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(QUOTE_SCAN_WASM, 'base64'))).exports as {
      find: Search['find']
      memory: WebAssembly.Memory
    }
    memory.grow(Math.ceil((bytes + OVERRUN) / PAGE))
    return {find, memory: memory.buffer, desk: new Uint8Array(memory.buffer, 0, LARGEST_PIECE)}
  } catch {
    return null
  }
}

/**
 * A buffer whose bytes are searched where they are, without a copy. There is one, and it has to be asked for before the first search: for a thread that
 * reads one file.
 */
export function searchableBuffer(bytes: number): Buffer {
  search = prepare(bytes)
  return search === null ? Buffer.allocUnsafeSlow(bytes) : Buffer.from(search.memory, LARGEST_PIECE, bytes)
}

/**
 * Position of the first quote in [from, end) that no backslash escapes, or `end`; undefined where this machine cannot search so. `from` is not
 * preceded by a backslash that escapes it.
 */
export function findQuote(bytes: Uint8Array, from: number, end: number): number | undefined {
  if (search === undefined) search = prepare(0)
  if (search === null) return undefined
  const {find, memory, desk} = search
  if (bytes.buffer === memory) return find(bytes.byteOffset + from, bytes.byteOffset + end) - bytes.byteOffset
  let position = from
  let piece = FIRST_PIECE
  while (position < end) {
    const length = Math.min(piece, end - position)
    desk.set(bytes.subarray(position, position + length))
    const found = find(0, length)
    if (found < length) return position + found
    if (position + length === end) return end
    // The next piece begins before the backslashes at the end of this one, so that what they escape is seen.
    position += length - backslashesBefore(desk, length)
    piece = Math.min(piece * 4, LARGEST_PIECE)
  }
  return end
}

/** How many backslashes stand right before `end`; of nothing else but them, none of those that come in pairs. */
function backslashesBefore(bytes: Uint8Array, end: number): number {
  let count = 0
  while (count < end && bytes[end - count - 1] === 0x5c) count++
  return count < end ? count : end & 1
}
