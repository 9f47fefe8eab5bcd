import {DayActivity, type Buyer, type PreviewedSegment, type Scope} from './remarketing.js'
import {PersistedValue, type Credit, type Persistence} from './persistence.js'
import {detachedEvidence, type LeftOut, type PreviewHit} from './preview-hit.js'
import {mergeCandidates, type PreviewRow, type RowCase} from './preview-rows.js'
import {detached, KnownTexts, Spellings} from './spellings.js'
import type {SuiteCalendar} from './suite-time.js'
import {continueVisit, type Visit} from './visits.js'

/**
 * What the segment files of each day should hold, computed from hits.
 *
 * Hits come one by one in order of time and are forgotten; what stays is bounded by visitors (their visit, the value of two variables, their
 * last five purchases), by what each did with each product on each day, by the distinct values and by the purchase IDs. Of hits themselves
 * at most twenty per row stay, as places.
 */

/** Known to matter and left out of the computation. */
export const NOT_MODELLED = ['bots', 'IP exclusion', 'VISTA', 'processing rules', 'stitching', 'merchandising eVars'] as const

/** Purchases without an ID that are remembered per visitor. Source: implementation guide, "Purchase event", de-duplication. */
const REMEMBERED_PURCHASES = 5

export interface PreviewOptions {
  readonly calendar: SuiteCalendar
  /** Undefined: which variable carries the recipient is not known, and every row is of an unknown one. */
  readonly recipient: Persistence | undefined
  /** Undefined: no variable carries the message. */
  readonly message: Persistence | undefined
  /** Product Views leave out what was added to the cart, too. */
  readonly excludesCart: boolean
}

/** What became of a hit. */
export interface Added {
  readonly day: string
  /** Why it does not count after all. */
  readonly voided: LeftOut | undefined
  /** What an event of the hit is credited to; empty for a hit that does not count. */
  readonly recipient: readonly Credit[]
  readonly message: readonly Credit[]
  /** The visitor had a recipient before, and has none any more. */
  readonly isRecipientGone: boolean
}

class Visitor implements Buyer {
  visit: Visit | undefined
  readonly recipient: PersistedValue | undefined
  readonly message: PersistedValue | undefined
  bought: Map<string, number> | undefined
  /** Hashes of the last purchases without an ID, the latest at the end. */
  purchases: number[] | undefined

  constructor({recipient, message}: PreviewOptions) {
    this.recipient = recipient && new PersistedValue(recipient)
    this.message = message && new PersistedValue(message)
  }
}

const NO_MESSAGE: readonly Credit[] = [{value: ''}]
const NOBODY_KNOWN: readonly Credit[] = [{value: null, doubt: 'unresolved-value'}]

export class SegmentPreview {
  /** Hits that count, and those among them that set a variable or carry no visitor id. */
  readonly counts = {hits: 0, recipients: 0, messages: 0, withoutVisitor: 0, outOfOrder: 0}
  /** Purchases that voided themselves, by reason. */
  readonly voided = new Map<LeftOut, number>()
  readonly #visitors = new Map<string, Visitor>()
  readonly #days = new Map<string, Map<Visitor, DayActivity>>()
  readonly #orders = new Set<string>()
  readonly #recipients = new Spellings()
  readonly #messages = new Spellings()
  readonly #products = new Spellings()
  readonly #pages = new KnownTexts()
  #latestMs = -Infinity

  constructor(readonly options: PreviewOptions) {}

