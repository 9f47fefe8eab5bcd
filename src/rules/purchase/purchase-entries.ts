import type {Hit} from '../../hits/hit.js'
import type {ProductField, ProductItem} from '../../hits/products.js'
import type {Report, Seen} from '../rule.js'

/** Positions of the numeric fields in an entry. */
const FIELDS = {quantity: 2, price: 3} as const

export type AmountField = keyof typeof FIELDS

/**
 * Entries whose quantity and price can be judged: they name a product, and no event or eVar stands where a number should
 * (a missing semicolon, which is a finding of its own).
 */
export function judgeableEntries({products}: Hit): readonly ProductItem[] {
  return products.filter((item) => item.name !== '' && !WRONG_SLOT.test(item.quantity) && !WRONG_SLOT.test(item.price))
}

export function fieldOf(item: ProductItem, field: AmountField): ProductField {
  return item.fields[FIELDS[field]] ?? {text: '', start: item.end, end: item.end}
}

const WRONG_SLOT = /^e(?:vent|var)\d/i

/** Reports the same fault of one or more entries once, pointing at the first. */
export function reportEntries(
  hit: Hit,
  report: Report,
  entries: readonly ProductItem[],
  field: AmountField,
  seen: Pick<Seen, 'severity'> & {message: (products: string) => string},
): void {
  const [first] = entries
  if (first === undefined) return
  const {start, end} = fieldOf(first, field)
  report({
    param: hit.origin('products') ?? 'products',
    // A missing field has no text to point at: the entry it is missing from has.
    at: start === end ? [first.start, first.end] : [start, end],
    message: seen.message(entries.length === 1 ? 'one product' : `${entries.length} products`),
    ...(seen.severity !== undefined && {severity: seen.severity}),
  })
}
