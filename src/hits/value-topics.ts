import type {Hit} from './hit.js'
import {isPlainProducts} from './products.js'
import {TOPICS} from './variables.js'

/** The bits of `TOPICS` that names do not tell, only values. */
export function valueTopics(hit: Hit, named: number): number {
  let topics = 0
  if ((named & TOPICS.events) !== 0) {
    if (hit.events.has('purchase') || hit.isCut('events')) topics |= TOPICS.purchase
    if (hit.missing !== 0 || !hit.events.isPlain) topics |= TOPICS['unusual-events']
  }
  if ((named & TOPICS.products) !== 0 && (hit.missing !== 0 || !isPlainProducts(hit.resolved('products') ?? '', hit.products)))
    topics |= TOPICS['unusual-products']
  return topics
}
