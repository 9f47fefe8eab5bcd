import {isKnownEvent} from '../../hits/events.js'
import type {Hit} from '../../hits/hit.js'
import {productsFault} from '../../hits/products.js'
import type {HitRule, Report, Severity} from '../rule.js'
import {hasEvents, judgeValue, reportToken, withCount} from './event-tokens.js'

const MESSAGES = {
  invalid: 'the value of an event is not a number',
  unusual: 'the value of an event is a number in a form that Adobe does not document',
  empty: 'an event has an equals sign and no value',
} as const

const SEVERITY: Readonly<Record<keyof typeof MESSAGES, Severity>> = {invalid: 'error', unusual: 'warning', empty: 'warning'}

function checkEvents(hit: Hit, report: Report): void {
  for (const problem of ['invalid', 'unusual', 'empty'] as const) {
    const faulty = hit.events.tokens.filter(({name, value}) => value !== undefined && isKnownEvent(name) && judgeValue(value) === problem)
    const [token] = faulty
    if (token === undefined) continue
    reportToken(hit, report, {token, message: withCount(MESSAGES[problem], faulty.length), severity: SEVERITY[problem]})
  }
}

/** The same in the fifth field of a product, where an empty value is nothing but a missing one. */
function checkProducts(hit: Hit, report: Report): void {
  if (hit.isCut('products') || productsFault(hit.products) !== undefined) return
  for (const item of hit.products) {
    for (const {name, value} of item.events) {
      if (value === undefined || !isKnownEvent(name) || judgeValue(value) !== 'invalid') continue
      const field = item.fields[4]
      const at = field === undefined ? -1 : field.text.indexOf(`${name}=${value}`)
      if (field === undefined || at === -1) continue
      const start = field.start + at
      report({
        param: hit.origin('products') ?? 'products',
        at: [start, start + name.length + 1 + value.length],
        message: 'the value of an event of a product is not a number',
      })
      return
    }
  }
}

function hasValue(value: string | undefined): boolean {
  return value !== undefined
}

export default {
  id: 'event-value-invalid',
  shape: 'hit',
  severity: 'error',
  triggers: ['events', 'products'],
  summary: 'Event value that is not a number',
  why:
    'Counter events take whole numbers, numeric and currency events decimals with a period. A currency sign, a word or an unfilled template ' +
    'is no number, and the amount is lost. An empty value and spellings such as `1e-7` or `+5` are not documented (unverified).',
  fix: 'Send digits and at most one period: `event1=9.99`. Leave the equals sign out when there is no value.',
  source:
    'Adobe Analytics implementation guide, "events", "Increment counter events multiple times", "Use currency events", "Use numeric events"',
  examples: {
    passes: [
      'events=event1%3D9',
      'events=event1%3D4.5%3AABC',
      'events=event1%3D-3%2Cevent2%3D.5',
      'events=event1&products=%3Ba%3B%3B%3Bevent1%3D9.99',
      'events=event1%3D9%2C99',
    ],
    fails: [
      'events=event1%3D%249',
      'events=event1%3D9%20EUR',
      'events=event1%3Dundefined',
      'events=event1%3D',
      'events=event1%3D1e-7',
      'events=event1&products=%3Ba%3B%3B%3Bevent1%3D%249',
      'events=event1%3D%249%2C99',
    ],
    notApplied: ['events=event1%2CscAdd', 'products=%3Ba', 'events=event1%3AABC', 'events='],
  },
  applies(hit) {
    if (hit.events.tokens.some(({value}) => hasValue(value))) return hasEvents(hit)
    return hit.products.some((item) => item.events.some(({value}) => hasValue(value)))
  },
  check(hit, report) {
    checkEvents(hit, report)
    checkProducts(hit, report)
  },
} satisfies HitRule
