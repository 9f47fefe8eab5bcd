import type {Hit} from '../../hits/hit.js'
import type {ProductField, ProductItem} from '../../hits/products.js'
import type {HitRule} from '../rule.js'
import {hasProducts, partsOf, reportProducts, surplusField, withCount} from './product-entries.js'

interface Blank {
  at: [start: number, end: number]
  field: number
}

// Every control character (a tab or line break among them), and blanks at an edge.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]+/
const LEADING = /^\s+/
/** Blanks right after the `=` of an eVar. */
const AFTER_EQUALS = /^[^=]*=(\s+)/

function blankIn(part: ProductField, field: number): Blank | undefined {
  const {text, start, end} = part
  const found = LEADING.exec(text) ?? CONTROL.exec(text)
  if (found !== null) return {at: [start + found.index, start + found.index + found[0].length], field}
  // Not by `/\s+$/`, which takes for ever on a long run of blanks that is not at the end.
  const trimmed = text.trimEnd().length
  if (trimmed < text.length) return {at: [start + trimmed, end], field}
  const blanks = field === 5 ? AFTER_EQUALS.exec(text)?.[1] : undefined
  if (blanks === undefined) return undefined
  const from = start + text.indexOf('=') + 1
  return {at: [from, Math.min(end, from + blanks.length)], field}
}

/** The first blank at fault in an entry; several events or eVars of one field are looked at one by one. */
function blankInEntry(item: ProductItem): Blank | undefined {
  // A surplus semicolon, say in `Red; large`, is the finding of `products-too-many-fields`.
  if (item.isEmpty || surplusField(item) !== undefined) return undefined
  for (const [index, field] of item.fields.entries()) {
    if (!MAY_HOLD_BLANK.test(field.text)) continue
    for (const part of index === 4 || index === 5 ? partsOf(field) : [field]) {
      const blank = blankIn(part, index)
      if (blank !== undefined) return blank
    }
  }
  return undefined
}

const MAY_HOLD_BLANK = /[\s\u007f\u0000-\u001f]/ // oxlint-disable-line no-control-regex

const FIELD_NAMES = ['category', 'name', 'quantity', 'price', 'events', 'eVars']

function messageFor(hit: Hit, {at, field}: Blank): string {
  const sign = hit.resolved('products')?.[at[0]] ?? ' '
  const what =
    sign === '\n' || sign === '\r' ? 'a line break' : sign === '\t' ? 'a tab' : /\s/.test(sign) ? 'a blank' : 'a control character'
  return `there is ${what} in the ${FIELD_NAMES[field] ?? 'last'} field of a product, where it becomes part of the value`
}

export default {
  id: 'products-whitespace',
  shape: 'hit',
  severity: 'warning',
  triggers: ['products'],
  passesUnless: 'unusual-products',
  requires: ['body', 'products-parse'],
  summary: 'Blank at the edge of a product field',
  why:
    'Values are stored as sent, so ` Boot` and `Boot` are two products that look alike in reports, classifications and segment files. ' +
    "The line break in Adobe's own purchase example is such a case: it belongs to the printed page, not to the value.",
  fix: 'Trim every value before it goes into `s.products`, and write the string without line breaks.',
  source:
    'Adobe Analytics implementation guide, "Troubleshoot JavaScript implementation" (blanks make separate items); the printed line break: ' +
    'Getting Started with Analytics data connectors, "Implementation Examples"',
  examples: {
    passes: ['products=%3Bcat%3B1%3B50', 'products=Red%20shoes%3BLarge%20boot', 'products=%3Ba%3B%3B%3B%3BeVar1%3Dx%20y'],
    fails: [
      'products=%3B%0Acat%3B1%3B50',
      'products=%3B%20cat',
      'products=%3Bcat%20%3B1%3B50',
      'products=%3Bcat%3B1%3B%2050',
      'products=%3Bred%09boot',
      'products=%3Ba%3B%3B%3B%3BeVar1%3D%20x',
      'products=%3Ba%3B%3B%3Bevent1%3D2%7C%20event2%3D3',
      'products=%3Ba%2C%20%3Bb',
      'products=%3Ba%C2%A0',
    ],
    notApplied: ['events=event5', 'products='],
  },
  applies: hasProducts,
  check(hit, report) {
    let first: Blank | undefined
    let count = 0
    for (const item of hit.products) {
      const blank = blankInEntry(item)
      if (blank === undefined) continue
      first ??= blank
      count++
    }
    if (first !== undefined) reportProducts(hit, report, {at: first.at, message: withCount(messageFor(hit, first), count)})
  },
} satisfies HitRule
