import type {Hit} from '../../hits/hit.js'
import type {EntryFault, ProductField, ProductItem} from '../../hits/products.js'
import type {Report, Severity} from '../rule.js'

/** What a rule says of a products string: the first place at fault stands for all of one cause. */
interface SeenInProducts {
  /** Decoded `products` string: first and one past last UTF-16 unit. */
  at: readonly [start: number, end: number]
  message: string
  severity?: Severity
  fix?: string
  integration?: string | undefined
}

/** Reports on the very parameter the products were read from (`pl`, or the variable that `D=v1` copies), so that `at` fits its value. */
export function reportProducts(hit: Hit, report: Report, seen: SeenInProducts): void {
  report({param: hit.origin('products') ?? 'products', ...seen})
}

export function hasProducts(hit: Hit): boolean {
  return hit.products.length > 0
}

/** For rules that judge a string whether it parses or not: what stands at the end of a cut hit cannot be judged. */
export function hasWholeProducts(hit: Hit): boolean | 'unknown' {
  return hit.products.length > 0 && (hit.isCut('products') ? 'unknown' : true)
}

/** `message`, with how often the same fault stands in the string. */
export function withCount(message: string, count: number): string {
  return count > 1 ? `${message} (${count} times in this string)` : message
}

export function entriesWith(items: readonly ProductItem[], fault: EntryFault): ProductItem[] {
  return items.filter((item) => item.fault === fault)
}

/** The parts of an events or eVars field, each with its place in the decoded `products` string. Empty parts are left out. */
export function partsOf(field: ProductField | undefined): ProductField[] {
  if (field === undefined || field.text === '') return []
  const parts: ProductField[] = []
  let start = field.start
  for (const text of field.text.split('|')) {
    if (text.trim() !== '') parts.push({text, start, end: start + text.length})
    start += text.length + 1
  }
  return parts
}

/** Content beyond the sixth field: one semicolon too many, so every field after it may be out of place. */
export function surplusField(item: ProductItem): ProductField | undefined {
  return item.fields.length > 6 ? item.fields.find((field, index) => index > 5 && field.text.trim() !== '') : undefined
}

/** `event12` or `event12=…` at the beginning. */
export const EVENT_START = /^\s*event\d+(?:[=:]|\s*$)/i

/** `eVar12=…` at the beginning, in any case. */
export const EVAR_START = /^\s*evar\d+\s*=/i
