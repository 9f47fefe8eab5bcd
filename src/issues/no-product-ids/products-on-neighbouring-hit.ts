import type {Cause} from '../cause.js'
import {counted, isWholeCapture} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'
import type {Fact} from '../evidence.js'
import {describeHit} from '../signs/hit-words.js'
import {
  captureOf,
  confidenceIn,
  isClose,
  missingProducts,
  proofFacts,
  withCloseNeighbours,
  type DayHits,
} from '../signs/missing-products.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})
const HALF = exampleHit({other: {origin: {file: 'hits.har', record: 8}, name: 'Cart', gapMs: 400}})
const LATER = exampleHit({other: {origin: {file: 'hits.har', record: 9}, name: 'Shoes', gapMs: 25_000}})

/** The special case of `event-without-products` that says where the products are. */
export default {
  id: 'products-on-neighbouring-hit',
  summary: 'Event and products are sent in two requests',
  why:
    'The page sends the event in one image request and the products in another, so neither makes a row with a product: Analytics never joins ' +
    'two requests.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-01'],
  source: 'Getting Started with Analytics data connectors, "Common Issues" (event and products on the same image request)',
  next: [
    'Set `s.events` and `s.products` before one and the same call; where a tag sends each, let one of them send both',
    'dc validate CAPTURE --rule commerce-split-across-requests',
  ],
  judge(about) {
    const missing = missingProducts(about)
    const {fired, bare, bareHits, against} = missing
    if (fired.length === 0) return {outcome: 'not-checked', reason: 'no hit of the capture fires the event', missing: ['hits']}
    if (missing.isFilled.length > 0) return {outcome: 'ruled-out', against: missing.isFilled}
    const split = withCloseNeighbours(missing)
    if (split.length > 0) {
      const halves = split.reduce((sum, {neighbours}) => sum + neighbours, 0)
      const because = [...split.map((hits) => factOfHalves(hits, captureOf(about))), ...proofFacts(missing)]
      // Of the hits without products most may be of another making.
      const confidence = halves * 2 < bareHits ? 'possible' : confidenceIn(bareHits, missing)
      return {outcome: 'matched', confidence, because, against: confidence === 'possible' ? against : []}
    }
    if (bareHits === 0 && against.length > 0) return {outcome: 'ruled-out', against}
    const far = bare.filter(({neighbours}) => neighbours > 0)
    if (far.length === 0 && isWholeCapture(about)) {
      return {
        outcome: 'ruled-out',
        against: [
          {fact: `no hit near the ${counted(bareHits, 'hit')} without products has any`, origin: {file: captureOf(about), record: null}},
        ],
      }
    }
    return {
      outcome: 'not-checked',
      reason: 'the capture shows no second half, and whether it holds all hits is not said (--complete)',
      missing: ['hits'],
      because: far.map((hits) => factOfHalves(hits, captureOf(about))),
    }
  },
  examples: {
    matched: [
      {
        about: 'the products follow 0.4 seconds later',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, neighbours: 3, examples: {neighbours: [HALF]}})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'one of the hits without products has its half elsewhere',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 5, withoutProducts: 5, neighbours: 1, examples: {neighbours: [HALF]}})]}),
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'nothing near the event has products',
        evidence: exampleEvidence({hits: exampleHits({isComplete: true, days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]})}),
      },
      {
        about: 'every cart addition has its products, and none arrived',
        evidence: exampleEvidence({deliveries: NONE, hits: exampleHits({days: [exampleHitDay(DAY, {events: 3})]})}),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {
        about: 'a part of the hits, and no half in it',
        evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]})}),
      },
      {
        about: 'products 25 seconds away belong to another action',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({
            isComplete: true,
            days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, neighbours: 1, examples: {neighbours: [LATER]}})],
          }),
        }),
      },
    ],
  },
} satisfies Cause

function factOfHalves({day, event, neighbours, examples}: DayHits, capture: string): Fact {
  const example = examples.neighbours?.find((each) => isClose(each)) ?? examples.neighbours?.[0]
  const hits = `${counted(neighbours, 'hit')} with ${event} on ${day} ${neighbours === 1 ? 'has' : 'have'} the products on another hit`
  if (example?.other === undefined) return {fact: hits, origin: {file: capture, record: null}}
  const {origin, name, gapMs} = example.other
  const other = `record ${origin.record ?? '?'} of ${origin.file}${name === null ? '' : `, "${name}"`}`
  return {
    fact: `${hits}: the event is sent by ${describeHit(example)}, the products by ${other}, ${(gapMs / 1000).toFixed(1)} s apart`,
    origin: example.origin,
  }
}
