import {BatchBuilder} from './batch-builder.js'
import type {Batch, CaptureInput} from './format.js'
import {describeFault} from './har/describe-fault.js'
import {ENTRY_SHAPE, readEntry} from './har/entry.js'
import {JsonProjector} from './har/json-projector.js'
import {isMembers, object, value, type Projected} from './har/json-shape.js'
import {PageBook} from './har/pages.js'
import {attachBody} from './request-body.js'

const LINE_SHAPE = object({type: value, snapshot: ENTRY_SHAPE})
const NEWLINE = 0x0a

/**
 * Reads the network log of a Playwright trace: one JSON object per line, those of type `resource-snapshot` holding a HAR entry.
 * `Place.record` is the line, from 1.
 */
export async function* readTraceNetwork(input: CaptureInput): AsyncGenerator<Batch> {
  const pages = new PageBook()
  const batches = new BatchBuilder()
  let record = 0
  for await (const line of projectLines(input.bytes)) {
    record++
    if (line === undefined) continue
    if ('fault' in line) batches.addDamage({record, reason: line.fault})
    else if (!isMembers(line.projected) || line.projected['type'] !== 'resource-snapshot') batches.addSkip('not-a-request')
    else {
      const read = readEntry(line.projected['snapshot'], {file: input.file, record}, pages)
      if (typeof read === 'string') batches.addDamage({record, reason: read})
      else {
        if (read.bodyFile !== undefined) await attachBody(read.request, read.bodyFile, read.contentEncoding, input)
        batches.add(read.request)
      }
    }
    if (batches.isFull) yield batches.take()
  }
  if (!batches.isEmpty) yield batches.take()
}

/** Each line projected by itself, so that a damaged one costs itself alone. Blank lines are undefined. */
async function* projectLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<{projected: Projected} | {fault: string} | undefined> {
  let line = new LineProjector()
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length;) {
      const newline = chunk.indexOf(NEWLINE, start)
      line.push(chunk.subarray(start, newline < 0 ? chunk.length : newline))
      if (newline < 0) break
      yield line.finish()
      line = new LineProjector()
      start = newline + 1
    }
  }
  const last = line.finish()
  if (last) yield last
}

class LineProjector {
  #projected: Projected
  readonly #projector = new JsonProjector(LINE_SHAPE, {item: () => undefined, document: (document) => (this.#projected = document)})

  push(bytes: Uint8Array): void {
    this.#projector.push(bytes)
  }

  finish(): {projected: Projected} | {fault: string} | undefined {
    this.#projector.end()
    const {fault} = this.#projector
    if (fault?.kind === 'empty') return undefined
    return fault ? {fault: describeFault(this.#projector, {what: 'line', item: 'value', lastWhole: -1})} : {projected: this.#projected}
  }
}
