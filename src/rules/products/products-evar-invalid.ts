import type {ProductField} from '../../hits/products.js'
import type {HitRule, Severity} from '../rule.js'
import {EVENT_START, hasProducts, partsOf, reportProducts, surplusField, withCount} from './product-entries.js'

interface Problem {
  severity: Severity
  message: string
  fix?: string
}

const OUT_OF_RANGE: Problem = {severity: 'error', message: 'a merchandising eVar has a number outside 1 to 250'}
const EMPTY: Problem = {
  severity: 'warning',
  message: 'a merchandising eVar of a product has no value',
  fix: 'Leave the eVar out of the string when there is no value for it.',
}
const NO_EVAR: Problem = {
  severity: 'warning',
  message: 'a part of the eVars field of a product is no eVar',
  fix: 'Write `eVar12=value`, not `v12`, `prop12` or a bare value, and strip pipes from the values.',
}

/** Any case of `eVar` is let pass: none is documented to fail. */
const EVAR = /^\s*evar(\d+)\s*(?:=|$)/i

function problemOf(text: string): Problem | undefined {
  const match = EVAR.exec(text)
  // An event here is out of place, which is `products-wrong-slot`.
  if (match === null) return EVENT_START.test(text) ? undefined : NO_EVAR
  const index = Number(match[1])
  if (index < 1 || index > 250) return OUT_OF_RANGE
  return text.slice(match[0].length).trim() === '' ? EMPTY : undefined
}

export default {
  id: 'products-evar-invalid',
  shape: 'hit',
  severity: 'error',
  triggers: ['products'],
  requires: ['body', 'products-parse'],
  summary: 'Merchandising eVar that cannot be recorded',
  why:
    'The sixth field of a product holds `eVar1` to `eVar250` with a value each. A number beyond that names no variable and the value is lost; ' +
    'what becomes of an empty value or of any other text is not documented (unverified).',
  fix: 'Use the number of an eVar that is set to product syntax in the report suite, 1 to 250.',
  source: 'Adobe Analytics implementation guide, "products" (merchandising eVars) and "eVar" (1 to 250); empty values and other text: (unverified)',
  examples: {
    passes: [
      'products=%3Ba%3B%3B%3B%3BeVar3%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar250%3Dx%7Cevar1%3Dy',
      'products=%3Ba%3B%3B%3B%3BeVar1%3Da%3Db',
      'products=%3Ba%3B%3B%3B%3BeVar3%3Dx%7C',
    ],
    fails: [
      'products=%3Ba%3B%3B%3B%3BeVar300%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar0%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar3%3D',
      'products=%3Ba%3B%3B%3B%3BeVar3',
      'products=%3Ba%3B%3B%3B%3Bv3%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar3%3Dred%7Cblue',
    ],
    notApplied: ['events=event5', 'products=%3Ba', 'products=%3Ba%3B1%3B5%3Bevent1%3D2', 'products=%3Ba%3B1%3B5%3B%3B'],
  },
  applies: (hit) => hasProducts(hit) && hit.products.some((item) => item.eVars.length > 0),
  check(hit, report) {
    const found = new Map<Problem, {first: ProductField; count: number}>()
    for (const item of hit.products) {
      if (item.eVars.length === 0 || surplusField(item) !== undefined) continue
      for (const part of partsOf(item.fields[5])) {
        const problem = problemOf(part.text)
        if (problem === undefined) continue
        const seen = found.get(problem)
        if (seen === undefined) found.set(problem, {first: part, count: 1})
        else seen.count++
      }
    }
    for (const [{message, ...rest}, {first, count}] of found) {
      reportProducts(hit, report, {at: [first.start, first.end], message: withCount(message, count), ...rest})
    }
  },
} satisfies HitRule
