import {FLAT_OBJECTS_WASM} from './flat-objects-wasm.js'

/**
 * Lines that are flat JSON objects: texts without escapes, numbers, true, false and null, as most tools write requests. What they hold is found by
 * its bytes, and only what somebody asks for is made of it: `JSON.parse` wants the line as text and makes all of it, the longest field twice.
 * Every other line is for `JSON.parse`, which reads these lines alike. The bytes are read by `flat-objects.wat`.
 */

const {read, memory} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(FLAT_OBJECTS_WASM, 'base64'))).exports as {
  read: (at: number, records: number, most: number) => number
  memory: WebAssembly.Memory
}
const PAGE_BYTES = 65_536
/** An object with more fields is no request that anybody logged flat. */
const MOST_FIELDS = 128
/** The numbers of a record. */
const [NAME, NAME_END, KIND, START, END, RECORD_SIZE] = [0, 1, 2, 3, 4, 5]
const [TEXT_KIND, NUMBER_KIND, TRUE_KIND, FALSE_KIND] = [0, 1, 2, 3]
const RECORDS_AT = 8
const TEXT_AT = RECORDS_AT + MOST_FIELDS * RECORD_SIZE * Int32Array.BYTES_PER_ELEMENT
const SLACK_BYTES = 8

const NEWLINE = 0x0a
const DIGIT_0 = 0x30
/** Digits that a number surely holds. */
const SURE_DIGITS = 15
/** Texts of few signs (methods, kinds, hosts) mostly stand there as in the line before. */
const SHORT = 24

/** What stood at one place in the line before: names come in the same order in all lines of a capture. */
interface Before {
  name: string
  text: string
}

const before: Before[] = Array.from({length: MOST_FIELDS}, () => ({name: '', text: ''}))

/** One memory for all chunks: each has a line feed behind it. */
let bytes = Buffer.from(memory.buffer)
let records = new Int32Array(memory.buffer, RECORDS_AT, MOST_FIELDS * RECORD_SIZE)
let lineEnd = new Int32Array(memory.buffer, 0, 1)

/** The line that was read last. */
export const FLAT = {
  /** Number of fields. */
  size: 0,
  /** Where the line ends: at its line feed, or at the end of the chunk. */
  end: 0,
}

/** Takes the lines of a chunk, which must be ASCII. */
export function loadFlat(chunk: Uint8Array): void {
  const size = TEXT_AT + chunk.length + SLACK_BYTES
  if (size > memory.buffer.byteLength) {
    memory.grow(Math.ceil((size - memory.buffer.byteLength) / PAGE_BYTES))
    bytes = Buffer.from(memory.buffer)
    records = new Int32Array(memory.buffer, RECORDS_AT, MOST_FIELDS * RECORD_SIZE)
    lineEnd = new Int32Array(memory.buffer, 0, 1)
  }
  bytes.set(chunk, TEXT_AT)
  bytes[TEXT_AT + chunk.length] = NEWLINE
}

/** Reads the line at `at` into `FLAT`; false where it is no flat object. */
export function readFlat(at: number): boolean {
  FLAT.size = read(TEXT_AT + at, RECORDS_AT, MOST_FIELDS)
  FLAT.end = (lineEnd[0] ?? 0) - TEXT_AT
  return FLAT.size >= 0
}

export function flatName(index: number): string {
  const record = index * RECORD_SIZE
  const known = before[index]
  return known === undefined ? '' : (known.name = textAt(known.name, records[record + NAME] ?? 0, records[record + NAME_END] ?? 0))
}

/** As `JSON.parse` would give it. */
export function flatValue(index: number): string | number | boolean | null {
  const record = index * RECORD_SIZE
  const start = records[record + START] ?? 0
  const end = records[record + END] ?? 0
  switch (records[record + KIND]) {
    case TEXT_KIND: {
      const known = before[index]
      if (known === undefined || end - start > SHORT) return latin1(start, end)
      return (known.text = textAt(known.text, start, end))
    }
    case NUMBER_KIND:
      return numberAt(start, end)
    case TRUE_KIND:
      return true
    case FALSE_KIND:
      return false
    default:
      return null
  }
}

/** The text in [start, end), which is `likely` where it is equal. */
function textAt(likely: string, start: number, end: number): string {
  if (likely.length !== end - start) return latin1(start, end)
  for (let at = 0; at < likely.length; at++) if (bytes[start + at] !== likely.charCodeAt(at)) return latin1(start, end)
  return likely
}

function numberAt(start: number, end: number): number {
  if (end - start > SURE_DIGITS) return Number(latin1(start, end))
  let number = 0
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - DIGIT_0
    if (digit < 0 || digit > 9) return Number(latin1(start, end))
    number = number * 10 + digit
  }
  return number
}

function latin1(start: number, end: number): string {
  return bytes.toString('latin1', start, end)
}
