import {isKnownEvent, type EventToken} from '../../hits/events.js'
import type {HitRule} from '../rule.js'
import {hasEvents, reportToken, withCount} from './event-tokens.js'

export default {
  id: 'event-duplicate',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  passesUnless: 'unusual-events',
  summary: 'The same event twice in one hit',
  why:
    'No page says whether a repeated event counts once or twice, or which of two values wins (unverified). ' +
    'Mostly the same event is added by two rules or by a rule and a plug-in, so one of them is not needed.',
  fix: 'Send each event once; to count it several times, give it a value: `event1=2`.',
  source:
    'Adobe Analytics implementation guide, "events", "Increment counter events multiple times"; the effect of a repeated name is (unverified)',
  examples: {
    passes: ['events=event1%3D2', 'events=event1%2Cevent11', 'events=foo%2Cfoo', 'events=event1%2C%2C'],
    fails: ['events=event1%2Cevent1', 'events=scAdd%2Cevent5%2CscAdd', 'events=event1%3D2%2Cevent1%3D2'],
    notApplied: ['events=', 'products=%3Ba'],
  },
  applies: hasEvents,
  check(hit, report) {
    const {tokens, names} = hit.events
    if (tokens.length === names.size) return
    const seen = new Set<string>()
    const repeats: EventToken[] = []
    for (const token of tokens) {
      if (!seen.has(token.name)) seen.add(token.name)
      else if (isKnownEvent(token.name)) repeats.push(token)
    }
    const [first] = repeats
    if (first === undefined) return
    reportToken(hit, report, {token: first, message: withCount('an event stands in `events` once more', repeats.length)})
  },
} satisfies HitRule
