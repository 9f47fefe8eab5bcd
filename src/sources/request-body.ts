import {brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync} from 'node:zlib'
import type {CapturedRequest} from '../hits/captured-request.js'
import type {CaptureInput} from './format.js'

/** Larger bodies are uploads, not hits, and are not kept. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024

const LIMITS = {maxOutputLength: MAX_BODY_BYTES}

/**
 * Text of a request body from its bytes as sent. `contentEncoding` is the header of that name; gzip is also known by its first bytes.
 * Undefined when the bytes are compressed and cannot be read, or are too many: the body is then not recorded, as far as anyone can tell.
 */
export function decodeBody(bytes: Uint8Array, contentEncoding?: string): string | undefined {
  if (bytes.length > MAX_BODY_BYTES) return undefined
  try {
    return Buffer.from(decompress(bytes, contentEncoding?.trim().toLowerCase() ?? '')).toString('utf8')
  } catch {
    return undefined
  }
}

function decompress(bytes: Uint8Array, encoding: string): Uint8Array {
  if (isGzip(bytes)) return gunzipSync(bytes, LIMITS)
  if (encoding === 'br') return brotliDecompressSync(bytes, LIMITS)
  if (encoding === 'deflate') return inflate(bytes)
  return bytes
}

/** Reads the body that a recorder keeps in a file beside the capture. False, and `not-recorded`, when it is not there or cannot be read. */
export async function attachBody(
  request: CapturedRequest,
  name: string,
  contentEncoding: string | undefined,
  input: CaptureInput,
): Promise<boolean> {
  const bytes = await input.sibling(name).catch(() => undefined)
  const body = bytes && decodeBody(bytes, contentEncoding)
  request.bodyState = body === undefined ? 'not-recorded' : 'recorded'
  if (body !== undefined) request.body = body
  return body !== undefined
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** `deflate` means zlib, but some clients send the bare stream. */
function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, LIMITS)
  } catch {
    return inflateRawSync(bytes, LIMITS)
  }
}

/** What a recorder knows about the body of a request when it holds no text of it. */
export interface BodyEvidence {
  method: string
  url: string
  /** Content-Length header or the recorder's own count; undefined when unknown. */
  sizeBytes: number | undefined
  /** The recorder has a place for the body and left it empty, as for a beacon without one. */
  isGivenEmpty: boolean
}

const MAY_HAVE_BODY = new Set(['POST', 'PUT', 'PATCH'])

/**
 * Whether a request without recorded text had a body. AppMeasurement sends a hit by POST in two ways: `sendBeacon` with all data in the query
 * string and an empty body, and XHR with all data in the body and no query string (AppMeasurement 2.26.0; Adobe Analytics implementation
 * guide, "useBeacon"). So a POST with neither query nor body is one whose body the recorder lost: Chrome's HAR then says `bodySize: 0`.
 */
export function missingBodyState(evidence: BodyEvidence): 'none' | 'not-recorded' {
  const {method, url, sizeBytes, isGivenEmpty} = evidence
  if (method === 'GET' || method === 'HEAD') return 'none'
  if (sizeBytes !== undefined && sizeBytes > 0) return 'not-recorded'
  if (!MAY_HAVE_BODY.has(method)) return 'none'
  if (sizeBytes === 0) return isGivenEmpty || url.includes('?') ? 'none' : 'not-recorded'
  return isGivenEmpty && url.includes('?') ? 'none' : 'not-recorded'
}
