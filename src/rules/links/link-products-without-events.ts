import {hasNoEvents} from '../../hits/presence.js'
import {hasProductName} from '../../hits/products.js'
import {phantomViewSeverity} from '../commerce/phantom-view.js'
import type {HitRule} from '../rule.js'

export default {
  id: 'link-products-without-events',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Link call sends products without an event',
  why:
    'Adobe counts a product view for every hit with `products` and an empty `events`, link calls included. ' +
    'Usually the event was meant to go along and `linkTrackVars` or `linkTrackEvents` does not list it.',
  fix: 'List `events` in `s.linkTrackVars` and the event itself in `s.linkTrackEvents`; if no event is meant, keep `products` out of the link call.',
  source: 'Adobe Analytics implementation guide, "linkTrackVars" and "linkTrackEvents"; components guide, metric "Product views"',
  examples: {
    passes: ['pe=lnk_o&pev2=add&events=scAdd&products=%3Ba', 'pe=lnk_o&pev2=add&events=event5&products=%3Ba'],
    fails: ['pe=lnk_o&pev2=add&products=%3Ba', 'pe=o&pev2=add&events=&products=%3Ba'],
    notApplied: ['pe=lnk_o&pev2=add', 'pe=lnk_o&pev2=add&products=%3B', 'products=%3Ba'],
  },
  applies: (hit) => hit.kind === 'link' && hasProductName(hit.products),
  check(hit, report, context) {
    if (!hasNoEvents(hit)) return
    const value = hit.resolved('products') ?? ''
    report({
      param: hit.origin('products') ?? 'products',
      at: [0, value.length],
      message: 'this link call has products and no event, so Adobe counts a product view',
      severity: phantomViewSeverity(hit.reportSuites, context),
    })
  },
} satisfies HitRule
