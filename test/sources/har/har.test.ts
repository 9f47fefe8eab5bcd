import {readFile} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import {harFormat} from '../../../src/sources/har/har.js'
import {readText} from '../read-text.js'

const FIXTURES = 'test/fixtures/har'
const entry = (n: number): object => ({request: {method: 'GET', url: `https://a.example/${n}`}, response: {status: 200}})
const har = (...entries: unknown[]): string => JSON.stringify({log: {version: '1.2', entries}})
const urls = (read: Awaited<ReturnType<typeof readText>>): string[] => read.requests.map(({url}) => url)

interface PlainEntry {
  startedDateTime: string
  request: {method: string; url: string; headers: {name: string; value: string}[]; postData?: {text: string}}
  response: {status: number}
}

test.each(['aftonbladet-redirect', 'aftonbladet-contenttypes', 'sample-appmeasurement-shop', 'sample-websdk-shop'])(
  '%s reads as its own JSON says',
  async (name) => {
    const bytes = await readFile(`${FIXTURES}/${name}.har`)
    const plain = (JSON.parse(bytes.toString()) as {log: {entries: PlainEntry[]}}).log.entries
    const read = await readText(harFormat, bytes, 1000)
    expect(read.damaged).toEqual([])
    expect(
      read.requests.map(({url, method, status, referrer, timeMs, body, place}) => ({
        url,
        method,
        status,
        referrer,
        timeMs,
        body,
        place: place.record,
      })),
    ).toEqual(
      plain.map(({request, response, startedDateTime}, record) => ({
        url: request.url,
        method: request.method,
        status: response.status,
        referrer: request.headers.find((header) => header.name === 'Referer')?.value,
        timeMs: Date.parse(startedDateTime),
        body: request.postData?.text || undefined,
        place: record,
      })),
    )
    expect(harFormat.score(bytes.subarray(0, 65_536))).toBeGreaterThan(90)
  },
)

test('the pages of a tab follow the documents loaded in it', async () => {
  const {requests} = await readText(harFormat, await readFile(`${FIXTURES}/sample-appmeasurement-shop.har`))
  const hit = requests.find(({url}) => url.includes('pageName=lp%3Aspring'))
  expect(hit?.place.page).toBe('https://www.fabrikam.test/spring?s_cid=nl_042&lib=am224')
  expect(new Set(requests.map(({place}) => place.page)).size).toBe(4)
  expect(requests.filter(({document}) => document)).toHaveLength(5)
})

test('a redirect and the page it leads to are both documents', async () => {
  const {requests} = await readText(harFormat, await readFile(`${FIXTURES}/aftonbladet-redirect.har`))
  expect(requests.filter(({document}) => document).map(({url, redirectsTo}) => [url, redirectsTo])).toEqual([
    ['http://aftonbladet.se/', 'http://www.aftonbladet.se/'],
    ['http://www.aftonbladet.se/', undefined],
    ['http://aftonbladet.se/', 'http://www.aftonbladet.se/'],
    ['http://www.aftonbladet.se/', undefined],
  ])
  expect(requests[100]?.place.page).toBe('http://www.aftonbladet.se/')
})

