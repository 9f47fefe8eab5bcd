import type {CapturedRequest} from '../hits/captured-request.js'
import {BatchBuilder} from './batch-builder.js'
import type {Batch} from './format.js'
import {parseIsoTime} from './iso-time.js'
import {parseRawRequest, parseRawResponse, type RawRequest} from './raw-http.js'
import {decodeBody, MAX_BODY_BYTES, missingBodyState} from './request-body.js'
import type {ZipArchive} from '../files/zip-archive.js'

const SESSION_MEMBER = /^(?:.*\/)?raw\/0*(\d+)_c\.txt$/i
const MAX_RESPONSE_HEAD_BYTES = 64 * 1024
const MAX_METADATA_BYTES = 1024 * 1024

/** The request members of a Fiddler archive, in the order of their sessions, which is not that of the archive. */
export function sessionsOf(archive: ZipArchive): {number: number; member: string}[] {
  const sessions: {number: number; member: string}[] = []
  for (const member of archive.names) {
    const match = SESSION_MEMBER.exec(member)
    if (match) sessions.push({number: Number(match[1]), member})
  }
  return sessions.toSorted((a, b) => a.number - b.number)
}

/**
 * Reads the sessions of a Fiddler archive (.saz): `raw/<n>_c.txt` is the request, `<n>_s.txt` the response, `<n>_m.xml` holds times.
 * `Place.record` is the number of the session, as in Fiddler's list.
 */
export async function* readSaz(archive: ZipArchive, file: number): AsyncGenerator<Batch> {
  const batches = new BatchBuilder()
  for (const {number, member} of sessionsOf(archive)) {
    const read = await archive.read(member, MAX_BODY_BYTES)
    const raw = read && parseRawRequest(read.bytes)
    const url = raw && absoluteUrl(raw)
    if (archive.isEncrypted(member)) batches.addDamage({record: number, reason: `${member} is encrypted`})
    else if (raw?.method === 'CONNECT') batches.addSkip('connect-tunnel')
    else if (!raw || !url) batches.addDamage({record: number, reason: `${member} is not an HTTP request`})
    else {
      const request: CapturedRequest = {url, method: raw.method, bodyState: 'none', place: {file, record: number}}
      setBody(request, raw, read.isCut)
      if (raw.headers.get('referer')) request.referrer = raw.headers.get('referer') ?? ''
      if (raw.headers.get('sec-fetch-dest') === 'document') request.document = true
      await addAnswer(request, archive, member)
      batches.add(request)
    }
    if (batches.isFull) yield batches.take()
  }
  if (!batches.isEmpty) yield batches.take()
}

/** A path alone stands in a request that went through a decrypted tunnel, or to Fiddler as a reverse proxy: `Host` then names the server. */
function absoluteUrl({target, headers}: RawRequest): string | undefined {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(target)) return target
  const host = headers.get('host')
  if (!host || !target.startsWith('/')) return undefined
  return `${host.endsWith(':80') ? 'http' : 'https'}://${host}${target}`
}

function setBody(request: CapturedRequest, raw: RawRequest, isCut: boolean): void {
  if (raw.body.length === 0) {
    const announced = Number(raw.headers.get('content-length') ?? 0)
    request.bodyState = missingBodyState({...request, sizeBytes: raw.isComplete ? 0 : announced || 1, isGivenEmpty: true})
    return
  }
  const body = isCut || !raw.isComplete ? undefined : decodeBody(raw.body, raw.headers.get('content-encoding'))
  request.bodyState = body === undefined ? 'not-recorded' : 'recorded'
  if (body !== undefined) request.body = body
}

/** Status and redirect from the response, the time from the metadata; either may be missing. */
async function addAnswer(request: CapturedRequest, archive: ZipArchive, member: string): Promise<void> {
  const stem = member.slice(0, -'_c.txt'.length)
  const answer = await archive.read(`${stem}_s.txt`, MAX_RESPONSE_HEAD_BYTES)
  const response = answer && parseRawResponse(answer.bytes)
  if (response) {
    request.status = response.status
    const location = response.headers.get('location')
    if (location && response.status >= 300 && response.status < 400) request.redirectsTo = location
  }
  const metadata = await archive.read(`${stem}_m.xml`, MAX_METADATA_BYTES)
  const begun = metadata && /\bClientBeginRequest\s*=\s*["']([^"']+)["']/.exec(metadata.bytes.toString('utf8'))
  const timeMs = begun ? parseIsoTime(begun[1] ?? '') : undefined
  if (timeMs !== undefined) request.timeMs = timeMs
}
