import {fileSince} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {ASK_ADOBE} from '../signs/next-steps.js'
import {asSureAsFit, requestState} from '../signs/request-state.js'
import {runsInQuestion} from '../signs/runs-in-question.js'

export default {
  id: 'request-failed',
  summary: 'The Data Warehouse request has failed',
  why: 'A request that did not complete delivers nothing. Whether the report could not be built or not be sent, its single deliveries tell.',
  owner: 'you',
  needs: [['request', 'runs']],
  source: 'Manage Data Warehouse requests, "Status"',
  next: [
    'Look at the deliveries of the request: dc diagnose INTEGRATION --fact run-status=error-processing (or error-failure-to-send)',
    ...ASK_ADOBE,
  ],
  judge(the): Judgement {
    const {status, facts} = requestState(the)
    const since = fileSince(the)
    const told = runsInQuestion(the).filter((run) => run.status.startsWith('error'))
    if (status === null)
      return {outcome: 'not-checked', reason: 'the status of the request is not known', missing: ['request'], because: facts}
    if (status !== 'error') return {outcome: 'ruled-out', against: facts}
    if (since !== undefined) return {outcome: 'not-checked', reason: 'files came since', because: facts, against: [since]}
    if (told.length > 0)
      return {
        outcome: 'not-checked',
        reason: 'at which step it failed is known: that is the cause',
        because: [...facts, ...told.map(({fact}) => fact)],
      }
    return {outcome: 'matched', confidence: asSureAsFit(the, 'likely'), because: facts}
  },
  examples: {
    matched: [
      {
        about: 'the request has failed, and nothing is known of its deliveries',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'request-status': 'error'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'the request is alive',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
    ],
    notChecked: [
      {
        about: 'nothing is known of the request',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'run-status': 'completed'}}),
      },
      {
        about: 'its delivery says at which step it failed',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          warehouse: exampleWarehouse({
            requests: [exampleRequest({status: 'error'})],
            runs: [exampleRun('2026-10-05', {status: 'error-processing'})],
          }),
        }),
      },
    ],
  },
} satisfies Cause
