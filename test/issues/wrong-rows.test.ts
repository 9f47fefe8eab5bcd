import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  EXAMPLE_SCHEDULE,
  exampleDeliveries,
  exampleEvidence,
  exampleHitDay,
  exampleHits,
  exampleIntegration,
} from '../../src/issues/examples/examples.js'
import {allMatched, causesUnder, matchedUnder, presenceOf} from '../support/matched-causes.js'

const ISSUE = 'wrong-rows'
const DAY = '2026-10-05'
const days = (...rows: readonly number[]) =>
  exampleDeliveries({days: Object.fromEntries(rows.map((each, index) => [`2026-10-0${index + 1}`, {rows: each}]))})

describe('the symptom', () => {
  const presence = (deliveries: ReturnType<typeof exampleDeliveries>, parts: Parameters<typeof exampleEvidence>[0] = {}) =>
    presenceOf(ISSUE, exampleEvidence({deliveries, ...parts}))
  const one = (file: NonNullable<Parameters<typeof exampleDeliveries>[0]['days']>[string]) => exampleDeliveries({days: {[DAY]: file}})

  test('shows in files that are empty, damaged, ragged or full of repeats', () => {
    expect(presence(one({rows: 0, digest: null}))).toBe(true)
    expect(presence(one({damage: ['it is cut']}))).toBe(true)
    expect(presence(one({raggedRows: 2}))).toBe(true)
    expect(presence(one({duplicateRows: 3}))).toBe(true)
  })

  test('does not show in what is as usual', () => {
    expect(presence(one({}))).toBe(false)
    expect(presence(one({rows: 1000, duplicateRows: 2, raggedRows: 1}))).toBe(false)
    expect(presence(exampleDeliveries({}))).toBe('unknown')
  })

  test('an empty file that was asked for is none', () => {
    const deliveries = {...one({rows: 0, digest: null}), otherSchedule: {...EXAMPLE_SCHEDULE, emptyFile: 'sent' as const}}
    expect(presence(deliveries)).not.toBe(true)
  })

  test('shows where a whole capture makes other rows than the file has', () => {
    const hits = (rows: number, isComplete = true, rowsInDoubt = 0) => ({
      hits: exampleHits({isComplete, days: [exampleHitDay(DAY, {events: rows, rows, rowsInDoubt})]}),
    })
    expect(presence(one({rows: 10}), hits(20))).toBe(true)
    expect(presence(one({rows: 40}), hits(20))).toBe(true)
    expect(presence(one({rows: 40}), hits(20, true, 25))).toBe(false)
    expect(presence(one({rows: 20}), hits(20))).toBe(false)
    expect(presence(one({rows: 10}), hits(20, false))).toBe(false)
  })

  test('shows where purchases repeat an ID more often than reloads do', () => {
    const hits = (events: number, duplicates: number) => ({
      hits: exampleHits({days: [exampleHitDay(DAY, {segment: 'purchases', event: 'purchase', events, duplicates})]}),
    })
    expect(presence(one({}), hits(7, 3))).toBe(true)
    expect(presence(one({}), hits(30, 1))).toBe(false)
  })
})

describe('a limit of rows', () => {
  test('is not what files of a few rows have in common', () => {
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries: days(10, 10, 10, 10)}))).toEqual([])
  })

  test('is not why the same rows come again', () => {
    const frozen = exampleDeliveries({
      days: Object.fromEntries([1, 2, 3].map((day) => [`2026-10-0${day}`, {rows: 500, digest: 'the same'}])),
    })
    expect(allMatched(exampleEvidence({deliveries: frozen}))).toEqual(['date-range-frozen'])
  })

  test('belongs to one segment', () => {
    const cart = days(500, 500)
    const views = exampleDeliveries({days: {[DAY]: {path: 'out/views.csv', segment: 'product-views', rows: 500}}})
    const deliveries = {...cart, files: [...cart.files, ...views.files], seriesFiles: [...cart.seriesFiles, ...views.seriesFiles]}
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries}))).toEqual([])
  })

  test('is no limit where one file goes beyond it', () => {
    const told = {'row-limit': '500'}
    const cause = causesUnder(ISSUE, exampleEvidence({deliveries: days(500, 500, 620), told})).find(({id}) => id === 'row-limit')
    expect(cause).toMatchObject({
      outcome: 'ruled-out',
      against: [{fact: 'the request returns at most 500 rows'}, {fact: 'it has 620 rows'}],
    })
  })
})

test('what somebody chose is told only to who says that rows are wrong', () => {
  const deliveries = exampleDeliveries({days: {[DAY]: {comments: 1, encoding: 'latin-1', duplicateRows: 5}}})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries}))).toEqual(['rows-repeated certain'])
  const question = {issue: ISSUE, segment: null, from: null, to: null}
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries, question}))).toEqual([
    'rows-repeated certain',
    'text-before-header possible',
    'other-encoding possible',
  ])
})

test('an archive of a segment is no data feed, though its name begins with the suite', () => {
  const skipped = ['shopprod_2026-10-05.zip', 'shopprod_2026-10-05.csv.zip', 'cart_2026-10-05.tar'].map((path) => ({
    path,
    looksLike: 'an archive',
  }))
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: exampleDeliveries({hasListing: true, skipped})}))).toEqual([])
  const feed = [{path: 'in/01-shopprod_20261005-130000.tsv.gz', looksLike: 'an archive'}]
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: exampleDeliveries({hasListing: true, skipped: feed})}))).toEqual([
    'data-feed-file likely',
  ])
})

test('deliveries in order show no symptom and no cause', () => {
  const rows = fc.integer({min: 1, max: 5000})
  const week = fc.array(rows, {minLength: 8, maxLength: 8}).filter((counts) => {
    // Three equal round numbers, or a day ten times the others, are what the symptom is about.
    const most = Math.max(...counts)
    return counts.filter((each) => each === most).length < 3 && most < Math.min(...counts) * 10
  })
  fc.assert(
    fc.property(week, fc.boolean(), (counts, isComplete) => {
      const events = counts.map((each, index) => exampleHitDay(`2026-10-0${index + 1}`, {events: each, rowsInDoubt: 0}))
      const evidence = exampleEvidence({
        deliveries: days(...counts),
        integration: exampleIntegration(),
        hits: exampleHits({isComplete, days: events}),
      })
      expect(allMatched(evidence)).toEqual([])
      for (const issue of ['no-product-ids', 'files-not-received', 'no-recipient-ids', ISSUE, 'wrong-days']) {
        expect([issue, presenceOf(issue, evidence)]).toEqual([issue, false])
      }
    }),
    {numRuns: 50},
  )
})
