import {isCommerceEvent} from '../../hits/events.js'
import {hasProductName} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {hasProducts, reportProducts, withCount} from './product-entries.js'

export default {
  id: 'products-empty-entry',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  requires: ['body', 'products-parse'],
  summary: 'Empty entry in the products string',
  why:
    'A leading, trailing or double comma makes an entry without any content. What Adobe Analytics makes of it is not documented (unverified); ' +
    'most often a loop added its comma once too often, or a product in the middle is missing.',
  fix: 'Join the entries with `entries.join(",")`, so that a comma stands only between two of them.',
  source: 'Adobe Analytics implementation guide, "products", "Examples"; the effect of an empty entry is (unverified)',
  examples: {
    passes: ['products=%3Ba', 'products=%3Ba%2C%3Bb', 'products=%3B'],
    fails: ['products=%3Ba%2C', 'products=%2C%3Ba', 'products=%3Ba%2C%2C%3Bb', 'products=%3Ba%2C%20'],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasProducts,
  check(hit, report) {
    const {products} = hit
    const empty = products.filter((item) => item.isEmpty)
    const [first] = empty
    if (first === undefined) return
    // Nothing but commas on a commerce hit: its product is missing, which is the finding of another rule.
    if (!hasProductName(products) && [...hit.events.names].some(isCommerceEvent)) return
    reportProducts(hit, report, {
      // The comma that makes the entry, as an empty one has no text to point at.
      at: [Math.max(0, first.start - 1), first.start === 0 ? first.end + 1 : first.end],
      message: withCount('an entry of the products string is empty: there is a comma too many', empty.length),
    })
  },
} satisfies HitRule
