import {byteLength} from '../../hits/decode-text.js'
import type {EventToken} from '../../hits/events.js'
import type {HitRule} from '../rule.js'
import {hasEvents, reportToken, withCount} from './event-tokens.js'
import {SERIAL_BYTES, hasSerial, isPlaceholderSerial} from './event-serials.js'

const ALPHANUMERIC = /^[a-z\d]+$/i

interface Problem {
  message: string
  fix?: string
}

const PLACEHOLDER: Problem = {
  message: 'the ID of an event is the text of a missing value, the same for everybody: the event is counted once, ever',
  fix: 'Leave the colon out when there is no ID: the event is then always counted.',
}
const EMPTY: Problem = {message: 'an event has a colon and no ID after it', fix: 'Leave the colon out when there is no ID.'}
const TOO_LONG: Problem = {message: 'the ID of an event is longer than 20 bytes, and only the first 20 are compared'}
const CHARSET: Problem = {message: 'the ID of an event holds something else than letters and digits'}
const SERIAL_FIRST: Problem = {
  message: 'the ID of an event stands before its value',
  fix: 'Write the value first: `event1=2:ABC`.',
}

function problemOf({serial = '', serialFirst}: EventToken): Problem | undefined {
  if (serial === '') return EMPTY
  if (isPlaceholderSerial(serial)) return PLACEHOLDER
  if (byteLength(serial) > SERIAL_BYTES) return TOO_LONG
  if (!ALPHANUMERIC.test(serial)) return CHARSET
  return serialFirst ? SERIAL_FIRST : undefined
}

export default {
  id: 'event-serial-invalid',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  summary: 'Event ID that is too long, empty or not of letters and digits',
  why:
    'Where a suite records an event by ID, an ID of letters and digits up to 20 bytes makes it count once. Longer ones are cut, so two different IDs ' +
    'with the same beginning become one and the second event is dropped. What other characters, or an ID before the value, do is not documented (unverified).',
  fix: 'Send an ID of at most 20 letters and digits, unique from its first 20 on: `event1:ABC123`.',
  source: 'Adobe Analytics implementation guide, "Event serialization", "Use event IDs using the Adobe Analytics extension"',
  examples: {
    passes: ['events=event1%3Aab', 'events=event1%3D2%3AABCD1234ABCD1234ABCD', 'events=event1%2Cevent2%3A7'],
    fails: [
      'events=event1%3Aa-b',
      'events=event1%3AABCD1234ABCD1234ABCD5',
      'events=event1%3A',
      'events=event1%3Aundefined',
      'events=event1%3AABC%3D2',
      'events=event1%3A%C3%A9',
    ],
    notApplied: [
      'events=event1',
      'products=%3Ba',
      // Not an ID problem: purchase has `purchaseID`, `purchase-serialized` says so.
      'events=purchase%3AA-1',
    ],
  },
  applies: (hit) => hit.events.tokens.some(hasSerial) && hasEvents(hit),
  check(hit, report) {
    const found = new Map<Problem, {first: EventToken; count: number}>()
    for (const token of hit.events.tokens) {
      const problem = hasSerial(token) ? problemOf(token) : undefined
      if (problem === undefined) continue
      const seen = found.get(problem)
      if (seen === undefined) found.set(problem, {first: token, count: 1})
      else seen.count++
    }
    for (const [{message, ...rest}, {first, count}] of found)
      reportToken(hit, report, {token: first, message: withCount(message, count), ...rest})
  },
} satisfies HitRule
