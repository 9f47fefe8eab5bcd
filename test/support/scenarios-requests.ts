import {expect} from 'vitest'
import {deliver, upTo} from './scenario-deliveries.js'
import {PERSON} from './scenario-world.js'
import {DAYS, daysWith, HEALTHY_DAYS, NOW, type Scenario, type World} from './scenario.js'
import {warehouseList, warehouseReport, warehouseRequest} from './warehouse.js'

/** No file since Tuesday, and what the request, its runs and people say. */

const UNTIL_MONDAY = deliver({only: upTo('2026-10-05')})
const SINCE = ['--since=2026-10-06']
const MISSING_DAYS = ['2026-10-06', '2026-10-07', '2026-10-08']
const runs = (status: string) => MISSING_DAYS.map((day, index) => warehouseReport(`run-${index}`, {status, from: day}))

/** The Monday after: the 72 hours of the first three days are over. */
const MONDAY = '2026-10-12T12:00:00Z'
/** Files came until Monday last week; whether one was owed since is not known. */
const stopped = (world: World): World => ({now: MONDAY, files: UNTIL_MONDAY, flags: SINCE, ...world})
/** Files came until Monday last week, and hits show that some were owed. */
const owed = (world: World): World => ({now: MONDAY, files: UNTIL_MONDAY, capture: {days: DAYS, isComplete: true}, ...world})
const FAULT = {verdict: 'fault-found', exitCode: 1} as const

