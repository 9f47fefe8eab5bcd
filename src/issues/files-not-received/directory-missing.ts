import type {Cause} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

export default {
  id: 'directory-missing',
  rows: ['NR-25'],
  summary: 'The directory is not there',
  why:
    'Adobe creates no directory: it has to exist before the first delivery. One that was renamed, or is spelt with another case, fails every ' +
    'delivery, and is not where the files are looked for.',
  owner: 'you',
  needs: [],
  source: 'Data Warehouse, "Configure a report destination"',
  next: [
    'Create the directory, or correct its path in the integration and in the Data Warehouse request (case counts)',
    'dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge: (the) =>
    judgeRung(the, {
      codes: ['no-directory', 'not-a-directory'],
      passed: 'directory',
      passes: 'the directory is there',
      accounts: the.evidence.accounts,
    }),
  examples: {
    matched: [
      {
        about: 'the server knows no such directory',
        evidence: exampleEvidence({accounts: [exampleFailure('directory', 'no-directory')]}),
        confidence: 'certain',
      },
      {
        about: 'the folder on this machine is not there',
        evidence: exampleEvidence({
          accounts: [exampleFailure('directory', 'no-directory', {kind: 'folder', location: 'file:out', host: null, port: null})],
        }),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {about: 'the directory was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})},
      {about: 'it is there and may not be read', evidence: exampleEvidence({accounts: [exampleFailure('list', 'no-permission')]})},
    ],
    notChecked: [
      {about: 'no place was looked at', evidence: exampleEvidence({})},
      {about: 'the login failed before', evidence: exampleEvidence({accounts: [exampleFailure('log-in', 'login-refused')]})},
    ],
  },
} satisfies Cause
