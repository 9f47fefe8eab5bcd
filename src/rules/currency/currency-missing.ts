import type {Hit} from '../../hits/hit.js'
import {parseAmount} from '../../hits/products.js'
import {splitUrl} from '../../hits/recognise.js'
import {EXAMPLE_SUITE, exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import type {HitRule, RunContext} from '../rule.js'
import {eventOf, suitesOf} from '../suites.js'

/** Currency of the prices on the page of the hit: that of its host, or of the nearest domain above it. */
function siteCurrency(hit: Hit, {site}: RunContext): string | undefined {
  if (site === undefined) return undefined
  for (let {host} = splitUrl(hit.page ?? ''); host !== '';) {
    const currency = site.currencies[host]
    if (currency !== undefined) return currency
    const dot = host.indexOf('.')
    host = dot === -1 ? '' : host.slice(dot + 1)
  }
  return undefined
}

function isMoney(text: string | undefined): boolean {
  return text !== undefined && (parseAmount(text) ?? 0) !== 0
}

/** A price of a purchase, or the value of a currency event. */
function hasMoney(hit: Hit, context: RunContext): boolean {
  if (hit.events.has('purchase') && hit.products.some(({price}) => isMoney(price))) return true
  const {known} = suitesOf(hit.reportSuites, context)
  const isCurrency = (name: string) => known.some((suite) => eventOf(suite, name)?.type === 'currency')
  return (
    hit.events.tokens.some(({name, value}) => isMoney(value) && isCurrency(name)) ||
    hit.products.some(({events}) => events.some(({name, value}) => isMoney(value) && isCurrency(name)))
  )
}

export default {
  id: 'currency-missing',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  requires: ['body', 'whole'],
  summary: 'Amount without its currency code',
  why: 'Without `currencyCode` Adobe takes amounts for the currency of the report suite. On a site with another currency they are not converted, and revenue is wrong.',
  fix: 'Set `s.currencyCode` on every hit with an amount; in a link call list it in `s.linkTrackVars`, too.',
  source: 'Implementation guide, "currencyCode"',
  notReady: ({site}) => {
    const [hasSite, hasSuite] = [
      Object.keys(site?.currencies ?? {}).length > 0,
      Object.values(site?.suites ?? {}).some(({currency}) => currency),
    ]
    return hasSite && hasSuite
      ? undefined
      : 'needs the currency of the site and of the report suite (currencies and reportSuites in dc/workspace.json)'
  },
  examples: {
    context: exampleContext({site: {suites: {shopprod: {...EXAMPLE_SUITE, currency: 'USD'}}, currencies: {'shop.example': 'EUR'}}}),
    passes: [
      'g=https%3A%2F%2Fwww.shop.example%2Fdone&events=purchase&products=%3Ba%3B1%3B5&cc=EUR',
      'g=https%3A%2F%2Fwww.shop.example%2Fdone&events=event4%3D9.99&cc=USD',
    ],
    fails: [
      'g=https%3A%2F%2Fwww.shop.example%2Fdone&events=purchase&products=%3Ba%3B1%3B5',
      'g=https%3A%2F%2Fwww.shop.example%2Fdone&events=event4%3D9.99',
      'g=https%3A%2F%2Fwww.shop.example%2Fdone&events=event4&products=%3Ba%3B%3B%3Bevent4%3D9.99',
    ],
    notApplied: [
      'g=https%3A%2F%2Fwww.shop.example%2Fdone&events=purchase&products=%3Ba%3B1%3B0',
      'g=https%3A%2F%2Fwww.shop.example%2F&events=scAdd&products=%3Ba%3B1%3B5',
      'g=https%3A%2F%2Fwww.us.example%2Fdone&events=purchase&products=%3Ba%3B1%3B5',
      {
        hits: ['g=https%3A%2F%2Fwww.shop.example%2Fdone&events=purchase&products=%3Ba%3B1%3B5'],
        context: exampleContext({site: {suites: {shopprod: {currency: 'EUR'}}, currencies: {'shop.example': 'EUR'}}}),
      },
    ],
  },
  applies(hit, context) {
    const currency = siteCurrency(hit, context)
    if (currency === undefined) return false
    const {known} = suitesOf(hit.reportSuites, context)
    return known.some((suite) => suite.currency !== undefined && suite.currency !== currency) && hasMoney(hit, context)
  },
  check(hit, report, context) {
    if (hit.value('currencyCode') !== undefined) return
    report({
      param: 'currencyCode',
      message: 'an amount comes without a currency code, so it is taken for the currency of the report suite',
      integration: integrationIdOn(hit.reportSuites, context),
    })
  },
} satisfies HitRule
