import type {HitRule} from '../rule.js'
import {placeholderIn, purchaseIdOf} from './purchase-id.js'

export default {
  id: 'purchaseid-placeholder',
  shape: 'hit',
  severity: 'error',
  triggers: ['purchaseID'],
  requires: ['body', 'whole'],
  summary: 'Purchase ID is a placeholder',
  why:
    'Purchase IDs are compared over all visitors of the report suite for 37 months. When every order is called `undefined` or `0`, ' +
    'only the first one counts, and all others lose their conversion data.',
  fix: 'Fill `s.purchaseID` from the order number of the data layer once it is there; leave it unset when there is no order.',
  source: 'Adobe Analytics implementation guide, "purchaseID"',
  examples: {
    passes: ['events=purchase&purchaseID=A12', 'events=purchase&purchaseID=1000'],
    fails: [
      'events=purchase&purchaseID=undefined',
      'purchaseID=undefined',
      'events=purchase&purchaseID=0',
      'events=purchase&purchaseID=NaN',
      'events=purchase&purchaseID=%7B%7BorderId%7D%7D',
      'events=purchase&purchaseID=%25order.id%25',
      'events=purchase&purchaseID=TEST',
    ],
    notApplied: ['events=purchase', 'purchaseID='],
  },
  applies: (hit) => purchaseIdOf(hit) !== undefined,
  check(hit, report) {
    const value = purchaseIdOf(hit) ?? ''
    const placeholder = placeholderIn(value)
    if (placeholder === undefined) return
    const isPurchase = hit.events.has('purchase')
    report({
      param: hit.origin('purchaseID') ?? 'purchaseID',
      at: [0, value.length],
      message: placeholder === 'test' ? 'the purchase ID is that of a test order' : 'the purchase ID is a placeholder, not an order number',
      // Without `purchase` no order is lost, and a test order is lost on purpose.
      ...((placeholder === 'test' || !isPurchase) && {severity: 'warning'}),
    })
  },
} satisfies HitRule
