import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {harFormat} from '../../../src/sources/har/har.js'
import {readText, type Read} from '../read-text.js'
import {written} from './written-har.js'

interface PlainEntry {
  startedDateTime?: string
  request: {url: string; method?: string; headers?: {name?: string; value?: string}[]; postData?: {text?: string}}
  response?: {status?: number; redirectURL?: string}
}

/** What one would write who may hold the whole document. Strings go through UTF-8, which has no half surrogate pairs. */
function naively(plain: PlainEntry): object {
  const status = (plain.response?.status ?? 0) > 0 ? plain.response?.status : undefined
  const redirect = status === undefined || status === 302 ? plain.response?.redirectURL : undefined
  const body = plain.request.postData?.text
  return {
    url: plain.request.url,
    method: (plain.request.method ?? (plain.request.postData ? 'POST' : 'GET')).toUpperCase(),
    status,
    redirectsTo: redirect === '' ? undefined : redirect,
    referrer: plain.request.headers?.find(({name, value}) => name?.toLowerCase() === 'referer' && value !== undefined)?.value,
    body: body === '' || body?.startsWith('\u001F') ? undefined : body,
    timeMs: plain.startedDateTime === undefined ? undefined : Date.parse(plain.startedDateTime),
  }
}

function thin(read: Read): object[] {
  return read.requests.map(({url, method, status, redirectsTo, referrer, body, timeMs}) => ({
    url,
    method,
    status,
    redirectsTo,
    referrer,
    body,
    timeMs,
  }))
}

test('any HAR in any chunks reads as its own JSON says', async () => {
  await fc.assert(
    fc.asyncProperty(written, fc.integer({min: 1, max: 200}), async ({entries, bytes}, chunkSize) => {
      const read = await readText(harFormat, bytes, chunkSize)
      const expected = (JSON.parse(JSON.stringify(entries)) as PlainEntry[]).map((plain) => {
        const naive = naively(plain) as {referrer?: string}
        return {...naive, referrer: naive.referrer === '' ? undefined : naive.referrer}
      })
      expect(thin(read)).toEqual(expected)
      expect(read.damaged).toEqual([])
    }),
    {numRuns: 300, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: true},
  )
})

test('any bytes read without a throw', async () => {
  const fragments = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    '"log"',
    '"entries"',
    '"request"',
    '"url"',
    '"headers"',
    '"name"',
    'null',
    '1',
    ' ',
  )
  const bytes = fc.oneof(
    fc.uint8Array({maxLength: 200}),
    fc.array(fragments, {maxLength: 60}).map((parts) => Buffer.from(parts.join(''))),
    fc.array(fragments, {maxLength: 40}).map((parts) => Buffer.from(`{"log":{"entries":[{"request":{${parts.join('')}`)),
  )
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({min: 1, max: 50}), async (content, chunkSize) => {
      expect(harFormat.score(content)).toBeGreaterThanOrEqual(0)
      const read = await readText(harFormat, content, chunkSize)
      expect(read).toEqual(await readText(harFormat, content, 10_000))
    }),
    {numRuns: 2000},
  )
})

test('a cut at any byte loses no entry that was whole', async () => {
  const entries = [0, 1, 2].map((n) => ({
    pageref: 'p',
    request: {
      method: 'POST',
      url: `https://a.example/é${n}`,
      headers: [{name: 'Referer', value: 'https://a.example/"\\'}],
      postData: {text: 'a="1"'},
    },
    response: {status: 200, content: {text: '{"log":{"entries":[]}}\\'}},
  }))
  const bytes = Buffer.from(JSON.stringify({log: {pages: [{id: 'p', title: 'https://a.example/'}], entries}}))
  const ends = entries.map(
    (_entry, n) => bytes.indexOf(Buffer.from(JSON.stringify(entries[n]))) + Buffer.byteLength(JSON.stringify(entries[n])),
  )
  for (let cut = 0; cut < bytes.length; cut++) {
    const read = await readText(harFormat, bytes.subarray(0, cut), 100)
    expect(read.requests).toHaveLength(ends.filter((end) => end <= cut).length)
    expect(read.damaged).toMatchObject([{record: null, container: true}])
  }
})
