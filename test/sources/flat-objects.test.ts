import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {ndjsonFormat} from '../../src/sources/ndjson.js'
import {HIT, readText, type Read} from './read-text.js'

/** The same lines read as text: so are all of a chunk that is not ASCII. */
async function readAsText(content: string): Promise<Read> {
  const read = await readText(ndjsonFormat, `${content}\n// é`)
  read.skipped['comment'] = (read.skipped['comment'] ?? 0) - 1
  if (read.skipped['comment'] === 0) delete read.skipped['comment']
  return read
}

const names = fc.constantFrom(
  'url',
  'url',
  'requestUrl',
  'method',
  'status',
  'statusCode',
  'ts',
  'time',
  'body',
  'page',
  'message',
  'note',
  'host',
  'path',
)
const values = fc.oneof(
  fc.constantFrom(
    HIT,
    '/b/ss/rs/1?pageName=a',
    'GET',
    'post',
    'Network.dataReceived',
    'events=scAdd',
    'x"y',
    'back\\slash',
    'tab\t',
    '',
    '-',
  ),
  fc.constantFrom(200, 404, 0, -1, 1.5, 1_767_613_950_366, 1e30, 12_345_678_901_234_568, true, false, null),
  fc.constantFrom({url: HIT}, [HIT], {}),
)
const blank = fc.constantFrom('', '', '', ' ', '\t', '  ')
const field = fc.tuple(names, blank, blank, values).map(([name, left, right, value]) => `"${name}"${left}:${right}${JSON.stringify(value)}`)
const line = fc.tuple(fc.array(field, {maxLength: 7}), blank, fc.constantFrom('', '', '\r', ',', ' ')).map(([fields, inside, end]) => {
  return `{${inside}${fields.join(`${inside},${inside}`)}${inside}}${end}`
})
/** A sign too many, or one too few. */
const broken = fc
  .tuple(line, fc.nat(), fc.constantFrom('', '"', '{', '}', ',', ':', '0', '.', '-', 'e', 'E', '+', '\\', ' ', '\t', '\u0001', 'null'))
  .map(([text, at, sign]) => text.slice(0, at % text.length) + sign + text.slice((at % text.length) + (sign === '' ? 1 : 0)))

test('a line says the same whatever stands beside it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(line, broken), {maxLength: 6}), fc.constantFrom('', '\n'), async (lines, end) => {
      const content = lines.join('\n') + end
      expect(await readText(ndjsonFormat, content)).toEqual(await readAsText(content))
    }),
    {numRuns: 1500},
  )
})

test.each([
  '0',
  '-0',
  '01',
  '-',
  '1.',
  '.5',
  '1.50',
  '1e',
  '1e5',
  '1E+05',
  '1e-',
  '+1',
  '00',
  '200',
  '1e999',
  '0x10',
  'tru',
  'True',
  'nul',
  'falsy',
  'false',
])('a number or word written %s', async (status) => {
  const content = `{"url":"${HIT}","status":${status},"note":${status},"ts":1${status}}\n`
  expect(await readText(ndjsonFormat, content)).toEqual(await readAsText(content))
})

test.each([
  `{"url":"${HIT}","method":"Network.dataReceived"}`,
  `{"url":"${HIT}","note":1,"url":"https://www.shop.example/"}`,
  `{"url":"${HIT}","url":null}`,
  `{"status":"none","url":"${HIT}","status":404}`,
  `{"message":"GET ${HIT}"}`,
  `{"url":"","requestUrl":"${HIT}"}`,
  `{"url":"${HIT}"},`,
])('names that mean more than one thing: %s', async (content) => {
  expect(await readText(ndjsonFormat, content)).toEqual(await readAsText(content))
})

test('more fields than any request has, and longer texts than any before', async () => {
  const many = Object.fromEntries(Array.from({length: 300}, (_, index) => [`field${index}`, index]))
  const content = [{...many, url: HIT}, {url: HIT, note: 'x'.repeat(3_000_000)}, {url: HIT}]
    .map((object) => JSON.stringify(object))
    .join('\n')
  const {requests} = await readText(ndjsonFormat, content, 1_000_000)
  expect(requests.map(({url, place}) => [url, place.record])).toEqual([
    [HIT, 1],
    [HIT, 2],
    [HIT, 3],
  ])
})
