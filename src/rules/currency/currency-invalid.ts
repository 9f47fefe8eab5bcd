import type {HitRule} from '../rule.js'
import {standingOf} from './currency-codes.js'

/** The code is known once blanks are gone and the letters are upper case. */
function isMisspelt(code: string): boolean {
  const standing = standingOf(code.trim().toUpperCase())
  return standing === 'listed' || standing === 'iso-only'
}

export default {
  id: 'currency-invalid',
  shape: 'hit',
  severity: 'error',
  triggers: ['currencyCode'],
  summary: 'Currency code that does not exist',
  why:
    'A hit with an invalid currency code is discarded as a whole, page view and all, whether it carries money or not ' +
    '(a data feed shows it with `exclude_hit` 10). Codes are three upper-case letters.',
  fix: 'Send the ISO code of the currency in upper case: `EUR`, `USD`. Leave `s.currencyCode` empty where there is none.',
  source: 'Adobe Analytics implementation guide, "currencyCode", the warning on invalid values and the list of valid codes',
  examples: {
    passes: ['cc=EUR', 'cc=RON', 'cc=GGP', 'cc=DEM', 'v5=USD&cc=D%3Dv5'],
    fails: ['cc=eur', 'cc=EURO', 'cc=%E2%82%AC', 'cc=undefined', 'cc=%20EUR', 'cc=QQQ', 'cc=EUR%2CUSD'],
    notApplied: ['events=event5', 'cc=', 'cc=D%3Ds_cookie'],
  },
  applies: (hit) => hit.resolved('currencyCode') !== undefined && (hit.isCut('currencyCode') ? 'unknown' : true),
  check(hit, report) {
    const code = hit.resolved('currencyCode') ?? ''
    const standing = standingOf(code)
    if (standing !== 'malformed' && standing !== 'unknown') return
    report({
      param: hit.origin('currencyCode') ?? 'currencyCode',
      at: [0, code.length],
      message: isMisspelt(code)
        ? 'the currency code is not written as three upper-case letters, so the whole hit is discarded'
        : standing === 'malformed'
          ? 'the currency is not given as three upper-case letters, so the whole hit is discarded'
          : 'the currency code is neither in the list of Adobe nor in ISO 4217, so the whole hit is discarded',
      ...(isMisspelt(code) && {fix: 'Write the code in upper case and without blanks.'}),
    })
  },
} satisfies HitRule
