import type {Hit} from '../../hits/hit.js'
import type {Param} from '../../hits/params.js'

/** Variables with a syntax of their own: rules of their own say what is wrong with the text. */
const OWN_SYNTAX: ReadonlySet<string> = new Set(['events', 'products', 'purchaseID', 'currencyCode', 'timestamp', 'visitorID', 'linkType'])

/** True for free text, which no rule but those about values in general looks into. */
export function isFreeText(param: Param): boolean {
  return param.isSiteText && !OWN_SYNTAX.has(param.name)
}

/** True for the last value of a hit that was cut, or that its recorder may have cut: how it ends proves nothing. */
export function mayBeCutShort(param: Param, hit: Hit): boolean {
  if (hit.lastParam !== param) return false
  return hit.truncation === 'yes' || (hit.truncation === 'unknown' && hit.request.mayBeCut === true)
}
