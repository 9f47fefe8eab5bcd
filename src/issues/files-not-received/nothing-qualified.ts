import {servedDays} from '../signs/awaited-days.js'
import {namedDays, of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {NO_FILES, ONE_GAP} from '../examples/delivery-examples.js'
import {silences} from '../signs/event-silence.js'
import type {Fact} from '../evidence.js'
import {exampleListing, exampleAccount} from '../examples/account-examples.js'
import {exampleDeliveries, exampleEvidence, exampleHitDay, exampleHits} from '../examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {requestSendsEmpty} from '../signs/owed-files.js'
import {runsInQuestion} from '../signs/runs-in-question.js'
import {strayFiles} from '../signs/stray-files.js'
import type {SegmentDay} from '../../segments/inspection.js'

export default {
  id: 'nothing-qualified',
  rows: ['NR-07'],
  summary: 'Nobody qualified on that day, so no file was sent',
  why:
    'By default Data Warehouse sends no file for a day without rows, and counts the delivery as completed. A quiet day and a fault then look the ' +
    'same from the receiving end.',
  owner: 'you',
  needs: [
    ['files', 'account'],
    ['hits', 'runs', 'request', 'told', 'schedule'],
  ],
  source: 'Data Warehouse, "Report options" (send a file even if there are no data)',
  next: [
    'Have a file sent even for a day without data: an option of the request; then record it: dc configure INTEGRATION',
    'dc segments preview CAPTURE --day DAY (all hits of the day: who should have been in the file)',
  ],
  judge(the): Judgement {
    const lacking = the.daysWithoutFile
    if (lacking.length === 0) return {outcome: 'not-checked', reason: 'no day is known to lack its file', missing: ['files']}
    const owed = owedFacts(lacking, the)
    if (owed.length > 0) return {outcome: 'ruled-out', against: owed}
    const counted = lacking.filter((day) => isCountedEmpty(day, the))
    const isSilent = silences(the).some(({is, isComplete}) => is === 'silent' && isComplete)
    if (isSilent) return {outcome: 'not-checked', reason: 'the event of the segment fires on no day at all: that is the cause'}
    if (counted.length > 0) {
      const place = the.evidence.hits?.captures[0]?.path ?? '--hits'
      const rest = lacking.filter((day) => !counted.includes(day))
      const because = [of(place, `all hits of ${namedDays(counted)} were captured, and none of them makes a row`), ...emptyOptionFacts(the)]
      const against = rest.length === 0 ? [] : [of(place, `nothing of the kind is known of ${namedDays(rest)}`)]
      return {outcome: 'matched', confidence: 'likely', because, against, isFault: false}
    }
    return judgeRuns(lacking, the)
  },
  examples: {
    matched: [
      {
        about: 'all hits of the day were captured, and nobody left a cart behind',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          hits: exampleHits({
            isComplete: true,
            days: [exampleHitDay('2026-10-05', {events: 2, rows: 0}), exampleHitDay('2026-10-06', {events: 3})],
          }),
        }),
        confidence: 'likely',
      },
      {
        about: 'the delivery was completed, and empty files are not sent',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({requests: [exampleRequest({sendsEmptyFile: false})], runs: [exampleRun('2026-10-05')]}),
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'hits of the day make rows',
        evidence: exampleEvidence({deliveries: ONE_GAP, hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 3})]})}),
      },
      {
        about: 'a file is sent even for a day without rows',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({requests: [exampleRequest({sendsEmptyFile: true})], runs: [exampleRun('2026-10-05')]}),
        }),
      },
      {
        about: 'the delivery failed',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05', {status: 'error-failure-to-send'})]}),
        }),
      },
    ],
    notChecked: [
      {about: 'nothing is known of hits or deliveries', evidence: exampleEvidence({deliveries: ONE_GAP})},
      {
        about: 'the capture may have gaps',
        evidence: exampleEvidence({deliveries: ONE_GAP, hits: exampleHits({days: [exampleHitDay('2026-10-05', {})]})}),
      },
      {
        about: 'carts were left behind, and whether their visitors have a recipient is not known',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          hits: exampleHits({
            isComplete: true,
            days: [exampleHitDay('2026-10-05', {events: 2, recipientUnknown: 2, rows: 0, rowsInDoubt: 2})],
          }),
        }),
      },
      {
        about: 'every delivery is completed, and no file ever came: that is more than quiet days',
        evidence: exampleEvidence({
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({requests: [exampleRequest()], runs: [exampleRun('2026-10-05')]}),
        }),
      },
      {
        about: 'the delivery was completed, and a part of a file lies there',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({...ONE_GAP}),
          accounts: [
            exampleAccount({
              listing: exampleListing({
                entries: [{name: 'cart_20261005.csv.part', sizeBytes: 100, modifiedAt: '2026-10-06T03:00:00Z', isGrowing: false}],
              }),
            }),
          ],
          warehouse: exampleWarehouse({requests: [exampleRequest()], runs: [exampleRun('2026-10-05')]}),
        }),
      },
    ],
  },
} satisfies Cause

