import {customEventNumber, isCommerceEvent, type EventList} from '../../hits/events.js'
import {hasProductName} from '../../hits/products.js'
import type {HitRule} from '../rule.js'

export default {
  id: 'products-without-commerce-event',
  shape: 'hit',
  severity: 'info',
  triggers: ['products'],
  requires: ['body', 'products-parse'],
  summary: 'Products sent with custom events only',
  why:
    'The automatic product view happens only when `events` is empty. With a custom event and no commerce event the products are stored, ' +
    'but no product view is counted and no remarketing segment sees them, whatever "without an associated event" may suggest.',
  fix: 'Nothing, if the custom event is all that is meant; otherwise add the commerce event (`prodView`, `scAdd`, `purchase` …).',
  source:
    'Adobe Analytics components guide, metric "Product views"; Getting Started with Analytics data connectors, "Implementation Examples" (note)',
  examples: {
    passes: ['events=event5%2CprodView&products=%3Bsku1', 'events=scView&products=%3Bsku1'],
    fails: ['events=event5&products=%3Bsku1', 'events=event5%2Cevent6%3D2&products=%3Bsku1%3B%3B%3Bevent6%3D2'],
    notApplied: ['products=%3Bsku1', 'events=event5', 'events=addToCart&products=%3Bsku1'],
  },
  applies: (hit) =>
    hasProductName(hit.products) && !hit.events.isEmpty && (hasCommerceEvent(hit.events) || hasCustomEventsOnly(hit.events)),
  check(hit, report) {
    if (hasCommerceEvent(hit.events)) return
    const {length} = hit.resolved('events') ?? ''
    report({
      param: hit.origin('events') ?? 'events',
      at: [0, length],
      message: 'products comes with custom events only: no product view is counted',
    })
  },
} satisfies HitRule

function hasCommerceEvent(events: EventList): boolean {
  for (const name of events.names) if (isCommerceEvent(name)) return true
  return false
}

/** A name that is neither is a fault of its own (`scadd`), and not a choice of custom events. */
function hasCustomEventsOnly(events: EventList): boolean {
  for (const name of events.names) if (name !== '' && customEventNumber(name) === undefined) return false
  return true
}
