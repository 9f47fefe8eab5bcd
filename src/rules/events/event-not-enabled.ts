import {isKnownEvent} from '../../hits/events.js'
import {EXAMPLE_SUITE, exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import type {HitRule, RunContext} from '../rule.js'
import {eventOf, suitesOf, whyNoSuite} from '../suites.js'
import {hasEvents, reportToken, withCount} from './event-tokens.js'

/** Disabled in every suite the hit goes to; where one is unknown, nobody can tell. */
function isDisabled(event: string, reportSuites: readonly string[], context: RunContext): boolean {
  const {known, isAll} = suitesOf(reportSuites, context)
  return isAll && known.length > 0 && known.every((suite) => eventOf(suite, event)?.enabled === false)
}

export default {
  id: 'event-not-enabled',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  summary: 'Event that the report suite has not enabled',
  why: 'A success event that is not enabled in the report suite is in no report: what the page counts is thrown away.',
  fix: 'Enable the event in the admin console, or send one that is enabled; if the list is old, read it again with `dc suites import`.',
  source: 'Analytics, "Success events" (report suite settings, Conversion)',
  notReady: (context) =>
    whyNoSuite(context, ({snapshot}) => (snapshot?.events.length ?? 0) > 0, 'needs a list of a report suite’s events (dc suites import)'),
  examples: {
    context: exampleContext({site: {suites: {shopprod: EXAMPLE_SUITE}}}),
    passes: ['events=event7', 'events=scAdd%2Cevent1%3D2&products=%3Ba'],
    fails: ['events=event50', 'events=event7%2Cevent50%3D2%3AA'],
    notApplied: [
      'pageName=home',
      '/b/ss/other/1/JS-2.26.0/s11111111?events=event50',
      '/b/ss/shopprod,other/1/JS-2.26.0/s11111111?events=event50',
    ],
  },
  applies(hit, context) {
    const {isAll, known} = suitesOf(hit.reportSuites, context)
    return isAll && known.some(({snapshot}) => snapshot !== undefined) && hasEvents(hit)
  },
  check(hit, report, context) {
    const found = hit.events.tokens.filter(({name}) => isKnownEvent(name) && isDisabled(name, hit.reportSuites, context))
    const [token] = found
    if (token === undefined) return
    reportToken(hit, report, {
      token,
      message: withCount('an event is not enabled in the report suite, so it counts nowhere', found.length),
      integration: integrationIdOn(hit.reportSuites, context),
    })
  },
} satisfies HitRule
