import {EXAMPLE_SUITE, exampleContext} from '../example-site.js'
import {integrationIdOn} from '../integrations.js'
import type {HitRule, RunContext} from '../rule.js'
import {eventOf, suitesOf, whyNoSuite} from '../suites.js'
import {hasEvents, reportToken, withCount} from './event-tokens.js'

function isSerialized(event: string, reportSuites: readonly string[], context: RunContext): boolean {
  return suitesOf(reportSuites, context).known.some((suite) => eventOf(suite, event)?.recording === 'event-id')
}

export default {
  id: 'event-serial-missing',
  shape: 'hit',
  severity: 'warning',
  triggers: ['events'],
  summary: 'Event without the ID by which the report suite records it',
  why: 'The report suite counts this event once per event ID. Without an ID it is always counted, so reloads count double.',
  fix: 'Send the ID after a colon, up to 20 letters and digits: `event3:A4711`.',
  source: 'Implementation guide, "Event serialization"; Analytics, "Success events", Unique Event Recording',
  notReady: (context) =>
    whyNoSuite(
      context,
      ({snapshot}) => snapshot?.events.some(({recording}) => recording === 'event-id') === true,
      'no report suite is known to record an event by its ID (recording in dc/suites/RSID.json)',
    ),
  examples: {
    context: exampleContext({site: {suites: {shopprod: EXAMPLE_SUITE}}}),
    passes: ['events=event3%3AA', 'events=event3%3D2%3AA'],
    fails: ['events=event3', 'events=scAdd%2Cevent3%3D2&products=%3Ba', 'events=event3%3A'],
    notApplied: ['events=event1', '/b/ss/other/1/JS-2.26.0/s11111111?events=event3'],
  },
  applies: (hit, context) => hit.events.tokens.some(({name}) => isSerialized(name, hit.reportSuites, context)) && hasEvents(hit),
  check(hit, report, context) {
    const found = hit.events.tokens.filter(({name, serial}) => !serial && isSerialized(name, hit.reportSuites, context))
    const [token] = found
    if (token === undefined) return
    reportToken(hit, report, {
      token,
      message: withCount('an event that the report suite records by its ID has none', found.length),
      integration: integrationIdOn(hit.reportSuites, context),
    })
  },
} satisfies HitRule
