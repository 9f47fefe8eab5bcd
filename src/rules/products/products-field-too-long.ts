import {byteLength} from '../../hits/decode-text.js'
import type {ProductField} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {hasProducts, reportProducts, withCount} from './product-entries.js'

/** Bytes of UTF-8 that are kept of a category or a product name. */
const LIMIT = 100

function isTooLong(field: ProductField | undefined): field is ProductField {
  // A UTF-16 unit takes at most three bytes.
  return field !== undefined && field.text.length * 3 > LIMIT && byteLength(field.text) > LIMIT
}

/** Offset of the first character that does not fit into `LIMIT` bytes. */
function cutAt(text: string): number {
  let bytes = 0
  let at = 0
  for (const character of text) {
    bytes += byteLength(character)
    if (bytes > LIMIT) break
    at += character.length
  }
  return at
}

export default {
  id: 'products-field-too-long',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  requires: ['body', 'products-parse'],
  summary: 'Product name or category longer than 100 bytes',
  why: 'Adobe Analytics keeps 100 bytes of UTF-8 of each: the rest is cut, products that differ only there become one, and classifications no longer match.',
  fix: 'Send a short, stable ID (the SKU) as the product name and classify it.',
  source: 'Adobe Analytics implementation guide, "products", "s.products in AppMeasurement and the Analytics extension custom code editor"',
  examples: {
    passes: [`products=%3B${'a'.repeat(100)}`, `products=${'a'.repeat(100)}%3B${'%C3%A9'.repeat(50)}`],
    fails: [`products=%3B${'a'.repeat(101)}`, `products=${'a'.repeat(101)}%3Ba`, `products=%3B${'%C3%A9'.repeat(51)}`],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasProducts,
  check(hit, report) {
    let first: ProductField | undefined
    let count = 0
    for (const {fields} of hit.products) {
      for (const field of [fields[0], fields[1]]) {
        if (!isTooLong(field)) continue
        first ??= field
        count++
      }
    }
    if (first === undefined) return
    reportProducts(hit, report, {
      at: [first.start + cutAt(first.text), first.end],
      message: withCount('a product name or category is longer than 100 bytes, what stands beyond is cut', count),
    })
  },
} satisfies HitRule
