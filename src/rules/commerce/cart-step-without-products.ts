import {hasNoProduct} from '../../hits/presence.js'
import type {HitRule} from '../rule.js'
import {reportMissingProduct, SEGMENT_EVENT_NAMES} from './missing-products.js'

const STEPS = ['scRemove', 'scOpen', 'scView', 'scCheckout'] as const

export default {
  id: 'cart-step-without-products',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  requires: ['body', 'whole', 'products-parse'],
  summary: 'Cart step sent without a product',
  why:
    '`products` lasts for one hit only. A cart step without it counts in total, but in no report by product. ' +
    'A removal always has a product; opening, viewing or checking out a cart is only noted, since a cart may be empty.',
  fix: 'Set `s.products` to what is in the cart (for `scRemove`: what was taken out) on the same image request.',
  source: 'Adobe Analytics implementation guide, "products" and "events"',
  examples: {
    passes: ['events=scRemove&products=%3Bsku1', 'events=scView&products=%3Bsku1%2C%3Bsku2'],
    fails: ['events=scRemove', 'events=scCheckout&products=%3B'],
    notApplied: ['events=event5', 'events=scOpen%2CscAdd', 'products=%3Bsku1'],
  },
  // Beside an event with a rule of its own the missing product is that rule's finding.
  applies: ({events}) => STEPS.some((name) => events.has(name)) && !SEGMENT_EVENT_NAMES.some((name) => events.has(name)),
  check(hit, report) {
    if (!hasNoProduct(hit)) return
    const step = STEPS.find((name) => hit.events.has(name)) ?? 'scRemove'
    reportMissingProduct(hit, report, {
      message: `${step} has no product on its image request`,
      severity: step === 'scRemove' ? undefined : 'info',
    })
  },
} satisfies HitRule
