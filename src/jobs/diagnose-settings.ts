import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {unreadable} from '../files/input-paths.js'
import type {Question, ToldFact} from '../issues/evidence.js'
import {whyNoLocation} from '../mapping/location.js'
import {ISSUES} from '../issues/issues.js'
import {parseTold} from '../issues/told.js'
import {isDay} from '../segments/suite-time.js'
import {readPinned} from '../workspace/evidence.js'
import {displayPath, findWorkspace} from '../workspace/find-workspace.js'
import {loadIntegrations} from '../workspace/store.js'
import {checkFlags, resolveInspectSettings, type InspectFlags, type InspectSettings} from './inspect-settings.js'

/** Flags of `dc diagnose` that say what to look at. */
export interface DiagnoseFlags extends Omit<InspectFlags, 'day' | 'from' | 'to'> {
  readonly files?: readonly string[] | undefined
  readonly hits?: readonly string[] | undefined
  readonly day?: string | undefined
  readonly since?: string | undefined
  readonly issue?: string | undefined
  readonly fact?: readonly string[] | undefined
}

export interface DiagnoseSettings {
  readonly question: Question
  readonly inspect: InspectSettings
  /** Paths of files and folders on this machine. */
  readonly folders: readonly string[]
  /** URLs of accounts. */
  readonly accounts: readonly string[]
  readonly captures: readonly string[]
  readonly told: Readonly<Partial<Record<ToldFact, string>>>
}

const CHOSEN = 'the pinned integration or the only one here'
const ACCOUNT = /^(?:ftp|ftps|sftp):\/\//i

/**
 * What is asked and where to look, from flags, integration and workspace; a flag wins.
 * @throws DcError `usage` with everything that is missing or wrong, or the fault of a file of the workspace
 */
export async function resolveDiagnoseSettings(flags: DiagnoseFlags, {cwd, now}: {cwd: string; now: Date}): Promise<DiagnoseSettings> {
  const {question, told} = checkAll(flags)
  const given = flags.files ?? []
  const paths = given.filter((place) => !ACCOUNT.test(place))
  for (const path of paths) await requirePlace(path, cwd)
  const chosen = flags.integration === undefined ? await onlyIntegration(flags.workspace, cwd) : undefined
  const integration = flags.integration ?? chosen
  const {day: _day, since: _since, ...rest} = flags
  const inspect = await resolveInspectSettings({...rest, integration, ...range(question)}, {cwd, now, paths})
  const location = inspect.integration?.delivery?.location ?? null
  const ownFolder = inspect.deliveryFolder
  const accounts = given.filter((place) => ACCOUNT.test(place))
  const isGiven = given.length > 0
  const notes = chosen === undefined || !isGiven ? [] : [`judged as files of ${chosen}, ${CHOSEN}`]
  const settings: DiagnoseSettings = {
    question,
    inspect: {...inspect, notes: [...inspect.notes, ...notes]},
    folders: isGiven || ownFolder === null ? paths : [displayPath(ownFolder, cwd)],
    accounts: isGiven || location === null || !ACCOUNT.test(location) ? accounts : [location],
    captures: flags.hits ?? [],
    told,
  }
  requireSomething(settings)
  return settings
}

/** Every flag is looked at, so that all that is wrong is said at once. @throws DcError `usage` */
function checkAll({day, ...flags}: DiagnoseFlags): Pick<DiagnoseSettings, 'question' | 'told'> {
  const faults: DcError[] = []
  const attempt = <Value>(check: () => Value): Value | undefined => {
    try {
      return check()
    } catch (error) {
      if (!(error instanceof DcError) || error.code !== 'usage') throw error
      faults.push(error)
      return undefined
    }
  }
  const question = attempt(() => questionOf({day, ...flags}))
  attempt(() => checkFlags(flags))
  const told = attempt(() => parseTold(flags.fact ?? []))
  for (const place of flags.files ?? []) attempt(() => requireLocation(place))
  const [first] = faults
  if (first === undefined && question !== undefined && told !== undefined) return {question, told}
  throw new DcError(faults.map(({message}) => message).join('\n'), {
    code: 'usage',
    where: faults.flatMap(({where}) => where ?? []).join(', '),
    suggestions: faults.flatMap(({suggestions}) => suggestions),
  })
}

/** An account is named by a URL without a password; the text is not repeated, since it may hold one. @throws DcError `usage` */
function requireLocation(place: string): void {
  const fault = ACCOUNT.test(place) ? whyNoLocation(place) : undefined
  if (fault === undefined) return
  throw new DcError(`--files: ${fault}`, {
    code: 'usage',
    where: '--files',
    suggestions: ['--files sftp://USER@HOST/FOLDER --credential env:NAME'],
  })
}

/** A path that was mistyped is no missing directory. @throws DcError `no-such-file` */
async function requirePlace(path: string, cwd: string): Promise<void> {
  if (path === '-' || /[*?[\]{}]/.test(path)) return
  try {
    await stat(resolve(cwd, path))
  } catch (error) {
    throw unreadable(path, error)
  }
}

function range({from, to}: Question): {from?: string; to?: string} {
  return {...(from !== null && {from}), ...(to !== null && {to})}
}

/** @throws DcError `usage`, naming everything that is wrong */
export function questionOf({issue, segment, day, since}: Pick<DiagnoseFlags, 'issue' | 'segment' | 'day' | 'since'>): Question {
  const faults: [flag: string, message: string, suggestion: string][] = []
  if (day !== undefined && !isDay(day)) faults.push(['--day', `${day} is no day`, '--day 2026-10-05'])
  if (since !== undefined && !isDay(since)) faults.push(['--since', `${since} is no day`, '--since 2026-10-05'])
  if (day !== undefined && since !== undefined) faults.push(['--since', 'is not given beside --day', '--since 2026-10-05'])
  if (issue !== undefined && !ISSUES.some(({id}) => id === issue)) {
    const ids = ISSUES.map(({id}) => id)
    faults.push([
      '--issue',
      `there is no symptom ${JSON.stringify(issue)}; there are ${ids.join(', ')}`,
      `--issue ${closest(issue, ids) ?? ids[0] ?? ''}`,
    ])
  }
  if (faults.length === 0) return {issue: issue ?? null, segment: segment ?? null, from: day ?? since ?? null, to: day ?? null}
  throw new DcError(faults.map(([flag, message]) => `${flag}: ${message}`).join('\n'), {
    code: 'usage',
    where: [...new Set(faults.map(([flag]) => flag))].join(', '),
    suggestions: faults.map(([, , suggestion]) => suggestion),
  })
}

/** The pinned integration, else the only one. */
async function onlyIntegration(named: string | undefined, cwd: string): Promise<string | undefined> {
  const folder = findWorkspace(named, cwd)
  if (folder === undefined) return undefined
  const workspace = {folder, cwd}
  const living = (await loadIntegrations(workspace)).integrations.filter(({status}) => status !== 'deleted')
  const pinned = await readPinned(workspace)
  if (pinned !== undefined && living.some(({id}) => id === pinned)) return pinned
  return living.length === 1 ? living[0]?.id : undefined
}

function requireSomething({folders, accounts, captures, inspect}: DiagnoseSettings): void {
  if (inspect.integration !== undefined || folders.length + accounts.length + captures.length > 0) return
  throw new DcError('there is nothing to judge: neither an integration nor files nor hits were named', {
    code: 'usage',
    where: 'INTEGRATION, --files, --hits',
    suggestions: [
      'dc diagnose spring-email',
      'dc diagnose --files deliveries/',
      'dc diagnose --hits hits.har --segment cart-abandonment',
      'dc list',
    ],
  })
}
