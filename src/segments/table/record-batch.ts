import type {RowSpace} from './row-space.js'

/** Bits of `RecordBatch.escapes`. */
export const DOUBLED_QUOTES = 1
export const BACKSLASHES = 2

/**
 * Records of a table that lie in one piece of its bytes: cells are places, and a text is made only of those that are asked for. Cell `c` of
 * record `r` stands at index `r * width + c`. The bytes are UTF-8, or Latin-1 where they are not valid UTF-8.
 */
export interface RecordBatch {
  readonly bytes: Uint8Array
  readonly width: number
  readonly count: number
  /** The memory all of it lies in. */
  readonly space: RowSpace
  /** First byte of a cell, without its quote. */
  readonly starts: Int32Array
  /** One past its last byte. */
  readonly ends: Int32Array
  /** What has to be undone before a cell can be read. */
  readonly escapes: Uint8Array
  /** Physical line each record begins in, from 1. */
  readonly lines: Float64Array
}

/** A record that does not have the cells of the header. */
export interface RaggedRecord {
  readonly line: number
  readonly cells: number
}

const utf8 = new TextDecoder('utf-8', {fatal: true})
const latin1 = new TextDecoder('windows-1252')

/** Bytes as UTF-8, or as Latin-1 (windows-1252) where they are not valid UTF-8. */
export function decodeCell(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return latin1.decode(bytes)
  }
}

/** The text of a cell: unquoted, unescaped, without blanks around it. `index` as in `RecordBatch`. */
export function cellText(batch: Pick<RecordBatch, 'bytes' | 'starts' | 'ends' | 'escapes'>, index: number): string {
  const text = decodeCell(batch.bytes.subarray(batch.starts[index], batch.ends[index]))
  const escapes = batch.escapes[index] ?? 0
  if (escapes === 0) return text.trim()
  const unquoted = (escapes & DOUBLED_QUOTES) === 0 ? text : text.replaceAll('""', '"')
  return ((escapes & BACKSLASHES) === 0 ? unquoted : unquoted.replace(/\\([\s\S])/g, '$1')).trim()
}
