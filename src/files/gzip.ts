import {createGunzip, type Gunzip} from 'node:zlib'
import type {Damage} from './damage.js'

/** What is fed at once; less once that turns into more than `MOST_GROWTH` times as much, as in a bomb. */
const PIECE_BYTES = 16 * 1024
const LARGE_PIECE_BYTES = 128 * 1024
const SMALL_PIECE_BYTES = 1024
/** Text shrinks to a tenth or so; a bomb to a thousandth. */
const MOST_GROWTH = 64
/** When the data turn out to be damaged, at most this much of the text before the damage is lost. */
const OUTPUT_BYTES = 16 * 1024
const LARGE_OUTPUT_BYTES = 1024 * 1024
/** Checksum and length stand last; kept apart so that a wrong one costs nothing of the text before it. */
const TRAILER_BYTES = 8

export interface GunzipOptions {
  /** Faster, since unpacking and reading share the time; but damage may cost a megabyte of the text before it. */
  readonly inLargePieces?: boolean
}

/**
 * Decompresses gzip, also of several members one after another. Damage (cut short, corrupt, something else behind it) is told once to
 * `onDamage`, after all that could be decompressed before it was given; nothing is thrown but errors of reading `bytes`.
 */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  onDamage: (damage: Damage) => void,
  {inLargePieces = false}: GunzipOptions = {},
): AsyncIterable<Uint8Array> {
  const inflater = new Inflater(inLargePieces ? LARGE_OUTPUT_BYTES : OUTPUT_BYTES)
  let fed = 0
  let isPadding = false
  const wholePiece = inLargePieces ? LARGE_PIECE_BYTES : PIECE_BYTES
  let pieceBytes = wholePiece
  try {
    for await (const piece of piecesOf(bytes, () => pieceBytes)) {
      // Zeros behind the data are the padding of tapes and disks.
      if (inflater.isOver) isPadding &&= isZero(piece)
      else {
        await inflater.write(piece)
        fed += piece.length
        isPadding = isZero(piece.subarray(-TRAILER_BYTES))
        const output = inflater.take()
        pieceBytes = sizeOf(output) > wholePiece * MOST_GROWTH ? SMALL_PIECE_BYTES : wholePiece
        yield* output
      }
      if (inflater.isOver && !isPadding) break
    }
    const isComplete = !inflater.isOver
    if (isComplete) await inflater.end()
    yield* inflater.take()
    const reason = describe(inflater, fed, isComplete || isPadding)
    if (reason) onDamage({record: null, reason, container: true})
  } finally {
    inflater.close()
  }
}

function describe(inflater: Inflater, fed: number, isRead: boolean): string | undefined {
  const code = inflater.error?.code
  if (code === 'Z_BUF_ERROR') return `the gzip data is cut: it ends at byte ${fed}, before its own end`
  if (inflater.error) return `the gzip data is damaged at or before byte ${fed}; what could be decompressed before that was read`
  return isRead ? undefined : `something that is not gzip follows the compressed data, near byte ${fed}; it was not read`
}

/** Pieces of a bounded size, the last of them holding nothing but the trailer. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>, pieceBytes: () => number): AsyncIterable<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0)
  for await (const chunk of bytes) {
    const whole = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    const end = Math.max(0, whole.length - TRAILER_BYTES)
    for (let start = 0; start < end;) {
      const next = Math.min(end, start + pieceBytes())
      yield whole.subarray(start, next)
      start = next
    }
    // A copy, so that the chunk can be reused by who gave it.
    held = Uint8Array.from(whole.subarray(end))
  }
  if (held.length > 0) yield held
}

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, {length}) => sum + length, 0)

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

/** A gunzip stream fed by hand: iterating over one throws away what it holds when it fails. */
class Inflater {
  error: NodeJS.ErrnoException | undefined
  isOver = false
  readonly #stream: Gunzip
  #output: Buffer[] = []
  #wake: () => void = () => undefined

  constructor(outputBytes: number) {
    this.#stream = createGunzip({chunkSize: outputBytes})
    this.#stream.on('data', (data: Buffer) => this.#output.push(data))
    this.#stream.on('end', () => this.#finish())
    this.#stream.on('error', (error) => {
      this.error = error
      this.#finish()
    })
  }

  write(piece: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#stream.write(piece, () => resolve())
    })
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#stream.end()
    })
  }

  take(): Buffer[] {
    const output = this.#output
    this.#output = []
    return output
  }

  close(): void {
    this.#stream.destroy()
  }

  #finish(): void {
    this.isOver = true
    this.#wake()
  }
}
