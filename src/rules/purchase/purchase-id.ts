import type {Hit} from '../../hits/hit.js'

/** Most bytes of a purchase ID that are kept and compared. Source: implementation guide, "purchaseID". */
export const PURCHASE_ID_BYTES = 20

/** The purchase ID, dynamic variables followed; undefined when absent or when it copies something the hit does not show. */
export function purchaseIdOf(hit: Hit): string | undefined {
  return hit.resolved('purchaseID')
}

/** True when Adobe may have used up the ID of this purchase: not for one that failed on its way. A blocked one is judged as if it had been sent. */
export function mayHaveArrived(hit: Hit): boolean {
  return hit.delivered || hit.request.failure === 'blocked'
}

/**
 * `missing`: the text of a missing value, or a template nobody filled in. `test`: the word itself, as in test orders.
 * Undefined for anything that may be an order number.
 */
export function placeholderIn(purchaseId: string): 'missing' | 'test' | undefined {
  const text = purchaseId.trim()
  if (MISSING.test(text) || TEMPLATE.test(text)) return 'missing'
  return text.toLowerCase() === 'test' ? 'test' : undefined
}

const MISSING = /^(?:undefined|null|nan|0+|\[object \w+\])$/i
const TEMPLATE = /\{\{|\$\{|%%|\[\[|<%|^%[^%]+%$/