describe('any order of keys', () => {
  test('pages after the entries, log not first, url after postData', async () => {
    const text = `{"comment":{"log":[]},"log":{"entries":[{"response":{},"request":{"postData":{"text":"a=1"},"headers":[{"value":"r","name":"REFERER"}],
      "url":"https://a.example/","method":"post"}}],"pages":[{"id":"p","title":"x"}],"version":"1.1"}}`
    const {requests, damaged} = await readText(harFormat, text, 3)
    expect(requests).toEqual([
      {url: 'https://a.example/', method: 'POST', body: 'a=1', bodyState: 'recorded', referrer: 'r', place: {file: 3, record: 0}},
    ])
    expect(damaged).toEqual([])
  })

  test('a log without its wrapper', async () => {
    const text = JSON.stringify({version: '1.2', creator: {name: 'x'}, entries: [entry(0)]})
    expect(urls(await readText(harFormat, text))).toEqual(['https://a.example/0'])
    expect(harFormat.score(Buffer.from(text))).toBeGreaterThan(50)
  })

  test('queryString and params are never read', async () => {
    const text = har({
      request: {
        method: 'POST',
        url: 'https://a.example/?a=1',
        queryString: [{name: 'b', value: '2'}],
        postData: {text: 'c=3', params: [{name: 'd'}]},
      },
    })
    expect((await readText(harFormat, text)).requests).toMatchObject([{url: 'https://a.example/?a=1', body: 'c=3'}])
  })

  test('escaped keys, a byte order mark, duplicate keys', async () => {
    const text = String.raw`{"lo\u0067":{"entries":[{"request":{"url":"https://old.example/","\u0075rl":"https://a.example/\u00e9\ud83d\ude00\/"}}]}}`
    expect(urls(await readText(harFormat, `\uFEFF${text}`, 1))).toEqual(['https://a.example/é😀/'])
  })
})