  /** The next hit in order of time. One that comes late still counts, on its own day. Undefined for a time that belongs to no day. */
  add(hit: PreviewHit): Added | undefined {
    const {timeMs} = hit.evidence
    const day = this.options.calendar.dayOf(timeMs)
    if (day === undefined) return undefined
    this.#count(hit)
    const visitor = this.#visitorOf(hit)
    visitor.visit = continueVisit(visitor.visit, timeMs)
    const activities = this.#activitiesOf(day)
    const products = (hit.products ?? []).map((name) => this.#products.first(name))
    const voided = this.#whyVoid(hit, visitor)
    if (voided !== undefined) {
      this.voided.set(voided, (this.voided.get(voided) ?? 0) + 1)
      if (voided === 'presumed-duplicate-purchase') activityOf(visitor, activities).recordPresumed(products, timeMs)
      return {day, voided, recipient: [], message: [], isRecipientGone: false}
    }
    const {number} = visitor.visit
    if (hit.recipient !== undefined) visitor.recipient?.set(hit.recipient && this.#recipients.first(hit.recipient), timeMs, number)
    if (hit.message !== undefined) visitor.message?.set(hit.message && this.#messages.first(hit.message), timeMs, number)
    const recipient = visitor.recipient?.credits(timeMs, number) ?? NOBODY_KNOWN
    const message = visitor.message?.credits(timeMs, number) ?? NO_MESSAGE
    if (isEvent(hit)) {
      const kept = {...hit, evidence: detachedEvidence(hit.evidence, this.#pages)}
      activityOf(visitor, activities).record({hit: kept, visit: number, recipient, message}, products)
    }
    const isRecipientGone = visitor.recipient?.isGone ?? false
    visitor.recipient?.endHit(hit.events)
    visitor.message?.endHit(hit.events)
    return {day, voided: undefined, recipient, message, isRecipientGone}
  }

  /** Days with hits, in order. */
  get days(): string[] {
    return [...this.#days.keys()].toSorted()
  }

  /** True when some hit of the capture carried this recipient. */
  knowsRecipient(recipient: string): boolean {
    return this.#recipients.has(recipient)
  }

  rows(day: string, segment: PreviewedSegment, scope: Scope): PreviewRow[] {
    return this.cases(day, segment, [scope]).flatMap(({rows}) => rows[scope] ?? [])
  }

  /** Everything of a segment's kind that happened on a day, with the row it makes at each scope. */
  cases(day: string, segment: PreviewedSegment, scopes?: readonly Scope[]): RowCase[] {
    const {excludesCart} = this.options
    const activities = [...(this.#days.get(day)?.values() ?? [])]
    return mergeCandidates(
      activities.flatMap((activity) => [...activity.candidates(segment, excludesCart)]),
      scopes,
    )
  }

  #count(hit: PreviewHit): void {
    const {timeMs} = hit.evidence
    this.counts.hits++
    if (hit.recipient !== undefined) this.counts.recipients++
    if (hit.message !== undefined) this.counts.messages++
    if (hit.visitor === undefined) this.counts.withoutVisitor++
    if (timeMs < this.#latestMs) this.counts.outOfOrder++
    else this.#latestMs = timeMs
  }

  #visitorOf({visitor}: PreviewHit): Visitor {
    if (visitor === undefined) return new Visitor(this.options)
    let known = this.#visitors.get(visitor)
    if (known === undefined) this.#visitors.set(detached(visitor), (known = new Visitor(this.options)))
    return known
  }

  #activitiesOf(day: string): Map<Visitor, DayActivity> {
    let activities = this.#days.get(day)
    if (activities === undefined) this.#days.set(day, (activities = new Map<Visitor, DayActivity>()))
    return activities
  }

  /** A purchase that was counted before voids the events and eVars of its hit. Source: implementation guide, "purchaseID"; "Purchase event". */
  #whyVoid({purchase}: PreviewHit, visitor: Visitor): LeftOut | undefined {
    if (purchase === undefined) return undefined
    if ('id' in purchase) {
      if (this.#orders.has(purchase.id)) return 'duplicate-purchase'
      this.#orders.add(detached(purchase.id))
      return undefined
    }
    const purchases = (visitor.purchases ??= [])
    if (purchases.includes(purchase.content)) return 'presumed-duplicate-purchase'
    purchases.push(purchase.content)
    if (purchases.length > REMEMBERED_PURCHASES) purchases.shift()
    return undefined
  }
}

function activityOf(visitor: Visitor, activities: Map<Visitor, DayActivity>): DayActivity {
  let activity = activities.get(visitor)
  if (activity === undefined) activities.set(visitor, (activity = new DayActivity(visitor)))
  return activity
}

function isEvent({events, purchase, view}: PreviewHit): boolean {
  return purchase !== undefined || view !== undefined || events.has('scAdd')
}
