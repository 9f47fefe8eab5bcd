import {isCommerceEvent} from '../../hits/events.js'
import type {Hit} from '../../hits/hit.js'
import {hasNoProduct} from '../../hits/presence.js'
import {hasProductName} from '../../hits/products.js'
import {BoundedMap} from '../bounded-map.js'
import {PASSES, segmentSeverity, sessionRule, type FactPlace, type RunContext, type Severity} from '../rule.js'
import {SEGMENT_EVENT_NAMES, SEGMENT_EVENTS, type SegmentEvent} from './missing-products.js'

/** Two hits of one page further apart are two actions of the visitor. */
const WINDOW_MS = 5000
const PAGES = 2048
const HITS_PER_PAGE = 4

interface Fact {
  /** `event`: a segment event without product. `products`: products that belong to no commerce event. */
  half: 'event' | 'products'
  event?: SegmentEvent
  severity?: Severity
}

interface Waiting {
  fact: Fact
  place: FactPlace
  timeMs: number
}

/**
 * Joins an event without product to products without commerce event on the same page of the same visitor within five seconds. Products
 * that serve a commerce event of their own are no lost half. Limit: 2048 pages at a time, four half hits each; the pages and hits left
 * alone for longest are forgotten first. Hits without a time, or of an unknown visitor, are not joined.
 */
export default sessionRule<Fact>({
  id: 'commerce-split-across-requests',
  shape: 'session',
  severity: 'error',
  triggers: ['events', 'products'],
  requires: ['body', 'whole', 'products-parse'],
  replaces: [
    'cart-add-without-products',
    'purchase-without-products',
    'prodview-without-products',
    'products-without-events',
    'products-without-commerce-event',
    'link-products-without-events',
  ],
  summary: 'Event and product sent in two image requests',
  why:
    'Adobe joins an event with the `products` of the same image request only; the same page is not enough. ' +
    'The event counts without a product, the product counts as a view at most, and the segment file has no product ID.',
  fix: 'Set `s.products` and `s.events` together, then send once. In a link call list both in `s.linkTrackVars`, and the event in `s.linkTrackEvents`.',
  source: 'Getting Started with Analytics data connectors, "Common Issues", "No product ID information is showing"',
  examples: {
    passes: ['pageName=pdp&events=scAdd&products=%3Bsku1'],
    fails: [
      {hits: ['pageName=pdp&events=scAdd', 'pageName=pdp&products=%3Bsku1']},
      {hits: ['pageName=pdp&events=event5&products=%3Bsku1', 'pageName=pdp&pe=lnk_o&pev2=add&events=scAdd'], gapMs: 4000},
    ],
    notApplied: [
      'pageName=pdp&events=scAdd',
      {hits: ['pageName=pdp&events=scAdd', 'pageName=other&products=%3Bsku1']},
      {hits: ['pageName=pdp&events=scAdd', 'pageName=pdp&products=%3Bsku1'], gapMs: 6000},
      {hits: ['pageName=pdp&events=scAdd', 'pageName=pdp&products=%3Bsku1&mid=11111111111111111111111111111111111111']},
    ],
  },
  fact(hit, context) {
    const half = halfOf(hit)
    if (half === 'whole') return PASSES
    if (half !== 'event') return half && {half}
    const events = SEGMENT_EVENT_NAMES.filter((name) => hit.events.has(name))
    const [event] = events
    return event === undefined ? undefined : {half, event, severity: severityOf(events, hit, context)}
  },
  fold: () => {
    const pages = new BoundedMap<string, Waiting[]>(PAGES)
    return {
      next(fact, place, verdicts) {
        const {timeMs, visitorOfSuites} = place
        if (timeMs === undefined || visitorOfSuites === undefined) return
        const key = `${visitorOfSuites} ${place.page ?? ''}`
        const waiting = (pages.get(key) ?? []).filter((other) => Math.abs(timeMs - other.timeMs) <= WINDOW_MS)
        const partner = waiting.findLastIndex((other) => other.fact.half !== fact.half)
        const [other] = partner === -1 ? [] : waiting.splice(partner, 1)
        pages.set(key, other === undefined ? [...waiting, {fact, place, timeMs}].slice(-HITS_PER_PAGE) : waiting)
        if (other === undefined) return
        const [event, products] = fact.half === 'event' ? [{fact, place}, other] : [other, {fact, place}]
        verdicts.fail({
          place: event.place,
          alsoExplains: [products.place],
          param: 'products',
          severity: event.fact.severity ?? 'error',
          message: `${event.fact.event} has no product; the product is on another image request of the same page (record ${products.place.record})`,
        })
      },
    }
  },
})

/** `whole`: event and product together. */
function halfOf(hit: Hit): Fact['half'] | 'whole' | undefined {
  if (SEGMENT_EVENT_NAMES.some((name) => hit.events.has(name))) {
    if (hasNoProduct(hit)) return 'event'
    return hasProductName(hit.products) ? 'whole' : undefined
  }
  if (!hasProductName(hit.products)) return undefined
  for (const name of hit.events.names) if (isCommerceEvent(name)) return undefined
  return 'products'
}

function severityOf(events: readonly SegmentEvent[], hit: Hit, context: RunContext): Severity {
  const severities = events.map((event) => segmentSeverity(SEGMENT_EVENTS[event], hit.reportSuites, context))
  return severities.includes('error') ? 'error' : 'warning'
}
