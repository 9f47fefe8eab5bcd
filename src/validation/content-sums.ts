/**
 * Hashes by which requests are compared. Each byte of each request is looked at twice here, which in JavaScript takes twice as long as
 * in WebAssembly with its integers of 64 bits: `content-sums.wat`.
 */
import {byteLength} from '../hits/decode-text.js'
import {CONTENT_SUMS_WASM} from './content-sums-wasm.js'

/**
 * Hashes of a request, 53 bits each, by what they leave out of it; 0 where there is nothing to compare by. Equal parameters are equal sums,
 * however the request names them apart: in its URL, in its body, or in both, one behind the other.
 */
export interface Sums {
  /** See `IdentityColumns`. */
  pair: number
  exact: number
  content: number
  afterRedirect: boolean
}

const {sum, memory} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(CONTENT_SUMS_WASM, 'base64'))).exports as {
  sum: (url: number, path: number, named: number, last: number, pathEnd: number, end: number) => void
  memory: WebAssembly.Memory
}
const PAGE_BYTES = 65_536

/** Where `sum` leaves what it found, and where it wants the text. */
const [CONTENT, SENT, PAIR, EXACT, AFTER_REDIRECT] = [0, 1, 2, 3, 32]
const TEXT = 128
/** What is read beyond the end of a text: whole words. */
const SLACK_BYTES = 16

/** One memory for all requests, grown as needed: each is done with before the next begins. */
let bytes = new Uint8Array(memory.buffer)
let text = bytes.subarray(TEXT)
let found = new Float64Array(memory.buffer, 0, 4)
const sums: Sums = {pair: 0, exact: 0, content: 0, afterRedirect: false}

const ENCODER = new TextEncoder()
const AMPERSAND = 0x26
const DIGIT_0 = 0x30
const LETTER_S = 0x73
const NUMBER_SIGN = 0x23
const QUESTION_MARK = 0x3f
const SLASH = 0x2f
/** A path may end in a number; only one of so many digits behind an `s` is a cache buster. */
const CACHE_BUSTER_DIGITS = 5

/** Of the request to `url`, whose `/b/ss/` stands at `hitPath`. Valid until the next call. */
export function sumsOf(url: string, hitPath: number, body: string): Readonly<Sums> {
  reserve((url.length + body.length) * 3 + TEXT + SLACK_BYTES)
  const buffer = bytes
  const {written} = ENCODER.encodeInto(url, text)
  const urlEnd = TEXT + written
  const start = TEXT + (written === url.length ? hitPath : byteLength(url.slice(0, hitPath)))
  let slash = start
  let pathEnd = start
  for (; pathEnd < urlEnd; pathEnd++) {
    const sign = buffer[pathEnd]
    if (sign === QUESTION_MARK || sign === NUMBER_SIGN) break
    if (sign === SLASH) slash = pathEnd
  }
  let end = urlEnd
  if (body !== '') end += 1 + ENCODER.encodeInto(body, buffer.subarray(urlEnd + 1)).written
  const hasParameters = pathEnd + 1 < urlEnd || body !== ''

  const isPrefixed = buffer[slash + 1] === LETTER_S
  const digits = slash + (isPrefixed ? 2 : 1)
  const afterDigits = endOfDigits(buffer, digits, pathEnd)
  const isNumber = afterDigits === pathEnd && afterDigits > digits
  const hasCacheBuster = isPrefixed && afterDigits - digits >= CACHE_BUSTER_DIGITS

  // The URL is followed by its body, or by nothing; every pair stands between two ampersands.
  buffer[urlEnd] = AMPERSAND
  buffer[end] = AMPERSAND
  buffer[pathEnd] = AMPERSAND
  sum(TEXT, start, isNumber ? slash : pathEnd, slash, pathEnd, end)
  sums.pair = (hasCacheBuster ? found[PAIR] : hasParameters ? found[SENT] : 0) ?? 0
  sums.exact = (hasCacheBuster ? found[EXACT] : 0) ?? 0
  sums.content = (hasParameters ? found[CONTENT] : 0) ?? 0
  sums.afterRedirect = buffer[AFTER_REDIRECT] === 1
  return sums
}

function endOfDigits(buffer: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (buffer[at] ?? 0) >= DIGIT_0 && (buffer[at] ?? 0) < DIGIT_0 + 10) at++
  return at
}

function reserve(size: number): void {
  if (size <= bytes.length) return
  memory.grow(Math.ceil((Math.max(size, bytes.length * 2) - bytes.length) / PAGE_BYTES))
  bytes = new Uint8Array(memory.buffer)
  text = bytes.subarray(TEXT)
  found = new Float64Array(memory.buffer, 0, 4)
}
