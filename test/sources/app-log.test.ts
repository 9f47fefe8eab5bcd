import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {appLogFormat} from '../../src/sources/app-log.js'
import {BODY, HIT, HIT_PATH, readOne, readText} from './read-text.js'

test.each([
  [`2026-01-05 11:52:30.366 | GET | ${HIT}`],
  [`2026-01-05T11:52:30.366Z INFO [main] hit: "${HIT}"`],
  [`[2026/01/05 11:52:30.366] sent (${HIT}).`],
  [`1767613950366 D/Net: --> GET ${HIT}, done`],
  [`[05/Jan/2026:12:52:30.366 +0100] url='${HIT}' status=200`],
  [`2026-01-05 12:52:30,366+0100 App[56336:50563] <${HIT}>`],
])('time and URL of %s', async (line) => {
  expect(await readOne(appLogFormat, line)).toMatchObject({
    url: HIT,
    method: 'GET',
    bodyState: 'none',
    timeMs: Date.UTC(2026, 0, 5, 11, 52, 30, 366),
  })
})

test.each([
  [`[info] hit: ${HIT}`],
  [`01-05 11:52:30.366  1234  1250 D Net: ${HIT}`],
  [`console.log    ${HIT}. `],
  [`  - [hit](${HIT})`],
  [`{"url":"${HIT.replaceAll('&', '\\u0026').replaceAll('/', '\\/')}"}`],
  [`sent \\"${HIT}\\" for page`],
  [`beacon ${HIT.replaceAll('&', '&amp;')} queued`],
  [`2026-01-05,${HIT},200,image`],
  [`on https://www.shop.example/p?u=%2Fb%2Fss%2F: ${HIT}`],
])('the URL of %s', async (line) => {
  expect(await readOne(appLogFormat, line)).toMatchObject({url: HIT, mayBeCut: true})
})

test.each([
  [`time=2026-01-05T11:52:30Z method=GET uri=${HIT.slice(25)} host=data.shop.example referer=https://www.shop.example/cart`],
  [`[05/Jan/2026:11:52:30 +0000] 203.0.113.9 GET ${HIT.slice(25)} HTTP/1.1 200 "data.shop.example" "https://www.shop.example/cart"`],
  [`05.01.2026 GET data.shop.example${HIT.slice(25)}`],
])('a hit told by its path: %s', async (line) => {
  expect(await readOne(appLogFormat, line)).toMatchObject({url: HIT, method: 'GET', mayBeCut: true})
})

test.each([
  ['> POST /b/ss/shop/1/s1 HTTP/1.1', {url: '/b/ss/shop/1/s1', method: 'POST', bodyState: 'not-recorded'}],
  [String.raw`GET uri=/proxy/b/ss/shop/1/s1?v1=caf\xC3\xA9 200`, {url: '/proxy/b/ss/shop/1/s1?v1=café', method: 'GET'}],
])('the path of a hit in %s', async (line, request) => {
  expect(await readOne(appLogFormat, line)).toMatchObject(request)
})

