import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {harFormat} from '../../../src/sources/har/har.js'
import {searchableBuffer} from '../../../src/sources/har/quote-scan.js'
import {HIT, inChunks, readBytes, readText, type Read} from '../read-text.js'
import {written} from './written-har.js'

const memory = searchableBuffer(100_000)

/**
 * Reads the bytes as those of a large file are read, in a searchable buffer: over what the last piece has left there, or beside the piece
 * that comes next.
 */
async function readInMemory(bytes: Buffer, pieceSize: number, pieces: 'over' | 'beside' = 'over'): Promise<Read> {
  memory.set(bytes)
  async function* laid(): AsyncGenerator<Uint8Array> {
    let start = 0
    for await (const piece of inChunks(Buffer.from(bytes), pieceSize)) {
      if (pieces === 'over') memory.set(piece)
      yield memory.subarray(start, start + piece.length)
      if (pieces === 'beside') start += piece.length
    }
  }
  return readBytes(harFormat, laid())
}

const pieceSize = fc.oneof(fc.constant(100_000), fc.integer({min: 50, max: 3000}))
const places = fc.constantFrom('over' as const, 'beside' as const)

test('an entry says the same wherever its bytes stand', async () => {
  await fc.assert(
    fc.asyncProperty(written, pieceSize, places, async ({bytes}, size, place) => {
      expect(await readInMemory(bytes, size, place)).toEqual(await readText(harFormat, bytes))
    }),
    {numRuns: 200},
  )
})

const url = JSON.stringify(HIT)
/** Of lists and objects, and what looks like it. */
const SIGNS =
  String.raw`{ } [ ] , : " \ {} [] [{}] "" "x" null true false NaN undefined 200 -1 1.5e3 tru 01 Infinity "a\"b" "\\" "\u00e9" é`.split(' ')
const REQUEST_MEMBERS =
  String.raw`"url":${url} "url":[${url}] "method":"post" "meth\u006fd":"PUT" "method":null "postData":{"text":"a=1"} "postData":[]
  "postData":{"text":"\u0061=\"1\"","params":[{}]} "postData":{"text":{"a":1}} "bodySize":731 "bodySize":"731" "headers":{} "x":[[{"]":"}"}]] "y":tru`.split(
    /\s+/,
  )
const HEADER_MEMBERS =
  String.raw`"name":"Referer" "NAME":"x" "name":"REFERER" "name":"content-length" "value":"731" "name":"Ref\u0065rer" "name":null "value":"https://a.example/"
  "value":"\u00e9" "value":"" "value":1 "comment":"}" "content":{}`.split(/\s+/)
const ENTRY_MEMBERS =
  String.raw`"pageref":"p" "pageref":7 "_error":"net::ERR_ABORTED" "startedDateTime":"2026-09-04T08:00:00.000Z" "response":{"status":302,"redirectURL":"/x"}
  "response":{"status":"302"} "response":null "response":{"status":1e400} "response":{"status":0x1,"content":{"mimeType":"text/html","text":"\"{"}}`.split(
    /\s+/,
  )

const blank = fc.constantFrom('', '', '', ' ', '\n', '\t\r')
const membersOf = (known: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(fc.constantFrom(...known), {maxLength: 5}), blank)
    .map(([members, space]) => space + members.join(`${space},${space}`) + space)
/** JSON, more or less what a HAR should hold. */
const odd = fc
  .tuple(membersOf(REQUEST_MEMBERS), fc.array(membersOf(HEADER_MEMBERS), {maxLength: 3}), membersOf(ENTRY_MEMBERS), blank)
  .map(([members, headers, rest, space]) => {
    const list = headers.map((header) => `{${header}}`).join(`${space},`)
    return `{${rest === '' ? '' : `${rest},`}"request"${space}:${space}{"url":${url},"headers":[${list}]${space},"z":0${members === '' ? '' : `,${members}`}}}`
  })
/** The same with signs in the wrong place. */
const broken = fc
  .tuple(odd, fc.nat(), fc.array(fc.constantFrom(...SIGNS, ' ', '\n', '\0'), {maxLength: 2}), fc.nat(2))
  .map(([text, at, signs, cut]) => text.slice(0, at % text.length) + signs.join('') + text.slice((at % text.length) + cut))

test('odd entries say the same wherever their bytes stand', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(odd, broken), {maxLength: 4}),
      fc.boolean(),
      pieceSize,
      places,
      async (entries, isWhole, size, place) => {
        const bytes = Buffer.from(
          `{"log":{"pages":[{"id":"p","title":"https://a.example/"}],"entries":[${entries.join(',')}${isWhole ? ']}}' : ''}`,
        )
        expect(await readInMemory(bytes, size, place)).toEqual(await readText(harFormat, bytes))
      },
    ),
    {numRuns: 1000},
  )
})

test('an entry of more members than any producer writes, and names in other signs than ASCII', async () => {
  const entries = [
    `{"request":{${'"method":"POST",'.repeat(400)}"url":${url}}}`,
    `{"request":{"url":${url},"method":"\u00e9"},"pageref":"\u00e9"}`,
    `{"request":{"url":${url},"method":"é"},"pageref":"é"}`,
    `{"request":{"url":${url},"method":"é"},"pageref":"GET"}`,
    `{"request":{"url":${url},"method":"GET"},"pageref":"GET"}`,
  ]
  const bytes = Buffer.from(`{"log":{"entries":[${entries.join(',')}]}}`)
  const read = await readInMemory(bytes, memory.length)
  expect(read.requests.map(({method, place}) => [method, place.page])).toEqual([
    ['POST', undefined],
    ['É', 'é'],
    ['É', 'é'],
    ['É', 'GET'],
    ['GET', 'GET'],
  ])
})

test('a byte that is no text is one character of its own', async () => {
  const entry = (pageref: Buffer): Buffer[] => [Buffer.from(`{"request":{"url":${url}},"pageref":"`), pageref, Buffer.from('"}')]
  const bytes = Buffer.concat([
    Buffer.from('{"log":{"entries":['),
    ...entry(Buffer.from('é')),
    Buffer.from(','),
    ...entry(Buffer.from([0xe9])),
    Buffer.from(']}}'),
  ])
  const {requests} = await readInMemory(bytes, memory.length)
  expect(requests.map(({place}) => place.page)).toEqual(['é', '\uFFFD'])
})
