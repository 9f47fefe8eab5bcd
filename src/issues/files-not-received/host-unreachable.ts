import type {Cause} from '../cause.js'
import {exampleAccount, exampleFailure} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {judgeRung} from '../signs/probe.js'

export default {
  id: 'host-unreachable',
  rows: ['NR-15'],
  summary: 'The server cannot be reached',
  why:
    'The name does not resolve, nothing answers on the port, or something else than a file server does: a wrong host or port, a firewall, or a ' +
    'server that was switched off. What keeps `dc` out may keep Adobe out too.',
  owner: 'you',
  needs: [['account']],
  source: 'Experience Cloud, "IP addresses used by Adobe"; FTP and SFTP, "Set up FTP accounts"',
  next: [
    'Compare host and port (FTP 21, SFTP 22) with what the owner of the server has on record',
    'Let ports 21 or 22 out of your own network; where the server is yours, let in the addresses that Adobe publishes for deliveries',
    'dc diagnose --files sftp://USER@HOST/DIRECTORY',
  ],
  judge: (the) =>
    judgeRung(the, {
      codes: ['host-unknown', 'refused', 'unreachable', 'timed-out', 'other-service', 'dropped'],
      at: ['resolve', 'connect', 'greeting'],
      passed: 'greeting',
      passes: 'the server answered',
    }),
  examples: {
    matched: [
      {
        about: 'the name does not resolve',
        evidence: exampleEvidence({accounts: [exampleFailure('resolve', 'host-unknown')]}),
        confidence: 'certain',
      },
      {
        about: 'nothing listens on the port',
        evidence: exampleEvidence({accounts: [exampleFailure('connect', 'refused')]}),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {about: 'the account was listed', evidence: exampleEvidence({accounts: [exampleAccount({})]})},
      {about: 'it was the login that failed', evidence: exampleEvidence({accounts: [exampleFailure('log-in', 'login-refused')]})},
      {about: 'the listing took too long', evidence: exampleEvidence({accounts: [exampleFailure('list', 'timed-out')]})},
    ],
    notChecked: [
      {
        about: 'the secret was not there, so nothing was tried',
        evidence: exampleEvidence({accounts: [exampleFailure('resolve', 'secret-unavailable')]}),
      },
    ],
  },
} satisfies Cause
