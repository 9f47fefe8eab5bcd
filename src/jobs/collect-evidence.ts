import type {Readable} from 'node:stream'
import {listDeliveries, type Listing} from '../collectors/delivered-files.js'
import {DcError} from '../errors.js'
import type {CollectorReport, DeliveryEvidence, Evidence, EvidenceKind, IntegrationFacts} from '../issues/evidence.js'
import type {HitEvidence} from '../issues/hit-evidence.js'
import {
  collectAccounts,
  displayOf,
  NO_ACCOUNTS,
  probeFolders,
  type AccountFlags,
  type AccountSurroundings,
  type CollectedAccounts,
} from './collect-accounts.js'
import {readCollected} from './collected-before.js'
import {collectHits} from './collect-hits.js'
import {collectIntegration} from './collect-integration.js'
import {collectLog} from './collect-log.js'
import {collectWarehouse} from './collect-warehouse.js'
import type {DiagnoseSettings} from './diagnose-settings.js'
import {resolveHitSettings, type HitFlags} from './hit-settings.js'
import {zoneNotes, type InspectSettings} from './inspect-settings.js'
import {expectedSegments, readDeliveries, type ReadDeliveries} from './read-deliveries.js'

/** Flags that say how evidence is read. */
export interface CollectFlags extends AccountFlags, HitFlags {
  readonly complete?: boolean | undefined
  readonly 'input-format'?: string | undefined
  readonly offline?: boolean | undefined
  readonly log?: readonly string[] | undefined
  readonly schedule?: readonly string[] | undefined
  readonly 'show-values'?: boolean | undefined
}

export interface CollectOptions {
  readonly settings: DiagnoseSettings
  readonly flags: CollectFlags
  readonly cwd: string
  readonly stdin: Readable
  readonly now: Date
  readonly surroundings: Omit<AccountSurroundings, 'integration' | 'workspace'>
  readonly onProgress: (text: () => string) => void
}

/**
 * Gathers what was asked for. Each collector may fail alone: it is reported, and the others go on.
 * @throws DcError only for what the user has to correct: a flag, a file of the workspace, a column that no file has
 */
export async function collectEvidence(options: CollectOptions): Promise<Evidence> {
  const {settings, flags, cwd, now, surroundings, onProgress} = options
  const {inspect} = settings
  const {integration, workspace} = inspect
  const facts = integration === undefined || workspace === undefined ? null : await collectIntegration(integration, workspace)
  const warehouse = await collectWarehouse(flags.schedule ?? [], {cwd, integration, segment: settings.question.segment})
  const log = await collectLog(flags.log ?? [], {cwd, integration: integration?.id, workspace})
  const before = flags.offline === true && settings.accounts.length > 0 ? await collectedBefore(settings) : undefined
  const accounts =
    flags.offline === true
      ? offlineAccounts(settings, before)
      : await collectAccounts(settings, flags, {...surroundings, integration, workspace}, onProgress)
  const local = settings.folders.length === 0 ? NO_FILES : await listDeliveries(settings.folders, {cwd, stdin: options.stdin})
  try {
    const listing = joined(local, accounts)
    const unlisted = accounts.evidence.flatMap(({location}) => (accounts.listed.includes(location) ? [] : [location]))
    const read = await readDeliveries(listing, inspect, {now, onProgress, unlisted})
    const hits = await readHits(options, facts, read)
    return {
      version: 1,
      asOf: inspect.asOf.toISOString(),
      collectedAt: now.toISOString(),
      question: settings.question,
      integration: facts,
      deliveries: before !== undefined && settings.folders.length === 0 ? before.deliveries : toEvidence(read, listing, inspect),
      accounts: [...(await probeFolders(settings.folders, cwd, surroundings.signal)), ...accounts.evidence],
      hits: hits.evidence,
      log: log.evidence,
      warehouse: warehouse.evidence,
      told: settings.told,
      collectors: [
        ...localReports(settings.folders, read.errors),
        ...accounts.reports,
        ...hits.reports,
        ...log.reports,
        ...warehouse.reports,
      ],
    }
  } finally {
    await local.close()
    await accounts.close()
  }
}

