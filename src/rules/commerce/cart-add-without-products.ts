import {hasProductName} from '../../hits/products.js'
import {segmentSeverity, type HitRule} from '../rule.js'

export default {
  id: 'cart-add-without-products',
  shape: 'hit',
  severity: 'error',
  triggers: ['events'],
  requires: ['body', 'products-parse'],
  summary: 'Cart addition sent without a product',
  why:
    'The Cart Abandonment segment file takes its product IDs from the image request that carries `scAdd`. ' +
    'Without `products` on that same request the file arrives with no product ID.',
  fix: 'Set `s.products` on the same image request as `scAdd`, before the call that sends it.',
  source: 'Getting Started with Analytics data connectors, "Implementation Examples" and "Common Issues"',
  examples: {
    passes: ['events=scAdd&products=%3Bsku1'],
    fails: ['events=scAdd', 'events=event5%2CscAdd&products=%3B'],
    notApplied: ['events=event5', 'products=%3Bsku1'],
  },
  applies: (hit) => hit.events.has('scAdd'),
  check(hit, report, context) {
    if (hasProductName(hit.products)) return
    const isLink = hit.kind === 'link' && hit.param('products') === undefined
    report({
      param: 'products',
      message: 'scAdd has no product on its image request, so the Cart Abandonment file will lack the product ID',
      severity: segmentSeverity('cart-abandonment', hit.reportSuites, context),
      ...(isLink && {
        fix: 'Add `products` to `s.linkTrackVars` (next to `events`) and set `s.products` before `s.tl()`: a link call sends only the variables listed there.',
      }),
    })
  },
} satisfies HitRule
