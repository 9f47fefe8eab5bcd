import {exampleContext} from '../example-site.js'
import {activeIntegrations, integrationsOn, whyNoIntegration} from '../integrations.js'
import {sessionRule, type FactPlace} from '../rule.js'
import type {IntegrationFacts} from '../site-facts.js'
import {SEGMENT_EVENT_NAMES, SEGMENT_EVENTS, type SegmentEvent} from './missing-products.js'

/** Report suites of integrations, and the segment events of the hit. */
interface Fact {
  suites: string[]
  events?: SegmentEvent[]
}

const wantsFile = ({segments}: IntegrationFacts, event: SegmentEvent) => segments.includes(SEGMENT_EVENTS[event])

/** Judged once for the whole run, on the first hit of each integration's suite. State: a place and three events per suite. */
export default sessionRule<Fact>({
  id: 'segment-event-not-seen',
  shape: 'session',
  severity: 'info',
  wholeRun: true,
  triggers: ['every-hit'],
  summary: 'Event of a segment file that never occurs',
  why: 'Each remarketing file is built on one event: Cart Abandonment on `scAdd`, Purchases on `purchase`, Product Views on `prodView`. In what was read it never occurs, so the file would be empty, unless the journey just did not get that far.',
  fix: 'Record a journey through product page, cart and purchase; where the event is still missing, set it on its page (`s.events`).',
  source: 'Getting Started with Analytics data connectors, remarketing segments and "Implementation Examples"',
  notReady: (context) =>
    whyNoIntegration(
      context,
      (integration) => SEGMENT_EVENT_NAMES.some((event) => wantsFile(integration, event)),
      'has a remarketing segment',
    ),
  examples: {
    context: exampleContext(),
    passes: [
      {
        hits: ['events=prodView&products=%3Ba', 'events=scAdd&products=%3Ba', 'events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1'],
      },
      {hits: ['events=prodView&products=%3Ba'], context: exampleContext({segments: ['product-views']})},
    ],
    fails: ['events=prodView&products=%3Ba', 'pageName=home'],
    notApplied: [
      '/b/ss/other/1/JS-2.26.0/s11111111?events=prodView&products=%3Ba',
      {hits: ['pageName=home'], context: exampleContext({segments: ['form-abandonment']})},
    ],
  },
  fact(hit, context) {
    const suites = [...new Set(integrationsOn(hit.reportSuites, context).map(({reportSuite}) => reportSuite))]
    if (suites.length === 0) return undefined
    const events = SEGMENT_EVENT_NAMES.filter((event) => hit.events.has(event))
    return {suites, ...(events.length > 0 && {events})}
  },
  fold(context) {
    const first = new Map<string, FactPlace>()
    const seen = new Set<string>()
    return {
      next({suites, events = []}, place) {
        for (const suite of suites) {
          if (!first.has(suite)) first.set(suite, place)
          for (const event of events) seen.add(`${suite} ${event}`)
        }
      },
      end(verdicts) {
        for (const integration of activeIntegrations(context)) {
          const place = first.get(integration.reportSuite)
          const wanted = SEGMENT_EVENT_NAMES.filter((event) => wantsFile(integration, event))
          if (place === undefined || wanted.length === 0) continue
          const never = wanted.filter((event) => !seen.has(`${integration.reportSuite} ${event}`))
          if (never.length === 0) verdicts.pass(place)
          else {
            const files = never.map((event) => `${event} (${SEGMENT_EVENTS[event]})`).join(', ')
            verdicts.fail({
              place,
              param: 'events',
              message: `events of segment files that no hit carries: ${files}`,
              integration: integration.id,
            })
          }
        }
      },
    }
  },
})
