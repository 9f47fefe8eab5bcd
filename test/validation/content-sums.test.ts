import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {identify, type IdentityColumns} from '../../src/validation/identify.js'

interface Parts {
  host: string
  suite: string
  /** What the path ends in. */
  last: string
  query: readonly string[]
  body: readonly string[]
}

function requestOf({host, suite, last, query, body}: Parts, record = 0): CapturedRequest {
  const mark = query.length === 0 ? '' : '?'
  const url = `https://${host}/b/ss/${suite}/1/JS-2.26.0${last}${mark}${query.join('&')}`
  return {url, method: 'POST', body: body.join('&'), bodyState: 'recorded', status: 200, timeMs: 0, place: {file: 0, record}}
}

const columnsOf = (requests: readonly Parts[]): IdentityColumns =>
  identify(
    requests.map((request, record) => requestOf(request, record)),
    {suites: [], hosts: []},
  ).columns

const LEFT_OUT = ['t=', 'lrt=', 'pccr=', 'vidn=']

/** What each column compares, in plain words; undefined where it compares nothing. */
function compared({host, suite, last, query, body}: Parts): Record<'pair' | 'exact' | 'content', string | undefined> {
  const pairs = [...query, ...body].filter((pair) => pair !== '')
  const kept = pairs.filter((pair) => !LEFT_OUT.some((name) => pair.startsWith(name)))
  const [clock, duration, ...ofRedirect] = LEFT_OUT.map((name) => pairs.filter((pair) => pair.startsWith(name)))
  const path = /^\/s?\d+$/.test(last) ? suite : `${suite}${last}`
  const hasParameters = query.join('&') !== '' || body.join('&') !== ''
  const isUnique = /^\/s\d{5}/.test(last)
  const key = (...what: unknown[]): string => JSON.stringify([path, ...what])
  return {
    pair: isUnique ? key(last) : hasParameters ? key(kept, clock, duration) : undefined,
    exact: isUnique ? key(host, last, kept, clock, duration, ofRedirect) : undefined,
    content: hasParameters ? key(kept) : undefined,
  }
}

const PAIRS = [
  'a=1',
  'b=22',
  // Right above the ampersand in ASCII.
  "'t=1",
  "'",
  'tt=1',
  'v12=a%20longer%20value',
  'v12=a%20longer%20Value',
  'pageName=Grüße 😀',
  'l',
  'pccr',
  't=1',
  't=12%3A00',
  'lrt=5',
  'pccr=true',
  'pccr=',
  'vidn=28-1',
  '',
]
const pairs = fc.array(fc.constantFrom(...PAIRS), {maxLength: 7})
const parts = fc.record<Parts>({
  host: fc.constantFrom('a.example', 'b.example', 'bücher.example'),
  suite: fc.constantFrom('one', 'one,two'),
  last: fc.constantFrom('', '/', '/1', '/s12', '/s12345', '/s54321', '/s12345x'),
  query: pairs,
  body: fc.oneof(pairs, fc.constant([])),
})

/** The same request told otherwise: its parameters in two places, with pairs that do not count between them. */
const twins = fc.tuple(parts, fc.nat(14), fc.nat(14), fc.constantFrom('', 't=9', 'vidn=1', 'lrt=3')).map(([one, cut, at, extra]) => {
  const all = [...one.query, ...one.body].toSpliced(at, 0, extra)
  return [one, {...one, query: all.slice(0, cut), body: all.slice(cut)}]
})

test('sums are equal for requests that are equal in what they compare, and for no others', () => {
  fc.assert(
    fc.property(fc.array(twins, {minLength: 1, maxLength: 4}), (several) => {
      const requests = several.flat()
      const columns = columnsOf(requests)
      for (const column of ['pair', 'exact', 'content'] as const) {
        const keys = requests.map((request) => compared(request)[column])
        const sums = [...columns[column]]
        expect(sums.map((sum) => sum === 0)).toEqual(keys.map((key) => key === undefined))
        expect(sums.map((sum) => sums.indexOf(sum))).toEqual(keys.map((key) => keys.indexOf(key)))
      }
      const marked = requests.map(({query, body}) => [...query, ...body].includes('pccr=true'))
      expect([...columns.afterRedirect]).toEqual(marked.map(Number))
    }),
    {numRuns: 2000},
  )
})

test('one sign more, less or other is another sum, wherever it stands', () => {
  const text = fc.string({unit: 'grapheme-ascii', minLength: 1, maxLength: 60}).map((value) => value.replaceAll(/[&#?]/g, '-'))
  const request = (value: string): Parts => ({host: 'a.example', suite: 'one', last: '/s12345', query: [`x=${value}`], body: []})
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({min: 1, max: 127}), (value, part, other) => {
      const at = part % value.length
      const sign = String.fromCharCode(value.charCodeAt(at) ^ other).replace(/[&#?]/, 'é')
      const variants = [value, value.slice(0, at) + sign + value.slice(at + 1), value.slice(0, at) + value.slice(at + 1), `${value}\0`]
      expect(new Set(columnsOf(variants.map(request)).content).size).toBe(variants.length)
    }),
  )
})

test('no two of very many similar requests share a sum, which is a whole number of at most 53 bits', () => {
  const requests = Array.from({length: 60_000}, (_, index) => {
    const value = index.toString(2).padStart(16, '0').replaceAll('0', 'a').replaceAll('1', 'A')
    return {host: 'a.example', suite: 'one', last: `/s${100_000 + index}`, query: [`v1=${value}`, `v2=${value}`], body: []}
  })
  const columns = columnsOf(requests)
  for (const column of ['pair', 'exact', 'content'] as const) {
    expect(new Set(columns[column]).size).toBe(requests.length)
    expect(columns[column].every((sum) => Number.isSafeInteger(sum) && sum >= 0)).toBe(true)
    // By any 16 bits of the number the requests fall apart as evenly as by chance: 39,000 of 65,536 are then taken.
    for (const divisor of [1, 2 ** 18, 2 ** 37]) {
      const taken = new Set([...columns[column]].map((sum) => Math.floor(sum / divisor) % 65_536))
      expect(taken.size).toBeGreaterThan(38_500)
      expect(taken.size).toBeLessThan(40_000)
    }
  }
})

test('a request of any size, up to its last sign', () => {
  const large = 'x=1&t=5&'.repeat(300_000)
  const request = (end: string): Parts => ({host: 'a.example', suite: 'one', last: '', query: ['é=1'], body: [large, end]})
  const {content} = columnsOf([request('a'), request('b'), request('a')])
  expect(content[0]).toBe(content[2])
  expect(content[0]).not.toBe(content[1])
})
