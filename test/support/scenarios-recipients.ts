import {deliver} from './scenario-deliveries.js'
import {DAYS, daysWith, HEALTHY_DAYS, type Scenario} from './scenario.js'

/** Rows without recipients, and too few or too many rows. */

const NOBODY = deliver({rows: (rows) => rows.map((row) => ({...row, recipient: '', message: ''}))})
const SOME_LOST = DAYS.slice(3)
const REPEATED_ORDERS = daysWith({}, {orderId: 'A1', buyers: 6})

export const RECIPIENT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'landing pages do not set the recipient',
    world: {days: daysWith({}, {landing: 'not-set'}), capture: {days: DAYS, isComplete: true}},
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'recipient-never-set': 'you'}},
  },
  {
    name: 'the links of the mailing carry no recipient',
    world: {days: daysWith({}, {landing: 'no-parameter'}), capture: {days: DAYS, isComplete: true}},
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'recipient-never-set': 'you'}},
  },
  {
    name: 'landing pages lose the recipient since a Sunday',
    world: {
      days: daysWith(Object.fromEntries(SOME_LOST.map((day) => [day, {landing: 'not-set' as const}]))),
      capture: {days: DAYS, isComplete: true},
    },
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'parameter-lost': 'you'}, ruledOut: ['recipient-never-set']},
  },
  {
    name: 'the recipient expires with the visit, and people buy days after',
    world: {
      days: daysWith({}, {landedDaysBefore: 2}),
      files: NOBODY,
      capture: {days: DAYS, isComplete: true},
      suiteVariables: [
        {variable: 'eVar12', expiration: 'visit', allocation: 'most-recent'},
        {variable: 'campaign', expiration: 'visit', allocation: 'most-recent'},
      ],
    },
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'recipient-expired': 'you'}, ruledOut: ['recipient-never-set']},
  },
  {
    name: 'the recipient never expires, and people buy days after',
    world: {
      days: daysWith({}, {landedDaysBefore: 2}),
      capture: {days: DAYS, isComplete: true},
      suiteVariables: [{variable: 'eVar12', expiration: 'never', allocation: 'most-recent'}],
    },
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'every order has the same number',
    world: {
      days: REPEATED_ORDERS,
      segments: ['purchases'],
      files: deliver({days: REPEATED_ORDERS, segment: 'purchases', rows: (rows, day) => (day === '2026-10-01' ? rows.slice(0, 1) : [])}),
      capture: {days: DAYS, isComplete: true},
      flags: ['--issue=wrong-rows'],
    },
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'purchase-deduplicated': 'you'}},
  },
  {
    name: 'the request returns three rows and no more',
    world: {
      days: HEALTHY_DAYS,
      files: deliver({rows: (rows) => rows.slice(0, 3)}),
      facts: {'row-limit': '3'},
      flags: ['--issue=wrong-rows'],
    },
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'row-limit': 'you'}},
  },
  {
    name: 'the request returns all rows',
    world: {facts: {'row-limit': '0'}, flags: ['--issue=wrong-rows'], capture: {days: DAYS, isComplete: true}},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}, ruledOut: ['row-limit']},
  },
]
