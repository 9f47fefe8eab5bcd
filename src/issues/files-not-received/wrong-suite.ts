import {of, ofIntegration, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {fileSince, said} from '../signs/awaited-days.js'
import {NO_FILES} from '../examples/delivery-examples.js'
import {segmentsInQuestion, silences} from '../signs/event-silence.js'
import type {Fact} from '../evidence.js'
import {exampleEvidence, exampleHit, exampleHitDay, exampleHits, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'

export default {
  id: 'wrong-suite',
  summary: 'The hits go to one report suite, the files are made from another',
  why:
    'A segment file is made from one report suite. Where the pages send their hits to another (a development suite, or one that was renamed), or ' +
    'the request names another, nobody qualifies in the one that counts.',
  owner: 'you',
  needs: [['hits', 'request', 'told']],
  source: 'Analytics, "Report suite ID (rsid)"; Data Warehouse, "General settings" (report suite)',
  next: [
    'Set the report suite of the pages (`s.account`, `rsid`), or choose that suite in the request',
    'Correct what is recorded here: dc configure INTEGRATION',
    'dc coverage CAPTURE (which report suites the hits go to)',
  ],
  judge(the): Judgement {
    const since = fileSince(the)
    const byHits = judgeHits(the)
    const byRequest = judgeRequest(the)
    const because = [...byHits.because, ...byRequest.because]
    const against = [...byHits.against, ...byRequest.against, ...(since === undefined ? [] : [since])]
    if (byHits.because.length > 0 && since === undefined) return {outcome: 'matched', confidence: 'likely', because, against}
    if (byRequest.because.length > 0 && since === undefined)
      return {outcome: 'matched', confidence: byHits.against.length > 0 ? 'likely' : 'possible', because, against}
    if (because.length > 0) return {outcome: 'not-checked', reason: 'files came all the same', because, against}
    if (byHits.against.length > 0) return {outcome: 'ruled-out', against}
    return {outcome: 'not-checked', reason: 'no hits were given that fire the event', missing: ['hits'], against}
  },
  examples: {
    matched: [
      {
        about: 'cart additions go to another suite only',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          hits: exampleHits({
            days: [exampleHitDay('2026-10-05', {})],
            suites: [
              {suite: 'shopdev', hits: 40},
              {suite: 'shopprod', hits: 10},
            ],
            eventsElsewhere: [{suite: 'shopdev', event: 'scAdd', hits: 9, example: exampleHit()}],
          }),
        }),
        confidence: 'likely',
      },
      {
        about: 'the request is about another suite',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({requests: [exampleRequest({reportSuite: 'shopdev'})]}),
        }),
        confidence: 'possible',
      },
      {
        about: 'somebody looked: the request names another suite',
        evidence: exampleEvidence({integration: exampleIntegration(), deliveries: NO_FILES, told: {'report-suite': 'shopdev'}}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'the suite gets the event',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 3})]}),
        }),
      },
    ],
    notChecked: [
      {about: 'no hits were given', evidence: exampleEvidence({integration: exampleIntegration(), deliveries: NO_FILES})},
      {
        about: 'no suite gets the event in this capture',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          hits: exampleHits({days: [exampleHitDay('2026-10-05', {})]}),
        }),
      },
      {
        about: 'the request names the same suite',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({requests: [exampleRequest()]}),
        }),
      },
    ],
  },
} satisfies Cause

interface Evidences {
  readonly because: readonly Fact[]
  readonly against: readonly Fact[]
}

/** The event goes elsewhere, and the suite itself gets none of it. */
function judgeHits(the: Case): Evidences {
  const {hits} = the.evidence
  if (hits === null || hits.suite === null || segmentsInQuestion(the).length === 0) return {because: [], against: []}
  const all = silences(the)
  const fired = all.filter(({is}) => is === 'fired')
  const without = new Set(all.filter(({is}) => is !== 'fired').map(({event}) => event))
  const place = hits.captures[0]?.path ?? '--hits'
  const because = hits.eventsElsewhere
    // Whether capitals make another suite no page tells.
    .filter(({suite, event}) => without.has(event) && !isSame(suite, hits.suite ?? ''))
    .map(({suite, event, hits: count, example}) => ({
      fact: `${count} hits with ${event} go to ${suite}, and none to ${hits.suite ?? ''}`,
      origin: example.origin,
    }))
  const own = hits.suites.find(({suite}) => isSame(suite, hits.suite ?? ''))?.hits ?? 0
  const note = because.length > 0 ? [of(place, `${hits.suite} gets ${own} hits of the capture`)] : []
  return {because: [...because, ...note], against: because.length > 0 ? [] : fired.flatMap(({facts}) => facts)}
}

/** The request names another suite than the integration. */
function judgeRequest(the: Case): Evidences {
  const wanted = the.evidence.integration?.integration.reportSuite ?? null
  const told = the.told('report-suite')?.value
  const {request} = the
  if (wanted === null) return {because: [], against: []}
  const isOther = (suite: string) => !isSame(suite, wanted) && !isVirtual(suite)
  const recorded = request?.reportSuite ?? null
  const ofRequest = (fact: string) => (request === undefined ? [] : [{fact, origin: request.origin}])
  const facts = {
    because: [
      ...(recorded !== null && request?.fit !== 'possible' && isOther(recorded)
        ? ofRequest(`the request is about ${recorded}, the integration about ${wanted}`)
        : []),
      ...(told !== undefined && isOther(told) ? said(the, 'report-suite', `the request names another report suite than ${wanted}`) : []),
    ],
    against: [
      ...(recorded !== null && isSame(recorded, wanted) ? [ofIntegration(the, `request and integration are both about ${wanted}`)] : []),
      ...(told !== undefined && isSame(told, wanted) ? said(the, 'report-suite', `the request names ${wanted} too`) : []),
    ],
  }
  return facts
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

/** A virtual report suite is cut out of another one, which its id does not tell. */
const isVirtual = (suite: string): boolean => /^vrs_/i.test(suite)
