import type {Cause} from '../cause.js'
import {counted, isWholeCapture} from '../signs/delivered-ids.js'
import {exampleEvidence, exampleHit, exampleHitDay, exampleHits, exampleVariable} from '../examples/examples.js'
import {describeHit} from '../signs/hit-words.js'
import {captureOf} from '../signs/missing-products.js'
import {unseenRecipient} from '../signs/recipient.js'

const DAYS = [exampleHitDay('2026-10-05', {events: 3})]
const landings = (all: number, set: number) =>
  exampleVariable({hits: 9, landings: all, landingsThatSet: set, lost: all === set ? null : exampleHit()})

/** Some landing pages set the variable and some do not; where none does it is `recipient-never-set`, and never both. */
export default {
  id: 'parameter-lost',
  summary: 'Some landing pages lose the recipient that stands in their URL',
  why:
    'The link of the mailing carries the recipient, and the page that it leads to does not put it into the variable: it lacks the code, a ' +
    'redirect dropped the query, or the parameter goes by another name there.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-12'],
  source: 'Getting Started with Analytics data connectors, landing page code; Silverpop, "Variables"',
  next: [
    'Put the landing-page code on that page, or have the redirect before it keep the query string',
    'dc validate CAPTURE --rule landing-variable-missing --rule landing-redirect-lost-param',
    'dc code test INTEGRATION',
  ],
  judge(about) {
    const recipient = about.evidence.hits?.recipient ?? null
    if (recipient === null) return unseenRecipient(about)
    const {variable, parameter, landings: all, landingsThatSet: set, lost, hits} = recipient
    const origin = {file: captureOf(about), record: null}
    if (all === 0)
      return {outcome: 'not-checked', reason: 'no landing page with the parameter in its URL is in the capture', missing: ['hits']}
    if (hits === 0 && set === 0)
      return {outcome: 'ruled-out', against: [{fact: `not some landing pages fail to set ${variable}, but all: it is never set`, origin}]}
    const missed = all - set
    if (missed > 0 && missed >= all * FEW) {
      const where = lost === null ? '' : `: ${describeHit(lost)}`
      const fact = `${missed} of ${counted(all, 'landing page')} with ${parameter ?? 'the recipient'} in the URL ${missed === 1 ? 'does' : 'do'} not set ${variable}${where}`
      return {outcome: 'matched', confidence: missed * 2 >= all ? 'likely' : 'possible', because: [{fact, origin: lost?.origin ?? origin}]}
    }
    const fact = `${set} of ${counted(all, 'landing page')} with ${parameter ?? 'the recipient'} in the URL set ${variable}`
    if (missed === 0 && isWholeCapture(about)) return {outcome: 'ruled-out', against: [{fact, origin}]}
    return {
      outcome: 'not-checked',
      reason: 'landing pages that are not in the capture may lose it (--complete says that it holds all of them)',
      missing: ['hits'],
      against: [{fact, origin}],
    }
  },
  examples: {
    matched: [
      {
        about: 'most landing pages lose it',
        evidence: exampleEvidence({hits: exampleHits({recipient: landings(6, 2), days: DAYS})}),
        confidence: 'likely',
      },
      {
        about: 'one landing page of six loses it',
        evidence: exampleEvidence({hits: exampleHits({recipient: landings(6, 5), days: DAYS})}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'every landing page of a whole capture sets it',
        evidence: exampleEvidence({hits: exampleHits({isComplete: true, recipient: landings(6, 6), days: DAYS})}),
      },
      {
        about: 'none does: that is another cause',
        evidence: exampleEvidence({hits: exampleHits({recipient: exampleVariable({hits: 0, landingsThatSet: 0}), days: DAYS})}),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'no variable is mapped', evidence: exampleEvidence({hits: exampleHits({recipient: null, days: DAYS})})},
      {about: 'no landing page was captured', evidence: exampleEvidence({hits: exampleHits({recipient: landings(0, 0), days: DAYS})})},
      {
        about: 'a part of the landing pages, all in order',
        evidence: exampleEvidence({hits: exampleHits({recipient: landings(6, 6), days: DAYS})}),
      },
    ],
  },
} satisfies Cause

/** A landing page now and then is no reason why a file lacks recipients. */
const FEW = 0.05
