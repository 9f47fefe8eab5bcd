import type {HitRule} from '../rule.js'
import {placeholderIn, purchaseIdOf} from './purchase-id.js'

const FOREIGN = /[^a-z0-9]+/i

export default {
  id: 'purchaseid-charset',
  shape: 'hit',
  severity: 'warning',
  triggers: ['purchaseID'],
  requires: ['body', 'whole'],
  summary: 'Purchase ID with characters other than letters and digits',
  why:
    'Adobe documents letters and digits as the only characters of a purchase ID. Hyphens and the like are often seen and usually work; ' +
    'what Adobe does with them is not documented (unverified).',
  fix: 'Strip everything but letters and digits from the order number before it goes into `s.purchaseID`.',
  source: 'Adobe Analytics implementation guide, "purchaseID", "s.purchaseID in AppMeasurement"',
  examples: {
    passes: ['events=purchase&purchaseID=A12'],
    fails: ['events=purchase&purchaseID=A%231%2F2', 'events=purchase&purchaseID=F-9001', 'events=purchase&purchaseID=A1%20'],
    notApplied: ['events=purchase', 'purchaseID=%5Bobject%20Object%5D', 'purchaseID=D%3Dorderid-cookie'],
  },
  applies(hit) {
    const id = purchaseIdOf(hit)
    return id !== undefined && placeholderIn(id) !== 'missing'
  },
  check(hit, report) {
    const value = purchaseIdOf(hit) ?? ''
    const match = FOREIGN.exec(value)
    if (match === null) return
    report({
      param: hit.origin('purchaseID') ?? 'purchaseID',
      at: [match.index, match.index + match[0].length],
      message: 'the purchase ID holds characters other than letters and digits',
    })
  },
} satisfies HitRule
