import type {Connector} from '../connectors/connector.js'
import {ACCESS_ELEMENTS, PERMISSIONS, RETIREMENT, WIZARD_STEPS} from '../connectors/console.js'
import {collectionModesOf, todaysName} from '../connectors/connectors.js'
import {REMARKETING_SEGMENTS} from '../connectors/remarketing-segments.js'
import {SAMPLE_DEFECTS} from '../connectors/sample-defects.js'
import {SOURCE_ROOTS, type Category, type PartnerStatus} from '../connectors/vocabulary.js'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {renderCsv, renderTable, sortRows, type Row} from '../report/listing.js'
import {DEFAULT_PARTNER_COLUMNS, type PartnerColumn} from '../report/partner-columns.js'
import {renderPartner} from '../report/partner.js'
import {styleFor} from '../report/style.js'
import {count} from '../report/wording.js'
import {findWorkspace} from '../workspace/find-workspace.js'
import {loadConnectors, requireConnector, writeProblem, type ConnectorFileProblem} from './load-connectors.js'

export interface PartnersFlags {
  category?: Category[] | undefined
  status?: PartnerStatus[] | undefined
  columns?: PartnerColumn[] | undefined
  sort?: string | undefined
  csv: boolean
  workspace?: string | undefined
  'no-color'?: boolean | undefined
}

export interface PartnersResult {
  schemaVersion: 1
  command: 'partners'
  partners: Row<PartnerColumn>[]
  /** Faulty files in the workspace's own `connectors/`. */
  problems: readonly ConnectorFileProblem[]
}

export interface PartnerResult {
  schemaVersion: 1
  command: 'partners'
  partner: Connector & {today: string | null; origin: string; collectionModes: readonly string[]}
  problems: readonly ConnectorFileProblem[]
}

export interface PartnersJob<Result> {
  result: Result
  text: string
  /** Faults to print beside the result. */
  notes: string[]
  exitCode: ExitCode
}

/** The work of `dc partners`: the catalogue as a list. */
export async function listPartners(flags: PartnersFlags): Promise<PartnersJob<PartnersResult>> {
  const columns = flags.columns ?? DEFAULT_PARTNER_COLUMNS
  const {connectors, files, problems} = await loadConnectors(findWorkspace(flags.workspace, process.cwd()), process.cwd())
  const chosen = connectors.filter(
    ({category, status}) => (flags.category?.includes(category) ?? true) && (flags.status?.includes(status) ?? true),
  )
  const rows = sortRows(
    chosen.map((connector) => toRow(connector, files.get(connector.id))),
    flags.sort,
  )
  const text = flags.csv ? renderCsv(rows, columns) : renderList(rows, columns, flags)
  return {result: {schemaVersion: 1, command: 'partners', partners: rows, problems}, text, ...ending(problems)}
}

function renderList(rows: Row<PartnerColumn>[], columns: readonly PartnerColumn[], flags: PartnersFlags): string {
  if (rows.length === 0) return 'No partner fits.'
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  return `${renderTable(rows, columns, style)}\n\n${count(rows.length, 'partner')}. What one of them needs: dc partners ID`
}

function toRow(connector: Connector, file: string | undefined): Row<PartnerColumn> {
  const today = todaysName(connector)
  return {
    id: connector.id,
    product: today ?? connector.name,
    category: connector.category,
    status: connector.status,
    name: connector.name,
    today: today ?? null,
    flows: connector.flows.join(' '),
    segments: connector.segments.offered.length,
    inputs: connector.inputs.length,
    origin: file ?? 'built-in',
  }
}

/** The work of `dc partners PARTNER`: everything about one of them. */
export async function showPartner(name: string, flags: PartnersFlags): Promise<PartnersJob<PartnerResult>> {
  const unused =
    (['category', 'status', 'columns', 'sort'] as const).find((flag) => flags[flag] !== undefined) ?? (flags.csv ? 'csv' : undefined)
  if (unused !== undefined) {
    throw new DcError(`--${unused} is for the list of partners, not for one of them`, {
      code: 'usage',
      where: `--${unused}`,
      suggestions: [`dc partners ${name}`, `dc partners --${unused} …`],
    })
  }
  const loaded = await loadConnectors(findWorkspace(flags.workspace, process.cwd()), process.cwd())
  const connector = requireConnector(name, loaded)
  const file = loaded.files.get(connector.id)
  const facts = {
    segments: REMARKETING_SEGMENTS,
    defects: SAMPLE_DEFECTS,
    modes: collectionModesOf(connector),
    today: todaysName(connector),
    retiredOn: RETIREMENT.on,
    permissions: PERMISSIONS.names,
    steps: WIZARD_STEPS[connector.wizard?.form ?? 'five-steps'],
    elements: ACCESS_ELEMENTS,
    sourceRoots: SOURCE_ROOTS,
    file,
  }
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  const partner = {...connector, today: facts.today ?? null, origin: file ?? 'built-in', collectionModes: facts.modes}
  return {
    result: {schemaVersion: 1, command: 'partners', partner, problems: loaded.problems},
    text: renderPartner(connector, facts, style),
    ...ending(loaded.problems),
  }
}

/** A faulty file does not hide the rest, but the command did not read all it was given. */
function ending(problems: readonly ConnectorFileProblem[]): {notes: string[]; exitCode: ExitCode} {
  return {notes: problems.map(writeProblem), exitCode: problems.length === 0 ? EXIT.ok : EXIT.usage}
}
