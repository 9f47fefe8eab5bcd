import {expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import notDelivered from '../../src/rules/transport/request-not-delivered.js'
import {identify} from '../../src/validation/identify.js'
import {Judge} from '../../src/validation/judge.js'
import {Repeats} from '../../src/validation/repeats.js'
import {Validation} from '../../src/validation/validation.js'

const options = {rules: [notDelivered], context: {integrations: undefined}, cap: 2, severities: {}, showValues: true, requireEvents: []}

function blocked(host: string, file: number, record: number): CapturedRequest {
  const url = `https://${host}/b/ss/shopprod/1/JS-2.26.0/s${record}1234567?pageName=p${record}`
  return {url, method: 'GET', bodyState: 'none', failure: 'blocked', place: {file, record}}
}

function run(captures: readonly (readonly CapturedRequest[][])[]) {
  const validation = new Validation(options)
  const judge = new Judge(options.rules, options)
  for (const [index, batches] of captures.entries()) {
    const input = validation.beginInput(`capture-${index}`, 'example')
    const repeats = new Repeats()
    for (const batch of batches) {
      const identified = identify(batch, {suites: [], hosts: []})
      validation.addBatch(input, judge.judge(identified, repeats.decide(identified.columns)))
    }
    validation.endInput(input)
  }
  return validation.finish()
}

test('blocked hosts are reported once per run, over batches and captures, and every hit counts as at fault', () => {
  const result = run([
    [
      [blocked('a.example', 0, 1), blocked('a.example', 0, 2)],
      [blocked('a.example', 0, 3), blocked('b.example', 0, 4)],
    ],
    [[blocked('b.example', 1, 1), blocked('a.example', 1, 2)]],
  ])
  expect(result.findings.map(({origin, value}) => [origin.file, origin.record, value])).toEqual([
    ['capture-0', 1, 'a.example'],
    ['capture-0', 4, 'b.example'],
  ])
  expect(result.summary.findings).toEqual({error: 0, warning: 2, info: 0})
  expect(result.rules[0]).toMatchObject({outcome: 'fail', findings: 2, hits: {pass: 0, fail: 6}})
  expect(result.truncated).toEqual({})
})

test('a host that comes after the cap is counted, not kept', () => {
  const hosts = ['a.example', 'b.example', 'c.example']
  const result = run([[hosts.map((host, record) => blocked(host, 0, record))]])
  expect(result.findings).toHaveLength(2)
  expect(result.truncated).toEqual({'request-not-delivered': 1})
})
