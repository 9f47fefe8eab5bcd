import {mkdir, stat} from 'node:fs/promises'
import {dirname} from 'node:path'

/**
 * Makes a folder and those above it. Node's own `recursive` never comes back where the system says "no such file" of a folder in one that is there
 * (/proc and some mounts do). False when it was there already.
 */
export async function makeFolder(path: string): Promise<boolean> {
  try {
    return await makeOne(path)
  } catch (error) {
    const above = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === path) throw error
    await makeFolder(above)
    return await makeOne(path)
  }
}

async function makeOne(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error
    return false
  }
}
