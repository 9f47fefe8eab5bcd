import {hasNoProduct} from '../../hits/presence.js'
import {segmentSeverity, type HitRule} from '../rule.js'
import {reportMissingProduct} from './missing-products.js'

export default {
  id: 'purchase-without-products',
  shape: 'hit',
  severity: 'error',
  triggers: ['purchase'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Purchase sent without a product',
  why:
    'Orders grow by one, but Units and Revenue are sums over the `products` of the same hit and get nothing. ' +
    'The Purchases segment file names no product for the order.',
  fix: 'Set `s.products` with quantity and line total on the same image request as `purchase`.',
  source:
    'Adobe Analytics implementation guide, "Purchase event"; Getting Started with Analytics data connectors, "Implementation Examples" and "Common Issues"',
  examples: {
    passes: ['events=purchase&products=%3Bsku1%3B1%3B50&purchaseID=A1'],
    fails: ['events=purchase&purchaseID=A1', 'events=purchase&products=Shoes%3B%3B1%3B50&purchaseID=A1'],
    notApplied: ['events=event5', 'products=%3Bsku1%3B1%3B50'],
  },
  applies: (hit) => hit.events.has('purchase'),
  check(hit, report, context) {
    if (!hasNoProduct(hit)) return
    reportMissingProduct(hit, report, {
      message: 'purchase has no product on its image request: the order counts, its Units, Revenue and products do not',
      severity: segmentSeverity('purchases', hit.reportSuites, context),
    })
  },
} satisfies HitRule
