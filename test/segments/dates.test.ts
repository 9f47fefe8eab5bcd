import {describe, expect, test} from 'vitest'
import {parseCellDate} from '../../src/segments/dates.js'

describe('dates of cells', () => {
  test.each([
    ['January 1, 2026', '2026-01-01', '2026-01-01'],
    ['January 1, 2026, Hour 23', '2026-01-01', '2026-01-01'],
    ['Week 1, 2026', '2026-01-01', '2026-01-07'],
    ['February 2024', '2024-02-01', '2024-02-29'],
    ['December 2026', '2026-12-01', '2026-12-31'],
    ['4th Quarter 2026', '2026-10-01', '2026-12-31'],
    ['2026', '2026-01-01', '2026-12-31'],
    // Months from zero, years from 1900.
    ['1260901', '2026-10-01', '2026-10-01'],
    ['12609010000', '2026-10-01', '2026-10-01'],
    ['2026-10-05', '2026-10-05', '2026-10-05'],
    ['2026-10-05T23:30:00+02:00', '2026-10-05', '2026-10-05'],
    ['20261005', '2026-10-05', '2026-10-05'],
    ['05.10.2026', '2026-10-05', '2026-10-05'],
    ['10/13/2026', '2026-10-13', '2026-10-13'],
    ['13/10/2026', '2026-10-13', '2026-10-13'],
    ['1. März 2026', '2026-03-01', '2026-03-01'],
    ['5 octobre 2026', '2026-10-05', '2026-10-05'],
  ])('%s', (text, from, to) => {
    expect(parseCellDate(text)).toEqual({from, to})
  })

  test.each(['', 'SKU-2026', 'February 30, 2026', '31.02.2026', '1261301', 'Week 60, 2026', '123456789', 'Marchpane 4, 2026'])(
    '%s is none',
    (text) => {
      expect(parseCellDate(text)).toBeUndefined()
    },
  )

  test('a slash date is read as its file writes them', () => {
    expect(parseCellDate('05/06/2026', 'day-first')).toEqual({from: '2026-06-05', to: '2026-06-05'})
    expect(parseCellDate('05/06/2026', 'month-first')).toEqual({from: '2026-05-06', to: '2026-05-06'})
  })
})
