import type {ProductField, ProductItem} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {EVAR_START, EVENT_START, hasProducts, partsOf, reportProducts, surplusField, withCount} from './product-entries.js'

/** In the name only an assignment is out of place: a product may well be called `event12`. */
const ASSIGNMENT = /^\s*(?:event|evar)\d+\s*=/i

/** The first event or eVar of an entry outside its own field. */
function misplacedIn(item: ProductItem): ProductField | undefined {
  // A surplus semicolon explains whatever is out of place: one cause, one finding.
  if (surplusField(item) !== undefined) return undefined
  const [, name, quantity, price, events, eVars] = item.fields
  if (name !== undefined && ASSIGNMENT.test(name.text)) return name
  for (const field of [quantity, price]) {
    if (field !== undefined && field.text !== '' && (EVENT_START.test(field.text) || EVAR_START.test(field.text))) return field
  }
  return partsOf(events).find(({text}) => EVAR_START.test(text)) ?? partsOf(eVars).find(({text}) => EVENT_START.test(text))
}

export default {
  id: 'products-wrong-slot',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  requires: ['body', 'products-parse'],
  summary: 'Event or eVar in the wrong field of a product',
  why:
    'Fields are told apart by their place alone: events are the fifth, merchandising eVars the sixth. ' +
    'An eVar after four semicolons stands among the events and is not recorded; neither is an event among the eVars.',
  fix: 'Keep the semicolons of empty fields: `;name;;;event1=2` and `;name;;;;eVar1=x`.',
  source:
    'Adobe Analytics implementation guide, "products", "Examples" (adjacent semicolons to skip events); "eVar (Merchandising variable)", "Implement using product syntax"',
  examples: {
    passes: ['products=%3Ba%3B1%3B5%3B%3BeVar1%3Dx', 'products=%3Ba%3B1%3B5%3Bevent1%3D2%3BeVar1%3Dx', 'products=%3Bevent12%3B1%3B20'],
    fails: [
      'products=%3Ba%3B1%3B5%3BeVar1%3Dx',
      'products=%3Ba%3B1%3BeVar1%3Dx',
      'products=%3Ba%3Bevent1',
      'products=%3BeVar1%3Dx',
      'products=%3Ba%3B1%3B5%3B%3Bevent1%3D2',
      'products=%3Ba%3B1%3B5%3Bevent1%3D2%7CeVar1%3Dx',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasProducts,
  check(hit, report) {
    let first: ProductField | undefined
    let count = 0
    for (const item of hit.products) {
      if (item.fields.length < 2) continue
      const misplaced = misplacedIn(item)
      if (misplaced === undefined) continue
      first ??= misplaced
      count++
    }
    if (first === undefined) return
    reportProducts(hit, report, {
      at: [first.start, first.end],
      message: withCount(
        EVAR_START.test(first.text)
          ? 'an eVar stands outside the sixth field of a product, where it is not recorded'
          : 'an event stands outside the fifth field of a product, where it is not recorded',
        count,
      ),
    })
  },
} satisfies HitRule