test.each([
  'GET https://www.shop.example/p?u=/b/ss/shop/1/s1 200',
  'ran /srv/b/ss/hit.js for https://www.shop.example/',
  'see /b/ss/ at https://a.example/',
])('no hit: %s', async (line) => {
  expect((await readOne(appLogFormat, line)).url).toMatch(/^https:\/\//)
})

test('the debug output of AppMeasurement holds each hit once', async () => {
  const debug = `AppMeasurement Debug: ${HIT}${HIT.split('&')
    .map((piece) => `\n\t${decodeURIComponent(piece)}`)
    .join('')}`
  const {requests, skipped} = await readText(appLogFormat, debug)
  expect(requests.map(({url}) => url)).toEqual([HIT])
  expect(skipped).toEqual({'parameter-listing': 1, 'no-url': 7})
})

test.each([
  ['net::ERR_BLOCKED_BY_CLIENT', 'blocked'],
  ['net::ERR_ABORTED', 'aborted'],
  ['net::ERR_CONNECTION_REFUSED', 'failed'],
  ['NS_BINDING_ABORTED', 'aborted'],
])('what a console says of a request that failed: %s', async (code, failure) => {
  expect(await readOne(appLogFormat, `AppMeasurement.js:33 GET ${HIT} ${code}`)).toMatchObject({url: HIT, failure})
})

test('brackets that the URL opened belong to it', async () => {
  const url = HIT.replace('&ce', '&callback=s_c_il[1].doPostbacks&ce').replace('&AQE=1', '')
  expect((await readOne(appLogFormat, `hit (${url}&d=(x)) sent`)).url).toBe(`${url}&d=(x)`)
})

test('a hit that was printed decoded goes on to its end mark', async () => {
  const url = 'http://shop.112.2o7.net/b/ss/shop/1/JS-2.22.0/s1?AQB=1&t=24/9/2021 15:27:39 0 -60&products=a;b c;1&AQE=1'
  expect((await readOne(appLogFormat, `hit ${url} ok`)).url).toBe(url)
})

test('a body glued to the path is taken off it', async () => {
  const line = `2026-01-05 11:52:30.366 | POST | http://data.shop.example/b/ss/shopapp/0/OIP-4.12.0/s7700480/ndh=1&c.&a.&action=a%2Fb&.a&.c&t=00%2F00`
  expect(await readOne(appLogFormat, line)).toMatchObject({
    url: 'http://data.shop.example/b/ss/shopapp/0/OIP-4.12.0/s7700480',
    method: 'POST',
    body: 'ndh=1&c.&a.&action=a%2Fb&.a&.c&t=00%2F00',
    bodyState: 'recorded',
  })
})

test('a POST whose body was not logged', async () => {
  expect(await readOne(appLogFormat, `2026-01-05 11:52:30 | POST | ${HIT_PATH}`)).toMatchObject({method: 'POST', bodyState: 'not-recorded'})
})

test.each([
  [`1. ${HIT_PATH}`, {method: 'POST', bodyState: 'not-recorded'}],
  [`fetch("${HIT_PATH}", {`, {method: 'POST', bodyState: 'not-recorded'}],
  [`GET ${HIT_PATH}`, {method: 'GET', bodyState: 'none'}],
  ['img https://data.shop.example/b/ss/shopprod/1/H.22.1--NS/0', {method: 'GET', bodyState: 'none'}],
])('a hit without data whose method nobody told had a body, but not in a noscript: %s', async (line, request) => {
  expect(await readOne(appLogFormat, line)).toMatchObject(request)
})

test.each([
  `D AdobeExperienceSDK: Analytics/AnalyticsHitProcessor - processHit - Analytics hit request with url (${HIT_PATH}) and payload (${BODY}) sent successfully`,
  `[AEP SDK DEBUG <Analytics>]: Analytics hit request with url ${HIT_PATH} and payload ${BODY} sent successfully`,
])('the debug output of a mobile SDK: %s', async (line) => {
  expect(await readOne(appLogFormat, line)).toMatchObject({url: HIT_PATH, method: 'POST', body: BODY, bodyState: 'recorded'})
})

test.each([`POST ${HIT_PATH} body: ${BODY}`, `POST ${HIT_PATH} data="${BODY}"`, `${HIT_PATH} POST body=${BODY}`])(
  'a body after the URL: %s',
  async (line) => {
    expect(await readOne(appLogFormat, line)).toMatchObject({url: HIT_PATH, method: 'POST', body: BODY})
  },
)

test('a line with several hits holds several, each with its own method and body', async () => {
  const [first, second] = ['https://a.example/b/ss/one/1/s1?c1=a', 'https://a.example/b/ss/two/0/JS/s2']
  const read = await readText(appLogFormat, `2026-01-05 11:52:30 flushed GET ${first}, POST ${second} body: c2=b on https://shop.example/`)
  expect(read.requests).toMatchObject([
    {url: first, method: 'GET', place: {record: 1}, timeMs: Date.UTC(2026, 0, 5, 11, 52, 30)},
    {url: second, method: 'POST', body: 'c2=b', place: {record: 1}},
  ])
})

test('a hit whose page is a hit no more than quotes it is one', async () => {
  const url = 'https://a.example/b/ss/one/1/s1?g=https%3A%2F%2Fshop.example%2F'
  const read = await readText(appLogFormat, `GET ${url} referer https://shop.example/ done`)
  expect(read.requests).toMatchObject([{url}])
})

test('lines without a URL are counted, SDK lines without an address under their own reason', async () => {
  const read = await readText(
    appLogFormat,
    [
      'starting up',
      '# comment',
      'ADBMobile Debug : Analytics - Request Queued (ndh=1&ce=UTF-8&pageName=home)',
      '2026-01-05 12:11:45.828465-0500 App[1:2] [AMSDK DEBUG <AnalyticsHitDatabase>]: Analytics request was sent with body (ndh=1&c.&.c)',
    ].join('\n'),
  )
  expect(read).toEqual({requests: [], damaged: [], skipped: {'no-url': 1, comment: 1, 'sdk-line-without-url': 2}})
})

test('nothing a line can hold makes it throw or slow', () => {
  fc.assert(fc.property(fc.string({unit: 'binary', minLength: 1}), (line) => void appLogFormat.parseLine(line)))
  const started = performance.now()
  for (const hostile of [
    '<https://',
    '"https://a/b/ss/',
    '(',
    'https:\\/\\/x(',
    'Analytics ',
    '/b/ss/',
    'https://h/b/ss/'.concat('b/ss/'.repeat(9)),
    'data: ',
  ]) {
    appLogFormat.parseLine(hostile.repeat(200_000))
  }
  expect(performance.now() - started).toBeLessThan(5000)
})
