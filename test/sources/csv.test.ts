import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {csvFormat} from '../../src/sources/csv.js'
import {detectFormat} from '../../src/sources/detect.js'
import {BODY, HIT, HIT_PATH, readText} from './read-text.js'

const quoted = (cells: readonly string[], separator = ','): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)
const LOGGED = `203.0.113.9 - - [05/Jan/2026:11:52:30 +0000] "GET ${HIT.slice(25)} HTTP/1.1" 200 43 "https://www.shop.example/cart" "UA, x"`

test.each([
  [
    'Charles',
    `URL,Status,Response Code,Protocol,Method,Content-Type\n${HIT},COMPLETE,200,HTTP/1.1,GET,image/gif\n${HIT_PATH},COMPLETE,200,HTTP/1.1,POST,image/gif\n`,
  ],
  ['Kibana', `@timestamp,http.request.method,url.original,http.response.status_code\nNow,GET,${HIT},200\nNow,POST,${HIT_PATH},200`],
  ['a sheet', `sep=;\r\nRequest URL;Request Method;Status Code\r\n${HIT};GET;200\r\n${HIT_PATH};POST;200\r\n`],
  [
    'quotes and tabs',
    [
      ['Method', 'URL', 'Status'],
      ['GET', HIT, '200'],
      ['POST', HIT_PATH, '200'],
    ]
      .map((row) => quoted(row, '\t'))
      .join('\n'),
  ],
])('%s: each row with its own columns', async (_, text) => {
  expect(detectFormat(new TextEncoder().encode(text))?.id).toBe('csv')
  const {requests, damaged} = await readText(csvFormat, text, 9)
  expect(damaged).toEqual([])
  expect(requests).toMatchObject([
    {url: HIT, method: 'GET', status: 200, bodyState: 'none', mayBeCut: true},
    {url: HIT_PATH, method: 'POST', status: 200, bodyState: 'not-recorded'},
  ])
})

test('results of Splunk hold the lines of the log', async () => {
  const {requests} = await readText(csvFormat, `${quoted(['_raw', '_time', 'host'])}\n${quoted([LOGGED, '2026-01-05', 'web1'])}`)
  expect(requests).toMatchObject([{url: HIT.slice(25), status: 200, referrer: 'https://www.shop.example/cart', place: {record: 2}}])
})

test('bodies, line ends in quotes, and URLs with separators that nobody quoted', async () => {
  const url = 'https://data.shop.example/b/ss/a,b/1/s1?events=event1,event2&AQE=1'
  const text = `method,url,body,note\nPOST,${HIT_PATH},${BODY},"two\nlines"\nGET,${url},,5" screen\nGET,${HIT},,"open\n`
  const {requests} = await readText(csvFormat, text)
  expect(requests).toMatchObject([
    {url: HIT_PATH, method: 'POST', body: BODY, place: {record: 2}},
    {url, place: {record: 4}},
    {url: HIT, place: {record: 5}},
  ])
})

test('rows without a URL are counted; without a column for it the table is no capture', async () => {
  expect((await readText(csvFormat, `url,note\n${HIT},\n,nothing\n`)).skipped).toEqual({'no-url': 1})
  const other = 'name,sessions\nspring,5\nsummer,6\n'
  expect(csvFormat.score(new TextEncoder().encode(other))).toBe(0)
  expect(await readText(csvFormat, other)).toMatchObject({
    damaged: [{record: 1, reason: 'the row of names has no column for the URL', container: true}],
    skipped: {'no-url': 2},
  })
})

test('what is written is read back, in any chunking', async () => {
  const cell = fc.string({unit: fc.constantFrom('"', ',', ';', '\t', '\n', ' ', 'a', 'é', '=')})
  await fc.assert(
    fc.asyncProperty(fc.array(cell, {minLength: 1, maxLength: 5}), fc.integer({min: 1, max: 50}), async (bodies, chunkSize) => {
      const rows = bodies.map((body) => quoted(['POST', HIT_PATH, `${BODY}${body}`]))
      const {requests} = await readText(csvFormat, ['method,url,body', ...rows].join('\n'), chunkSize)
      expect(requests.map(({body}) => body)).toEqual(bodies.map((body) => `${BODY}${body}`))
    }),
  )
})
