import type {Credit, CreditDoubt} from './persistence.js'
import {EvidenceList, joined} from './evidence-list.js'
import type {PreviewHit} from './preview-hit.js'

/**
 * The three remarketing segments by our definition: what a visitor does on one day, and which rows follow from it.
 * Source of what qualifies: Getting Started with data connectors, "Remarketing segments in data connectors". Adobe documents neither the
 * scope of the exclusions nor the order of events they look at: both are decided here.
 */

export const PREVIEWED_SEGMENTS = ['cart-abandonment', 'purchases', 'product-views'] as const

export type PreviewedSegment = (typeof PREVIEWED_SEGMENTS)[number]

/**
 * What a purchase keeps out of Cart Abandonment and Product Views. `product`: the product that was bought. `visit`: all products of the
 * visit. `visitor`: all products of the visitor on that day. As in a segment of Analytics, the last two do not ask what came first.
 */
export const SCOPES = ['product', 'visit', 'visitor'] as const

export type Scope = (typeof SCOPES)[number]

/** Why a row is in doubt. */
export type Doubt = CreditDoubt | 'no-visitor-id' | 'uncertain'

/** What is to be said about a row; the meaning of each, for people. */
export const MARKS = {
  'depends-on-expiration': 'the value was set in an earlier visit, and when the variable expires is not known',
  'unknown-before-capture': 'the visitor set no value since the capture began, so it may have one from before',
  'unresolved-value': 'the hit copies the value from a header or cookie, which the capture does not show',
  'no-visitor-id': 'the hit carries no visitor id, so what else the visitor did is unknown',
  uncertain: 'Adobe documents two ways to count this: products with custom events only, or a purchase that may be a duplicate',
  unattributed: 'no recipient is credited: no file holds this row',
  boughtLater: 'the visitor bought the product later',
} as const satisfies Record<Doubt | 'unattributed' | 'boughtLater', string>

export type Mark = keyof typeof MARKS

/** Hits of one kind on one product in one visit, credited alike. */
interface Occasion {
  readonly recipient: string | null
  readonly message: string | null
  readonly doubts: readonly Doubt[]
  readonly visit: number
  lastMs: number
  readonly evidence: EvidenceList
}

class ProductDay {
  readonly adds = new Map<string, Occasion>()
  readonly views = new Map<string, Occasion>()
  readonly purchases = new Map<string, Occasion>()
  purchaseCount = 0
  lastPurchaseMs = -Infinity
  /** Last purchase that was taken for a repeat without an ID to prove it. */
  lastPresumedMs = -Infinity
}

/** A credited hit. */
export interface CreditedHit {
  readonly hit: PreviewHit
  readonly visit: number
  readonly recipient: readonly Credit[]
  readonly message: readonly Credit[]
}

/** One way into a file, and whether the exclusions of each scope leave it in. */
export interface Candidate {
  readonly recipient: string | null
  readonly message: string | null
  readonly product: string
  readonly doubts: readonly Doubt[]
  readonly isBoughtLater: boolean
  readonly evidence: EvidenceList
  readonly qualifies: Readonly<Record<Scope, boolean>>
  /** The hits that keep it out, where something does. */
  readonly against: (scope: Scope) => EvidenceList
}

/** What one visitor did on one day. State grows with products and visits, not with hits. */
export class DayActivity {
  readonly #products = new Map<string, ProductDay>()
  readonly #purchaseVisits = new Set<number>()
  readonly #addVisits = new Set<number>()
  readonly #purchaseHits = new EvidenceList()
  readonly #addHits = new EvidenceList()

  /** `bought`: last purchase of each product by this visitor, on whatever day. */
  constructor(readonly bought: Map<string, number>) {}

  /** A hit that counts, with the products it names as they are compared. */
  record(credited: CreditedHit, products: readonly string[]): void {
    const {hit, visit} = credited
    const isAdd = hit.events.has('scAdd')
    if (hit.purchase !== undefined) {
      this.#purchaseVisits.add(visit)
      this.#purchaseHits.add(hit.evidence)
    }
    if (isAdd) {
      this.#addVisits.add(visit)
      this.#addHits.add(hit.evidence)
    }
    if (!isAdd && hit.purchase === undefined && hit.view === undefined) return
    for (const name of products.length === 0 ? [''] : products) {
      const product = this.#product(name)
      if (isAdd) note(product.adds, credited, {purchases: product.purchaseCount})
      if (hit.view !== undefined) note(product.views, credited, {isUncertain: hit.view === 'uncertain'})
      if (hit.purchase === undefined) continue
      note(product.purchases, credited)
      product.purchaseCount++
      product.lastPurchaseMs = Math.max(product.lastPurchaseMs, hit.evidence.timeMs)
      this.bought.set(name, Math.max(this.bought.get(name) ?? -Infinity, hit.evidence.timeMs))
    }
  }

