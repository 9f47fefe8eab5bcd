import type {Cause} from '../cause.js'
import {FILES_UNTIL_4TH, ONE_GAP} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {ASK_ADOBE} from '../signs/next-steps.js'
import {judgeRuns} from '../signs/runs-in-question.js'

export default {
  id: 'build-failed',
  rows: ['NR-06'],
  summary: 'Data Warehouse could not build the report',
  why:
    'A delivery that ends with "Error - Processing" has no file that could be sent. A segment that Data Warehouse cannot compute, or one that was ' +
    'changed since, is a usual reason; which it was, only Adobe sees.',
  owner: 'adobe',
  needs: [['runs']],
  source: 'Manage Data Warehouse requests, "Status" (Error - Processing); Data Warehouse, "Segment compatibility"',
  next: [
    'Rerun the delivery once in Analytics > Tools > Data Warehouse; a resend is not possible, there is nothing to send',
    'See whether the segment is one that Data Warehouse can compute (no sequences, no nested exclusions)',
    ...ASK_ADOBE,
  ],
  judge: (the) => judgeRuns(the, ['error-processing']),
  examples: {
    matched: [
      {
        about: 'the delivery of the day failed while it was built',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05', {status: 'error-processing'}), exampleRun('2026-10-06')]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'somebody looked: the newest delivery has this status',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'run-status': 'error-processing'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'a later run of the day went well',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({
            runs: [exampleRun('2026-10-05', {status: 'error-processing'}), exampleRun('2026-10-05', {createdAt: '2026-10-07T08:00:00Z'})],
          }),
        }),
      },
    ],
    notChecked: [
      {about: 'nothing is known of the deliveries', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
      {
        about: 'the delivery that failed is that of a day whose file is there',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-06', {status: 'error-processing'})]}),
        }),
      },
    ],
  },
} satisfies Cause
