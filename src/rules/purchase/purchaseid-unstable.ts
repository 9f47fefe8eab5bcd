import {sessionRule} from '../rule.js'
import {placeholderIn} from './purchase-id.js'
import {foldRepeats, journeyFact, type JourneyFact} from './repeated-purchases.js'

/** Limit: see foldRepeats. Hits without a time, a page URL or a known visitor are not compared. */
export default sessionRule<JourneyFact>({
  id: 'purchaseid-unstable',
  shape: 'session',
  severity: 'warning',
  triggers: ['events'],
  requires: ['body', 'whole'],
  summary: 'Reloaded confirmation page sends a new purchase ID',
  why:
    'The same products were bought again from the same page URL, under another ID and with no cart step between: that is a reload. ' +
    'An ID that is random, or made of the time, defeats the de-duplication it is for, and the order counts twice.',
  fix: 'Take the purchase ID from the order itself (order number), never from a random number or the clock.',
  source: 'Adobe Analytics implementation guide, "purchaseID" (caution on randomization)',
  examples: {
    passes: [
      {
        hits: [
          'g=https%3A%2F%2Fa.example%2Fok&events=purchase&products=%3Ba%3B1%3B5&purchaseID=8f2',
          'g=https%3A%2F%2Fa.example%2Fok&events=purchase&products=%3Ba%3B1%3B5&purchaseID=8f2',
        ],
      },
    ],
    fails: [
      {
        hits: [
          'g=https%3A%2F%2Fa.example%2Fok&events=purchase&products=%3Ba%3B1%3B5&purchaseID=8f2',
          'g=https%3A%2F%2Fa.example%2Fok&events=purchase&products=%3Ba%3B1%3B5&purchaseID=c91',
        ],
        gapMs: 20_000,
      },
    ],
    notApplied: [
      'g=https%3A%2F%2Fa.example%2Fok&events=purchase&products=%3Ba%3B1%3B5&purchaseID=8f2',
      {
        hits: [
          'g=https%3A%2F%2Fa.example%2Fok&events=purchase&products=%3Ba%3B1%3B5&purchaseID=8f2',
          'g=https%3A%2F%2Fa.example%2Fcart&events=scCheckout&products=%3Ba',
          'g=https%3A%2F%2Fa.example%2Fok&events=purchase&products=%3Ba%3B1%3B5&purchaseID=c91',
        ],
        gapMs: 60_000,
      },
      {
        hits: [
          'g=https%3A%2F%2Fa.example%2Fok%3Forder%3D1&events=purchase&products=%3Ba%3B1%3B5&purchaseID=8f2',
          'g=https%3A%2F%2Fa.example%2Fok%3Forder%3D2&events=purchase&products=%3Ba%3B1%3B5&purchaseID=c91',
        ],
      },
    ],
  },
  fact: journeyFact,
  fold: () =>
    foldRepeats((purchase, repeated, place, verdicts) => {
      if (repeated === undefined || !purchase.hasUrl || !isOrderId(purchase.id) || !isOrderId(repeated.id)) return
      if (purchase.id === repeated.id) return verdicts.pass(place)
      verdicts.fail({
        place,
        param: 'purchaseID',
        message: 'this purchase repeats the one before it on the same page under another purchase ID',
      })
    }),
})

function isOrderId(id: string | undefined): boolean {
  return id !== undefined && placeholderIn(id) === undefined
}
