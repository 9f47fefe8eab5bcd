import type {Cause} from '../cause.js'
import {judgeCountedHits} from '../signs/counted-hits.js'
import {exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'

const day = (longNames: number, isComplete = false) =>
  exampleEvidence({
    hits: exampleHits({isComplete, days: [exampleHitDay('2026-10-05', {events: 50, longNames, examples: {longNames: [exampleHit()]}})]}),
  })

export default {
  id: 'product-name-too-long',
  summary: 'Product names are longer than 100 bytes and are cut',
  why: 'Analytics keeps 100 bytes of a product. What follows is lost, and products that begin alike become one.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-07'],
  source: 'Adobe Analytics implementation guide, "products" (product, 100 bytes)',
  next: ['Send the SKU, and the name as a classification of it', 'dc validate CAPTURE --rule products-field-too-long'],
  judge: (about) =>
    judgeCountedHits(about, {
      count: (hits) => hits.longNames,
      example: 'longNames',
      fault: 'have a product name of more than 100 bytes',
      confidence: 'certain',
    }),
  examples: {
    matched: [{about: 'every tenth hit', evidence: day(5), confidence: 'certain'}],
    ruledOut: [{about: 'no hit of a whole capture', evidence: day(0, true)}],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'a part of the hits, all in order', evidence: day(0)},
      {about: 'one hit in fifty', evidence: day(1)},
      {about: 'nothing fires the event', evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay('2026-10-05', {})]})})},
    ],
  },
} satisfies Cause
