import {expect, test} from 'vitest'
import {formatJson} from '../../src/report/json.js'
import {finding, input, resultOf} from '../support/sample-result.js'

test('the whole result, readable back', () => {
  const result = resultOf([finding()])
  expect(JSON.parse(formatJson(result))).toEqual(result)
})

test('the same bytes in whatever order reasons and rules were counted', () => {
  const withOrder = (skipped: Record<string, number>, truncated: Record<string, number>) =>
    formatJson(resultOf([], {inputs: [input({skipped})], truncated}))
  expect(withOrder({a: 1, b: 2}, {x: 1, y: 2})).toBe(withOrder({b: 2, a: 1}, {y: 2, x: 1}))
})
