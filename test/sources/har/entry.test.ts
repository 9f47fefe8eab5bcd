import {describe, expect, test} from 'vitest'
import type {CapturedRequest} from '../../../src/hits/captured-request.js'
import {harFormat} from '../../../src/sources/har/har.js'
import {BODY, HIT, HIT_PATH, inChunks, readText} from '../read-text.js'

type Json = Record<string, unknown>

async function readEntries(entries: unknown[], pages: unknown[] = []): Promise<CapturedRequest[]> {
  return (await readText(harFormat, JSON.stringify({log: {pages, entries}}))).requests
}

async function readEntry(request: Json, rest: Json = {}): Promise<Partial<CapturedRequest>> {
  const [read] = await readEntries([{request: {method: 'GET', url: HIT, ...request}, ...rest}])
  return read ?? {}
}

describe('the body of a POST', () => {
  const beacon = {method: 'POST', url: HIT}
  const xhr = {method: 'POST', url: HIT_PATH}
  const headers = (name: string, value: string): Json => ({headers: [{name, value}]})

  test.each<[string, Json, CapturedRequest['bodyState']]>([
    ['text', {...xhr, postData: {text: BODY}}, 'recorded'],
    ['text of a request whose method got lost', {url: HIT_PATH, method: undefined, postData: {text: BODY}}, 'recorded'],
    ['a GET', {bodySize: -1}, 'none'],
    ['a beacon, size 0', {...beacon, bodySize: 0}, 'none'],
    ['a beacon with an empty text', {...beacon, postData: {text: ''}}, 'none'],
    ['a beacon with an empty text, size unknown', {...beacon, bodySize: -1, postData: {mimeType: 'text/plain', text: ''}}, 'none'],
    ['a beacon of which only the URL is known', {...beacon, bodySize: -1}, 'not-recorded'],
    ['Content-Length: 0', {...beacon, ...headers('Content-Length', '0')}, 'none'],
    ['Content-Length of a body that is missing', {...xhr, bodySize: 0, ...headers('content-length', '731')}, 'not-recorded'],
    ['a size without a text', {...xhr, bodySize: 731}, 'not-recorded'],
    ['Chrome that lost the body: size 0, no query', {...xhr, bodySize: 0}, 'not-recorded'],
    ['nothing known', xhr, 'not-recorded'],
    [
      'params alone, as Playwright omits the text',
      {...beacon, bodySize: 0, postData: {text: '', params: [{name: 'AQB', value: '1'}]}},
      'not-recorded',
    ],
    ['a binary body that Playwright left out', {...beacon, postData: {mimeType: 'application/octet-stream', text: ''}}, 'not-recorded'],
    ['a binary body of no bytes', {...beacon, bodySize: 0, postData: {mimeType: 'application/octet-stream', text: ''}}, 'none'],
    ['a compressed body forced into text', {...xhr, postData: {text: '\u001F\uFFFD\b'}}, 'not-recorded'],
  ])('%s', async (_name, request, bodyState) => {
    const read = await readEntry(request)
    expect(read.bodyState).toBe(bodyState)
    expect(read.body).toBe(bodyState === 'recorded' ? BODY : undefined)
  })

  test.each(['encoding', '_encoding'])('base64, marked by %s', async (key) => {
    const read = await readEntry({...xhr, postData: {text: Buffer.from('AQB=1&pageName=é').toString('base64'), [key]: 'base64'}})
    expect(read).toMatchObject({body: 'AQB=1&pageName=é', bodyState: 'recorded'})
  })

  test('a text shorter than Content-Length may be cut', async () => {
    const withLength = (length: number): Json => ({...xhr, ...headers('Content-Length', `${length}`), postData: {text: BODY}})
    expect((await readEntry(withLength(BODY.length + 1))).mayBeCut).toBe(true)
    expect((await readEntry(withLength(BODY.length))).mayBeCut).toBeUndefined()
  })

  test('a tunnel is no request', async () => {
    const text = JSON.stringify({log: {entries: [{request: {method: 'CONNECT', url: 'shop.example:443'}}]}})
    expect(await readText(harFormat, text)).toEqual({requests: [], skipped: {'connect-tunnel': 1}, damaged: []})
  })

  test('a body beside the capture, and one that is missing there', async () => {
    const entries = ['a.txt', 'gone.txt', 'gone-too.txt'].map((_file) => ({request: {...xhr, bodySize: 5, postData: {text: '', _file}}}))
    const input = {
      file: 0,
      name: 'x.har',
      bytes: inChunks(Buffer.from(JSON.stringify({log: {entries}})), 64),
      sibling: async (name: string) => (name === 'a.txt' ? Buffer.from(BODY) : undefined),
    }
    const requests = []
    const damaged = []
    for await (const batch of harFormat.kind === 'sequential' ? harFormat.open(input) : []) {
      requests.push(...batch.requests)
      damaged.push(...(batch.damaged ?? []))
    }
    expect(requests).toMatchObject([{body: BODY, bodyState: 'recorded'}, {bodyState: 'not-recorded'}, {bodyState: 'not-recorded'}])
    expect(damaged).toEqual([
      {record: null, reason: '2 request bodies are kept in files beside the capture (gone.txt), which are missing or cannot be read'},
    ])
  })
})

