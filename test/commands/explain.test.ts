import {describe, expect, test} from 'vitest'
import {EXIT_CODES} from '../../src/report/vocabulary.js'
import {EXIT} from '../../src/errors.js'
import {CAUSES, ISSUES} from '../../src/issues/issues.js'
import {RULES} from '../../src/rules/index.js'
import {explain, listTopics} from '../../src/jobs/explain-topic.js'
import {formatExplanation} from '../../src/report/explain.js'
import {createStyle} from '../../src/report/style.js'
import {displayWidth} from '../../src/report/visible.js'
import {runDc} from '../support/run-dc.js'

describe('dc explain', () => {
  test('tells a rule from its file: why, fix, source, examples decoded and as on the wire', async () => {
    const {exitCode, stdout, stderr} = await runDc(['explain', 'cart-add-without-products'])
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    for (const part of [
      'cart-add-without-products  error, commerce',
      'Why',
      'Fix',
      'Wrong',
      'Right',
      'Source',
      'events = scAdd',
      'on the wire: events=',
    ])
      expect(stdout).toContain(part)
  })

  test.each([
    ['3', 'exit code 3'],
    ['not-applied', 'outcome of a rule'],
    ['other-host', 'not judged'],
    ['warning', 'severity'],
    ['NOT-APPLIED', 'outcome of a rule'],
    ['no-product-ids', 'Causes, the likeliest first'],
    ['Event-Without-Products', 'cause of no-product-ids'],
  ])('%s is told', async (id, words) => {
    const {exitCode, stdout} = await runDc(['explain', id])
    expect(exitCode).toBe(0)
    expect(stdout).toContain(words)
  })

  test('tells a cause from its file: who must act, what it needs and how to supply that, what to do', async () => {
    const {exitCode, stdout} = await runDc(['explain', 'event-without-products'])
    expect(exitCode).toBe(0)
    for (const part of [
      'Who must act\n  you',
      'Needs\n  - --hits CAPTURE',
      'What to do',
      'Matches',
      'Ruled out',
      'Cannot be told',
      'Source',
    ])
      expect(stdout).toContain(part)
    const {stdout: json} = await runDc(['explain', 'event-without-products', '--json'])
    const {next} = CAUSES.find(({id}) => id === 'event-without-products') ?? {}
    expect(JSON.parse(json)).toMatchObject({
      topic: {next, kind: 'cause', owner: 'you', needs: [[{evidence: 'hits'}]], symptoms: ['no-product-ids']},
    })
  })

  test('tells a symptom with its causes in the order of the table', async () => {
    const {stdout} = await runDc(['explain', 'no-product-ids', '--json'])
    const [issue] = ISSUES
    expect(JSON.parse(stdout)).toMatchObject({
      topic: {kind: 'symptom', symptom: issue?.symptom, causes: issue?.causes.map(({id, summary}) => ({id, summary}))},
    })
  })

  test('--json gives the topic as one object', async () => {
    const {stdout} = await runDc(['explain', 'cart-add-without-products', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'explain',
      topic: {kind: 'rule', id: 'cart-add-without-products', area: 'commerce', severity: 'error'},
    })
  })

  test('without an id it lists what can be explained', async () => {
    const {exitCode, stdout} = await runDc(['explain'])
    expect(exitCode).toBe(0)
    for (const id of ['cart-add-without-products', 'not-applied', '130', 'other-host']) expect(stdout).toContain(id)
    const {stdout: json} = await runDc(['explain', '--json'])
    expect(JSON.parse(json)).toMatchObject({command: 'explain', topics: {outcomes: ['pass', 'fail', 'not-applied', 'unknown']}})
  })

  test.each([
    ['cart-add-without-product', 'dc explain cart-add-without-products'],
    ['add-without', 'dc explain cart-add-without-products'],
    ['link-call-without-product', 'dc explain link-call-without-products'],
    ['purchaseid', 'dc rules --search purchaseid'],
  ])('an unknown id (%s) exits 2 and offers what may have been meant', async (id, suggestion) => {
    const {exitCode, stdout, stderr} = await runDc(['explain', id])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(suggestion)
    const {stdout: json} = await runDc(['explain', id, '--json'])
    expect(JSON.parse(json)).toMatchObject({error: {code: 'unknown-topic'}})
  })
})

describe('every topic', () => {
  const {rules, ...words} = listTopics().topics
  const ids = [...rules, ...Object.values(words).flat()]

  test('has an id of its own', () => {
    expect(new Set(ids).size).toBe(ids.length)
    expect(rules).toEqual(RULES.map(({id}) => id))
    expect(words.causes).toEqual(CAUSES.map(({id}) => id))
    expect(words.symptoms).toEqual(ISSUES.map(({id}) => id))
  })

  test('every exit code has a meaning', () => {
    expect(EXIT_CODES.map(({code}) => code)).toEqual(Object.values(EXIT))
  })

  test.each(ids)('%s is told within 80 columns', (id) => {
    const text = formatExplanation(explain(id), createStyle({color: false, boxes: false, width: 80}))
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
  })
})
