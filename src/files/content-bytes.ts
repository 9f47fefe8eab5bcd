/**
 * From the bytes of a file to the bytes of what is in it: gzip undone, byte order marks removed, UTF-16 turned into UTF-8. All by content, none by name.
 */
import {gunzip, type GunzipOptions} from './gzip.js'
import type {Damage} from './damage.js'

/** A file compressed more often than this is an attack or an accident. */
const MAX_GZIP_LAYERS = 3
const LOOK_AHEAD = 64

/** What was undone on the way to the content, outermost first. */
export type ContentLayer = 'gzip' | 'utf-8-bom' | 'utf-16le' | 'utf-16be'

export interface ContentOptions extends GunzipOptions {
  /** Told of each layer before the bytes below it are given. */
  readonly onLayer?: (layer: ContentLayer) => void
}

/**
 * What the bytes of a file hold. Damage of the gzip layer is told to `onDamage`; what could be unpacked before it is still given.
 */
export async function* contentOf(
  raw: AsyncIterable<Uint8Array>,
  onDamage: (damage: Damage) => void,
  options: ContentOptions = {},
  layers = 0,
): AsyncIterable<Uint8Array> {
  const {onLayer = () => undefined} = options
  const {head, bytes} = await peekBytes(raw, LOOK_AHEAD)
  if (isGzip(head) && layers < MAX_GZIP_LAYERS) {
    onLayer('gzip')
    yield* contentOf(gunzip(bytes, onDamage, options), onDamage, options, layers + 1)
  } else if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    onLayer('utf-8-bom')
    yield* withoutFirst(bytes, 3)
  } else {
    const encoding = utf16Of(head)
    if (encoding) onLayer(encoding)
    if (encoding) yield* transcode(bytes, encoding)
    else yield* bytes
  }
}

/** True when the bytes are those of a gzip file. */
function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * Reads the first `size` bytes (fewer when there are no more) and gives back a stream that still starts with them.
 * Leaving the stream early closes the one it was made of; so does `close`, for who wants the head alone.
 */
export async function peekBytes(
  source: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{head: Uint8Array; bytes: AsyncIterable<Uint8Array>; close: () => Promise<void>}> {
  const iterator = source[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  let seenBytes = 0
  let done = false
  while (seenBytes < size && !done) {
    const next = await iterator.next()
    if (next.done) done = true
    else if (next.value.length > 0) {
      seen.push(next.value)
      seenBytes += next.value.length
    }
  }
  const close = async (): Promise<void> => {
    if (!done) await iterator.return?.()
    done = true
  }
  async function* replay(): AsyncIterable<Uint8Array> {
    try {
      for (let chunk = seen.shift(); chunk; chunk = seen.shift()) yield chunk
      while (!done) {
        const next = await iterator.next()
        if (next.done) done = true
        else yield next.value
      }
    } finally {
      await close()
    }
  }
  return {head: Buffer.concat(seen, Math.min(seenBytes, size)), bytes: replay(), close}
}

async function* withoutFirst(bytes: AsyncIterable<Uint8Array>, count: number): AsyncIterable<Uint8Array> {
  let left = count
  for await (const chunk of bytes) {
    const dropped = Math.min(left, chunk.length)
    left -= dropped
    if (dropped < chunk.length) yield chunk.subarray(dropped)
  }
}

/** UTF-16 by its mark, or because every second byte of the beginning is zero, as in ASCII text written by PowerShell without a mark. */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe && !(head[2] === 0 && head[3] === 0)) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head.length < 8) return undefined
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const half = Math.floor(head.length / 2)
  if (zeros[0] === 0 && zeros[1] === half) return 'utf-16le'
  return zeros[1] === 0 && zeros[0] !== undefined && zeros[0] >= half ? 'utf-16be' : undefined
}

async function* transcode(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  for await (const chunk of bytes) yield encoder.encode(decoder.decode(chunk, {stream: true}))
  const last = decoder.decode()
  if (last !== '') yield encoder.encode(last)
}
