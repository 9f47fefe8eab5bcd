import {isCommerceEvent} from '../../hits/events.js'
import {hasProductName, type ProductItem} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {hasProducts, reportProducts, withCount} from './product-entries.js'

/** `;;1;10;event5=2` is a known way to send events without a product. */
function isNameless(item: ProductItem): boolean {
  return item.name === '' && !item.isEmpty && item.events.length === 0 && item.eVars.length === 0
}

export default {
  id: 'products-name-empty',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  requires: ['body', 'products-parse'],
  summary: 'Product entry without a name',
  why: 'The name, between the first and the second semicolon, is the one field that is required. Without it the entry adds nothing to any product.',
  fix: 'Put the SKU or name after the first semicolon: `category;name`, or `;name` without a category.',
  source: 'Adobe Analytics implementation guide, "products", "s.products in AppMeasurement and the Analytics extension custom code editor"',
  examples: {
    passes: ['products=Shoes%3Ba', 'events=event5&products=%3B%3B1%3B10%3Bevent5%3D2', 'events=scAdd&products=%3B', 'products=%3Ba%2C'],
    fails: [
      'products=Shoes%3B',
      'products=%3B',
      'events=scAdd&products=%3Ba%2CShoes%3B',
      'events=purchase&products=%3Ba%3B1%3B5%2C%3B%3B1%3B7',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasProducts,
  check(hit, report) {
    const nameless = hit.products.filter(isNameless)
    const [first] = nameless
    if (first === undefined) return
    const isCommerce = [...hit.events.names].some(isCommerceEvent)
    // No product at all on a commerce hit is the finding of the event's own rule.
    if (isCommerce && !hasProductName(hit.products)) return
    reportProducts(hit, report, {
      at: [first.start, first.end],
      message: withCount('a product entry has no name', nameless.length),
      severity: isCommerce ? 'warning' : 'info',
    })
  },
} satisfies HitRule
