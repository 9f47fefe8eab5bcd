import type {Hit} from '../../hits/hit.js'
import {hasNoEvents} from '../../hits/presence.js'
import {hasProductName} from '../../hits/products.js'
import {TextHash} from '../../hits/text-hash.js'
import {BoundedMap} from '../bounded-map.js'
import {phantomViewSeverity} from './phantom-view.js'
import {sessionRule, trace, type Severity, type Trace} from '../rule.js'

const VISITORS = 4096

/** A link call without events. */
interface BareLink {
  /** Hash of `products`; 0 when the hit names no product. */
  products: number
  /** How bad a phantom product view is here. */
  severity: Severity
}

/** Of any other hit that names a product, the hash of `products`. */
type CarriedFact = BareLink | Trace

/** Limit: the last products of 4096 visitors; the one unseen for longest is forgotten first. */
export default sessionRule<CarriedFact>({
  id: 'products-carried-over',
  shape: 'session',
  severity: 'warning',
  triggers: ['products', 'link'],
  requires: ['body', 'whole', 'products-parse'],
  replaces: ['link-products-without-events'],
  summary: 'Link call repeats the products of an earlier hit',
  why:
    '`s.products` keeps its value until it is cleared. A later link call that lists `products` in `linkTrackVars` sends it again without an event, ' +
    'and Adobe counts a product view for every such click.',
  fix: 'Call `s.clearVars()` (or empty `s.products`) after the hit it was meant for, or take `products` out of `s.linkTrackVars` for this link.',
  source: 'Adobe Analytics implementation guide, "clearVars" and "linkTrackVars"; components guide, metric "Product views"',
  examples: {
    passes: [
      {hits: ['events=prodView&products=%3Bs1', 'pe=lnk_o&pev2=tab']},
      {hits: ['events=prodView&products=%3Bs1', 'pe=lnk_o&pev2=tab&products=%3Bs2']},
    ],
    fails: [
      {hits: ['events=prodView&products=%3Bs1', 'pe=lnk_o&pev2=tab&products=%3Bs1']},
      {hits: ['events=prodView&products=%3Bs1', 'pe=lnk_o&pev2=tab', 'pe=lnk_e&pev1=https%3A%2F%2Fa.example&products=%3Bs1']},
    ],
    notApplied: [
      'pe=lnk_o&pev2=tab&products=%3Bs1',
      {hits: ['events=prodView&products=%3Bs1', 'pe=lnk_o&pev2=add&events=scAdd&products=%3Bs1']},
      {hits: ['events=prodView&products=%3Bs1', 'pe=lnk_o&pev2=tab&products=%3Bs1&mid=11111111111111111111111111111111111111']},
    ],
  },
  fact(hit, context) {
    const products = hasProductName(hit.products) ? hashOf(hit) : 0
    const isBareLink = hit.kind === 'link' && hasNoEvents(hit)
    if (products === 0 && !isBareLink) return undefined
    return isBareLink ? {products, severity: phantomViewSeverity(hit.reportSuites, context)} : trace(products)
  },
  fold: () => {
    const last = new BoundedMap<number, number>(VISITORS)
    return {
      next(fact, place, verdicts) {
        const {visitorOfSuites: key} = place
        if (key === undefined) return
        if (typeof fact === 'number') return last.set(key, fact)
        const before = last.get(key)
        if (fact.products !== 0) last.set(key, fact.products)
        if (before === undefined) return
        if (fact.products !== before) return verdicts.pass(place)
        verdicts.fail({
          place,
          param: 'products',
          severity: fact.severity,
          message: 'this link call has no event and repeats the products of an earlier hit, so Adobe counts another product view',
        })
      },
    }
  },
})

function hashOf(hit: Hit): number {
  return new TextHash().add(hit.resolved('products') ?? '').value
}
