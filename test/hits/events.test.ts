import {describe, expect, test} from 'vitest'
import {customEventNumber, isCommerceEvent, parseEvents} from '../../src/hits/events.js'

const read = (text: string) => parseEvents(text).tokens.map(({name, value, serial, serialFirst}) => ({name, value, serial, serialFirst}))
const plain = {value: undefined, serial: undefined, serialFirst: false}

describe('one token', () => {
  test.each([
    ['event1', {...plain, name: 'event1'}],
    ['event1=10', {...plain, name: 'event1', value: '10'}],
    ['event1=9.99', {...plain, name: 'event1', value: '9.99'}],
    ['event1:ABC', {...plain, name: 'event1', serial: 'ABC'}],
    ['event10=2:abcd', {...plain, name: 'event10', value: '2', serial: 'abcd'}],
    ['event1:A=2', {name: 'event1', value: '2', serial: 'A', serialFirst: true}],
    ['event1=2:A=3', {...plain, name: 'event1', value: '2', serial: 'A=3'}],
    ['purchase:A1', {...plain, name: 'purchase', serial: 'A1'}],
    ['scAdd', {...plain, name: 'scAdd'}],
    ['scadd', {...plain, name: 'scadd'}],
    [' event1 = 2 ', {...plain, name: 'event1', value: '2'}],
    ['event1=', {...plain, name: 'event1', value: ''}],
    ['event1:', {...plain, name: 'event1', serial: ''}],
    ['=', {...plain, name: '', value: ''}],
    [':', {...plain, name: '', serial: ''}],
  ])('%s', (text, token) => expect(read(text)).toEqual([token]))
})

test('names are exact: another case, a blank inside or a leading zero is another name', () => {
  const events = parseEvents('scAdd,event1, event2')
  expect(['scAdd', 'scadd', 'event1', 'event2', 'event01'].map((name) => events.has(name))).toEqual([true, false, true, true, false])
})

test('empty tokens stay, so that a rule can point at them, and make no event', () => {
  expect(read('event1,,event2,').map(({name}) => name)).toEqual(['event1', '', 'event2', ''])
  expect([parseEvents('').isEmpty, parseEvents(',,').isEmpty, parseEvents('event1,').isEmpty]).toEqual([true, true, false])
})

test('a token knows where it stands', () => {
  expect(parseEvents('event1, event2=3').tokens.map(({start, end}) => [start, end])).toEqual([
    [0, 6],
    [7, 16],
  ])
})

test.each([
  ['event1', 1],
  ['event1000', 1000],
  ['event1001', 1001],
  ['event0', 0],
  ['event012', undefined],
  ['Event1', undefined],
  ['event', undefined],
  ['event1x', undefined],
  ['event12345678', undefined],
])('the number of %s is %s', (name, number) => expect(customEventNumber(name)).toBe(number))

test.each(['purchase', 'prodView', 'scOpen', 'scAdd', 'scRemove', 'scView', 'scCheckout'])('%s is a commerce event', (name) =>
  expect([isCommerceEvent(name), isCommerceEvent(name.toLowerCase() + 'x')]).toEqual([true, false]),
)
