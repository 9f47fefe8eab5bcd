import type {Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {counted} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'
import {exampleProof} from '../examples/hit-examples.js'
import {factOfHits} from '../signs/hit-words.js'
import {
  bareOf,
  captureOf,
  confidenceIn,
  isRare,
  missingProducts,
  proofFacts,
  withCloseNeighbours,
  type MissingProducts,
} from '../signs/missing-products.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})

/**
 * The row of Adobe's page, and the general statement: it matches also where a cause of its own says how event and products came apart
 * (`products-on-neighbouring-hit`, `link-call-without-products`). That one is then the surer, so that it is named first.
 */
export default {
  id: 'event-without-products',
  summary: 'The event is sent without a product',
  why:
    'A segment file takes its product IDs from the image request that carries the event. Where the right event fires and no products ' +
    'variable stands on the same request, the row has no product.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-01'],
  source: 'Getting Started with Analytics data connectors, "Common Issues"',
  next: [
    'Set `s.products` on the same page as the event, before the call that sends the hit',
    'dc validate CAPTURE --rule cart-add-without-products --rule purchase-without-products --rule prodview-without-products',
    'dc segments reconcile FILE CAPTURE --integration ID',
  ],
  judge(about) {
    const missing = missingProducts(about)
    const {fired, bareHits, events, joined, contradicted, against, proofs} = missing
    if (fired.length === 0) return {outcome: 'not-checked', reason: 'no hit of the capture fires the event', missing: ['hits']}
    if (missing.isFilled.length > 0) return {outcome: 'ruled-out', against: missing.isFilled}
    const isDisproved = contradicted > 0 && joined === 0 && proofs.every(({rows, contradicted: others}) => others === rows)
    if (isDisproved) return {outcome: 'ruled-out', against}
    if (bareHits === 0 || (isRare(bareHits, missing) && joined === 0)) return unmatched(about, missing)
    const isExplained = hasSpecificCause(missing)
    const sure = confidenceIn(bareHits, missing)
    return {
      outcome: 'matched',
      confidence: isExplained && sure === 'certain' ? 'likely' : sure,
      because: [
        ...proofFacts(missing),
        ...missing.bare.map((hits) =>
          factOfHits(
            hits,
            'withoutProducts',
            `${bareOf(hits)} of ${counted(hits.events, 'hit')} with ${hits.event} on ${hits.day} ${bareOf(hits) === 1 ? 'has' : 'have'} no products`,
            captureOf(about),
          ),
        ),
      ],
      against: events === bareHits ? [] : against,
    }
  },
  examples: {
    matched: [
      {
        about: 'every cart addition of the day lacks its product',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, examples: {withoutProducts: [exampleHit()]}})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'the rows without a product are joined to their hits',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {[DAY]: {rowsWithProduct: 7}}}),
          hits: exampleHits({
            days: [exampleHitDay(DAY, {events: 10, withoutProducts: 3, examples: {withoutProducts: [exampleHit()]}})],
            proofs: [exampleProof(DAY, {rows: 3, joined: 3, hits: 3})],
          }),
        }),
        confidence: 'certain',
      },
      {
        about: 'only hits were given',
        evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]})}),
        confidence: 'likely',
      },
      {
        about: 'hits with products do not arrive either',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 8, withoutProducts: 2})]}),
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'all hits of the day name products, and none arrived',
        evidence: exampleEvidence({deliveries: NONE, hits: exampleHits({days: [exampleHitDay(DAY, {events: 3})]})}),
      },
      {
        about: 'every cart addition of a whole capture names its product',
        evidence: exampleEvidence({hits: exampleHits({isComplete: true, days: [exampleHitDay(DAY, {events: 3})]})}),
      },
      {
        about: 'the recipients of the rows sent products alone',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {[DAY]: {rowsWithProduct: 7}}}),
          hits: exampleHits({
            days: [exampleHitDay(DAY, {events: 10, withoutProducts: 1})],
            proofs: [exampleProof(DAY, {rows: 3, joined: 0, contradicted: 3, hits: 0})],
          }),
        }),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'nothing in the capture fires the event', evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay(DAY, {})]})})},
      {
        about: 'a part of the hits, all with products',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {[DAY]: {rowsWithProduct: 7}}}),
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 3})]}),
        }),
      },
      {
        about: 'one hit in fifty is too few to empty the column',
        evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay(DAY, {events: 50, withoutProducts: 1})]})}),
      },
    ],
  },
} satisfies Cause

/** All of the hits are link calls, or halves of a hit close by. */
function hasSpecificCause(missing: MissingProducts): boolean {
  const halves = withCloseNeighbours(missing).reduce((sum, {neighbours}) => sum + neighbours, 0)
  const links = missing.bare.reduce((sum, {linkCalls}) => sum + linkCalls, 0)
  return halves >= missing.bareHits || links >= missing.bareHits
}

function unmatched(about: Case, {against, bareHits, events, fired}: MissingProducts): Judgement {
  if (bareHits === 0 && against.length > 0) return {outcome: 'ruled-out', against}
  const [first] = fired
  const say =
    bareHits === 0 ? `all ${events} hits that fire the event have products` : `only ${bareHits} of ${events} hits have no products`
  return {
    outcome: 'not-checked',
    reason:
      bareHits === 0
        ? 'hits that are not in the capture may lack products (--complete says that it holds all of them)'
        : 'too few hits lack products to explain a file without them',
    missing: ['hits'],
    against: first === undefined ? [] : [factOfHits(first, 'withProducts', say, captureOf(about))],
  }
}
