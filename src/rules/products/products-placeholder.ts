import {isCommerceEvent} from '../../hits/events.js'
import type {Hit} from '../../hits/hit.js'
import {productsFault, type ProductField, type ProductItem} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {isPlaceholder} from './placeholder-text.js'
import {hasWholeProducts, partsOf, reportProducts, withCount} from './product-entries.js'

interface Found {
  field: ProductField
  /** It stands where the product should be. */
  isName: boolean
}

/** The value behind the `=` of an event or eVar. */
function valueOf(part: ProductField): ProductField {
  const equals = part.text.indexOf('=')
  return equals === -1 ? part : {text: part.text.slice(equals + 1), start: part.start + equals + 1, end: part.end}
}

/** Placeholders of an entry. A quantity, price or event value that is no number has a rule of its own where it counts. */
function* placeholdersIn(item: ProductItem, hit: Hit, parses: boolean): Generator<Found> {
  const isPurchase = parses && hit.events.has('purchase')
  for (const [index, field] of item.fields.entries()) {
    if (index === 4 || index === 5) {
      for (const part of partsOf(field)) {
        const value = valueOf(part)
        if (isPlaceholder(value.text) && !(index === 4 && parses && value !== part)) yield {field: value, isName: false}
      }
    } else if (isPlaceholder(field.text) && !(isPurchase && (index === 2 || index === 3))) {
      // Without a semicolon the lone text stands for the product.
      yield {field, isName: index === 1 || item.fields.length === 1}
    }
  }
}

export default {
  id: 'products-placeholder',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  summary: 'Placeholder instead of a product value',
  why:
    'Texts such as `undefined`, `[object Object]` or `{{sku}}` come from a data layer that was not ready or a template nobody filled. ' +
    'The commerce event is then counted for a product of that name, and the segment file names it to the partner.',
  fix: 'Set `s.products` after the data layer is filled, and leave a field empty when there is no value for it.',
  source:
    'Adobe Analytics implementation guide, "products" (the product name is required); what such a text stands for follows from JavaScript and templates, no page says it',
  examples: {
    passes: ['events=prodView&products=%3Ba', 'events=prodView&products=Null%3BNAN%20milk', 'products=%3Bundefined%20behaviour'],
    fails: [
      'events=prodView&products=%3Bundefined',
      'products=%3Bnull',
      'events=scAdd&products=undefined',
      'events=scAdd&products=%5Bobject%20Object%5D',
      'events=scAdd&products=%3B%7B%7Bsku%7D%7D',
      'events=scAdd&products=undefined%3Ba',
      'events=scAdd&products=%3Ba%3BNaN%3B5',
      'events=scAdd&products=%3Ba%3B%3B%3B%3BeVar5%3Dundefined',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasWholeProducts,
  check(hit, report) {
    const parses = productsFault(hit.products) === undefined
    let first: Found | undefined
    let count = 0
    for (const item of hit.products) {
      for (const found of placeholdersIn(item, hit, parses)) {
        count++
        if (first === undefined || (found.isName && !first.isName)) first = found
      }
    }
    if (first === undefined) return
    const losesProduct = first.isName && [...hit.events.names].some(isCommerceEvent)
    reportProducts(hit, report, {
      at: [first.field.start, first.field.end],
      message: withCount(
        first.isName ? 'a placeholder stands where the product should be' : 'a placeholder stands in a field of a product',
        count,
      ),
      severity: losesProduct ? 'error' : 'warning',
    })
  },
} satisfies HitRule