/** A file was owed on each of these days: then nobody qualifying is no reason for its absence. */
function owedFacts(lacking: readonly SegmentDay[], the: Case): Fact[] {
  const empty = requestSendsEmpty(the)
  if (empty.is === true) return [...empty.facts]
  const owing = lacking.map((day): Fact[] => {
    const hits = the.hitsOf(day.segment, day.day)
    if (hits !== undefined && hits.rows > hits.rowsWithoutProduct) {
      const place = the.evidence.hits?.captures[0]?.path ?? '--hits'
      return [of(place, `${hits.rows - hits.rowsWithoutProduct} rows are due for ${day.day}, by the hits`)]
    }
    const failed = runsInQuestion(the).filter(({status, from}) => status.startsWith('error') && from === day.day)
    return failed.map(({fact}) => fact)
  })
  return owing.every((facts) => facts.length > 0) ? owing.flat() : []
}

/** Every hit of the day is there, and no row comes of them. */
function isCountedEmpty({segment, day}: SegmentDay, the: Case): boolean {
  const {hits} = the.evidence
  if (hits === null || !hits.isComplete || hits.isDamaged) return false
  if (!hits.days.some((each) => each.day === day && each.hits > 0)) return false
  const isKnown = silences(the).some((each) => each.segment === segment) || the.hitsOf(segment, day) !== undefined
  const own = the.hitsOf(segment, day)
  return isKnown && (own === undefined || (own.rows === 0 && own.uncertain === 0 && (own.rowsInDoubt ?? 0) === 0))
}

function emptyOptionFacts(the: Case): Fact[] {
  const empty = requestSendsEmpty(the)
  return empty.is === false ? [...empty.facts] : []
}

/** The delivery went well, other days of the segment came, empty files are not sent, and nothing else explains the gap. */
function judgeRuns(lacking: readonly SegmentDay[], the: Case): Judgement {
  const runs = runsInQuestion(the)
  const completed = runs.filter(({status}) => status === 'completed')
  const because = completed.map(({fact}) => fact)
  const isAllDone = lacking.every(({day}) => completed.some(({from}) => from === day)) && completed.length === runs.length
  const empty = requestSendsEmpty(the)
  const served = servedDays(the)
  const isRare = lacking.every(({segment}) => {
    const count = (days: readonly SegmentDay[]) => days.filter((day) => day.segment === segment).length
    return count(served) > count(lacking)
  })
  const partials = the.evidence.accounts.flatMap(({location, listing}) =>
    (listing?.partials ?? []).map(() => of(location, 'a part of a file lies there')),
  )
  if (isAllDone && isRare && empty.is === false && partials.length === 0 && strayFiles(the).length === 0) {
    const rest = of(the.evidence.integration?.path ?? '--files', `${served.length} other days brought their file`)
    return {outcome: 'matched', confidence: 'likely', because: [...because, ...empty.facts, rest], isFault: false}
  }
  return {
    outcome: 'not-checked',
    reason: 'whether anybody qualified is not known; all hits of the day (--complete) tell',
    missing: ['hits', 'runs', 'request', 'told', 'schedule'],
    because: [...because, ...(empty.is === false ? empty.facts : [])],
    against: partials,
  }
}
