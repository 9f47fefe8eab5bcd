import type {Cause} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

export default {
  id: 'second-factor',
  rows: ['NR-20'],
  summary: 'The account asks for a second factor',
  why: 'Adobe logs in to an SFTP server with one key and nothing else. A server that asks for a code or password on top fails every delivery.',
  owner: 'partner',
  needs: [['account']],
  source: 'FTP and SFTP, "Use SFTP to deliver Data Warehouse requests"',
  next: ['Have the owner of the server exempt this account from the second factor', 'dc diagnose --files sftp://USER@HOST/DIRECTORY'],
  judge: (the) => judgeRung(the, {codes: ['second-factor'], passed: 'log-in', passes: 'the login needed no second factor'}),
  examples: {
    matched: [
      {
        about: 'the key is accepted, and then a code is asked for',
        evidence: exampleEvidence({accounts: [exampleFailure('log-in', 'second-factor')]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [{about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})}],
    notChecked: [{about: 'the server was not reached', evidence: exampleEvidence({accounts: [exampleFailure('connect', 'refused')]})}],
  },
} satisfies Cause
