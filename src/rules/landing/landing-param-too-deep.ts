import {byteLength} from '../../hits/decode-text.js'
import type {Hit} from '../../hits/hit.js'
import {exampleContext} from '../example-site.js'
import {whyNoIntegration} from '../integrations.js'
import type {HitRule, RunContext} from '../rule.js'
import {firstParameter, landingSites, type LandingSite} from './landing-sites.js'

/** What `g` holds; AppMeasurement alone sends the rest. */
const VISIBLE_BYTES = 255
const LAST_TO_CUT = [25, 2] as const

/** H-code up to H.25.2: it sends the first 255 characters of the page URL and nothing more. */
function isCutting(library: string | undefined): boolean {
  const [, major, minor = '0'] = /^H\.(\d+)(?:\.(\d+))?/.exec(library ?? '') ?? []
  if (major === undefined) return false
  const [lastMajor, lastMinor] = LAST_TO_CUT
  return Number(major) < lastMajor || (Number(major) === lastMajor && Number(minor) <= lastMinor)
}

/** The sites whose rule reads the URL of this hit, where the capture knows the whole of it. */
function sitesOf(hit: Hit, context: RunContext): {site: LandingSite; url: string}[] {
  if (hit.kind !== 'page') return []
  const url = [hit.request.referrer, hit.request.place.page, hit.pageUrl].find((each) => each?.includes('?') === true)
  if (url === undefined) return []
  return landingSites(context)
    .filter((site) => site.mode === 'automated' && hit.reportSuites.includes(site.integration.reportSuite) && site.isPage(url))
    .map((site) => ({site, url}))
    .filter((each) => firstParameter(each.url, each.site) !== undefined)
}

const DEEP = `g=https%3A%2F%2Fwww.shop.example%2F${'a'.repeat(300)}%3FMID%3DE1%26RID%3D7&pageName=a`

export default {
  id: 'landing-param-too-deep',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Landing-page parameter behind the 255th byte of the URL',
  why:
    'In automated mode a rule on Adobe’s servers reads the parameter out of the page URL. H-code up to H.25.2 sends the first 255 characters ' +
    'alone, so the rule does not see what stands behind them.',
  fix: 'Put the partner’s parameters first in the query of the link, or update the page to AppMeasurement.',
  source: 'Data connectors, "Automated Solution" of the e-mail partners (parameters first); implementation guide, "pageURL"',
  notReady: (context) =>
    whyNoIntegration(
      context,
      ({collection}) => collection?.mode === 'automated',
      'collects by a rule on the page URL (collection.mode automated)',
    ),
  examples: {
    context: exampleContext({collection: {mode: 'automated'}}),
    passes: ['/b/ss/shopprod/1/H.25.2/s11111111?g=https%3A%2F%2Fwww.shop.example%2F%3FMID%3DE1%26RID%3D7&pageName=a'],
    fails: [`/b/ss/shopprod/1/H.25.2/s11111111?${DEEP}`, `/b/ss/shopprod/1/H.22.1/s11111111?${DEEP}`],
    notApplied: [
      DEEP,
      `/b/ss/shopprod/1/H.25.3/s11111111?${DEEP}`,
      `/b/ss/shopprod/1/H.27.5/s11111111?${DEEP}`,
      {hits: [`/b/ss/shopprod/1/H.25.2/s11111111?${DEEP}`], context: exampleContext()},
    ],
  },
  applies: (hit, context) => isCutting(hit.library) && sitesOf(hit, context).length > 0,
  check(hit, report, context) {
    for (const {site, url} of sitesOf(hit, context)) {
      for (const {name} of site.parameters) {
        const found = firstParameter(url, {...site, parameters: [{role: '', name}]})
        if (found === undefined || byteLength(url.slice(0, found.start)) < VISIBLE_BYTES) continue
        report({
          param: 'pageURL',
          value: url,
          at: [found.start, found.end],
          message: `the parameter ${name} begins behind the 255th byte of the page URL`,
          integration: site.integration.id,
        })
        break
      }
    }
  },
} satisfies HitRule
