import type {HitRule} from '../rule.js'
import {entriesWith, hasWholeProducts, reportProducts, withCount} from './product-entries.js'

export default {
  id: 'products-decimal-comma',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  summary: 'Number cut in two by a comma',
  why:
    'A comma ends a product, also inside a number: `;a;1;4,99` is a product for 4 and a second entry `99`. ' +
    'The decimals are lost (or, with a thousands separator, nearly all of the amount) and a category appears that nobody sent.',
  fix: 'Send amounts with a period and without thousands separator: `4.99`, `1299.00`.',
  source: 'Adobe Analytics implementation guide, "products" (commas start the next product), and "purchase event"',
  examples: {
    passes: [
      'products=%3Ba%3B1%3B4.99',
      'products=%3Ba%3B1%3B4%2C%3B99',
      // A category that is a number, with a product of its own.
      'products=%3Ba%3B1%3B4%2C10%3BSKU2%3B1%3B5',
      'products=%3Ba%2C99',
    ],
    fails: [
      'products=%3Ba%3B1%3B4%2C99',
      'products=%3Ba%3B1%3B4%2C99%2C%3Bb%3B1%3B5%2C00',
      'products=%3Ba%3B1%3B1%2C299.00',
      'products=%3Ba%3B1%3B4%2C99%20%E2%82%AC',
      'products=%3Ba%3B1%3B4%2C99%3B%3BeVar1%3Dx',
      'products=%3Ba%3B%3B%3Bevent1%3D4%2C99',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasWholeProducts,
  check(hit, report) {
    const {products} = hit
    const faulty = entriesWith(products, 'decimal-comma')
    const [first] = faulty
    if (first === undefined) return
    const head = products[products.indexOf(first) - 1]?.fields.at(-1)
    reportProducts(hit, report, {
      at: [head?.start ?? first.start, first.fields[0]?.end ?? first.end],
      message: withCount(
        'a comma inside a number ends the product there, and the rest of the number becomes an entry of its own',
        faulty.length,
      ),
    })
  },
} satisfies HitRule
