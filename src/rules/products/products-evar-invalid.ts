import type {Hit} from '../../hits/hit.js'
import type {ProductField} from '../../hits/products.js'
import {EXAMPLE_SUITE, exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import type {HitRule, RunContext, Severity} from '../rule.js'
import {suitesOf, variableOf} from '../suites.js'
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

const DISABLED: Problem = {
  severity: 'warning',
  message: 'a merchandising eVar is not enabled in the report suite',
  fix: 'Enable the eVar with product syntax, or use one that is; if the list is old, read it again with `dc suites import`.',
}
const NO_PRODUCT_SYNTAX: Problem = {
  severity: 'warning',
  message: 'an eVar of a product is not set to product syntax in the report suite',
  fix: 'Set the eVar to merchandising with product syntax, or use one that is.',
}

/** What the settings of every report suite of the hit say against it; where one is unknown, nobody can tell. */
function settingOf(index: number, hit: Hit, context: RunContext): Problem | undefined {
  const {known, isAll} = suitesOf(hit.reportSuites, context)
  if (!isAll || known.length === 0) return undefined
  const variables = known.map((suite) => variableOf(suite, `eVar${index}`))
  if (variables.every((variable) => variable?.enabled === false)) return DISABLED
  const isOther = (merchandising: string | undefined) => merchandising === 'none' || merchandising === 'conversion-syntax'
  return variables.every((variable) => isOther(variable?.merchandising)) ? NO_PRODUCT_SYNTAX : undefined
}

function problemOf(text: string, hit: Hit, context: RunContext): Problem | undefined {
  const match = EVAR.exec(text)
  // An event here is out of place, which is `products-wrong-slot`.
  if (match === null) return EVENT_START.test(text) ? undefined : NO_EVAR
  const index = Number(match[1])
  if (index < 1 || index > 250) return OUT_OF_RANGE
  return text.slice(match[0].length).trim() === '' ? EMPTY : settingOf(index, hit, context)
}

const EXAMPLE_SITE = exampleContext({site: {suites: {shopprod: EXAMPLE_SUITE}}})

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
  source:
    'Adobe Analytics implementation guide, "products" (merchandising eVars) and "eVar" (1 to 250); empty values and other text: (unverified)',
  examples: {
    passes: [
      'products=%3Ba%3B%3B%3B%3BeVar3%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar250%3Dx%7Cevar1%3Dy',
      'products=%3Ba%3B%3B%3B%3BeVar1%3Da%3Db',
      'products=%3Ba%3B%3B%3B%3BeVar3%3Dx%7C',
      {hits: ['products=%3Ba%3B%3B%3B%3BeVar3%3Dx'], context: EXAMPLE_SITE},
    ],
    fails: [
      'products=%3Ba%3B%3B%3B%3BeVar300%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar0%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar3%3D',
      'products=%3Ba%3B%3B%3B%3BeVar3',
      'products=%3Ba%3B%3B%3B%3Bv3%3Dx',
      'products=%3Ba%3B%3B%3B%3BeVar3%3Dred%7Cblue',
      {hits: ['products=%3Ba%3B%3B%3B%3BeVar1%3Dx'], context: EXAMPLE_SITE},
      {hits: ['products=%3Ba%3B%3B%3B%3BeVar99%3Dx'], context: EXAMPLE_SITE},
    ],
    notApplied: ['events=event5', 'products=%3Ba', 'products=%3Ba%3B1%3B5%3Bevent1%3D2', 'products=%3Ba%3B1%3B5%3B%3B'],
  },
  applies: (hit) => hasProducts(hit) && hit.products.some((item) => item.eVars.length > 0),
  check(hit, report, context) {
    const found = new Map<Problem, {first: ProductField; count: number}>()
    for (const item of hit.products) {
      if (item.eVars.length === 0 || surplusField(item) !== undefined) continue
      for (const part of partsOf(item.fields[5])) {
        const problem = problemOf(part.text, hit, context)
        if (problem === undefined) continue
        const seen = found.get(problem)
        if (seen === undefined) found.set(problem, {first: part, count: 1})
        else seen.count++
      }
    }
    const integration = integrationIdOn(hit.reportSuites, context)
    for (const [{message, ...rest}, {first, count}] of found) {
      reportProducts(hit, report, {at: [first.start, first.end], message: withCount(message, count), ...rest, integration})
    }
  },
} satisfies HitRule
