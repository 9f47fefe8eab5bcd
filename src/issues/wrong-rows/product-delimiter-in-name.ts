import type {Cause} from '../cause.js'
import {judgeCountedHits} from '../signs/counted-hits.js'
import {exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'

const day = (oddNames: number, isComplete = false) =>
  exampleEvidence({
    hits: exampleHits({isComplete, days: [exampleHitDay('2026-10-05', {events: 50, oddNames, examples: {oddNames: [exampleHit()]}})]}),
  })

export default {
  id: 'product-delimiter-in-name',
  summary: 'Product names hold a delimiter and fall apart',
  why:
    'The products string has no escape: a comma, semicolon or pipe inside a name ends it. The file then has products nobody sells (`large`, `blue`), ' +
    'and the rest of the entry stands in the wrong fields.',
  owner: 'you',
  needs: [['hits']],
  rows: ['RW-06'],
  source: 'Adobe Analytics implementation guide, "products", the warning on stripping delimiters',
  next: [
    'Strip commas, semicolons and pipes from names and categories before they go into `s.products`, or send the SKU',
    'dc validate CAPTURE --rule products-comma-in-name --rule products-too-many-fields',
  ],
  judge: (about) =>
    judgeCountedHits(about, {
      count: (hits) => hits.oddNames,
      example: 'oddNames',
      fault: 'have a product name that was cut in pieces',
      confidence: 'likely',
    }),
  examples: {
    matched: [{about: 'every tenth hit', evidence: day(5), confidence: 'likely'}],
    ruledOut: [{about: 'no hit of a whole capture', evidence: day(0, true)}],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({})},
      {about: 'a part of the hits, all in order', evidence: day(0)},
      {about: 'one hit in fifty', evidence: day(1)},
      {about: 'nothing fires the event', evidence: exampleEvidence({hits: exampleHits({days: [exampleHitDay('2026-10-05', {})]})})},
    ],
  },
} satisfies Cause
