import type {AccountEvidence, AccountListing, AccountSpace, HostKeyEvidence, ListedEntry} from '../issues/account-evidence.js'
import {namedSome, sayBytes, sayInstant} from './diagnosis-words.js'
import {count, listed} from './wording.js'

/**
 * A folder or an account in a few words: the steps of the probe, and what the server told. Adobe's figures for a full account disagree, so
 * all are named and none is held against it.
 * Source: FTP limits (100 GB since 2023, 10 GB before), FTP for data feeds (50 MB, 10 GB), SFTP connections (50 MB), the retired page on FTP
 * accounts for data connectors (2 GB or 63 files).
 */
const LIMITS = [
  {text: '63 files', files: 63},
  {text: '2 GB', bytes: 2e9},
  {text: '50 MB', bytes: 50e6},
  {text: '10 GB', bytes: 10e9},
  {text: '100 GB', bytes: 100e9},
] as const

const LIMIT_SENTENCE = "Adobe's pages disagree: 63 files or 2 GB (accounts for connectors), 50 MB, 10 GB, 100 GB"

export type AccountRow = readonly [label: string, text: string]

/** Label and text of what is worth a line; names of the server are as it spells them. */
export function accountRows(account: AccountEvidence): AccountRow[] {
  const {failure, software, hostKey, clockSkewMs, listing, space, read, kind} = account
  const isRemote = kind !== 'folder'
  const rows: (readonly [string, string | undefined])[] = [
    ['steps', steps(account)],
    ['failed', failure === null ? undefined : `${failure.message}${failure.reply === null ? '' : ` (${failure.reply})`}`],
    ['server', software ?? undefined],
    ['host key', hostKey === null ? undefined : sayHostKey(hostKey)],
    ['clock', clockSkewMs === null || Math.abs(clockSkewMs) < WORTH_TELLING_MS ? undefined : saySkew(clockSkewMs)],
    ['holds', listing === null ? 'not known: it was not listed' : sayListing(listing)],
    [
      'unfinished',
      listing === null || listing.partials.length === 0
        ? undefined
        : namedSome(
            listing.partials.map(({name}) => name),
            3,
          ),
    ],
    ['elsewhere', listing === null ? undefined : sayElsewhere(listing)],
    [
      'not read',
      read.left.length === 0
        ? undefined
        : namedSome(
            read.left.map(({name, reason}) => `${name}: ${reason}`),
            3,
          ),
    ],
    ['space', space === null ? (isRemote && listing !== null ? 'the server does not tell' : undefined) : saySpace(space)],
    ['limits', isRemote && listing !== null ? sayLimits(listing) : undefined],
  ]
  return rows.filter((row): row is AccountRow => row[1] !== undefined && row[1] !== '')
}

const WORTH_TELLING_MS = 60_000

function steps({steps: all}: AccountEvidence): string | undefined {
  const of = (outcome: 'ok' | 'failed') => all.filter((step) => step.outcome === outcome).map(({step}) => step)
  const [ok, failed] = [of('ok'), of('failed')]
  const parts = [...(ok.length === 0 ? [] : [`ok: ${ok.join(', ')}`]), ...(failed.length === 0 ? [] : [`failed: ${failed.join(', ')}`])]
  return parts.length === 0 ? undefined : parts.join('; ')
}

const TRUST: Readonly<Record<HostKeyEvidence['trust'], string>> = {
  pinned: 'as pinned',
  known: 'as known_hosts has it',
  asked: 'accepted when asked',
  none: 'not trusted',
}

export function sayHostKey({type, fingerprint, trust, expected}: HostKeyEvidence): string {
  const wanted = expected === null || expected.length === 0 || trust !== 'none' ? '' : `; expected ${listed(expected)}`
  return `${type} ${fingerprint}, ${TRUST[trust]}${wanted}`
}

function saySkew(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  return `${count(minutes, 'minute')} ${ms > 0 ? 'ahead of' : 'behind'} ours`
}

function sayListing({isComplete, files, bytes, folders, oldest, newest, unreadable}: AccountListing): string {
  const entry = (label: string, one: ListedEntry | null) =>
    one === null ? [] : [`${label} ${one.name}${one.modifiedAt === null ? '' : ` of ${sayInstant(one.modifiedAt)}`}`]
  const ends = files > 1 ? [...entry('newest', newest), ...entry('oldest', oldest)] : entry('newest', newest)
  return [
    `${count(files, 'file')}, ${sayBytes(bytes)}`,
    ...(folders === 0 ? [] : [count(folders, 'folder')]),
    ...ends,
    ...(unreadable === 0 ? [] : [`${count(unreadable, 'line')} of the listing could not be read`]),
    ...(isComplete ? [] : ['the listing is not complete']),
  ].join('; ')
}

function sayElsewhere({elsewhere}: AccountListing): string | undefined {
  if (elsewhere.length === 0) return undefined
  return namedSome(
    elsewhere.map(({directory, files, example}) => `${directory}: ${count(files, 'file')} such as ${example}`),
    2,
  )
}

function saySpace({freeBytes, totalBytes, freeFiles, told}: AccountSpace): string {
  const parts = [
    ...(freeBytes === null ? [] : [`${sayBytes(freeBytes)} free${totalBytes === null ? '' : ` of ${sayBytes(totalBytes)}`}`]),
    ...(freeFiles === null ? [] : [`room for ${count(freeFiles, 'file')}`]),
  ]
  return parts.length === 0 ? `not told (${told})` : `${listed(parts)} (${told})`
}

/** A figure is near where what is there fills nine tenths of it and does not go far beyond. */
const NEAR = [0.9, 1.05] as const

function sayLimits({files, bytes}: AccountListing): string {
  const isNear = (share: number) => share >= NEAR[0] && share <= NEAR[1]
  const near = LIMITS.filter((limit) => isNear('files' in limit ? files / limit.files : bytes / limit.bytes))
  return `not told for this account. ${LIMIT_SENTENCE}${near.length === 0 ? '' : `. What is there is near ${listed(near.map(({text}) => text))}`}`
}
