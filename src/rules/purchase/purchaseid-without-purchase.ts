import {isUnknowable} from '../../hits/presence.js'
import type {HitRule} from '../rule.js'
import {placeholderIn, purchaseIdOf} from './purchase-id.js'

export default {
  id: 'purchaseid-without-purchase',
  shape: 'hit',
  severity: 'warning',
  triggers: ['purchaseID'],
  requires: ['body', 'whole'],
  summary: 'Purchase ID on a hit without a purchase',
  why: '`purchaseID` belongs on the hit that carries `purchase`. Elsewhere it counts no order; often `purchase` is missing, or the ID was never cleared.',
  fix: 'Add `purchase` to `s.events` of the confirmation hit, or clear `s.purchaseID` once the purchase has been sent.',
  source: 'Adobe Analytics implementation guide, "purchaseID"',
  examples: {
    passes: ['events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1'],
    fails: ['events=scView&products=%3Ba&purchaseID=A1', 'pe=lnk_o&pev2=print&purchaseID=A1'],
    notApplied: ['events=purchase&products=%3Ba%3B1%3B5', 'purchaseID=undefined', 'events=Purchase&purchaseID=A1'],
  },
  applies(hit) {
    const id = purchaseIdOf(hit)
    if (id === undefined || placeholderIn(id) === 'missing' || isUnknowable(hit, 'events')) return false
    // `Purchase` in the wrong case is no purchase either, but that is the finding of event-wrong-case.
    return hit.events.has('purchase') || !hit.events.tokens.some(({name}) => name.toLowerCase() === 'purchase')
  },
  check(hit, report) {
    if (hit.events.has('purchase')) return
    const value = purchaseIdOf(hit) ?? ''
    report({
      param: hit.origin('purchaseID') ?? 'purchaseID',
      at: [0, value.length],
      message: 'this hit has a purchase ID and no purchase event',
    })
  },
} satisfies HitRule
