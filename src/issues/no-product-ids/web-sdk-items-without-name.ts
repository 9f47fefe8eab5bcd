import type {Cause} from '../cause.js'
import {exampleDeliveries, exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'
import {judgeNameless} from '../signs/nameless-products.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})
const OWN = exampleHit({library: 'edge'})
const OTHER = exampleHit()

export default {
  id: 'web-sdk-items-without-name',
  summary: 'Items of the Web SDK have neither SKU nor name',
  why:
    'Analytics takes the product from `SKU` of an item in `productListItems`, else from its `name`. An item that has neither makes an entry ' +
    'without a product.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-03'],
  source: 'Adobe Analytics implementation guide, "products", the Web SDK section (SKU, else name)',
  next: [
    'Fill `productListItems[].SKU` (or `name`) in the XDM of the event that carries the commerce measure',
    'dc validate CAPTURE --rule products-name-empty',
  ],
  judge: (about) => judgeNameless(about, 'web-sdk'),
  examples: {
    matched: [
      {
        about: 'every hit of the day has such products',
        evidence: exampleEvidence({
          deliveries: NONE,
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, nameless: 3, examples: {nameless: [OWN]}})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'half of the hits have',
        evidence: exampleEvidence({
          hits: exampleHits({days: [exampleHitDay(DAY, {events: 4, withoutProducts: 2, nameless: 2, examples: {nameless: [OWN]}})]}),
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'a whole capture without any',
        evidence: exampleEvidence({hits: exampleHits({isComplete: true, days: [exampleHitDay(DAY, {events: 3})]})}),
      },
      {
        about: 'they are of the other kind',
        evidence: exampleEvidence({
          hits: exampleHits({
            isComplete: true,
            days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3, nameless: 3, examples: {nameless: [OTHER]}})],
          }),
        }),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {
        about: 'a part of the hits',
        evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay(DAY, {events: 3, withoutProducts: 3})]})}),
      },
    ],
  },
} satisfies Cause
