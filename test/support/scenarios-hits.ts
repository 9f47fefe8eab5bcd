import {DAYS, daysWith, type Scenario} from './scenario.js'

/** No file at all, and what the hits say of it. */

const FAULT = {verdict: 'fault-found', exitCode: 1} as const
const MONDAY = '2026-10-12T12:00:00Z'

export const HIT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'nobody fires the cart addition',
    world: {now: MONDAY, days: daysWith({}, {defects: {'cart-abandonment': 'silent'}}), capture: {days: DAYS, isComplete: true}},
    expected: {...FAULT, matched: {'event-never-fired': 'you'}},
  },
  {
    name: 'the pages send their hits to the suite of the developers',
    world: {now: MONDAY, files: [], capture: {days: DAYS, isComplete: true, suite: 'shopdev'}},
    expected: {...FAULT, matched: {'wrong-suite': 'you'}},
  },
  {
    name: 'no file ever came, and the hits spell the suite with capitals',
    world: {now: MONDAY, files: [], capture: {days: DAYS, isComplete: true, suite: 'ShopProd'}},
    // Whether that is another suite no page tells.
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}},
  },
  {
    name: 'the request is about the suite of the developers',
    world: {now: MONDAY, files: [], facts: {'report-suite': 'shopdev'}},
    expected: {...FAULT, matched: {'wrong-suite': 'you'}},
  },
  {
    name: 'the pages fire and no file ever came',
    world: {now: MONDAY, files: [], capture: {days: DAYS, isComplete: true}},
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}, ruledOut: ['event-never-fired', 'wrong-suite']},
  },
  {
    name: 'hits alone, without products: what will be missing',
    world: {
      integration: null,
      days: daysWith({}, {defects: {'cart-abandonment': 'bare'}}),
      capture: {days: DAYS, isComplete: true},
      flags: ['--segment=cart-abandonment', '--suite=shopprod', '--recipient=eVar12', '--issue=no-product-ids'],
    },
    expected: {...FAULT, matched: {'event-without-products': 'you'}},
  },
]
