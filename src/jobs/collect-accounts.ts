import {stat} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import type {AccountOptions} from '../collectors/account/account-options.js'
import {fetchFiles, type FetchedFiles, type FetchOptions} from '../collectors/account/fetch-files.js'
import {probeFolder} from '../collectors/account/probe-folder.js'
import {isCompanion, type DeliveredFile} from '../collectors/delivered-files.js'
import type {AccountEvidence, HostKeyEvidence} from '../issues/account-evidence.js'
import type {CollectorReport, Question} from '../issues/evidence.js'
import type {Integration} from '../mapping/integration.js'
import {parseLocation, type AccountLocation} from '../mapping/location.js'
import type {DayRange} from '../segments/dates.js'
import {readName} from '../segments/file-name.js'
import {requireTrustedSecret, resolveSecret, SecretUnavailable, type SecretSource} from '../settings/resolve-secret.js'
import {UserSettings} from '../settings/user-settings.js'
import {displayPath} from '../workspace/find-workspace.js'
import type {Workspace} from '../workspace/workspace.js'
import type {DiagnoseSettings} from './diagnose-settings.js'

/** Flags of `dc diagnose` that say how to get into an account. */
export interface AccountFlags {
  readonly credential?: string | undefined
  readonly identity?: string | undefined
  readonly passphrase?: string | undefined
  readonly 'host-key'?: readonly string[] | undefined
  readonly 'known-hosts'?: string | undefined
  readonly 'ca-file'?: string | undefined
  readonly certificate?: readonly string[] | undefined
  /** Megabytes. */
  readonly 'max-download'?: number | undefined
  /** Seconds. */
  readonly timeout?: number | undefined
  readonly 'trust-workspace'?: boolean | undefined
}

export interface AccountSurroundings {
  readonly integration: Integration | undefined
  readonly workspace: Workspace | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Asks on a terminal; undefined where nobody can be asked. */
  readonly confirmHostKey: ((key: HostKeyEvidence, host: string) => Promise<boolean>) | undefined
}

/** What accounts showed, and the files that were fetched from them. */
export interface CollectedAccounts {
  readonly evidence: readonly AccountEvidence[]
  readonly files: readonly DeliveredFile[]
  /** Accounts that were listed, as the ledger names them. */
  readonly listed: readonly string[]
  /** Every listing came to its end, and what was to be read was read. */
  readonly isComplete: boolean
  readonly companions: readonly string[]
  readonly reports: readonly CollectorReport[]
  /** Removes what was fetched. To be called in any case. */
  close(): Promise<void>
}

export const NO_ACCOUNTS: CollectedAccounts = {
  evidence: [],
  files: [],
  listed: [],
  isComplete: true,
  companions: [],
  reports: [],
  close: () => Promise.resolve(),
}

/** An account for people: without its user. */
export function displayOf(text: string): string {
  return parseLocation(text).display
}

/**
 * Looks at the accounts, one after another, and fetches the files in question. What a server does wrong is evidence.
 * @throws DcError for a location or a reference that cannot be used
 */
export async function collectAccounts(
  {accounts, question}: DiagnoseSettings,
  flags: AccountFlags,
  surroundings: AccountSurroundings,
  onProgress: (text: () => string) => void,
): Promise<CollectedAccounts> {
  const fetched: FetchedFiles[] = []
  const reports: CollectorReport[] = []
  const close = async () => {
    for (const each of fetched) await each.close()
  }
  try {
    for (const text of accounts) {
      const location = parseLocation(text)
      if (location.kind === 'folder') continue
      const secret = findSecret(flags, surroundings)
      // A reference that nobody trusts is the user's to settle, before anything is contacted; one that leads to nothing is met at the login.
      if (secret !== undefined) requireTrustedSecret(secret.reference, secret.source)
      onProgress(() => `${location.display}: connecting`)
      const seen = await fetchFiles(location, {
        ...optionsFor(location, secret, flags, surroundings),
        ...choiceFor(surroundings.integration, question, flags),
        onProgress: ({bytes, files, totalBytes}) =>
          onProgress(() => `${location.display}: ${files} files, ${megabytes(bytes)} of ${megabytes(totalBytes)} MB`),
      })
      fetched.push(seen)
      reports.push(reportOf(location.display, seen.account, secret?.unavailable))
    }
  } catch (error) {
    await close()
    throw error
  }
  const evidence = fetched.map(({account}) => account)
  const companions = evidence.flatMap(({listing}) => (listing?.entries ?? []).flatMap(({name}) => (isCompanion(name) ? [name] : [])))
  return {
    evidence,
    files: fetched.flatMap(({files}) => files),
    // Where the directory is missing, what lies elsewhere is listed, and is not it.
    listed: evidence.flatMap(({location, listing, failure}) => (listing === null || failure?.code === 'no-directory' ? [] : [location])),
    isComplete: evidence.every((account) => isWhole(account)),
    companions,
    reports,
    close,
  }
}

