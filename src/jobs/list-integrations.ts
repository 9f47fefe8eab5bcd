import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {findConnector} from '../connectors/connectors.js'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import type {IntegrationStatus} from '../mapping/integration.js'
import {DEFAULT_INTEGRATION_COLUMNS, type IntegrationColumn} from '../report/integration-columns.js'
import {toRow} from '../report/integration-overview.js'
import {renderCsv, renderTable, sortRows, type Row} from '../report/listing.js'
import {styleFor} from '../report/style.js'
import {count} from '../report/wording.js'
import {displayPath} from '../workspace/find-workspace.js'
import {openWorkspace, type Workspace} from '../workspace/workspace.js'
import {readOverview} from './integration-overview.js'
import {requireConnector} from './load-connectors.js'

export interface ListFlags {
  all: boolean
  suite?: string[] | undefined
  status?: IntegrationStatus[] | undefined
  partner?: string[] | undefined
  columns?: IntegrationColumn[] | undefined
  sort?: string | undefined
  csv: boolean
  workspace?: string | undefined
  'no-color'?: boolean | undefined
}

/** What `dc list --json` prints. */
export interface ListResult {
  schemaVersion: 1
  command: 'list'
  integrations: Row<IntegrationColumn>[]
  /** Files and workspaces that could not be read, one sentence each. */
  problems: string[]
}

export interface ListJob {
  result: ListResult
  text: string
  notes: string[]
  exitCode: ExitCode
}

/** The work of `dc list`: the integrations of this workspace, or of every workspace this user knows. */
export async function listIntegrations(flags: ListFlags, cwd: string, now: Date): Promise<ListJob> {
  const problems: string[] = []
  const workspaces = flags.all ? await knownWorkspaces(flags, cwd, problems) : [openWorkspace(flags.workspace, cwd)]
  const rows: Row<IntegrationColumn>[] = []
  for (const workspace of workspaces) {
    try {
      const {overviews, faults, connectors} = await readOverview(workspace)
      // A partner may be named as people name it; one that this workspace does not know is a mistake only when it is the only workspace.
      const partners = flags.partner?.map((name) =>
        flags.all ? (findConnector(name, connectors.connectors)?.id ?? name) : requireConnector(name, connectors).id,
      )
      const shown = displayPath(workspace.folder, cwd)
      problems.push(...faults)
      rows.push(
        ...overviews
          .filter(({integration: {reportSuite, status, partner}}) => {
            if (!(flags.suite?.includes(reportSuite ?? '') ?? true) || !(partners?.includes(partner) ?? true)) return false
            // What was removed is listed when it is asked for.
            return flags.status?.includes(status) ?? status !== 'deleted'
          })
          .map((overview) => toRow(overview, shown, now)),
      )
    } catch (error) {
      if (!(error instanceof DcError) || !flags.all) throw error
      problems.push(error.message)
    }
  }
  const integrations = sortRows(rows, flags.sort)
  return {
    result: {schemaVersion: 1, command: 'list', integrations, problems},
    text: render(integrations, flags),
    notes: problems,
    exitCode: problems.length === 0 ? EXIT.ok : EXIT.usage,
  }
}

async function knownWorkspaces({workspace: named}: ListFlags, cwd: string, problems: string[]): Promise<Workspace[]> {
  const [{UserSettings}, {findWorkspace}] = await Promise.all([
    import('../settings/user-settings.js'),
    import('../workspace/find-workspace.js'),
  ])
  const here = findWorkspace(named, cwd)
  const folders = new Set([...(here === undefined ? [] : [here]), ...new UserSettings().workspaces])
  return [...folders].flatMap((folder) => {
    if (existsSync(join(folder, 'workspace.json'))) return [{folder, cwd}]
    problems.push(`${folder}: the workspace is not there any more, or not at the moment`)
    return []
  })
}

function render(rows: Row<IntegrationColumn>[], flags: ListFlags): string {
  const columns = flags.columns ?? (flags.all ? (['workspace', ...DEFAULT_INTEGRATION_COLUMNS] as const) : DEFAULT_INTEGRATION_COLUMNS)
  if (flags.csv) return renderCsv(rows, columns)
  const filtered = flags.suite !== undefined || flags.status !== undefined || flags.partner !== undefined
  if (rows.length === 0) return filtered ? 'No integration fits.' : 'No integration yet. The first one: dc add'
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  return `${renderTable(rows, columns, style)}\n\n${count(rows.length, 'integration')}. Everything about one of them: dc show ID`
}
