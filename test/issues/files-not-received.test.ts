import {describe, expect, test} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.js'
import {openCase} from '../../src/issues/case.js'
import {ALL_FILES, FILES_UNTIL_4TH, filesOf, NO_FILES, ONE_GAP} from '../../src/issues/examples/delivery-examples.js'
import type {Evidence} from '../../src/issues/evidence.js'
import {exampleAccount, exampleFailure} from '../../src/issues/examples/account-examples.js'
import {
  EXAMPLE_SCHEDULE,
  exampleDeliveries,
  exampleEvidence,
  exampleHitDay,
  exampleHits,
  exampleIntegration,
} from '../../src/issues/examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../../src/issues/examples/warehouse-examples.js'
import issue from '../../src/issues/files-not-received/issue.js'
import {ISSUES} from '../../src/issues/issues.js'

const present = (evidence: Evidence) => issue.present(openCase(evidence)).present
/** Ids and confidences of what matches, in the order in which they are told. */
const matched = (evidence: Evidence) =>
  diagnose({...evidence, question: {...evidence.question, issue: issue.id}}, [issue])
    .issues[0]?.causes.filter(({outcome}) => outcome === 'matched')
    .map(({id, confidence}) => `${id} ${confidence}`)
const outcomeOf = (id: string, evidence: Evidence) =>
  diagnose({...evidence, question: {...evidence.question, issue: issue.id}}, [issue]).issues[0]?.causes.find((cause) => cause.id === id)
    ?.outcome

describe('the symptom', () => {
  test.each<[string, Evidence, boolean | 'unknown']>([
    ['every file came', exampleEvidence({deliveries: ALL_FILES}), false],
    ['no file came on any day', exampleEvidence({deliveries: NO_FILES}), true],
    ['one day has none, and nothing proves that one was owed', exampleEvidence({deliveries: ONE_GAP}), 'unknown'],
    [
      'one day has none, and hits make rows',
      exampleEvidence({deliveries: ONE_GAP, hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 2})]})}),
      true,
    ],
    ['one day has none, and one is sent even without rows', exampleEvidence({deliveries: ONE_GAP, told: {'empty-file': 'sent'}}), true],
    [
      'only the days in question count',
      exampleEvidence({deliveries: FILES_UNTIL_4TH, question: {issue: null, segment: null, from: '2026-10-06', to: null}}),
      true,
    ],
    ['the newest day is not due yet', exampleEvidence({asOf: '2026-10-09T07:00:00.000Z', deliveries: filesOf(1, 2, 3, 4, 5, 6, 7)}), false],
    [
      'nothing but days that are not due yet',
      exampleEvidence({asOf: '2026-10-09T07:00:00.000Z', deliveries: {...NO_FILES, from: '2026-10-08'}}),
      'unknown',
    ],
    ['the listing broke off', exampleEvidence({deliveries: {...NO_FILES, isListed: false}}), 'unknown'],
    ['nothing was listed', exampleEvidence({}), 'unknown'],
    ['the login failed, so nothing was listed', exampleEvidence({accounts: [exampleFailure('log-in', 'login-refused')]}), 'unknown'],
    [
      'no file is expected while the integration rests',
      exampleEvidence({deliveries: {...NO_FILES, otherSchedule: {...EXAMPLE_SCHEDULE, isPaused: true}}}),
      'unknown',
    ],
  ])('%s', (_about, evidence, expected) => {
    expect(present(evidence)).toBe(expected)
  })

  test('names the days', () => {
    const hits = exampleHits({days: [exampleHitDay('2026-10-05', {events: 2})]})
    expect(issue.present(openCase(exampleEvidence({deliveries: ONE_GAP, hits}))).because[0]?.fact).toContain('2026-10-05')
  })
})

