import {BACKSLASH, CR, LF, QUOTE, type Dialect} from './dialect.js'
import {BACKSLASHES, DOUBLED_QUOTES} from './record-batch.js'

/** Cells of the record parsed last. Grows with the widest record, and is used again for the next. */
export interface Cells {
  count: number
  starts: Int32Array
  ends: Int32Array
  escapes: Uint8Array
  /** Line breaks inside the record. */
  breaks: number
  /** Something stood behind a closing quote, so that the quoting may have been misread. */
  sloppy: boolean
}

export function createCells(): Cells {
  return {count: 0, starts: new Int32Array(64), ends: new Int32Array(64), escapes: new Uint8Array(64), breaks: 0, sloppy: false}
}

/** The record is not over at the end of the bytes. */
export const INCOMPLETE = -1

/**
 * Reads one record beginning at `from` into `cells`, and says where the next begins. `INCOMPLETE` when the bytes end before the record
 * does, unless `isLast`: then their end is its end.
 */
export function parseRecord(bytes: Uint8Array, from: number, dialect: Dialect, isLast: boolean, cells: Cells): number {
  const {delimiter} = dialect
  const end = bytes.length
  cells.count = 0
  cells.breaks = 0
  cells.sloppy = false
  let at = from
  for (;;) {
    let start = at
    let stop = -1
    let escapes = 0
    if (dialect.quotes && bytes[at] === QUOTE) {
      start = ++at
      for (; at < end; at++) {
        const byte = bytes[at]
        if (byte === QUOTE) {
          if (bytes[at + 1] !== QUOTE) break
          escapes |= DOUBLED_QUOTES
          at++
        } else if (byte === BACKSLASH && dialect.escapes) {
          escapes |= BACKSLASHES
          at++
        } else if (byte === LF || (byte === CR && dialect.carriageReturns)) cells.breaks++
      }
      if (at >= end && !isLast) return INCOMPLETE
      stop = Math.min(at, end)
      cells.sloppy ||= at >= end
      at++
    }
    const behind = at
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0
      // Letters and digits stand above all of these but the backslash and the pipe.
      if (byte === delimiter || byte === LF) break
      if (byte === CR && (dialect.carriageReturns || bytes[at + 1] === LF)) break
      if (byte === BACKSLASH && dialect.escapes) {
        escapes |= BACKSLASHES
        at++
        if (bytes[at] === LF) cells.breaks++
      }
    }
    if (at >= end && !isLast) return INCOMPLETE
    at = Math.min(at, end)
    if (stop < 0) stop = at
    else if (at > behind && !isBlank(bytes, behind, at)) {
      cells.sloppy = true
      stop = at
    }
    addCell(cells, start, stop, escapes)
    if (at >= end) return end
    const byte = bytes[at]
    if (byte === delimiter) {
      at++
      // The file ends behind a delimiter: one more cell, with nothing in it.
      if (at >= end && !isLast) return INCOMPLETE
      continue
    }
    return byte === CR && bytes[at + 1] === LF ? at + 2 : at + 1
  }
}

function addCell(cells: Cells, start: number, end: number, escapes: number): void {
  const index = cells.count++
  if (index >= cells.starts.length) {
    cells.starts = grown(cells.starts, new Int32Array(index * 2))
    cells.ends = grown(cells.ends, new Int32Array(index * 2))
    const wider = new Uint8Array(index * 2)
    wider.set(cells.escapes)
    cells.escapes = wider
  }
  cells.starts[index] = start
  cells.ends[index] = end
  cells.escapes[index] = escapes
}

function grown(from: Int32Array, into: Int32Array): Int32Array {
  into.set(from)
  return into
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09 && bytes[at] !== CR) return false
  return true
}
