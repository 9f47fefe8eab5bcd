import type {Cause} from '../cause.js'
import {counted, isWholeCapture} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'
import {factOfHits} from '../signs/hit-words.js'
import {captureOf, confidenceIn, missingProducts, proofFacts} from '../signs/missing-products.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})
const LINK = exampleHit({kind: 'link', name: 'Add to cart'})

/** The special case of `event-without-products` in which the library leaves the products out. */
export default {
  id: 'link-call-without-products',
  summary: 'Link calls send the event and leave the products out',
  why:
    'A link call (`s.tl`) sends only the variables that `s.linkTrackVars` lists. Where it lists `events` and not `products`, the event arrives ' +
    'without its products, even if the page has set them.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-02'],
  source: 'Adobe Analytics implementation guide, "linkTrackVars" and "linkTrackEvents"',
  next: [
    'Add `products` to `s.linkTrackVars` of that call, beside `events`, and set `s.products` before it',
    'dc validate CAPTURE --rule cart-add-without-products',
  ],
  judge(about) {
    const missing = missingProducts(about)
    const {fired, bare, bareHits, against} = missing
    if (fired.length === 0) return {outcome: 'not-checked', reason: 'no hit of the capture fires the event', missing: ['hits']}
    if (missing.isFilled.length > 0) return {outcome: 'ruled-out', against: missing.isFilled}
    const calls = bare.filter(({linkCalls}) => linkCalls > 0)
    const links = calls.reduce((sum, hits) => sum + hits.linkCalls, 0)
    if (links > 0) {
      return {
        outcome: 'matched',
        confidence: links * 2 < bareHits ? 'possible' : links < bareHits ? 'likely' : confidenceIn(bareHits, missing),
        because: [
          ...calls.map((hits) =>
            factOfHits(
              hits,
              'linkCalls',
              `${hits.linkCalls} of ${counted(hits.withoutProducts, 'hit')} with ${hits.event} and no products on ${hits.day} ${hits.linkCalls === 1 ? 'is a link call' : 'are link calls'}`,
              captureOf(about),
            ),
          ),
          ...proofFacts(missing),
        ],
      }
    }
    if (bareHits === 0 && against.length > 0) return {outcome: 'ruled-out', against}
    if (isWholeCapture(about) && bareHits > 0)
      return {
        outcome: 'ruled-out',
        against: bare.map((hits) =>
          factOfHits(
            hits,
            'withoutProducts',
            `none of the hits with ${hits.event} and no products on ${hits.day} is a link call`,
            captureOf(about),
          ),
        ),
      }
    return {
      outcome: 'not-checked',
      reason: 'no link call of the capture fires the event without products, and whether it holds all hits is not said (--complete)',
      missing: ['hits'],
    }
  },
  examples: {
    matched: [
      {
        about: 'all hits without products are link calls',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, linkCalls: 3, examples: {linkCalls: [LINK]}})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'page views lack products, too',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 4, withoutProducts: 4, linkCalls: 3})]}),
        }),
        confidence: 'likely',
      },
      {
        about: 'most hits without products are page views',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 4, withoutProducts: 4, linkCalls: 1})]}),
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'page views alone lack products',
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
        about: 'a part of the hits, and no link call in it',
        evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]})}),
      },
    ],
  },
} satisfies Cause