describe('nothing matches', () => {
  test.each<[string, Evidence]>([
    ['where every file came', exampleEvidence({integration: exampleIntegration(), deliveries: ALL_FILES, accounts: [exampleAccount({})]})],
    [
      'where every file came, whatever was said',
      exampleEvidence({
        deliveries: ALL_FILES,
        told: {
          'owner-is-administrator': 'no',
          'data-warehouse-enabled': 'no',
          'partner-activated': 'no',
          'rate-limited': 'yes',
          'request-exists': 'no',
          'run-status': 'error-processing',
        },
      }),
    ],
    ['where nothing is known but that files stopped', exampleEvidence({integration: exampleIntegration(), deliveries: FILES_UNTIL_4TH})],
    [
      'where the request is alive and its deliveries are completed, and no file ever came',
      exampleEvidence({
        deliveries: NO_FILES,
        warehouse: exampleWarehouse({
          requests: [exampleRequest()],
          runs: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'].map(
            (day) => exampleRun(day),
          ),
        }),
      }),
    ],
    [
      'where another request was canceled',
      exampleEvidence({
        deliveries: FILES_UNTIL_4TH,
        warehouse: exampleWarehouse({requests: [exampleRequest(), exampleRequest({id: 'r2', status: 'canceled', fit: 'possible'})]}),
      }),
    ],
    [
      'where the deliveries of another request failed',
      exampleEvidence({
        deliveries: FILES_UNTIL_4TH,
        warehouse: exampleWarehouse({
          requests: [exampleRequest()],
          runs: [exampleRun('2026-10-05', {request: 'r9', status: 'error-processing'})],
        }),
      }),
    ],
  ])('%s', (_about, evidence) => {
    expect(matched(evidence)).toEqual([])
  })
})

describe('several things at once', () => {
  test('a delivery that failed and one that is being built', () => {
    const evidence = exampleEvidence({
      deliveries: FILES_UNTIL_4TH,
      warehouse: exampleWarehouse({
        requests: [exampleRequest()],
        runs: [exampleRun('2026-10-05', {status: 'error-failure-to-send'}), exampleRun('2026-10-08', {status: 'processing'})],
      }),
    })
    expect(matched(evidence)).toEqual(['send-failed certain', 'still-processing certain'])
  })

  test('of two requests that run on a day, which makes the file is not certain', () => {
    const evidence = exampleEvidence({
      deliveries: ONE_GAP,
      warehouse: exampleWarehouse({
        requests: [exampleRequest(), exampleRequest({id: 'r2'})],
        runs: [exampleRun('2026-10-05', {status: 'error-processing'}), exampleRun('2026-10-05', {request: 'r2'})],
      }),
    })
    expect(matched(evidence)).toEqual(['build-failed likely'])
  })

  test('waiting is no answer where the account is full', () => {
    const deliveries = filesOf(1, 2, 3, 4, 5, 6, 7)
    const full = exampleAccount({space: {freeBytes: 0, totalBytes: null, freeFiles: null, told: 'AVBL'}})
    expect(matched(exampleEvidence({deliveries}))).toEqual(['too-early possible'])
    expect(matched(exampleEvidence({deliveries, accounts: [full]}))).toEqual(['account-full certain'])
    expect(outcomeOf('too-early', exampleEvidence({deliveries, accounts: [full]}))).toBe('ruled-out')
  })

  test('a later run that went well outweighs one that failed, and what was said of the newest is about the newest', () => {
    const runs = [
      exampleRun('2026-10-08', {status: 'error-failure-to-send'}),
      exampleRun('2026-10-08', {createdAt: '2026-10-09T09:00:00Z'}),
    ]
    const evidence = exampleEvidence({deliveries: filesOf(1, 2, 3, 4, 5, 6, 7), warehouse: exampleWarehouse({runs})})
    expect(outcomeOf('send-failed', evidence)).toBe('ruled-out')
    expect(outcomeOf('send-failed', {...evidence, told: {'run-status': 'error-failure-to-send'}})).toBe('matched')
  })

  test('the time to look again is when the file is overdue, and says when files used to come', () => {
    const early = exampleEvidence({asOf: '2026-10-09T07:00:00.000Z', deliveries: filesOf(1, 2, 3, 4, 5, 6, 7)})
    const cause = diagnose({...early, question: {...early.question, issue: issue.id}}, [issue]).issues[0]?.causes.find(
      ({id}) => id === 'too-early',
    )
    expect(cause).toMatchObject({outcome: 'matched', confidence: 'certain', isFault: false, recheckAt: '2026-10-09T08:00:00+00:00'})
    expect(cause?.because.map(({fact}) => fact).join('\n')).toMatch(
      /due at 06:00 of the day after \(UTC\).*\n.*7 earlier files came 2 hours/,
    )
  })

  test('files of three segments: one that stopped is not explained by what would have stopped all', () => {
    const purchases = exampleDeliveries({days: {'2026-10-03': {segment: 'purchases', path: 'out/purchases_20261003.csv'}}})
    const evidence = exampleEvidence({
      deliveries: {
        ...ALL_FILES,
        files: [...ALL_FILES.files, ...purchases.files],
        seriesFiles: [...ALL_FILES.seriesFiles, ...purchases.seriesFiles],
        expected: ['cart-abandonment', 'purchases'],
      },
      told: {'owner-is-administrator': 'no', 'data-warehouse-enabled': 'no', 'request-status': 'canceled'},
    })
    expect(matched(evidence)).toEqual([])
  })
})

