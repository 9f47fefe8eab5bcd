import type {Cause} from '../cause.js'
import {exampleHit} from '../examples/examples.js'
import {namelessExamples} from '../examples/nameless-examples.js'
import {judgeNameless} from '../signs/nameless-products.js'

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
  examples: namelessExamples(exampleHit({library: 'edge'}), exampleHit()),
} satisfies Cause
