import type {Hit} from '../../hits/hit.js'
import {splitUrl} from '../../hits/recognise.js'
import {exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import type {HitRule, RunContext} from '../rule.js'
import {suitesOf} from '../suites.js'

/** True for production, false for anything else; undefined where nothing is declared or the declarations differ. */
function isProduction(environments: readonly (string | undefined)[]): boolean | undefined {
  const declared = environments.flatMap((environment) => (environment === undefined ? [] : [environment === 'production']))
  const [first] = declared
  return declared.every((each) => each === first) ? first : undefined
}

/** What the host of the page is for, else that of the collection server: what the suites declared for it are for. */
function hostEnvironment(hit: Hit, {site}: RunContext): {host: string; production: boolean} | undefined {
  if (site === undefined) return undefined
  for (const host of [splitUrl(hit.page ?? '').host, hit.host]) {
    const suites = site.hosts[host]
    const production = suites && isProduction(suites.map((id) => site.suites[id]?.environment))
    if (production !== undefined) return {host, production}
  }
  return undefined
}

/** Of the suites of the hit: whether one is for production, and whether one is not. */
function suiteEnvironments(hit: Hit, context: RunContext): boolean[] {
  const {known} = suitesOf(hit.reportSuites, context)
  return known.flatMap(({environment}) => (environment === undefined ? [] : [environment === 'production']))
}

export default {
  id: 'rsid-environment',
  shape: 'hit',
  severity: 'error',
  triggers: ['every-hit'],
  requires: [],
  summary: 'Report suite of another environment than the host',
  why: 'Hits of a test system in the production suite falsify its reports for good; hits of the live site in a development suite are missing there.',
  fix: 'Choose the report suite by host in the page code or the tag environment; or correct `reportSuites` and `hosts` of `dc/workspace.json`.',
  source: 'Implementation guide, "s_gi() / report suite ID"; the environments are those that dc/workspace.json declares',
  notReady: ({site}) =>
    site !== undefined &&
    Object.values(site.suites).some(({environment}) => environment !== undefined) &&
    Object.values(site.hosts).some((suites) => isProduction(suites.map((id) => site.suites[id]?.environment)) !== undefined)
      ? undefined
      : 'needs the environments of report suites and their hosts (reportSuites and hosts in dc/workspace.json)',
  examples: {
    context: exampleContext({
      site: {
        suites: {shopprod: {environment: 'production'}, shopdev: {environment: 'development'}},
        hosts: {'www.shop.example': ['shopprod'], 'test.shop.example': ['shopdev']},
      },
    }),
    passes: [
      'g=https%3A%2F%2Fwww.shop.example%2F',
      '/b/ss/shopdev/1/JS-2.26.0/s11111111?g=https%3A%2F%2Ftest.shop.example%2F',
      '/b/ss/shopprod,shopdev/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F',
    ],
    fails: ['/b/ss/shopdev/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F', 'g=https%3A%2F%2Ftest.shop.example%2F'],
    notApplied: ['g=https%3A%2F%2Fdev.shop.example%2F', '/b/ss/unknowndev/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F'],
  },
  applies: (hit, context) => suiteEnvironments(hit, context).length > 0 && hostEnvironment(hit, context) !== undefined,
  check(hit, report, context) {
    const environments = suiteEnvironments(hit, context)
    const host = hostEnvironment(hit, context)
    // On the live site one production suite is enough; in a test system one is too many.
    if (host === undefined || (host.production ? environments.includes(true) : !environments.includes(true))) return
    const value = hit.reportSuites.join(',')
    report({
      param: 'reportSuites',
      value,
      at: [0, value.length],
      message: host.production
        ? `a host declared production (${host.host}) sends to a report suite that is not`
        : `a host not declared production (${host.host}) sends to a production report suite`,
      integration: integrationIdOn(hit.reportSuites, context),
    })
  },
} satisfies HitRule
