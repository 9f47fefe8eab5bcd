import {relative, resolve, sep} from 'node:path'
import {findConnector} from '../connectors/connectors.js'
import {DcError} from '../errors.js'
import type {Integration} from '../mapping/integration.js'
import {parseLocation, whyNoLocation} from '../mapping/location.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import type {Schedule} from '../segments/arrival.js'
import type {ColumnContext} from '../segments/columns.js'
import {isDay, isTimeZone} from '../segments/suite-time.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {findWorkspace} from '../workspace/find-workspace.js'
import {loadIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import {readWorkspaceFile, type Workspace} from '../workspace/workspace.js'
import {loadConnectors} from './load-connectors.js'

/** Flags of `dc segments inspect` that say what is known beforehand. */
export interface InspectFlags {
  readonly integration?: string | undefined
  readonly segment?: string | undefined
  readonly day?: string | undefined
  readonly column?: readonly string[] | undefined
  readonly 'as-of'?: string | undefined
  readonly 'time-zone'?: string | undefined
  readonly 'expected-by'?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly workspace?: string | undefined
}

export interface InspectSettings {
  readonly workspace: Workspace | undefined
  readonly integration: Integration | undefined
  readonly columns: ColumnContext
  /** Ids of report suites that a path may name. */
  readonly suites: readonly string[]
  readonly segment: string | null
  readonly day: string | null
  readonly from: string | null
  readonly to: string | null
  /** Of files that name no report suite. */
  readonly timeZone: string
  /** `reportSuite`: that of the files, which counts where no integration does. */
  readonly scheduleOf: (segment: string, reportSuite?: string | null) => Schedule
  readonly isZoneKnown: (reportSuite: string | null) => boolean
  /** Absolute path of the folder the integration's files are delivered to; null where that is no folder. */
  readonly deliveryFolder: string | null
  /** The same of an account, as it is shown; null where that is none. */
  readonly deliveryAccount: string | null
  readonly asOf: Date
  /** What had to be assumed. */
  readonly notes: readonly string[]
}

const DEFAULT_EXPECTED_BY = '06:00'
const DEFAULT_ZONE = 'UTC'

/**
 * Flags, integration and workspace put together; a flag wins. Works without a workspace.
 * @throws DcError `usage` with all that is wrong, or the fault of a file of the workspace
 */
export async function resolveInspectSettings(
  flags: InspectFlags,
  options: {cwd: string; now: Date; paths: readonly string[]},
): Promise<InspectSettings> {
  const pinned = checkFlags(flags)
  const {cwd, now} = options
  const folder = findWorkspace(flags.workspace, cwd)
  const workspace = folder === undefined ? undefined : {folder, cwd}
  if (workspace === undefined && flags.integration !== undefined) {
    throw new DcError('there is no workspace here that could hold the integration', {
      code: 'no-workspace',
      where: '--integration',
      suggestions: ['--workspace DIR', 'dc add'],
    })
  }
  const loaded = workspace && (await loadIntegrations(workspace))
  const living = (loaded?.integrations ?? []).filter(({status}) => status !== 'deleted')
  const named = loaded !== undefined && flags.integration !== undefined ? requireIntegration(flags.integration, loaded) : undefined
  const matching = deliveredTo(living, options.paths, workspace, cwd)
  const found = named ?? (matching.length === 1 ? matching[0] : undefined)
  const suites = workspace && (await readWorkspaceFile(workspace)).reportSuites
  const suite = found?.reportSuite ?? undefined
  const snapshot = workspace !== undefined && suite !== undefined ? await readSuiteFile(workspace, suite) : undefined
  const notes: string[] = []
  if (named === undefined && found !== undefined) notes.push(`judged as files of ${found.id}, which has its files delivered there`)
  if (named === undefined && matching.length > 1)
    notes.push(
      `${matching.map(({id}) => id).join(', ')} have their files delivered there: --integration says whose mapping and schedule hold`,
    )
  if (named === undefined) for (const {message} of loaded?.problems.values() ?? []) notes.push(`left out of account: ${message}`)
  const zones = new Set(Object.values(suites ?? {}).map(({timezone}) => timezone))
  const common = zones.size === 1 ? [...zones][0] : undefined
  const zoneOf = (reportSuite: string | null) =>
    flags['time-zone'] ??
    found?.delivery?.timeZone ??
    suites?.[suite ?? reportSuite ?? '']?.timezone ??
    (suite === undefined ? common : undefined)
  const timeZone = zoneOf(null)
  const expectedBy = flags['expected-by'] ?? found?.delivery?.expectedBy
  if (expectedBy === undefined || expectedBy === null)
    notes.push(`when files are to arrive is not known, ${DEFAULT_EXPECTED_BY} of the next day is assumed (--expected-by)`)
  return {
    workspace,
    integration: found,
    columns: await columnContext(found, snapshot, pinned, workspace),
    suites: [...new Set([...Object.keys(suites ?? {}), ...living.flatMap(({reportSuite}) => (reportSuite === null ? [] : [reportSuite]))])],
    segment: flags.segment ?? null,
    day: flags.day ?? null,
    from: flags.from ?? null,
    to: flags.to ?? null,
    timeZone: timeZone ?? DEFAULT_ZONE,
    scheduleOf: (segment, reportSuite = null) =>
      scheduleOf(segment, found, flags, {timeZone: zoneOf(reportSuite) ?? DEFAULT_ZONE, expectedBy: expectedBy ?? DEFAULT_EXPECTED_BY}),
    isZoneKnown: (reportSuite) => zoneOf(reportSuite) !== undefined,
    deliveryFolder: found === undefined ? null : deliveryFolderOf(found, workspace),
    deliveryAccount: found === undefined ? null : deliveryAccountOf(found),
    asOf: flags['as-of'] === undefined ? now : new Date(flags['as-of']),
    notes,
  }
}

/** What to say of the zone in which files of these report suites are due. */
export function zoneNotes({isZoneKnown}: InspectSettings, reportSuites: readonly (string | null)[]): string[] {
  const isKnown = reportSuites.length === 0 ? isZoneKnown(null) : reportSuites.every(isZoneKnown)
  return isKnown ? [] : [`the time zone is not known, ${DEFAULT_ZONE} is assumed (--time-zone)`]
}

const FLAG_EXAMPLES: Readonly<Record<string, string>> = {
  '--day': '2026-10-05',
  '--from': '2026-10-01',
  '--to': '2026-10-05',
  '--time-zone': 'Europe/Berlin',
  '--expected-by': '06:00',
  '--as-of': '2026-10-06T09:00:00Z',
  '--column': 'product=Artikel',
}

/** `product=Artikel` and the rest. @throws DcError `usage`, naming everything that is wrong */
export function checkFlags(flags: InspectFlags): Record<string, string> {
  const faults: [flag: string, message: string][] = []
  for (const flag of ['day', 'from', 'to'] as const) {
    const value = flags[flag]
    if (value !== undefined && !isDay(value)) faults.push([`--${flag}`, `${value} is no day; write it as 2026-10-05`])
  }
  if (flags.from !== undefined && flags.to !== undefined && flags.from > flags.to) faults.push(['--from', 'is later than --to'])
  const zone = flags['time-zone']
  if (zone !== undefined && !isTimeZone(zone)) faults.push(['--time-zone', `${zone} is no IANA name such as Europe/Berlin`])
  const time = flags['expected-by']
  if (time !== undefined && !/^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(time)) faults.push(['--expected-by', `${time} is no time such as 06:00`])
  const asOf = flags['as-of']
  if (
    asOf !== undefined &&
    (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(asOf) || Number.isNaN(Date.parse(asOf)))
  )
    faults.push(['--as-of', `${asOf} is no time with its zone, such as 2026-10-06T09:00:00Z or 2026-10-06T11:00+02:00`])
  const pinned: Record<string, string> = {}
  for (const column of flags.column ?? []) {
    const at = column.indexOf('=')
    if (at < 1 || at === column.length - 1) faults.push(['--column', `${column} is not ROLE=HEADER, such as product=Artikel`])
    else pinned[column.slice(0, at)] = column.slice(at + 1)
  }
  const [first] = faults
  if (first === undefined) return pinned
  throw new DcError(faults.map(([flag, message]) => `${flag}: ${message}`).join('\n'), {
    code: 'usage',
    where: [...new Set(faults.map(([flag]) => flag))].join(', '),
    suggestions: [...new Set(faults.map(([flag]) => `${flag} ${FLAG_EXAMPLES[flag] ?? ''}`))],
  })
}

function scheduleOf(
  id: string,
  integration: Integration | undefined,
  flags: InspectFlags,
  known: {timeZone: string; expectedBy: string},
): Schedule {
  const delivery = integration?.delivery
  const segment = integration?.segments.find((each) => each.id === id)
  return {
    expectedBy: flags['expected-by'] ?? segment?.expectedBy ?? known.expectedBy,
    timeZone: flags['time-zone'] ?? segment?.timeZone ?? known.timeZone,
    from: delivery?.from ?? null,
    until: delivery?.until ?? null,
    days: delivery?.days ?? 'daily',
    emptyFile: segment?.emptyFile ?? delivery?.emptyFile ?? 'unknown',
    isPaused: integration?.status === 'paused',
  }
}

async function columnContext(
  integration: Integration | undefined,
  suite: SuiteSnapshot | undefined,
  pinned: Readonly<Record<string, string>>,
  workspace: Workspace | undefined,
): Promise<ColumnContext> {
  if (integration === undefined) return {pinned}
  const {connectors} = await loadConnectors(workspace?.folder, workspace?.cwd ?? '.')
  const connector = findConnector(integration.partner, connectors)
  const labels = [...(connector?.variables ?? []), ...(connector?.events ?? [])].flatMap(({role, label, aka = []}) =>
    [label, ...aka].map((name) => ({role, label: name})),
  )
  return {integration, suite, labels, pinned}
}

/** The integrations that have their files delivered to one of the folders given. */
function deliveredTo(
  integrations: readonly Integration[],
  paths: readonly string[],
  workspace: Workspace | undefined,
  cwd: string,
): Integration[] {
  const absolute = paths.map((path) => resolve(cwd, path))
  return integrations.filter((each) => {
    const folder = deliveryFolderOf(each, workspace)
    return folder !== null && absolute.includes(folder)
  })
}

function deliveryFolderOf({delivery}: Integration, workspace: Workspace | undefined): string | null {
  const location = delivery?.location ?? null
  if (workspace === undefined || location === null || !location.startsWith('file:')) return null
  return resolve(workspace.folder, '..', location.slice('file:'.length))
}

function deliveryAccountOf({delivery}: Integration): string | null {
  const location = delivery?.location ?? null
  if (location === null || whyNoLocation(location) !== undefined) return null
  const {kind, display} = parseLocation(location)
  return kind === 'folder' ? null : display
}

/** How the ledger names a folder: relative to the one that holds the workspace, with forward slashes. */
export function locationOf(folder: string, workspace: Workspace): string {
  const path = relative(resolve(workspace.folder, '..'), folder)
  return path === '' ? '.' : path.split(sep).join('/')
}
