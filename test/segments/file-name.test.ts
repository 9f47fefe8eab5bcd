import {describe, expect, test} from 'vitest'
import {folderSeries, matchesPattern, readName, suiteInPath} from '../../src/segments/file-name.js'

describe('segments of names', () => {
  test.each([
    ['Genesis Remarketing - Cart Abandonment 20261005 - 20261005.csv', 'cart-abandonment'],
    ['cart_20261005.zip', 'cart-abandonment'],
    ['Warenkorbabbrecher.csv', 'cart-abandonment'],
    ['Product/Content View Behavioral Profile.csv', 'product-views'],
    ['product_views-2026-10-05.csv.gz', 'product-views'],
    ['purchases_20261005.csv', 'purchases'],
    ['Purchase Profile.csv', 'purchases'],
    ['form_abandonment.csv', 'form-abandonment'],
    ['cartoon_20261005.csv', null],
    ['weekly traffic.csv', null],
  ])('%s', (path, segment) => {
    expect(readName(path).segment).toBe(segment)
  })

  test('patterns of the integration come first', () => {
    const segments = [{id: 'vip', name: 'Best buyers', file: 'x_purchases_*.csv'}]
    expect(readName('x_purchases_1.zip', segments)).toMatchObject({segment: 'vip', segmentBy: 'pattern'})
    expect(readName('best buyers 20261005.csv', segments)).toMatchObject({segment: 'vip', segmentBy: 'words'})
  })
})

test.each([
  ['cart_20261005.csv', 'cart_*.csv', true],
  ['CART_20261005.ZIP', 'cart_*.csv', true],
  ['cart_20261005.csv.gz.part', 'cart_*.csv', true],
  ['cart 20240501 - 20240507.csv', 'cart %R.csv', true],
  ['my_cart_20261005.csv', 'cart_*.csv', false],
  ['cart.csv', 'cart.csv', true],
  ['cart2.csv', 'cart.csv', false],
  ['cart2.csv', 'cart?.csv', true],
  ['a'.repeat(200), `${'*a'.repeat(40)}b`, false],
])('%s against %s', (name, pattern, matches) => {
  expect(matchesPattern(name, pattern)).toBe(matches)
})

test('a report suite is a word of the path', () => {
  expect(suiteInPath('out/cart_shopde_20261005.csv', ['shop', 'shopde'])).toBe('shopde')
  expect(suiteInPath('out/cart_shopdev_20261005.csv', ['shop', 'shopde'])).toBeNull()
})

test('names without date and segment leave what tells series apart', () => {
  expect(readName('cart_abandonment_shopprod 20261005 - 20261005.csv').series).toBe('shopprod')
  expect(readName('cart_20261005.csv').series).toBe('')
  expect(readName('cart_5-Nov-2026_resend.csv.zip').series).toBe('')
  expect(readName('cart_2026-10-05T04-15-00 (Copy).csv').series).toBe('')
})

test('folders of dates, and of what has become of files, do not tell series apart', () => {
  expect(folderSeries(['..', 'shopde', 'archive', '2026', '10'])).toBe('shopde')
})
