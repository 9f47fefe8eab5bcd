import {describe, expect, test} from 'vitest'
import {RULES} from '../../src/rules/index.js'
import type {Example} from '../../src/rules/rule.js'
import {contextOf, judgeRequests, requestsOf} from '../support/judge-example.js'

const name = (example: Example) => (typeof example === 'string' ? example : JSON.stringify({...example, context: undefined}))

// The examples a rule prints in `dc explain` are its tests, run through the whole engine.
describe.each(RULES)('$id', (rule) => {
  // Rules this one replaces run beside it: a retracted finding must not come back.
  const rules = [rule, ...RULES.filter((other) => rule.replaces?.includes(other.id))]
  const outcomeOf = (example: Example) =>
    judgeRequests(requestsOf(example), rules, contextOf(rule, example)).rules.find(({id}) => id === rule.id)

  test.each(rule.examples.fails.map((example) => [name(example), example] as const))('fails on %s', (_name, example) => {
    expect(outcomeOf(example)).toMatchObject({outcome: 'fail'})
  })
  test.each(rule.examples.passes.map((example) => [name(example), example] as const))('passes %s', (_name, example) => {
    expect(outcomeOf(example)).toMatchObject({outcome: 'pass'})
  })
  test.each(rule.examples.notApplied.map((example) => [name(example), example] as const))('does not apply to %s', (_name, example) => {
    expect(outcomeOf(example)).toMatchObject({outcome: 'not-applied'})
  })
})
