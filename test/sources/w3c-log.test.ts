import {expect, test} from 'vitest'
import {w3cLogFormat} from '../../src/sources/w3c-log.js'
import {readText} from './read-text.js'

const FIELDS =
  '#Version: 1.0\n#Fields: date time cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs-uri-query x-host-header cs-protocol\n'
const row = (...cells: string[]): string => `${cells.join('\t')}\n`
const STEM = '/b/ss/shopprod/1/JS-2.26.0/s2123'

test('a CloudFront log', async () => {
  const read = await readText(
    w3cLogFormat,
    FIELDS +
      row(
        '2026-12-10',
        '02:42:28',
        'GET',
        'd1.cloudfront.net',
        STEM,
        '200',
        'https://www.shop.example/p',
        'AQB=1&v1=a%20b&AQE=1',
        'data.shop.example',
        'https',
      ),
    9,
  )
  expect(read.requests).toEqual([
    {
      url: `https://data.shop.example${STEM}?AQB=1&v1=a%20b&AQE=1`,
      method: 'GET',
      bodyState: 'none',
      status: 200,
      timeMs: Date.UTC(2026, 11, 10, 2, 42, 28),
      referrer: 'https://www.shop.example/p',
      page: 'https://www.shop.example/p',
      mayBeCut: true,
      place: {file: 3, record: 3, page: 'https://www.shop.example/p'},
    },
  ])
  expect(read.skipped).toEqual({comment: 2})
})

test.each([
  ['encoded once more', 'v1=a%2520b%252Fc', 'v1=a%20b%2Fc'],
  ['as sent', 'v1=100%25%2Cb%2520c', 'v1=100%25%2Cb%2520c'],
  ['a literal percent', 'v1=100%25', 'v1=100%25'],
])('a query %s', async (_, logged, sent) => {
  const {requests} = await readText(w3cLogFormat, FIELDS + row('2026-12-10', '02:42:28', 'GET', 'h', STEM, '200', '-', logged, '-', '-'))
  expect(requests[0]?.url.split('?')[1]).toBe(sent)
})

test('an IIS log with blanks, its header repeated with other columns', async () => {
  const read = await readText(
    w3cLogFormat,
    '#Fields: date time cs-method cs-uri-stem cs-uri-query sc-status\n' +
      `2026-12-10 02:42:28 GET ${STEM} v1=1 200\n` +
      '#Fields: cs-uri-stem cs-method\n' +
      `${STEM} POST\n`,
  )
  expect(read.requests).toMatchObject([
    {url: `${STEM}?v1=1`, method: 'GET', place: {record: 2}},
    {url: STEM, method: 'POST', bodyState: 'not-recorded', place: {record: 4}},
  ])
})

test('rows that do not fit the header are named', async () => {
  const read = await readText(w3cLogFormat, `half a line\n${FIELDS}2026-12-10 02:42\n`)
  expect(read.damaged).toEqual([
    {record: 1, reason: 'no #Fields line has told what the columns are'},
    {record: 4, reason: 'the line has 2 columns where the #Fields line names 10'},
  ])
})
