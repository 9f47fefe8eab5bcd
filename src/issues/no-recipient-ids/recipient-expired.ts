import {findVariable} from '../../mapping/suite-snapshot.js'
import type {Case} from '../case.js'
import type {Cause} from '../cause.js'
import {counted, isWholeCapture} from '../signs/delivered-ids.js'
import {exampleEvidence, exampleHit, exampleHitDay, exampleHits, exampleIntegration, exampleVariable} from '../examples/examples.js'
import type {Fact} from '../evidence.js'
import {factOfHits} from '../signs/hit-words.js'
import {captureOf} from '../signs/missing-products.js'
import {recipientVariable} from '../signs/recipient.js'
import {exampleSuite} from '../examples/suite-examples.js'

const DAY = '2026-10-05'
const EXPIRED = [exampleHitDay(DAY, {events: 4, withoutRecipient: 2, recipientExpired: 2, examples: {recipientExpired: [exampleHit()]}})]
const inSuite = (expiration: string) => exampleIntegration({}, {suite: exampleSuite({variable: 'eVar12', expiration})})

export default {
  id: 'recipient-expired',
  summary: 'The recipient has expired when the event comes',
  why:
    'The landing page sets the recipient, and the variable keeps it only so long: for a page view, a visit, some days. An event after that is ' +
    'credited to nobody.',
  owner: 'you',
  needs: [['hits', 'suite', 'integration']],
  rows: ['RW-13'],
  source: 'Analytics, "Conversion variables (eVar)", Expire after',
  next: [
    'Let the variable expire later (Admin, Report suites, Conversion variables); what has expired stays so',
    'dc segments preview CAPTURE --integration ID --expiration recipient=never',
  ],
  judge(about) {
    const known = expirationOf(about)
    if (known?.words === 'never') return {outcome: 'ruled-out', against: [known.fact]}
    const fired = about.segmentHits.filter(({events}) => events > 0)
    const of = (count: (hits: (typeof fired)[number]) => number) => fired.reduce((sum, hits) => sum + count(hits), 0)
    const [expired, events] = [of(({recipientExpired}) => recipientExpired), of((hits) => hits.events)]
    if (expired > 0 && expired >= events * FEW) {
      const days = fired.filter(({recipientExpired}) => recipientExpired > 0)
      const isAll = expired >= of(({withoutRecipient}) => withoutRecipient)
      return {
        outcome: 'matched',
        confidence: isAll && known !== undefined ? 'certain' : 'likely',
        because: [
          ...(known === undefined ? [] : [known.fact]),
          ...days.map((hits) =>
            factOfHits(
              hits,
              'recipientExpired',
              `at ${hits.recipientExpired} of ${counted(hits.events, 'hit')} with ${hits.event} on ${hits.day} the recipient had expired`,
              captureOf(about),
            ),
          ),
        ],
      }
    }
    if (known?.words === 'page-view') return {outcome: 'matched', confidence: 'likely', because: [known.fact]}
    const isCredited = events > 0 && of((hits) => hits.withoutRecipient + hits.recipientUnknown) === 0
    if (isCredited && isWholeCapture(about))
      return {
        outcome: 'ruled-out',
        against: [
          {
            fact: `all ${counted(events, 'hit')} with an event of a segment have their recipient`,
            origin: {file: captureOf(about), record: null},
          },
        ],
      }
    return {
      outcome: 'not-checked',
      reason: known === undefined ? 'when the variable expires is not known' : 'the capture shows no event for which it came too late',
      missing: [...(known === undefined ? (['suite'] as const) : []), ...(events > 0 ? [] : (['hits'] as const))],
      because: known === undefined ? [] : [known.fact],
    }
  },
  examples: {
    matched: [
      {
        about: 'all events without a recipient come after its visit',
        evidence: exampleEvidence({
          integration: inSuite('visit'),
          hits: exampleHits({recipient: exampleVariable({expiration: 'visit'}), days: EXPIRED}),
        }),
        confidence: 'certain',
      },
      {
        about: 'others have none for another reason',
        evidence: exampleEvidence({
          integration: inSuite('visit'),
          hits: exampleHits({
            recipient: exampleVariable({expiration: 'visit'}),
            days: [exampleHitDay(DAY, {events: 8, withoutRecipient: 4, recipientExpired: 2})],
          }),
        }),
        confidence: 'likely',
      },
      {about: 'it lives for one page view', evidence: exampleEvidence({integration: inSuite('page-view')}), confidence: 'likely'},
    ],
    ruledOut: [
      {about: 'it never expires', evidence: exampleEvidence({integration: inSuite('never'), hits: exampleHits({days: EXPIRED})})},
      {
        about: 'every event of a whole capture has its recipient',
        evidence: exampleEvidence({hits: exampleHits({isComplete: true, days: [exampleHitDay(DAY, {events: 4})]})}),
      },
    ],
    notChecked: [
      {about: 'nothing is known', evidence: exampleEvidence({})},
      {about: 'its expiration is not known', evidence: exampleEvidence({integration: exampleIntegration()})},
      {
        about: 'a part of the hits',
        evidence: exampleEvidence({integration: inSuite('visit'), hits: exampleHits({days: [exampleHitDay(DAY, {events: 4})]})}),
      },
    ],
  },
} satisfies Cause

/** A hit now and then is no reason why a file lacks recipients. */
const FEW = 0.05

/** When the variable expires, by the suite, else by what the hits were read with. */
function expirationOf({evidence: {integration, hits}}: Case): {words: string; fact: Fact} | undefined {
  const variable = recipientVariable(integration?.integration)
  const suite = integration?.suite ?? undefined
  const bySuite = variable === undefined ? null : (findVariable(suite, variable)?.expiration ?? null)
  const words = bySuite ?? hits?.recipient?.expiration ?? null
  if (words === null) return undefined
  const file = bySuite === null ? (integration?.path ?? '--expiration') : (suite?.origin ?? '')
  return {words, fact: {fact: `${variable ?? hits?.recipient?.variable ?? 'the variable'} expires: ${words}`, origin: {file, record: null}}}
}