describe('damage', () => {
  test.each([
    ['not JSON', 'GET / HTTP/1.1', 'the file stops being JSON at byte 0 (0x47); no entry was read'],
    ['noise', Buffer.from([0, 1, 2, 0xff, 0xfe]), 'the file stops being JSON at byte 0 (0x00); no entry was read'],
    ['an empty file', '  \n', 'the file is empty'],
    ['another document', '{"name":"x","version":"1.0.0"}', 'the document has no log.entries; it holds name, version'],
    [
      'a log without entries',
      '{"log":{"version":"1.2","pages":[]}}',
      'the document has no log.entries; it holds log, log.version, log.pages',
    ],
    ['entries as an object', '{"log":{"entries":{"0":{}}}}', 'log.entries is an object, not an array; it holds log, log.entries'],
    ['entries as a number', '{"log":{"entries":5}}', 'log.entries is a number, not an array; it holds log, log.entries'],
    ['log as a string', '{"log":"x"}', 'log is a string, not an object; it holds log'],
    ['an array', '[1]', 'the document is an array, not an object with log.entries'],
  ])('%s', async (_name, content, reason) => {
    expect(await readText(harFormat, content)).toEqual({requests: [], skipped: {}, damaged: [{record: null, reason, container: true}]})
  })

  test('what is cut keeps the entries before the cut', async () => {
    const text = har(entry(0), entry(1), entry(2))
    const at = text.indexOf('/2"')
    const read = await readText(harFormat, text.slice(0, at))
    expect(urls(read)).toEqual(['https://a.example/0', 'https://a.example/1'])
    expect(read.damaged).toEqual([
      {record: null, reason: `the HAR is cut: it ends at byte ${at} within the document; the last whole entry is 1`, container: true},
    ])
  })

  test('what is broken in the middle keeps the entries before', async () => {
    const read = await readText(harFormat, har(entry(0), entry(1)).replace('},{"request"', '},#{"request"'))
    expect(urls(read)).toEqual(['https://a.example/0'])
    expect(read.damaged).toMatchObject([
      {reason: expect.stringMatching(/^the file stops being JSON at byte \d+ \(0x23\); the last whole entry is 0$/), container: true},
    ])
  })

  test('entries of the wrong type are named, the others read', async () => {
    const wrong = [
      5,
      null,
      'x',
      [1],
      {},
      {request: 'GET'},
      {request: {method: 'GET'}},
      {request: {url: 7}},
      {request: {url: {}}},
      {request: {url: ' '}},
    ]
    const read = await readText(harFormat, har(entry(0), ...wrong, entry(11)))
    expect(read.requests.map(({place}) => place.record)).toEqual([0, 11])
    expect(read.damaged).toEqual(
      [
        'the entry is a number, not an object',
        'the entry is null, not an object',
        'the entry is a string, not an object',
        'the entry is an array, not an object',
        'the entry has no request',
        'request is a string, not an object',
        'request.url is missing',
        'request.url is a number, not a string',
        'request.url is an object, not a string',
        'request.url is empty',
      ].map((reason, index) => ({record: index + 1, reason})),
    )
  })

  test('trailing bytes are damage after all entries were read', async () => {
    const read = await readText(harFormat, `${har(entry(0), entry(1))}\n<!-- saved -->`)
    expect(read.requests).toHaveLength(2)
    expect(read.damaged).toMatchObject([{reason: expect.stringContaining('bytes that are not JSON follow the document'), container: true}])
  })

  test('documents one after another are read on, their entries numbered through', async () => {
    const read = await readText(harFormat, `${har(entry(0))}\n${har(entry(1))}`)
    expect(read.requests.map(({url, place}) => [url, place.record])).toEqual([
      ['https://a.example/0', 0],
      ['https://a.example/1', 1],
    ])
    expect(read.damaged).toEqual([])
  })

  test('invalid UTF-8 and invalid escapes cost a character', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"log":{"entries":[{"request":{"url":"https://a.example/'),
      Buffer.from([0xc3, 0x28, 0xe2]),
      Buffer.from('\\x\\u12"}}]}}'),
    ])
    expect(urls(await readText(harFormat, bytes, 1))).toEqual(['https://a.example/\uFFFD(\uFFFDxu12'])
  })

  test('a raw line break in a string, a trailing comma and NaN are let through', async () => {
    const read = await readText(
      harFormat,
      '{"log":{"entries":[{"time":NaN,"comment":"a\nb","request":{"url":"https://a.example/","bodySize":NaN,},},]}}',
    )
    expect(urls(read)).toEqual(['https://a.example/'])
    expect(read.damaged).toEqual([])
  })
})

describe('size', () => {
  async function* long(before: string, byte: number, count: number, after: string): AsyncIterable<Uint8Array> {
    await Promise.resolve()
    yield Buffer.from(before)
    const megabyte = Buffer.alloc(1024 * 1024, byte)
    for (let i = 0; i < count; i++) yield megabyte
    yield Buffer.from(after)
  }
  const open = async (bytes: AsyncIterable<Uint8Array>): Promise<{url: string; bodyState: string}[]> => {
    const found = []
    for await (const batch of harFormat.open({file: 0, name: 'x', bytes, sibling: async () => undefined})) found.push(...batch.requests)
    return found
  }

  test.each([
    ['a response body', 'response":{"content":{"text":"', 0x61, '"}}'],
    ['a body of backslashes', 'response":{"content":{"text":"', 0x5c, '"}}'],
    ['a request body', 'request":{"method":"POST","url":"https://a.example/","postData":{"text":"', 0x61, '"}}'],
    ['a number', 'time":', 0x31, ''],
    ['deep nesting', 'x":', 0x5b, ''],
  ])('%s of 200 MB does not fill the memory', async (name, before, byte, after) => {
    const closing = name === 'deep nesting' ? '' : `${after},"request":{"method":"POST","url":"https://a.example/"}}]}}`
    const usedBefore = process.memoryUsage.rss()
    const found = await open(long(`{"log":{"entries":[{"${before}`, byte, 200, closing))
    expect(process.memoryUsage.rss() - usedBefore).toBeLessThan(150 * 1024 * 1024)
    expect(found).toMatchObject(name === 'deep nesting' ? [] : [{url: 'https://a.example/', bodyState: 'not-recorded'}])
  })
})

describe('score', () => {
  test.each([
    ['entries beyond the head', `{"log":{"version":"1.2","creator":{"name":"x"},"comment":"${'x'.repeat(70_000)}`, 95],
    ['log not first', '{"$schema":"x","log":{"pages":[],"entries":[', 95],
    ['an empty log', '{"log":{}}', 30],
    ['cut before anything is known', '{"log":{', 60],
    ['a log line', '{"log":"GET /","stream":"stdout"}\n', 0],
    ['a request object', '{"url":"https://a.example/","method":"GET"}\n', 0],
    ['an array', '[{"log":{"entries":[]}}]', 0],
    ['text', 'log entries', 0],
    ['nothing', '', 0],
  ])('%s', (_name, head, score) => {
    expect(harFormat.score(Buffer.from(head).subarray(0, 65_536))).toBe(score)
  })
})
