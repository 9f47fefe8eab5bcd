import type {AccountEvidence, AccountListing, AccountSpace, ProbeStep, ProbeStepName} from '../../issues/account-evidence.js'
import type {AccountLocation} from '../../mapping/location.js'
import {AccountFault} from './account-fault.js'
import {ACCOUNT_DEFAULTS, type AccountOptions} from './account-options.js'
import {candidates, type AccountSession, type DoorFacts, type RemoteListing} from './account-session.js'
import {describeListing, growingNames, isWorthASecondLook, skewOf} from './describe-listing.js'
import {Ladder} from './ladder.js'
import {lookElsewhere} from './look-elsewhere.js'
import type {Patience} from './patience.js'
import {escapeName, isPlainName} from './remote-names.js'

/** What was found on the way up the ladder, and the session at its top. */
export interface Visit {
  /** As it was asked for, or with the kind of encryption that the server turned out to speak. */
  readonly location: AccountLocation
  steps: readonly ProbeStep[]
  fault: AccountFault | null
  door: DoorFacts
  /** As the server has it; null: it was not found. */
  directory: string | null
  /** The same for people. */
  shown: string | null
  remote: RemoteListing | null
  growing: ReadonlySet<string>
  listing: AccountListing | null
  space: AccountSpace | null
  clockSkewMs: number | null
  /** Open where nothing failed; whoever asked for the visit ends it. */
  session: AccountSession | null
}

/** Tries for what may pass by itself; the evidence is that of the last try. Throws only for options that cannot be used and for a signal. */
export async function visitAccount(location: AccountLocation, options: AccountOptions, patience: Patience): Promise<Visit> {
  const {attempts = ACCOUNT_DEFAULTS.attempts, retryPauseMs = ACCOUNT_DEFAULTS.retryPauseMs} = options
  const before: AccountFault[] = []
  let isImplicit = location.isImplicit
  for (;;) {
    const visit = await climb({...location, isImplicit}, options, patience, before)
    const {fault} = visit
    if (fault === null) return visit
    before.push(fault)
    if (!fault.isTransient || before.length >= attempts || patience.isOver) return visit
    // Whoever encrypts from the first byte, on a port that does not tell, waits for us as we wait for his greeting.
    isImplicit = location.isImplicit || (location.kind === 'ftps' && fault.step === 'greeting' && fault.code === 'timed-out')
    await patience.pause(retryPauseMs * 2 ** (before.length - 1))
  }
}

async function climb(
  location: AccountLocation,
  options: AccountOptions,
  patience: Patience,
  before: readonly AccountFault[],
): Promise<Visit> {
  const ladder = new Ladder(before)
  const visit: Visit = {
    location,
    steps: ladder.steps,
    fault: null,
    door: {},
    directory: null,
    shown: null,
    remote: null,
    growing: new Set(),
    listing: null,
    space: null,
    clockSkewMs: null,
    session: null,
  }
  try {
    visit.session = await logInTo(location, options, ladder, patience, (facts) => (visit.door = {...visit.door, ...facts}))
    await look(visit, visit.session, {location, options, ladder, patience})
  } catch (error) {
    visit.session?.cut()
    visit.session = null
    if (!(error instanceof AccountFault)) throw error
    visit.fault = error
  }
  return visit
}

/** The rungs up to the login, for the first connection and for those that go on after a cut. */
export async function logInTo(
  location: AccountLocation,
  options: AccountOptions,
  ladder: Ladder,
  patience: Patience,
  tell: (facts: DoorFacts) => void,
): Promise<AccountSession> {
  patience.check()
  if (location.kind === 'sftp') {
    const {openSftp} = await import('./open-sftp.js')
    return openSftp(location, options, ladder, patience, tell)
  }
  const {openFtp} = await import('./ftp-session.js')
  return openFtp(location, options, ladder, patience, tell)
}

interface Way {
  readonly location: AccountLocation
  readonly options: AccountOptions
  readonly ladder: Ladder
  readonly patience: Patience
}

