/**
 * Splitting a query string into pairs. Every byte of every hit is looked at here, which in JavaScript takes more than twice as long as in
 * WebAssembly: `pairs.wat`, assembled below.
 */
import {HEX_DIGITS} from './decode-text.js'
import {AMPERSAND, BEYOND_ASCII} from './raw-bytes.js'
import {CLASSES, EDGES} from './traits.js'

/** More than any library can send; a capture of noise must not fill the memory. */
export const MOST_PAIRS = 10_000

/** The numbers of a record: where they are, from its first on. Positions are UTF-16 units of the text. */
export const RECORD = {
  /** First unit of the name. */
  start: 0,
  /** Where the name ends: at `=` or `&`. */
  nameEnd: 1,
  /** Where the value ends: at `&`, or where the text does. */
  end: 2,
  /** Of the bytes of the name. */
  hash: 3,
  /** What the value shows: see `traitsOf`, and `STRANGE_NAME`. */
  shows: 4,
} as const
export const RECORD_SIZE = 5

/** `pairs.wat`, in base64. */
export const ASSEMBLED =
  'AGFzbQEAAAABCAFgA39/fwF/AwIBAAUDAQAEBxICBm1lbW9yeQIABXNwbGl0AAAK6QQB5gQBDX8gACEDQYAIIQQCQANAIAMgAU8NASADLQAAIQYgBkEmRgRAIANBAWohAwwBCyAFIAJGDQEgBCAD' +
  'IABrNgIAQQAhB0EAIQgCQANAIAZBPUYgBkEmRnINASAHQR9sIAZqIQcgCCAGciEIIANBAWohAyADLQAAIQYMAAsLIAQgAyAAazYCBCAEIAc2AgwgAyAGQT1GaiEDIAMhCUEAIQtBACEMQQAhDSAI' +
  'QYABcUEDdCEOAkADQCADLQAALQAAIQogCkEBTQRAIAsgCmohCyADQQFqIQMMAQsgCkEHRg0BIApBAkYEQCADLQABLACAAiEGQX8hDyAGQQBOBEAgAy0AAiwAgAIhDwsgD0EASARAIA5BwAByIQ4g' +
  'DEEBaiEMIANBAWohAwwCCyADQQNqIQMgBkEEdCAPaiEGIAZBgAFPIAZBJUZyBEAgDkHAAHIhDgsgBkGAAU8gBkErRnINASAGLQAAIQoFIANBAWohAwsgCkEBRgRAIAtBAWohCwsgCkECRiAKQQNG' +
  'cgRAIAxBAWohDAsgCkEERgRAIA5BAnIhDgsgCkEFRgRAIA5BBHIhDgsgCkEGRgRAIA5BwAByIQ4gDUEBaiENCwwACwsgBCADIABrNgIIIAMgCUcEQCAOIAtBCU9BA3QgDEECT0EFdHJyIQ4gCS0A' +
  'AC0AgARBAXEEQCAOQYACciEOCyADQQNrLQAAQSVGIANBAWstAAAtAIAEQQJxcgRAIA5BgARyIQ4LIA1B//8BSwRAQf//ASENCyAOIA1BEHRyIQ4LIAQgDjYCECAEQRRqIQQgBUEBaiEFDAALCyAF' +
  'Cw=='

const {split, memory} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(ASSEMBLED, 'base64'))).exports as {
  split: (text: number, end: number, most: number) => number
  memory: WebAssembly.Memory
}
const PAGE_BYTES = 65_536
const [CLASSES_AT, DIGITS_AT, EDGES_AT, RECORDS_AT] = [0, 256, 512, 1024]
const TEXT_AT = RECORDS_AT + MOST_PAIRS * RECORD_SIZE * Int32Array.BYTES_PER_ELEMENT

const tables = new Uint8Array(memory.buffer)
tables.set(CLASSES, CLASSES_AT)
tables.set(new Uint8Array(HEX_DIGITS.buffer, 0, 256), DIGITS_AT)
tables.set(EDGES, EDGES_AT)

/** Room for the text. */
let whole = new Uint8Array(memory.buffer, TEXT_AT)

/** The text that was split last. One memory for all: whoever reads it is done before the next. */
export const PAIRS = {
  count: 0,
  /** Every byte is the character itself. */
  isAscii: true,
  /** Records, one behind the other. */
  records: new Int32Array(memory.buffer, RECORDS_AT, MOST_PAIRS * RECORD_SIZE),
  /** A byte for each UTF-16 unit, `BEYOND_ASCII` or above for every one that is not ASCII, and an ampersand behind the last. */
  bytes: whole,
}

const ENCODER = new TextEncoder()

/** Splits `text` from `from` on into `PAIRS`, whose positions count from there. Pairs end at `&`, names at the first `=`; empty pairs are left out. */
export function splitPairs(text: string, from = 0): void {
  const {length} = text
  if (length >= whole.length) grow(length)
  if (from !== PAIRS.bytes.byteOffset - TEXT_AT) PAIRS.bytes = whole.subarray(from)
  const {read, written} = ENCODER.encodeInto(text, whole)
  PAIRS.isAscii = read === length && written === length
  if (!PAIRS.isAscii) {
    for (let at = 0; at < length; at++) whole[at] = Math.min(text.charCodeAt(at), BEYOND_ASCII)
  }
  whole[length] = AMPERSAND
  PAIRS.count = split(TEXT_AT + from, TEXT_AT + length, MOST_PAIRS)
}

function grow(length: number): void {
  memory.grow(Math.ceil((length * 2) / PAGE_BYTES))
  whole = new Uint8Array(memory.buffer, TEXT_AT)
  PAIRS.records = new Int32Array(memory.buffer, RECORDS_AT, MOST_PAIRS * RECORD_SIZE)
  PAIRS.bytes = whole
}
