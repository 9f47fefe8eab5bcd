import {Flags} from '@oclif/core'
import type {TicketKind} from './report/ticket.js'

/** Flags of `dc diagnose`: what is asked, where the evidence is, how to get into accounts, and what comes out. */

const list = (description: string, helpValue: string) =>
  Flags.string({multiple: true, multipleNonGreedy: true, description: `${description} (repeatable)`, helpValue})

const QUESTION = {
  day: Flags.string({description: 'the day in question', helpValue: '2026-10-05', exclusive: ['since']}),
  issue: Flags.string({description: 'what you see: the symptom to look into (default: all)', helpValue: 'SYMPTOM'}),
  segment: Flags.string({description: 'the segment in question (default: all of the integration)', helpValue: 'cart-abandonment'}),
  since: Flags.string({description: 'the first day in question', helpValue: '2026-10-01'}),
}

const EVIDENCE = {
  column: list('pin a column of the files: recipientId, messageId, product or date, by its header', 'product=Artikel'),
  complete: Flags.boolean({description: 'the captures hold every hit of their days: only then does what is not in them mean something'}),
  'expected-by': Flags.string({description: 'time at which a file is to be there on the day after its own', helpValue: '06:00'}),
  evidence: Flags.string({
    description: 'judge this bundle instead of collecting anything',
    helpValue: 'BUNDLE',
    exclusive: ['files', 'hits', 'log', 'schedule'],
  }),
  fact: list('something that only you can look up; `dc help evidence` lists what', 'NAME=VALUE'),
  files: list('delivered files: a folder, a file, or an account (default: where the integration has them delivered)', 'DIR|URL'),
  hits: list('captured hits of the days in question: files, folders or globs', 'CAPTURE'),
  'input-format': Flags.string({description: 'read the captures as this format instead of detecting it', helpValue: 'FORMAT'}),
  offline: Flags.boolean({description: 'contact nobody: of accounts, use what was collected last'}),
  log: list("Adobe's activity log of the integration, copied into a file", 'FILE'),
  schedule: list('Data Warehouse requests or their runs, saved from the API as JSON', 'FILE'),
}

const SETTINGS = {
  'as-of': Flags.string({description: 'judge what was due at this time (default: now)', helpValue: '2026-10-06T09:00:00Z'}),
  message: Flags.string({description: 'variable that holds the message ID', helpValue: 'campaign'}),
  recipient: Flags.string({description: 'variable that holds the recipient ID', helpValue: 'eVar12'}),
  suite: Flags.string({description: 'report suite whose hits count', helpValue: 'RSID'}),
  'time-zone': Flags.string({description: 'IANA name of the zone of days and of due times', helpValue: 'Europe/Berlin'}),
}

const ACCOUNTS = {
  'ca-file': Flags.string({description: 'trust these certificates, too (PEM)', helpValue: 'FILE'}),
  certificate: list("SHA-256 of the server's certificate", 'HEX'),
  credential: Flags.string({description: 'reference to the password or private key, such as env:NAME', helpValue: 'REF'}),
  'host-key': list('the host key of the SFTP server, as OpenSSH prints it', 'SHA256:…'),
  identity: Flags.string({description: 'file with the private key for SFTP', helpValue: 'FILE'}),
  'known-hosts': Flags.string({description: 'file of known host keys (default: ~/.ssh/known_hosts)', helpValue: 'FILE'}),
  'max-download': Flags.integer({
    min: 1,
    description: 'megabytes that are fetched from an account at most (default: 2048)',
    helpValue: 'MB',
  }),
  passphrase: Flags.string({description: 'reference to the passphrase of the private key', helpValue: 'REF'}),
  timeout: Flags.integer({
    min: 1,
    max: 600,
    description: 'seconds without an answer after which a server is given up',
    helpValue: 'SECONDS',
  }),
  'trust-workspace': Flags.boolean({description: 'from now on, let this workspace name files and commands to read secrets from'}),
}

const OUTPUT = {
  overwrite: Flags.boolean({description: 'let --save-evidence replace an older bundle', dependsOn: ['save-evidence']}),
  'save-evidence': Flags.string({
    description: 'put all evidence into a folder or a .zip, to be judged elsewhere; what is personal becomes tokens',
    helpValue: 'DIR|FILE.zip',
  }),
  'no-input': Flags.boolean({description: 'ask nothing, even on a terminal'}),
  report: list('write a report beside the output; kinds: json, markdown', 'KIND=PATH'),
  ticket: Flags.option({
    options: ['adobe', 'partner'] as const satisfies readonly TicketKind[],
    description: 'print the text to send instead: to Adobe Customer Care, or to the partner',
  })(),
  'allow-empty': Flags.boolean({description: 'exit 0 instead of 3 when there was nothing to examine'}),
  'show-values': Flags.boolean({description: 'print values that look personal instead of masking them'}),
}

export const DIAGNOSE_FLAGS = {...QUESTION, ...EVIDENCE, ...SETTINGS, ...ACCOUNTS, ...OUTPUT}
