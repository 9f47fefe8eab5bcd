import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseIsoTime} from '../../src/sources/iso-time.js'

test.each([
  ['2026-11-23T11:21:26.407Z', '2026-11-23T11:21:26.407Z'],
  ['2026-11-23T11:21:26Z', '2026-11-23T11:21:26.000Z'],
  ['2026-11-23T11:21Z', '2026-11-23T11:21:00.000Z'],
  ['2015-08-29T19:47:08.375+00:00', '2015-08-29T19:47:08.375Z'],
  ['2011-09-04T15:49:32.036+02:00', '2011-09-04T13:49:32.036Z'],
  ['2011-09-04T00:10:00-0330', '2011-09-04T03:40:00.000Z'],
  ['2018-03-31T12:43:33.0112985+09:00', '2018-03-31T03:43:33.011Z'],
  ['2018-03-31T12:43:33,5Z', '2018-03-31T12:43:33.500Z'],
  ['2018-03-31 12:43:33', '2018-03-31T12:43:33.000Z'],
])('%s', (text, expected) => {
  expect(new Date(parseIsoTime(text) ?? 0).toISOString()).toBe(expected)
})

test.each(['', 'yesterday', '2018-03-31', '2018-13-31T00:00:00Z', '2018-03-31T25:00:00Z', '0001-01-01T00:00:00', '1438869000000'])(
  '%j is no time',
  (text) => {
    expect(parseIsoTime(text)).toBeUndefined()
  },
)

test('what toISOString writes is read back', () => {
  const dates = fc.date({min: new Date('1995-01-01'), max: new Date('9999-12-31'), noInvalidDate: true})
  fc.assert(
    fc.property(dates, (date) => {
      expect(parseIsoTime(date.toISOString())).toBe(date.getTime())
    }),
  )
})
