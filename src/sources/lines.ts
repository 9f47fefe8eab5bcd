/**
 * Cutting a capture at its newlines. Finding chunks (bytes) and reading lines (text) are apart so that the chunks can be handed to worker
 * threads: `cutAtNewlines` looks at few bytes and copies each once, `eachLine` does the decoding.
 */
import type {CapturedRequest} from '../hits/captured-request.js'
import type {Batch, CaptureInput, LineFormat, PlacelessRequest} from './format.js'

/** A longer line is named as damage and never held in memory: a request of 8 MB is no request, it is a file that is not made of lines. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024

/** Size of the chunks when nobody asks for another: large enough to make the work per chunk count, small enough for flat memory. */
const CHUNK_BYTES = 512 * 1024

const NEWLINE = 0x0a

/** Whole lines of a capture. */
export interface LineChunk {
  /** Whole lines with their newlines (the last of the file may lack it). Owns its ArrayBuffer, so that it can be transferred to a worker. */
  bytes: Uint8Array<ArrayBuffer>
  /** Physical number of the first line, from 1. */
  firstLine: number
  /** The chunk stands for one line longer than `MAX_LINE_BYTES`, whose bytes were not kept. */
  tooLong?: true
}

/**
 * Cuts a byte stream at newlines into chunks of about `targetBytes` (more when one line is longer, less at the end).
 * Memory is bounded by `targetBytes`, the incoming chunk and `MAX_LINE_BYTES`, whatever the input.
 */
export async function* cutAtNewlines(bytes: AsyncIterable<Uint8Array>, targetBytes: number = CHUNK_BYTES): AsyncIterable<LineChunk> {
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  /** End of the last whole line among the pending bytes. */
  let cut = 0
  let line = 1
  let discarding = false
  const take = (size: number): LineChunk => {
    const taken = joinBytes(pending, size)
    pending = pendingBytes === size ? [] : [tailOf(pending, size)]
    pendingBytes -= size
    cut = 0
    const chunk = {bytes: taken, firstLine: line}
    line += countNewlines(taken)
    return chunk
  }

  for await (let incoming of bytes) {
    if (discarding) {
      const end = incoming.indexOf(NEWLINE)
      if (end < 0) continue
      incoming = incoming.subarray(end + 1)
      discarding = false
      line++
    }
    if (incoming.length === 0) continue
    const last = incoming.lastIndexOf(NEWLINE)
    if (last >= 0) cut = pendingBytes + last + 1
    pending.push(incoming)
    pendingBytes += incoming.length
    if (pendingBytes >= targetBytes && cut > 0) yield take(cut)
    if (pendingBytes - cut > MAX_LINE_BYTES) {
      if (cut > 0) yield take(cut)
      yield {bytes: new Uint8Array(0), firstLine: line, tooLong: true}
      pending = []
      pendingBytes = 0
      discarding = true
    }
  }
  if (pendingBytes > 0) yield take(pendingBytes)
}

const utf8 = new TextDecoder('utf-8', {ignoreBOM: true})

/**
 * Calls `onLine` for every line of a chunk, blank ones included, without its newline or carriage return, decoded as UTF-8 (invalid bytes become
 * U+FFFD), and `onTooLong` for every line beyond `MAX_LINE_BYTES`.
 */
export function eachLine(chunk: LineChunk, onLine: (line: string, number: number) => void, onTooLong: (number: number) => void): void {
  if (chunk.tooLong) return onTooLong(chunk.firstLine)
  if (chunk.bytes.length > MAX_LINE_BYTES) return eachLineOfLargeChunk(chunk, onLine, onTooLong)
  // One decode for the whole chunk is several times faster than one per line. A newline byte is never part of another
  // character in UTF-8, so that the numbers stay right in broken text too.
  const text = utf8.decode(chunk.bytes)
  let number = chunk.firstLine
  for (let start = 0; start < text.length; number++) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    const line = text.charCodeAt(end - 1) === 13 && end > start ? text.slice(start, end - 1) : text.slice(start, end)
    onLine(line, number)
    start = end + 1
  }
}

function eachLineOfLargeChunk(chunk: LineChunk, onLine: (line: string, number: number) => void, onTooLong: (number: number) => void): void {
  let number = chunk.firstLine
  for (let start = 0; start < chunk.bytes.length; number++) {
    let end = chunk.bytes.indexOf(NEWLINE, start)
    if (end < 0) end = chunk.bytes.length
    if (end - start > MAX_LINE_BYTES) onTooLong(number)
    else eachLine({bytes: chunk.bytes.slice(start, end), firstLine: number}, onLine, onTooLong)
    start = end + 1
  }
}

/** Reads one chunk with a line format. Blank lines count as nothing. */
export function parseChunk(format: LineFormat, chunk: LineChunk, file: number): Batch {
  const requests: CapturedRequest[] = []
  const skipped: Record<string, number> = {}
  const damaged: {record: number; reason: string}[] = []
  eachLine(
    chunk,
    (line, record) => {
      if (isBlank(line)) return
      const parsed = format.parseLine(line)
      if ('skip' in parsed) skipped[parsed.skip] = (skipped[parsed.skip] ?? 0) + 1
      else if ('damage' in parsed) damaged.push({record, reason: parsed.damage})
      else if ('several' in parsed) for (const request of parsed.several) requests.push(placed(request, file, record))
      else requests.push(placed(parsed, file, record))
    },
    (record) => damaged.push({record, reason: TOO_LONG}),
  )
  return {requests, skipped, damaged}
}

/** What is said of a line that was not read because of its length. */
export const TOO_LONG = 'the line is longer than 8 MB'

/** Puts a request at its place. The object is completed, not copied: this runs once per line. */
export function placed(request: PlacelessRequest, file: number, record: number): CapturedRequest {
  const page = request.page
  const whole = request as PlacelessRequest & CapturedRequest
  whole.place = page === undefined ? {file, record} : {file, record, page}
  return whole
}

/** Reads a capture of a line format in this thread. */
export async function* readLines(format: LineFormat, input: CaptureInput): AsyncIterable<Batch> {
  for await (const chunk of cutAtNewlines(input.bytes)) yield parseChunk(format, chunk, input.file)
}

/** True for a line without anything to read. */
export function isBlank(line: string): boolean {
  if (line.length === 0) return true
  if (line.charCodeAt(0) > 32) return false
  return line.trim() === ''
}

function countNewlines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}

/** The first `size` bytes of the pieces, in a buffer of their own. */
function joinBytes(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    if (at >= size) break
    const part = piece.length > size - at ? piece.subarray(0, size - at) : piece
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function tailOf(pieces: readonly Uint8Array[], from: number): Uint8Array {
  let left = from
  for (const [index, piece] of pieces.entries()) {
    if (left < piece.length) {
      const rest = pieces.slice(index + 1)
      const first = piece.subarray(left)
      return rest.length === 0 ? first : joinBytes([first, ...rest], first.length + rest.reduce((sum, part) => sum + part.length, 0))
    }
    left -= piece.length
  }
  return new Uint8Array(0)
}
