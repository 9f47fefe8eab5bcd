import {fileSince} from '../signs/awaited-days.js'
import {of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH, ONE_GAP} from '../examples/delivery-examples.js'
import type {Fact, LogEntry} from '../evidence.js'
import {exampleAccount} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleLogEntry, exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {RESEND} from '../signs/next-steps.js'
import {judgeRuns} from '../signs/runs-in-question.js'

export default {
  id: 'send-failed',
  rows: ['NR-05', 'NR-16'],
  summary: 'The report was built, and could not be sent',
  why:
    'A delivery that ends with "Error - Failure To Send" is stored at Adobe, and the destination did not take it: the server was not reached, the ' +
    'login was refused, the directory is missing, or there was no space.',
  owner: 'you',
  needs: [['runs', 'log']],
  source: 'Manage Data Warehouse requests, "Status" (Error - Failure To Send); Data Connectors Partner API 3.1, error code 0',
  next: ['See at which step the destination fails: dc diagnose --files sftp://USER@HOST/DIRECTORY', `Mend that, then: ${RESEND}`],
  judge(the): Judgement {
    const judged = judgeRuns(the, ['error-failure-to-send'])
    if (judged.outcome === 'matched') return withProbe(judged, the)
    const logged = failedExports(the)
    const since = fileSince(the)
    if (judged.outcome === 'not-checked' && logged.length > 0 && since === undefined)
      return withProbe({outcome: 'matched', confidence: 'likely', because: logged, against: judged.against ?? []}, the)
    return judged
  },
  examples: {
    matched: [
      {
        about: 'the delivery of the day could not be sent, and the account is in order as seen from here',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          accounts: [exampleAccount({})],
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05', {status: 'error-failure-to-send'})]}),
        }),
        confidence: 'certain',
      },
      {
        about: 'somebody looked: the newest delivery has this status',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'run-status': 'error-failure-to-send'}}),
        confidence: 'likely',
      },
      {
        about: "Adobe's activity log shows that the export failed",
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          log: {entries: [exampleLogEntry({outcome: 'failed', code: 0, at: '2026-10-08T05:00:00.000Z'})]},
        }),
        confidence: 'likely',
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
        about: 'the export failed, and a later one went well',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          log: {
            entries: [
              exampleLogEntry({outcome: 'failed', code: 0, at: '2026-10-07T05:00:00.000Z'}),
              exampleLogEntry({at: '2026-10-08T05:00:00.000Z'}),
            ],
          },
        }),
      },
    ],
  },
} satisfies Cause

/** Exports that failed since the first day that lacks its file, where none went well after them. */
function failedExports({evidence: {log}, daysWithoutFile, nowMs}: Case): Fact[] {
  const first = daysWithoutFile.map(({day}) => day).toSorted()[0] ?? new Date(nowMs - 10 * 86_400_000).toISOString().slice(0, 10)
  const exports = (log?.entries ?? []).filter(({kind, at}) => kind === 'export' && at !== null && at.slice(0, 10) > first)
  const last = exports.toSorted((a: LogEntry, b: LogEntry) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)).at(-1)
  if (last?.outcome !== 'failed') return []
  return [{fact: `the export of ${(last.at ?? '').slice(0, 10)} failed, by Adobe's activity log`, origin: last.origin}]
}

/** What answers here may be closed to Adobe: that is the next thing to look at. */
function withProbe(judged: Judgement, {remoteAccounts}: Case): Judgement {
  const [open] = remoteAccounts.filter(({failure, listing}) => failure === null && listing !== null)
  if (judged.outcome !== 'matched' || open === undefined) return judged
  return {
    ...judged,
    against: [...(judged.against ?? []), of(open.location, 'the account can be reached, entered and listed from here')],
    next: [
      'Let the addresses from which Adobe delivers into the server (London, Oregon and Singapore; Adobe publishes the list): it answers here, and did not answer there',
      'Have the owner of the server see whether Adobe may create and rename files in the directory',
      RESEND,
    ],
  }
}
