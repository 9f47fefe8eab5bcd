import {parseAmount} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {judgeableEntries, reportEntries} from './purchase-entries.js'

export default {
  id: 'purchase-quantity-invalid',
  shape: 'hit',
  severity: 'error',
  triggers: ['purchase'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Purchase with a quantity that is no whole number',
  why:
    'Units is the sum of the quantities of a purchase. Text cannot add to it (no page says what becomes of such a value: unverified), ' +
    'and a purchase without any quantity has no units. ' +
    'Zero and fractions are accepted, but rarely meant.',
  fix: 'Put the number of pieces as plain digits into the third field: `;sku1;2;39.90`.',
  source:
    'Adobe Analytics implementation guide, "products" (quantity); components guide, metric "Units"; effect of text in the field (unverified)',
  examples: {
    passes: [
      'events=purchase&products=%3Ba%3B1%3B5',
      'events=purchase&products=%3Ba%3B1%3B5%2C%3Bgift',
      'events=purchase&products=%3Ba%3B1%3B5%2C%3B%3Bx%3B%3Bevent5%3D2',
      'events=purchase&products=%3Ba%3B-1%3B-5',
    ],
    fails: [
      'events=purchase&products=%3Ba%3Btwo%3B5',
      'events=purchase&products=%3Ba%3B1%3B5%2C%3Bb%3B2x%3B5',
      'events=purchase&products=%3Ba%3B0.5%3B5',
      'events=purchase&products=%3Ba%3B0%3B5',
      'events=purchase&products=%3Ba',
    ],
    notApplied: ['events=scAdd&products=%3Ba%3Btwo', 'events=purchase', 'events=purchase&products=%3Ba%3BeVar1%3Dx'],
  },
  applies: (hit) => hit.events.has('purchase') && judgeableEntries(hit).length > 0,
  check(hit, report) {
    const entries = judgeableEntries(hit)
    const amounts = entries.map((item) => parseAmount(item.quantity))
    const bad = entries.filter((_item, at) => amounts[at] === null)
    const odd = entries.filter((_item, at) => isOdd(amounts[at]))
    if (bad.length > 0) {
      reportEntries(hit, report, bad, 'quantity', {
        message: (products) => `the quantity of ${products} is not a number and cannot add to Units`,
      })
    } else if (amounts.every((amount) => amount === undefined)) {
      reportEntries(hit, report, entries, 'quantity', {message: () => 'no product of this purchase has a quantity', severity: 'warning'})
    } else {
      reportEntries(hit, report, odd, 'quantity', {
        message: (products) => `the quantity of ${products} is zero or a fraction`,
        severity: 'warning',
      })
    }
  },
} satisfies HitRule

/** Negative ones are for purchase-amount-suspicious. */
function isOdd(amount: number | null | undefined): boolean {
  return typeof amount === 'number' && (amount === 0 || (amount > 0 && !Number.isInteger(amount)))
}
