import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {findCardNumber, findEmail, findPhone, findSecret} from '../../src/hits/personal-data.js'
import {encodeValue} from '../../src/hits/params.js'
import {maskPersonal} from '../../src/validation/mask.js'

test.each([
  ['jane@doe.example', '****************'],
  ['v7=jane%40doe.example&v8=x', 'v7=******************&v8=x'],
  ['https://shop.example/?token=abc&x=1', 'https://shop.example/?token=***&x=1'],
  ['g=https%3A%2F%2Fa.example%2F%3Ftoken%3Dabc&x', 'g=https%3A%2F%2Fa.example%2F%3Ftoken%3D***&x'],
  ['v7=4111%201111%201111%201111&x', 'v7=*************************&x'],
  ['v7=%2B4915112345678', 'v7=****************'],
  ['v7=%28415%29%20555-0123', 'v7=********************'],
])('%s', (text, masked) => {
  expect(maskPersonal(text)).toBe(masked)
})

test.each([
  '/b/ss/shop/1/JS-2.26.0/s41111111111111111?',
  'mid=02402740728773446981827477181421495053',
  'ts=1757000000',
  'home@2x',
  'pageName=home',
])('leaves %s', (text) => {
  expect(maskPersonal(text)).toBe(text)
})

// What a rule reports must not be printed, neither in the finding's value nor in the URL of its hit.
test.each([
  'jane@doe.example',
  '4111111111111111',
  '5555-5555-5555-4444',
  '+49 (0)151 1234-5678',
  '(415) 555-0123',
  '415-555-0123',
  'https://a.example/?token=abc',
])('hides what rules find in %s', (value) => {
  const found = findEmail(value) ?? findCardNumber(value) ?? findPhone(value) ?? findSecret(value)
  const secret = value.slice(...(found ?? [0, 0]))
  expect(secret).not.toBe('')
  expect(maskPersonal(value)).not.toContain(secret)
  expect(maskPersonal(`?v7=${encodeValue(value)}&v8=x`)).not.toContain(encodeValue(secret))
})

test('keeps the length of any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[@%24089B?&=+() \d.a-z-]{0,60}$/)), (text) => {
      expect(maskPersonal(text)).toHaveLength(text.length)
    }),
  )
})

test('takes time in proportion to the length', () => {
  const started = performance.now()
  for (const text of [`${'a'.repeat(300_000)}@`, `?${'token'.repeat(60_000)}`, '1 '.repeat(150_000), `a@${'b-'.repeat(150_000)}`]) {
    maskPersonal(text)
    findEmail(text)
    findSecret(text)
    findPhone(text)
    findCardNumber(text)
  }
  expect(performance.now() - started).toBeLessThan(3000)
})
