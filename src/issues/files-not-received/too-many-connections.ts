import type {Cause, Judgement} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

const WAIT_MS = 10 * 60_000

export default {
  id: 'too-many-connections',
  rows: ['NR-29'],
  summary: 'The server turns connections away because there are too many',
  why:
    "Adobe's servers take 20 new connections a minute and 50 at a time from one address. A script that opens one for every file uses them up, " +
    'and whoever comes next from that address is turned away.',
  owner: 'you',
  needs: [['account']],
  source: 'FTP and SFTP, "FTP limits"',
  next: [
    'Find what else connects from your address, and let it keep one connection for all files',
    'Wait ten minutes, then look again: dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge(the): Judgement {
    const judged = judgeRung(the, {codes: ['too-many-connections'], passed: 'list', passes: 'the account was listed'})
    return judged.outcome === 'matched' ? {...judged, recheckAt: new Date(the.nowMs + WAIT_MS).toISOString()} : judged
  },
  examples: {
    matched: [
      {
        about: 'the server is busy',
        evidence: exampleEvidence({accounts: [exampleFailure('greeting', 'too-many-connections')]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [{about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})}],
    notChecked: [{about: 'the login was refused', evidence: exampleEvidence({accounts: [exampleFailure('log-in', 'login-refused')]})}],
  },
} satisfies Cause
