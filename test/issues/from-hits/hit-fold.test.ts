import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {HitFold, type FoldedHits} from '../../../src/issues/from-hits/hit-fold.js'
import {RowProver} from '../../../src/issues/from-hits/row-prover.js'
import {lookAt} from '../../../src/issues/from-hits/seen-hit.js'
import type {FoldVariable} from '../../../src/issues/from-hits/variable-tally.js'
import type {HitExample, RowProof} from '../../../src/issues/hit-evidence.js'
import {decodeHit} from '../../../src/hits/hit.js'
import {expirationOf} from '../../../src/segments/persistence.js'
import {readPreviewHit, type Evidence} from '../../../src/segments/preview-hit.js'
import {PREVIEWED_SEGMENTS} from '../../../src/segments/remarketing.js'
import {SuiteCalendar} from '../../../src/segments/suite-time.js'

/** Whatever hits come, the fold does not throw, and its counts add up. */

interface Sent {
  readonly query: string
  readonly timeMs: number
  readonly suites: string
}

const START_MS = Date.UTC(2026, 10, 23, 22)
const RECIPIENTS = ['R1001', 'r1001', 'R2002', 'jo@mail.example', '((((', '%', 'ä'.repeat(300)]

const part = fc.oneof(
  fc.constantFrom('events=scAdd', 'events=purchase', 'events=prodView', 'events=event5', 'events=scAdd,purchase,prodView', 'events=D=v99'),
  fc.constantFrom(
    'products=;A',
    'products=;A;1;5,;B',
    'products=;',
    'products=SKU',
    'products=;Red, large;1;20',
    'products=D=User-Agent',
    'pl=',
  ),
  fc.constantFrom(...RECIPIENTS).map((value) => `v12=${encodeURIComponent(value)}`),
  fc.constantFrom('v0=M1', 'v0=M2', 'v0=D=v12', 'v12=D=User-Agent'),
  fc.constantFrom(...RECIPIENTS).map((value) => `g=${encodeURIComponent(`https://www.shop.example/p?RID=${encodeURIComponent(value)}#x`)}`),
  fc.constantFrom('pe=lnk_o&pev2=add', 'pe=tnt', 'purchaseID=O1', 'purchaseID=O2', 'cc=EURO', 'pageName=R1001', 'c.&rid=R1001&.c'),
  fc.integer({min: 1, max: 3}).map((who) => `mid=${String(who).padStart(38, '1')}`),
  fc.string({maxLength: 20}),
)
const sent = fc.record({
  query: fc.array(part, {maxLength: 7}).map((parts) => parts.join('&')),
  timeMs: fc.integer({min: 0, max: 20_000}).map((step) => START_MS + step * 10_000),
  suites: fc.constantFrom('shopprod', 'shopprod', 'shopprod,global', 'shopdev', ''),
})

const variable = (name: string, landingParameter: string, expires: string): FoldVariable => ({
  variable: name,
  landingParameter,
  isFromContext: false,
  allocation: 'most-recent',
  expiration: expirationOf(expires),
  isExpirationKnown: true,
  expires,
})

const describeEvidence = ({file, record, page, timeMs, about}: Evidence): HitExample => ({
  origin: {file: String(file), record},
  at: new Date(timeMs).toISOString(),
  page: page ?? null,
  name: about?.name ?? null,
  library: about?.library ?? null,
  kind: about?.kind ?? '',
})

function fold(hits: readonly Sent[], suite: string | null, expires = 'never'): {fold: HitFold; folded: FoldedHits} {
  const recipient = variable('eVar12', 'RID', expires)
  const message = variable('campaign', 'MID', 'visit')
  const calendar = new SuiteCalendar('Europe/Berlin')
  const folding = new HitFold({suite, calendar, recipient, message, scope: 'product', excludesCart: false})
  const reading = {suite, recipient, message, describes: true, isCurrency: (code: string) => code === 'EUR'}
  for (const [record, {query, timeMs, suites}] of hits.toSorted((a, b) => a.timeMs - b.timeMs).entries()) {
    const url = `https://data.shop.example/b/ss/${suites}/1/JS-2.26.0/s2${String(record).padStart(13, '0')}?${query}`
    const hit = decodeHit({url, method: 'GET', bodyState: 'none', timeMs, place: {file: 0, record}})
    if (hit === undefined) throw new Error('no hit')
    const value = readPreviewHit(hit, reading)
    folding.add(value, lookAt(hit, value, {reading, recipient, message}))
  }
  return {fold: folding, folded: folding.finish({describe: describeEvidence, mayBeUnseen: false})}
}

describe('any hits at all', () => {
  const hitsArbitrary = fc.array(sent, {maxLength: 40})

  test('counts add up', () => {
    fc.assert(
      fc.property(
        hitsArbitrary,
        fc.constantFrom('shopprod', null),
        fc.constantFrom('never', 'visit', 'page-view', 'purchase'),
        (hits, suite, expires) => {
          const {folded} = fold(hits, suite, expires)
          expect(folded.days.reduce((sum, {hits: count}) => sum + count, 0)).toBe(folded.hits)
          for (const {hits: ofDay, segments} of folded.days) {
            for (const each of segments) {
              expect(each.events).toBe(each.withProducts + each.withoutProducts)
              expect(each.events).toBeLessThanOrEqual(ofDay)
              for (const part of [each.linkCalls, each.neighbours, each.nameless]) expect(part).toBeLessThanOrEqual(each.withoutProducts)
              expect(each.withoutRecipient + each.recipientUnknown).toBeLessThanOrEqual(each.events)
              expect(each.recipientExpired).toBeLessThanOrEqual(each.withoutRecipient)
              expect(each.rowsWithoutProduct).toBeLessThanOrEqual(each.rows)
              for (const [kind, examples] of Object.entries(each.examples))
                expect(examples.length).toBe(Math.min(20, each[kind as keyof typeof each] as number))
            }
          }
          for (const each of [folded.recipient, folded.message]) {
            if (each === null) continue
            expect(each.landingsThatSet).toBeLessThanOrEqual(each.landings)
            expect(each.landingsThatSet).toBeLessThanOrEqual(each.hits)
            expect(each.lost === null).toBe(each.landings === each.landingsThatSet)
          }
        },
      ),
    )
  })

  test('no recipient shows in the URLs of pages', () => {
    fc.assert(
      fc.property(hitsArbitrary, (hits) => {
        expect(JSON.stringify(fold(hits, 'shopprod').folded)).not.toMatch(/RID=(?!\*)/i)
      }),
    )
  })

  test('rows are joined or contradicted at most once each', () => {
    const row = fc.record({
      recipient: fc.constantFrom(...RECIPIENTS, 'R3003', null),
      message: fc.constantFrom('M1', 'm2', 'M9', null),
      product: fc.constant(null),
      record: fc.integer({min: 1, max: 1000}),
    })
    fc.assert(
      fc.property(hitsArbitrary, fc.array(row, {maxLength: 30}), (hits, rows) => {
        const {fold: folding} = fold(hits, 'shopprod')
        const days = new Set(folding.preview.days)
        const proofs: RowProof[] = PREVIEWED_SEGMENTS.flatMap((segment) => {
          const casesOf = (day: string) => (days.has(day) ? folding.preview.cases(day, segment) : undefined)
          const prover = new RowProver({file: 'f.csv', segment, casesOf, hasMessage: true, describe: describeEvidence})
          for (const each of rows) prover.add(each, '2026-11-23')
          return prover.finish()
        })
        for (const {rows: count, joined, contradicted, hits: behind, examples} of proofs) {
          expect(count).toBe(rows.length)
          expect(joined + contradicted).toBeLessThanOrEqual(count)
          expect(behind > 0).toBe(joined > 0)
          expect(examples.length).toBe(Math.min(20, joined))
        }
      }),
    )
  })
})

test('every event finds its own other half, however long the capture', () => {
  const gap = 31 * 60_000
  const hits = Array.from({length: 50}, (_, index) => [
    {suites: 'shopprod', timeMs: START_MS + index * gap, query: `events=scAdd&mid=${index % 2}`},
    {suites: 'shopprod', timeMs: START_MS + index * gap + 1000, query: `events=prodView&products=;A&mid=${index % 2}`},
  ]).flat()
  const {folded} = fold(hits, 'shopprod')
  const carts = folded.days.flatMap(({segments}) => segments.filter(({segment}) => segment === 'cart-abandonment'))
  expect(carts.reduce((sum, {neighbours}) => sum + neighbours, 0)).toBe(50)
})

test('ids that are cut, that differ in case alone, and that stand in each other’s variable', () => {
  const landing = (recipient: string, v12: string, v0: string, step: number): Sent => ({
    query: `mid=${String(step).padStart(38, '1')}&v12=${v12}&v0=${v0}&g=${encodeURIComponent(`https://www.shop.example/?RID=${recipient}&MID=M7`)}`,
    timeMs: START_MS + step * 1000,
    suites: 'shopprod',
  })
  const long = 'x'.repeat(255)
  const {folded} = fold(
    [landing('R1', 'R1', 'M7', 1), landing('R2', 'M7', 'R2', 2), landing('r1', 'r1', 'M7', 3), landing(long, long, 'M7', 4)],
    'shopprod',
  )
  expect(folded.recipient).toMatchObject({
    hits: 4,
    landingsThatSet: 4,
    cut: 1,
    caseVariants: 1,
    swappedLandings: 1,
    swapped: {origin: {record: 1}},
  })
  expect(folded.message).toMatchObject({cut: 0, caseVariants: 0, swappedLandings: 1})
})
