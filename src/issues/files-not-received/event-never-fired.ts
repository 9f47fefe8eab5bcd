import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH, NO_FILES, ONE_GAP} from '../examples/delivery-examples.js'
import {silences} from '../signs/event-silence.js'
import {exampleEvidence, exampleHit, exampleHitDay, exampleHits} from '../examples/examples.js'

export default {
  id: 'event-never-fired',
  summary: 'The event of the segment is never fired',
  why:
    'A segment file lists who fired its event: `scAdd` for Cart Abandonment, `purchase` for Purchases, `prodView` for Product Views. Where no hit ' +
    'of the report suite fires it, nobody qualifies, and by default no file is sent.',
  owner: 'you',
  needs: [['hits']],
  source: 'Getting Started with Analytics data connectors, "Remarketing segments in data connectors"',
  next: [
    'Fire the event together with `s.products`, on the page where it happens, and send the hit',
    'dc validate CAPTURE --require-event scAdd (or purchase, prodView)',
    'dc explain files-not-received',
  ],
  judge(the): Judgement {
    const all = silences(the)
    const silent = all.filter(({is}) => is === 'silent')
    const elsewhere = (the.evidence.hits?.eventsElsewhere ?? []).filter(({event}) => silent.some((each) => each.event === event))
    const against = elsewhere.map(({suite, event, example}) => ({fact: `${event} fires, and goes to ${suite}`, origin: example.origin}))
    if (silent.length > 0 && against.length === 0) {
      const isComplete = silent.every((each) => each.isComplete)
      return {outcome: 'matched', confidence: isComplete ? 'likely' : 'possible', because: silent.flatMap(({facts}) => facts)}
    }
    if (against.length > 0) return {outcome: 'ruled-out', against}
    const facts = all.flatMap((each) => each.facts)
    if (all.length > 0 && all.every(({is}) => is === 'fired')) return {outcome: 'ruled-out', against: facts}
    return {
      outcome: 'not-checked',
      reason:
        all.length === 0
          ? 'no segment in question has an event that is known'
          : 'the capture does not show whether it never fires; one of all hits of a day does (--complete)',
      missing: ['hits'],
      because: all.filter(({is}) => is === 'unclear').flatMap((each) => each.facts),
    }
  },
  examples: {
    matched: [
      {
        about: 'all hits of two days, and no cart addition',
        evidence: exampleEvidence({
          deliveries: NO_FILES,
          hits: exampleHits({isComplete: true, days: [exampleHitDay('2026-10-05', {}), exampleHitDay('2026-10-06', {})]}),
        }),
        confidence: 'likely',
      },
      {
        about: 'purchases are there, and no cart addition',
        evidence: exampleEvidence({
          deliveries: NO_FILES,
          hits: exampleHits({
            days: [
              {
                day: '2026-10-05',
                hits: 60,
                segments: exampleHitDay('2026-10-05', {segment: 'purchases', event: 'purchase', events: 4}).segments,
              },
            ],
          }),
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'it fires',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 2})]})}),
      },
      {
        about: 'it fires, in another report suite',
        evidence: exampleEvidence({
          deliveries: NO_FILES,
          hits: exampleHits({
            isComplete: true,
            days: [exampleHitDay('2026-10-05', {}), exampleHitDay('2026-10-06', {})],
            eventsElsewhere: [{suite: 'shopdev', event: 'scAdd', hits: 9, example: exampleHit()}],
          }),
        }),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({deliveries: NO_FILES})},
      {
        about: 'ten hits of a capture with gaps prove nothing',
        evidence: exampleEvidence({deliveries: NO_FILES, hits: exampleHits({days: [exampleHitDay('2026-10-05', {})]})}),
      },
      {
        about: 'one day without it, while other days have rows',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          hits: exampleHits({isComplete: true, days: [exampleHitDay('2026-10-05', {})]}),
        }),
      },
    ],
  },
} satisfies Cause
