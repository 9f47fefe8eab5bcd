import {DcError} from '../errors.js'

/** Text of a script or page from its bytes, wherever they come from. */

const MOST_BYTES = 10 * 1024 * 1024

/**
 * All bytes of a stream, at most 10 MB. `where`: what an error calls it.
 * @throws DcError `too-large`
 */
export async function collect(stream: AsyncIterable<Uint8Array>, where: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) {
      throw new DcError(`${where} is larger than ${MOST_BYTES / 1024 / 1024} MB: no page and no script of a page is`, {
        code: 'too-large',
        where,
        suggestions: ['cut out the part with the Analytics code'],
      })
    }
  }
  return Buffer.concat(chunks)
}

/** Text in an encoding that may be unknown: then it is read as UTF-8. */
export function decode(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
