import type {Hit} from '../../hits/hit.js'
import type {HitRule} from '../rule.js'
import {ISO_4217_CODES} from './iso-4217-codes.js'
import {standingOf} from './currency-codes.js'

/** A code that exists; what does not is `currency-invalid`. */
function hasKnownCode(hit: Hit): boolean {
  const code = hit.resolved('currencyCode')
  if (code === undefined) return false
  const standing = standingOf(code)
  return standing === 'listed' || standing === 'iso-only'
}

export default {
  id: 'currency-unlisted',
  shape: 'hit',
  severity: 'warning',
  triggers: ['currencyCode'],
  summary: "Currency code that is missing from Adobe's list",
  why:
    'Adobe publishes the codes it takes, and the list lacks several of today: `RON`, `RUB`, `TRY`, `AZN`, `BYN`, `RSD` and more. ' +
    'An invalid code costs the whole hit; whether these count as invalid is not documented (unverified).',
  fix: 'Check in a report that revenue in this currency arrives; if not, convert it on the page or ask Adobe.',
  source: 'Adobe Analytics implementation guide, "currencyCode", the list of valid codes; that codes beyond it are refused is (unverified)',
  examples: {
    passes: ['cc=EUR', 'cc=GGP', 'cc=ROL'],
    fails: ['cc=RON', 'cc=TRY', 'cc=DEM'],
    notApplied: ['events=event5', 'cc=eur', 'cc=QQQ', 'cc='],
  },
  applies: hasKnownCode,
  check(hit, report) {
    const code = hit.resolved('currencyCode') ?? ''
    if (standingOf(code) === 'listed') return
    report({
      param: hit.origin('currencyCode') ?? 'currencyCode',
      at: [0, code.length],
      message: ISO_4217_CODES.has(code)
        ? "the currency code is a current one of ISO 4217, but not in Adobe's list of valid codes"
        : "the currency code has been withdrawn from ISO 4217 and is not in Adobe's list of valid codes",
    })
  },
} satisfies HitRule
