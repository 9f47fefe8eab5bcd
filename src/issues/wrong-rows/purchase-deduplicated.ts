import type {Cause} from '../cause.js'
import {of} from '../case.js'
import {counted, isWholeCapture} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'
import {factOfHits} from '../signs/hit-words.js'
import {captureOf} from '../signs/missing-products.js'
import {areRepeats} from '../signs/row-signs.js'

const DAY = '2026-10-05'
const bought = (events: number, parts: Parameters<typeof exampleHitDay>[1] = {}) =>
  exampleHitDay(DAY, {segment: 'purchases', event: 'purchase', events, rowsInDoubt: 0, ...parts})
const purchases = (rows: number) => exampleDeliveries({expected: ['purchases'], days: {[DAY]: {segment: 'purchases', rows}}})

export default {
  id: 'purchase-deduplicated',
  summary: 'Purchases are dropped because their purchase ID was used before',
  why:
    'Analytics keeps a purchase ID for 37 months over all visitors, and takes every further purchase with it for a repeat: its products, revenue ' +
    'and recipient are dropped. Order numbers that begin anew, or an ID that is cut after 20 bytes, lose whole orders.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-11'],
  source: 'Adobe Analytics implementation guide, "purchaseID"',
  next: [
    'Give every order an ID of its own, at most 20 bytes long, and send the purchase once per order',
    'dc validate CAPTURE --rule purchaseid-reused --rule purchaseid-truncation-collision --rule purchase-repeat-without-id',
  ],
  judge(about) {
    const sold = about.segmentHits.filter(
      ({segment, events, duplicates, presumedDuplicates}) => segment === 'purchases' && events + duplicates + presumedDuplicates > 0,
    )
    if (sold.length === 0) return {outcome: 'not-checked', reason: 'no hit of the capture is a purchase', missing: ['hits']}
    const capture = captureOf(about)
    const repeated = sold.filter(areRepeats)
    if (repeated.length > 0) {
      return {
        outcome: 'matched',
        confidence: 'likely',
        because: repeated.map((hits) =>
          factOfHits(
            hits,
            'duplicates',
            `${hits.duplicates} of ${counted(hits.events + hits.duplicates, 'purchase')} on ${hits.day} ${hits.duplicates === 1 ? 'has' : 'have'} an ID that was used before`,
            capture,
          ),
        ),
      }
    }
    const presumed = sold.filter(({presumedDuplicates, events}) => presumedDuplicates > 0 && presumedDuplicates * 4 >= events)
    if (presumed.length > 0) {
      return {
        outcome: 'matched',
        confidence: 'possible',
        because: presumed.map(({presumedDuplicates, day}) =>
          of(
            capture,
            `${counted(presumedDuplicates, 'purchase')} without an ID on ${day} ${presumedDuplicates === 1 ? 'equals' : 'equal'} another of the same visitor`,
          ),
        ),
      }
    }
    // An ID may have been used long before the capture: only a file with all the rows proves that nothing was dropped.
    const whole = isWholeCapture(about)
      ? sold.flatMap((hits) => {
          const file = about.files.find(({segment, day}) => segment === 'purchases' && day === hits.day)
          return file === undefined || hits.rows === 0 || hits.duplicates > 0 || file.rows < hits.rows
            ? []
            : [of(file.path, `it has all ${counted(hits.rows, 'row')} that the purchases of ${hits.day} make`)]
        })
      : []
    if (whole.length === sold.length) return {outcome: 'ruled-out', against: whole}
    return {
      outcome: 'not-checked',
      reason: 'no purchase ID repeats within the capture, and 37 months before it may have used them',
      missing: ['hits'],
    }
  },
  examples: {
    matched: [
      {
        about: 'three of eight purchases have a used ID',
        evidence: exampleEvidence({hits: exampleHits({days: [bought(5, {duplicates: 3, examples: {duplicates: [exampleHit()]}})]})}),
        confidence: 'likely',
      },
      {
        about: 'purchases without an ID equal each other',
        evidence: exampleEvidence({hits: exampleHits({days: [bought(5, {presumedDuplicates: 2})]})}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'the file holds every purchase of a whole capture',
        evidence: exampleEvidence({deliveries: purchases(5), hits: exampleHits({isComplete: true, days: [bought(5)]})}),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'nobody bought anything', evidence: exampleEvidence({hits: exampleHits({days: [bought(0)]})})},
      {
        about: 'the file has fewer rows, and no ID repeats in the capture',
        evidence: exampleEvidence({deliveries: purchases(3), hits: exampleHits({isComplete: true, days: [bought(5)]})}),
      },
      {
        about: 'one reload of a confirmation page in twenty purchases',
        evidence: exampleEvidence({hits: exampleHits({days: [bought(20, {duplicates: 1})]})}),
      },
    ],
  },
} satisfies Cause
