import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {omnibugFormat} from '../../src/sources/omnibug.js'
import {BODY, HIT, HIT_PATH, readText} from './read-text.js'

const DATE = 'Mon Jan 05 2026 12:52:30 GMT+0100 (Central European Standard Time)'
const HEADER = ['Event Type', 'Provider', 'Account', 'Request ID', 'Request URL', 'POST Data', 'Timestamp', 'Notes']

/** As the extension writes it: cells joined by the delimiter in quotes, only the URL escaped. */
function write(rows: readonly (readonly string[])[], separator = '","'): string {
  const line = (cells: readonly string[]): string => `"${cells.join(separator)}"`
  return [['Omnibug v2.1.0', `Exported ${DATE}`], HEADER, ...rows].map(line).join('\n')
}

const hit = (url: string, body: string, notes: readonly string[] = ['']): string[] => [
  'Page View',
  'Adobe Analytics',
  'shopprod',
  '12',
  url.replaceAll('"', '\\"'),
  body,
  DATE,
  ...notes,
]

test.each([
  ['CSV', '","'],
  ['TAB', '"\t"'],
])('%s: rows of Adobe, pages from navigation rows, time in the zone written', async (_, separator) => {
  const rows = [
    ['Navigation', '', '', '', 'https://www.shop.example/p', '', DATE, ''],
    hit(`${HIT}&v9="x"`, ''),
    ['pageview', 'Google Analytics', 'UA-1', '13', 'https://ga.example/collect', '', DATE, ''],
    hit(HIT_PATH, BODY, []),
  ]
  const read = await readText(omnibugFormat, write(rows, separator), 11)
  expect(read.requests).toEqual([
    {
      url: `${HIT}&v9="x"`,
      method: 'GET',
      bodyState: 'none',
      timeMs: Date.UTC(2026, 0, 5, 11, 52, 30),
      page: 'https://www.shop.example/p',
      place: {file: 3, record: 4, page: 'https://www.shop.example/p'},
    },
    expect.objectContaining({
      url: HIT_PATH,
      method: 'POST',
      body: BODY,
      bodyState: 'recorded',
      place: {file: 3, record: 6, page: 'https://www.shop.example/p'},
    }),
  ])
  expect(read).toMatchObject({skipped: {'navigation-row': 1, 'other-provider': 1}, damaged: []})
})

test.each([
  ['as it is', (json: string) => json],
  ['with doubled quotes', (json: string) => json.replaceAll('"', '""')],
])('form data in JSON, %s, is written back though it holds the separator', async (_, quote) => {
  const json = JSON.stringify({AQB: ['1'], v1: ['a', 'b'], events: ['scAdd'], AQE: ['1']})
  const {requests} = await readText(omnibugFormat, write([hit(HIT_PATH, quote(json), ['a note, with "quotes"'])]))
  expect(requests[0]?.body).toBe('AQB=1&v1=a&v1=b&events=scAdd&AQE=1')
})

test('a hit that is neither in the URL nor in the data was a POST whose body is not there', async () => {
  const {requests} = await readText(omnibugFormat, write([hit(HIT_PATH, '')]))
  expect(requests[0]).toMatchObject({method: 'POST', bodyState: 'not-recorded'})
})

test('a body over several lines; a broken row is named and ends at the next good one', async () => {
  const read = await readText(omnibugFormat, write([hit(HIT_PATH, '<request>\n\n</request>'), ['broken'], hit(HIT, '')]))
  expect(read.requests.map(({place, body}) => [place.record, body])).toEqual([
    [3, '<request>\n\n</request>'],
    [7, undefined],
  ])
  expect(read.damaged).toEqual([{record: 6, reason: 'the line is not a row of an Omnibug export'}])
})

test('nothing makes it throw, and the chunks do not matter', async () => {
  const parts = fc.constantFrom('"', '","', '\n', 'Adobe Analytics', HIT, DATE, '{', '"\t"', '\\"', '{""a"":1}')
  await fc.assert(
    fc.asyncProperty(fc.array(parts), async (words) => {
      const text = write([]) + words.join('')
      expect(await readText(omnibugFormat, text, 1)).toEqual(await readText(omnibugFormat, text))
    }),
  )
})
