import {fileSince} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, FILES_UNTIL_4TH} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {asSureAsFit, requestState} from '../signs/request-state.js'
import {runsInQuestion} from '../signs/runs-in-question.js'

export default {
  id: 'schedule-canceled',
  rows: ['NR-10'],
  summary: 'Somebody canceled the schedule, or the delivery',
  why: 'A request that was canceled makes no further file, and a delivery that was canceled none for its day. Nothing brings them back by itself.',
  owner: 'you',
  needs: [['request', 'runs']],
  source: 'Manage Data Warehouse requests, "Status"',
  next: [
    'Find out who canceled it, and why (Analytics > Admin > Logs); schedule the request anew, and rerun the days that are missing',
    'dc diagnose INTEGRATION --schedule FILE',
  ],
  judge(the): Judgement {
    const {status, facts, isContradictory} = requestState(the)
    const canceledRuns = runsInQuestion(the).filter((run) => run.status === 'canceled')
    const since = fileSince(the)
    const against = since === undefined ? [] : [since]
    if (canceledRuns.length > 0) {
      const isCertain = canceledRuns.some(({run}) => run !== null)
      return {outcome: 'matched', confidence: isCertain ? 'certain' : 'likely', because: canceledRuns.map(({fact}) => fact), against}
    }
    if (status === 'canceled' && since === undefined) {
      return {outcome: 'matched', confidence: asSureAsFit(the, the.request === undefined ? 'likely' : 'certain'), because: facts}
    }
    if (status !== null && status !== 'canceled') return {outcome: 'ruled-out', against: facts}
    if (status === 'canceled')
      return {outcome: 'not-checked', reason: 'the request was canceled after the days in question', because: facts, against}
    const reason = isContradictory
      ? 'what is known of the request contradicts itself'
      : 'whether the request is still scheduled is not known'
    return {outcome: 'not-checked', reason, missing: ['request'], because: facts}
  },
  examples: {
    matched: [
      {
        about: 'files stop with the 4th, and the request is canceled',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          warehouse: exampleWarehouse({requests: [exampleRequest({status: 'canceled'})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'somebody looked: it is canceled',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'request-status': 'canceled'}}),
        confidence: 'likely',
      },
      {
        about: 'the delivery of the day was canceled',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          warehouse: exampleWarehouse({requests: [exampleRequest()], runs: [exampleRun('2026-10-05', {status: 'canceled'})]}),
        }),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {
        about: 'the request is alive',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
    ],
    notChecked: [
      {about: 'nothing is known of the request', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
      {
        about: 'record and user contradict each other',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          warehouse: exampleWarehouse({requests: [exampleRequest()]}),
          told: {'request-status': 'canceled'},
        }),
      },
      {
        about: 'it was canceled, and every file came before',
        evidence: exampleEvidence({deliveries: ALL_FILES, told: {'request-status': 'canceled'}}),
      },
    ],
  },
} satisfies Cause
