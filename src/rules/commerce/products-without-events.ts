import {hasNoEvents} from '../../hits/presence.js'
import {hasProductName} from '../../hits/products.js'
import type {HitRule} from '../rule.js'

export default {
  id: 'products-without-events',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Products sent without any event',
  why:
    'Adobe counts a product view for every hit with `products` and an empty `events`. ' +
    'On a cart or confirmation page, or in a list of teasers, that is a view that never happened.',
  fix: 'Name the event that is meant (`prodView` on a product page), or leave `products` out of this hit.',
  source: 'Adobe Analytics components guide, metric "Product views", "How this metric is calculated"',
  examples: {
    passes: ['events=prodView&products=%3Bsku1', 'events=event5&products=%3Bsku1'],
    fails: ['products=%3Bsku1', 'events=&products=Shoes%3Bsku1', 'events=%2C&products=%3Bsku1'],
    notApplied: ['events=event5', 'products=%3B', 'pe=lnk_o&pev2=tab&products=%3Bsku1'],
  },
  // Link calls have a rule of their own: `linkTrackVars` is the cause there.
  applies: (hit) => hit.kind !== 'link' && hasProductName(hit.products),
  check(hit, report) {
    if (!hasNoEvents(hit)) return
    const value = hit.resolved('products') ?? ''
    report({
      param: hit.origin('products') ?? 'products',
      at: [0, value.length],
      message: 'products stands on a hit without any event, so Adobe counts a product view',
    })
  },
} satisfies HitRule
