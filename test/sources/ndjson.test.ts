import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {ndjsonFormat} from '../../src/sources/ndjson.js'
import {BODY, HIT, HIT_PATH, readOne, readText} from './read-text.js'

const one = (record: unknown): ReturnType<typeof readOne> => readOne(ndjsonFormat, JSON.stringify(record))
const TIME = Date.UTC(2026, 0, 5, 11, 52, 30, 366)

test("dc's own keys", async () => {
  const record = {
    url: HIT_PATH,
    method: 'post',
    body: BODY,
    status: 200,
    ts: '2026-01-05T11:52:30.366Z',
    page: 'https://www.shop.example/p',
  }
  expect(await one(record)).toEqual({
    url: HIT_PATH,
    method: 'POST',
    body: BODY,
    bodyState: 'recorded',
    status: 200,
    timeMs: TIME,
    page: 'https://www.shop.example/p',
    place: {file: 3, record: 1, page: 'https://www.shop.example/p'},
  })
})

test.each([
  ['requestUrl', {requestUrl: HIT}],
  ['request_url', {request_url: HIT}],
  ['uri', {uri: HIT}],
  ['request.url', {request: {url: HIT, method: 'GET'}}],
  ['Elastic', {'@timestamp': '2026-01-05T11:52:30Z', url: {full: HIT, domain: 'x.example'}, http: {request: {method: 'GET'}}}],
  ['Elastic, original', {url: {original: HIT, path: '/b/ss/x/1'}}],
  ['Elastic, flat', {'url.full': HIT, 'http.request.method': 'GET'}],
  ['outer url is the page', {url: 'https://www.shop.example/', request: {url: HIT}}],
  [
    'CDP parameters',
    {requestId: '1', documentURL: 'https://www.shop.example/', request: {url: HIT, method: 'GET'}, wallTime: 1767613950.366},
  ],
  ['CDP event', {method: 'Network.requestWillBeSent', params: {request: {url: HIT, method: 'GET'}, timestamp: 1234.5}}],
  ['BiDi event', {method: 'network.beforeRequestSent', params: {request: {url: HIT, method: 'GET'}, timestamp: TIME}}],
  [
    'ChromeDriver log',
    {
      level: 'INFO',
      timestamp: TIME,
      message: JSON.stringify({message: {method: 'Network.requestWillBeSent', params: {request: {url: HIT, method: 'GET'}}}}),
    },
  ],
  [
    'HAR entry',
    {startedDateTime: '2026-01-05T11:52:30.366Z', time: 12.5, request: {method: 'GET', url: HIT, headers: []}, response: {status: 200}},
  ],
  ['Playwright trace', {type: 'resource-snapshot', snapshot: {request: {method: 'GET', url: HIT}, response: {status: 200}}}],
  [
    'mitmproxy',
    {request: {method: 'GET', scheme: 'https', host: 'data.shop.example', port: 443, path: HIT.slice(25), headers: [['Host', 'x']]}},
  ],
  ['nginx', {request_method: 'GET', scheme: 'https', host: 'data.shop.example', request_uri: HIT.slice(25), status: '200'}],
  ['nginx request line', {request: `GET ${HIT.slice(25)} HTTP/1.1`, host: 'data.shop.example', status: 200}],
  [
    'CloudFront',
    {
      'cs-method': 'GET',
      'cs(Host)': 'd1.cloudfront.net',
      'x-host-header': 'data.shop.example',
      'cs-uri-stem': HIT_PATH.slice(25),
      'cs-uri-query': HIT.split('?')[1],
      'cs-protocol': 'https',
    },
  ],
  [
    'Caddy',
    {ts: 1767613950.366, request: {method: 'GET', host: 'data.shop.example', uri: HIT.slice(25), headers: {Referer: ['x']}}, status: 200},
  ],
  [
    'Cloudflare',
    {
      ClientRequestMethod: 'GET',
      ClientRequestScheme: 'https',
      ClientRequestHost: 'data.shop.example',
      ClientRequestURI: HIT.slice(25),
      EdgeStartTimestamp: TIME * 1e6,
    },
  ],
  ['Google load balancer', {httpRequest: {requestMethod: 'GET', requestUrl: HIT, status: 200}, timestamp: '2026-01-05T11:52:30.366Z'}],
  ['pino', {level: 30, time: TIME, req: {method: 'GET', url: HIT.slice(25), headers: {host: 'data.shop.example'}}, res: {statusCode: 200}}],
  ['docker', {log: `2026-01-05 11:52:30.366 hit: ${HIT}\n`, stream: 'stdout'}],
  ['HTTP Archive', {page: 'https://www.shop.example/', url: HIT, payload: JSON.stringify({request: {method: 'GET', url: HIT}})}],
  ['Apache, JSON by hand', {request: HIT_PATH.slice(25), query: `?${HIT.split('?')[1]}`, method: 'GET', host: 'data.shop.example'}],
])('%s', async (_, record) => {
  expect(await one(record)).toMatchObject({url: HIT, method: 'GET', bodyState: 'none'})
})

