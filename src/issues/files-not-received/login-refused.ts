import type {Cause} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

export default {
  id: 'login-refused',
  rows: ['NR-18', 'NR-19'],
  summary: 'The account refuses the login',
  why:
    'Nobody can fetch files from an account that lets him not in, and Adobe cannot put any there. A password that was changed or has to be ' +
    'rotated, a mistyped user, or a key that is missing from `.ssh/authorized_keys` all look the same from outside.',
  owner: 'you',
  needs: [['account']],
  source: 'FTP and SFTP, "Connect to an SFTP account"; Analytics technotes, "SFTP password rotation"',
  next: [
    'Compare user and secret with what the owner of the account has on record; an account at Adobe gets a new password through Customer Care',
    'For a key: see that it stands in `.ssh/authorized_keys` at the root of the account, that other keys are still there, and that nobody else may write the file',
    'dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge: (the) => judgeRung(the, {codes: ['login-refused'], passed: 'log-in', passes: 'the login was accepted'}),
  examples: {
    matched: [
      {
        about: 'the server does not accept user and secret',
        evidence: exampleEvidence({accounts: [exampleFailure('log-in', 'login-refused')]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})},
      {
        about: 'it was the directory that failed, behind the login',
        evidence: exampleEvidence({accounts: [exampleFailure('directory', 'no-directory')]}),
      },
    ],
    notChecked: [
      {about: 'no account was looked at', evidence: exampleEvidence({})},
      {about: 'the server was not reached', evidence: exampleEvidence({accounts: [exampleFailure('connect', 'refused')]})},
    ],
  },
} satisfies Cause
