import {open} from 'node:fs/promises'
import {resolve} from 'node:path'
import {unreadable} from '../files/input-paths.js'
import {DcError} from '../errors.js'

/**
 * A file that is read whole, as text: UTF-8, or UTF-16 where its first bytes say so.
 * @throws DcError `no-such-file`, `unreadable-file` (also for a file above the limit)
 */
export async function readSmallFile(name: string, cwd: string, limitBytes: number): Promise<string> {
  try {
    const file = await open(resolve(cwd, name), 'r')
    try {
      const info = await file.stat()
      if (info.isDirectory()) {
        throw new DcError('this is a folder, not a file', {
          code: 'unreadable-file',
          where: name,
          suggestions: [`name the files in ${name}`],
        })
      }
      const bytes = await readUpTo(file, limitBytes + 1)
      if (bytes.length > limitBytes) {
        throw new DcError(`the file is larger than ${Math.round(limitBytes / 1_000_000)} MB, which none of this kind is`, {
          code: 'unreadable-file',
          where: name,
        })
      }
      return new TextDecoder(encodingOf(bytes)).decode(bytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw error instanceof DcError ? error : unreadable(name, error)
  }
}

/** A pipe has no size: it is read until it ends, or has given too much. */
async function readUpTo(file: Awaited<ReturnType<typeof open>>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file.createReadStream({autoClose: false}) as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= limit) break
  }
  return Buffer.concat(chunks)
}

function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
