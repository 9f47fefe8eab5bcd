import {readFile, realpath, stat} from 'node:fs/promises'
import {dirname, resolve, sep} from 'node:path'

/** Bodies kept beside a HAR are hits; no hit is larger. */
const MAX_SIBLING_BYTES = 16 * 1024 * 1024

/** A body beside the capture. Names with folders of their own are allowed, ways out of the capture's folder are not, links included. */
export async function readSibling(path: string | undefined, name: string): Promise<Uint8Array | undefined> {
  if (path === undefined || name === '' || name.includes('\0')) return undefined
  try {
    const folder = await realpath(dirname(path))
    const target = await realpath(resolve(folder, name))
    if (!target.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return undefined
    const found = await stat(target)
    if (!found.isFile() || found.size > MAX_SIBLING_BYTES) return undefined
    return await readFile(target)
  } catch {
    return undefined
  }
}