const LOGGED = `203.0.113.9 - - [05/Jan/2026:11:52:30 +0000] "GET ${HIT.slice(25)} HTTP/1.1" 200 43 "https://www.shop.example/cart" "Mozilla/5.0"`

test.each([
  ['docker', {log: `${LOGGED}\n`, stream: 'stdout', time: '2026-01-05T11:52:31Z'}],
  ['docker, JSON of a server', {log: `${JSON.stringify({log: LOGGED})}\n`}],
  ['Elasticsearch', {_index: 'web', _source: {message: LOGGED, log: {file: {path: '/var/log/nginx/access.log'}}}}],
  ['CloudWatch', {timestamp: 1, message: LOGGED, eventId: '1'}],
  ['Splunk', {preview: false, result: {_raw: LOGGED, host: 'web1'}}],
])('an access log line that was wrapped by %s', async (_, record) => {
  expect(await one(record)).toMatchObject({url: HIT.slice(25), status: 200, referrer: 'https://www.shop.example/cart', mayBeCut: true})
})

test('a row of HTTP Archive has method and time in the entry inside', async () => {
  const payload = JSON.stringify({startedDateTime: '2026-01-05T11:52:30.366Z', request: {method: 'POST', url: HIT_PATH}})
  expect(await one({page: 'https://www.shop.example/', url: HIT_PATH, payload})).toMatchObject({
    method: 'POST',
    bodyState: 'not-recorded',
    timeMs: TIME,
    page: 'https://www.shop.example/',
  })
})

test('bytes that a server escaped as if JSON knew it', async () => {
  const line = String.raw`{"uri":"/b/ss/shop/1/s1?pageName=caf\xC3\xA9&v1=a\x22b","method":"GET","host":"data.shop.example"}`
  expect((await readOne(ndjsonFormat, line)).url).toBe('https://data.shop.example/b/ss/shop/1/s1?pageName=café&v1=a"b')
})

test.each([
  ['ISO', '2026-01-05T11:52:30.366Z'],
  ['ISO with offset', '2026-01-05T12:52:30.366+01:00'],
  ['no zone is UTC', '2026-01-05 11:52:30.366'],
  ['Apache', '[05/Jan/2026:12:52:30.366 +0100]'],
  ['seconds', 1767613950.366],
  ['milliseconds', TIME],
  ['milliseconds as text', String(TIME)],
  ['microseconds', TIME * 1000],
  ['nanoseconds', TIME * 1e6],
])('time: %s', async (_, ts) => {
  expect((await one({url: HIT, ts})).timeMs).toBe(TIME)
})

test('a duration or a monotonic clock is no time', async () => {
  expect(await one({url: HIT, time: 12.7, timestamp: 183_467.2})).not.toHaveProperty('timeMs')
  expect((await one({url: HIT, time: 12.7, startedDateTime: '2026-01-05T11:52:30.366Z'})).timeMs).toBe(TIME)
})

