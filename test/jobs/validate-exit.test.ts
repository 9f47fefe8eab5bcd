import {expect, test} from 'vitest'
import {verdictOf, type ExitOptions} from '../../src/jobs/validate-exit.js'
import type {ValidateOutcome} from '../../src/jobs/validate-captures.js'
import type {Outcome} from '../../src/validation/result.js'

interface Case {
  hits?: number
  errors?: number
  warnings?: number
  outcomes?: readonly Outcome[]
  damaged?: boolean
  crashed?: boolean
  bodiless?: number
  skipped?: Record<string, number>
}

/** A run with rules `rule-0`, `rule-1` …, that saw `scAdd` alone. */
function outcomeOf({hits = 3, errors = 0, warnings = 0, outcomes = ['pass'], damaged = false, crashed, bodiless = 0, skipped = {}}: Case) {
  const rules = outcomes.map((outcome, index) => ({id: `rule-${index}`, outcome}))
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length
  return {
    result: {
      inputs: [{skipped}],
      summary: {
        hits,
        findings: {error: errors, warning: warnings, info: 0},
        rules: {pass: count('pass'), fail: count('fail'), notApplied: count('not-applied'), unknown: count('unknown')},
      },
      rules,
    },
    damaged,
    crashes: crashed === true ? [{ruleId: 'rule-0', message: 'oops', path: 'a.har', record: 7}] : [],
    eventsSeen: new Set(['scAdd']),
    suitesSeen: new Set(),
    bodiless,
    errors: [],
  } as unknown as ValidateOutcome
}

const exitOf = (one: Case, options: Partial<ExitOptions> = {}) =>
  verdictOf(outcomeOf(one), {failOn: 'error', allowEmpty: false, requireRules: [], requireEvents: [], ...options})

/** Each with what it says, in the order in which one goes before the other. */
test.each<[string, Case, Partial<ExitOptions>, number, RegExp]>([
  ['a rule that crashed, before findings', {crashed: true, errors: 2, damaged: true}, {}, 70, /rule-0 failed on a\.har:7/],
  ['findings, before damage', {errors: 2, damaged: true, outcomes: ['fail']}, {}, 1, /^2 findings at or above/],
  ['damage, before what is inconclusive', {damaged: true, bodiless: 3}, {}, 2, /damaged/],
  ['no body at all, before what is missing', {bodiless: 3}, {requireEvents: ['purchase']}, 4, /no hit has its parameters/],
  ['a body that may hold the event asked for', {bodiless: 1}, {requireEvents: ['purchase']}, 4, /purchase .* may be in 1 hit/],
  ['a body beside the event asked for', {bodiless: 1}, {requireEvents: ['scAdd']}, 0, /no finding/],
  ['a Web SDK call that may hold it', {skipped: {'edge-not-judged': 2}}, {requireEvents: ['purchase']}, 4, /purchase .* 2 Web SDK calls/],
  ['Web SDK calls alone', {hits: 0, skipped: {'edge-not-judged': 2}}, {}, 4, /2 Web SDK calls/],
  ['no rule that could be judged', {outcomes: ['unknown', 'not-applied']}, {}, 4, /no rule could be judged/],
  ['a required rule that could not', {outcomes: ['unknown', 'pass']}, {requireRules: ['rule-0']}, 4, /^--require-rule rule-0:/],
  ['no rule that applied', {outcomes: ['not-applied', 'not-applied']}, {}, 3, /no rule applied/],
  ['a required rule that never applied', {outcomes: ['not-applied', 'pass']}, {requireRules: ['rule-0']}, 3, /rule-0 never applied/],
  ['a required event that was not seen', {}, {requireEvents: ['scAdd', 'purchase']}, 3, /^event purchase never/],
  ['no hit', {hits: 0}, {}, 3, /no hit was found/],
  ['hits of others alone', {hits: 0, skipped: {'other-suite': 1}}, {}, 3, /1 of others was left out/],
  ['no hit, which is allowed', {hits: 0}, {allowEmpty: true}, 0, /no hit/],
  ['a rule that could not be judged beside one that could', {outcomes: ['unknown', 'pass']}, {}, 0, /no finding/],
  ['warnings below the level', {warnings: 1, outcomes: ['fail']}, {}, 0, /no finding at or above --fail-on error/],
  ['warnings at the level', {warnings: 1, outcomes: ['fail']}, {failOn: 'warning'}, 1, /^1 finding at/],
  ['findings that never count', {errors: 1, outcomes: ['fail']}, {failOn: 'never'}, 0, /never fail/],
])('%s', (_name, one, options, exitCode, because) => {
  expect(exitOf(one, options)).toEqual({exitCode, because: expect.stringMatching(because) as string})
})