/** Folders on this machine, looked at as accounts are; single files are none. */
export async function probeFolders(paths: readonly string[], cwd: string, signal: AbortSignal): Promise<AccountEvidence[]> {
  const folders: AccountEvidence[] = []
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    if (path === '-' || (await stat(absolute).catch(() => undefined))?.isFile() === true || /[*?[\]{}]/.test(path)) continue
    // A file that grows is found out when it is read.
    folders.push(await probeFolder(absolute, {display: `file:${path}`, secondLookMs: 0, signal}))
  }
  return folders
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)

/** A file that is there and was not read says nothing of its day; one that is still on its way has not arrived. */
function isWhole({failure, listing, read}: AccountEvidence): boolean {
  return failure === null && listing !== null && listing.isComplete && read.left.every(({name}) => name.endsWith('.part'))
}

const NAMED_AS_TABLE = /\.(?:csv|tsv|tab|txt|psv|dat|zip|gz)$/i

/** Which files are fetched: those that may be of the segments and days in question. */
function choiceFor(
  integration: Integration | undefined,
  {segment, from, to}: Question,
  flags: AccountFlags,
): Pick<FetchOptions, 'wants' | 'looksOurs' | 'maxBytes'> {
  const readOwn = (name: string) => readName(name, integration?.segments)
  return {
    looksOurs: (name) => readOwn(name).segment !== null,
    wants: (name) => {
      const own = readOwn(name)
      if (isCompanion(name) || (own.segment === null && !NAMED_AS_TABLE.test(name))) return false
      if (segment !== null && own.segment !== null && own.segment !== segment) return false
      // Of 04-05-2026 nothing here tells which is the month.
      const other = readName(name, integration?.segments, 'month-first')
      const isAsked = (days: DayRange | null) => days === null || ((from === null || days.to >= from) && (to === null || days.from <= to))
      return isAsked(own.days) || isAsked(other.days)
    },
    ...(flags['max-download'] !== undefined && {maxBytes: flags['max-download'] * 1024 * 1024}),
  }
}

function reportOf(what: string, {failure}: AccountEvidence, unavailable: SecretUnavailable | undefined): CollectorReport {
  if (failure === null) return {evidence: 'account', what, outcome: 'collected', code: null, detail: null}
  const isOurs = failure.code === 'secret-unavailable' && unavailable !== undefined
  return {evidence: 'account', what, outcome: 'failed', code: failure.code, detail: isOurs ? unavailable.forOthers : failure.message}
}

/** How one account is looked at: by the flags, else as the integration whose place it is says. */
function optionsFor(
  location: AccountLocation,
  secret: Secret | undefined,
  flags: AccountFlags,
  surroundings: AccountSurroundings,
): AccountOptions {
  const {signal, confirmHostKey, env} = surroundings
  const {identity, timeout, passphrase} = flags
  const agent = env['SSH_AUTH_SOCK']
  return {
    signal,
    ...(secret !== undefined && {secret: () => secret.read()}),
    ...(passphrase !== undefined && {passphrase: () => resolveSecret(passphrase, {from: 'user', where: '--passphrase', env})}),
    ...(identity !== undefined && {privateKeyPath: identity}),
    ...(agent !== undefined && {agent}),
    ...(flags['host-key'] !== undefined && {hostKeys: flags['host-key']}),
    ...(flags['known-hosts'] !== undefined && {knownHosts: flags['known-hosts']}),
    ...(flags['ca-file'] !== undefined && {caPath: flags['ca-file']}),
    ...(flags.certificate !== undefined && {certificates: flags.certificate}),
    ...(timeout !== undefined && {connectMs: timeout * 1000, stallMs: timeout * 1000}),
    ...(confirmHostKey !== undefined && {
      confirmHostKey: (key: HostKeyEvidence) => confirmHostKey(key, `${location.host}:${location.port}`),
    }),
  }
}

class Secret {
  readonly reference: string
  readonly source: SecretSource
  /** Set where it was read in vain. */
  unavailable: SecretUnavailable | undefined

  constructor(reference: string, source: SecretSource) {
    this.reference = reference
    this.source = source
  }

  async read(): Promise<string> {
    try {
      return await resolveSecret(this.reference, this.source)
    } catch (error) {
      if (error instanceof SecretUnavailable) this.unavailable = error
      throw error
    }
  }
}

/** The user's own reference; else that of the integration, which a committed file wrote. */
function findSecret(
  {credential, 'trust-workspace': trusts}: AccountFlags,
  {integration, workspace, env}: AccountSurroundings,
): Secret | undefined {
  if (credential !== undefined) return new Secret(credential, {from: 'user', where: '--credential', env})
  const reference = integration?.delivery?.credential?.secret
  if (reference === undefined || integration === undefined || workspace === undefined) return undefined
  const {folder, cwd} = workspace
  const settings = new UserSettings()
  if (trusts === true) settings.trustWorkspace(folder)
  const where = `${displayPath(join(folder, 'integrations', `${integration.id}.json`), cwd)}: delivery.credential`
  return new Secret(reference, {from: {workspace: folder, trusted: settings.isTrusted(folder)}, where, env})
}
