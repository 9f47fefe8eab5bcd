import {describe, expect, test} from 'vitest'
import {dayRangeOfName, NameOrders} from '../../src/segments/name-dates.js'

describe('dates of names', () => {
  test.each([
    ['cart 20240501 - 20240507', '2024-05-01', '2024-05-07'],
    ['cart_20240501-20240507', '2024-05-01', '2024-05-07'],
    ['cart_2024-05-01_2024-05-01', '2024-05-01', '2024-05-01'],
    ['cart_2026_10_05', '2026-10-05', '2026-10-05'],
    ['cart-05.10.2026', '2026-10-05', '2026-10-05'],
    ['20261005', '2026-10-05', '2026-10-05'],
    ['cart_05102026', '2026-10-05', '2026-10-05'],
    ['cart_05Oct2026', '2026-10-05', '2026-10-05'],
    ['cart_5_Oktober_2026', '2026-10-05', '2026-10-05'],
    ['cart October 5, 2026', '2026-10-05', '2026-10-05'],
    ['cart-2026-oct-05', '2026-10-05', '2026-10-05'],
    ['cart_01.05.2024-07.05.2024', '2024-05-01', '2024-05-07'],
    ['cart_10-13-2026', '2026-10-13', '2026-10-13'],
  ])('%s', (name, from, to) => {
    expect(dayRangeOfName(name)).toEqual({from, to})
  })

  test.each([
    'cart',
    'cart_20261005_041500',
    'cart_20261005T0415',
    'cart_2026-10-05T04-15-00',
    'cart_2026-10-05_04.15.00',
    'cart_marchpane4_2026',
    'cart_20261345',
    'cart_1202610059',
    'order 12345678',
  ])('%s tells none', (name) => {
    expect(dayRangeOfName(name)).toBeUndefined()
  })
})

describe('whether names write the day or the month first', () => {
  const written = (day: string) => Date.parse(`${day}T05:00:00Z`)

  test('is what the times of the files agree with', () => {
    const names = ['cart_11-05-2026.csv', 'cart_11-06-2026.csv']
    const american = new NameOrders([
      {name: 'cart_11-05-2026.csv', writtenMs: written('2026-11-06')},
      {name: 'cart_11-06-2026.csv', writtenMs: written('2026-11-07')},
      {name: 'kauf_05-11-2026.csv', writtenMs: written('2026-11-06')},
    ])
    expect([...names, 'kauf_05-11-2026.csv', 'other_05-11-2026.csv'].map((name) => american.of(name))).toEqual([
      'month-first',
      'month-first',
      'day-first',
      'day-first',
    ])
  })

  test('else what makes them follow one another', () => {
    const copied = (names: readonly string[]) => new NameOrders(names.map((name) => ({name, writtenMs: written('2027-03-01')})))
    expect(copied(['cart_11-05-2026.csv', 'cart_11-06-2026.csv']).of('cart_11-06-2026.csv')).toBe('month-first')
    expect(copied(['cart_05-11-2026.csv', 'cart_06-11-2026.csv']).of('cart_06-11-2026.csv')).toBe('day-first')
    expect(copied(['cart_05-11-2026.csv']).of('cart_05-11-2026.csv')).toBe('day-first')
  })
})
