import {closeSync, createReadStream, openSync, readSync} from 'node:fs'
import {setImmediate} from 'node:timers/promises'

/** Bytes that are read into memory of the reader's, where that is at hand; a stream of pieces for all others. To be read once, either way. */
export interface FillingBytes extends AsyncIterable<Uint8Array> {
  /** Reads on into `room`, which is not empty. Returns how many bytes came, 0 at the end. */
  fill(room: Uint8Array): Promise<number>
  /** To be called by who fills, at the end or before. */
  close(): Promise<void>
}

const PIECE_BYTES = 1024 * 1024
/** After so many bytes others get their turn: signals, the clock of the progress line, messages of threads. */
const BYTES_PER_TURN = 16 * PIECE_BYTES

/** The bytes of a regular file. Opened when they are asked for. */
export function bytesOfFile(path: string): FillingBytes {
  let file: number | undefined
  let sinceTurn = 0
  return {
    async fill(room) {
      if (sinceTurn >= BYTES_PER_TURN) {
        sinceTurn = 0
        await setImmediate()
      }
      file ??= openSync(path, 'r')
      const length = readSync(file, room, 0, room.length, null)
      sinceTurn += length
      return length
    },
    async close() {
      if (file !== undefined) closeSync(file)
      file = undefined
    },
    [Symbol.asyncIterator]: () => createReadStream(path, {highWaterMark: PIECE_BYTES})[Symbol.asyncIterator](),
  }
}

/** Any bytes, as ones that fill: each is copied once. */
export function fillingFrom(bytes: AsyncIterable<Uint8Array> | FillingBytes): Pick<FillingBytes, 'fill' | 'close'> {
  if ('fill' in bytes) return bytes
  const iterator = bytes[Symbol.asyncIterator]()
  let piece: Uint8Array = new Uint8Array(0)
  let isDone = false
  return {
    async fill(room) {
      while (piece.length === 0 && !isDone) {
        const next = await iterator.next()
        if (next.done) isDone = true
        else piece = next.value
      }
      const part = piece.subarray(0, room.length)
      room.set(part)
      piece = piece.subarray(part.length)
      return part.length
    },
    async close() {
      if (!isDone) await iterator.return?.()
      isDone = true
    },
  }
}