test.each([
  ['body', {body: BODY}],
  ['postData', {postData: BODY}],
  ['postData.text', {postData: {mimeType: 'text/plain', text: BODY}}],
  ['post_data', {post_data: BODY}],
  ['data', {data: BODY}],
  ['payload', {payload: BODY}],
  ['base64', {body: Buffer.from(BODY).toString('base64'), bodyEncoding: 'base64'}],
  ['base64 flag', {body: Buffer.from(BODY).toString('base64'), isBase64Encoded: true}],
  ['HAR base64', {postData: {encoding: 'base64', text: Buffer.from(BODY).toString('base64')}}],
  [
    'CDP entries',
    {request: {url: HIT_PATH, method: 'POST', hasPostData: true, postDataEntries: [{bytes: Buffer.from(BODY).toString('base64')}]}},
  ],
  ['request.body', {request: {body: BODY}}],
  ['webRequest raw', {requestBody: {raw: [{bytes: Buffer.from(BODY).toString('base64')}]}}],
])('a body under %s', async (_, part) => {
  expect(await one({url: HIT_PATH, method: 'POST', ...part})).toMatchObject({body: BODY, bodyState: 'recorded'})
  expect(await one({url: HIT_PATH, ...part})).toMatchObject({method: 'POST', body: BODY})
})

test('form data that a browser parsed is written back', async () => {
  expect(
    await one({url: HIT_PATH, method: 'POST', requestBody: {formData: {AQB: ['1'], products: [';SKU 77'], AQE: ['1']}}}),
  ).toMatchObject({
    body: 'AQB=1&products=%3BSKU%2077&AQE=1',
  })
})

test.each([
  ['a body left out by DevTools', {request: {url: HIT_PATH, method: 'POST', hasPostData: true}}, 'POST', 'not-recorded'],
  ['a POST without a body key', {url: HIT_PATH, method: 'POST'}, 'POST', 'not-recorded'],
  ['a POST with an empty body and no query', {url: HIT_PATH, method: 'POST', body: ''}, 'POST', 'not-recorded'],
  ['a beacon with the hit in its query', {url: HIT, method: 'POST', body: null}, 'POST', 'none'],
  ['an XHR to a hit path without a query', {url: HIT_PATH, cpt: 'xhr', frameUrl: 'https://www.shop.example/'}, 'POST', 'not-recorded'],
  ['a ping without a query', {url: HIT_PATH, type: 'ping'}, 'POST', 'not-recorded'],
  ['an image without a query', {url: HIT_PATH, cpt: 'image'}, 'GET', 'none'],
  ['an XHR elsewhere', {url: 'https://www.shop.example/api', cpt: 'xhr'}, 'GET', 'none'],
  ['a note beside a whole hit', {url: HIT, text: 'added to cart'}, 'GET', 'none'],
  [
    'a body kept in a file',
    {request: {url: HIT_PATH, method: 'POST', postData: {mimeType: 'x', text: '', _file: 'a.txt'}}},
    'POST',
    'not-recorded',
  ],
])('%s', async (_, record, method, bodyState) => {
  expect(await one(record)).toMatchObject({method, bodyState})
})

test('status, page, referrer, redirect and failure', async () => {
  expect(await one({url: HIT, statusCode: '302', frameUrl: 'https://f.example/', headers: {referer: 'https://r.example/'}})).toMatchObject({
    status: 302,
    referrer: 'https://r.example/',
    place: {page: 'https://f.example/'},
  })
  expect(
    await one({
      request: {url: HIT, headers: [{name: 'Referer', value: 'https://r.example/'}]},
      response: {status: 302, redirectURL: `${HIT}&pccr=true`},
    }),
  ).toMatchObject({status: 302, redirectsTo: `${HIT}&pccr=true`, referrer: 'https://r.example/'})
  expect(await one({url: HIT, status: 0, errorText: 'net::ERR_BLOCKED_BY_CLIENT'})).toMatchObject({failure: 'blocked'})
  expect(await one({url: HIT, status: 0})).not.toHaveProperty('status')
})

