import {closeSync, openSync, readSync, statSync} from 'node:fs'
import {resolve} from 'node:path'
import {HarScan} from './scan-thread.js'

/** Below this, starting a thread costs more than it saves. */
export const WORTH_A_THREAD_BYTES = 32 * 1024 * 1024
const HEAD_BYTES = 1024

/** The scan that was begun before the command knew what it had to read. */
let begun: HarScan | undefined

/**
 * Begins to read the first large HAR among the arguments of a command, long before that command is loaded: most of the time of a large capture is
 * reading. Only a guess; what the file really is, and whether it is to be read, is decided where captures are opened. Never throws.
 */
export function beginScan(args: readonly string[], workerFile: URL): void {
  const path = args.find((arg) => !arg.startsWith('-') && isLargeHar(arg))
  if (path !== undefined) begun = new HarScan(resolve(path), workerFile)
}

/** The scan of a file: the one that has begun, if it is of this file, else a new one. */
export function scanOf(path: string, workerFile: URL): HarScan {
  const scan = begun?.path === path ? begun : new HarScan(path, workerFile)
  begun = undefined
  return scan
}

function isLargeHar(path: string): boolean {
  try {
    const found = statSync(path)
    if (!found.isFile() || found.size < WORTH_A_THREAD_BYTES) return false
    const file = openSync(path, 'r')
    try {
      const head = Buffer.alloc(HEAD_BYTES)
      readSync(file, head, 0, HEAD_BYTES, 0)
      return /^\s*\{\s*"log"\s*:\s*\{/.test(head.toString('latin1'))
    } finally {
      closeSync(file)
    }
  } catch {
    return false
  }
}