describe('what became of deliveries', () => {
  const judged = (runs: readonly ReturnType<typeof exampleRun>[], deliveries = exampleDeliveries({})) =>
    outcomeOf('send-failed', exampleEvidence({deliveries, warehouse: exampleWarehouse({runs})}))

  test('without any listing the newest delivery counts, and not the next one', () => {
    const failed = exampleRun('2026-10-07', {status: 'error-failure-to-send'})
    expect(judged([failed])).toBe('matched')
    expect(judged([failed, exampleRun('2026-10-08')])).toBe('ruled-out')
    expect(judged([failed, exampleRun('2026-10-09', {status: 'scheduled'})])).toBe('matched')
  })

  test('a status that is not known rules nothing out', () => {
    expect(judged([exampleRun('2026-10-05')], ONE_GAP)).toBe('ruled-out')
    expect(judged([exampleRun('2026-10-05', {status: 'unknown'})], ONE_GAP)).toBe('not-checked')
  })

  test('a run may cover several days', () => {
    expect(judged([exampleRun('2026-10-04', {to: '2026-10-06', status: 'error-failure-to-send'})], ONE_GAP)).toBe('matched')
    expect(judged([exampleRun('2026-10-01', {to: '2026-10-03', status: 'error-failure-to-send'})], ONE_GAP)).toBe('not-checked')
  })
})

describe('where the files are sent', () => {
  const sendsTo = (location: string, told: string) =>
    outcomeOf(
      'sent-elsewhere',
      exampleEvidence({
        integration: exampleIntegration({delivery: {...delivery, location}}),
        deliveries: NO_FILES,
        told: {'sends-to': told},
      }),
    )
  const delivery = {
    location: null,
    credential: null,
    from: '2026-10-01',
    until: null,
    expectedBy: '06:00',
    timeZone: null,
    days: 'daily' as const,
    emptyFile: 'unknown' as const,
  }

  test.each([
    ['sftp://dc@files.example/out', 'sftp://dc@FILES.example:22/out/', 'ruled-out'],
    ['sftp://dc@files.example/out', 'files.example', 'ruled-out'],
    // A login may begin in its own directory.
    ['sftp://dc@files.example/out', 'ftp://files.example/home/dc/out', 'ruled-out'],
    ['sftp://dc@files.example/out', 'sftp://files.example/in', 'matched'],
    ['sftp://dc@files.example/out', 'sftp://other@files.example/out', 'matched'],
    ['sftp://dc@files.example/out', 'old.example', 'matched'],
    ['sftp://dc@files.example/out', 'the usual place', 'not-checked'],
    ['file:deliveries', 'sftp://files.example/out', 'not-checked'],
  ])('looked for at %s, sent to %s: %s', (location, told, expected) => {
    expect(sendsTo(location, told)).toBe(expected)
  })
})

test('nothing is well where the account could not be looked at, though every file is known to have come', () => {
  const account = exampleFailure('log-in', 'login-refused')
  const failed = {evidence: 'account', what: account.location, outcome: 'failed', code: 'login-refused', detail: 'refused'} as const
  const evidence = exampleEvidence({deliveries: {...ALL_FILES, files: []}, accounts: [account], collectors: [failed]})
  expect(present(evidence)).toBe(false)
  expect(diagnose(evidence, ISSUES).verdict).toBe('inconclusive')
})

test.each(['ftp', 'sftp'] as const)('what is ruled out of an account is true of its protocol (%s)', (kind) => {
  const {issues} = diagnose(exampleEvidence({accounts: [exampleAccount({kind})]}), [issue])
  const said = issues[0]?.causes.flatMap(({id, against}) =>
    id === 'encryption-mismatch' || id === 'host-key-changed' ? against.map(({fact}) => fact) : [],
  )
  expect(said?.toSorted()).toEqual(
    kind === 'ftp'
      ? ['servers of FTP have no host key', 'the server takes plain FTP']
      : ['an encryption was agreed on', 'the host key is the one that was expected'],
  )
})
