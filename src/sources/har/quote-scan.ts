/**
 * Finding the end of a long JSON string sixteen bytes at a time. Most of a HAR is response bodies, half of them HTML or JSON that is escaped
 * once or twice over: there `Buffer.indexOf` stops every few bytes, and a loop in JavaScript looks at each (three to seven times slower).
 * So the one search that all of a large HAR waits for is WebAssembly with vector instructions: `quote-scan.wat`, assembled below.
 */

interface Search {
  /** First quote in [from, end) of the heap that no backslash escapes; `end` if there is none. */
  readonly find: (from: number, end: number) => number
  readonly heap: Uint8Array
}

/** `quote-scan.wat`, in base64. */
export const ASSEMBLED =
  'AGFzbQEAAAABBwFgAn9/AX8DAgEABQMBAAIHEQIGbWVtb3J5AgAEZmluZAAACpcBAZQBAgR/AXtBIv0PIQYgACECAkADQCACIAFPDQEgAv0ABAAgBv0j/WQhAwJAA0AgA0UN' +
  'ASACIANoaiEEIAQhBQJAA0AgBSAATQ0BIAVBAWstAABB3ABHDQEgBUEBayEFDAALCyAEIAVrQQFxRQRAIAQgASAEIAFJGw8LIAMgA0EBa3EhAwwACwsgAkEQaiECDAALCyABCw=='

/** Bodies are a few kilobytes; what is copied beyond the end of one is wasted. */
const FIRST_PIECE = 4096
const LARGEST_PIECE = 65_536

let search: Search | null | undefined

/** The types of Node 20 do not have it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => {
    readonly exports: {readonly find: Search['find']; readonly memory: {readonly buffer: ArrayBuffer}}
  }
}

/** Null on processors without vector instructions. */
function prepare(): Search | null {
  const {Module, Instance} = (globalThis as unknown as {WebAssembly: WebAssemblyApi}).WebAssembly
  try {
    const {find, memory} = new Instance(new Module(Buffer.from(ASSEMBLED, 'base64'))).exports
    return {find, heap: new Uint8Array(memory.buffer)}
  } catch {
    return null
  }
}

/**
 * Position of the first quote in [from, end) that no backslash escapes, or `end`; undefined where this machine cannot search so. `from` is not
 * preceded by a backslash that escapes it.
 */
export function findQuote(bytes: Uint8Array, from: number, end: number): number | undefined {
  search ??= prepare()
  if (search === null) return undefined
  const {find, heap} = search
  let position = from
  let piece = FIRST_PIECE
  while (position < end) {
    const length = Math.min(piece, end - position)
    heap.set(bytes.subarray(position, position + length))
    const found = find(0, length)
    if (found < length) return position + found
    if (position + length === end) return end
    // The next piece begins before the backslashes at the end of this one, so that what they escape is seen.
    position += length - backslashesBefore(heap, length)
    piece = Math.min(piece * 4, LARGEST_PIECE)
  }
  return end
}

/** How many backslashes stand right before `end`; of nothing else but them, none of those that come in pairs. */
function backslashesBefore(heap: Uint8Array, end: number): number {
  let count = 0
  while (count < end && heap[end - count - 1] === 0x5c) count++
  return count < end ? count : end & 1
}
