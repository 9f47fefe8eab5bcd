import type {Cause, Judgement} from '../cause.js'
import {namedDays, of, type Case} from '../case.js'
import {FILES_UNTIL_4TH, NO_FILES, ONE_GAP} from '../examples/delivery-examples.js'
import {compareDestination} from '../signs/destination.js'
import type {Fact} from '../evidence.js'
import {exampleAccount} from '../examples/account-examples.js'
import {exampleEvidence, exampleHitDay, exampleHits, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {ASK_ADOBE, RESEND} from '../signs/next-steps.js'
import {requestSendsEmpty} from '../signs/owed-files.js'
import {runsInQuestion} from '../signs/runs-in-question.js'

export default {
  id: 'completed-not-delivered',
  rows: ['NR-09'],
  summary: 'Data Warehouse says it delivered, and no file is there',
  why:
    'A delivery counts as completed once it was handed over. There are reports of deliveries that were handed over and never arrived; or somebody ' +
    'else takes the files away before they are seen.',
  owner: 'adobe',
  needs: [['files', 'account'], ['runs']],
  source: 'Manage Data Warehouse requests, "Status"; AdobeDocs, analytics-1.4-apis, issue 94 (a public report, unverified)',
  next: [`Once: ${RESEND}`, 'Ask whoever else reads the account whether it takes files away', ...ASK_ADOBE],
  judge(the): Judgement {
    const runs = runsInQuestion(the)
    const completed = runs.filter(({status}) => status === 'completed')
    const isMixed = completed.length < runs.length
    if (runs.length === 0) return {outcome: 'not-checked', reason: 'what became of the deliveries is not known', missing: ['runs']}
    if (completed.length === 0) return {outcome: 'ruled-out', against: runs.map(({fact}) => fact)}
    const because = completed.map(({fact}) => fact)
    // Of several days without a file, nothing tells which the newest delivery was of.
    const isTheDay = new Set(the.daysWithoutFile.map(({day}) => day)).size === 1
    const owed = the.daysWithoutFile.filter(
      (day) => isOwed(day.segment, day.day, the) && completed.some(({from}) => (from === null ? isTheDay : from === day.day)),
    )
    if (owed.length === 0)
      return {outcome: 'not-checked', reason: 'that a file was owed is not known: perhaps nobody qualified', because, missing: ['hits']}
    const {differs, agrees} = compareDestination(the)
    if (differs.length > 0) return {outcome: 'not-checked', reason: 'the request sends its files elsewhere', because, against: differs}
    const placed = the.remoteAccounts.some(({listing}) => listing?.isComplete === true)
    const facts = [...because, of(placeOf(the), `a file was owed for ${namedDays(owed)}, and none is there`), ...agrees]
    return {
      outcome: 'matched',
      confidence: placed && agrees.length > 0 && !isMixed ? 'likely' : 'possible',
      because: facts,
      against: copies(the),
    }
  },
  examples: {
    matched: [
      {
        about: 'completed, cart additions are proved, the account is the right one, and it is empty',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: ONE_GAP,
          accounts: [exampleAccount({})],
          hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 3})]}),
          warehouse: exampleWarehouse({requests: [exampleRequest()], runs: [exampleRun('2026-10-05')]}),
        }),
        confidence: 'likely',
      },
      {
        about: 'the same, with a folder of copies in place of the account',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 3})]}),
          warehouse: exampleWarehouse({requests: [exampleRequest()], runs: [exampleRun('2026-10-05')]}),
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'the delivery failed',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05', {status: 'error-processing'})]}),
        }),
      },
    ],
    notChecked: [
      {about: 'nothing is known of the deliveries', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
      {
        about: 'it may have been a day without rows',
        evidence: exampleEvidence({deliveries: ONE_GAP, warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05')]})}),
      },
      {
        about: 'the request sends to another host',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          hits: exampleHits({days: [exampleHitDay('2026-10-05', {events: 3})]}),
          warehouse: exampleWarehouse({
            requests: [
              exampleRequest({
                sendsTo: {kind: 'sftp', host: 'other.example', port: 22, user: 'dc', directory: '/out', id: null, isDeleted: null},
              }),
            ],
            runs: [exampleRun('2026-10-05')],
          }),
        }),
      },
    ],
  },
} satisfies Cause

/** Whether a file of the day had to come: rows are proved, or a file is sent anyway. */
function isOwed(segment: string, day: string, the: Case): boolean {
  if (the.daysWithoutFile.some((each) => each.segment === segment && each.day === day && each.arrival === 'missing')) return true
  const hits = the.hitsOf(segment, day)
  return requestSendsEmpty(the).is === true || (hits !== undefined && hits.rows > hits.rowsWithoutProduct)
}

/** A folder of copies shows what was fetched, not what was delivered. */
function copies({evidence: {accounts}}: Case): Fact[] {
  if (accounts.some(({kind}) => kind !== 'folder')) return []
  return [of(accounts[0]?.location ?? '--files', 'what was looked at is a folder, not the account itself')]
}

const placeOf = ({evidence}: Case): string => evidence.accounts[0]?.location ?? '--files'