describe('what became of the request', () => {
  test.each<[string, Json, Partial<CapturedRequest>]>([
    ['a status', {response: {status: 200, _error: null}}, {status: 200}],
    ['status 0', {response: {status: 0}}, {}],
    ['status -1', {response: {status: -1}}, {}],
    ['a blocker', {response: {status: 0, _error: 'net::ERR_BLOCKED_BY_CLIENT'}}, {failure: 'blocked'}],
    ['a content security policy', {response: {status: 0, _error: 'net::ERR_BLOCKED_BY_CSP'}}, {failure: 'failed'}],
    ['the word of older Chrome for it', {response: {status: 0, _error: 'csp'}}, {failure: 'failed'}],
    ['an answer withheld from the page', {response: {status: 0, _error: 'net::ERR_BLOCKED_BY_ORB'}}, {}],
    ['a navigation', {response: {status: 0, _error: 'net::ERR_ABORTED'}}, {failure: 'aborted'}],
    ['a navigation in Firefox', {response: {status: -1, _failureText: 'NS_BINDING_ABORTED'}}, {failure: 'aborted'}],
    ['a navigation in WebKit', {response: {status: -1, _failureText: 'cancelled'}}, {failure: 'aborted'}],
    ['no such host', {response: {status: -1, _failureText: 'net::ERR_NAME_NOT_RESOLVED'}}, {failure: 'failed'}],
    ['no such host in Firefox', {response: {status: 0}, _error: 'NS_ERROR_UNKNOWN_HOST'}, {failure: 'failed'}],
    ['a route of the test run', {response: {status: -1, _failureText: 'net::ERR_FAILED'}, _wasAborted: true}, {failure: 'blocked'}],
    ['an abort after the answer', {response: {status: 200, _error: 'net::ERR_ABORTED'}}, {status: 200}],
    ['a redirect', {response: {status: 302, redirectURL: '/next'}}, {status: 302, redirectsTo: '/next'}],
    [
      'a redirect in its header',
      {response: {status: 302, redirectURL: '', headers: [{name: 'Location', value: '/next'}]}},
      {status: 302, redirectsTo: '/next'},
    ],
    ['a location that is no redirect', {response: {status: 201, redirectURL: '/next'}}, {status: 201}],
    ['no response at all', {}, {}],
  ])('%s', async (_name, rest, expected) => {
    const {status, failure, redirectsTo} = await readEntry({}, rest)
    expect(JSON.parse(JSON.stringify({status, failure, redirectsTo}))).toEqual(expected)
  })
})

describe('pages', () => {
  const get = (url: string, rest: Json = {}, headers: Json[] = []): Json => ({
    pageref: 'p1',
    request: {method: 'GET', url, headers},
    ...rest,
  })
  const html = {response: {status: 200, content: {mimeType: 'text/html; charset=utf-8'}}}
  const places = (requests: CapturedRequest[]): unknown[] => requests.map(({place, document}) => [place.page, document ?? false])

  test('a title that is a URL names the page, as Chrome writes it', async () => {
    const requests = await readEntries([get(HIT)], [{id: 'p1', title: 'https://shop.example/#top'}])
    expect(places(requests)).toEqual([['https://shop.example/#top', false]])
  })

  test('_URL of WebPageTest names the page', async () => {
    const requests = await readEntries([get(HIT)], [{id: 'p1', title: 'Run 1, First View', _URL: 'https://shop.example/'}])
    expect(places(requests)).toEqual([['https://shop.example/', false]])
  })

  test('else the first document of the page; a later HTML answer is a frame or a fragment', async () => {
    const requests = await readEntries(
      [get('https://shop.example/', html), get(HIT), get('https://ads.example/frame', html), get(HIT)],
      [{id: 'p1', title: 'Shop'}],
    )
    expect(places(requests)).toEqual([
      ['https://shop.example/', true],
      ['https://shop.example/', false],
      ['https://shop.example/', false],
      ['https://shop.example/', false],
    ])
  })

  test('a page whose document is not in the capture goes by its id', async () => {
    expect(places(await readEntries([get(HIT), get('https://shop.example/fragment', html)]))).toEqual([
      ['p1', false],
      ['p1', false],
    ])
  })

  test('a frame is a document of its own, not of the page', async () => {
    const document = (url: string, frame: string): Json => get(url, {_resourceType: 'document', _frameref: frame})
    const requests = await readEntries([
      document('https://a.example/1', 'main'),
      document('https://ads.example/', 'inner'),
      document('https://a.example/2', 'main'),
    ])
    expect(places(requests)).toEqual([
      ['https://a.example/1', true],
      ['https://a.example/1', false],
      ['https://a.example/2', true],
    ])
  })

  test('Sec-Fetch-Dest tells where there are no pages', async () => {
    const dest = (value: string): Json[] => [{name: 'sec-fetch-dest', value}]
    const requests = await readEntries([
      {request: {url: 'https://a.example/', headers: dest('document')}},
      {...html, request: {url: 'https://b.example/', headers: dest('iframe')}},
      {...html, request: {url: 'https://c.example/', headers: []}},
    ])
    expect(places(requests)).toEqual([
      [undefined, true],
      [undefined, false],
      [undefined, false],
    ])
  })
})
