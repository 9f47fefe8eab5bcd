import {parseAmount} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {judgeableEntries, reportEntries} from './purchase-entries.js'

export default {
  id: 'purchase-price-invalid',
  shape: 'hit',
  severity: 'error',
  triggers: ['purchase'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Purchase with a price that is no number',
  why:
    'Revenue is the sum of the prices of a purchase, each a decimal number without a currency symbol. Anything else cannot add to it ' +
    '(no page says what becomes of such a value: unverified), and a purchase without any price has no revenue.',
  fix: 'Put the line total as digits with a period into the fourth field (`;sku1;2;39.90`); the currency goes into `s.currencyCode`.',
  source: 'Adobe Analytics implementation guide, "products" (price) and "currencyCode"; effect of text in the field (unverified)',
  examples: {
    passes: [
      'events=purchase&products=%3Ba%3B1%3B5.00',
      'events=purchase&products=%3Ba%3B1%3B0',
      'events=purchase&products=%3Ba%3B1%3B5%2C%3Bgift%3B1',
      'events=purchase&products=%3Ba%3B1%3B-5',
    ],
    fails: [
      'events=purchase&products=%3Ba%3B1%3B%245',
      'events=purchase&products=%3Ba%3B1%3B5%20EUR',
      'events=purchase&products=%3Ba%3B1%3B5%2C%3Bb%3B1%3BNaN',
      'events=purchase&products=%3Ba%3B1',
    ],
    notApplied: ['events=scAdd&products=%3Ba%3B1%3B%245', 'events=purchase', 'events=purchase&products=%3Ba%3B1%3BeVar1%3Dx'],
  },
  applies: (hit) => hit.events.has('purchase') && judgeableEntries(hit).length > 0,
  check(hit, report) {
    const entries = judgeableEntries(hit)
    const amounts = entries.map((item) => parseAmount(item.price))
    const bad = entries.filter((_item, at) => amounts[at] === null)
    if (bad.length > 0) {
      reportEntries(hit, report, bad, 'price', {
        message: (products) => `the price of ${products} is not a number and cannot add to Revenue`,
      })
    } else if (amounts.every((amount) => amount === undefined)) {
      reportEntries(hit, report, entries, 'price', {message: () => 'no product of this purchase has a price', severity: 'warning'})
    }
  },
} satisfies HitRule
