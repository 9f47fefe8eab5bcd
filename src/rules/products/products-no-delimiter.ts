import type {ProductItem} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {isPlaceholder} from './placeholder-text.js'
import {entriesWith, hasWholeProducts, reportProducts, withCount} from './product-entries.js'

/** What a lone piece of text next to a proper entry most likely is. */
function likelyFix({category, fields}: ProductItem, before: ProductItem | undefined): string | undefined {
  if (before === undefined || before.fields.length === 1) return undefined
  if (before.fields.length === 6)
    return 'Strip commas, semicolons and pipes from merchandising eVar values: a comma starts the next product.'
  if (/^[\d.]+$/.test(category))
    return 'Separate the fields of a product with semicolons, `;name;quantity;price`: a comma starts the next product.'
  if (before.fields.length === 2 || /^\s/.test(fields[0]?.text ?? ''))
    return 'Strip commas from product names and categories before they go into `s.products`: there is no way to escape one.'
  return undefined
}

export default {
  id: 'products-no-delimiter',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  summary: 'Product entry without a semicolon',
  why:
    'The text before the first semicolon of an entry is its category. An entry without any semicolon is all category: ' +
    'the hit carries no product there, and no report or segment file shows one.',
  fix: 'Write `;name`, with the semicolon even when there is no category.',
  source: 'Adobe Analytics implementation guide, "products", "Examples"',
  examples: {
    passes: ['products=%3BSKU1', 'products=Shoes%3B', 'products=Shoes%3B12345%2CHats%3B67890', 'products=%3Ba%2C'],
    fails: [
      'products=SKU1',
      'products=%3Ba%2CSKU2',
      'pl=SKU1',
      'products=%3BRed%2C%20large',
      'products=SKU1%2CSKU2',
      'v1=SKU1&products=D%3Dv1',
    ],
    notApplied: ['events=event5', 'products=', 'products=D%3Ds_cookie'],
  },
  applies: hasWholeProducts,
  check(hit, report) {
    const {products} = hit
    // A data layer without a value is `products-placeholder`.
    const faulty = entriesWith(products, 'no-delimiter').filter((item) => !isPlaceholder(item.category))
    const [first] = faulty
    if (first === undefined) return
    const fix = likelyFix(first, products[products.indexOf(first) - 1])
    reportProducts(hit, report, {
      at: [first.start, first.end],
      message: withCount('a product entry has no semicolon, so all of it is taken for the category and there is no product', faulty.length),
      ...(fix !== undefined && {fix}),
    })
  },
} satisfies HitRule
