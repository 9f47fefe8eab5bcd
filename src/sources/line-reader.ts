import type {BatchBuilder} from './batch-builder.js'
import type {Batch, CaptureInput} from './format.js'
import {cutAtNewlines, eachLine, TOO_LONG} from './lines.js'

/** What remembers lines: a record of its format may go on over several, or depend on one before it. */
export interface LineReader {
  readonly batches: BatchBuilder
  /** `record`: physical number of the line, from 1. */
  line(line: string, record: number): void
  /** A line longer than `MAX_LINE_BYTES`, whose text was not kept. Without it the line is named as damage. */
  tooLong?(record: number): void
  /** No line follows. */
  end?(): void
}

/** Gives every line of a capture to a reader, and what it makes of them as batches. */
export async function* readLineByLine({bytes}: CaptureInput, reader: LineReader): AsyncIterable<Batch> {
  const {batches} = reader
  for await (const chunk of cutAtNewlines(bytes)) {
    eachLine(
      chunk,
      (line, record) => reader.line(line, record),
      (record) => (reader.tooLong === undefined ? batches.addDamage({record, reason: TOO_LONG}) : reader.tooLong(record)),
    )
    if (!batches.isEmpty) yield batches.take()
  }
  reader.end?.()
  if (!batches.isEmpty) yield batches.take()
}
