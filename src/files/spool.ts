import {rmSync} from 'node:fs'
import {mkdtemp, open, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/**
 * Puts a stream into a temporary file that only the user may read. It is gone after `remove`, and when the process ends before that.
 */
export async function spoolToFile(bytes: AsyncIterable<Uint8Array>): Promise<{path: string; remove: () => Promise<void>}> {
  const folder = await mkdtemp(join(tmpdir(), 'dc-'))
  const onExit = (): void => rmSync(folder, {recursive: true, force: true})
  process.once('exit', onExit)
  const remove = async (): Promise<void> => {
    process.off('exit', onExit)
    await rm(folder, {recursive: true, force: true})
  }
  const path = join(folder, 'capture')
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      for await (const chunk of bytes) await file.write(chunk)
    } finally {
      await file.close()
    }
  } catch (error) {
    await remove()
    throw error
  }
  return {path, remove}
}
