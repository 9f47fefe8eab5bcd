import {fittingLength, decodeText} from '../../hits/decode-text.js'
import type {Hit} from '../../hits/hit.js'
import {byteLimit} from '../../hits/variables.js'
import {exampleContext} from '../example-site.js'
import type {HitRule} from '../rule.js'
import {filledOnPage, foldValue, landingSites, landingUrl, valuesOf, whyNoFilledPage, type LandingPair} from './landing-sites.js'

const LANDING = 'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1%26RID%3D77'

/** The pairs of this page view that are in the URL and in the variable, with the values of the URL. */
function filledPairs(hit: Hit, context: Parameters<HitRule['applies']>[1]): {pair: LandingPair; values: string[]; integration: string}[] {
  if (hit.kind !== 'page') return []
  return landingSites(context).flatMap((site) => {
    const {id, reportSuite} = site.integration
    if (!filledOnPage(site) || !hit.reportSuites.includes(reportSuite)) return []
    const url = landingUrl(hit, site)
    if (url === undefined) return []
    return site.pairs.flatMap((pair) => {
      const values = hit.resolved(pair.variable) === undefined ? [] : valuesOf(url, pair)
      return values.length === 0 ? [] : [{pair, values, integration: id}]
    })
  })
}

/** Equal but for case, for what Adobe cuts off, and for a list that holds it among others. */
function holds(held: string, value: string, {variable}: LandingPair): boolean {
  const [a, b] = [foldValue(held), foldValue(value)]
  if (a === b) return true
  if (a.length >= 30 && a === foldValue(value.slice(0, fittingLength(value, byteLimit(variable))))) return true
  return variable.startsWith('list') && a.split(/[,;:|]/).includes(b)
}

export default {
  id: 'landing-variable-mismatch',
  shape: 'hit',
  severity: 'warning',
  triggers: ['url'],
  requires: ['body', 'whole'],
  summary: 'Variable holds something else than the landing page’s parameter',
  why: 'The partner’s metrics and classifications are keyed by the very value that its links carry. Any other value in the variable joins with nothing.',
  fix: 'Copy the parameter as it is, decoded once: `s.Util.getQueryParam("NAME")`. Look for code that sets the variable again afterwards.',
  source: 'Getting Started with Analytics data connectors, landing page code; implementation guide, "getQueryParam"',
  notReady: whyNoFilledPage,
  examples: {
    context: exampleContext(),
    passes: [
      `${LANDING}&v0=E1&v8=77`,
      `${LANDING}&v0=e1`,
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3Dspring%252Fsale&v0=spring%2Fsale',
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1%26MID%3DE2&v0=E2',
    ],
    fails: [`${LANDING}&v0=E2&v8=77`, `${LANDING}&v8=E1`, 'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3Dspring%252Fsale&v0=spring%252Fsale'],
    notApplied: [
      LANDING,
      'g=https%3A%2F%2Fwww.shop.example%2F&v0=E2',
      'g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3D&v0=E2',
      'g=https%3A%2F%2Fwww.other.example%2F%3FMID%3DE1&v0=E2',
      {hits: [`${LANDING}&v0=E2`], context: exampleContext({collection: {mode: 'automated'}})},
      {hits: [`${LANDING}&v0=E2`], context: exampleContext({collection: {mode: 'context-data'}})},
      `/b/ss/other/1/JS-2.26.0/s11111111?${LANDING}&v0=E2`,
    ],
  },
  applies: (hit, context) => filledPairs(hit, context).length > 0,
  check(hit, report, context) {
    for (const {pair, values, integration} of filledPairs(hit, context)) {
      const held = hit.resolved(pair.variable) ?? ''
      if (values.some((value) => holds(held, value, pair))) continue
      const isEncoded = values.some((value) => holds(decodeText(held), value, pair))
      report({
        param: hit.origin(pair.variable) ?? pair.variable,
        at: [0, held.length],
        message: isEncoded
          ? `${pair.variable} holds the parameter ${pair.name} of the URL still encoded`
          : `${pair.variable} holds another value than the parameter ${pair.name} of the URL (${pair.role})`,
        integration,
      })
    }
  },
} satisfies HitRule
