import {open} from 'node:fs/promises'
import {resolve} from 'node:path'
import type {Readable} from 'node:stream'
import {DcError} from '../errors.js'
import {collect, decode} from './code-text.js'

/** A script or page as text, from wherever the user says. */

export const isWebAddress = (input: string) => /^https?:\/\//i.test(input)

/**
 * The text of a file, of standard input (`-`) or of an address on the web: UTF-8, unless its answer names another encoding; at most 10 MB.
 * @throws DcError `no-such-file`, `unreadable-file`, `too-large`, `unreachable`, `http-status`, `usage`
 */
export async function readCode(input: string, stdin: Readable, cwd: string): Promise<string> {
  if (input === '-') return decode(await collect(stdin, 'standard input'))
  if (!isWebAddress(input)) return decode(await readLimited(input, cwd))
  // undici costs a file nothing.
  const {fetchText} = await import('./fetch-text.js')
  return fetchText(input)
}

async function readLimited(file: string, cwd: string): Promise<Uint8Array> {
  let handle
  try {
    handle = await open(resolve(cwd, file))
    return await collect(handle.createReadStream({autoClose: false}), file)
  } catch (error) {
    if (error instanceof DcError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new DcError(code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${code})`, {
      code: code === 'ENOENT' ? 'no-such-file' : 'unreadable-file',
      where: file,
      suggestions: ['dc code check https://www.shop.example/', 'dc code check --help'],
      cause: error,
    })
  } finally {
    await handle?.close()
  }
}
