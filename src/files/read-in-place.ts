import {bytesOfFile} from './file-bytes.js'

/**
 * The bytes of a regular file, all through one buffer: a piece is valid until the next one is asked for. A stream makes a new buffer for every
 * piece, and clearing and collecting those, and waking a thread for each, costs more than reading what the system mostly has in memory.
 */
export async function* readInPlace(path: string, buffer: Buffer): AsyncGenerator<Uint8Array> {
  const bytes = bytesOfFile(path)
  try {
    for (;;) {
      const length = await bytes.fill(buffer)
      if (length === 0) return
      yield buffer.subarray(0, length)
    }
  } finally {
    await bytes.close()
  }
}
