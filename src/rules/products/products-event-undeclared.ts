import {isKnownEvent} from '../../hits/events.js'
import type {Hit} from '../../hits/hit.js'
import {isUnknowable} from '../../hits/presence.js'
import type {HitRule, RunContext} from '../rule.js'
import {hasProducts, partsOf, reportProducts, withCount} from './product-entries.js'

function integrationMapping(event: string, hit: Hit, context: RunContext): string | undefined {
  const owner = (context.integrations ?? []).find(
    ({reportSuite, events}) => hit.reportSuites.includes(reportSuite) && events.some((mapped) => mapped.event === event),
  )
  return owner?.id
}

/** True when an integration of the hit's report suite has this event mapped: then a metric of the partner is lost. */
function isMapped(event: string, hit: Hit, context: RunContext): boolean {
  return integrationMapping(event, hit, context) !== undefined
}

/** The events string names it, in whatever case: the wrong case is `event-wrong-case`. */
function isDeclared(event: string, hit: Hit): boolean {
  if (hit.events.has(event)) return true
  const lowerCase = event.toLowerCase()
  return hit.events.unrecognised.some((token) => token.name.toLowerCase() === lowerCase)
}

export default {
  id: 'products-event-undeclared',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  requires: ['body', 'products-parse'],
  summary: 'Product event that `events` does not list',
  why:
    'An event in the fifth field of a product only adds a value for that product. To be recorded it must also stand in `events` of the same hit. ' +
    '(Hits of the Web SDK need no such entry.)',
  fix: 'Add the event, without a value, to `s.events`; on a link call also to `s.linkTrackEvents`.',
  source: 'Adobe Analytics implementation guide, "events", "Use currency events" and "Use numeric events"',
  examples: {
    passes: ['events=prodView%2Cevent1&products=%3Ba%3B%3B%3Bevent1%3D2', 'events=prodView%2CEvent1&products=%3Ba%3B%3B%3Bevent1%3D2'],
    fails: [
      'events=prodView&products=%3Ba%3B%3B%3Bevent1%3D2',
      'events=prodView%2Cevent1&products=%3Ba%3B%3B%3Bevent1%3D2%2C%3Bb%3B%3B%3Bevent2',
    ],
    notApplied: [
      'events=prodView&products=%3Ba',
      'events=prodView&products=%3Ba%3B%3B%3Bnonsense%3D2',
      // No events at all: `products-without-events` has that finding.
      'products=%3Ba%3B%3B%3Bevent1%3D2',
      'events=D%3Ds_cookie&products=%3Ba%3B%3B%3Bevent1%3D2',
    ],
  },
  applies(hit, context) {
    if (!hasProducts(hit)) return false
    let isMentioned = false
    for (const item of hit.products) for (const {name} of item.events) isMentioned ||= isKnownEvent(name)
    if (!isMentioned) return false
    if (!hit.events.isEmpty) return true
    // Without events one finding is enough, unless a partner's metric is at stake; and what `D=` copies may be unknown.
    return !isUnknowable(hit, 'events') && hit.products.some((item) => item.events.some(({name}) => isMapped(name, hit, context)))
  },
  check(hit, report, context) {
    const seen = new Set<string>()
    let first: {at: [number, number]; isMapped: boolean; name: string} | undefined
    for (const item of hit.products) {
      if (item.events.every(({name}) => !isKnownEvent(name) || isDeclared(name, hit))) continue
      for (const part of partsOf(item.fields[4])) {
        const name = /^\s*([^=:]*)/.exec(part.text)?.[1]?.trim() ?? ''
        if (!isKnownEvent(name) || isDeclared(name, hit) || seen.has(name)) continue
        seen.add(name)
        const mapped = isMapped(name, hit, context)
        if (first === undefined || (mapped && !first.isMapped)) first = {at: [part.start, part.end], isMapped: mapped, name}
      }
    }
    if (first === undefined) return
    reportProducts(hit, report, {
      at: first.at,
      message: withCount(
        first.isMapped
          ? 'a product carries an event of the integration that `events` of the same hit does not list'
          : 'a product carries an event that `events` of the same hit does not list',
        seen.size,
      ),
      severity: first.isMapped ? 'error' : 'warning',
      integration: integrationMapping(first.name, hit, context),
    })
  },
} satisfies HitRule
