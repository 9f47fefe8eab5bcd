import type {HitRule} from '../rule.js'
import {hasEvents, reportToken, rightCaseOf, tokensOf, withCount} from './event-tokens.js'

export default {
  id: 'event-wrong-case',
  shape: 'hit',
  severity: 'error',
  triggers: ['events'],
  passesUnless: 'unusual-events',
  summary: 'Event name in the wrong case',
  why: 'Event names are case-sensitive: `scadd` and `Event5` are not the events they look like, and nothing is counted.',
  fix: 'Write `purchase`, `prodView`, `scAdd` … exactly as documented, and `event` in lower case.',
  source: 'Adobe Analytics implementation guide, "events", the note that the variable is case-sensitive',
  examples: {
    passes: ['events=scAdd', 'events=event5', 'events=foo', 'events=EVENT1001'],
    fails: ['events=scadd', 'events=Event5', 'events=event1%2CPURCHASE', 'events=prodview%3A1', 'ev=EVENT7%3D2'],
    notApplied: ['events=', 'products=%3Ba'],
  },
  applies: hasEvents,
  check(hit, report) {
    const faulty = tokensOf(hit.events, 'wrong-case')
    const [first] = faulty
    if (first === undefined) return
    const right = rightCaseOf(first.name)
    reportToken(hit, report, {
      token: first,
      message: withCount('an event is named in the wrong case, so it is not counted', faulty.length),
      ...(right !== undefined && {fix: `Write \`${right}\`: event names are case-sensitive.`}),
    })
  },
} satisfies HitRule