/** What the accounts of the integration showed when they were last looked at. */
async function collectedBefore({inspect: {workspace, integration}}: DiagnoseSettings): Promise<Evidence | undefined> {
  return workspace === undefined || integration === undefined ? undefined : readCollected(workspace, integration.id)
}

function offlineAccounts({accounts}: DiagnoseSettings, before: Evidence | undefined): CollectedAccounts {
  const detail =
    before === undefined
      ? 'not looked at (--offline), and nothing was collected before'
      : `not looked at (--offline); as it was at ${before.collectedAt}`
  return {
    ...NO_ACCOUNTS,
    evidence: before?.accounts ?? [],
    isComplete: accounts.length === 0,
    reports: accounts.map((text) => ({
      evidence: 'account',
      what: displayOf(text),
      outcome: before === undefined ? 'failed' : 'collected',
      code: before === undefined ? 'offline' : null,
      detail,
    })),
  }
}

async function readHits(
  {settings, flags, cwd, stdin, onProgress}: CollectOptions,
  facts: IntegrationFacts | null,
  read: ReadDeliveries,
): Promise<{evidence: HitEvidence | null; reports: readonly CollectorReport[]}> {
  const {captures, inspect} = settings
  if (captures.length === 0) return {evidence: null, reports: []}
  const known = {integration: inspect.integration, snapshot: facts?.suite ?? undefined, timeZone: facts?.timeZone ?? undefined}
  try {
    const {evidence, errors} = await collectHits({
      captures,
      settings: resolveHitSettings(known, flags),
      cwd,
      stdin,
      isComplete: flags.complete ?? false,
      deliveries: {files: read.files, tables: read.tables.map(({path, file}) => ({path, file})), columns: inspect.columns},
      showValues: flags['show-values'] ?? false,
      onProgress,
      ...(flags['input-format'] !== undefined && {inputFormat: flags['input-format']}),
    })
    return {
      evidence,
      reports: captures.map((what) =>
        reportOf(
          'hits',
          what,
          errors.find(({where}) => where === what),
        ),
      ),
    }
  } catch (error) {
    if (!(error instanceof DcError) || error.code === 'usage' || error.code === 'unknown-format') throw error
    // With nothing else to judge there is no result, only what is wrong.
    if (settings.folders.length + settings.accounts.length + (flags.log ?? []).length + (flags.schedule ?? []).length === 0) throw error
    return {evidence: null, reports: captures.map((what) => reportOf('hits', what, error))}
  }
}

const NO_FILES: Listing = {files: [], companions: [], errors: [], folders: [], isComplete: true, notes: [], close: () => Promise.resolve()}

/** What lies here and what was fetched, as one listing. */
function joined(local: Listing, {files, listed, isComplete, companions}: CollectedAccounts): Listing {
  return {
    ...local,
    files: [...local.files, ...files],
    companions: [...local.companions, ...companions],
    folders: [...local.folders, ...listed],
    isComplete: local.isComplete && isComplete,
  }
}

function toEvidence(read: ReadDeliveries, listing: Listing, inspect: InspectSettings): DeliveryEvidence {
  const expected = expectedSegments(inspect)
  return {
    hasListing: listing.folders.length > 0,
    isListed: listing.isComplete,
    files: read.files,
    findings: read.findings,
    seriesFiles: read.seriesFiles,
    expected,
    schedules: Object.fromEntries(expected.map((segment) => [segment, inspect.scheduleOf(segment)])),
    otherSchedule: inspect.scheduleOf(''),
    from: inspect.from,
    to: inspect.to,
    looks: read.looksMs.map((look) => new Date(look).toISOString()),
    skipped: read.skipped,
    errors: read.errors.map(({where, code, message}) => ({path: where ?? '', code, message})),
    notes: [...zoneNotes(inspect, []), ...inspect.notes, ...read.notes],
  }
}

function localReports(folders: readonly string[], errors: readonly DcError[]): CollectorReport[] {
  return folders.map((what) =>
    reportOf(
      'files',
      what,
      errors.find(({where = ''}) => where === what),
    ),
  )
}

/** What a collector did, as it stands in the evidence. */
function reportOf(evidence: EvidenceKind, what: string, error: DcError | undefined): CollectorReport {
  return error === undefined
    ? {evidence, what, outcome: 'collected', code: null, detail: null}
    : {evidence, what, outcome: 'failed', code: error.code, detail: error.message}
}
