import {ADOBE_CURRENCY_CODES} from './adobe-currency-codes.js'
import {ISO_4217_CODES, ISO_4217_WITHDRAWN_CODES} from './iso-4217-codes.js'

/**
 * - `listed`: in Adobe's list.
 * - `iso-only`: a code of ISO 4217, in use or withdrawn, that Adobe's list lacks.
 * - `malformed`: not three upper-case letters.
 * - `unknown`: three upper-case letters that neither knows.
 */
export type CurrencyStanding = 'listed' | 'iso-only' | 'malformed' | 'unknown'

const CODE = /^[A-Z]{3}$/

export function standingOf(code: string): CurrencyStanding {
  if (code !== last.code) last = {code, standing: readStanding(code)}
  return last.standing
}

/** A site has one currency, or few: nearly every hit asks for the same. */
let last: {code: string; standing: CurrencyStanding} = {code: '', standing: 'malformed'}

function readStanding(code: string): CurrencyStanding {
  if (ADOBE_CURRENCY_CODES.has(code)) return 'listed'
  if (ISO_4217_CODES.has(code) || ISO_4217_WITHDRAWN_CODES.has(code)) return 'iso-only'
  return CODE.test(code) ? 'unknown' : 'malformed'
}
