import {isCommerceEvent} from '../../hits/events.js'
import type {Hit} from '../../hits/hit.js'
import {TextHash} from '../../hits/text-hash.js'
import {BoundedMap} from '../bounded-map.js'
import {trace, type FactPlace, type SessionFold, type Trace, type Verdicts} from '../rule.js'
import {mayHaveArrived, purchaseIdOf} from './purchase-id.js'

export interface PurchaseFact {
  /** Hash of `products`; 0 when there is none. */
  products: number
  id: string | undefined
  /** The hit names its page by URL. */
  hasUrl: boolean
}

/** A commerce event that is no purchase: the sign that the visitor shops on. */
const STEP = trace(1)

export type JourneyFact = PurchaseFact | Trace

/** A confirmation page that is loaded again later than this is taken for a new order. */
const WINDOW_MS = 30 * 60_000
const VISITORS = 4096

/** Undefined for hits without a commerce event, and for purchases that never reached Adobe. */
export function journeyFact(hit: Hit): JourneyFact | undefined {
  if (hit.events.has('purchase')) {
    return mayHaveArrived(hit)
      ? {products: hashOf(hit.resolved('products')), id: purchaseIdOf(hit), hasUrl: hit.pageUrl !== undefined}
      : undefined
  }
  for (const name of hit.events.names) if (isCommerceEvent(name)) return STEP
  return undefined
}

/** Hash of a text, 0 for none: facts stay small, however long the products string is. */
export function hashOf(text: string | undefined): number {
  return text === undefined ? 0 : new TextHash().add(text).value
}

/**
 * Tells a purchase that repeats the visitor's last one (same page, same products, within half an hour, no step of another order between)
 * from a new one. State: the last purchase of 4096 visitors; the visitor unseen for longest is forgotten first.
 */
export function foldRepeats(
  onPurchase: (purchase: PurchaseFact, repeated: PurchaseFact | undefined, place: FactPlace, verdicts: Verdicts) => void,
): SessionFold<JourneyFact> {
  const last = new BoundedMap<number, {fact: PurchaseFact; page: number | undefined; timeMs: number}>(VISITORS)
  return {
    next(fact, place, verdicts) {
      const {timeMs, visitorOfSuites: key, page} = place
      if (timeMs === undefined || key === undefined) return
      if (typeof fact === 'number') return last.delete(key)
      const before = last.get(key)
      last.set(key, {fact, page, timeMs})
      const isRepeat =
        before !== undefined &&
        before.page === page &&
        before.fact.products === fact.products &&
        Math.abs(timeMs - before.timeMs) <= WINDOW_MS
      onPurchase(fact, isRepeat ? before.fact : undefined, place, verdicts)
    },
  }
}
