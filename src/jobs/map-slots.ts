import type {Connector} from '../connectors/connector.js'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {runChecks, findNewErrors, MAPPING_CHECKS} from '../mapping/check-integration.js'
import type {CheckInput, MappingProblem} from '../mapping/check.js'
import {applyWish, type MappingKind, type MappingWish} from '../mapping/edit-mapping.js'
import type {Integration} from '../mapping/integration.js'
import {isComplete} from '../mapping/needed-roles.js'
import {suggestSlots, type SlotSuggestion} from '../mapping/suggest-slots.js'
import {renderCsv, sortRows, type Row} from '../report/listing.js'
import {DEFAULT_MAPPING_COLUMNS, type MappingColumn} from '../report/mapping-columns.js'
import {renderMapping} from '../report/mapping.js'
import {styleFor} from '../report/style.js'
import type {Change} from '../workspace/diff-integrations.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {change, loadIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import {openWorkspace, type Workspace} from '../workspace/workspace.js'
import {loadConnectors, requireConnector} from './load-connectors.js'
import {mappingRows} from './mapping-rows.js'

/** The work of `dc map variables` and `dc map events`: one mapping shown, checked and changed. */

export interface MapFlags {
  readonly suggest?: boolean | undefined
  readonly optional?: boolean | undefined
  readonly 'dry-run'?: boolean | undefined
  readonly columns?: MappingColumn[] | undefined
  readonly sort?: string | undefined
  readonly csv?: boolean | undefined
  readonly workspace?: string | undefined
  readonly 'no-color'?: boolean | undefined
}

export interface MapResult {
  schemaVersion: 1
  command: 'map variables' | 'map events'
  integration: {id: string; name: string; partner: string; reportSuite: string | null; status: string}
  complete: boolean
  /** What was written, or would be under `--dry-run`. */
  changed: boolean
  dryRun: boolean
  change: Change
  rows: readonly Row<MappingColumn>[]
  /** Under `--suggest`: what was free. */
  suggestions: readonly SlotSuggestion[]
  checks: readonly {code: string; outcome: string}[]
  problems: readonly MappingProblem[]
}

export interface MapJob {
  result: MapResult
  text: string
  exitCode: ExitCode
}

/** Everything one mapping is judged by, read once. */
export interface OpenMapping {
  readonly kind: MappingKind
  readonly workspace: Workspace
  readonly input: CheckInput
}

/** @throws DcError `no-workspace`, `unknown-integration`, `unknown-partner`, or the fault of a file */
export async function openMapping(kind: MappingKind, id: string, flags: Pick<MapFlags, 'workspace'>, cwd: string): Promise<OpenMapping> {
  const workspace = openWorkspace(flags.workspace, cwd)
  const loaded = await loadIntegrations(workspace)
  const integration = requireIntegration(id, loaded)
  const connector = requireConnector(integration.partner, await loadConnectors(workspace.folder, cwd))
  const snapshot = integration.reportSuite === null ? undefined : await readSuiteFile(workspace, integration.reportSuite)
  return {kind, workspace, input: {integration, connector, others: loaded.integrations, snapshot}}
}

/** Carries the wishes out, unless one cannot be, and shows what came of it. */
export async function mapSlots({kind, workspace, input}: OpenMapping, wishes: readonly MappingWish[], flags: MapFlags): Promise<MapJob> {
  const {suggest = false, optional = false, 'dry-run': dryRun = false} = flags
  if (wishes.length === 0 && !suggest) return show(kind, input, {entry: {}, written: false, suggestions: []}, flags)
  let after = input
  let suggestions: readonly SlotSuggestion[] = []
  const done = await change(
    workspace,
    (loaded) => {
      // Others may have changed it since it was read: the wishes are carried out on what it is now.
      const now = {...input, integration: requireIntegration(input.integration.id, loaded), others: loaded.integrations}
      const wished = {...now, integration: applyWishes(kind, now.integration, now.connector, wishes)}
      suggestions = suggest ? suggestSlots(wished, {optional})[kind] : []
      after = {...wished, integration: applyWishes(kind, wished.integration, now.connector, suggestions.flatMap(toWish))}
      refuseToBreak(now, after, kind)
      return {action: 'mapped', put: [after.integration]}
    },
    {dryRun},
  )
  const entry = done.entries[0]?.change ?? {}
  return show(kind, after, {entry, written: done.changed && !dryRun, suggestions}, flags)
}

