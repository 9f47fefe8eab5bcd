import {expect, test} from 'vitest'
import {CAUSES} from '../../src/issues/issues.js'
import {UNDECIDABLE} from '../../src/issues/undecidable.js'

const numbered = (area: string, count: number) => Array.from({length: count}, (_, index) => `${area}-${String(index + 1).padStart(2, '0')}`)
const catalogue = [...numbered('NR', 38), ...numbered('RW', 40)]

test('every row of the catalogue is decided by a cause, or said to be undecidable', () => {
  const decided = new Set(CAUSES.flatMap(({rows = []}) => rows))
  const rest = catalogue.filter((row) => !decided.has(row) && !UNDECIDABLE.some((each) => each.row === row))
  expect(rest).toEqual([])
  expect([...decided].filter((row) => !catalogue.includes(row))).toEqual([])
})

test('what is said to be undecidable is decided by no cause, and listed once', () => {
  const rows = UNDECIDABLE.map(({row}) => row)
  expect(new Set(rows).size).toBe(rows.length)
  expect(CAUSES.flatMap(({rows: decided = []}) => decided).filter((row) => rows.includes(row))).toEqual([])
})

test('users read sentences, not codes', () => {
  for (const {failure, wouldTell, source} of UNDECIDABLE) {
    expect(`${failure} ${wouldTell} ${source}`).not.toMatch(/\b(?:NR|RW)-\d/)
    expect(failure).toMatch(/^[A-Z].*[^.]$/)
    expect(wouldTell.length).toBeGreaterThan(20)
  }
})
