import type {HitRule} from '../rule.js'
import {entriesWith, hasWholeProducts, reportProducts, withCount} from './product-entries.js'

export default {
  id: 'products-multivalue-delimiter',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  summary: 'Product entry that begins with an event or eVar',
  why:
    'Several events or merchandising eVars of one product are separated by pipes. A comma ends the product, so what follows it ' +
    'is read as the category of another one, and the event or eVar is lost.',
  fix: 'Separate events and eVars of a product with a pipe: `;name;;;event1=1|event2=2;eVar1=x|eVar2=y`.',
  source: 'Adobe Analytics implementation guide, "products", "s.products in AppMeasurement and the Analytics extension custom code editor"',
  examples: {
    passes: ['products=%3Ba%3B%3B%3Bevent1%3D1%7Cevent2%3D2', 'products=%3Ba%2Cevent2%3Bb', 'products=events%3Bb'],
    fails: [
      'products=%3Ba%3B%3B%3Bevent1%3D1%2Cevent2%3D2',
      'products=%3Ba%3B%3B%3B%3BeVar1%3Dx%2CeVar2%3Dy',
      'products=%3Ba%3B%3B%3Bevent1%2Cevent2',
      'products=event1%3D5',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasWholeProducts,
  check(hit, report) {
    const faulty = entriesWith(hit.products, 'multivalue-delimiter')
    const [first] = faulty
    if (first === undefined) return
    const isFirst = first === hit.products[0]
    reportProducts(hit, report, {
      at: [first.start, first.fields[0]?.end ?? first.end],
      message: withCount('an entry begins with an event or eVar, which is read as the category of a product', faulty.length),
      ...(isFirst && {fix: 'Events stand in the fifth field of a product, eVars in the sixth: `;name;;;event1=1;eVar1=x`.'}),
    })
  },
} satisfies HitRule
