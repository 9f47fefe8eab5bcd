import {fittingLength} from '../../hits/decode-text.js'
import type {HitRule} from '../rule.js'
import {placeholderIn, PURCHASE_ID_BYTES, purchaseIdOf} from './purchase-id.js'

export default {
  id: 'purchaseid-too-long',
  shape: 'hit',
  severity: 'warning',
  triggers: ['purchaseID'],
  requires: ['body', 'whole'],
  summary: 'Purchase ID longer than 20 bytes',
  why:
    'Adobe cuts the ID after 20 bytes and compares what is left. Two orders that differ only further on are taken for one, ' +
    'and the second loses all its conversion data.',
  fix: 'Shorten the ID so that the part that differs from order to order lies within the first 20 bytes: drop prefixes and dates, send the bare order number.',
  source: 'Adobe Analytics implementation guide, "purchaseID"',
  examples: {
    passes: ['events=purchase&purchaseID=20260000123', 'events=purchase&purchaseID=12345678901234567890'],
    fails: [
      'events=purchase&purchaseID=ORDER-2026-000000000123',
      'events=purchase&purchaseID=%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC1',
    ],
    notApplied: ['events=purchase', 'purchaseID=', 'purchaseID=%7B%7Border.confirmation.number%7D%7D'],
  },
  applies(hit) {
    const id = purchaseIdOf(hit)
    return id !== undefined && placeholderIn(id) !== 'missing'
  },
  check(hit, report) {
    const value = purchaseIdOf(hit) ?? ''
    const kept = fittingLength(value, PURCHASE_ID_BYTES)
    if (kept === value.length) return
    report({
      param: hit.origin('purchaseID') ?? 'purchaseID',
      at: [kept, value.length],
      message: 'the purchase ID is longer than 20 bytes; the rest is cut',
    })
  },
} satisfies HitRule
