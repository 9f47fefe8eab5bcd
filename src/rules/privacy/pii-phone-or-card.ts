import {findCardNumber, findPhone} from '../../hits/personal-data.js'
import type {ParamRule} from '../rule.js'

/** Numbers by nature, addresses (the shop's own hotline in a link), and strings with rules of their own. */
const LEFT_ALONE: ReadonlySet<string> = new Set([
  'campaign',
  'currencyCode',
  'events',
  'linkName',
  'linkURL',
  'pageURL',
  'pageURLRest',
  'products',
  'purchaseID',
  'referrer',
  'timestamp',
  'transactionID',
  'visitorID',
  'zip',
])
const ADDRESS_OR_HOTLINE = /^\s*(?:tel|sms|callto|https?):/i

export default {
  id: 'pii-phone-or-card',
  shape: 'param',
  severity: 'warning',
  traits: ['digits'],
  summary: 'Phone or payment card number sent to Adobe Analytics',
  why: 'A phone number identifies a person directly, and a card number has no place outside payment systems. What was collected is hard to remove again.',
  fix: 'Send the kind (`visa`, `callback asked for`) or an id of your own instead of the number.',
  source:
    'Data Privacy labels for Analytics variables, "Identity data labels"; the shapes of the numbers are those of ITU-T E.164 and ISO/IEC 7812',
  examples: {
    passes: [
      'v7=visa',
      'v7=1757000000000',
      'v7=4006381333924',
      'v7=1_1347971499963_5144216094631702',
      'v7=0.4111111111111111',
      'v7=0044123456789',
      'xact=4111111111111111&v7=x',
      'pe=lnk_o&pev1=tel%3A%2B4989123456789&pev2=%2B49%2089%20123456789',
      'v7=%2B48.8566%2B002.3522',
    ],
    fails: [
      'v7=4111111111111111',
      'c1=4111%201111%201111%201111',
      'v7=378282246310005',
      'c.&card=5555-5555-5555-4444&.c',
      'v7=%2B4915112345678',
      'v7=(415)%20555-0123',
      'v7=415-555-0123',
    ],
    notApplied: ['mid=12345678901234567890123456789012345678'],
  },
  check(param, hit, report) {
    if (!param.isSiteText || LEFT_ALONE.has(param.name)) return
    const text = hit.text(param)
    if (ADDRESS_OR_HOTLINE.test(text)) return
    const card = findCardNumber(text)
    if (card !== undefined) return report({param, at: card, message: 'a number with the shape and check digit of a payment card'})
    const phone = findPhone(text)
    if (phone !== undefined) report({param, at: phone, message: 'a number with the shape of a phone number'})
  },
} satisfies ParamRule
