import type {Cause} from '../cause.js'
import {exampleDeliveries, exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'
import {judgeNameless} from '../signs/nameless-products.js'

const DAY = '2026-10-05'
const NONE = exampleDeliveries({days: {[DAY]: {rowsWithProduct: 0}}})
const OWN = exampleHit()
const OTHER = exampleHit({library: 'edge'})

export default {
  id: 'product-name-missing',
  summary: 'The products string has no name where the name belongs',
  why:
    'The product is the second field of an entry. With `;;1;50`, or a category alone, the hit has a products string and still no product, so ' +
    'the row has none.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-05'],
  source: 'Adobe Analytics implementation guide, "products" (category;name;quantity;price)',
  next: [
    'Put the product ID behind the first semicolon: `;SKU1;1;50`',
    'dc validate CAPTURE --rule products-name-empty --rule products-wrong-slot',
  ],
  judge: (about) => judgeNameless(about, 'tag'),
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
