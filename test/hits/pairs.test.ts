import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {decodeName} from '../../src/hits/decode-text.js'
import {Params} from '../../src/hits/params.js'
import {MOST_PAIRS} from '../../src/hits/pair-memory.js'

/** Names and raw values, in order: what `Params` makes of a text without blocks. */
const pairsOf = (params: Params): [string, string][] => {
  const found: [string, string][] = []
  params.each((name, start, end) => found.push([name.wire, raw(params, start, end)]))
  return found
}
const texts = new WeakMap<Params, string>()
const raw = (params: Params, start: number, end: number): string => (texts.get(params) ?? '').slice(start, end)

function paramsOf(text: string, source?: {text: string; from: number}): Params {
  const params = new Params(text, source)
  texts.set(params, text)
  return params
}

/** The same in plain words; no piece of a text is a marker of a block. */
const inWords = (text: string): [string, string][] =>
  text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      return at === -1 ? [decodeName(pair), ''] : [decodeName(pair.slice(0, at)), pair.slice(at + 1)]
    })

const pieces = fc.constantFrom(
  '&',
  '=',
  'v1',
  'pageName',
  'ab',
  '%',
  '%2',
  '%26',
  '%3D',
  '%zz',
  'é',
  '\u20AC',
  '\u0126',
  '\u{1F600}',
  '1234',
  '+',
  '\0',
  '#?',
)
const text = fc.array(pieces, {maxLength: 40}).map((all) => all.join(''))

test('a text of any signs falls into its pairs, wherever it was cut from', () => {
  fc.assert(
    fc.property(text, text, (before, own) => {
      expect(pairsOf(paramsOf(own))).toEqual(inWords(own))
      expect(pairsOf(paramsOf(own, {text: `${before}?${own}`, from: before.length + 1}))).toEqual(inWords(own))
    }),
    {numRuns: 2000},
  )
})

test('what a value shows is seen wherever it was cut from', () => {
  const own = 'v1=a%20&v2=%40&v3=D%3Dv1&v4=123456789&v5=%zz'
  const traits = (params: Params): number[] => params.all().map((param) => param.traits)
  expect(traits(paramsOf(own, {text: `https://a.example/?${own}`, from: 19}))).toEqual(traits(paramsOf(own)))
  expect(traits(paramsOf(own)).every((bits) => bits !== 0)).toBe(true)
})

test('of a text without end the first pairs are kept', () => {
  const {size} = new Params('ab=1&'.repeat(MOST_PAIRS + 5)).reading
  expect(size).toBe(MOST_PAIRS)
})

test('names without end are read like those before them, in blocks and outside', () => {
  for (let hit = 0; hit < 30; hit++) {
    const own = Array.from({length: 1000}, (_, index) => `n${hit}x${index}`)
    const params = paramsOf(`pageName=p${hit}&${own.join('=1&')}=1&c.&${own.join('=2&')}=2&.c&v1=last`)
    expect(params.reading.size).toBe(2002)
    expect(params.get('pageName')).toMatchObject({name: 'pageName', wire: 'pageName'})
    expect(params.get(`n${hit}x999`)).toMatchObject({wire: `n${hit}x999`})
    expect(params.context.map(({name}) => name)).toEqual(own.map((name) => `c.${name}`))
    expect(params.get(`n${hit - 1}x0`)).toBeUndefined()
    expect(params.last()?.name).toBe('eVar1')
    expect(params.reading.blockFaults).toEqual([])
  }
})

test('a text larger than all before it', () => {
  const value = 'x'.repeat(3_000_000)
  expect(pairsOf(paramsOf(`v1=${value}&v2=é`))).toEqual([
    ['v1', value],
    ['v2', 'é'],
  ])
})
