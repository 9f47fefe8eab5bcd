import type {Cause, Judgement} from '../cause.js'
import {exampleAccount, exampleFailure, exampleListing} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

export default {
  id: 'read-denied',
  rows: ['NR-26'],
  summary: 'The directory, or what is in it, may not be read with this login',
  why:
    'Files may lie in a directory that the login may enter and not list, or list and not read. Whether Adobe may write there cannot be seen from ' +
    'outside: `dc` never writes.',
  owner: 'partner',
  needs: [],
  source: 'Analytics data feeds, "Troubleshooting" (permissions to create and rename)',
  next: [
    'Have the owner of the server allow this login to list and read the directory, and the login of Adobe to create and rename files there',
    'dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge(the): Judgement {
    const {accounts} = the.evidence
    // Over FTP a directory that is empty may be refused with the very same code.
    const isSure = accounts.every(({kind, failure}) => !kind.startsWith('ftp') || failure?.step !== 'list')
    const confidence = isSure ? 'certain' : 'likely'
    return judgeRung(the, {codes: ['no-permission'], passed: 'list', passes: 'the directory was listed', confidence, accounts})
  },
  examples: {
    matched: [
      {
        about: 'the listing is denied',
        evidence: exampleEvidence({accounts: [exampleFailure('list', 'no-permission')]}),
        confidence: 'certain',
      },
      {
        about: 'FTP refuses the listing: the directory might be empty',
        evidence: exampleEvidence({
          accounts: [exampleFailure('list', 'no-permission', {kind: 'ftp', location: 'ftp://files.example:21/out'})],
        }),
        confidence: 'likely',
      },
      {
        about: 'the listing came, and no file of it can be read',
        evidence: exampleEvidence({accounts: [exampleFailure('read', 'no-permission', {listing: exampleListing({})})]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [{about: 'the directory was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})}],
    notChecked: [
      {about: 'there is no such directory', evidence: exampleEvidence({accounts: [exampleFailure('directory', 'no-directory')]})},
    ],
  },
} satisfies Cause
