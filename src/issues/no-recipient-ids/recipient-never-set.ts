import type {Cause} from '../cause.js'
import {counted, isWholeCapture} from '../signs/delivered-ids.js'
import {
  exampleDeliveries,
  exampleEvidence,
  exampleHit,
  exampleHitDay,
  exampleHits,
  exampleIntegration,
  exampleVariable,
} from '../examples/examples.js'
import type {Fact} from '../evidence.js'
import {describeHit} from '../signs/hit-words.js'
import {captureOf} from '../signs/missing-products.js'
import {unseenRecipient} from '../signs/recipient.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithRecipient: 0}}})
const UNSET = exampleVariable({hits: 0, landings: 0, landingsThatSet: 0, example: null})
const EVENTS = [exampleHitDay(DAY, {events: 3, withoutRecipient: 3})]

export default {
  id: 'recipient-never-set',
  summary: 'No hit sets the variable of the recipient',
  why:
    'A row is credited to the recipient that the landing page put into its variable. Where the landing-page code is missing or broken, or the ' +
    'links of the mailing carry no recipient, the variable is never set, and rows have no recipient or are not there at all.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-12'],
  source: 'Getting Started with Analytics data connectors, "Prerequisites" (code on the landing page); Silverpop, "Variables"',
  next: [
    'Open a link of a real mailing, with its parameters, and look at the hit of the landing page',
    'dc code test INTEGRATION',
    'dc validate CAPTURE --rule landing-variable-missing --rule message-id-without-recipient-id',
  ],
  judge(about) {
    const {hits} = about.evidence
    const recipient = hits?.recipient ?? null
    if (hits === null || recipient === null) return unseenRecipient(about)
    const {variable, landings, landingsThatSet, parameter, example, lost} = recipient
    const capture = captureOf(about)
    if (recipient.hits > 0 || landingsThatSet > 0) {
      const fact = `${counted(Math.max(recipient.hits, landingsThatSet), 'hit')} set ${variable}${example === null ? '' : `: ${describeHit(example)}`}`
      return {outcome: 'ruled-out', against: [{fact, origin: example?.origin ?? {file: capture, record: null}}]}
    }
    if (hits.hits === 0) return {outcome: 'not-checked', reason: 'no hit of the suite is in the capture', missing: ['hits']}
    const missed = about.segmentHits.reduce((sum, {withoutRecipient}) => sum + withoutRecipient, 0)
    const none: Fact = {fact: `none of ${counted(hits.hits, 'hit')} sets ${variable}`, origin: {file: capture, record: null}}
    const because = [none]
    if (landings > 0) {
      const where = lost === null ? '' : `, not even ${describeHit(lost)}`
      const fact = `${counted(landings, 'landing page')} had ${parameter ?? 'the recipient'} in the URL, and ${landings === 1 ? 'it does not set' : 'none sets'} ${variable}${where}`
      because.push({fact, origin: lost?.origin ?? none.origin})
    }
    if (missed > 0)
      because.push({
        fact: `${counted(missed, 'hit')} with an event of a segment ${missed === 1 ? 'has' : 'have'} no recipient`,
        origin: none.origin,
      })
    if (landings > 0 || isWholeCapture(about)) return {outcome: 'matched', confidence: 'certain', because}
    if (missed > 0) return {outcome: 'matched', confidence: 'likely', because}
    return {
      outcome: 'not-checked',
      reason: `${variable} may have been set before the capture begins (capture the landing page, too)`,
      missing: ['hits'],
      because,
    }
  },
  examples: {
    matched: [
      {
        about: 'landing pages have the recipient in their URL, and none sets it',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({recipient: {...UNSET, landings: 4, lost: exampleHit()}, days: EVENTS}),
        }),
        confidence: 'certain',
      },
      {
        about: 'a whole capture in which nothing sets it',
        evidence: exampleEvidence({deliveries: NONE, hits: exampleHits({isComplete: true, recipient: UNSET, days: EVENTS})}),
        confidence: 'certain',
      },
      {
        about: 'visits from their first hit on have none',
        evidence: exampleEvidence({deliveries: NONE, hits: exampleHits({recipient: UNSET, days: EVENTS})}),
        confidence: 'likely',
      },
    ],
    ruledOut: [{about: 'hits set it', evidence: exampleEvidence({deliveries: NONE, hits: exampleHits({days: EVENTS})})}],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'no variable is mapped', evidence: exampleEvidence({hits: exampleHits({recipient: null, days: EVENTS})})},
      {
        about: 'the capture begins after the landing page',
        evidence: exampleEvidence({hits: exampleHits({recipient: UNSET, days: [exampleHitDay(DAY, {events: 3, recipientUnknown: 3})]})}),
      },
      {
        about: 'processing rules set it, where no capture shows it',
        evidence: exampleEvidence({
          integration: exampleIntegration({collection: {mode: 'context-data', parameters: {}, landingPages: []}}),
          hits: exampleHits({isComplete: true, recipient: null, days: EVENTS}),
        }),
      },
    ],
  },
} satisfies Cause
