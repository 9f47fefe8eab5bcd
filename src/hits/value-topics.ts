import type {EventList} from './events.js'
import {isPlainProducts, type ProductItem} from './products.js'
import {TOPICS} from './variables.js'

/** What is asked of a hit here, before it is whole. */
interface HitInTheMaking {
  readonly missing: number
  readonly events: EventList
  readonly products: readonly ProductItem[]
  isCut(name: string): boolean
  resolved(name: string): string | undefined
}

/** The bits of `TOPICS` that names do not tell, only values. `named`: those that names do. */
export function valueTopics(hit: HitInTheMaking, named: number): number {
  let topics = 0
  if ((named & TOPICS.events) !== 0) {
    if (hit.events.has('purchase') || hit.isCut('events')) topics |= TOPICS.purchase
    if (hit.missing !== 0 || !hit.events.isPlain) topics |= TOPICS['unusual-events']
  }
  if ((named & TOPICS.products) !== 0 && (hit.missing !== 0 || !isPlainProducts(hit.resolved('products') ?? '', hit.products)))
    topics |= TOPICS['unusual-products']
  return topics
}
