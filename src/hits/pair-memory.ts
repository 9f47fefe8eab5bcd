/** The memory that `pairs.wat` works in: what stands where. */
import {HEX_DIGITS} from './decode-text.js'
import {CLASSES, EDGES} from './traits.js'

/** More than any library can send; a capture of noise must not fill the memory. */
export const MOST_PAIRS = 10_000
/** Names are forgotten between two texts once there are so many; one text may add as many as it has pairs. */
export const MANY_TOKENS = 8192
const MOST_TOKENS = MANY_TOKENS + MOST_PAIRS + 200
/** Longer names are read anew each time: nobody repeats them. */
export const LONGEST_NAME = 64

/** The numbers of a record: its token, where the value begins and ends, and what that shows (see `traitsOf`). */
export const RECORD = {token: 0, start: 1, end: 2, shows: 3} as const
export const RECORD_SIZE = 4
/** The numbers that are found of all. */
export const FOUND = {size: 0, seen: 1, topics: 2, flagged: 3, inContext: 4, block: 5, lastToken: 6} as const
/** The numbers of a token. Before them stand the first bytes of its name and which of them count, eight bytes each. */
export const TOKEN = {nameAt: 4, length: 5, block: 6, after: 7, flags: 8, topics: 9, limit: 10, place: 11, next: 12, number: 13} as const
export const TOKEN_BYTES = 56
/** A place: in which reading it was seen last, and at which index. */
export const PLACE_BYTES = 8

/** Bytes from the beginning of the memory. */
export const AT = {
  classes: 0,
  digits: 256,
  edges: 512,
  found: 768,
  records: 1024,
  flagged: 161_024,
  context: 201_024,
  places: 241_024,
  tokens: 401_024,
  names: 401_024 + MOST_TOKENS * TOKEN_BYTES,
  text: 401_024 + MOST_TOKENS * (TOKEN_BYTES + LONGEST_NAME),
} as const

const PAGE_BYTES = 65_536
/** What is read beyond the end of a text: a word, whatever it is. */
const SLACK_BYTES = 8

export const memory = new WebAssembly.Memory({initial: Math.ceil(AT.text / PAGE_BYTES) + 1})

/** One memory for all texts: whoever reads one is done before the next. The views are others after it has grown. */
export const VIEW = {bytes: new Uint8Array(memory.buffer), numbers: new Int32Array(memory.buffer)}
VIEW.bytes.set(CLASSES, AT.classes)
VIEW.bytes.set(new Uint8Array(HEX_DIGITS.buffer, 0, AT.edges - AT.digits), AT.digits)
VIEW.bytes.set(EDGES, AT.edges)

/** Makes room for a text of so many bytes. */
export function reserveText(size: number): void {
  const missing = AT.text + size + SLACK_BYTES - VIEW.bytes.length
  if (missing <= 0) return
  memory.grow(Math.ceil((missing + size) / PAGE_BYTES))
  VIEW.bytes = new Uint8Array(memory.buffer)
  VIEW.numbers = new Int32Array(memory.buffer)
}

/** Where a number stands among `VIEW.numbers`. */
export function numberAt(address: number): number {
  return address / Int32Array.BYTES_PER_ELEMENT
}
