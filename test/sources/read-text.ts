import type {CapturedRequest} from '../../src/hits/captured-request.js'
import type {Damage, Format} from '../../src/sources/format.js'
import {readLines} from '../../src/sources/lines.js'

export interface Read {
  requests: CapturedRequest[]
  skipped: Record<string, number>
  damaged: Damage[]
}

/** The bytes in chunks of the given size. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  await Promise.resolve()
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** All that a format reads in a text or in bytes. */
export async function readText(format: Format, content: string | Uint8Array, chunkSize = 65_536): Promise<Read> {
  return readBytes(format, inChunks(typeof content === 'string' ? Buffer.from(content) : content, chunkSize))
}

/** All that a format reads in these chunks. */
export async function readBytes(format: Format, bytes: AsyncIterable<Uint8Array>): Promise<Read> {
  const input = {file: 3, name: 'capture', bytes, sibling: async () => undefined}
  const read: Read = {requests: [], skipped: {}, damaged: []}
  for await (const batch of format.kind === 'lines' ? readLines(format, input) : format.open(input)) {
    read.requests.push(...batch.requests)
    read.damaged.push(...(batch.damaged ?? []))
    for (const [reason, count] of Object.entries(batch.skipped ?? {})) read.skipped[reason] = (read.skipped[reason] ?? 0) + count
  }
  return read
}

/** The only request of a text. */
export async function readOne(format: Format, content: string): Promise<CapturedRequest> {
  const {requests} = await readText(format, content)
  const [request] = requests
  if (request === undefined || requests.length !== 1) throw new Error(`${requests.length} requests where one was expected`)
  return request
}

/** An image request as AppMeasurement writes it, for a shop that does not exist. */
export const HIT =
  'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123?AQB=1&ndh=1&pf=1&ce=UTF-8&pageName=pdp%3Aboots&events=scAdd&products=%3BSKU77&AQE=1'
/** The address of a hit whose data is in the body. */
export const HIT_PATH = 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123'
export const BODY = 'AQB=1&ndh=1&pageName=pdp&events=scAdd&products=%3BSKU77&AQE=1'
