import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {findCardNumber, findEmail, findPhone, findSecret} from '../../src/hits/personal-data.js'

type Finder = (text: string) => readonly [number, number] | undefined
const part = (find: Finder, text: string) => {
  const found = find(text)
  return found && text.slice(...found)
}

describe('findEmail', () => {
  test.each([
    ['jane@doe.example', 'jane@doe.example'],
    ['from jane.doe+news@mail.doe.example today', 'jane.doe+news@mail.doe.example'],
    ['user|jane@doe.example|x', 'jane@doe.example'],
    ['https://shop.example/?u=jane%40doe.example&x=1', 'jane%40doe.example'],
    ['next=%3Fu%3Djane%2540doe.example', 'jane%2540doe.example'],
    ['logo@2x.png, then jane@doe.example', 'jane@doe.example'],
  ])('%s', (text, address) => {
    expect(part(findEmail, text)).toBe(address)
  })
  test.each(['logo@2x.png', 'jquery@3.4.1.min.js', '279422CE52785BCE0A490D4D@AdobeOrg', '@jane', 'a @ b.example', 'jane@localhost'])(
    'none in %s',
    (text) => {
      expect(findEmail(text)).toBeUndefined()
    },
  )
})

describe('findCardNumber', () => {
  test.each(['4111111111111111', '4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005', '3782 822463 10005', '4222222222222'])(
    '%s',
    (number) => {
      expect(part(findCardNumber, `card: ${number}`)).toBe(number)
    },
  )
  test.each([
    ['time in milliseconds', '1757000000000'],
    ['article number', '4006381333924'],
    ['piece of a longer id', '1_1347971499963_5144216094631702'],
    ['fraction', '0.4111111111111111'],
    ['visitor ID', '02402740728773446981827477181421495053'],
    ['advertiser’s id of 17 digits', '23842000000000000'],
    ['wrong check digit', '4111111111111112'],
    ['groups that are not those of a card', '41 11 11 11 11 11 11 11'],
  ])('no card: %s', (_what, text) => {
    expect(findCardNumber(text)).toBeUndefined()
  })
})

describe('findPhone', () => {
  test.each(['+4915112345678', '+49 (0)151 1234-5678', '+1 (555) 010-0199', '(415) 555-0123'])('%s', (number) => {
    expect(part(findPhone, `call ${number}`)).toBe(number)
  })
  test.each([
    '0044123456789',
    '5551234567',
    'order 555-123-4567',
    '+48.8566+002.3522',
    '2026-09-04T10:03:09+0200',
    '+1',
    'GMT+100200300400',
  ])('none in %s', (text) => {
    expect(findPhone(text)).toBeUndefined()
  })
})

describe('findSecret', () => {
  test.each([
    ['https://shop.example/?token=abc', 'abc'],
    ['https://shop.example/?a=1&access_token=abc&b=2', 'abc'],
    ['https://shop.example/a;jsessionid=0A1B', '0A1B'],
    ['https://shop.example/#session=abc123', 'abc123'],
    ['?next=https%3A%2F%2Fa.example%2F%3Fpassword%3Dhunter2%26x', 'hunter2'],
  ])('%s', (text, secret) => {
    expect(part(findSecret, text)).toBe(secret)
  })
  test.each([
    '?token=',
    '?token=REDACTED',
    '?token=***',
    '?token={token}',
    '?session=morning',
    '?pageToken=abc',
    '?email=x',
    '/token/abc',
    '?tokens=3',
  ])('none in %s', (text) => {
    expect(findSecret(text)).toBeUndefined()
  })
})

test('any text gives a range inside it', () => {
  const text = fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[@%40?&=#+() \d.a-z-]{0,60}$/))
  fc.assert(
    fc.property(text, (any) => {
      for (const find of [findEmail, findCardNumber, findPhone, findSecret]) {
        const found = find(any)
        const isInside = found === undefined || (found[0] >= 0 && found[0] < found[1] && found[1] <= any.length)
        expect(isInside).toBe(true)
      }
    }),
  )
})
