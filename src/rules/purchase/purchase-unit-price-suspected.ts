import {parseAmount} from '../../hits/products.js'
import type {Hit} from '../../hits/hit.js'
import {BoundedMap} from '../bounded-map.js'
import {sessionRule} from '../rule.js'
import {fieldOf, judgeableEntries} from './purchase-entries.js'

const VISITORS = 2048
const PRODUCTS = 100

interface Line {
  name: string
  /** 1 when the entry has none. */
  quantity: number
  price: number
  at: [start: number, end: number]
}

interface Fact {
  isPurchase: boolean
  lines: Line[]
}

/**
 * Limit: the single prices of 100 products for each of 2048 visitors; what was unseen for longest is forgotten first.
 * Hits of an unknown visitor are not compared.
 */
export default sessionRule<Fact>({
  id: 'purchase-unit-price-suspected',
  shape: 'session',
  severity: 'warning',
  triggers: ['products'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Purchase seems to send the price of one piece',
  why:
    'The price of a purchase is the total of the line: Adobe does not multiply it by the quantity. ' +
    'Here more than one piece has the price that one piece had before, so Revenue would be too low.',
  fix: 'Send quantity times price in the fourth field: three pieces at 5 are `;sku1;3;15`.',
  source: 'Adobe Analytics implementation guide, "Purchase event" (note) and "products" (price)',
  examples: {
    passes: [{hits: ['events=scAdd&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Ba%3B3%3B15']}],
    fails: [
      {hits: ['events=scAdd&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Ba%3B3%3B5']},
      {hits: ['events=prodView&products=%3Ba%3B%3B5.00', 'events=purchase&products=%3Bb%3B1%3B9%2C%3Ba%3B2%3B5']},
    ],
    notApplied: [
      'events=purchase&products=%3Ba%3B3%3B5',
      {hits: ['events=scAdd&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Ba%3B1%3B5']},
      {hits: ['events=scAdd&products=%3Ba%3B3%3B5', 'events=purchase&products=%3Ba%3B3%3B5']},
      {hits: ['events=scAdd&products=%3Ba%3B1%3B0', 'events=purchase&products=%3Ba%3B3%3B0']},
    ],
  },
  fact(hit) {
    const lines = linesOf(hit)
    return lines.length === 0 ? undefined : {isPurchase: hit.events.has('purchase'), lines}
  },
  fold: () => {
    const visitors = new BoundedMap<number, BoundedMap<string, number>>(VISITORS)
    return {
      next(fact, place, verdicts) {
        const {visitorOfSuites} = place
        if (visitorOfSuites === undefined) return
        const prices = visitors.get(visitorOfSuites) ?? new BoundedMap<string, number>(PRODUCTS)
        visitors.set(visitorOfSuites, prices)
        if (fact.isPurchase) {
          const known = fact.lines.filter(({name, quantity}) => quantity > 1 && prices.get(name) !== undefined)
          const suspect = known.find(({name, price}) => prices.get(name) === price)
          if (suspect !== undefined) {
            verdicts.fail({
              place,
              param: 'products',
              at: suspect.at,
              message: 'several pieces have the price that one piece of this product had before',
            })
          } else if (known.length > 0) verdicts.pass(place)
        }
        for (const {name, quantity, price} of fact.lines) if (quantity === 1) prices.set(name, price)
      },
    }
  },
})

/** Lines with a price above 0 and a quantity of 1 (or none) or more. */
function linesOf(hit: Hit): Line[] {
  const lines: Line[] = []
  for (const item of judgeableEntries(hit)) {
    const price = parseAmount(item.price)
    const quantity = parseAmount(item.quantity) ?? (item.quantity === '' ? 1 : Number.NaN)
    if (typeof price !== 'number' || price <= 0 || !(quantity >= 1)) continue
    const {start, end} = fieldOf(item, 'price')
    lines.push({name: item.name, quantity, price, at: [start, end]})
    if (lines.length === PRODUCTS) break
  }
  return lines
}
