import {describe, expect, test} from 'vitest'
import type {DeliveryEvidence} from '../../src/issues/evidence.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../../src/issues/examples/examples.js'
import type {InspectedFile} from '../../src/segments/inspection.js'
import {allMatched, matchedUnder, presenceOf} from '../support/matched-causes.js'

const ISSUE = 'wrong-days'
type File = Partial<Omit<InspectedFile, 'arrivedAt'>> & {readonly on: string; readonly arrivedAt?: string}

/** Files one after the other, also several of one day. */
function files(...list: readonly File[]): DeliveryEvidence {
  const each = list.map(({on, ...parts}) => exampleDeliveries({days: {[on]: parts}}))
  return exampleDeliveries({
    hasListing: true,
    files: each.flatMap((one) => one.files),
    seriesFiles: each.flatMap((one) => one.seriesFiles),
  })
}

const arriving = (day: number, hour = '04') => `2026-10-0${day}T${hour}:00:00.000Z`

describe('the same rows again', () => {
  test('under dated names, morning after morning: the range is frozen', () => {
    const deliveries = files(
      ...[1, 2, 3].map((day) => ({
        on: '2026-10-01',
        path: `out/cart_2026100${day + 1}.csv`,
        dayFrom: 'rows' as const,
        digest: 'rows of the 1st',
        arrivedAt: arriving(day + 1),
      })),
    )
    const evidence = exampleEvidence({deliveries})
    expect(presenceOf(ISSUE, evidence)).toBe(true)
    // All three are about one day, and yet no file came twice.
    expect(matchedUnder(ISSUE, evidence)).toEqual(['date-range-frozen likely'])
  })

  test('under names without a day it takes three, for a file may be sent again', () => {
    const undated = (count: number) =>
      files(
        ...Array.from({length: count}, (_, index) => ({
          on: '2026-10-01',
          path: `out/${index}/cart.csv`,
          digest: 'rows of the 1st',
          arrivedAt: arriving(index + 2),
        })),
      )
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries: undated(3)}))).toEqual(['date-range-frozen likely'])
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries: undated(2)}))).toEqual(['delivered-twice certain'])
  })

  test('within one morning, or with few rows, prove no frozen range', () => {
    const twice = (parts: Omit<File, 'on'>) =>
      files(
        {on: '2026-10-01', digest: 'same', arrivedAt: arriving(3), ...parts},
        {on: '2026-10-02', digest: 'same', arrivedAt: arriving(3, '05'), ...parts},
      )
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries: twice({})}))).toEqual([])
    const few = files({on: '2026-10-01', digest: 'same', rows: 2}, {on: '2026-10-02', digest: 'same', rows: 2})
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries: few}))).toEqual([])
  })

  test('two segments may have equal rows', () => {
    const deliveries = files(
      {on: '2026-10-01', digest: 'same'},
      {on: '2026-10-01', digest: 'same', segment: 'product-views', path: 'out/views_20261001.csv'},
    )
    expect(allMatched(exampleEvidence({deliveries}))).not.toContain('delivered-twice')
  })

  test('a request for yesterday speaks against it', () => {
    const deliveries = files(...[1, 2, 3].map((day) => ({on: `2026-10-0${day}`, digest: 'same'})))
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries, told: {'date-range': 'preset'}}))).toEqual(['date-range-frozen possible'])
  })
})

test('a file that came again, after others had come, came twice', () => {
  const deliveries = files(
    {on: '2026-10-01'},
    {on: '2026-10-02'},
    {on: '2026-10-01', path: 'out/cart_20261001-1.csv', arrivedAt: arriving(4)},
    {on: '2026-10-03', arrivedAt: arriving(5)},
  )
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries}))).toEqual(['delivered-twice certain'])
})

describe('days that are off', () => {
  const named = (rowsDay: number, nameDay: number, arrivalDay: number) => ({
    on: `2026-10-0${rowsDay}`,
    dayFrom: 'rows' as const,
    path: `out/cart_2026100${nameDay}.csv`,
    arrivedAt: arriving(arrivalDay),
  })
  const judged = (...list: readonly File[]) => {
    const evidence = exampleEvidence({deliveries: files(...list), integration: exampleIntegration()})
    return [presenceOf(ISSUE, evidence), matchedUnder(ISSUE, evidence)]
  }

  test('a name that is neither the day of the rows nor that of the delivery', () => {
    expect(judged(named(1, 2, 4), named(2, 3, 5))).toEqual([true, ['time-zone-shift possible']])
  })

  test('one such file may be named by hand', () => {
    expect(judged(named(1, 2, 4))).toEqual([true, []])
  })

  test('a name with the day of the delivery is no shift', () => {
    expect(judged(named(1, 2, 2), named(2, 3, 3))).toEqual([false, []])
  })

  test('files of two days each, that share one', () => {
    const two = (day: number) => ({on: `2026-10-0${day + 1}`, day: null, dayFrom: 'rows' as const, from: `2026-10-0${day}`})
    expect(judged(two(1), two(2), two(3))).toEqual([true, ['time-zone-shift possible']])
  })

  test('files of a week each, one a day, are a range that is too long', () => {
    const week = (day: number) => ({on: `2026-10-0${day}`, day: null, dayFrom: 'rows' as const, from: `2026-09-${24 + day}`})
    expect(judged(week(1), week(2), week(3))).toEqual([true, ['range-longer-than-schedule likely']])
  })

  test('weeks that follow each other are what was asked for', () => {
    const week = (from: string, to: string) => ({on: to, day: null, dayFrom: 'rows' as const, from})
    expect(
      matchedUnder(ISSUE, exampleEvidence({deliveries: files(week('2026-09-18', '2026-09-24'), week('2026-09-25', '2026-10-01'))})),
    ).toEqual([])
  })
})
