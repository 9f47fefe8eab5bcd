import {addDays} from '../../segments/suite-time.js'
import {awaitedDays, cameFact, fileSince, newestServed, said} from '../signs/awaited-days.js'
import {ofIntegration, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, FILES_UNTIL_4TH} from '../examples/delivery-examples.js'
import type {Fact} from '../evidence.js'
import {EXAMPLE_SCHEDULE, exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {asSureAsFit, requestState} from '../signs/request-state.js'

export default {
  id: 'schedule-ended',
  rows: ['NR-11'],
  summary: 'The schedule has come to its end',
  why: 'A schedule may end on a day or after so many deliveries. Then no file comes any more, and nobody is told.',
  owner: 'you',
  needs: [['request', 'schedule', 'told']],
  source: 'Data Warehouse, "Schedule a request"; that the request then reads Completed is our reading (unverified)',
  next: [
    'Extend the schedule of the request, or schedule it anew without an end; rerun the days that are missing',
    'Correct the end that is recorded here: dc configure INTEGRATION',
  ],
  judge(the): Judgement {
    const {status, facts} = requestState(the)
    const ends = endsOf(the).filter(({day}) => Date.parse(day) < the.nowMs)
    const last = awaitedDays(the)
      .map(({day}) => day)
      .toSorted()
      .at(-1)
    const newest = newestServed(the)
    // The file of a day is made on the day after it.
    const outlived = ends.filter(({day}) => newest !== undefined && addDays(newest.day, 1) > day)
    const passed = ends.filter((end) => !outlived.includes(end) && (last === undefined || end.day < addDays(last, 1)))
    const since = fileSince(the)
    if (passed.length > 0) {
      const because = passed.map(({fact}) => fact)
      if (status === 'scheduled') return {outcome: 'matched', confidence: 'possible', because, against: facts}
      const isSure = status === 'completed' || passed.some(({isSaid}) => !isSaid)
      return {outcome: 'matched', confidence: asSureAsFit(the, isSure ? 'certain' : 'likely'), because: [...because, ...facts]}
    }
    if (status === 'completed' && since === undefined) return {outcome: 'matched', confidence: asSureAsFit(the, 'likely'), because: facts}
    const later = endsOf(the).filter((end) => !ends.some(({fact}) => fact.fact === end.fact.fact))
    const against = [
      ...(newest !== undefined && outlived.length > 0 ? [cameFact(newest)] : []),
      ...(status === null || status === 'completed' ? [] : facts),
      ...[...later, ...ends].filter((end) => !outlived.includes(end)).map(({fact}) => fact),
      ...(since === undefined ? [] : [since]),
    ]
    if (against.length > 0) return {outcome: 'ruled-out', against}
    return {outcome: 'not-checked', reason: 'whether the schedule has an end is not known', missing: ['request'], because: facts}
  },
  examples: {
    matched: [
      {
        about: 'the last delivery was that of the 4th, made on the 5th',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          warehouse: exampleWarehouse({requests: [exampleRequest({status: 'completed', endsOn: '2026-10-05'})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'four deliveries from the 2nd on',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          warehouse: exampleWarehouse({
            requests: [exampleRequest({status: 'completed', startsAt: '2026-10-02T02:00:00Z', endsAfter: 4})],
          }),
        }),
        confidence: 'certain',
      },
      {
        about: 'somebody looked: the request is completed',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'request-status': 'completed'}}),
        confidence: 'likely',
      },
      {
        about: 'the integration itself says that deliveries end with the 4th',
        evidence: exampleEvidence({
          integration: exampleIntegration({delivery: endingOn('2026-10-04')}),
          deliveries: {...FILES_UNTIL_4TH, otherSchedule: {...EXAMPLE_SCHEDULE, until: '2026-10-04'}},
        }),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {
        about: 'the request is alive and has no end',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
      {about: 'files still come', evidence: exampleEvidence({deliveries: ALL_FILES, told: {'request-ends': '2026-10-05'}})},
      {about: 'it ends later', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'request-ends': '2026-12-31'}})},
    ],
    notChecked: [
      {
        about: 'nothing is known of the request',
        evidence: exampleEvidence({integration: exampleIntegration(), deliveries: FILES_UNTIL_4TH}),
      },
    ],
  },
} satisfies Cause

interface End {
  /** Day of the last delivery. */
  readonly day: string
  readonly fact: Fact
  readonly isSaid: boolean
}

function endsOf(the: Case): End[] {
  const {request, evidence} = the
  const ends: End[] = []
  if (request !== undefined) {
    const {origin, endsOn, endsAfter, startsAt, frequency} = request
    const on = endsOn?.slice(0, 10)
    if (on !== undefined) ends.push({day: on, fact: {fact: `the schedule of the request ends on ${on}`, origin}, isSaid: false})
    if (endsAfter !== null && startsAt !== null && frequency === 'daily') {
      const day = addDays(startsAt.slice(0, 10), endsAfter - 1)
      ends.push({
        day,
        fact: {fact: `the schedule began on ${startsAt.slice(0, 10)} and ends after ${endsAfter} deliveries, on ${day}`, origin},
        isSaid: false,
      })
    }
  }
  const answer = the.told('request-ends')?.value
  if (answer !== undefined)
    ends.push(...said(the, 'request-ends', `the schedule ends on ${answer}`).map((fact) => ({day: answer, fact, isSaid: true})))
  const until = evidence.integration?.integration.delivery?.until ?? null
  if (until !== null)
    ends.push({day: addDays(until, 1), fact: ofIntegration(the, `by the integration deliveries end with ${until}`), isSaid: false})
  return ends
}

function endingOn(until: string) {
  const {delivery} = exampleIntegration().integration
  return delivery === null ? null : {...delivery, until}
}
