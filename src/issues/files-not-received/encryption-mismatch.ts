import type {Cause, Judgement} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung, type Rung} from '../signs/probe.js'

const PASSES: Pick<Rung, 'passed' | 'passes'> = {
  passed: 'encryption',
  passes: ({kind}) => (kind === 'ftp' ? 'the server takes plain FTP' : 'an encryption was agreed on'),
}

export default {
  id: 'encryption-mismatch',
  rows: ['NR-21'],
  summary: 'Client and server find no common encryption',
  why:
    'Adobe speaks aes-ctr ciphers with sha2 (or umac-128) checks and nothing older. A server that offers other algorithms only, or refuses ' +
    'encryption where it is asked for, ends every connection before the login. So does one that insists on encryption where plain FTP is spoken, ' +
    'as Adobe does.',
  owner: 'partner',
  needs: [['account']],
  source: 'FTP and SFTP, "SFTP upgrade"',
  next: [
    'Have the owner of the server allow aes128-ctr, aes192-ctr or aes256-ctr with hmac-sha2-256 or hmac-sha2-512; where it is FTP that ' +
      'insists on encryption, look at it as ftps://, and have Adobe deliver over SFTP',
    'dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge(the): Judgement {
    const wanted = judgeRung(the, {codes: ['encryption-wanted'], confidence: 'likely', ...PASSES})
    return wanted.outcome === 'matched' ? wanted : judgeRung(the, {codes: ['no-common-algorithm', 'encryption-refused'], ...PASSES})
  },
  examples: {
    matched: [
      {
        about: 'no cipher is common to both',
        evidence: exampleEvidence({accounts: [exampleFailure('encryption', 'no-common-algorithm')]}),
        confidence: 'certain',
      },
      {
        about: 'plain FTP is refused, and encryption offered',
        evidence: exampleEvidence({
          accounts: [exampleFailure('log-in', 'encryption-wanted', {kind: 'ftp', location: 'ftp://files.example:21/out'})],
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [{about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})}],
    notChecked: [{about: 'the server was not reached', evidence: exampleEvidence({accounts: [exampleFailure('connect', 'timed-out')]})}],
  },
} satisfies Cause
