import type {Param} from '../../hits/params.js'
import {isSiteText} from '../../hits/site-text.js'

/** Variables with a syntax of their own: rules of their own say what is wrong with the text. */
const OWN_SYNTAX: ReadonlySet<string> = new Set(['events', 'products', 'purchaseID', 'currencyCode', 'timestamp', 'visitorID', 'linkType'])

/** True for free text, which no rule but those about values in general looks into. */
export function isFreeText(param: Param): boolean {
  return isSiteText(param) && !OWN_SYNTAX.has(param.name)
}
