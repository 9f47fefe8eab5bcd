import type {Cause} from '../cause.js'
import {exampleHit} from '../examples/examples.js'
import {namelessExamples} from '../examples/nameless-examples.js'
import {judgeNameless} from '../signs/nameless-products.js'

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
  examples: namelessExamples(exampleHit(), exampleHit({library: 'edge'})),
} satisfies Cause
