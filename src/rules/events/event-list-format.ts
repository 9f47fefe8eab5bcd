import type {EventToken} from '../../hits/events.js'
import type {HitRule} from '../rule.js'
import {hasEvents, reportToken, withCount} from './event-tokens.js'

/** Length of the token if there were no blanks around its parts: texts of a token are trimmed, its place is not. */
function lengthWithoutBlanks({name, value, serial}: EventToken): number {
  return name.length + (value === undefined ? 0 : value.length + 1) + (serial === undefined ? 0 : serial.length + 1)
}

function isEmpty({name, value, serial}: EventToken): boolean {
  return name === '' && value === undefined && serial === undefined
}

export default {
  id: 'event-list-format',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  passesUnless: 'unusual-events',
  summary: 'Blanks or empty places in the list of events',
  why:
    'The list is documented with commas alone between the names. Whether ` event2` is still recognised, and what an empty place does, ' +
    'no page says (unverified).',
  fix: 'Join the events with a plain comma, `event1,event2`, and only between two of them.',
  source:
    'Adobe Analytics implementation guide, "events", "s.events in AppMeasurement and the Analytics extension custom code editor"; the effect is (unverified)',
  examples: {
    passes: ['events=event1%2Cevent2', 'events=event1%3D2%3AA%2CscAdd'],
    fails: [
      'events=event1%2C%20event2%2C',
      'events=%2Cevent1',
      'events=event1%2C%2Cevent2',
      'events=event1%0A',
      'events=event1%20%3D5',
      'events=%2C',
    ],
    notApplied: ['events=', 'products=%3Ba'],
  },
  applies: hasEvents,
  check(hit, report) {
    let blank: EventToken | undefined
    let empty: EventToken | undefined
    let count = 0
    for (const token of hit.events.tokens) {
      if (isEmpty(token)) empty ??= token
      else if (token.end - token.start !== lengthWithoutBlanks(token)) blank ??= token
      else continue
      count++
    }
    const first = blank ?? empty
    if (first === undefined) return
    const message = blank === undefined ? 'there is a comma too many in `events`' : 'there is a blank in `events` around a name'
    // An empty token has no text to point at: the comma that makes it.
    const token = first === empty && first.start > 0 ? {...first, start: first.start - 1} : first
    reportToken(hit, report, {token, message: withCount(message, count)})
  },
} satisfies HitRule
