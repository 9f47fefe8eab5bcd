import {HarScan} from './scan-thread.js'

/** The scan that was begun before the command knew what it had to read. */
let begun: HarScan | undefined

/** Begins to read what looks like a large HAR, long before the command is loaded: most of the time of a large capture is reading. */
export function beginScan(path: string, workerFile: URL): void {
  begun = new HarScan(path, workerFile)
}

/** The scan of a file: the one that has begun, if it is of this file, else a new one. */
export function scanOf(path: string, workerFile: URL): HarScan {
  const scan = begun?.path === path ? begun : new HarScan(path, workerFile)
  begun = undefined
  return scan
}
