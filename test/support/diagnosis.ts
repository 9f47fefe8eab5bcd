import {diagnose} from '../../src/diagnosis/diagnose.js'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import type {Evidence} from '../../src/issues/evidence.js'
import {exampleAccount, exampleListing} from '../../src/issues/examples/account-examples.js'
import {
  exampleDeliveries,
  exampleEvidence,
  exampleHit,
  exampleHitDay,
  exampleHits,
  exampleIntegration,
} from '../../src/issues/examples/examples.js'
import {ISSUES} from '../../src/issues/issues.js'
import {PROBE_STEPS} from '../../src/issues/account-evidence.js'

/** Cases that reports of a diagnosis are tried on. They are judged, not written down. */

export interface JudgedCase {
  readonly evidence: Evidence
  readonly diagnosis: Diagnosis
}

export function judged(parts: Partial<Evidence>): JudgedCase {
  const evidence = exampleEvidence(parts)
  return {evidence, diagnosis: diagnose(evidence, ISSUES)}
}

/** Asked for that symptom alone. */
export const ABOUT_PRODUCTS = {issue: 'no-product-ids', segment: null, from: null, to: null}

/** Product ids are missing: three of four files, the hits that explain one of them, and an account whose newest name is hostile. */
export function productsMissing(parts: Partial<Evidence> = {}): JudgedCase {
  const hit = exampleHit()
  const without = {rowsWithProduct: 0, signals: [{signal: 'mapped', points: 4, detail: 'every column is mapped'}]}
  return judged({
    question: ABOUT_PRODUCTS,
    integration: exampleIntegration(),
    accounts: [
      exampleAccount({
        steps: PROBE_STEPS.filter((step) => step !== 'encryption').map((step) => ({
          step,
          outcome: 'ok',
          at: '2026-10-09T12:00:00.000Z',
          tookMs: 3,
          detail: '',
        })),
        listing: exampleListing({
          files: 63,
          bytes: 1_990_000_000,
          entries: [{name: HOSTILE_NAME, sizeBytes: 10, modifiedAt: '2026-10-06T04:00:00.000Z', isGrowing: false}],
        }),
        clockSkewMs: -240_000,
      }),
    ],
    deliveries: exampleDeliveries({
      days: {'2026-10-01': {}, '2026-10-02': without, '2026-10-03': without, '2026-10-05': without},
      notes: [`note on ${HOSTILE_NAME}`],
    }),
    hits: exampleHits({
      days: [exampleHitDay('2026-10-05', {events: 10, withoutProducts: 10, examples: {withoutProducts: [hit]}})],
      proofs: [
        {
          file: 'out/cart_20261005.csv',
          segment: 'cart-abandonment',
          day: '2026-10-05',
          rows: 10,
          lines: [2, 3],
          joined: 10,
          contradicted: 0,
          hits: 10,
          examples: [
            {line: 2, hit},
            {line: 3, hit: exampleHit({origin: {file: 'hits.har', record: 9}})},
          ],
        },
      ],
    }),
    collectors: [{evidence: 'hits', what: 'other.har', outcome: 'failed', code: 'unreadable-file', detail: 'it cannot be read'}],
    ...parts,
  })
}

/** What a server may call a file. */
export const HOSTILE_NAME = '../x\u001B[31m|`<b>@all\nNext steps.csv'

/** Texts that come from servers, captures, people or the files of causes; the words of closed lists are not among them. */
const FREE = new Set(
  'name path file location message detail what segment series reportSuite timeZone page library software directory reply reason symptom summary says how fact host user text source because id error'.split(
    ' ',
  ),
)

/** The same value with every free text of it turned hostile. */
export function withHostileTexts<Value>(value: Value): Value {
  const turn = (one: unknown, key: string): unknown => {
    if (typeof one === 'string') return FREE.has(key) ? `${one}${HOSTILE_NAME}` : one
    if (Array.isArray(one)) return one.map((each) => turn(each, key === 'next' || key === 'notes' ? 'text' : key))
    if (one === null || typeof one !== 'object') return one
    return Object.fromEntries(Object.entries(one).map(([inner, each]) => [inner, turn(each, inner)]))
  }
  return turn(value, '') as Value
}
