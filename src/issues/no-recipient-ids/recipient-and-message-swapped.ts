import type {Cause} from '../cause.js'
import {counted} from '../signs/delivered-ids.js'
import {exampleEvidence, exampleHit, exampleHits, exampleVariable} from '../examples/examples.js'
import {describeHit} from '../signs/hit-words.js'
import {captureOf} from '../signs/missing-products.js'

const swapped = (landings: number, swappedLandings: number) =>
  exampleHits({recipient: exampleVariable({landings, landingsThatSet: landings, swappedLandings, swapped: exampleHit()})})

export default {
  id: 'recipient-and-message-swapped',
  summary: 'Recipient and message are in each other’s variables',
  why:
    'The landing-page code, a processing rule or the link of the mailing takes one parameter for the other. Both columns are filled, and no ' +
    'recipient of the file is one the partner knows.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-14'],
  source: 'Selligent, "Deploying the Integration" (parameters and variables); that they are mixed up is (unverified)',
  next: [
    'Compare parameters and variables of the integration with the code of the page and the links of a real mailing',
    'dc show INTEGRATION',
    'dc code test INTEGRATION',
  ],
  judge(about) {
    const {recipient = null, message = null} = about.evidence.hits ?? {}
    const tallies = [recipient, message].flatMap((each) => (each === null || each.swappedLandings === undefined ? [] : [each]))
    const landings = tallies.reduce((most, each) => Math.max(most, each.landingsThatSet), 0)
    if (landings === 0)
      return {outcome: 'not-checked', reason: 'no landing page with both parameters in its URL is in the capture', missing: ['hits']}
    const wrong = tallies.filter(({swappedLandings = 0}) => swappedLandings > 0)
    if (wrong.length === 0) {
      const against = tallies.map(({variable, landingsThatSet}) => ({
        fact: `none of ${counted(landingsThatSet, 'landing page')} that set ${variable} sets it to the other parameter`,
        origin: {file: captureOf(about), record: null},
      }))
      return {outcome: 'ruled-out', against}
    }
    const isAll = wrong.every((each) => each.swappedLandings === each.landingsThatSet)
    return {
      outcome: 'matched',
      confidence: isAll ? 'certain' : 'likely',
      because: wrong.map(({variable, swappedLandings = 0, landingsThatSet, swapped: first}) => ({
        fact: `${swappedLandings} of ${counted(landingsThatSet, 'landing page')} set ${variable} to the parameter of the other id${first == null ? '' : `: ${describeHit(first)}`}`,
        origin: first?.origin ?? {file: captureOf(about), record: null},
      })),
    }
  },
  examples: {
    matched: [
      {about: 'on every landing page', evidence: exampleEvidence({hits: swapped(4, 4)}), confidence: 'certain'},
      {about: 'on some landing pages', evidence: exampleEvidence({hits: swapped(4, 1)}), confidence: 'likely'},
    ],
    ruledOut: [{about: 'each landing page sets the right one', evidence: exampleEvidence({hits: swapped(4, 0)})}],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'it was not looked for', evidence: exampleEvidence({hits: exampleHits({})})},
      {about: 'no landing page was captured', evidence: exampleEvidence({hits: swapped(0, 0)})},
    ],
  },
} satisfies Cause
