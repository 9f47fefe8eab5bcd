import type {HitRule} from '../rule.js'
import {hasEventValues, reportToken, tokensOf, withCount} from './event-tokens.js'

export default {
  id: 'event-decimal-comma',
  shape: 'hit',
  severity: 'error',
  triggers: ['events'],
  summary: 'Event value cut in two by a comma',
  why: 'A comma separates events, also inside a number: `event1=9,99` is `event1` with 9 and a token `99` that is no event. The rest of the amount is lost.',
  fix: 'Send values with a period and without thousands separator: `event1=9.99`, `event1=1299`.',
  source: 'Adobe Analytics implementation guide, "events" (a comma-delimited list), "Use currency events" (decimals with a period)',
  examples: {
    passes: ['events=event1%3D9.99', 'events=event1%3D9%2Cevent2', 'events=event1%3D9%3AA%2C99'],
    fails: ['events=event1%3D9%2C99', 'events=event1%3D1%2C299.00%2Cevent2', 'events=event1%3D1%2C299%2C000', 'events=event1%3D%249%2C99'],
    notApplied: ['events=event1', 'events=5%2C20', 'products=%3Ba'],
  },
  applies: hasEventValues,
  check(hit, report) {
    const {tokens} = hit.events
    const faulty = tokensOf(hit.events, 'rest-of-number')
    const [first] = faulty
    if (first === undefined) return
    const head = tokens[tokens.indexOf(first) - 1]
    reportToken(hit, report, {
      token: {...first, start: head?.start ?? first.start},
      message: withCount(
        'a comma inside a value ends the event there, and the rest of the number becomes a token of its own',
        faulty.length,
      ),
    })
  },
} satisfies HitRule
