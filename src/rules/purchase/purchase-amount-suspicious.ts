import {parseAmount} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {judgeableEntries, reportEntries} from './purchase-entries.js'

export default {
  id: 'purchase-amount-suspicious',
  shape: 'hit',
  severity: 'warning',
  triggers: ['purchase'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Purchase with negative amounts, or worth nothing',
  why:
    'Adobe documents no negative prices or quantities: a refund or discount sent this way may lower Revenue and Units or be ignored (unverified). ' +
    'A purchase whose prices are all 0 counts as an order without revenue, which is right for free orders only.',
  fix: 'Send discounts and refunds as currency events of their own; check that the price is filled in before the hit is sent.',
  source: 'Adobe Analytics implementation guide, "products" and "events" (currency events); effect of negative amounts (unverified)',
  examples: {
    passes: ['events=purchase&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Ba%3B1%3B5%2C%3Bgift%3B1%3B0'],
    fails: [
      'events=purchase&products=%3Ba%3B1%3B-5',
      'events=purchase&products=%3Ba%3B-1%3B5',
      'events=purchase&products=%3Ba%3B1%3B0%2C%3Bb%3B1%3B0.00',
    ],
    notApplied: ['events=scAdd&products=%3Ba%3B1%3B-5', 'events=purchase&products=%3Ba', 'events=purchase'],
  },
  applies: (hit) => hit.events.has('purchase') && judgeableEntries(hit).some((item) => isNumber(item.quantity) || isNumber(item.price)),
  check(hit, report) {
    const entries = judgeableEntries(hit)
    for (const field of ['price', 'quantity'] as const) {
      const negative = entries.filter((item) => (parseAmount(item[field]) ?? 0) < 0)
      if (negative.length === 0) continue
      return reportEntries(hit, report, negative, field, {message: (products) => `the ${field} of ${products} is negative`})
    }
    if (!entries.every((item) => parseAmount(item.price) === 0)) return
    reportEntries(hit, report, entries, 'price', {message: () => 'all prices of this purchase are 0', severity: 'info'})
  },
} satisfies HitRule

function isNumber(text: string): boolean {
  return typeof parseAmount(text) === 'number'
}
