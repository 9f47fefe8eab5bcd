import type {HitRule} from '../rule.js'
import {entriesWith, hasWholeProducts, reportProducts, withCount} from './product-entries.js'

export default {
  id: 'products-comma-in-name',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  summary: 'Product name that looks cut by a comma',
  why:
    'A comma cannot be escaped: it ends the product wherever it stands. Of `;Red, large;1;20` the product is `Red`, without quantity and price, ' +
    'and a second entry has the category `large`, the product `1` and the quantity `20`.',
  fix: 'Strip commas, semicolons and pipes from names and categories before they go into `s.products`.',
  source: 'Adobe Analytics implementation guide, "products", the warning on stripping delimiters',
  examples: {
    passes: [
      'products=%3BRed%20large%3B1%3B20',
      // Categories with numeric product IDs, small ones too.
      'products=Shoes%3B12345%2CHats%3B67890',
      'products=Shoes%3B12%3B1%3B50%2CHats%3B13%3B2%3B20',
      'products=Hats%3B12%2C%20Shoes%3B13',
      'products=%3Ba%3B1%3B5%2C%20%3Bb%3B1%3B6',
      'products=Shoes%3Ba%2C%20Hats%3Bb',
    ],
    fails: [
      'products=%3BRed%2C%20large%3B1%3B20',
      'products=Shoes%3BRed%2C%20large%20boot%3B1%3B20',
      'products=%3BRed%2Clarge%3B1%3B20.50',
      'products=%3BRed%2Clarge%3B1%3B20%3Bevent1%3D2%3BeVar1%3Dx',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasWholeProducts,
  check(hit, report) {
    const {products} = hit
    const faulty = entriesWith(products, 'comma-in-name')
    const [first] = faulty
    if (first === undefined) return
    const head = products[products.indexOf(first) - 1]?.fields.at(-1)
    reportProducts(hit, report, {
      at: [head?.start ?? first.start, first.fields[0]?.end ?? first.end],
      message: withCount(
        'an entry looks like the rest of a product name that holds a comma: its fields stand one place early',
        faulty.length,
      ),
    })
  },
} satisfies HitRule
