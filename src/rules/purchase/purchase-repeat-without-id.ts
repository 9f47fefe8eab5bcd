import {sessionRule} from '../rule.js'
import {foldRepeats, journeyFact, type JourneyFact} from './repeated-purchases.js'

/** Limit: see foldRepeats. Hits without a time, or of an unknown visitor, are not compared. */
export default sessionRule<JourneyFact>({
  id: 'purchase-repeat-without-id',
  shape: 'session',
  severity: 'warning',
  triggers: ['events'],
  requires: ['body', 'whole'],
  replaces: ['purchase-missing-id', 'request-duplicate'],
  summary: 'The same purchase sent twice without a purchase ID',
  why:
    'The visitor sent the same purchase from the same page again, as a reload does. Without `purchaseID` only the weak fallback is left: ' +
    'Adobe remembers the last five temporary IDs of a visitor, so the order may count twice.',
  fix: 'Set `s.purchaseID` to the order number, and send `purchase` once per order.',
  source: 'Adobe Analytics implementation guide, "Purchase event", "Purchase event de-duplication"',
  examples: {
    passes: [
      'events=purchase&products=%3Ba%3B1%3B5',
      {hits: ['events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1', 'events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1']},
      {
        hits: ['events=purchase&products=%3Ba%3B1%3B5', 'events=scAdd&products=%3Ba', 'events=purchase&products=%3Ba%3B1%3B5'],
        gapMs: 60_000,
      },
      {hits: ['events=purchase&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Bb%3B1%3B5']},
      {hits: ['events=purchase&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Ba%3B1%3B5'], gapMs: 2_000_000},
    ],
    fails: [
      {hits: ['events=purchase&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Ba%3B1%3B5']},
      {hits: ['events=purchase&products=%3Ba%3B1%3B5', 'events=purchase&products=%3Ba%3B1%3B5'], gapMs: 60_000},
    ],
    notApplied: ['events=scAdd&products=%3Ba'],
  },
  fact(hit) {
    // `purchase:A1` is told from a repeat by its serial.
    return hit.events.tokens.some(({name, serial}) => name === 'purchase' && serial) ? undefined : journeyFact(hit)
  },
  fold: () =>
    foldRepeats((purchase, repeated, place, verdicts) => {
      if (repeated === undefined || purchase.id !== undefined || repeated.id !== undefined) return verdicts.pass(place)
      verdicts.fail({
        place,
        param: 'products',
        message: 'this purchase repeats the one before it on the same page, and neither has a purchase ID',
      })
    }),
})
