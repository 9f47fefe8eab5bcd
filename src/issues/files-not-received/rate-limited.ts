import {awaitedDays, fileSince, said} from '../signs/awaited-days.js'
import type {Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {filesOf, FILES_UNTIL_4TH} from '../examples/delivery-examples.js'
import type {Fact} from '../evidence.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {areAllRunsKnown, runsInQuestion} from '../signs/runs-in-question.js'
import {isWithinLongest, nextLook} from '../signs/wait-for-day.js'

/** So many deliveries that wait at the same time are no chance. */
const MANY = 5

export default {
  id: 'rate-limited',
  rows: ['NR-04'],
  summary: 'Data Warehouse holds the delivery back: too many requests run at once',
  why:
    'Where an organisation has too many Data Warehouse requests under way, further ones wait (Rate Limited). They are paused, not failed, and go ' +
    'on once others are done.',
  owner: 'you',
  needs: [['request', 'runs', 'told']],
  source: 'Manage Data Warehouse requests, "Status" (Rate Limited)',
  next: [
    'Spread the requests of the organisation over the day, and cancel those that nobody needs',
    'Then look again: dc diagnose INTEGRATION',
  ],
  judge(the): Judgement {
    const runs = runsInQuestion(the)
    const {told, request} = the
    const answer = told('rate-limited')?.value
    const record = (fact: string) => (request === undefined ? [] : [{fact, origin: request.origin}])
    const against = [
      ...(answer === 'no' ? said(the, 'rate-limited', 'the request manager does not show Rate Limited') : []),
      ...(request?.isRateLimited === false ? record('the request is not held back') : []),
    ]
    const because = [
      ...(answer === 'yes' ? said(the, 'rate-limited', 'the request manager shows Rate Limited') : []),
      ...(request?.isRateLimited === true ? record('the request is held back (Rate Limited)') : []),
    ]
    const since = fileSince(the)
    if (because.length > 0 && since === undefined)
      return {...waiting(the), outcome: 'matched', confidence: against.length > 0 ? 'possible' : 'likely', because, against}
    if (because.length > 0 && since !== undefined) return {outcome: 'not-checked', reason: 'files came since', because, against: [since]}
    if (against.length > 0) return {outcome: 'ruled-out', against}
    const queue = queueOf(the)
    if (queue.length > 0 && runs.some(({status}) => status === 'pending'))
      return {...waiting(the), outcome: 'matched', confidence: 'possible', because: queue}
    const isMoving = areAllRunsKnown(the, runs) && runs.every(({status}) => status !== 'pending' && status !== 'created')
    if (isMoving) return {outcome: 'ruled-out', against: runs.map(({fact}) => fact)}
    return {
      outcome: 'not-checked',
      reason: 'whether requests are held back is not known (--fact rate-limited=yes or no)',
      missing: ['request'],
    }
  },
  examples: {
    matched: [
      {
        about: 'the request manager says so',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'rate-limited': 'yes'}}),
        confidence: 'likely',
      },
      {
        about: 'the record says so, and yesterday is not due for long',
        evidence: exampleEvidence({
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          warehouse: exampleWarehouse({requests: [exampleRequest({isRateLimited: true})]}),
        }),
        confidence: 'likely',
      },
      {
        about: 'six deliveries wait at once, that of the day among them',
        evidence: exampleEvidence({
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          warehouse: exampleWarehouse({
            runs: [
              exampleRun('2026-10-08', {status: 'pending'}),
              ...['r2', 'r3', 'r4', 'r5', 'r6'].map((request) => exampleRun('2026-10-08', {status: 'pending', request, id: request})),
            ],
            requests: [exampleRequest()],
          }),
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'the request manager shows nothing of the kind',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'rate-limited': 'no'}}),
      },
      {
        about: 'the delivery was handed over',
        evidence: exampleEvidence({
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-08')]}),
        }),
      },
    ],
    notChecked: [
      {about: 'nobody looked', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
      {
        about: 'one delivery waits: that is nothing special',
        evidence: exampleEvidence({
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-08', {status: 'pending'})]}),
        }),
      },
    ],
  },
} satisfies Cause

function waiting(the: Case) {
  const awaited = awaitedDays(the)
  return {recheckAt: nextLook(awaited, the), isFault: awaited.length === 0 || !isWithinLongest(awaited, the)}
}

function queueOf({runsOf}: Case): Fact[] {
  const pending = runsOf().filter(({status}) => status === 'pending')
  const [first] = pending
  return first === undefined || pending.length < MANY
    ? []
    : [{fact: `${pending.length} deliveries wait for their turn at once`, origin: first.origin}]
}
