import type {Cause} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

export default {
  id: 'encryption-mismatch',
  rows: ['NR-21'],
  summary: 'Client and server find no common encryption',
  why:
    'Adobe speaks aes-ctr ciphers with sha2 (or umac-128) checks and nothing older. A server that offers other algorithms only, or refuses ' +
    'encryption where it is asked for, ends every connection before the login.',
  owner: 'partner',
  needs: [['account']],
  source: 'FTP and SFTP, "SFTP upgrade"',
  next: [
    'Have the owner of the server allow aes128-ctr, aes192-ctr or aes256-ctr with hmac-sha2-256 or hmac-sha2-512',
    'dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge: (the) =>
    judgeRung(the, {codes: ['no-common-algorithm', 'encryption-refused'], passed: 'encryption', passes: 'an encryption was agreed on'}),
  examples: {
    matched: [
      {
        about: 'no cipher is common to both',
        evidence: exampleEvidence({accounts: [exampleFailure('encryption', 'no-common-algorithm')]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [{about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})}],
    notChecked: [{about: 'the server was not reached', evidence: exampleEvidence({accounts: [exampleFailure('connect', 'timed-out')]})}],
  },
} satisfies Cause
