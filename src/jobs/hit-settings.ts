import {DcError} from '../errors.js'
import type {FoldVariable} from '../issues/from-hits/variable-tally.js'
import type {Integration} from '../mapping/integration.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import type {Scope} from '../segments/remarketing.js'
import {isTimeZone} from '../segments/suite-time.js'
import {mappedBy, resolveVariable, type Known, type PreviewFlags, type VariableFlags} from './preview-settings.js'

/** Flags that say which hits to look at; each wins over what the workspace knows. */
export interface HitFlags extends VariableFlags, Pick<PreviewFlags, 'suite' | 'time-zone' | 'exclude'> {
  readonly scope?: Scope | undefined
}

/** What is known without flags; all of it may be missing. */
export interface KnownOfHits {
  readonly integration: Integration | undefined
  /** Of the integration's report suite. */
  readonly snapshot: SuiteSnapshot | undefined
  /** Time zone of the report suite, which cuts the days; not that of the delivery. */
  readonly timeZone: string | undefined
}

export interface HitSettings {
  /** Null: not known, and hits of every suite count. */
  readonly suite: string | null
  readonly timeZone: string
  /** Undefined: nobody said which variable it is. */
  readonly recipient: FoldVariable | undefined
  readonly message: FoldVariable | undefined
  readonly scope: Scope
  readonly excludesCart: boolean
  /** What had to be assumed. */
  readonly notes: readonly string[]
}

const DEFAULT_ZONE = 'UTC'

/**
 * What hits are looked at for, from flags and what is known; nothing is required.
 * @throws DcError `usage` when a flag is wrong
 */
export function resolveHitSettings(known: KnownOfHits, flags: HitFlags = {}): HitSettings {
  const {integration} = known
  const own = integration?.reportSuite ?? null
  const suite = flags.suite ?? own
  // What is known of one suite says nothing of another.
  const isOwn = suite === own
  const snapshot = isOwn ? known.snapshot : undefined
  const timeZone = flags['time-zone'] ?? (isOwn ? known.timeZone : undefined)
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new DcError(`${JSON.stringify(timeZone)} is no IANA time zone`, {
      code: 'usage',
      where: '--time-zone',
      suggestions: ['--time-zone Europe/Berlin'],
    })
  }
  const recipient = variableOf('recipient', {flags, integration, snapshot})
  const message = variableOf('message', {flags, integration, snapshot})
  return {
    suite,
    timeZone: timeZone ?? DEFAULT_ZONE,
    recipient,
    message,
    scope: flags.scope ?? 'product',
    excludesCart: flags.exclude?.includes('cart') ?? false,
    notes: [
      ...(suite === null ? ['which report suite is meant is not known (--suite): hits of every suite count'] : []),
      ...(timeZone === undefined ? [`the time zone of the suite is not known, hits are put into days of ${DEFAULT_ZONE}`] : []),
      ...(recipient === undefined ? ['which variable carries the recipient is not known: no row can be credited to anybody'] : []),
      ...[recipient, message].flatMap((variable) => (variable === undefined ? [] : notesOn(variable))),
    ],
  }
}

function variableOf(key: 'recipient' | 'message', known: Known): FoldVariable | undefined {
  const variable = resolveVariable(key, known)
  if (variable === undefined) return undefined
  const mapped = mappedBy(key, known.integration)
  const collection = mapped?.variable === variable.variable ? known.integration?.collection : undefined
  const landingParameter = variable.parameter ?? (mapped === undefined ? undefined : collection?.parameters[mapped.role]) ?? null
  const mode = collection?.mode ?? null
  const isFromContext = mode === 'context-data' || (mode === 'automated' && landingParameter === null)
  return {...variable, landingParameter, isFromContext}
}

function notesOn({variable, isExpirationKnown}: FoldVariable): string[] {
  return [
    ...(isExpirationKnown ? [] : [`when ${variable} expires is not known: never is assumed, and rows that depend on it count as doubtful`]),
    ...(variable.startsWith('list') ? [`${variable} may hold several values; all it holds is taken for one`] : []),
  ]
}
