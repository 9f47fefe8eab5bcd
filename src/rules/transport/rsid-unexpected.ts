import type {Hit} from '../../hits/hit.js'
import {splitUrl} from '../../hits/recognise.js'
import {exampleContext} from '../example-site.js'
import {whyNoIntegration} from '../integrations.js'
import {firstParameter, landingSites, type LandingSite} from '../landing/landing-sites.js'
import {sessionRule, type FactPlace, type RunContext, type Verdicts} from '../rule.js'

interface Fact {
  /** Index of the integration's site whose page it is. */
  site: number
  isRight: boolean
}

const PAGES = 4096
const WAITING = 1000

/** Pages of an integration: those its patterns name; without any, those whose URL carries one of its parameters. */
function isOwnPage(url: string, site: LandingSite): boolean {
  return site.hasPages ? site.isPage(url) : firstParameter(url, site) !== undefined
}

/** Suites that may stand on the page: of any integration there, and those declared for its host or the collection host. */
function isExpected(hit: Hit, url: string, {site}: RunContext, sites: readonly LandingSite[]): boolean {
  const expected = [
    ...sites.filter((each) => isOwnPage(url, each)).map(({integration}) => integration.reportSuite),
    ...(site?.hosts[splitUrl(url).host] ?? []),
    ...(site?.hosts[hit.host] ?? []),
  ]
  return hit.reportSuites.some((id) => expected.includes(id))
}

/** Another environment than the integration's: `rsid-environment` judges that. */
function isOtherEnvironment(hit: Hit, reportSuite: string, {site}: RunContext): boolean {
  const own = site?.suites[reportSuite]?.environment
  return hit.reportSuites.some((id) => {
    const environment = site?.suites[id]?.environment
    return environment !== undefined && environment !== own
  })
}

/**
 * A second tracker with a suite of its own is healthy, so a page is at fault only while none of its hits goes to the suite of the
 * integration. Limit: 4096 pages, 1000 of them without a right hit; the oldest is judged first.
 */
export default sessionRule<Fact>({
  id: 'rsid-unexpected',
  shape: 'session',
  severity: 'error',
  triggers: ['every-hit'],
  requires: [],
  summary: 'Page of an integration sends to another report suite',
  why: 'The integration’s variables, metrics and segment files are those of its own report suite. What is sent to another one is missing there.',
  fix: 'Correct the report suite of the page, or of the integration (`dc configure ID --suite RSID`).',
  source: 'Data connectors, prerequisites: the landing page carries code for the same report suite',
  notReady: (context) =>
    whyNoIntegration(
      context,
      ({collection}) => (collection?.landingPages.length ?? 0) + (collection?.parameters.length ?? 0) > 0,
      'names its landing pages or their parameters (collection.landingPages, collection.parameters)',
    ),
  examples: {
    context: exampleContext(),
    passes: [
      'g=https%3A%2F%2Fwww.shop.example%2F',
      '/b/ss/shopprod,shopglobal/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F',
      {
        hits: [
          '/b/ss/vendor/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F&fid=a',
          '/b/ss/shopprod/1/JS-2.26.0/s22222222?g=https%3A%2F%2Fwww.shop.example%2F&fid=b',
        ],
      },
    ],
    fails: [
      '/b/ss/shopold/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3D1',
      {
        hits: ['/b/ss/shopold/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.other.example%2F%3FMID%3D1'],
        context: exampleContext({collection: {landingPages: []}}),
      },
    ],
    notApplied: [
      '/b/ss/shopold/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.other.example%2F',
      '/b/ss/shopold/1/JS-2.26.0/s11111111?pageName=app',
      {
        hits: ['/b/ss/shopdev/1/JS-2.26.0/s11111111?g=https%3A%2F%2Fwww.shop.example%2F'],
        context: exampleContext({site: {suites: {shopprod: {environment: 'production'}, shopdev: {environment: 'development'}}}}),
      },
    ],
  },
  fact(hit, context) {
    const url = hit.pageUrl ?? hit.request.referrer
    if (url === undefined) return undefined
    const sites = landingSites(context)
    const site = sites.findIndex((each) => isOwnPage(url, each))
    const suite = sites[site]?.integration.reportSuite
    if (suite === undefined) return undefined
    if (isExpected(hit, url, context, sites)) return {site, isRight: true}
    return isOtherEnvironment(hit, suite, context) ? undefined : {site, isRight: false}
  },
  fold(context) {
    const right = new Set<number>()
    const wrong = new Map<number, {place: FactPlace; site: number}>()
    const fail = ({place, site}: {place: FactPlace; site: number}, verdicts: Verdicts) => {
      const integration = landingSites(context)[site]?.integration
      verdicts.fail({
        place,
        param: 'reportSuites',
        message: `a page of the integration sends to another report suite than ${integration?.reportSuite ?? ''}`,
        integration: integration?.id,
      })
    }
    return {
      next({site, isRight}, place, verdicts) {
        const {page} = place
        if (page === undefined) return
        if (isRight) {
          right.add(page)
          wrong.delete(page)
          const [oldest] = right
          if (right.size > PAGES && oldest !== undefined) right.delete(oldest)
          return verdicts.pass(place)
        }
        if (right.has(page) || wrong.has(page)) return
        wrong.set(page, {place, site})
        const [oldest] = wrong
        if (wrong.size <= WAITING || oldest === undefined) return
        wrong.delete(oldest[0])
        fail(oldest[1], verdicts)
      },
      end(verdicts) {
        for (const each of wrong.values()) fail(each, verdicts)
      },
    }
  },
})
