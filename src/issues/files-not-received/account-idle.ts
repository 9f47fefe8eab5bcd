import {cameFact, newestServed} from '../signs/awaited-days.js'
import {of} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH} from '../examples/delivery-examples.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleDeliveries, exampleEvidence} from '../examples/examples.js'
import {ASK_ADOBE} from '../signs/next-steps.js'
import {hasPassed} from '../signs/probe.js'

const DAY_MS = 86_400_000
const IDLE_DAYS = 90

export default {
  id: 'account-idle',
  rows: ['NR-22'],
  summary: 'The account was shut because nobody used it',
  why:
    "Adobe may disable an account of its FTP servers that was idle for 90 days, and remove it 90 days later with everything in it; that can't be " +
    'undone. (For accounts of data sources the pages say 30 days.)',
  owner: 'adobe',
  needs: [['account'], ['files', 'account']],
  source: 'FTP and SFTP, "Delete FTP accounts" and "Restore deleted data"',
  next: ['Ask for a new account, and let the request send to it', ...ASK_ADOBE],
  judge(the): Judgement {
    const {remoteAccounts, nowMs} = the
    const refused = remoteAccounts.filter(({failure}) => failure?.code === 'login-refused')
    const open = remoteAccounts.filter((account) => hasPassed(account, 'log-in'))
    if (refused.length === 0 && open.length > 0 && open.length === remoteAccounts.length)
      return {outcome: 'ruled-out', against: open.map(({location}) => of(location, 'the login was accepted'))}
    const newest = newestServed(the)
    const idleDays = newest === undefined ? null : Math.floor((nowMs - Date.parse(`${newest.day}T00:00:00Z`)) / DAY_MS) - 1
    if (newest !== undefined && idleDays !== null && idleDays < IDLE_DAYS) return {outcome: 'ruled-out', against: [cameFact(newest)]}
    const because = refused.map(({failure, location}) => ({
      fact: 'the login is refused',
      origin: failure?.origin ?? {file: location, record: null},
    }))
    if (refused.length === 0 || newest === undefined || idleDays === null) {
      const reason = refused.length === 0 ? 'the account did not get as far as the login' : 'when the last file came is not known'
      return {outcome: 'not-checked', reason, missing: refused.length === 0 ? ['account'] : ['files'], because}
    }
    return {
      outcome: 'matched',
      confidence: 'likely',
      because: [...because, of(newest.path, `the last file is of ${newest.day}, ${idleDays} days ago`)],
    }
  },
  examples: {
    matched: [
      {
        about: 'the login is refused, and the last file is of June',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {'2026-06-10': {}}}),
          accounts: [exampleFailure('log-in', 'login-refused')],
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'the login was accepted', evidence: exampleEvidence({accounts: [exampleAccount({})]})},
      {
        about: 'the login is refused, five days after the last file',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, accounts: [exampleFailure('log-in', 'login-refused')]}),
      },
    ],
    notChecked: [
      {about: 'when the last file came is not known', evidence: exampleEvidence({accounts: [exampleFailure('log-in', 'login-refused')]})},
      {
        about: 'the server was not reached',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {'2026-06-10': {}}}),
          accounts: [exampleFailure('connect', 'timed-out')],
        }),
      },
    ],
  },
} satisfies Cause