function toWish({role, slot}: SlotSuggestion): MappingWish[] {
  return slot === null ? [] : [{do: 'set', text: `${role}=${slot.slot}`}]
}

/** @throws DcError `usage` naming every wish that cannot be carried out */
function applyWishes(kind: MappingKind, integration: Integration, connector: Connector, wishes: readonly MappingWish[]): Integration {
  const faults: string[] = []
  let now = integration
  for (const wish of wishes) {
    const edited = applyWish(kind, now, connector, wish)
    if (edited.integration === undefined) faults.push(`--${wish.do} ${wish.text}: ${edited.fault}`)
    else now = edited.integration
  }
  if (faults.length === 0) return now
  throw new DcError(faults.join('\n'), {
    code: 'usage',
    suggestions: [`dc map ${kind} ${integration.id} --help`, `dc partners ${connector.id}`],
  })
}

/** Everything else relies on an active integration, so it is not broken on the way. */
function refuseToBreak(before: CheckInput, after: CheckInput, kind: MappingKind): void {
  const {id, status} = before.integration
  if (status !== 'active') return
  const broken = findNewErrors(before, after)
  if (broken.length === 0) return
  throw new DcError(
    `${id} is active, and this would break it; nothing was changed\n${broken.map(({message}) => `- ${message}`).join('\n')}`,
    {
      code: 'would-break',
      where: id,
      exitCode: EXIT.findings,
      suggestions: [...new Set(broken.map(({fix}) => fix)), `dc pause ${id}, and then dc map ${kind} ${id} again`],
    },
  )
}

interface Done {
  entry: Change
  written: boolean
  suggestions: readonly SlotSuggestion[]
}

function show(kind: MappingKind, input: CheckInput, {entry, written, suggestions}: Done, flags: MapFlags): MapJob {
  const {integration, connector, snapshot} = input
  const checks = runChecks(input)
  const problems = checks.flatMap((check) => check.problems)
  const rows = sortRows(mappingRows(kind, input, problems), flags.sort)
  const columns = flags.columns ?? DEFAULT_MAPPING_COLUMNS
  const {id, name, partner, reportSuite, status} = integration
  const changed = Object.keys(entry).length > 0
  const result: MapResult = {
    schemaVersion: 1,
    command: `map ${kind}`,
    integration: {id, name, partner, reportSuite, status},
    complete: isComplete(integration, connector),
    changed,
    dryRun: flags['dry-run'] ?? false,
    change: entry,
    rows,
    suggestions,
    checks: checks.map(({code, outcome}) => ({code, outcome})),
    problems,
  }
  const view = {
    kind,
    integration,
    partner: connector.name,
    rows,
    columns,
    problems: problems.filter((problem) => concerns(problem, kind)),
    elsewhere: problems.filter((problem) => !concerns(problem, kind)),
    checks: new Map(MAPPING_CHECKS.map(({code, summary}) => [code, summary])),
    suggestions,
    change: entry,
    changed: !changed ? ('none' as const) : written ? ('written' as const) : ('planned' as const),
    snapshotCommand: snapshot === undefined && reportSuite !== null ? `dc suites import FILE --suite ${reportSuite}` : undefined,
  }
  const text = flags.csv
    ? renderCsv(rows, columns)
    : renderMapping(view, styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false}))
  return {
    result,
    text,
    exitCode: problems.some((problem) => problem.severity === 'error' && concerns(problem, kind)) ? EXIT.findings : EXIT.ok,
  }
}

/** What is wrong elsewhere in the integration is for `dc show`. */
const concerns = ({path}: MappingProblem, kind: MappingKind) => path === '' || path === 'reportSuite' || path.startsWith(kind)
