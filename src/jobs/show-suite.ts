import {join} from 'node:path'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {findUses} from '../mapping/checks/sharing.js'
import type {Integration} from '../mapping/integration.js'
import {compareSlots} from '../mapping/slot-name.js'
import {findEvent, findVariable, type SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {renderCsv, sortRows, type Row} from '../report/listing.js'
import {styleFor} from '../report/style.js'
import {renderSuite} from '../report/suite.js'
import {SLOT_COLUMNS, type SlotColumn} from '../report/slot-columns.js'
import {displayPath} from '../workspace/find-workspace.js'
import {loadIntegrations} from '../workspace/store.js'
import {readSuiteFile} from '../workspace/suite-file.js'
import {openWorkspace} from '../workspace/workspace.js'

export interface SuiteShowFlags {
  readonly columns?: SlotColumn[] | undefined
  readonly sort?: string | undefined
  readonly csv?: boolean | undefined
  readonly workspace?: string | undefined
  readonly 'no-color'?: boolean | undefined
}

export interface SuiteShowResult {
  schemaVersion: 1
  command: 'suites show'
  reportSuite: string
  /** Null where nothing has been imported: only what integrations use is known then. */
  file: string | null
  name: string | null
  capturedAt: string | null
  origin: string | null
  complete: SuiteSnapshot['complete'] | null
  slots: readonly Row<SlotColumn>[]
}

/** The work of `dc suites show`: every slot that is known of, and the integrations that use it. */
export async function showSuite(
  reportSuite: string,
  flags: SuiteShowFlags,
  cwd: string,
): Promise<{result: SuiteShowResult; text: string; exitCode: ExitCode}> {
  const workspace = openWorkspace(flags.workspace, cwd)
  const snapshot = await readSuiteFile(workspace, reportSuite)
  const {integrations} = await loadIntegrations(workspace)
  const users = integrations.filter((each) => each.reportSuite === reportSuite && each.status !== 'deleted')
  if (snapshot === undefined && users.length === 0) {
    throw new DcError(`nothing is known of a report suite ${reportSuite}: no design reference was imported and no integration is on it`, {
      code: 'unknown-suite',
      where: reportSuite,
      suggestions: [`dc suites import FILE --suite ${reportSuite}`],
    })
  }
  const slots = sortRows(toRows(snapshot, users), flags.sort)
  const result: SuiteShowResult = {
    schemaVersion: 1,
    command: 'suites show',
    reportSuite,
    file: snapshot === undefined ? null : displayPath(join(workspace.folder, 'suites', `${reportSuite}.json`), cwd),
    name: snapshot?.name ?? null,
    capturedAt: snapshot?.capturedAt ?? null,
    origin: snapshot?.origin ?? null,
    complete: snapshot?.complete ?? null,
    slots,
  }
  const columns = flags.columns ?? SLOT_COLUMNS
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  return {result, text: flags.csv ? renderCsv(slots, columns) : renderSuite(result, columns, style), exitCode: EXIT.ok}
}

function toRows(snapshot: SuiteSnapshot | undefined, users: readonly Integration[]): Row<SlotColumn>[] {
  const variables = new Set([
    ...(snapshot?.variables ?? []).map(({variable}) => variable),
    ...users.flatMap((each) => each.variables.map(({variable}) => variable)),
  ])
  const events = new Set([
    ...(snapshot?.events ?? []).map(({event}) => event),
    ...users.flatMap((each) => each.events.map(({event}) => event)),
  ])
  return [
    ...[...variables].toSorted(compareSlots).map((slot) => {
      const known = findVariable(snapshot, slot)
      return {
        ...common(slot, known, users),
        type: known?.type ?? null,
        allocation: known?.allocation ?? null,
        expiration: known?.expiration ?? null,
      }
    }),
    ...[...events].toSorted(compareSlots).map((slot) => {
      const known = findEvent(snapshot, slot)
      return {...common(slot, known, users), type: known?.type ?? null, allocation: null, expiration: null}
    }),
  ]
}

function common(slot: string, known: {name: string | null; enabled: boolean | null} | undefined, users: readonly Integration[]) {
  const enabled = known?.enabled ?? null
  const usedBy = findUses(slot, users).map((use) => `${use.integration.id} (${use.role})`)
  return {slot, name: known?.name ?? null, enabled: enabled === null ? 'unknown' : enabled ? 'yes' : 'no', 'used-by': usedBy.join(', ')}
}
