import {hasNoProduct} from '../../hits/presence.js'
import {segmentSeverity, type HitRule} from '../rule.js'
import {reportMissingProduct} from './missing-products.js'

export default {
  id: 'prodview-without-products',
  shape: 'hit',
  severity: 'error',
  triggers: ['events'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Product view sent without a product',
  why:
    'The Product Views metric counts the hit, yet no product gets the view, ' +
    'and the Product Views segment file has no product ID for the visitor.',
  fix: 'Set `s.products` on the same image request as `prodView`, or send `prodView` on product pages only.',
  source: 'Getting Started with Analytics data connectors, "Implementation Examples" and "Common Issues"',
  examples: {
    passes: ['events=prodView&products=%3Bsku1'],
    fails: ['events=prodView', 'events=prodView&products=Shoes%3B'],
    notApplied: ['events=event5', 'products=%3Bsku1'],
  },
  applies: (hit) => hit.events.has('prodView'),
  check(hit, report, context) {
    if (!hasNoProduct(hit)) return
    reportMissingProduct(hit, report, {
      message: 'prodView has no product on its image request, so the Product Views file will lack the product ID',
      severity: segmentSeverity('product-views', hit.reportSuites, context),
    })
  },
} satisfies HitRule
