import {hasNoProduct} from '../../hits/presence.js'
import {segmentSeverity, type HitRule} from '../rule.js'
import {reportMissingProduct} from './missing-products.js'

export default {
  id: 'cart-add-without-products',
  shape: 'hit',
  severity: 'error',
  triggers: ['events'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Cart addition sent without a product',
  why:
    'The Cart Abandonment segment file takes its product IDs from the image request that carries `scAdd`. ' +
    'Without `products` on that same request the file arrives with no product ID.',
  fix: 'Set `s.products` on the same image request as `scAdd`, before the call that sends it.',
  source: 'Getting Started with Analytics data connectors, "Implementation Examples" and "Common Issues"',
  examples: {
    passes: ['events=scAdd&products=%3Bsku1', 'events=scOpen%2CscAdd%3A77&products=%3B%3B%3B%3Bevent5%3D1%2CShoes%3Bsku1'],
    fails: ['events=scAdd', 'events=event5%2CscAdd&products=%3B', 'pe=lnk_o&pev2=add&events=scAdd'],
    notApplied: ['events=event5', 'products=%3Bsku1', 'events=scadd'],
  },
  applies: (hit) => hit.events.has('scAdd'),
  check(hit, report, context) {
    if (!hasNoProduct(hit)) return
    reportMissingProduct(hit, report, {
      message: 'scAdd has no product on its image request, so the Cart Abandonment file will lack the product ID',
      severity: segmentSeverity('cart-abandonment', hit.reportSuites, context),
    })
  },
} satisfies HitRule
