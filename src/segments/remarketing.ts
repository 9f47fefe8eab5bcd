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

type Kind = 'add' | 'view' | 'purchase'

/** Hits of one kind on one product in one visit, credited alike. */
interface Occasion {
  readonly kind: Kind
  readonly product: string
  readonly recipient: string | null
  readonly message: string | null
  readonly doubts: readonly Doubt[]
  readonly visit: number
  lastMs: number
  readonly evidence: EvidenceList
}

/** A product that was added to the cart or bought: most are looked at alone. */
class ProductDay {
  readonly adds: Occasion[] = []
  readonly purchases: Occasion[] = []
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

/** Somebody of whom it is remembered when each product was bought last, on whatever day. */
export interface Buyer {
  bought: Map<string, number> | undefined
}

/** Visits with such hits, and the hits. */
interface Visits {
  readonly numbers: Set<number>
  readonly hits: EvidenceList
}

/**
 * What one visitor did on one day. State grows with products and visits, not with hits; what most visitors never do costs nothing, for there
 * are as many of these as visitors.
 */
export class DayActivity {
  readonly #occasions = new Map<string, Occasion>()
  #products: Map<string, ProductDay> | undefined
  #purchases: Visits | undefined
  #adds: Visits | undefined

  constructor(readonly buyer: Buyer) {}

  /** A hit that counts, with the products it names as they are compared. */
  record(credited: CreditedHit, products: readonly string[]): void {
    const {hit} = credited
    const isAdd = hit.events.has('scAdd')
    if (hit.purchase !== undefined) noteVisit((this.#purchases ??= newVisits()), credited)
    if (isAdd) noteVisit((this.#adds ??= newVisits()), credited)
    if (!isAdd && hit.purchase === undefined && hit.view === undefined) return
    for (const name of products.length === 0 ? [''] : products) {
      // Additions before and after a purchase are occasions of their own: only the later ones can be abandoned.
      if (isAdd) this.#note('add', name, credited, {purchases: this.#product(name).purchaseCount})
      if (hit.view !== undefined) this.#note('view', name, credited, {isUncertain: hit.view === 'uncertain'})
      if (hit.purchase === undefined) continue
      this.#note('purchase', name, credited)
      const product = this.#product(name)
      product.purchaseCount++
      product.lastPurchaseMs = Math.max(product.lastPurchaseMs, hit.evidence.timeMs)
      const bought = (this.buyer.bought ??= new Map<string, number>())
      bought.set(name, Math.max(bought.get(name) ?? -Infinity, hit.evidence.timeMs))
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
    const products = (this.#products ??= new Map<string, ProductDay>())
    let product = products.get(name)
    if (product === undefined) products.set(name, (product = new ProductDay()))
    return product
  }

  #note(
    kind: Kind,
    product: string,
    {hit, visit, recipient, message}: CreditedHit,
    {purchases = 0, isUncertain = false}: {purchases?: number; isUncertain?: boolean} = {},
  ): void {
    const {timeMs} = hit.evidence
    for (const forRecipient of recipient) {
      for (const forMessage of message) {
        const doubts = doubtsOf(hit, [forRecipient, forMessage], isUncertain)
        const key = JSON.stringify([kind, product, forRecipient.value, forMessage.value, visit, purchases, ...doubts])
        let occasion = this.#occasions.get(key)
        if (occasion === undefined) {
          const {value} = forRecipient
          const evidence = new EvidenceList()
          occasion = {kind, product, recipient: value, message: forMessage.value, doubts, visit, lastMs: timeMs, evidence}
          this.#occasions.set(key, occasion)
          if (kind === 'add') this.#product(product).adds.push(occasion)
          if (kind === 'purchase') this.#product(product).purchases.push(occasion)
        }
        occasion.lastMs = Math.max(occasion.lastMs, timeMs)
        occasion.evidence.add(hit.evidence)
      }
    }
  }

  *candidates(segment: PreviewedSegment, excludesCart: boolean): Generator<Candidate> {
    const kind = KINDS[segment]
    for (const occasion of this.#occasions.values()) if (occasion.kind === kind) yield this.#candidate(occasion, excludesCart)
  }

  #candidate({kind, product: name, recipient, message, doubts, visit, lastMs, evidence}: Occasion, excludesCart: boolean): Candidate {
    const product = this.#products?.get(name)
    const isCart = kind === 'add'
    const byCart = kind === 'view' && excludesCart
    const {lastPurchaseMs = -Infinity, lastPresumedMs = -Infinity} = product ?? {}
    const isBought = isCart ? lastPurchaseMs >= lastMs : lastPurchaseMs > -Infinity
    const isPresumed = isCart ? lastPresumedMs >= lastMs : lastPresumedMs > -Infinity
    const isFree = kind === 'purchase'
    const isUncertain = !isFree && isPresumed
    const adds = byCart ? (product?.adds ?? []) : []
    const addVisits = byCart ? this.#adds?.numbers : undefined
    return {
      recipient,
      message,
      product: name,
      doubts: isUncertain && !doubts.includes('uncertain') ? [...doubts, 'uncertain'] : doubts,
      isBoughtLater: isCart && (this.buyer.bought?.get(name) ?? -Infinity) > lastMs,
      evidence,
      qualifies: {
        product: isFree || (!isBought && adds.length === 0),
        visit: isFree || (this.#purchases?.numbers.has(visit) !== true && addVisits?.has(visit) !== true),
        visitor: isFree || (this.#purchases === undefined && addVisits === undefined),
      },
      against: (scope) => {
        if (scope !== 'product') return joined([this.#purchases, byCart ? this.#adds : undefined].flatMap((visits) => visits?.hits ?? []))
        const later = (product?.purchases ?? []).filter((purchase) => !isCart || purchase.lastMs >= lastMs)
        return joined([...later, ...adds].map((each) => each.evidence))
      },
    }
  }
}

const KINDS: Readonly<Record<PreviewedSegment, Kind>> = {'cart-abandonment': 'add', purchases: 'purchase', 'product-views': 'view'}

const newVisits = (): Visits => ({numbers: new Set(), hits: new EvidenceList()})

function noteVisit({numbers, hits}: Visits, {hit, visit}: CreditedHit): void {
  numbers.add(visit)
  hits.add(hit.evidence)
}

const NO_DOUBTS: readonly Doubt[] = []

function doubtsOf(hit: PreviewHit, credits: readonly Credit[], isUncertain: boolean): readonly Doubt[] {
  const doubts = new Set<Doubt>()
  for (const {doubt} of credits) if (doubt !== undefined) doubts.add(doubt)
  if (hit.visitor === undefined) doubts.add('no-visitor-id')
  if (hit.products === null) doubts.add('unresolved-value')
  if (isUncertain) doubts.add('uncertain')
  return doubts.size === 0 ? NO_DOUBTS : [...doubts].toSorted()
}
