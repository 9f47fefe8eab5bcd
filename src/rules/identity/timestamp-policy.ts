import type {Hit} from '../../hits/hit.js'
import {exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import type {HitRule, RunContext, Seen} from '../rule.js'
import {suitesOf, whyNoSuite} from '../suites.js'

function faultOf(hit: Hit, context: RunContext): Omit<Seen, 'param'> | undefined {
  const isStamped = hit.value('timestamp') !== undefined
  const policies = suitesOf(hit.reportSuites, context).known.map(({timestamps}) => timestamps)
  if (isStamped && policies.includes('forbidden')) {
    return {
      message: 'a timestamp is sent to a report suite that takes none, so the hit is dropped',
      fix: 'Leave `s.timestamp` out, or have the suite take timestamps (the admin console, "Timestamps optional").',
    }
  }
  if (!isStamped && policies.includes('required'))
    return {message: 'a report suite that requires a timestamp gets none, so the hit is dropped'}
  if (isStamped && hit.value('visitorID') !== undefined) {
    return {
      severity: 'warning',
      message: 'a hit with a timestamp carries a visitor ID of its own, which Adobe does not support together',
      fix: 'Leave `s.visitorID` out of hits with a timestamp.',
    }
  }
  return undefined
}

export default {
  id: 'timestamp-policy',
  shape: 'hit',
  severity: 'error',
  triggers: ['every-hit'],
  requires: ['body', 'whole'],
  summary: 'Timestamp against the setting of the report suite',
  why: 'A report suite takes hits with a timestamp of their own, requires it, or refuses it. A hit against that setting is dropped for good.',
  fix: 'Set `s.timestamp` on every hit for this suite, or have it take both (the admin console, "Timestamps optional").',
  source: 'Implementation guide, "timestamp" and "visitorID"; Analytics, "Timestamps optional"; data feeds, exclude_hit 11',
  notReady: (context) =>
    whyNoSuite(
      context,
      ({timestamps}) => timestamps !== undefined,
      'needs the timestamp setting of a report suite (reportSuites.RSID.timestamps in dc/workspace.json)',
    ),
  examples: {
    context: exampleContext({
      site: {suites: {shopprod: {timestamps: 'forbidden'}, shopapp: {timestamps: 'required'}, shopboth: {timestamps: 'optional'}}},
    }),
    passes: [
      'pageName=a',
      '/b/ss/shopapp/0/OIP-4.8.3/s11111111?ts=1757000000&pageName=a',
      '/b/ss/shopboth/0/OIP-4.8.3/s11111111?pageName=a',
      '/b/ss/shopboth/0/OIP-4.8.3/s11111111?ts=1757000000&pageName=a',
    ],
    fails: [
      'ts=1757000000&pageName=a',
      '/b/ss/shopapp/0/OIP-4.8.3/s11111111?pageName=a',
      '/b/ss/shopboth/0/OIP-4.8.3/s11111111?ts=1757000000&vid=u1&pageName=a',
    ],
    notApplied: ['/b/ss/other/1/JS-2.26.0/s11111111?ts=1757000000&pageName=a'],
  },
  applies: (hit, context) => suitesOf(hit.reportSuites, context).known.some(({timestamps}) => timestamps !== undefined),
  check(hit, report, context) {
    const fault = faultOf(hit, context)
    if (fault !== undefined) report({param: 'timestamp', ...fault, integration: integrationIdOn(hit.reportSuites, context)})
  },
} satisfies HitRule
