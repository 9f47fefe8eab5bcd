import type {ProductField, ProductItem} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {EVAR_START, hasProducts, reportProducts, surplusField, withCount} from './product-entries.js'

function likelyFix({eVars}: ProductItem, surplus: ProductField): string | undefined {
  if (!EVAR_START.test(surplus.text)) return undefined
  return eVars.some(({name}) => /^evar\d/i.test(name))
    ? 'Separate several eVars of a product with a pipe, not with a semicolon.'
    : 'Remove one semicolon: five stand before the eVars, and none may be part of a name or category.'
}

export default {
  id: 'products-too-many-fields',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  requires: ['body', 'products-parse'],
  summary: 'Product entry with more than six fields',
  why:
    'A product has six fields: category, name, quantity, price, events, eVars. What stands in a seventh is ignored (unverified), ' +
    'and the surplus semicolon has pushed at least one value out of its own field.',
  fix: 'Count the semicolons: five at most. Strip semicolons from names, categories and eVar values.',
  source: 'Adobe Analytics implementation guide, "products" (the six fields); that surplus fields are ignored is (unverified)',
  examples: {
    passes: [
      'products=%3Ba%3B1%3B5',
      'products=%3Ba%3B1%3B5%3B%3B',
      'products=%3Ba%3B1%3B5%3B%3B%3B%3B',
      'products=%3Ba%3B1%3B5%3B%3BeVar1%3Dx%3B',
    ],
    fails: [
      'products=%3Ba%3B1%3B5%3B%3B%3Bx',
      'products=%3Ba%3B1%3B5%3B%3B%3BeVar1%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar34%3Dhome%7CeVar35%3Dx%3BeVar54%3Dy%7CeVar85%3D%3B',
      'products=%3BRed%3B%20large%3B1%3B20%3B%3BeVar1%3Dx',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasProducts,
  check(hit, report) {
    let first: readonly [number, number] | undefined
    let fix: string | undefined
    let count = 0
    for (const item of hit.products) {
      const surplus = surplusField(item)
      if (surplus === undefined) continue
      first ??= [surplus.start, item.end]
      fix ??= likelyFix(item, surplus)
      count++
    }
    if (first === undefined) return
    reportProducts(hit, report, {
      at: first,
      message: withCount('a product has content beyond its sixth field', count),
      ...(fix !== undefined && {fix}),
    })
  },
} satisfies HitRule
