import {expect, test} from 'vitest'
import {formatLines} from '../../src/report/lines.js'
import {finding, input, options, resultOf} from '../support/sample-result.js'

test('one line per finding: place, severity, rule, message, value, page', () => {
  const [line] = formatLines(resultOf([finding()]), options()).split('\n')
  expect(line).toBe(
    'hits.har:2: error cart-add-without-products: scAdd has no product on its image request [products=;] on https://www.shop.example/cart',
  )
})

test('line breaks, control characters and colours stay inside their line', () => {
  const text = formatLines(resultOf([finding({value: 'a\nb\u001B[31m', origin: {page: 'x\r\ny'}})], {notes: ['two\nlines']}), options())
  expect(text).toContain('[products=a\\nb\\x1B[31m] on x\\r\\ny')
  expect(text).toContain('note: two\\nlines\n')
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
})

test('no finding is folded into another, no usual value is cut', () => {
  const value = 'x'.repeat(400)
  const lines = formatLines(resultOf(Array.from({length: 40}, (_, record) => finding({value, origin: {record}}))), options()).split('\n')
  expect(lines.filter((line) => line.includes(value))).toHaveLength(40)
})

test('of a value as long as a request the part at fault is shown', () => {
  const value = `${'x'.repeat(5000)}FAULT${'y'.repeat(60_000)}`
  const [line = ''] = formatLines(resultOf([finding({value, span: [5000, 5005]})]), options()).split('\n')
  expect(line).toMatch(/\[products=\.\.\.x+FAULTy+\.\.\.\]/)
  expect(line.length).toBeLessThan(600)
})

test('a reason that most rules share does not list them all', () => {
  const rules = Array.from({length: 70}, (_, at) => ({id: `rule-${at}`, outcome: 'unknown' as const, reason: 'no body'}))
  expect(formatLines(resultOf([], {rules}), options())).toContain('\nunknown: 70 rules: no body\n')
})

test('the run is summed up in lines that begin with a word of their own', () => {
  const text = formatLines(
    resultOf([finding()], {
      inputs: [
        input({
          merged: 1,
          skipped: {'other-host': 5},
          damaged: [
            {record: 17, reason: 'not JSON'},
            {record: null, reason: 'cut'},
          ],
        }),
      ],
      rules: [
        {id: 'open', outcome: 'unknown', reason: 'no body'},
        {id: 'shut', outcome: 'unknown', reason: 'no body'},
        {id: 'away', outcome: 'not-applied', reason: 'none of its kind'},
        {id: 'crashed', reason: 'it fell over'},
      ],
      truncated: {'cart-add-without-products': 3},
    }),
    options(),
  )
  expect(text.split('\n').slice(1)).toEqual([
    'summary: 4 hits in 10 requests: 1 error',
    'rules: 1 failed, 1 passed, 1 not applied, 2 unknown',
    'read: hits.har: har, 10 requests, 4 hits, 1 merged; not judged: 5 other-host',
    'damaged: hits.har:17: not JSON',
    'damaged: hits.har: cut',
    'truncated: cart-add-without-products: 3 more findings not listed',
    'unknown: open, shut: no body',
    'broken: crashed: it fell over',
    'verdict: Failed: 1 error in 4 hits (exit code 1)',
    '',
  ])
})

test('--quiet prints findings alone; a run that printed nothing and did not end well says why', () => {
  expect(formatLines(resultOf([finding()]), options({quiet: true})).split('\n')).toHaveLength(2)
  expect(formatLines(resultOf([], {rules: [{id: 'x'}]}), options({quiet: true, verdict: {exitCode: 0, because: ''}}))).toBe('')
  const empty = resultOf([], {inputs: [input({hits: 0})]})
  expect(formatLines(empty, options({quiet: true, verdict: {exitCode: 3, because: 'no hit was found'}}))).toBe(
    'verdict: Nothing was examined: no hit was found (exit code 3)\n',
  )
})
