import type {Cause} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

export default {
  id: 'host-key-changed',
  summary: 'The server shows another host key than the one that is known',
  why:
    'A server that was moved or set up anew has a new key; so has somebody who stands in between. Clients that check, as they should, ' +
    'refuse to go on, and files are neither put there nor fetched.',
  owner: 'partner',
  needs: [['account']],
  source: 'SSH transport (RFC 4251, "Host Keys"); Adobe documents no host keys (unverified)',
  next: [
    'Ask the owner of the server, by another way than the server itself, for the fingerprint of its key; do not accept the new one before',
    'Then pin the new fingerprint, and look again: dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge: (the) =>
    judgeRung(the, {
      codes: ['host-key-changed'],
      passed: 'host-key',
      passes: ({kind}) => (kind === 'sftp' ? 'the host key is the one that was expected' : 'servers of FTP have no host key'),
    }),
  examples: {
    matched: [
      {
        about: 'the key is not the pinned one',
        evidence: exampleEvidence({accounts: [exampleFailure('host-key', 'host-key-changed')]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})},
      {
        about: 'FTP knows no host keys',
        evidence: exampleEvidence({
          accounts: [exampleFailure('log-in', 'login-refused', {kind: 'ftp', location: 'ftp://files.example:21/out'})],
        }),
      },
    ],
    notChecked: [
      {
        about: 'no key was known before, so nothing can have changed',
        evidence: exampleEvidence({accounts: [exampleFailure('host-key', 'host-key-unknown')]}),
      },
    ],
  },
} satisfies Cause
