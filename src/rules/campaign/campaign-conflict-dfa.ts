import type {Hit} from '../../hits/hit.js'
import {exampleContext} from '../example-site.js'
import {activeIntegrations, whyNoIntegration} from '../integrations.js'
import {findPageParameter} from '../../hits/page-parameters.js'
import type {HitRule, RunContext} from '../rule.js'
import type {IntegrationFacts} from '../site-facts.js'

/** The tracking code that a rule on Adobe's servers fills from the ad server's raw value. */
function servedVariable({variables}: IntegrationFacts): string | undefined {
  return variables.find(({role, population}) => role === 'trackingCode' && population === 'vista')?.variable
}

function clickParameter({collection}: IntegrationFacts): string | undefined {
  return collection?.parameters.find(({role}) => role === 'clickThrough')?.name
}

function clicksOf(hit: Hit, context: RunContext): {integration: string; variable: string}[] {
  if (hit.kind !== 'page') return []
  return activeIntegrations(context).flatMap((integration) => {
    const variable = servedVariable(integration)
    const name = clickParameter(integration)
    const {pageUrl = ''} = hit
    if (variable === undefined || name === undefined || !hit.reportSuites.includes(integration.reportSuite)) return []
    return findPageParameter(pageUrl, name) === undefined ? [] : [{integration: integration.id, variable}]
  })
}

export default {
  id: 'campaign-conflict-dfa',
  shape: 'hit',
  severity: 'warning',
  triggers: ['url'],
  requires: ['body', 'whole'],
  summary: 'Page sets the tracking code that the ad server’s integration fills',
  why:
    'Adobe’s servers turn the raw value of the ad server into the tracking code of the click. A value that the page sets in the same variable ' +
    'takes its place, and the click-through is lost.',
  fix: 'Do not set the variable on pages that are reached by an ad: leave it out when the click-through parameter stands in the URL.',
  source: 'DFA data connector, "Deploying the Integration" (campaign must not be set on DFA landing pages)',
  notReady: (context) =>
    whyNoIntegration(
      context,
      (integration) => servedVariable(integration) !== undefined && clickParameter(integration) !== undefined,
      'has its tracking code filled by a server rule and names a click-through parameter (DFA)',
    ),
  examples: {
    context: exampleContext({
      id: 'display-ads',
      segments: [],
      variables: [{role: 'trackingCode', variable: 'campaign', population: 'vista'}],
      collection: {mode: 'integrate-module', parameters: [{role: 'clickThrough', name: 'dfaid'}], landingPages: []},
    }),
    passes: ['g=https%3A%2F%2Fwww.shop.example%2F%3Fdfaid%3D1'],
    fails: ['g=https%3A%2F%2Fwww.shop.example%2F%3Fdfaid%3D1&v0=x'],
    notApplied: [
      'g=https%3A%2F%2Fwww.shop.example%2F&v0=x',
      'g=https%3A%2F%2Fwww.shop.example%2F%3Fdfaid%3D1&v0=x&pe=lnk_o&pev2=tab',
      '/b/ss/other/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F%3Fdfaid%3D1&v0=x',
    ],
  },
  applies: (hit, context) => clicksOf(hit, context).length > 0,
  check(hit, report, context) {
    for (const {integration, variable} of clicksOf(hit, context)) {
      const param = hit.param(variable)
      if (param === undefined || hit.value(variable) === undefined) continue
      report({
        param,
        at: [0, hit.text(param).length],
        message: `${variable} is set on a landing page of the ad server, whose own tracking code belongs there`,
        integration,
      })
    }
  },
} satisfies HitRule
