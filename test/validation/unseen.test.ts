import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {RULES} from '../../src/rules/index.js'
import type {HitRule, Rule} from '../../src/rules/rule.js'
import {judgeRequests} from '../support/judge-example.js'

/** Rules that let hits of the usual form pass unseen, and the same looking at every hit. */
const careless = RULES.filter((rule): rule is HitRule => rule.shape === 'hit' && rule.passesUnless !== undefined)
const careful = careless.map((rule): Rule => {
  const {passesUnless, ...rest} = rule
  return passesUnless === undefined ? rule : rest
})

const pick = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts)
const events = pick(
  'purchase',
  'prodView',
  'event1',
  'event1=5',
  'event2:a1',
  'scAdd',
  'Purchase',
  'event0',
  'event1001',
  ' event3',
  'event1=9',
  '99',
  '',
  'buy',
)
const names = pick(
  'boot',
  'SKU-1',
  'Red boot',
  ' boot',
  'boot ',
  '',
  'undefined',
  '{{sku}}',
  'eVar1=x',
  'event12',
  'x'.repeat(101),
  'Grüße',
  '$4',
  'a\tb',
)
const numbers = pick('', '1', '2.5', '49.99', 'NaN', '-1', '1 ', 'event1=2', 'null', '$5')
const productEvents = pick('', 'event1=2', 'event1=2|event2', 'eVar1=x', 'event1= 2', 'null', 'event1|event2=undefined')
const eVars = pick('', 'eVar1=x', 'eVar1=x|eVar2=y', 'evar1=x', 'event1=2', 'eVar1= x', 'eVar1=undefined', 'eVar1=a b')
const item = fc
  .tuple(fc.tuple(names, names, numbers, numbers, productEvents, eVars, names), fc.nat(7))
  .map(([fields, count]) => fields.slice(0, count).join(';'))
const list = (one: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.array(one, {maxLength: 4}).map((all) => all.join(','))
const query = fc
  .tuple(list(events), list(item), pick('', '&AQE=1', '&D=x', '&products=%3Ba', '&v1=event1'), pick('events', 'ev'), pick('products', 'pl'))
  .chain(([eventText, itemText, more, eventName, itemName]) =>
    pick('', 'AQB=1&').map((head) => {
      const eventValue = eventText === 'Purchase' ? 'D=v1' : eventText
      return `${head}${eventName}=${encodeURIComponent(eventValue)}&${itemName}=${encodeURIComponent(itemText)}${more}`
    }),
  )

function judged(queries: readonly string[], rules: readonly Rule[]) {
  const requests = queries.map((text, record): CapturedRequest => {
    const url = `https://a.example/b/ss/one/1/JS-2.26.0/s${100_000 + record}?${text}`
    return {url, method: 'GET', bodyState: 'none', place: {file: 0, record}}
  })
  const {findings, rules: results} = judgeRequests(requests, rules)
  return {findings, results}
}

test('hits that rules let pass unseen would have passed had they looked', () => {
  expect(careless.length).toBeGreaterThan(10)
  fc.assert(
    fc.property(fc.array(query, {minLength: 1, maxLength: 8}), (queries) => {
      expect(judged(queries, careless)).toEqual(judged(queries, careful))
    }),
    {numRuns: 3000},
  )
})
