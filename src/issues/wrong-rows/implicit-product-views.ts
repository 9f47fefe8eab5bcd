import {of} from '../case.js'
import type {Cause} from '../cause.js'
import {exampleDeliveries, exampleEvidence, exampleHitDay, exampleHits} from '../examples/examples.js'
import {captureOf} from '../signs/missing-products.js'
import {isAsked} from '../signs/asked.js'

const DAY = '2026-10-05'
const FILES = exampleDeliveries({expected: ['product-views'], days: {[DAY]: {segment: 'product-views'}}})
const ASKED = {issue: 'wrong-rows', segment: null, from: null, to: null}
const views = (parts: {events: number; implicit?: number}, isComplete = false) =>
  exampleHits({isComplete, days: [exampleHitDay(DAY, {segment: 'product-views', event: 'prodView', ...parts})]})

export default {
  id: 'implicit-product-views',
  summary: 'Products without an event count as product views',
  why:
    'A hit with products and an empty `events` variable counts as a product view by itself. Products that the page sets on carts, lists or other ' +
    'pages fill the Product Views file with products nobody looked at.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-09'],
  source: 'Getting Started with Analytics data connectors, "Implementation Examples", the note; components guide, metric "Product views"',
  next: [
    'Set the event that belongs to the products (`prodView` on the product page, `scAdd`, `scView` …), or leave the products off',
    'dc validate CAPTURE --rule products-without-events --rule products-carried-over',
  ],
  judge(about) {
    const days = about.segmentHits.filter(({segment, implicit}) => segment === 'product-views' && implicit !== undefined)
    if (days.length === 0) return {outcome: 'not-checked', reason: 'no product view is in the capture', missing: ['hits']}
    const sum = (count: (hits: (typeof days)[number]) => number) => days.reduce((total, each) => total + count(each), 0)
    const [implicit, events] = [sum(({implicit: each = 0}) => each), sum((each) => each.events)]
    const origin = {file: captureOf(about), record: null}
    const fact = {fact: `${implicit} of ${events} product views are hits with products and without any event`, origin}
    if (implicit === 0 && about.evidence.hits?.isComplete === true) return {outcome: 'ruled-out', against: [fact]}
    // Some sites mean it so: only who misses something, or says that rows are wrong, is told.
    if (implicit * 2 >= events && implicit > 0 && isAsked(about, 'wrong-rows')) {
      const larger = about.daysWith('size-change').find(({segment}) => segment === 'product-views')
      return {
        outcome: 'matched',
        confidence: larger === undefined ? 'possible' : 'likely',
        because: [
          fact,
          ...(larger === undefined ? [] : [of(larger.files[0] ?? larger.segment, `the file of ${larger.day} is of an unusual size`)]),
        ],
      }
    }
    return {
      outcome: 'not-checked',
      reason:
        implicit === 0
          ? 'no such view is in the capture, and whether it holds all hits is not said (--complete)'
          : 'whether such views are meant is not said (--issue wrong-rows)',
      missing: implicit === 0 ? ['hits'] : [],
      because: implicit === 0 ? [] : [fact],
    }
  },
  examples: {
    matched: [
      {
        about: 'most views are of no event, and rows are said to be wrong',
        evidence: exampleEvidence({question: ASKED, deliveries: FILES, hits: views({events: 10, implicit: 8})}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {about: 'every view of a whole capture has its event', evidence: exampleEvidence({hits: views({events: 10, implicit: 0}, true)})},
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'it was not looked for', evidence: exampleEvidence({hits: views({events: 10})})},
      {about: 'a part of the hits', evidence: exampleEvidence({hits: views({events: 10, implicit: 0})})},
      {about: 'nobody says that rows are wrong', evidence: exampleEvidence({hits: views({events: 10, implicit: 8})})},
    ],
  },
} satisfies Cause
