import type {Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

const PASSES = {passed: 'list', passes: 'the listing came through'} as const

export default {
  id: 'data-connection-blocked',
  rows: ['NR-28'],
  summary: 'The login works, but the data connection is blocked',
  why:
    'FTP sends listings and files over a second connection. Where the ports that the server offers for it are closed, it names an address ' +
    'inside its own network, or it offers none at all (passive mode is off), the login goes well and everything behind it hangs or is refused.',
  owner: 'partner',
  needs: [['account']],
  source: 'FTP and SFTP, "Passive FTP"',
  next: [
    'Have the owner of the server allow passive mode, open its passive ports and name its outer address in passive mode; SFTP needs no second connection',
    'dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge(the): Judgement {
    const blocked = judgeRung(the, {codes: ['data-connection'], ...PASSES})
    return blocked.outcome === 'not-checked' ? judgeSilence(the, blocked) : blocked
  },
  examples: {
    matched: [
      {
        about: 'the server could not open the data connection',
        evidence: exampleEvidence({
          accounts: [exampleFailure('list', 'data-connection', {kind: 'ftp', location: 'ftp://files.example:21/out'})],
        }),
        confidence: 'certain',
      },
      {
        about: 'the listing hung',
        evidence: exampleEvidence({accounts: [exampleFailure('list', 'timed-out', {kind: 'ftp', location: 'ftp://files.example:21/out'})]}),
        confidence: 'possible',
      },
    ],
    ruledOut: [{about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({kind: 'ftp'})]})}],
    notChecked: [
      {about: 'the login failed before', evidence: exampleEvidence({accounts: [exampleFailure('log-in', 'login-refused', {kind: 'ftp'})]})},
      {
        about: 'an SFTP listing hung: there is no second connection',
        evidence: exampleEvidence({accounts: [exampleFailure('list', 'timed-out')]}),
      },
    ],
  },
} satisfies Cause

/** A listing over FTP that hangs is the usual sign; the server itself may be at fault all the same. */
function judgeSilence(the: Case, otherwise: Judgement): Judgement {
  const accounts = the.remoteAccounts.filter(({kind}) => kind !== 'sftp')
  const silent = judgeRung(the, {codes: ['timed-out'], at: ['list'], confidence: 'possible', accounts, ...PASSES})
  return silent.outcome === 'matched' ? silent : otherwise
}
