import {closeSync, openSync, readSync, statSync} from 'node:fs'
import {resolve} from 'node:path'
import {isLargeFile} from './files/large-file.js'
import {beginThreads} from './jobs/judge-thread.js'
import {endWhenCancelled} from './last-words.js'
import {beginScan} from './sources/har/scan-thread.js'

const HEAD_BYTES = 1024

/** What `dc` does before it loads anything. `argv` without node and script; `dist`: folder of the built `dc`. */
export function begin(argv: readonly string[], dist: URL): void {
  endWhenCancelled(argv)
  readAhead(argv, dist)
}

/**
 * When the arguments name a large capture, threads start and read while the command is loaded. Only a guess; what the file really is, and whether
 * it is to be read, is decided where captures are opened. Never throws.
 */
function readAhead([command, ...args]: readonly string[], dist: URL): void {
  if (command !== 'validate') return
  for (const path of args) {
    const head = path.startsWith('-') ? undefined : headOfLarge(path)
    if (head === undefined || head.startsWith('PK')) continue
    if (/^\s*\{\s*"log"\s*:\s*\{/.test(head)) beginScan(resolve(path), new URL('sources/har/scan-worker.js', dist))
    else beginThreads(new URL('jobs/judge-worker.js', dist))
    return
  }
}

/** The first bytes of a large file, as Latin-1; undefined for any other. */
function headOfLarge(path: string): string | undefined {
  try {
    const found = statSync(path)
    if (!found.isFile() || !isLargeFile(path, found.size)) return undefined
    const file = openSync(path, 'r')
    try {
      const head = Buffer.alloc(HEAD_BYTES)
      return head.toString('latin1', 0, readSync(file, head, 0, HEAD_BYTES, 0))
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}
