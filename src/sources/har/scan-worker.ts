import {once} from 'node:events'
import {parentPort, workerData, type MessagePort} from 'node:worker_threads'
import {readInPlace} from '../../files/read-in-place.js'
import type {CapturedRequest} from '../../hits/captured-request.js'
import {whyNotAHit} from '../../hits/recognise.js'
import type {Batch, Damage} from '../format.js'
import {readSibling} from '../read-sibling.js'
import {readHar} from './har.js'
import {searchableBuffer} from './quote-scan.js'
import type {FromScan, ScanSetup, ScanWish, ToScan} from './scan-protocol.js'

/** A thread that reads one large HAR, so that finding the ends of its strings and judging its hits share the time. Loads neither rules nor schemas. */

const READ_BYTES = 1024 * 1024
/** Read before anybody says what is wanted, and sent before anybody has taken it: enough for the time in which the other thread loads its modules. */
const MOST_AHEAD_RECORDS = 40_000
const MOST_AHEAD_CHARACTERS = 16 * 1024 * 1024
/** Sent together, for a message costs as much as the hits of a few batches; not more, so that progress is seen. */
const BATCHES_A_MESSAGE = 16
const MOST_RECORDS_A_MESSAGE = 256

/** Only a thread has one, and this file runs nowhere else. */
const port = parentPort as MessagePort
const {path} = workerData as ScanSetup

let wish: ScanWish | undefined
/** Sizes of the messages that are on their way to the other thread. */
const untaken: Size[] = []
port.on('message', (message: ToScan) => {
  if (message === 'taken') untaken.shift()
  else wish = message
})

let ahead: Batch[] = []
let size: Size = {records: 0, characters: 0}

const bytes = readInPlace(path, searchableBuffer(READ_BYTES))
try {
  for await (const batch of readHar({file: 0, name: path, bytes, sibling: async (name) => readSibling(path, name)})) {
    ahead.push(batch)
    size = sumOf([size, sizeOf(batch)])
    if (wish === undefined ? isFar(size) : ahead.length >= BATCHES_A_MESSAGE || size.records >= MOST_RECORDS_A_MESSAGE) await send()
  }
} finally {
  // What was read before the disk failed is as good as ever.
  await send()
}
port.postMessage(null satisfies FromScan)
port.close()

interface Size {
  records: number
  characters: number
}

function sizeOf({requests, damaged = []}: Batch): Size {
  let characters = 0
  for (const {url, body = ''} of requests) characters += url.length + body.length
  return {records: requests.length + damaged.length, characters}
}

function sumOf(sizes: readonly Size[]): Size {
  const sum = {records: 0, characters: 0}
  for (const {records, characters} of sizes) {
    sum.records += records
    sum.characters += characters
  }
  return sum
}

function isFar({records, characters}: Size): boolean {
  return records >= MOST_AHEAD_RECORDS || characters >= MOST_AHEAD_CHARACTERS
}

/** Undefined while it is not known, or enough is on its way. */
function wishOfNow(): ScanWish | undefined {
  return isFar(sumOf(untaken)) ? undefined : wish
}

async function send(): Promise<void> {
  let wished = wishOfNow()
  while (wished === undefined) {
    await once(port, 'message')
    wished = wishOfNow()
  }
  const message = asOne(ahead, wished)
  untaken.push(sizeOf(message))
  port.postMessage(JSON.stringify(message) satisfies FromScan)
  ahead = []
  size = {records: 0, characters: 0}
}

function asOne(batches: readonly Batch[], {file, strangers}: ScanWish): Batch {
  const requests: CapturedRequest[] = []
  const skipped: Record<string, number> = {}
  const damaged: Damage[] = []
  const skip = (reason: string, count: number): void => void (skipped[reason] = (skipped[reason] ?? 0) + count)
  for (const batch of batches) {
    for (const request of batch.requests) {
      const reason = strangers ? undefined : whyNotAHit(request)
      if (reason !== undefined) skip(reason, 1)
      else {
        request.place.file = file
        requests.push(request)
      }
    }
    for (const [reason, count] of Object.entries(batch.skipped ?? {})) skip(reason, count)
    damaged.push(...(batch.damaged ?? []))
  }
  return {requests, skipped, damaged}
}
