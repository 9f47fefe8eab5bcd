import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {addDays, isDay, isTimeZone, SuiteCalendar} from '../../src/segments/suite-time.js'

const hours = (zone: string, day: string) => {
  const calendar = new SuiteCalendar(zone)
  return (calendar.endOf(day) - calendar.startOf(day)) / 3_600_000
}

describe('a day is a calendar day of the suite', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Europe/Berlin', '2026-07-01', 24],
    ['America/New_York', '2026-03-08', 23],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['UTC', '2026-03-29', 24],
    // The clock goes from midnight to one in the morning.
    ['Africa/Cairo', '2026-04-24', 23],
  ])('%s %s has %d hours', (zone, day, expected) => {
    expect(hours(zone, day)).toBe(expected)
  })

  test.each([
    ['Europe/Berlin', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['Pacific/Kiritimati', '2026-01-01T09:59:59Z', '2026-01-01'],
    ['Pacific/Kiritimati', '2026-01-01T10:00:00Z', '2026-01-02'],
    ['Pacific/Pago_Pago', '2026-01-01T10:59:59Z', '2025-12-31'],
  ])('%s: %s is on %s', (zone, time, day) => {
    expect(new SuiteCalendar(zone).dayOf(Date.parse(time))).toBe(day)
  })

  test('whatever the order of questions, and days follow each other without a gap', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Chatham', 'Africa/Cairo')
    const times = fc.array(fc.integer({min: Date.UTC(2015, 0), max: Date.UTC(2035, 0)}), {minLength: 1, maxLength: 20})
    fc.assert(
      fc.property(zones, times, (zone, all) => {
        const calendar = new SuiteCalendar(zone)
        for (const time of all) {
          const day = calendar.dayOf(time) ?? ''
          expect(day).toBe(new SuiteCalendar(zone).dayOf(time))
          expect(time).toBeGreaterThanOrEqual(calendar.startOf(day))
          expect(time).toBeLessThan(calendar.endOf(day))
          expect(calendar.dayOf(calendar.endOf(day))).toBe(addDays(day, 1))
        }
      }),
      {numRuns: 30},
    )
  })
})

test('times that no capture can mean have no day', () => {
  const calendar = new SuiteCalendar('UTC')
  for (const time of [-1, Number.NaN, Infinity, 1e18]) expect(calendar.dayOf(time)).toBeUndefined()
})

test('names of zones and days are checked', () => {
  expect(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'].map(isTimeZone)).toEqual([true, true, true, true])
  expect(['Berlin', '+02:00', '', 'Europe/../Berlin', 'Mars/Olympus'].map(isTimeZone)).toEqual([false, false, false, false, false])
  expect(['2026-02-28', '2024-02-29'].map(isDay)).toEqual([true, true])
  expect(['2026-02-29', '2026-2-1', '20260201', '2026-13-01', ''].map(isDay)).toEqual([false, false, false, false, false])
})
