import {KEY_ROLES} from '../connectors/vocabulary.js'
import {DcError} from '../errors.js'
import type {Allocation, Integration, MappedVariable} from '../mapping/integration.js'
import {parseVariable} from '../mapping/slot-name.js'
import {findVariable, type SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {readAllocation, readExpiration} from '../mapping/suite-words.js'
import {expirationOf} from '../segments/persistence.js'
import type {PreviewVariable} from '../segments/preview-hit.js'
import {PREVIEWED_SEGMENTS, type PreviewedSegment, type Scope} from '../segments/remarketing.js'
import {isDay, isTimeZone} from '../segments/suite-time.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {findWorkspace} from '../workspace/find-workspace.js'
import {loadIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import {openWorkspace, readWorkspaceFile, type Workspace} from '../workspace/workspace.js'

/** Flags that say what to compute, shared by `dc segments preview` and `dc segments reconcile`. */
export interface PreviewFlags {
  readonly integration?: string | undefined
  readonly suite?: string | undefined
  readonly recipient?: string | undefined
  readonly message?: string | undefined
  readonly 'time-zone'?: string | undefined
  readonly allocation?: readonly string[] | undefined
  readonly expiration?: readonly string[] | undefined
  readonly parameter?: readonly string[] | undefined
  readonly day?: readonly string[] | undefined
  readonly scope: Scope
  readonly exclude?: readonly string[] | undefined
  readonly workspace?: string | undefined
}

/** One mapped variable, with what is known of it. */
export interface KnownVariable extends PreviewVariable {
  /** Header of its column. */
  readonly label: string
  /** Where each setting comes from, for people: `--expiration`, `suite snapshot`, `integration`, `assumed`. */
  readonly origin: {readonly allocation: string; readonly expiration: string}
  /** In the words of an integration; `never` where it is assumed. */
  readonly expires: string
}

export interface PreviewSettings {
  readonly suite: string
  readonly timeZone: string
  readonly recipient: KnownVariable
  readonly message: KnownVariable | undefined
  /** Undefined: every day of the capture. */
  readonly days: readonly string[] | undefined
  readonly scope: Scope
  readonly excludesCart: boolean
  /** Segments that the integration delivers, or all three. */
  readonly segments: readonly PreviewedSegment[]
  readonly integration: Integration | undefined
  readonly snapshot: SuiteSnapshot | undefined
  readonly notes: readonly string[]
}

const KEYS = ['recipient', 'message'] as const
type Key = (typeof KEYS)[number]

/**
 * Flags, the integration and the workspace put together. A flag wins over what the suite is known to do, and that over the integration.
 * @throws DcError `usage` with everything that is missing or wrong, or the fault of a file of the workspace
 */
export async function resolvePreviewSettings(flags: PreviewFlags, cwd: string): Promise<PreviewSettings> {
  const workspace = workspaceOf(flags, cwd)
  const loaded = workspace && (await loadIntegrations(workspace))
  const integration = flags.integration === undefined || loaded === undefined ? undefined : requireIntegration(flags.integration, loaded)
  const suite = flags.suite ?? integration?.reportSuite ?? undefined
  const snapshot = workspace && suite !== undefined ? await readSuiteFile(workspace, suite) : undefined
  const zones = workspace && (await readWorkspaceFile(workspace)).reportSuites
  const timeZone = flags['time-zone'] ?? (suite === undefined ? undefined : zones?.[suite]?.timezone)
  const known = {flags, integration, snapshot}
  const recipient = resolveVariable('recipient', known)
  const message = resolveVariable('message', known)
  const missing = [
    ...(suite === undefined ? ['--suite RSID'] : []),
    ...(recipient === undefined ? ['--recipient VARIABLE'] : []),
    ...(timeZone === undefined ? ['--time-zone ZONE'] : []),
  ]
  if (suite === undefined || recipient === undefined || timeZone === undefined) {
    const ids = integration === undefined ? (loaded?.integrations ?? []).flatMap(({id, status}) => (status === 'deleted' ? [] : [id])) : []
    throw new DcError(`what the files should hold cannot be computed without ${missing.join(' and ')}`, {
      code: 'usage',
      where: missing.map((flag) => flag.split(' ')[0]).join(', '),
      suggestions: [
        ...ids.slice(0, 3).map((id) => `--integration ${id}`),
        'for example: --suite shopprod --recipient eVar12 --message campaign --time-zone Europe/Berlin',
      ],
    })
  }
  if (!isTimeZone(timeZone)) throw usage('--time-zone', `${JSON.stringify(timeZone)} is no IANA time zone`, '--time-zone Europe/Berlin')
  const {segments, notes} = segmentsOf(integration)
  return {
    suite,
    timeZone,
    recipient,
    message,
    days: daysOf(flags.day),
    scope: flags.scope,
    excludesCart: flags.exclude?.includes('cart') ?? false,
    segments,
    integration,
    snapshot,
    notes: [...notes, ...notesOn(recipient, message)],
  }
}

function workspaceOf(flags: PreviewFlags, cwd: string): Workspace | undefined {
  if (flags.integration !== undefined) return openWorkspace(flags.workspace, cwd)
  const folder = findWorkspace(flags.workspace, cwd)
  return folder === undefined ? undefined : {folder, cwd}
}

/** Flags that say which variables to look at, and how they keep their values. */
export type VariableFlags = Pick<PreviewFlags, Key | 'allocation' | 'expiration' | 'parameter'>

/** What is known of the variables, from whichever side. */
export interface Known {
  readonly flags: VariableFlags
  readonly integration: Integration | undefined
  readonly snapshot: SuiteSnapshot | undefined
}

/** @throws DcError `usage` when a flag is wrong */
export function resolveVariable(key: Key, {flags, integration, snapshot}: Known): KnownVariable | undefined {
  const mapped = mappedBy(key, integration)
  const named = flags[key]
  const variable = named === undefined ? mapped?.variable : slotOf(key, named)
  if (variable === undefined) return undefined
  const ofIntegration = mapped?.variable === variable ? mapped : undefined
  const ofSuite = findVariable(snapshot, variable)
  const allocation = firstOf<Allocation>([
    ['--allocation', readWord('allocation', key, flags.allocation, readAllocation)],
    ['suite snapshot', ofSuite?.allocation],
    ['integration', ofIntegration?.allocation],
  ])
  const expiration = firstOf<string>([
    ['--expiration', readWord('expiration', key, flags.expiration, readExpiration)],
    ['suite snapshot', ofSuite?.expiration],
    ['integration', ofIntegration?.expiration],
    // A prop lives for one hit. Source: Analytics, implementation guide, "prop".
    ['the kind of the variable', variable.startsWith('prop') ? 'page-view' : undefined],
  ])
  const parameter = parameterFor(key, mapped, {flags, integration})
  return {
    variable,
    label: ofIntegration?.name ?? ofSuite?.name ?? variable,
    allocation: allocation?.value ?? 'most-recent',
    expiration: expirationOf(expiration?.value ?? 'never'),
    isExpirationKnown: expiration !== undefined,
    expires: expiration?.value ?? 'never',
    origin: {allocation: allocation?.origin ?? 'assumed', expiration: expiration?.origin ?? 'assumed'},
    ...(parameter !== undefined && {parameter}),
  }
}

export function mappedBy(key: Key, integration: Integration | undefined): MappedVariable | undefined {
  for (const role of KEY_ROLES[key]) {
    const found = integration?.variables.find((each) => each.role === role)
    if (found !== undefined) return found
  }
  return undefined
}

/** In automated mode processing rules fill the variable from a parameter of the page URL. */
function parameterFor(
  key: Key,
  mapped: MappedVariable | undefined,
  {flags, integration}: Pick<Known, 'flags' | 'integration'>,
): string | undefined {
  const named = pairsOf('parameter', flags.parameter).get(key)
  if (named !== undefined || integration?.collection.mode !== 'automated') return named
  const {parameters} = integration.collection
  return mapped === undefined ? undefined : parameters[mapped.role]
}

function firstOf<T>(options: readonly (readonly [origin: string, value: T | null | undefined])[]): {origin: string; value: T} | undefined {
  for (const [origin, value] of options) if (value !== null && value !== undefined) return {origin, value}
  return undefined
}

function slotOf(key: Key, text: string): string {
  const {slot, fault} = parseVariable(text)
  if (slot === undefined) throw usage(`--${key}`, `${JSON.stringify(text)} ${fault}`, `--${key} eVar12`)
  return slot.variable
}

function readWord<T>(flag: string, key: Key, values: readonly string[] | undefined, read: (text: string) => T | null): T | undefined {
  const text = pairsOf(flag, values).get(key)
  if (text === undefined) return undefined
  const value = read(text)
  if (value === null) throw usage(`--${flag}`, `${JSON.stringify(text)} is no ${flag}`, EXAMPLES[flag] ?? '')
  return value
}

const EXAMPLES: Readonly<Record<string, string>> = {
  allocation: '--allocation recipient=last (or first, linear)',
  expiration: '--expiration message=30d (or never, visit, month, purchase, event12)',
  parameter: '--parameter recipient=RID',
}

/** `recipient=first`, `message=30d`. */
function pairsOf(flag: string, values: readonly string[] | undefined): Map<Key, string> {
  const pairs = new Map<Key, string>()
  for (const text of values ?? []) {
    const equals = text.indexOf('=')
    const key = KEYS.find((each) => each === text.slice(0, equals).trim())
    if (key === undefined || equals === text.length - 1)
      throw usage(`--${flag}`, `${JSON.stringify(text)}: expected recipient=… or message=…`, EXAMPLES[flag] ?? '')
    pairs.set(key, text.slice(equals + 1).trim())
  }
  return pairs
}

function daysOf(days: readonly string[] | undefined): readonly string[] | undefined {
  for (const day of days ?? []) if (!isDay(day)) throw usage('--day', `${JSON.stringify(day)} is no day`, '--day 2026-11-23')
  return days === undefined || days.length === 0 ? undefined : [...new Set(days)].toSorted()
}

function segmentsOf(integration: Integration | undefined): {segments: readonly PreviewedSegment[]; notes: string[]} {
  const ids = integration?.segments.map(({id}) => id) ?? []
  const segments = PREVIEWED_SEGMENTS.filter((id) => ids.includes(id))
  const others = ids.filter((id) => !PREVIEWED_SEGMENTS.some((each) => each === id))
  return {
    segments: segments.length > 0 ? segments : PREVIEWED_SEGMENTS,
    notes: others.length > 0 ? [`no definition to compute ${others.join(', ')} by: only the three standard segments are previewed`] : [],
  }
}

function notesOn(recipient: KnownVariable, message: KnownVariable | undefined): string[] {
  const notes = message === undefined ? ['no variable carries the message (--message): its column stays empty'] : []
  for (const {variable, isExpirationKnown, allocation, expires} of message === undefined ? [recipient] : [recipient, message]) {
    if (!isExpirationKnown)
      notes.push(`when ${variable} expires is not known (--expiration): never is assumed, and rows that depend on it are marked`)
    if (allocation === 'original')
      notes.push(`${variable} keeps its first value (expires: ${expires}): one from before the capture is not known`)
    if (variable.startsWith('list')) notes.push(`${variable} may hold several values; all it holds is taken for one`)
  }
  return notes
}

function usage(where: string, message: string, suggestion: string): DcError {
  return new DcError(message, {code: 'usage', where, suggestions: [suggestion]})
}
