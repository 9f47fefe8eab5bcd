import {JsonProjector} from './json-projector.js'
import {isMembers, membersOf, object, type Projected} from './json-shape.js'

const PROBE = object({log: object({})})
const LOG_KEYS = ['log.entries', 'log.pages', 'log.creator', 'log.browser', 'log.version']
const UNWRAPPED_KEYS = ['entries', 'pages', 'creator', 'browser', 'version']

/**
 * By the outer keys alone, since `entries` may lie far behind the first bytes. A log line such as `{"log":{"level":"info"}}` or `{"log":"text"}`
 * stays low.
 */
export function scoreHar(head: Uint8Array): number {
  let first: Projected
  let documents = 0
  const probe = new JsonProjector(PROBE, {
    item: () => undefined,
    document(document) {
      if (documents++ === 0) first = document
    },
  })
  probe.push(head)
  const keys = new Set(probe.outerKeys)
  const inLog = LOG_KEYS.filter((key) => keys.has(key)).length
  if (inLog > 0) return keys.has('log.entries') || inLog > 1 ? 95 : 85
  if (keys.has('log')) {
    if (documents > 0 && !isMembers(membersOf(first)['log'])) return 0
    return documents === 0 ? 60 : 30
  }
  if (UNWRAPPED_KEYS.filter((key) => keys.has(key)).length > 1) return 70
  return documents === 0 && keys.size > 0 ? 5 : 0
}
