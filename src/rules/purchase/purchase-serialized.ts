import type {EventToken} from '../../hits/events.js'
import type {Hit} from '../../hits/hit.js'
import type {HitRule} from '../rule.js'

export default {
  id: 'purchase-serialized',
  shape: 'hit',
  severity: 'warning',
  triggers: ['purchase'],
  summary: 'Purchase carries an event ID',
  why: '`purchase:ID` is event serialisation, meant for custom events. For orders Adobe asks for `purchaseID`, which alone drops repeated purchases as a whole.',
  fix: 'Send plain `purchase` and put the order number into `s.purchaseID`.',
  source: 'Adobe Analytics implementation guide, "Event ID serialization", tip',
  examples: {
    passes: ['events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1', 'events=purchase%2Cevent5%3AA1&purchaseID=A1'],
    fails: ['events=purchase%3AA1&products=%3Ba%3B1%3B5', 'events=event5%2Cpurchase%3AA1&products=%3Ba%3B1%3B5&purchaseID=A1'],
    notApplied: ['events=event5%3AA1', 'purchaseID=A1'],
  },
  applies: (hit) => hit.events.has('purchase'),
  check(hit, report) {
    const token = serialOf(hit)
    if (token === undefined) return
    report({
      param: hit.origin('events') ?? 'events',
      at: [token.start, token.end],
      message: `purchase carries an event ID${hit.origin('purchaseID') ? ' beside its purchase ID' : ' instead of a purchase ID'}`,
    })
  },
} satisfies HitRule

function serialOf(hit: Hit): EventToken | undefined {
  return hit.events.tokens.find(({name, serial}) => name === 'purchase' && serial)
}
