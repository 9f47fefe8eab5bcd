import {describe, expect, test} from 'vitest'
import {
  exampleDeliveries,
  exampleEvidence,
  exampleFile,
  exampleHit,
  exampleHitDay,
  exampleHits,
  exampleIntegration,
} from '../../src/issues/examples/examples.js'
import {exampleProof} from '../../src/issues/examples/hit-examples.js'
import {causesUnder, matchedUnder, presenceOf} from '../support/matched-causes.js'

const ISSUE = 'no-product-ids'
const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})
const REPORT = {
  kind: 'data-warehouse',
  confidence: 'certain',
  segment: null,
  rowsWithProduct: 0,
  columns: [{name: 'Page', role: null}],
} as const

describe('the symptom', () => {
  const presence = (deliveries: ReturnType<typeof exampleDeliveries>) =>
    presenceOf(ISSUE, exampleEvidence({deliveries, integration: exampleIntegration()}))

  test('shows in a file without products, and in one with too few', () => {
    expect(presence(NONE)).toBe(true)
    expect(presence(exampleDeliveries({days: {[DAY]: {rowsWithProduct: 9}}}))).toBe(true)
  })

  test('shows in a file of which it is known that no column holds products', () => {
    const file = {columns: [{name: 'Recipient ID', role: 'recipientId'}], rowsWithProduct: 0}
    const bare = exampleDeliveries({days: {[DAY]: file}})
    expect(presence(bare)).toBe(true)
    // A column that nobody knows may hold them.
    const open = bare.seriesFiles.map((each) => ({...each, isProductKnown: false}))
    expect(presence({...bare, seriesFiles: open})).toBe('unknown')
  })

  test('does not show in files that have them', () => {
    expect(presence(exampleDeliveries({days: {[DAY]: {rows: 100, rowsWithProduct: 96}}}))).toBe(false)
  })

  test('is not looked for in reports, in segments without products, in other suites and in files on their way', () => {
    for (const file of [
      REPORT,
      {segment: 'form-abandonment', rowsWithProduct: 0},
      {reportSuite: 'othersuite', rowsWithProduct: 0},
      {isComplete: false, rowsWithProduct: 0},
    ]) {
      expect(presence(exampleDeliveries({days: {[DAY]: file}}))).toBe('unknown')
    }
  })
})

test('rows are proved by their hits: file, line, page, time, library, and how many', () => {
  const evidence = exampleEvidence({
    deliveries: NONE,
    hits: exampleHits({
      days: [exampleHitDay(DAY, {events: 10, withoutProducts: 10})],
      proofs: [exampleProof(DAY, {rows: 10, lines: [2, 3], joined: 10, hits: 12})],
    }),
  })
  const [first] = causesUnder(ISSUE, evidence)
  expect(first).toMatchObject({id: 'event-without-products', confidence: 'certain'})
  expect(first?.because[0]).toEqual({
    fact:
      '10 of 10 rows without a product in out/cart_20261005.csv are of recipients whose 12 hits have none; ' +
      'line 2 comes from https://www.shop.example/cart at 10:00:00 UTC, sent by JS-2.26.0',
    origin: {file: 'hits.har', record: 7},
  })
})

test('the cause that says where the products are comes before the general one', () => {
  const half = exampleHit({other: {origin: {file: 'hits.har', record: 8}, name: 'Cart', gapMs: 400}})
  const hits = exampleHits({days: [exampleHitDay(DAY, {events: 4, withoutProducts: 4, neighbours: 4, examples: {neighbours: [half]}})]})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits}))).toEqual([
    'products-on-neighbouring-hit certain',
    'event-without-products likely',
  ])
  const links = exampleHits({days: [exampleHitDay(DAY, {events: 4, withoutProducts: 4, linkCalls: 4})]})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits: links}))).toEqual([
    'link-call-without-products certain',
    'event-without-products likely',
  ])
})

test('hits of another segment explain nothing', () => {
  const purchases = exampleHitDay(DAY, {segment: 'purchases', event: 'purchase', events: 3, withoutProducts: 3})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits: exampleHits({days: [purchases]})}))).toEqual([])
})

test('hits of another day show what the site does, and are less sure', () => {
  const hits = exampleHits({days: [exampleHitDay('2026-10-04', {events: 3, withoutProducts: 3})]})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits}))).toEqual(['event-without-products likely'])
})

test('a products string without a name is no missing string', () => {
  const hits = exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, nameless: 3, examples: {nameless: [exampleHit()]}})]})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits}))).toEqual(['product-name-missing certain'])
  const mixed = exampleHits({days: [exampleHitDay(DAY, {events: 4, withoutProducts: 4, nameless: 2})]})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, hits: mixed}))).toEqual([
    'event-without-products likely',
    'product-name-missing likely',
  ])
})

test('what was sent and did not arrive points to access, not to the page', () => {
  const hits = exampleHits({days: [exampleHitDay(DAY, {events: 8})]})
  const integration = exampleIntegration({access: {product: false}})
  const evidence = exampleEvidence({deliveries: NONE, integration, hits})
  expect(matchedUnder(ISSUE, evidence)).toEqual(['product-access-not-granted certain'])
  expect(causesUnder(ISSUE, evidence).find(({id}) => id === 'event-without-products')).toMatchObject({
    outcome: 'ruled-out',
    against: [{fact: 'none of its rows has a product, though hits of 2026-10-05 make 8 rows with one'}],
  })
})

test('both may be the matter at once', () => {
  const hits = exampleHits({days: [exampleHitDay(DAY, {events: 8, withoutProducts: 8})]})
  const integration = exampleIntegration({access: {product: false}})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries: NONE, integration, hits}))).toEqual([
    'event-without-products certain',
    'product-access-not-granted likely',
  ])
})

test('a file of another suite says nothing about access', () => {
  const other = exampleDeliveries({days: {[DAY]: {}}})
  const deliveries = {
    ...NONE,
    seriesFiles: [...NONE.seriesFiles, ...other.seriesFiles.map((file) => ({...file, reportSuite: 'othersuite'}))],
  }
  const integration = exampleIntegration({access: {product: false}})
  expect(matchedUnder(ISSUE, exampleEvidence({deliveries, integration}))).toEqual(['product-access-not-granted likely'])
})

describe('the wrong file', () => {
  const asked = {issue: ISSUE, segment: null, from: null, to: null}

  test('is as sure as the weakest of the files', () => {
    const files = [exampleFile(DAY, REPORT), exampleFile('2026-10-06', {...REPORT, confidence: 'possible'})]
    expect(matchedUnder(ISSUE, exampleEvidence({deliveries: exampleDeliveries({files})}))).toEqual(['wrong-file possible'])
  })

  test('is not the matter where the segment file itself lacks products', () => {
    const files = [...NONE.files, exampleFile('2026-10-04'), exampleFile(DAY, {...REPORT, path: 'out/daily.csv'})]
    const hits = exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]})
    expect(matchedUnder(ISSUE, exampleEvidence({question: asked, deliveries: {...NONE, files}, hits}))).toEqual([
      'event-without-products certain',
    ])
  })

  test('a report that has products is not the one that lacks them', () => {
    const withProducts = {...REPORT, path: 'out/daily.csv', columns: [{name: 'Product', role: 'product'}]}
    const files = [exampleFile(DAY), exampleFile(DAY, withProducts)]
    expect(matchedUnder(ISSUE, exampleEvidence({question: asked, deliveries: exampleDeliveries({files})}))).toEqual([])
  })
})
