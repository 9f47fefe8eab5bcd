import type {Hit} from './hit.js'
import {hasProductName} from './products.js'

/**
 * True when a variable copies something this hit does not show (a header, a cookie, an expression): it may be set, to what cannot be known.
 * Source: implementation guide, "Dynamic variables".
 */
export function isUnknowable(hit: Hit, name: string): boolean {
  return hit.origin(name) === undefined && hit.value(name) !== undefined
}

/** No event at all; a value that cannot be known counts as set. */
export function hasNoEvents(hit: Hit): boolean {
  return hit.events.isEmpty && !isUnknowable(hit, 'events')
}

/** No entry of `products` names a product (`;` does not); a value that cannot be known counts as set. */
export function hasNoProduct(hit: Hit): boolean {
  return !hasProductName(hit.products) && !isUnknowable(hit, 'products')
}
