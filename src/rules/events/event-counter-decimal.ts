import type {Hit} from '../../hits/hit.js'
import {parseAmount, productsFault} from '../../hits/products.js'
import {EXAMPLE_SUITE, exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import {partsOf, reportProducts} from '../products/product-entries.js'
import type {HitRule, RunContext} from '../rule.js'
import {eventOf, suitesOf, whyNoSuite} from '../suites.js'
import {hasEvents, reportToken, withCount} from './event-tokens.js'

/** A counter in a suite of the hit, and in none of them anything else. */
function isCounter(event: string, hit: Hit, context: RunContext): boolean {
  const types = suitesOf(hit.reportSuites, context).known.flatMap((suite) => eventOf(suite, event)?.type ?? [])
  return types.length > 0 && types.every((type) => type === 'counter')
}

function isDecimal(value: string | undefined): boolean {
  const amount = value === undefined ? undefined : parseAmount(value)
  return typeof amount === 'number' && !Number.isInteger(amount)
}

export default {
  id: 'event-counter-decimal',
  shape: 'hit',
  severity: 'error',
  triggers: ['events', 'products'],
  summary: 'Decimal value for a counter event',
  why: 'A counter event takes whole numbers. Decimals and amounts of money are not supported there, so the value is lost.',
  fix: 'Send a whole number, or make the event numeric or currency in the report suite (for new data; what was collected stays).',
  source: 'Implementation guide, "events", "Increment counter events multiple times"',
  notReady: (context) =>
    whyNoSuite(
      context,
      ({snapshot}) => snapshot?.events.some(({type}) => type === 'counter') === true,
      'needs the types of a report suite’s events (dc suites import)',
    ),
  examples: {
    context: exampleContext({site: {suites: {shopprod: EXAMPLE_SUITE}}}),
    passes: ['events=event1%3D2', 'events=event1%3D2.00', 'events=event2%3D2.5', 'events=event1&products=%3Ba%3B%3B%3Bevent1%3D2'],
    fails: ['events=event1%3D2.5', 'events=event1&products=%3Ba%3B%3B%3Bevent1%3D2.5'],
    notApplied: ['events=event1', 'products=%3Ba%3B1%3B2.5', '/b/ss/other/1/JS-2.26.0/s11111111?events=event1%3D2.5'],
  },
  applies(hit, context) {
    if (suitesOf(hit.reportSuites, context).known.length === 0) return false
    if (hit.events.tokens.some(({value}) => value !== undefined)) return hasEvents(hit)
    return hit.products.some(({events}) => events.some(({value}) => value !== undefined))
  },
  check(hit, report, context) {
    const integration = integrationIdOn(hit.reportSuites, context)
    const found = hit.events.tokens.filter(({name, value}) => isDecimal(value) && isCounter(name, hit, context))
    const [token] = found
    if (token !== undefined)
      reportToken(hit, report, {token, message: withCount('a counter event has a decimal value', found.length), integration})
    if (hit.isCut('products') || productsFault(hit.products) !== undefined) return
    for (const item of hit.products) {
      for (const part of partsOf(item.fields[4])) {
        const [, name = '', value] = /^\s*(\w+)=([^:]*)/.exec(part.text) ?? []
        if (!isDecimal(value) || !isCounter(name, hit, context)) continue
        reportProducts(hit, report, {
          at: [part.start, part.end],
          message: 'a counter event of a product has a decimal value',
          integration,
        })
        return
      }
    }
  },
} satisfies HitRule
