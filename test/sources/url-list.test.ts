import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {urlListFormat} from '../../src/sources/url-list.js'
import {BODY, HIT, HIT_PATH, readOne, readText} from './read-text.js'

test('each line is a request at its physical line; comments are counted, blank lines are not', async () => {
  const read = await readText(urlListFormat, `# recorded on Monday\r\n\r\n${HIT}\r\nhttps://www.shop.example/\r\n`)
  expect(read.requests).toEqual([
    {url: HIT, method: 'GET', bodyState: 'none', mayBeCut: true, place: {file: 3, record: 3}},
    {url: 'https://www.shop.example/', method: 'GET', bodyState: 'none', mayBeCut: true, place: {file: 3, record: 4}},
  ])
  expect(read.skipped).toEqual({comment: 1})
})

test.each([
  `"${HIT}"`,
  `'${HIT}',`,
  `<${HIT}>`,
  `- ${HIT}`,
  `* "${HIT}"`,
  `12. ${HIT}`,
  `GET ${HIT}`,
  `GET: ${HIT}`,
  `${HIT} GET`,
  `${HIT}\tGET`,
  HIT.replaceAll('&', '&amp;'),
  `   ${HIT}   `,
  `Add to cart: ${HIT}`,
])('what stands around a URL is dropped: %s', async (line) => {
  expect(await readOne(urlListFormat, line)).toMatchObject({url: HIT, method: 'GET', bodyState: 'none'})
})

test('&amp; stays where a bare & shows that the text is not HTML', async () => {
  const url = 'https://data.shop.example/b/ss/s/1/JS-2.0/s1?pageName=a&amp;b&v1=2'
  expect((await readOne(urlListFormat, url)).url).toBe(url)
})

test.each([
  `POST ${HIT_PATH}\t${BODY}`,
  `${HIT_PATH}\tPOST\t${BODY}`,
  `${HIT_PATH} POST ${BODY}`,
  `${HIT_PATH}\t${BODY}`,
  `${HIT_PATH} ${BODY}`,
])('a body after the URL is the body of a POST: %s', async (line) => {
  expect(await readOne(urlListFormat, line)).toMatchObject({url: HIT_PATH, method: 'POST', body: BODY, bodyState: 'recorded'})
})

test('a POST without a body: not recorded when the URL has no query, none when the hit is in the query', async () => {
  expect(await readOne(urlListFormat, `POST ${HIT_PATH}`)).toMatchObject({method: 'POST', bodyState: 'not-recorded'})
  expect(await readOne(urlListFormat, `POST ${HIT}`)).toMatchObject({method: 'POST', bodyState: 'none'})
})

test('blanks belong to a URL that a console printed decoded', async () => {
  const url = 'http://shop.112.2o7.net/b/ss/shop/1/JS-2.22.0/s1?AQB=1&t=24/9/2021 15:27:39 0 -60&pageName=a b&AQE=1'
  expect((await readOne(urlListFormat, url)).url).toBe(url)
})

test('URLs without a scheme are read when their path is that of a hit', async () => {
  expect((await readOne(urlListFormat, '//data.shop.example/b/ss/shop/1?v1=2')).url).toBe('https://data.shop.example/b/ss/shop/1?v1=2')
  expect((await readOne(urlListFormat, '/b/ss/shop/1?v1=2')).url).toBe('/b/ss/shop/1?v1=2')
})

const url = fc
  .tuple(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.stringMatching(/^[\w.~!*'()%:@,;=/-]{0,30}$/),
    fc.stringMatching(/^[\w.~!*'()%:@,;=&/-]{0,60}$/),
  )
  .map(([host, path, query]) => `https://${host}.example/${path}?v1=${query}`)
  .filter((text) => !text.includes('&amp;'))
const body = fc.stringMatching(/^[\w.~%=&]{1,40}$/)
const entry = fc.oneof(
  fc.record({url, method: fc.constantFrom('GET', 'HEAD')}),
  fc.record({url, method: fc.constantFrom('POST', 'PUT'), body}),
)

test('a written list reads back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, {maxLength: 5}), async (entries) => {
      const text = entries.map((item) => [item.url, item.method, ...('body' in item ? [item.body] : [])].join('\t')).join('\n')
      const {requests} = await readText(urlListFormat, text, 7)
      expect(requests.map(({url: read, method, body: sent}) => ({url: read, method, ...(sent !== undefined && {body: sent})}))).toEqual(
        entries,
      )
    }),
  )
})

test('any line is a request with a URL or has a reason why not', () => {
  const parts = fc.constantFrom('https://a.example/b/ss/', '"', ' ', '\t', 'POST', '&amp;', '(', '=', '?', '-', '<', '#', '//')
  const line = fc.oneof(
    fc.string({unit: 'binary', minLength: 1}),
    fc.array(parts, {minLength: 1}).map((words) => words.join('')),
  )
  fc.assert(
    fc.property(line, (text) => {
      const parsed = urlListFormat.parseLine(text)
      const requests = 'several' in parsed ? parsed.several : 'url' in parsed ? [parsed] : []
      expect('skip' in parsed ? [parsed.skip] : requests.map(({url}) => url)).toSatisfy(
        (texts: string[]) => texts.length > 0 && texts.every(Boolean),
      )
    }),
  )
})
