import {decodeName} from '../../hits/decode-text.js'
import {said} from './awaited-days.js'
import {of, ofIntegration, type Case} from '../case.js'
import type {Fact} from '../evidence.js'

/**
 * Where the request sends its files, against where they are looked for: the accounts that were looked at, else the location of the
 * integration. A folder on this machine is a copy and is compared with nothing.
 */
export interface DestinationFacts {
  readonly differs: readonly Fact[]
  readonly agrees: readonly Fact[]
  /** It is a mailbox. */
  readonly mail: readonly Fact[]
}

interface Place {
  readonly host: string
  readonly user: string | null
  /** Null: not known. */
  readonly directory: string | null
  readonly fact: (text: string) => Fact
}

const REMOTE = new Set(['ftp', 'ftps', 'sftp'])
const BARE_HOST = /^[a-z0-9.-]+\.[a-z0-9-]+$/i

export function compareDestination(the: Case): DestinationFacts {
  const mail = mailFacts(the)
  if (mail.length > 0) return {differs: mail, agrees: [], mail}
  const targets = targetsOf(the)
  const looked = lookedAt(the)
  const cloud = cloudFacts(the)
  if (looked.length === 0) return {differs: [], agrees: [], mail}
  if (cloud.length > 0) return {differs: cloud, agrees: [], mail}
  const differs: Fact[] = []
  const agrees: Fact[] = []
  for (const target of targets) {
    const isSame = looked.some((place) => why(target, place) === null)
    if (isSame) agrees.push(target.fact('the files go to where they are looked for'))
    else differs.push(target.fact(`the files go to another ${why(target, looked[0] ?? target) ?? 'place'} than the one that was looked at`))
  }
  // Where record and user contradict each other, neither proves a thing.
  return differs.length > 0 && agrees.length > 0 ? {differs: [], agrees: [], mail} : {differs, agrees, mail}
}

function mailFacts(the: Case): Fact[] {
  const {request} = the
  const told = the.told('sends-to')?.value
  return [
    ...(request?.sendsTo?.kind === 'email' ? [{fact: 'the request sends its files by e-mail', origin: request.origin}] : []),
    ...(told !== undefined && isMailbox(told) ? said(the, 'sends-to', 'the request sends its files by e-mail') : []),
  ]
}

/** `email`, an address or a mailto; not a URL that names a user. */
function isMailbox(text: string): boolean {
  const value = text.trim()
  return /^(?:e-?mail|mail)$/i.test(value) || (!value.includes('://') && /^(?:mailto:)?[^\s@/]+@[^\s@/]+\.[^\s@/]+$/i.test(value))
}

/** Storage in a cloud is no server that was looked at. */
function cloudFacts({request}: Case): Fact[] {
  const kind = request?.sendsTo?.kind
  if (request === undefined || kind === undefined || REMOTE.has(kind) || kind === 'location' || kind === 'email') return []
  return /^(?:s3|gcp|gcs|azure)/i.test(kind) ? [{fact: 'the request sends its files to cloud storage', origin: request.origin}] : []
}

function targetsOf(the: Case): Place[] {
  const places: Place[] = []
  const {request} = the
  const to = request?.sendsTo
  if (request !== undefined && to !== null && to !== undefined && to.host !== null && REMOTE.has(to.kind))
    places.push({host: to.host, user: to.user, directory: to.directory, fact: (fact) => ({fact, origin: request.origin})})
  const told = the.told('sends-to')
  const url = told === undefined ? undefined : placeOf(told.value)
  if (url !== undefined) places.push({...url, fact: (fact) => said(the, 'sends-to', fact)[0] ?? of('--fact sends-to', fact)})
  return places
}

function lookedAt(the: Case): Place[] {
  const accounts = the.remoteAccounts.flatMap(({host, directory, location}) =>
    host === null ? [] : [{host, user: null, directory, fact: (fact: string) => of(location, fact)}],
  )
  if (accounts.length > 0) return accounts
  const location = the.evidence.integration?.integration.delivery?.location ?? null
  const place = location === null ? undefined : placeOf(location)
  return place === undefined ? [] : [{...place, fact: (fact) => ofIntegration(the, fact)}]
}

/** `sftp://dc@files.example/out`, or a bare host name. */
function placeOf(location: string): Omit<Place, 'fact'> | undefined {
  const [, host, directory] = /^(?:ftp|ftps|sftp):\/\/(?:[^@/]*@)?([^/:@]+)(?::\d+)?(\/.*)?$/i.exec(location.trim()) ?? []
  if (host === undefined) return BARE_HOST.test(location.trim()) ? {host: location.trim(), user: null, directory: null} : undefined
  const user = /:\/\/([^@/:]+)(?::[^@/]*)?@/.exec(location)?.[1] ?? null
  // A URL escapes what a record of the request writes as it is.
  return {host, user: user === null ? null : decodeName(user), directory: decodeName(directory ?? '/')}
}

/** In what two places differ; null: as far as is known, in nothing. One server may show a directory with or without a prefix. */
function why(one: Place, other: Place): 'host' | 'directory' | 'account' | null {
  if (bare(one.host) !== bare(other.host)) return 'host'
  if (one.user !== null && other.user !== null && one.user !== other.user) return 'account'
  if (one.directory === null || other.directory === null) return null
  const [a, b] = [segmentsOf(one.directory), segmentsOf(other.directory)]
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length === 0) return null
  return short.every((part, index) => part === long[long.length - short.length + index]) ? null : 'directory'
}

const bare = (host: string): string =>
  host
    .replace(/^\s*[a-z]+:\/\//i, '')
    .replace(/\.$/, '')
    .trim()
    .toLowerCase()
const segmentsOf = (directory: string): string[] => directory.split(/[/\\]+/).filter((part) => part !== '' && part !== '.')