async function look(visit: Visit, session: AccountSession, {location, options, ladder, patience}: Way): Promise<void> {
  const {secondLookMs = ACCOUNT_DEFAULTS.secondLookMs, looksOurs} = options
  const show = (place: string): string => escapeName(session.shown(place))
  try {
    visit.directory = await ladder.step('directory', () => session.find(location.path), show)
  } catch (error) {
    if (error instanceof AccountFault && error.code === 'no-directory' && looksOurs) {
      const [directory = '/'] = candidates(location.path, session.home, 'root')
      const elsewhere = await lookElsewhere(session, {directory, folders: [], looksOurs})
      if (elsewhere.length > 0) visit.listing = describeListing(NOT_LISTED, visit.growing, elsewhere)
    }
    throw error
  }
  const {directory} = visit
  visit.shown = show(directory)
  const remote = await ladder.step('list', () => readable(session.list(directory)), summary)
  visit.remote = remote
  visit.clockSkewMs = skewOf(remote, visit.growing, location.kind !== 'sftp')
  visit.listing = describeListing(remote, visit.growing, [])
  if (secondLookMs > 0 && isWorthASecondLook(remote, Date.now())) {
    await patience.pause(secondLookMs)
    const again = await session.list(directory)
    visit.growing = growingNames(remote, again)
    visit.remote = again
    visit.clockSkewMs = skewOf(again, visit.growing, location.kind !== 'sftp')
    visit.listing = describeListing(again, visit.growing, [])
  }
  visit.space = await ladder.step(
    'space',
    () => session.space(directory),
    (space) => (space === null ? 'the server does not tell' : space.told),
  )
  const {entries} = visit.remote
  if (looksOurs === undefined || entries.some(({kind, name}) => kind === 'file' && looksOurs(name))) return
  const folders = entries.flatMap(({kind, name, wireName}) => (kind === 'folder' && isPlainName(name) ? [wireName] : []))
  visit.listing = describeListing(visit.remote, visit.growing, await lookElsewhere(session, {directory, folders, looksOurs}))
}

const NOT_LISTED: RemoteListing = {entries: [], unreadable: 0, isComplete: false, how: '', isTimeKnown: false}

async function readable(work: Promise<RemoteListing>): Promise<RemoteListing> {
  const listing = await work
  if (listing.entries.length > 0 || listing.unreadable === 0) return listing
  throw new AccountFault('listing-unreadable', 'the listing is in a dialect that is not known here')
}

function summary({entries, unreadable, how, isComplete}: RemoteListing): string {
  const files = entries.filter(({kind}) => kind === 'file').length
  const odd = unreadable === 0 ? '' : `, ${unreadable} ${unreadable === 1 ? 'line' : 'lines'} unreadable`
  return `${files} ${files === 1 ? 'file' : 'files'}${odd}${isComplete ? '' : ', cut at the limit'} (${how})`
}

const PLACES: Readonly<Record<ProbeStepName, string>> = {
  resolve: 'while the name of the host was looked up',
  connect: 'on the way to the host',
  greeting: 'before the server greeted',
  encryption: 'while the encryption was agreed on',
  'host-key': 'while the host key was looked at',
  'log-in': 'at the login',
  directory: 'while the directory was looked for',
  list: 'while the directory was listed',
  space: 'after the listing',
  read: 'while files were read',
}

/** Silence and a lost connection say nothing without the place. */
function placed({code, message, step}: AccountFault): string {
  return step !== null && (code === 'timed-out' || code === 'dropped') ? `${message}, ${PLACES[step]}` : message
}

export const NOTHING_READ: AccountEvidence['read'] = {files: 0, bytes: 0, left: []}

/** The evidence, without a trace of user or secret. */
export function evidenceOf(location: AccountLocation, visit: Visit, read: AccountEvidence['read']): AccountEvidence {
  const {fault, steps} = visit
  return {
    location: location.display,
    kind: location.kind,
    host: location.host,
    port: location.port,
    directory: visit.shown ?? escapeName(location.path === '' ? '/' : location.path),
    steps: [...steps],
    failure: fault && {
      step: fault.step ?? steps.at(-1)?.step ?? 'connect',
      code: fault.code,
      message: placed(fault),
      reply: fault.reply,
      origin: {file: location.display, record: null},
    },
    software: visit.door.software ?? null,
    hostKey: visit.door.hostKey ?? null,
    clockSkewMs: visit.clockSkewMs,
    listing: visit.listing,
    space: visit.space,
    read,
  }
}
