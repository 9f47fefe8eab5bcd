import type {Readable} from 'node:stream'
import {listDeliveries, type Listing} from '../collectors/delivered-files.js'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import type {InspectResult, SegmentFinding} from '../segments/inspection.js'
import {buildSeries, unreadFiles} from '../segments/series.js'
import {resolveInspectSettings, zoneNotes, type InspectFlags} from './inspect-settings.js'
import {expectedSegments, readDeliveries, type ReadDeliveries} from './read-deliveries.js'

export type FailOn = 'error' | 'warning' | 'info' | 'never'

export interface InspectOptions {
  readonly paths: readonly string[]
  readonly flags: InspectFlags
  readonly failOn: FailOn
  readonly allowEmpty: boolean
  readonly cwd: string
  readonly stdin: Readable
  readonly now: Date
  readonly onProgress: (text: () => string) => void
}

export interface InspectOutcome {
  readonly result: InspectResult
  readonly exitCode: ExitCode
  /** Why it ends so: one sentence. */
  readonly because: string
}

/**
 * Reads files and folders of files, says what each is and holds, and what the days of their series brought. With a workspace every file is
 * noted in its ledger.
 * @throws DcError when a flag or the workspace is wrong, or nothing that was given can be read
 */
export async function inspectSegments(options: InspectOptions): Promise<InspectOutcome> {
  const {paths, flags, cwd, now} = options
  const settings = await resolveInspectSettings(flags, {cwd, now, paths})
  const listing = await listDeliveries(paths, {cwd, stdin: options.stdin})
  try {
    const read = await readDeliveries(listing, settings, {now, onProgress: options.onProgress})
    requireSomething(read, listing)
    const hasListing = listing.folders.length > 0
    const errors = read.errors.map(({where, code, message}) => ({path: where ?? '', code, message}))
    const suites = read.seriesFiles.map(({reportSuite}) => reportSuite)
    const series = buildSeries(read.seriesFiles, {
      expected: hasListing ? expectedSegments(settings) : [],
      scheduleOf: settings.scheduleOf,
      from: settings.day ?? settings.from,
      to: settings.day ?? settings.to,
      isLive: false,
      hasListing,
      nowMs: settings.asOf.getTime(),
      isListed: listing.isComplete,
      unread: unreadFiles(errors, read.files, settings.integration?.segments),
      looksMs: read.looksMs,
      qualified: () => new Set(),
      failed: () => new Set(),
    })
    const result: InspectResult = {
      schemaVersion: 1,
      command: 'segments inspect',
      integration: settings.integration?.id ?? null,
      asOf: settings.asOf.toISOString(),
      timeZone: settings.timeZone,
      files: read.files,
      days: series.days,
      findings: [...read.findings, ...series.findings],
      skipped: read.skipped,
      errors,
      notes: [
        ...(hasListing || settings.from !== null ? [...zoneNotes(settings, suites), ...settings.notes] : []),
        ...read.notes,
        ...series.notes,
      ],
    }
    return {result, ...verdictOf(result, options)}
  } finally {
    await listing.close()
  }
}

function requireSomething({tables, errors}: ReadDeliveries, listing: Listing): void {
  const [first] = errors
  if (first === undefined || tables.length > 0 || errors.length < listing.errors.length + listing.files.length) return
  if (errors.length === 1) throw first
  throw new DcError(
    `none of the ${errors.length} files can be read:\n${errors.map(({where, message}) => `  ${where ?? ''}: ${message}`).join('\n')}`,
    {
      code: first.code,
      ...(first.where !== undefined && {where: first.where}),
      suggestions: [...new Set(errors.flatMap(({suggestions}) => suggestions))].slice(0, 3),
    },
  )
}

const COUNTED: Readonly<Record<FailOn, readonly SegmentFinding['severity'][]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
  never: [],
}

/** Of several that apply the first: 1, 2 (damage), 4, 3, 0. */
function verdictOf(
  {files, days, findings, errors}: InspectResult,
  {failOn, allowEmpty}: InspectOptions,
): {exitCode: ExitCode; because: string} {
  const failing = findings.filter(({severity}) => COUNTED[failOn].includes(severity)).length
  if (failing > 0)
    return {exitCode: EXIT.findings, because: `${failing} ${failing === 1 ? 'finding' : 'findings'} at or above --fail-on ${failOn}`}
  const broken = files.filter(({damage}) => damage.length > 0).length + errors.length
  if (broken > 0) return {exitCode: EXIT.usage, because: `${broken} ${broken === 1 ? 'file' : 'files'} could not be read completely`}
  const open = days.filter(({arrival}) => arrival === 'too-early' || arrival === 'overdue')
  const next = open.flatMap(({recheckAt}) => (recheckAt === null ? [] : [recheckAt])).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
  if (open.length > 0)
    return {
      exitCode: EXIT.inconclusive,
      because: `${open.length} ${open.length === 1 ? 'day may' : 'days may'} still bring a file; look again at ${next ?? 'a later time'}`,
    }
  if (files.length > 0 && files.every(({kind, rows}) => kind === 'unknown' && rows > 0))
    return {
      exitCode: EXIT.inconclusive,
      because: `what ${files.length === 1 ? 'the file is' : 'the files are'} cannot be told; needed: ${files[0]?.missing.join('; ') ?? ''}`,
    }
  if (files.length === 0) return {exitCode: allowEmpty ? EXIT.ok : EXIT.nothing, because: 'there is no file that could be examined'}
  return {exitCode: EXIT.ok, because: 'nothing is at fault'}
}
