import {BoundedMap} from '../bounded-map.js'
import {sessionRule} from '../rule.js'
import {mayHaveArrived, placeholderIn, purchaseIdOf} from './purchase-id.js'
import {hashOf} from './repeated-purchases.js'

const ORDERS = 20_000
/** Most of an ID that is kept for comparison; longer ones are cut by Adobe long before. */
const MAX_ID = 100

interface Fact {
  suites: readonly string[]
  id: string
  products: number
}

/** Limit: the last 20,000 orders over all visitors and report suites; the one unseen for longest is forgotten first. */
export default sessionRule<Fact>({
  id: 'purchaseid-reused',
  shape: 'session',
  severity: 'warning',
  triggers: ['purchaseID'],
  requires: ['body', 'whole'],
  replaces: ['request-duplicate'],
  summary: 'One purchase ID on two purchases',
  why:
    'Adobe keeps a purchase ID for 37 months over all visitors and takes any further purchase with it for a duplicate: ' +
    'all conversion data of that hit is dropped, events and eVars included. For a reload that is as meant; for another order it is a loss.',
  fix: 'Give every order its own ID; send the purchase once per order, not on every load of the confirmation page.',
  source: 'Adobe Analytics implementation guide, "purchaseID"',
  examples: {
    passes: [{hits: ['events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1', 'events=purchase&products=%3Ba%3B1%3B5&purchaseID=A2']}],
    fails: [
      {hits: ['events=purchase&purchaseID=A1', 'events=purchase&purchaseID=A1']},
      {
        hits: [
          'events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1',
          'events=purchase&products=%3Bb%3B1%3B9&purchaseID=A1&mid=11111111111111111111111111111111111111',
        ],
        gapMs: 600_000,
      },
    ],
    notApplied: [
      'events=scView&purchaseID=A1',
      {hits: ['events=purchase&purchaseID=undefined', 'events=purchase&purchaseID=undefined'], gapMs: 5000},
      {hits: ['events=purchase&purchaseID=A1', 'events=purchase&purchaseID=A1'], status: 503, gapMs: 5000},
    ],
  },
  fact(hit) {
    const id = purchaseIdOf(hit)
    if (id === undefined || !hit.events.has('purchase') || !mayHaveArrived(hit) || placeholderIn(id) !== undefined) return undefined
    return {suites: hit.reportSuites, id: id.slice(0, MAX_ID), products: hashOf(hit.resolved('products'))}
  },
  fold: () => {
    const orders = new BoundedMap<string, {visitor: number | undefined; products: number}>(ORDERS)
    return {
      next(fact, place, verdicts) {
        const {visitor} = place
        let used: {visitor: number | undefined; products: number} | undefined
        for (const suite of fact.suites) {
          const key = `${suite}\n${fact.id}`
          const before = orders.get(key)
          used ??= before
          if (before === undefined) orders.set(key, {visitor, products: fact.products})
        }
        if (used === undefined) return verdicts.pass(place)
        const isSameOrder = used.visitor === visitor && used.products === fact.products
        verdicts.fail({
          place,
          param: 'purchaseID',
          message: isSameOrder
            ? 'this purchase was sent before under the same ID, so Adobe drops this hit as a duplicate'
            : 'an earlier purchase has used this ID, so Adobe takes this order for a duplicate and drops its conversion data',
          ...(isSameOrder && {
            fix: 'Nothing is lost if this is a reload. Otherwise find what sends the purchase twice, and send it once per order.',
          }),
        })
      },
    }
  },
})
