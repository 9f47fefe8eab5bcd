import {awaitedDays} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {filesOf, FILES_UNTIL_4TH, ONE_GAP} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {ASK_ADOBE} from '../signs/next-steps.js'
import {judgeRuns} from '../signs/runs-in-question.js'
import {isWithinLongest, nextLook} from '../signs/wait-for-day.js'

export default {
  id: 'still-processing',
  rows: ['NR-03'],
  summary: 'Data Warehouse is still building the report',
  why:
    'A report takes from under an hour to days, longer with a wide range, many breakdowns and elaborate segments. Until it is built, there is ' +
    'no file.',
  owner: 'adobe',
  needs: [['runs']],
  source: 'Data Warehouse, "Delivery time"; Manage Data Warehouse requests, "Status"',
  next: ['Look again at the time named', 'Ask for fewer breakdowns, simpler segments and at most 14 days at a time', ...ASK_ADOBE],
  judge(the): Judgement {
    const judged = judgeRuns(the, ['created', 'pending', 'processing'])
    if (judged.outcome !== 'matched') return judged
    const awaited = awaitedDays(the)
    return {
      ...judged,
      recheckAt: nextLook(awaited, the),
      isFault: awaited.length > 0 && !isWithinLongest(awaited, the),
    }
  },
  examples: {
    matched: [
      {
        about: 'the delivery of yesterday is being built',
        evidence: exampleEvidence({
          deliveries: filesOf(1, 2, 3, 4, 5, 6, 7),
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-08', {status: 'processing', completedAt: null})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'somebody looked: the newest delivery waits',
        evidence: exampleEvidence({deliveries: filesOf(1, 2, 3, 4, 5, 6, 7), told: {'run-status': 'pending'}}),
        confidence: 'likely',
      },
      {
        about: 'a day beyond 72 hours is still being built, which is too long',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05', {status: 'processing', completedAt: null})]}),
        }),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {
        about: 'the delivery was handed over',
        evidence: exampleEvidence({deliveries: ONE_GAP, warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05')]})}),
      },
    ],
    notChecked: [
      {about: 'nothing is known of the deliveries', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
      {
        about: 'only the delivery of another day is known',
        evidence: exampleEvidence({deliveries: ONE_GAP, warehouse: exampleWarehouse({runs: [exampleRun('2026-10-06')]})}),
      },
    ],
  },
} satisfies Cause
