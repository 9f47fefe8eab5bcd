import type {Readable} from 'node:stream'
import {listDeliveries, type Listing} from '../collectors/delivered-files.js'
import {DcError} from '../errors.js'
import type {CollectorReport, DeliveryEvidence, Evidence, EvidenceKind} from '../issues/evidence.js'
import type {DiagnoseSettings} from './diagnose-settings.js'
import {collectIntegration} from './collect-integration.js'
import type {InspectSettings} from './inspect-settings.js'
import {expectedSegments, readDeliveries, type ReadDeliveries} from './read-deliveries.js'

export interface CollectOptions {
  readonly settings: DiagnoseSettings
  readonly cwd: string
  readonly stdin: Readable
  readonly now: Date
  readonly onProgress: (text: () => string) => void
}

/**
 * Gathers what was asked for. Each collector may fail alone: it is reported, and the others go on.
 * @throws DcError only for what the user has to correct: a flag, a file of the workspace, a column that no file has
 */
export async function collectEvidence(options: CollectOptions): Promise<Evidence> {
  const {settings, now} = options
  const reports: CollectorReport[] = []
  const {integration, workspace} = settings.inspect
  const facts = integration === undefined || workspace === undefined ? null : await collectIntegration(integration, workspace)
  const deliveries = await collectDeliveries(options, reports)
  return {
    version: 1,
    asOf: settings.inspect.asOf.toISOString(),
    collectedAt: now.toISOString(),
    question: settings.question,
    integration: facts,
    deliveries,
    accounts: [],
    hits: null,
    log: null,
    warehouse: null,
    told: settings.told,
    collectors: reports,
  }
}

async function collectDeliveries(options: CollectOptions, reports: CollectorReport[]): Promise<DeliveryEvidence> {
  const {settings, cwd, stdin, now, onProgress} = options
  const {inspect, folders} = settings
  const listing = folders.length === 0 ? EMPTY : await listDeliveries(folders, {cwd, stdin})
  try {
    const read = await readDeliveries(listing, inspect, {now, onProgress})
    reports.push(
      ...folders.map((what) =>
        reportOf(
          'files',
          what,
          read.errors.find(({where = ''}) => where === what),
        ),
      ),
    )
    return toEvidence(read, listing, inspect)
  } finally {
    await listing.close()
  }
}

const EMPTY: Listing = {files: [], companions: [], errors: [], folders: [], isComplete: true, notes: [], close: () => Promise.resolve()}

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
    notes: [...inspect.notes, ...read.notes],
  }
}

/** What a collector did, as it stands in the evidence. */
export function reportOf(evidence: EvidenceKind, what: string, error: DcError | undefined): CollectorReport {
  return error === undefined
    ? {evidence, what, outcome: 'collected', code: null, detail: null}
    : {evidence, what, outcome: 'failed', code: error.code, detail: error.message}
}
