import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {jsonFormat} from '../../src/sources/json.js'
import {HIT, HIT_PATH, readText} from './read-text.js'

const RECORDS = [{url: HIT}, {url: HIT_PATH, method: 'POST', body: '{"a":"]"}'}]

test.each([
  ['an array', JSON.stringify(RECORDS)],
  ['an array, printed', JSON.stringify(RECORDS, null, 2)],
  ['objects in a row, printed', RECORDS.map((record) => JSON.stringify(record, null, 2)).join('\n')],
  ['a list under a name', JSON.stringify({count: 2, hits: RECORDS}, null, 2)],
  ['several lists', JSON.stringify({home: RECORDS.slice(0, 1), cart: RECORDS.slice(1)})],
  ['an answer of Elasticsearch', JSON.stringify({took: 1, hits: {total: 2, hits: RECORDS.map((_source) => ({_index: 'web', _source}))}})],
  [
    'a HAR in something else',
    JSON.stringify({data: {har: {log: {pages: [{id: 'p'}], entries: RECORDS.map((request) => ({request}))}}}}, null, 2),
  ],
  ['an array of HARs', JSON.stringify(RECORDS.map((request) => ({log: {creator: {name: 'x'}, entries: [{request}]}})))],
  [
    'a collection of Postman',
    JSON.stringify({
      info: {name: 'hits', schema: 'https://schema.example/collection.json'},
      item: [
        {name: 'home', request: {method: 'GET', url: {raw: HIT, host: ['data', 'shop', 'example']}}, response: []},
        {name: 'folder', item: [{name: 'cart', request: {method: 'POST', url: {raw: HIT_PATH}, body: {mode: 'raw', raw: '{"a":"]"}'}}}]},
      ],
    }),
  ],
])('%s', async (_, text) => {
  for (const chunkSize of [1, 7, 65_536]) {
    const read = await readText(jsonFormat, text, chunkSize)
    expect(read.requests).toMatchObject([
      {url: HIT, method: 'GET', place: {file: 3, record: 0}},
      {url: HIT_PATH, method: 'POST', body: '{"a":"]"}', place: {file: 3, record: 1}},
    ])
    expect(read.damaged).toEqual([])
  }
})

test('an array of URLs, and values that are no requests', async () => {
  const read = await readText(jsonFormat, JSON.stringify([HIT, 5, null, [1], '', {a: 1}, -1.5e3]), 2)
  expect(read.requests.map(({url, place}) => [url, place.record])).toEqual([[HIT, 0]])
  expect(read.skipped).toEqual({'not-a-request': 5, 'no-url': 1})
})

test('a performance log of ChromeDriver saved as one list', async () => {
  const event = (url: string) => ({
    level: 'INFO',
    message: JSON.stringify({message: {method: 'Network.requestWillBeSent', params: {request: {url, method: 'GET'}}}, webview: 'A'}),
    timestamp: 1_767_613_950_366,
  })
  const text = JSON.stringify([event(HIT), event('https://www.shop.example/')])
  expect(jsonFormat.score(new TextEncoder().encode(text))).toBeGreaterThan(0)
  expect((await readText(jsonFormat, text, 5)).requests.map(({url}) => url)).toEqual([HIT, 'https://www.shop.example/'])
})

test('a document with links further in is no capture', () => {
  const manifest = {name: 'shop', packages: {'': {funding: [{url: 'https://www.shop.example/fund'}]}}}
  expect(jsonFormat.score(new TextEncoder().encode(JSON.stringify(manifest)))).toBe(0)
})

test('an element that is broken is named, a list that is cut is damage of the container', async () => {
  const broken = await readText(jsonFormat, `[{"url":}, ${JSON.stringify(RECORDS[0])}]`)
  expect(broken).toMatchObject({requests: [{place: {record: 1}}], damaged: [{record: 0, reason: 'the element is not JSON'}]})
  const cut = await readText(jsonFormat, JSON.stringify(RECORDS).slice(0, -20), 3)
  expect(cut.requests).toHaveLength(1)
  expect(cut.damaged).toMatchObject([{record: null, container: true}])
})

test('what is written is read, whatever the values, in any chunking', async () => {
  const text = fc.string({unit: 'binary', minLength: 1}).map((part) => `https://a.example/${Buffer.from(part).toString()}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, {maxLength: 5}),
      fc.integer({min: 1, max: 30}),
      fc.constantFrom(undefined, 1),
      async (urls, chunkSize, indent) => {
        const read = await readText(
          jsonFormat,
          JSON.stringify(
            urls.map((url) => ({url})),
            null,
            indent,
          ),
          chunkSize,
        )
        expect(read.requests.map(({url}) => url)).toEqual(urls)
      },
    ),
  )
})

test('nothing makes it throw, and the chunks do not matter', async () => {
  const parts = fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', ':', ' ', '1', 'null', '{"url":"https://a.example"}')
  await fc.assert(
    fc.asyncProperty(fc.array(parts), async (words) => {
      const text = words.join('')
      expect(await readText(jsonFormat, text, 1)).toEqual(await readText(jsonFormat, text))
    }),
  )
})