test('lines that are no requests are counted, lines that are broken are named', async () => {
  const read = await readText(
    ndjsonFormat,
    [
      '[',
      '{"note":"no address"}',
      '{"url":',
      '42',
      '# comment',
      '{"method":"Network.responseReceived","params":{"response":{"url":"https://a.example/"}}}',
      `{"url":"${HIT}"},`,
      ']',
    ].join('\n'),
  )
  expect(read.requests.map(({place}) => place.record)).toEqual([7])
  expect(read.skipped).toEqual({'not-a-request': 4, 'no-url': 1, comment: 1})
  expect(read.damaged).toEqual([{record: 3, reason: 'the line is not JSON'}])
})

test('an event about the answer to a request is not that request again', async () => {
  const events = ['network.beforeRequestSent', 'network.responseCompleted'].map((method) => ({
    method,
    params: {request: {url: HIT, method: 'GET'}},
  }))
  const read = await readText(ndjsonFormat, events.map((event) => JSON.stringify(event)).join('\n'))
  expect(read.requests).toHaveLength(1)
  expect(read.skipped).toEqual({'not-a-request': 1})
})

test('Web SDK payloads without the request around them', async () => {
  const lines = [
    {events: [{xdm: {eventType: 'x'}}]},
    {event: {xdm: {}, data: {}}},
    {xdm: {eventType: 'x'}},
    {payload: {data: {__adobe: {}}}},
  ]
  const read = await readText(ndjsonFormat, lines.map((line) => JSON.stringify(line)).join('\n'))
  expect(read.skipped).toEqual({'edge-not-judged': 4})
})

test('logs of web servers may have cut the URL, recordings of browsers have not', async () => {
  expect(await one({request_uri: '/b/ss/s/1?v1=2', status: 200})).toMatchObject({url: '/b/ss/s/1?v1=2', mayBeCut: true})
  expect(await one({url: HIT})).not.toHaveProperty('mayBeCut')
})

test('written records read back, in any chunking', async () => {
  const text = fc.string({unit: 'binary', minLength: 1}).map((part) => Buffer.from(part).toString())
  const record = fc.record({
    url: text.map((part) => `https://a.example/${part}`),
    method: fc.constantFrom('POST', 'PUT'),
    body: text,
    status: fc.integer({min: 100, max: 599}),
    ts: fc.integer({min: 1e12, max: 2e12}),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(record, {maxLength: 4}), fc.integer({min: 1, max: 50}), async (records, chunkSize) => {
      const read = await readText(ndjsonFormat, records.map((item) => JSON.stringify(item)).join('\n'), chunkSize)
      expect(read.requests.map(({url, method, body, status, timeMs}) => ({url, method, body, status, ts: timeMs}))).toEqual(records)
      expect(read.damaged).toEqual([])
    }),
  )
})

test('no JSON makes it throw', () => {
  const keys = fc.constantFrom(
    'url',
    'request',
    'params',
    'message',
    'method',
    'body',
    'postData',
    'headers',
    'page',
    'ts',
    'query',
    'host',
    'path',
    'response',
    'events',
    'xdm',
  )
  const {value} = fc.letrec((tie) => ({
    value: fc.oneof(
      {maxDepth: 5},
      fc.jsonValue(),
      fc.constant(HIT),
      fc.constant('Network.requestWillBeSent'),
      fc.dictionary(keys, tie('value')),
    ),
  }))
  fc.assert(fc.property(value, (content) => void ndjsonFormat.parseLine(JSON.stringify(content) ?? 'null')))
  const deep = `${'{"message":'.repeat(100_000)}1${'}'.repeat(100_000)}`
  expect(() => ndjsonFormat.parseLine(deep)).not.toThrow()
})
