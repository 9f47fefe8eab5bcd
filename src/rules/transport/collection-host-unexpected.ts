import type {Hit} from '../../hits/hit.js'
import {exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import type {HitRule, RunContext, Seen} from '../rule.js'

const ADOBE_HOST = /\.(?:adobedc\.net|omtrdc\.net|2o7\.net)$/
/** First labels of first-party collection hosts. `hosts` also lists page hosts, which say nothing of where hits must go. */
const COLLECTION_LABEL = /^(?:s?metrics?|s?data|s?stats?|s?analytics|s?aa|s?om|omni\w*|s?sc|smetric\w*|collect\w*|track\w*|edge)\d*\./
const NESTED = /^[^.]+\.[^.]+\..*\.?data\.adobedc\.net$|^[^.]+\.[^.]+\.data\.adobedc\.net$/
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const isCollectionHost = (host: string) => ADOBE_HOST.test(host) || COLLECTION_LABEL.test(host)

/** Collection hosts declared for the suites of the hit. */
function expectedHosts(hit: Hit, {site}: RunContext): string[] {
  if (site === undefined) return []
  return Object.entries(site.hosts).flatMap(([host, suites]) =>
    isCollectionHost(host) && suites.some((id) => hit.reportSuites.includes(id)) ? [host] : [],
  )
}

/** A suite that the workspace knows: of others nobody here decides where they go. */
function isOurs(hit: Hit, {site, integrations}: RunContext): boolean {
  return hit.reportSuites.some((id) => site?.suites[id] !== undefined || integrations?.some(({reportSuite}) => reportSuite === id) === true)
}

export default {
  id: 'collection-host-unexpected',
  shape: 'hit',
  severity: 'warning',
  triggers: ['every-hit'],
  requires: [],
  summary: 'Hit sent to another collection host than meant',
  why:
    'A host that Adobe does not serve loses hits; a fallback to `2o7.net` sets third-party cookies, which browsers block; plain http is blocked ' +
    'on secure pages. Below `data.adobedc.net` exactly one label is allowed.',
  fix: 'Set `s.trackingServer` to the host of `dc/workspace.json` (`hosts`), always over https.',
  source: 'Implementation guide, "trackingServer" and "trackingServerSecure"',
  notReady: ({integrations, site}) =>
    integrations !== undefined || Object.keys(site?.suites ?? {}).length > 0
      ? undefined
      : 'needs an integration or a declared report suite, and no workspace has one',
  examples: {
    context: exampleContext({site: {hosts: {'shop.data.adobedc.net': ['shopprod'], 'www.shop.example': ['shopprod']}}}),
    passes: ['https://shop.data.adobedc.net/b/ss/shopprod/1/JS-2.26.0/s11111111?v1=x'],
    fails: [
      'https://x.shop.data.adobedc.net/b/ss/shopprod/1/JS-2.26.0/s11111111?v1=x',
      'https://shopprod.112.2o7.net/b/ss/shopprod/1/JS-2.26.0/s11111111?v1=x',
      'http://shop.data.adobedc.net/b/ss/shopprod/1/JS-2.26.0/s11111111?v1=x',
      'https://metrics.else.example/b/ss/shopprod/1/JS-2.26.0/s11111111?v1=x',
      {hits: ['https://shopprod.122.2o7.net/b/ss/shopprod/1/JS-2.26.0/s11111111?v1=x'], context: exampleContext()},
    ],
    notApplied: [
      'https://metrics.else.example/b/ss/other/1/JS-2.26.0/s11111111?v1=x',
      'http://localhost:3000/b/ss/shopprod/1/s11111111?v1=x',
    ],
  },
  applies: (hit, context) => hit.host !== '' && !LOCAL.test(hit.host) && isOurs(hit, context),
  check(hit, report, context) {
    const fault = faultOf(hit, expectedHosts(hit, context))
    if (fault === undefined) return
    report({
      param: 'host',
      value: hit.host,
      at: [0, hit.host.length],
      once: `${hit.host} ${fault.message}`,
      ...fault,
      integration: integrationIdOn(hit.reportSuites, context),
    })
  },
} satisfies HitRule

function faultOf(hit: Hit, expected: readonly string[]): Pick<Seen, 'message' | 'fix'> | undefined {
  const {host} = hit
  if (NESTED.test(host)) return {message: 'more than one label stands before data.adobedc.net, which is no valid collection host'}
  const isDeclared = expected.includes(host)
  if (!isDeclared && expected.length > 0) return {message: `hits of this report suite go to another host than ${expected.join(' or ')}`}
  if (!isDeclared && host.endsWith('.2o7.net'))
    return {message: 'the hit goes to 2o7.net, where AppMeasurement turns without a tracking server'}
  if (/^http:/i.test(hit.request.url))
    return {message: 'hits go over plain http', fix: 'Set `s.trackingServerSecure`, and send over https everywhere.'}
  return undefined
}
