import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {chlsjFormat} from '../../src/sources/chlsj.js'
import {BODY, readText} from './read-text.js'

const hit = {
  status: 'COMPLETE',
  method: 'GET',
  protocolVersion: 'HTTP/1.1',
  scheme: 'https',
  host: 'data.shop.example',
  port: null,
  actualPort: 443,
  path: '/b/ss/shopprod/1/JS-2.26.0/s1',
  query: 'AQB=1&AQE=1',
  tunnel: false,
  times: {start: '2026-09-01T10:00:00.250+07:00'},
  request: {
    header: {firstLine: 'GET / HTTP/1.1', headers: [{name: 'Referer', value: 'https://shop.example/'}]},
    sizes: {headers: 100, body: 0},
  },
  response: {status: 200, header: {headers: []}},
}
const write = (...transactions: unknown[]): string => JSON.stringify(transactions, null, 2)
const read = (...transactions: unknown[]): ReturnType<typeof readText> => readText(chlsjFormat, write(...transactions), 100)

test('a transaction is a request', async () => {
  expect(await read(hit)).toEqual({
    requests: [
      {
        url: 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s1?AQB=1&AQE=1',
        method: 'GET',
        bodyState: 'none',
        status: 200,
        timeMs: Date.parse('2026-09-01T03:00:00.250Z'),
        referrer: 'https://shop.example/',
        place: {file: 3, record: 0},
      },
    ],
    skipped: {},
    damaged: [],
  })
})

test.each([
  [{actualPort: 8443}, 'https://data.shop.example:8443/b/ss/shopprod/1/JS-2.26.0/s1?AQB=1&AQE=1'],
  [{scheme: 'http', actualPort: 80, query: null}, 'http://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s1'],
  [{path: null, query: null, actualPort: null}, 'https://data.shop.example/'],
])('the URL of %j', async (change, url) => {
  expect((await read({...hit, ...change})).requests).toMatchObject([{url}])
})

describe('bodies', () => {
  const post = (request: object): unknown => ({...hit, method: 'POST', query: null, request})
  test.each([
    ['text', {body: {text: BODY, charset: 'UTF-8'}}, 'recorded'],
    ['base64', {body: {encoding: 'base64', encoded: Buffer.from(BODY).toString('base64')}}, 'recorded'],
    ['compressed', {contentEncoding: 'gzip', body: {encoding: 'base64', encoded: gzipSync(BODY).toString('base64')}}, 'recorded'],
    [
      'of an unknown compression',
      {contentEncoding: 'br', body: {encoding: 'base64', encoded: Buffer.from('x').toString('base64')}},
      'not-recorded',
    ],
    ['not there', {sizes: {body: 400}}, 'not-recorded'],
    ['not known', {}, 'not-recorded'],
  ])('%s', async (_name, request, bodyState) => {
    const {requests} = await read(post(request))
    expect(requests).toMatchObject([{bodyState}])
    expect(requests[0]?.body).toBe(bodyState === 'recorded' ? BODY : undefined)
  })

  test('a beacon has none', async () => {
    expect((await read({...hit, method: 'POST'})).requests).toMatchObject([{method: 'POST', bodyState: 'none'}])
  })
})

test('tunnels are skipped, failures and redirects are told', async () => {
  const {requests, skipped} = await read(
    {...hit, method: 'CONNECT', tunnel: true},
    {...hit, status: 'FAILED', response: {}},
    {...hit, response: {status: 302, header: {headers: [{name: 'Location', value: '/next'}]}}},
  )
  expect(skipped).toEqual({'connect-tunnel': 1})
  expect(requests).toMatchObject([
    {failure: 'failed', place: {record: 1}},
    {status: 302, redirectsTo: '/next'},
  ])
})

test('damage', async () => {
  expect((await read(5, hit, {scheme: 'https'})).damaged).toEqual([
    {record: 0, reason: 'the transaction is a number, not an object'},
    {record: 2, reason: 'the transaction has no host'},
  ])
  const text = write(hit, hit)
  const cut = await readText(chlsjFormat, text.slice(0, -30))
  expect(cut.requests).toHaveLength(1)
  expect(cut.damaged).toMatchObject([{reason: expect.stringContaining('the session is cut'), container: true}])
  expect((await readText(chlsjFormat, '{}')).damaged).toMatchObject([{reason: 'the document is an object, not an array of transactions'}])
})

test('score', () => {
  expect(chlsjFormat.score(Buffer.from(write(hit)).subarray(0, 300))).toBe(95)
  expect(chlsjFormat.score(Buffer.from('[{"url":"https://a.example/"}]'))).toBe(0)
  expect(chlsjFormat.score(Buffer.from('{"log":{}}'))).toBe(0)
  expect(chlsjFormat.score(Buffer.from(''))).toBe(0)
})
