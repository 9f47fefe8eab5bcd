import {describe, expect, test} from 'vitest'
import {hasProductName, parseAmount, parseProducts, productsFault} from '../../src/hits/products.js'

const short = (text: string) => parseProducts(text).map(({category, name, quantity, price}) => [category, name, quantity, price])
const faults = (text: string) => parseProducts(text).map((item) => (item.isEmpty ? 'empty' : item.fault))

describe('the six fields', () => {
  test.each([
    ['Shoes;Boot', [['Shoes', 'Boot', '', '']]],
    [';Boot', [['', 'Boot', '', '']]],
    ['Shoes;', [['Shoes', '', '', '']]],
    [';', [['', '', '', '']]],
    [';a;2;19.98', [['', 'a', '2', '19.98']]],
    [
      ';a;1;5,Hats;b;2;7',
      [
        ['', 'a', '1', '5'],
        ['Hats', 'b', '2', '7'],
      ],
    ],
    [';\ncat;1;50', [['', 'cat', '1', '50']]],
    [' Shoes ; Boot ', [['Shoes', 'Boot', '', '']]],
    ['', []],
    ['  ', []],
  ])('%j', (text, items) => expect(short(text)).toEqual(items))

  test('events and merchandising eVars are separated by pipes', () => {
    const [item] = parseProducts('Roses;R-100;;;event2=1|event3=2.5:x|event4;eVar20=teaser|eVar3=a=b|eVar4')
    expect(item?.events).toEqual([
      {name: 'event2', value: '1', serial: undefined},
      {name: 'event3', value: '2.5', serial: 'x'},
      {name: 'event4', value: undefined, serial: undefined},
    ])
    expect(item?.eVars).toEqual([
      {name: 'eVar20', value: 'teaser'},
      {name: 'eVar3', value: 'a=b'},
      {name: 'eVar4', value: ''},
    ])
  })
  test('fields beyond the sixth are kept where a rule can see them', () => {
    expect(parseProducts(';a;1;5;;;x;y')[0]?.fields.map(({text}) => text)).toEqual(['', 'a', '1', '5', '', '', 'x', 'y'])
  })
  test('fields stand where they stand, blanks included', () => {
    const text = 'a;b, c ;d'
    expect(parseProducts(text).map(({fields}) => fields.map(({start, end}) => text.slice(start, end)))).toEqual([
      ['a', 'b'],
      [' c ', 'd'],
    ])
  })
  test('an entry without a name carries events all the same', () => {
    const items = parseProducts(';;1;10;event5=2')
    expect([hasProductName(items), items[0]?.events[0]?.name, productsFault(items)]).toEqual([false, 'event5', undefined])
  })
  test('one product in two entries is two entries', () => expect(parseProducts(';a;;;;eVar1=x,;a;;;;eVar1=y')).toHaveLength(2))
})

describe('strings that cannot be what they say', () => {
  test.each([
    ['SKU1', ['no-delimiter']],
    [';a,SKU1', [undefined, 'no-delimiter']],
    [';a,', [undefined, 'empty']],
    [';a,,;b', [undefined, 'empty', undefined]],
    [',;a', ['empty', undefined]],
    [';a;1;4,99', [undefined, 'decimal-comma']],
    [';a;1;1,299.00', [undefined, 'decimal-comma']],
    ['Shoes,Sneakers,1,49.99', ['comma-fields', 'comma-fields', 'comma-fields', 'comma-fields']],
    [';a;;;event1=1,event2=2', [undefined, 'multivalue-delimiter']],
    [';a;1;4.99,;b', [undefined, undefined]],
    ['Shoes;a,Hats;12;1;20', [undefined, undefined]],
  ])('%s', (text, expected) => expect(faults(text)).toEqual(expected))
})

test.each([
  ['', undefined],
  [' ', undefined],
  ['0', 0],
  ['1', 1],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['5.', 5],
  ['-5', -5],
  [' 5 ', 5],
  ['$9', null],
  ['1.299,00', null],
  ['1e3', null],
  ['NaN', null],
  ['x', null],
  ['0x10', null],
])('the amount %j is %s', (text, amount) => expect(parseAmount(text)).toBe(amount))
