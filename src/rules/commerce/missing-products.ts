import type {Hit} from '../../hits/hit.js'
import {libraryFamily} from '../../hits/library.js'
import type {Report, Seen} from '../rule.js'

/** Events whose missing product empties a remarketing segment file, each with a rule of its own. */
export const SEGMENT_EVENTS = {scAdd: 'cart-abandonment', purchase: 'purchases', prodView: 'product-views'} as const

export type SegmentEvent = keyof typeof SEGMENT_EVENTS

export const SEGMENT_EVENT_NAMES = Object.keys(SEGMENT_EVENTS) as SegmentEvent[]

/** Reports a hit whose `products` names no product, with the likely cause where the hit gives it away. */
export function reportMissingProduct(
  hit: Hit,
  report: Report,
  seen: Pick<Seen, 'message'> & {severity: Seen['severity'] | undefined},
): void {
  const value = hit.resolved('products')
  const fix = likelyCause(hit, value)
  report({
    param: hit.origin('products') ?? 'products',
    message: seen.message,
    ...(seen.severity !== undefined && {severity: seen.severity}),
    ...(value !== undefined && {at: [0, value.length]}),
    ...(fix !== undefined && {fix}),
  })
}

function likelyCause(hit: Hit, value: string | undefined): string | undefined {
  if (value !== undefined) return 'Fill in the product name: the text between the first and the second semicolon of each entry.'
  const family = libraryFamily(hit.library)
  if (family === 'mobile-sdk') return 'Put `&&products` into the context data of the same `trackAction` or `trackState` call as `&&events`.'
  if (family === 'appmeasurement' && hit.kind === 'link')
    return 'Add `products` to `s.linkTrackVars` (next to `events`) and set `s.products` before `s.tl()`: a link call sends only the variables listed there.'
  return undefined
}
