import type {HitRule} from '../rule.js'
import {hasEvents, reportToken, tokensOf, withCount} from './event-tokens.js'

export default {
  id: 'event-out-of-range',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  passesUnless: 'unusual-events',
  summary: 'Custom event with a number no suite has',
  why: 'A report suite has at most the events `event1` to `event1000`, often fewer by contract. An event beyond is not counted.',
  fix: 'Use an event that is enabled in the report suite.',
  source:
    'Adobe Analytics implementation guide, "events", "s.events in AppMeasurement and the Analytics extension custom code editor" (valid values)',
  examples: {
    passes: ['events=event7', 'events=event1%2Cevent1000', 'events=foo'],
    fails: ['events=event1001', 'events=event0', 'events=event7%2Cevent12345678', 'events=event1001%3D5'],
    notApplied: ['events=', 'products=%3Ba'],
  },
  applies: hasEvents,
  check(hit, report) {
    const faulty = tokensOf(hit.events, 'out-of-range')
    const [first] = faulty
    if (first === undefined) return
    reportToken(hit, report, {token: first, message: withCount('a custom event has a number outside 1 to 1000', faulty.length)})
  },
} satisfies HitRule
