import {closeSync, openSync, readSync} from 'node:fs'
import {setImmediate} from 'node:timers/promises'

/** After so many pieces others get their turn: signals, the clock of the progress line, messages of threads. */
const PIECES_PER_TURN = 16

/**
 * The bytes of a regular file, all through one buffer: a piece is valid until the next one is asked for. A stream makes a new buffer for every
 * piece, and clearing and collecting those, and waking a thread for each, costs more than reading what the system mostly has in memory.
 */
export async function* readInPlace(path: string, buffer: Buffer): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    for (let pieces = 1; ; pieces++) {
      const length = readSync(file, buffer, 0, buffer.length, null)
      if (length === 0) return
      yield buffer.subarray(0, length)
      if (pieces % PIECES_PER_TURN === 0) await setImmediate()
    }
  } finally {
    closeSync(file)
  }
}