export const REQUEST_SCENARIOS: readonly Scenario[] = [
  {
    name: 'no file since Tuesday, and nothing known that would tell why',
    world: owed({}),
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}, ruledOut: ['too-early', 'event-never-fired']},
  },
  {
    name: 'files came daily and stopped a week ago, and nothing else is known',
    world: {now: MONDAY, files: UNTIL_MONDAY},
    expected: {
      verdict: 'inconclusive',
      exitCode: 4,
      matched: {},
      also: ({issues}) => expect(issues.find(({id}) => id === 'files-not-received')?.present).toBe(true),
    },
  },
  {
    name: 'purchases stopped, and carts come',
    world: {
      segments: ['cart-abandonment', 'purchases'],
      files: [...deliver(), ...deliver({segment: 'purchases', only: upTo('2026-10-05')})],
      facts: {'rate-limited': 'yes', 'owner-is-administrator': 'no'},
    },
    // What stops everything did not stop the carts; the 72 hours of purchases are not over.
    expected: {verdict: 'too-early', exitCode: 4, matched: {'too-early': 'you'}, ruledOut: ['owner-not-administrator']},
  },
  {
    name: 'no file since Tuesday, on the Friday after: three days may go by',
    world: owed({now: NOW}),
    expected: {verdict: 'too-early', exitCode: 4, matched: {'too-early': 'you'}, ruledOut: ['nothing-qualified']},
  },
  {
    name: 'the delivery could not be sent',
    world: owed({schedule: [warehouseRequest(), ...runs('Error - Failure To Send')]}),
    expected: {...FAULT, matched: {'send-failed': 'you'}, ruledOut: ['still-processing', 'schedule-ended', 'never-scheduled']},
  },
  {
    name: "Adobe's log says that the export failed",
    world: stopped({log: 'Error exporting data to partner (code 0)\t10/07/2026 04:00\n'}),
    expected: {...FAULT, matched: {'send-failed': 'you'}},
  },
  {
    name: 'the schedule ended on Tuesday',
    world: owed({
      schedule: [
        warehouseRequest({
          status: 'Completed',
          cancelSettings: {cancelMethod: 'endDate', cancelDate: '2026-10-06T02:00:00Z', endAfterNumOccurrences: null},
        }),
      ],
    }),
    expected: {...FAULT, matched: {'schedule-ended': 'you'}},
  },
  {
    name: 'the schedule ended, as somebody looked up',
    world: stopped({facts: {'request-ends': '2026-10-06'}}),
    expected: {...FAULT, matched: {'schedule-ended': 'you'}},
  },
  {
    name: 'somebody canceled the request',
    world: owed({schedule: [warehouseRequest({status: 'Canceled'})]}),
    expected: {...FAULT, matched: {'schedule-canceled': 'you'}, ruledOut: ['schedule-ended', 'never-scheduled']},
  },
  {
    name: 'somebody canceled a request of another name, for another report',
    world: owed({
      schedule: [warehouseRequest({name: 'Pages weekly', status: 'Canceled', dimensions: ['variables/page'], fileName: 'pages'})],
    }),
    expected: {verdict: 'inconclusive', exitCode: 4, matched: {}},
  },
  {
    name: 'the report could not be built',
    world: owed({schedule: [warehouseRequest(), ...runs('Error - Processing')]}),
    expected: {...FAULT, matched: {'build-failed': 'adobe'}, ruledOut: ['send-failed', 'still-processing']},
  },
  {
    name: 'the files go to a mailbox',
    world: {server: {kind: 'sftp'}, now: MONDAY, files: [], facts: {'sends-to': PERSON}},
    expected: {...FAULT, matched: {'delivered-by-mail': 'you'}},
  },
  {
    name: 'the integration is paused',
    world: stopped({integration: {status: 'paused'}}),
    // Nothing is expected of it, and whoever misses files is told so.
    expected: {...FAULT, matched: {'integration-paused': 'you'}},
  },
  {
    name: 'the request manager does not show Rate Limited, and files come',
    world: {
      facts: {'rate-limited': 'no', 'request-status': 'scheduled', 'owner-is-administrator': 'yes'},
      flags: ['--issue=files-not-received'],
    },
    expected: {
      verdict: 'no-fault-found',
      exitCode: 0,
      matched: {},
      ruledOut: ['rate-limited', 'owner-not-administrator', 'schedule-ended'],
    },
  },
  {
    name: 'the request manager shows Rate Limited',
    world: stopped({facts: {'rate-limited': 'yes'}}),
    expected: {...FAULT, matched: {'rate-limited': 'you'}},
  },
  {
    name: 'nobody scheduled a request',
    world: {files: [], facts: {'request-exists': 'no'}},
    expected: {...FAULT, matched: {'never-scheduled': 'you'}},
  },
  {
    name: 'the list of requests holds none for the segment',
    world: {files: [], schedule: [warehouseList([])]},
    expected: {...FAULT, matched: {'never-scheduled': 'you'}},
  },
  {
    name: 'the report is still being built, a few hours after the day',
    world: {
      files: deliver({only: upTo('2026-10-07')}),
      flags: ['--day=2026-10-08'],
      schedule: [warehouseRequest(), warehouseReport('run-8', {status: 'Processing', from: '2026-10-08'})],
    },
    // It may still come, and says so: both are true, and neither is a fault yet.
    expected: {verdict: 'too-early', exitCode: 4, primary: 'still-processing', matched: {'still-processing': 'adobe', 'too-early': 'you'}},
  },
  {
    name: 'reports are being built for days',
    world: stopped({facts: {'empty-file': 'sent'}, schedule: [warehouseRequest(), ...runs('Processing')]}),
    expected: {...FAULT, matched: {'still-processing': 'adobe'}},
  },
  {
    name: 'it is half past five, and the file is due at six',
    world: {now: '2026-10-09T03:30:00Z', files: deliver({only: upTo('2026-10-07')}), flags: ['--day=2026-10-08']},
    expected: {verdict: 'too-early', exitCode: 4, matched: {'too-early': 'you'}},
  },
  {
    name: 'the owner lost the administrator rights',
    world: stopped({facts: {'owner-is-administrator': 'no'}}),
    expected: {...FAULT, matched: {'owner-not-administrator': 'you'}},
  },
  {
    name: 'Data Warehouse is not enabled',
    world: {files: [], facts: {'data-warehouse-enabled': 'no'}},
    expected: {...FAULT, matched: {'data-warehouse-not-enabled': 'adobe'}},
  },
  {
    name: 'the partner has not switched the integration on',
    world: {files: [], integration: {carrier: {kind: 'partner'}}, facts: {'partner-activated': 'no'}},
    expected: {...FAULT, matched: {'partner-not-activated': 'partner'}},
  },
  {
    name: 'the partner has switched it on, and all well',
    world: {integration: {carrier: {kind: 'partner'}}, facts: {'partner-activated': 'yes'}, flags: ['--issue=files-not-received']},
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}, ruledOut: ['partner-not-activated']},
  },
  {
    name: 'the connector that made the files is retired',
    world: {files: [], integration: {carrier: {kind: 'retired-data-connector'}}},
    expected: {...FAULT, matched: {'connector-retired': 'partner'}},
  },
  {
    name: 'the schedule ended, and the newest delivery was completed',
    world: owed({facts: {'request-ends': '2026-10-06', 'run-status': 'completed'}}),
    // That delivery was Monday's.
    expected: {...FAULT, matched: {'schedule-ended': 'you'}},
  },
  {
    name: 'a quiet Wednesday, by its completed delivery',
    world: {
      days: daysWith({'2026-10-07': {carts: 0}}),
      schedule: [warehouseRequest(), ...DAYS.map((day, index) => warehouseReport(`run-${index}`, {status: 'Completed', from: day}))],
    },
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {'nothing-qualified': 'you'}},
  },
  {
    name: 'all sorts of bad news, and the files come',
    world: {
      integration: {carrier: {kind: 'retired-data-connector'}},
      facts: {
        'partner-activated': 'no',
        'data-warehouse-enabled': 'no',
        'owner-is-administrator': 'no',
        'request-exists': 'no',
        'rate-limited': 'yes',
        'request-ends': '2026-09-01',
        'sends-to': 'sftp://old.partner.example/in',
      },
      flags: ['--issue=files-not-received'],
    },
    expected: {verdict: 'no-fault-found', exitCode: 0, matched: {}},
  },
  {
    name: 'nobody put a cart together on Wednesday, and no file is sent for such a day',
    world: {
      days: HEALTHY_DAYS.map((day) => (day.day === '2026-10-07' ? {...day, carts: 0} : day)),
      capture: {days: DAYS, isComplete: true},
      suiteVariables: ['eVar12', 'campaign'].map((variable) => ({variable, expiration: 'never', allocation: 'most-recent' as const})),
      flags: ['--day=2026-10-07'],
    },
    expected: {verdict: 'fault-found', exitCode: 1, matched: {'nothing-qualified': 'you'}},
  },
  {
    name: 'the request sends to another server',
    world: {
      server: {kind: 'sftp'},
      files: [],
      schedule: [
        warehouseRequest({
          delivery: {
            exportLocationUUID: null,
            email: null,
            legacyEmail: null,
            legacyFTP: {host: 'old.partner.example', port: 21, username: 'dc', directory: '/out'},
            legacyS3: null,
          },
        }),
      ],
    },
    expected: {...FAULT, matched: {'sent-elsewhere': 'you'}},
  },
]