  /** A purchase that was left out as a presumed duplicate: if it is none, it would end an abandonment. */
  recordPresumed(products: readonly string[], timeMs: number): void {
    for (const name of products) {
      const product = this.#product(name)
      product.lastPresumedMs = Math.max(product.lastPresumedMs, timeMs)
    }
  }

  #product(name: string): ProductDay {
    let product = this.#products.get(name)
    if (product === undefined) this.#products.set(name, (product = new ProductDay()))
    return product
  }

  *candidates(segment: PreviewedSegment, excludesCart: boolean): Generator<Candidate> {
    for (const [name, product] of this.#products) {
      const occasions = segment === 'cart-abandonment' ? product.adds : segment === 'purchases' ? product.purchases : product.views
      for (const occasion of occasions.values()) yield this.#candidate(segment, excludesCart, name, product, occasion)
    }
  }

  #candidate(segment: PreviewedSegment, excludesCart: boolean, name: string, product: ProductDay, occasion: Occasion): Candidate {
    const {recipient, message, visit, lastMs, evidence} = occasion
    const isCart = segment === 'cart-abandonment'
    const isView = segment === 'product-views'
    const byCart = isView && excludesCart
    const isBought = isCart ? product.lastPurchaseMs >= lastMs : product.lastPurchaseMs > -Infinity
    const isPresumed = isCart ? product.lastPresumedMs >= lastMs : product.lastPresumedMs > -Infinity
    const isFree = segment === 'purchases'
    const isUncertain = !isFree && isPresumed
    return {
      recipient,
      message,
      product: name,
      doubts: isUncertain && !occasion.doubts.includes('uncertain') ? [...occasion.doubts, 'uncertain'] : occasion.doubts,
      isBoughtLater: isCart && (this.bought.get(name) ?? -Infinity) > lastMs,
      evidence,
      qualifies: {
        product: isFree || (!isBought && !(byCart && product.adds.size > 0)),
        visit: isFree || (!this.#purchaseVisits.has(visit) && !(byCart && this.#addVisits.has(visit))),
        visitor: isFree || (this.#purchaseVisits.size === 0 && !(byCart && this.#addVisits.size > 0)),
      },
      against: (scope) => {
        if (scope !== 'product') return joined([this.#purchaseHits, ...(byCart ? [this.#addHits] : [])])
        const later = [...product.purchases.values()].filter((purchase) => !isCart || purchase.lastMs >= lastMs)
        return joined([...later, ...(byCart ? product.adds.values() : [])].map((each) => each.evidence))
      },
    }
  }
}

function note(
  occasions: Map<string, Occasion>,
  {hit, visit, recipient, message}: CreditedHit,
  {purchases = 0, isUncertain = false}: {purchases?: number; isUncertain?: boolean} = {},
): void {
  const {timeMs} = hit.evidence
  for (const forRecipient of recipient) {
    for (const forMessage of message) {
      const doubts = doubtsOf(hit, [forRecipient, forMessage], isUncertain)
      // Additions before and after a purchase are occasions of their own: only the later ones can be abandoned.
      const key = JSON.stringify([forRecipient.value, forMessage.value, visit, purchases, doubts])
      let occasion = occasions.get(key)
      if (occasion === undefined) {
        const {value} = forRecipient
        occasion = {recipient: value, message: forMessage.value, doubts, visit, lastMs: timeMs, evidence: new EvidenceList()}
        occasions.set(key, occasion)
      }
      occasion.lastMs = Math.max(occasion.lastMs, timeMs)
      occasion.evidence.add(hit.evidence)
    }
  }
}

function doubtsOf(hit: PreviewHit, credits: readonly Credit[], isUncertain: boolean): Doubt[] {
  const doubts = new Set<Doubt>()
  for (const {doubt} of credits) if (doubt !== undefined) doubts.add(doubt)
  if (hit.visitor === undefined) doubts.add('no-visitor-id')
  if (hit.products === null) doubts.add('unresolved-value')
  if (isUncertain) doubts.add('uncertain')
  return [...doubts].toSorted()
}
