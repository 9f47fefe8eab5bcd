import {expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {
  sessionRule,
  trace,
  type FactPlace,
  type HitRule,
  type Report,
  type Rule,
  type SessionRule,
  type Severity,
} from '../../src/rules/rule.js'
import {identify} from '../../src/validation/identify.js'
import {Judge} from '../../src/validation/judge.js'
import {Repeats} from '../../src/validation/repeats.js'
import {Validation} from '../../src/validation/validation.js'
import {hitOf, requestOf} from '../support/hit.js'

const TEXTS = {summary: '', why: '', fix: '', source: '', examples: {passes: [''], fails: [''], notApplied: []}} as const

const hitRule = (id: string, check: (report: Report, record: number) => void): HitRule => ({
  ...TEXTS,
  id,
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  applies: () => true,
  check: (hit, report) => check(report, hit.request.place.record),
})

const sayAlways = hitRule('always', (report) => report({param: 'pageName', message: 'seen'}))

interface Options {
  cap?: number
  severities?: Record<string, Severity>
}

function judge(requests: readonly CapturedRequest[], rules: readonly Rule[], {cap = 100, severities = {}}: Options = {}) {
  const options = {rules, context: {integrations: undefined}, cap, severities, showValues: true, requireEvents: []}
  const validation = new Validation(options)
  const input = validation.beginInput('capture', 'test')
  const identified = identify(requests, {suites: [], hosts: []})
  validation.addBatch(input, new Judge(rules, options).judge(identified, new Repeats().decide(identified.columns)))
  validation.endInput(input)
  const result = validation.finish()
  return {validation, result, findings: result.findings, rules: result.rules}
}

const request = (query: string, record: number, more: Partial<CapturedRequest> = {}) =>
  requestOf(`https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s${20_000_000 + record}?pageName=home&n=${record}&${query}`, {
    place: {file: 0, record},
    ...more,
  })

test.each<[wanted: Severity | undefined, own: Severity | undefined, severity: Severity]>([
  [undefined, undefined, 'warning'],
  [undefined, 'info', 'info'],
  ['error', undefined, 'error'],
  ['error', 'info', 'info'],
  ['info', 'error', 'info'],
])('a rule of severity warning that is set to %s and reports a variant of %s: %s', (wanted, own, severity) => {
  const rule = hitRule('variant', (report) => report({param: 'pageName', message: 'seen', ...(own !== undefined && {severity: own})}))
  const {findings} = judge([request('', 1)], [rule], wanted === undefined ? {} : {severities: {variant: wanted}})
  expect(findings).toMatchObject([{severity}])
})

test('a finding names the link of a link call, else the page', () => {
  const {findings} = judge([request('', 1), request('pe=lnk_o&pev2=add%2520to%20cart', 2), request('pe=lnk_e', 3)], [sayAlways])
  expect(findings.map(({hit}) => hit.pageName)).toEqual(['home', 'add to cart', 'home'])
})

test('a time that no calendar has is none', () => {
  const {findings} = judge([request('', 1, {timeMs: 8.64e15}), request('', 2, {timeMs: 8.65e15})], [sayAlways])
  expect(findings.map(({hit}) => hit.time)).toEqual(['+275760-09-13T00:00:00.000Z', null])
})

test('a range that a rule draws too wide ends with the value', () => {
  const rule = hitRule('wide', (report) => report({param: 'pageName', message: 'seen', at: [-3, 99]}))
  expect(judge([request('', 1)], [rule]).findings).toMatchObject([{value: 'home', span: [0, 4]}])
})

test('findings leave in the order of records, and on one hit in that of the rules', () => {
  const late = hitRule('b-first-in-list', (report) => report({param: 'pageName', message: 'seen'}))
  const {findings} = judge([request('', 1), request('', 2)], [late, sayAlways])
  expect(findings.map(({ruleId, origin}) => [origin.record, ruleId])).toEqual([
    [1, 'b-first-in-list'],
    [1, 'always'],
    [2, 'b-first-in-list'],
    [2, 'always'],
  ])
})

test('media and Target hits are counted, and no rule sees them', () => {
  const {result, rules} = judge([request('pe=tnt', 1), request('pe=ms_s', 2), request('', 3)], [sayAlways])
  expect(result.summary.hits).toBe(3)
  expect(rules).toMatchObject([{hits: {fail: 1, notApplied: 2}}])
})

test('a rule that throws cannot tell of those hits, is named with the first, and the others go on', () => {
  const throwing = hitRule('throwing', (_report, record) => {
    if (record > 1) throw new Error(`oops ${record}`)
  })
  const {validation, rules, findings} = judge([request('', 1), request('', 2), request('', 3)], [throwing, sayAlways])
  expect(validation.crashes).toEqual([{ruleId: 'throwing', message: 'oops 2', path: 'capture', record: 2}])
  expect(rules[0]).toMatchObject({outcome: 'pass', hits: {pass: 1, unknown: 2}, reason: 'the rule failed on record 2: oops 2'})
  expect(findings).toHaveLength(3)
})

/** Reports on the first hit of the capture once the last is known. */
const lookBack: SessionRule<never> = sessionRule({
  ...TEXTS,
  id: 'look-back',
  shape: 'session',
  severity: 'warning',
  triggers: ['every-hit'],
  fact: (hit) => ({record: hit.request.place.record}),
  fold: () => {
    const places: FactPlace[] = []
    return {
      next: (_fact, place) => void places.push(place),
      end: (verdicts) => {
        for (const place of places.toReversed()) verdicts.fail({place, param: 'pageName', message: 'seen'})
      },
    }
  },
})

test('of findings beyond the cap the first of the capture are kept, whenever they were made', () => {
  const requests = [1, 2, 3, 4].map((record) => request('', record, {timeMs: record * 10_000}))
  const {findings, result} = judge(requests, [lookBack], {cap: 2})
  expect(findings.map(({origin}) => origin.record)).toEqual([1, 2])
  expect(result.truncated).toEqual({'look-back': 2})
})

test('hits too far out of order of time are fed late, and the note counts them', () => {
  const watch: SessionRule<never> = sessionRule({...lookBack, id: 'watch', fact: () => trace(1), fold: () => ({next: () => undefined})})
  const requests = Array.from({length: 4096}, (_, record) => request('', record, {timeMs: 1_000_000 + record * 10_000}))
  const rules = [watch]
  const options = {rules, context: {integrations: undefined}, cap: 1, severities: {}, showValues: true, requireEvents: []}
  const validation = new Validation(options)
  const input = validation.beginInput('capture', 'test')
  for (const batch of [requests, [request('', 5000, {timeMs: 0})]]) {
    const identified = identify(batch, {suites: [], hosts: []})
    validation.addBatch(input, new Judge(rules, options).judge(identified, new Repeats().decide(identified.columns)))
  }
  validation.endInput(input)
  expect(validation.finish().notes).toEqual([expect.stringMatching(/^capture: 1 hit was too far out of order/)])
})

test('report suites are told up to a number: a hostile capture names no end of them', () => {
  const requests = Array.from({length: 700}, (_, record) =>
    requestOf(`https://data.shop.example/b/ss/suite${record}/1/JS-2.26.0/s${20_000_000 + record}?pageName=home`, {
      place: {file: 0, record},
    }),
  )
  expect(judge(requests, [sayAlways]).validation.suitesSeen.size).toBe(500)
})

test.each([
  ['https://data.shop.example/b/ss/s/1/s1234567?a=1', ['shop.example'], true],
  ['https://shop.example/b/ss/s/1/s1234567?a=1', ['shop.example'], true],
  ['https://bookshop.example/b/ss/s/1/s1234567?a=1', ['shop.example'], false],
  ['/b/ss/s/1/s1234567?a=1', ['shop.example'], true],
  ['https://other.example/b/ss/s/1/s1234567?a=1', [], true],
])('%s with --host %s: judged %s', (url, hosts, isJudged) => {
  const {hits, skipped} = identify([requestOf(url)], {suites: [], hosts})
  expect([hits.length, skipped]).toEqual(isJudged ? [1, {}] : [0, {'other-suite': 1}])
})

test.each([
  [{status: 399}, true],
  [{status: 400}, false],
  [{failure: 'failed'}, false],
  [{failure: 'blocked'}, false],
  [{failure: 'aborted'}, true],
] as const)('a request with %o was delivered: %s', (more, isDelivered) => {
  expect(hitOf(requestOf('pageName=home', more)).delivered).toBe(isDelivered)
})
