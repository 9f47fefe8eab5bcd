import {isUnknowable} from '../../hits/presence.js'
import {hasProductName} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {fieldOf, judgeableEntries, reportEntries, type AmountField} from './purchase-entries.js'

const AMOUNTS: readonly AmountField[] = ['quantity', 'price']

export default {
  id: 'quantity-price-ignored',
  shape: 'hit',
  severity: 'info',
  triggers: ['products'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Quantity or price on a hit without a purchase',
  why: 'Adobe reads quantity and price on hits with `purchase` only. On a product view or a cart step they are ignored: no cart value comes of them.',
  fix: 'Nothing, if no report is expected from them. For the value of a cart use a currency event in the fifth field, listed in `s.events` too.',
  source: 'Adobe Analytics implementation guide, "products" (quantity, price)',
  examples: {
    passes: ['events=scAdd&products=%3Ba', 'events=scAdd%2Cevent5&products=%3Ba%3B%3B%3Bevent5%3D9.90'],
    fails: ['events=scAdd&products=%3Ba%3B1%3B5', 'products=Shoes%3Ba%3B%3B5'],
    notApplied: ['events=purchase&products=%3Ba%3B1%3B5', 'events=scAdd', 'events=Purchase&products=%3Ba%3B1%3B5'],
  },
  // `Purchase` in the wrong case loses far more than the quantity: that is the finding of event-wrong-case.
  applies: (hit) =>
    hasProductName(hit.products) && !hit.events.tokens.some(({name}) => name.toLowerCase() === 'purchase') && !isUnknowable(hit, 'events'),
  check(hit, report) {
    const entries = judgeableEntries(hit)
    const field = AMOUNTS.find((amount) => entries.some((item) => item[amount] !== ''))
    if (field === undefined) return
    const filled = entries.filter((item) => fieldOf(item, field).text.trim() !== '')
    reportEntries(hit, report, filled, field, {message: () => 'this hit has a quantity or price and no purchase, so Adobe ignores them'})
  },
} satisfies HitRule
