/**
 * Cutting a capture at its newlines. Finding chunks (bytes) and reading lines (text) are apart so that the chunks can be handed to worker
 * threads: `cutAtNewlines` looks at few bytes and copies each once, `eachLine` does the decoding.
 */
import {isAscii} from 'node:buffer'
import {fillingFrom} from '../files/file-bytes.js'
import type {CapturedRequest} from '../hits/captured-request.js'
import {FLAT, loadFlat, readFlat} from './flat-objects.js'
import type {Batch, CaptureInput, LineFormat, PlacelessRequest} from './format.js'

/** A longer line is named as damage and never held in memory: a request of 8 MB is no request, it is a file that is not made of lines. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024

/** Size of the chunks when nobody asks for another: large enough to make the work per chunk count, small enough for flat memory. */
const CHUNK_BYTES = 512 * 1024

/** How much must be free of line feeds before carriage returns are taken to end lines. */
const LOOK_BYTES = 1024 * 1024

const NEWLINE = 0x0a
const RETURN = 0x0d

/** Whole lines of a capture. */
export interface LineChunk {
  /** Whole lines with their newlines (the last of the file may lack it). Their ArrayBuffer is theirs alone and a little larger: it can be transferred to a worker. */
  bytes: Uint8Array<ArrayBuffer>
  /** Physical number of the first line, from 1. */
  firstLine: number
  /** The chunk stands for one line longer than `MAX_LINE_BYTES`, whose bytes were not kept. */
  tooLong?: true
}

/**
 * Cuts bytes at newlines into chunks of about `targetBytes` (more when one line is longer, less at the end). Memory is bounded by
 * `targetBytes`, the incoming piece and `MAX_LINE_BYTES`, whatever the input. A capture without a line feed in its first megabyte but with
 * carriage returns (old Mac files) has its lines end at those: they are given as line feeds.
 */
export async function* cutAtNewlines(bytes: AsyncIterable<Uint8Array>, targetBytes: number = CHUNK_BYTES): AsyncIterable<LineChunk> {
  const source = fillingFrom(bytes)
  try {
    let room = roomFor(targetBytes)
    /** Bytes in the room, and how many of them, from the first on, are known to hold no newline. */
    let filled = 0
    let searched = 0
    let line = 1
    let discarding = false
    let endsAtReturns: boolean | undefined
    for (let isEnd = false; !isEnd;) {
      for (let length = -1; filled < room.length && !isEnd; filled += length) {
        length = await source.fill(room.subarray(filled))
        isEnd = length === 0
      }
      if (filled >= LOOK_BYTES || isEnd) endsAtReturns ??= hasOnlyReturns(room.subarray(0, Math.min(filled, LOOK_BYTES)))
      if (endsAtReturns) replaceReturns(room.subarray(searched, filled))
      if (discarding) {
        const end = room.subarray(0, filled).indexOf(NEWLINE)
        discarding = end < 0
        if (!discarding) line++
        room.copyWithin(0, end + 1, filled)
        filled = discarding ? 0 : filled - end - 1
        if (discarding) continue
      }
      const cut = isEnd ? filled : searched + room.subarray(searched, filled).lastIndexOf(NEWLINE) + 1
      if (cut > (isEnd ? 0 : searched)) {
        endsAtReturns ??= false
        const chunk = {bytes: room.subarray(0, cut), firstLine: line}
        const rest = room.subarray(cut, filled)
        line += countNewlines(chunk.bytes)
        // The room goes away with the chunk.
        room = roomFor(Math.max(targetBytes, Math.min(rest.length * 2, MAX_LINE_BYTES + 1)))
        room.set(rest)
        filled = rest.length
        yield chunk
      } else if (filled > MAX_LINE_BYTES) {
        yield {bytes: new Uint8Array(0), firstLine: line, tooLong: true}
        filled = 0
        discarding = true
      } else if (filled === room.length) {
        const larger = roomFor(Math.min(room.length * 2, MAX_LINE_BYTES + 1))
        larger.set(room)
        room = larger
      }
      searched = endsAtReturns === undefined ? 0 : filled
    }
  } finally {
    await source.close()
  }
}

function roomFor(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer)
}

function hasOnlyReturns(head: Uint8Array): boolean {
  return !head.includes(NEWLINE) && head.includes(RETURN)
}

function replaceReturns(bytes: Uint8Array): void {
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1)) bytes[at] = NEWLINE
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
  const text = textOf(chunk.bytes)
  let number = chunk.firstLine
  for (let start = 0; start < text.length; number++) {
    const end = endOfLine(text, start)
    onLine(lineOf(text, start, end), number)
    start = end + 1
  }
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}

/** Without its carriage return. */
function lineOf(text: string, start: number, end: number): string {
  return text.charCodeAt(end - 1) === RETURN && end > start ? text.slice(start, end - 1) : text.slice(start, end)
}

/** What is ASCII, as most captures are, needs no decoding. */
function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  return isAscii(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') : utf8.decode(bytes)
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
  const parseLine = (line: string, record: number): void => {
    if (isBlank(line)) return
    const parsed = format.parseLine(line)
    if ('skip' in parsed) skipped[parsed.skip] = (skipped[parsed.skip] ?? 0) + 1
    else if ('damage' in parsed) damaged.push({record, reason: parsed.damage})
    else if ('several' in parsed) for (const request of parsed.several) requests.push(placed(request, file, record))
    else requests.push(placed(parsed, file, record))
  }
  if (format.parseFlat !== undefined && chunk.bytes.length <= MAX_LINE_BYTES && isAscii(chunk.bytes)) {
    const parseFlat = format.parseFlat
    eachFlat(
      chunk,
      (record) => {
        const request = parseFlat()
        if (request !== undefined) requests.push(placed(request, file, record))
        return request !== undefined
      },
      parseLine,
    )
  } else eachLine(chunk, parseLine, (record) => damaged.push({record, reason: TOO_LONG}))
  return {requests, skipped, damaged}
}

/** The same as `eachLine`, but for flat objects: `onFlat` is called when one has been read, and takes it or leaves it to `onLine`. ASCII only. */
function eachFlat(
  {bytes, firstLine}: LineChunk,
  onFlat: (number: number) => boolean,
  onLine: (line: string, number: number) => void,
): void {
  loadFlat(bytes)
  let text: string | undefined
  let number = firstLine
  for (let start = 0; start < bytes.length; number++) {
    let end: number
    if (readFlat(start) && onFlat(number)) ({end} = FLAT)
    else {
      text ??= textOf(bytes)
      end = endOfLine(text, start)
      onLine(lineOf(text, start, end), number)
    }
    start = end + 1
  }
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

function countNewlines(bytes: Uint8Array<ArrayBuffer>): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let count = 0
  for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, at + 1)) count++
  return count
}
