import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {accessLogFormat} from '../../src/sources/access-log.js'
import {readOne, readText} from './read-text.js'

const TARGET = '/b/ss/shopprod/1/JS-2.26.0/s21234567890123?AQB=1&ndh=1&pageName=pdp&AQE=1'
const TIME = '[10/Oct/2026:13:55:36 -0700]'
const PAGE = 'https://www.shop.example/p/77?a=b'
const UA = 'Mozilla/5.0 (X11; Linux) "x\\" y'

test('combined: target, status, time and referrer', async () => {
  expect(await readOne(accessLogFormat, `203.0.113.9 - - ${TIME} "GET ${TARGET} HTTP/1.1" 200 43 "${PAGE}" "Mozilla/5.0"`)).toEqual({
    url: TARGET,
    method: 'GET',
    bodyState: 'none',
    status: 200,
    timeMs: Date.UTC(2026, 9, 10, 20, 55, 36),
    referrer: PAGE,
    page: PAGE,
    mayBeCut: true,
    place: {file: 3, record: 1, page: PAGE},
  })
})

test.each([
  ['common', `client.isp.example - frank ${TIME} "GET ${TARGET} HTTP/1.0" 200 -`, TARGET],
  [
    'vhost first',
    `data.shop.example:443 203.0.113.9 - - ${TIME} "GET ${TARGET} HTTP/1.1" 200 43 "-" "${UA}"`,
    `https://data.shop.example${TARGET}`,
  ],
  [
    'host last',
    `203.0.113.9 - - ${TIME} "GET ${TARGET} HTTP/2.0" 200 43 "-" "UA" "data.shop.example"`,
    `https://data.shop.example${TARGET}`,
  ],
  [
    'host named',
    `203.0.113.9 - - ${TIME} "GET ${TARGET} HTTP/2.0" 200 43 "-" "UA" rt=0.1 host=data.shop.example`,
    `https://data.shop.example${TARGET}`,
  ],
  ['no host in forwarded address', `203.0.113.9 - - ${TIME} "GET ${TARGET} HTTP/2.0" 200 43 "-" "UA" "10.0.0.1"`, TARGET],
  ['proxy', `203.0.113.9 - - ${TIME} "GET https://data.shop.example${TARGET} HTTP/1.1" 200 43`, `https://data.shop.example${TARGET}`],
  ['IPv6 and ISO time', `2001:db8::1 - - [2026-10-10T13:55:36-07:00] "GET ${TARGET} HTTP/1.1" 200 43 "-" "-"`, TARGET],
  ['cut line', `203.0.113.9 - - ${TIME} "GET ${TARGET}`, TARGET],
  ['escapes', `203.0.113.9 - - ${TIME} "GET /b/ss/s/1?v1=\\"\\xC3\\xA9\\\\ HTTP/1.1" 200 43`, '/b/ss/s/1?v1="é\\'],
])('%s', async (_, line, url) => {
  expect((await readOne(accessLogFormat, line)).url).toBe(url)
})

test('bodies are not in such logs', async () => {
  const line = (target: string): string => `203.0.113.9 - - ${TIME} "POST ${target} HTTP/1.1" 200 43`
  expect(await readOne(accessLogFormat, line('/b/ss/shopprod/1/JS-2.26.0/s2123'))).toMatchObject({
    method: 'POST',
    bodyState: 'not-recorded',
  })
  expect(await readOne(accessLogFormat, line(TARGET))).toMatchObject({method: 'POST', bodyState: 'none'})
})

test('a body that a server was told to log', async () => {
  const line = `203.0.113.9 - - ${TIME} "POST /b/ss/shopprod/1/JS-2.26.0/s2123 HTTP/1.1" 200 43 "${PAGE}" "AQB=1&v1=\\xC3\\xA9\\x22&AQE=1" "Mozilla/5.0"`
  expect(await readOne(accessLogFormat, line)).toMatchObject({
    method: 'POST',
    bodyState: 'recorded',
    body: 'AQB=1&v1=é"&AQE=1',
    referrer: PAGE,
  })
})

test('the time stands in brackets, not always the first', async () => {
  const line = `[pod/collector-5d/nginx] 203.0.113.9 - - ${TIME} "GET ${TARGET} HTTP/1.1" 200 43`
  expect((await readOne(accessLogFormat, line)).timeMs).toBe(Date.UTC(2026, 9, 10, 20, 55, 36))
})

test('junk requests are counted, other lines are named', async () => {
  const junk = ['"-" 408 0', '"\\x16\\x03\\x01" 400 226', '"OPTIONS * HTTP/1.0" 200 -'].map((rest) => `203.0.113.9 - - ${TIME} ${rest}`)
  const read = await readText(accessLogFormat, [...junk, 'restarted', '# rotated'].join('\n'))
  expect(read.skipped).toEqual({'junk-request-line': 3, comment: 1})
  expect(read.damaged).toEqual([{record: 4, reason: 'the line is not one of an access log'}])
})

test('nothing a line can hold makes it throw or slow', () => {
  const parts = fc.constantFrom(
    '"',
    '\\"',
    '\\x',
    '[',
    ']',
    ' ',
    'GET /b/ss/',
    'HTTP/1.1',
    '200',
    '-',
    'a.example:80',
    '10/Oct/2026:13:55:36',
  )
  fc.assert(fc.property(fc.array(parts, {minLength: 1}), (words) => void accessLogFormat.parseLine(words.join(''))))
  fc.assert(fc.property(fc.string({unit: 'binary', minLength: 1}), (line) => void accessLogFormat.parseLine(line)))
  const started = performance.now()
  for (const hostile of ['"', '\\"', '[', '"GET /', ' "a.', '" "']) accessLogFormat.parseLine(hostile.repeat(500_000))
  expect(performance.now() - started).toBeLessThan(5000)
})
