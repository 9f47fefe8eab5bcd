import {TextHash} from '../hits/text-hash.js'

/** Hashes of all parameters of a request, by what they leave out. Equal parameters are equal sums, however the request names them apart. */
export interface Sums {
  all: number
  /** Without what a redirect adds: `pccr`, `vidn` and an empty pair in front of the parameters it repeats. */
  sent: number
  /** And without what changes between two calls for the same thing: the client's clock, and how long the request before took. */
  content: number
  afterRedirect: boolean
}

const AMPERSAND = 0x26
const ENCODER = new TextEncoder()

/** Names of parameters that differ between two recordings of the same thing; those from the third on are added by a redirect. */
const VOLATILE = ['t=', 'lrt=', 'pccr=', 'vidn='].map((name) => ENCODER.encode(name))
const REDIRECTS_FROM = 2
const AFTER_REDIRECT = ENCODER.encode('pccr=true')
/** Bytes with which a volatile pair or an empty one begins: all other pairs are passed over. */
const MAY_BE_LEFT_OUT = new Uint8Array(256)
for (const [first = 0] of [...VOLATILE, [AMPERSAND]]) MAY_BE_LEFT_OUT[first] = 1

/** One set of buffers for all requests, grown as needed: each is done with before the next begins. */
let words = new Int32Array(4096)
let bytes = new Uint8Array(words.buffer)
/** Bytes that hold what is kept of the request so far. */
let kept = 0
const volatile = VOLATILE.map(() => 0)
let afterRedirect = false

/** `path`: hash of what the request is sent to. `url` is read from `from` on. */
export function sumsOf(path: number, url: string, from: number, body: string): Sums {
  kept = 0
  volatile.fill(0)
  afterRedirect = false
  if (from < url.length) keepPairs(url.slice(from))
  if (body !== '') keepPairs(body)
  const hash = new TextHash().addValue(path).addWords(words, bytes, kept)
  const content = hash.value
  for (let name = 0; name < REDIRECTS_FROM; name++) hash.addValue(volatile[name] ?? 0)
  const sent = hash.value
  for (let name = REDIRECTS_FROM; name < volatile.length; name++) hash.addValue(volatile[name] ?? 0)
  return {all: hash.value, sent, content, afterRedirect}
}

/** Puts the text behind what is kept, moves volatile pairs into sums of their own, and closes the gaps they and empty pairs leave. */
function keepPairs(text: string): void {
  reserve(kept + text.length * 3 + 1)
  // The loop below is half of the work for a request, and a variable of the module is read anew at every turn.
  const buffer = bytes
  const first = kept
  let at = kept
  const end = at + ENCODER.encodeInto(text, buffer.subarray(at)).written
  buffer[end] = AMPERSAND
  let from = at
  while (at < end) {
    const name = MAY_BE_LEFT_OUT[buffer[at] ?? 0] === 1 ? leftOutAt(buffer, at) : KEPT
    const start = at
    while (buffer[at] !== AMPERSAND) at++
    if (name !== KEPT) {
      keep(from, start)
      from = at + 1
      if (name !== EMPTY) volatile[name] = new TextHash().addValue(volatile[name] ?? 0).addBytes(buffer, start, at).value
    }
    at++
  }
  if (from < end) keep(from, end)
  // What was left out at the end has left its separator behind.
  while (kept > first && buffer[kept - 1] === AMPERSAND) kept--
}

function keep(from: number, to: number): void {
  if (from !== kept) bytes.copyWithin(kept, from, to)
  kept += to - from
}

const KEPT = -1
const EMPTY = -2

/** Index of the volatile name at `at`, or what else the pair there is. */
function leftOutAt(buffer: Uint8Array, at: number): number {
  if (buffer[at] === AMPERSAND) return EMPTY
  for (let name = 0; name < VOLATILE.length; name++) {
    if (!isAt(buffer, at, VOLATILE[name])) continue
    afterRedirect ||= isAt(buffer, at, AFTER_REDIRECT)
    return name
  }
  return KEPT
}

function isAt(buffer: Uint8Array, at: number, wanted: Uint8Array | undefined): boolean {
  if (wanted === undefined) return false
  for (let index = 0; index < wanted.length; index++) if (buffer[at + index] !== wanted[index]) return false
  return true
}

function reserve(size: number): void {
  if (size <= bytes.length) return
  const before = bytes
  words = new Int32Array(Math.ceil(size / 2))
  bytes = new Uint8Array(words.buffer)
  bytes.set(before)
}
