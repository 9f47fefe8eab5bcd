import type {Format} from './format.js'
import {FORMATS} from './formats.js'

/**
 * The format of a capture from its first bytes (decompressed, without BOM, at most 64 kB). The highest score wins; of equals the one whose id
 * comes first. Undefined when no format knows them: `describeContent` then says what they look like.
 */
export function detectFormat(head: Uint8Array, formats: readonly Format[] = FORMATS): Format | undefined {
  let best: Format | undefined
  let highest = 0
  for (const format of formats) {
    const score = format.score(head)
    if (score > highest) {
      best = format
      highest = score
    }
  }
  return best
}
