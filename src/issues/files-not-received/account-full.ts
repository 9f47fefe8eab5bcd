import {fileSince} from '../signs/awaited-days.js'
import {of} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import type {AccountEvidence} from '../account-evidence.js'
import {FILES_UNTIL_4TH, ONE_GAP} from '../examples/delivery-examples.js'
import type {Fact} from '../evidence.js'
import {exampleAccount, exampleFailure, exampleListing} from '../examples/account-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {RESEND} from '../signs/next-steps.js'

const MB = 1024 * 1024
/** Less than this takes no file. */
const LEAST_FREE_BYTES = MB
/** With so much free space no daily file is turned away. */
const PLENTY_BYTES = 500 * MB
/** How near a number counts as near: an account that is well above it evidently has another limit. */
const NEAR = 0.95

/**
 * Figures that Adobe's pages give for its accounts; they contradict each other, so none is asserted. Source: FTP and SFTP, "Data feed FTP
 * accounts" and "Connect to an SFTP account" (50 MB), the page on FTP accounts of data connectors, withdrawn in 2024 (2 GB or 63 files).
 */
const DOCUMENTED = [
  {what: '50 MB', bytes: 50 * MB},
  {what: '2 GB', bytes: 2048 * MB},
  {what: '63 files', files: 63},
] as const

export default {
  id: 'account-full',
  rows: ['NR-24'],
  summary: 'The account is full',
  why:
    'Nothing more is delivered to an account that is full until somebody makes room, and the customer has to. How much Adobe allows is documented ' +
    'in several ways that contradict each other (50 MB; 2 GB or 63 files; 10 GB; 100 GB), so only what the server says is sure.',
  owner: 'partner',
  needs: [['account']],
  source: 'FTP and SFTP, "FTP limits" and "Data feed FTP accounts"; Data Connectors, "FTP accounts" (withdrawn)',
  next: ['Fetch the files, and delete those that are no longer needed from the account', RESEND, 'dc diagnose INTEGRATION'],
  judge(the): Judgement {
    const accounts = the.remoteAccounts
    const since = fileSince(the)
    const full = accounts.flatMap(saidFull)
    const near = accounts.flatMap(nearDocumented)
    if (full.length > 0 && since === undefined) return {outcome: 'matched', confidence: 'certain', because: full}
    if (full.length > 0) return {outcome: 'matched', confidence: 'possible', because: full, against: since === undefined ? [] : [since]}
    const room = accounts.flatMap(roomFacts)
    if (room.length > 0 && room.length === accounts.length) return {outcome: 'ruled-out', against: room}
    const others = accounts.flatMap(isOthersHost)
    if (near.length > 0 && others.length === 0 && since === undefined && room.length === 0 && the.daysWithoutFile.length > 0)
      return {outcome: 'matched', confidence: 'possible', because: near}
    if (since !== undefined) return {outcome: 'ruled-out', against: [since]}
    return {
      outcome: 'not-checked',
      reason: accounts.length === 0 ? 'no account was looked at' : 'the server does not say how much space is left',
      missing: ['account'],
      because: near,
      against: [...room, ...(near.length > 0 ? others : [])],
    }
  },
  examples: {
    matched: [
      {
        about: 'the server says that nothing is left',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          accounts: [exampleAccount({space: {freeBytes: 0, totalBytes: 2048 * MB, freeFiles: null, told: 'statvfs'}})],
        }),
        confidence: 'certain',
      },
      {
        about: 'the server refuses for want of space',
        evidence: exampleEvidence({accounts: [{...exampleFailure('read', 'protocol', {kind: 'ftp'}), failure: refusal()}]}),
        confidence: 'certain',
      },
      {
        about: "63 files on a server of Adobe's, and none since",
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          accounts: [exampleAccount({host: 'ftp.omniture.com', listing: exampleListing({files: 63, bytes: 31_500})})],
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'there is plenty of space',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          accounts: [exampleAccount({space: {freeBytes: 4096 * MB, totalBytes: null, freeFiles: null, told: 'AVBL'}})],
        }),
      },
      {
        about: 'a later file was taken',
        evidence: exampleEvidence({
          deliveries: ONE_GAP,
          accounts: [exampleAccount({listing: exampleListing({files: 63, bytes: 31_500})})],
        }),
      },
    ],
    notChecked: [
      {
        about: "63 files on a server that is not Adobe's, and none since",
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          accounts: [exampleAccount({listing: exampleListing({files: 63, bytes: 31_500})})],
        }),
      },
      {about: 'no account was looked at', evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH})},
      {
        about: 'the server refuses for another reason',
        evidence: exampleEvidence({
          accounts: [{...exampleFailure('log-in', 'login-refused', {kind: 'ftp'}), failure: {...refusal(), reply: '530'}}],
        }),
      },
      {
        about: 'a few files, and no word of space',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          accounts: [exampleAccount({listing: exampleListing({files: 4, bytes: 2000})})],
        }),
      },
      {
        about: '10,000 files: whatever the limit, it is not 63',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          accounts: [exampleAccount({listing: exampleListing({files: 10_000, bytes: 9 * MB})})],
        }),
      },
    ],
  },
} satisfies Cause

/** What the server itself says. Source: RFC 959, replies 452 and 552. */
function saidFull({location, space, failure, kind}: AccountEvidence): Fact[] {
  const isRefused = kind !== 'sftp' && /^(?:452|552)\b/.test(failure?.reply ?? '')
  return [
    ...(isRefused && failure !== null ? [{fact: `the server refuses for want of space (${failure.reply})`, origin: failure.origin}] : []),
    ...(space?.freeBytes !== null && space !== null && space.freeBytes < LEAST_FREE_BYTES
      ? [of(location, `the server has less than 1 MB left (${space.told})`)]
      : []),
    ...(space?.freeFiles === 0 ? [of(location, `the server takes no further file (${space.told})`)] : []),
  ]
}

function nearDocumented({location, listing}: AccountEvidence): Fact[] {
  if (listing === null) return []
  const {files, bytes} = listing
  const hit = DOCUMENTED.find((limit) => ('files' in limit ? isNear(files, limit.files) : isNear(bytes, limit.bytes)))
  if (hit === undefined) return []
  const size = `${files} files of ${Math.round(bytes / MB)} MB in all`
  return [of(location, `${size} lie there, near ${hit.what}, one of the limits that are documented and contradict each other`)]
}

const isNear = (value: number, limit: number): boolean => value >= limit * NEAR && value <= limit

function roomFacts({location, space}: AccountEvidence): Fact[] {
  if (space === null || space.freeBytes === null || space.freeBytes < PLENTY_BYTES || space.freeFiles === 0) return []
  return [of(location, `the server has ${Math.round(space.freeBytes / MB)} MB left (${space.told})`)]
}

/** The documented limits are those of Adobe's own servers. */
function isOthersHost({location, host}: AccountEvidence): Fact[] {
  return host === null || /(?:^|\.)(?:omniture|adobe)\.com$/i.test(host)
    ? []
    : [of(location, "the server is not one of Adobe's, whose limits these are")]
}

function refusal() {
  return {
    step: 'read' as const,
    code: 'protocol' as const,
    message: 'the server refuses',
    reply: '552',
    origin: {file: 'ftp://files.example:21/out', record: null},
  }
}
