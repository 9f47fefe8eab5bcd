import type {HitRule} from '../rule.js'
import {isPlaceholder} from './placeholder-text.js'
import {entriesWith, hasWholeProducts, reportProducts} from './product-entries.js'

export default {
  id: 'products-comma-fields',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  summary: 'Commas where semicolons should separate the fields of a product',
  why:
    'A comma ends a product. A string such as `Shoes,Boot,1,49.99` makes four entries that are all category: no product, no quantity, ' +
    'no revenue. A page of Adobe itself once printed the variable this way.',
  fix: 'Separate fields with semicolons, `category;name;quantity;price`, and products with commas.',
  source: 'Adobe Analytics implementation guide, "products", "s.products in AppMeasurement and the Analytics extension custom code editor"',
  examples: {
    passes: ['products=Shoes%3BBoot%3B1%3B49.99', 'products=%3Ba%2C%3Bb%2C%3Bc', 'products=SKU1%2CSKU2'],
    fails: ['products=Shoes%2CBoot%2C1%2C49.99', 'products=Shoes%2C%2C1%2C49.99', 'products=SKU1%2CSKU2%2CSKU3'],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasWholeProducts,
  check(hit, report) {
    const faulty = entriesWith(hit.products, 'comma-fields')
    const first = faulty[0]
    const last = hit.products.at(-1)
    if (first === undefined || last === undefined || faulty.every((item) => isPlaceholder(item.category))) return
    const hasNumber = faulty.some((item) => /^\d+(?:\.\d+)?$/.test(item.category))
    reportProducts(hit, report, {
      at: [first.start, last.end],
      message:
        'the products string has several entries and not one semicolon, so every piece between commas is a category without a product',
      ...(!hasNumber && {
        fix: 'If these are several products, put a semicolon before each name: `;name,;name`. Between fields, write semicolons.',
      }),
    })
  },
} satisfies HitRule
