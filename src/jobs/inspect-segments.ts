import type {Readable} from 'node:stream'
import {listDeliveries, type Listing} from '../collectors/delivered-files.js'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import type {InspectedFile, InspectResult, SegmentFinding, SeriesFile} from '../segments/inspection.js'
import {buildSeries} from '../segments/series.js'
import {fileFindings} from './inspect-findings.js'
import {inspectFile, type ReadTable} from './inspect-file.js'
import {judgeTables} from './inspect-kinds.js'
import {goneFiles, isoOf, looksOf, remember, seriesFiles} from './inspect-ledger.js'
import {resolveInspectSettings, type InspectFlags, type InspectSettings} from './inspect-settings.js'

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
    const {tables, skipped, errors} = await readAll(listing, settings, options.onProgress)
    requireSomething(tables, errors, listing)
    const files = judgeTables(tables, listing, settings)
    const ledger = settings.workspace === undefined ? undefined : await remember(tables, files, listing, settings, now)
    const present = seriesFiles(tables, files, {settings, ledger, now})
    const gone = ledger === undefined ? [] : goneFiles(ledger, tables, listing, settings)
    const hasListing = listing.folders.length > 0
    const series = buildSeries(
      [...present, ...gone].filter((file) => belongs(file, settings)),
      {
        expected: hasListing ? expectedSegments(settings) : [],
        scheduleOf: settings.scheduleOf,
        from: settings.day ?? settings.from,
        to: settings.day ?? settings.to,
        isLive: false,
        hasListing,
        nowMs: settings.asOf.getTime(),
        isListed: listing.isComplete,
        looksMs: looksOf(ledger, listing, settings),
        qualified: () => new Set(),
        failed: () => new Set(),
      },
    )
    const arrivals = new Map(present.map(({path, arrivedMs}) => [path, arrivedMs]))
    const result: InspectResult = {
      schemaVersion: 1,
      command: 'segments inspect',
      integration: settings.integration?.id ?? null,
      asOf: settings.asOf.toISOString(),
      timeZone: settings.timeZone,
      files: files.map((file) => ({...file, arrivedAt: isoOf(arrivals.get(file.path))})),
      days: series.days,
      findings: [...fileFindings(tables, files), ...series.findings],
      skipped: [...skipped, ...listing.companions.map((path) => ({path, looksLike: 'a companion of other files'}))],
      errors: errors.map(({where, code, message}) => ({path: where ?? '', code, message})),
      notes: [...(hasListing || settings.from !== null ? settings.notes : []), ...listing.notes, ...series.notes, ...daylessNotes(files)],
    }
    return {result, ...verdictOf(result, options)}
  } finally {
    await listing.close()
  }
}

interface ReadOutcome {
  tables: ReadTable[]
  skipped: {path: string; looksLike: string}[]
  errors: DcError[]
}

async function readAll(listing: Listing, settings: InspectSettings, onProgress: InspectOptions['onProgress']): Promise<ReadOutcome> {
  const outcome: ReadOutcome = {tables: [], skipped: [], errors: [...listing.errors]}
  for (const [index, file] of listing.files.entries()) {
    try {
      const {tables, looksLike} = await inspectFile(file, settings, (rows) =>
        onProgress(() => `${index + 1} of ${listing.files.length} files: ${file.path}, ${rows} rows`),
      )
      outcome.tables.push(...tables)
      if (tables.length === 0) outcome.skipped.push({path: file.path, looksLike: looksLike ?? 'an archive without tables'})
    } catch (error) {
      if (!(error instanceof DcError) || error.code === 'unknown-column') throw error
      outcome.errors.push(error)
    }
  }
  return outcome
}

function requireSomething(tables: readonly ReadTable[], errors: readonly DcError[], listing: Listing): void {
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

function expectedSegments({integration, segment}: InspectSettings): string[] {
  if (segment !== null) return [segment]
  return integration?.segments.map(({id}) => id) ?? []
}

/** Files of other report suites and other segments are described, and not judged as a series. */
function belongs(file: SeriesFile, {integration, segment, day}: InspectSettings): boolean {
  if (segment !== null && file.segment !== segment) return false
  if (day !== null && file.day !== null && file.day !== day) return false
  if (integration === undefined || integration.reportSuite === null) return true
  return file.reportSuite === null || file.reportSuite === integration.reportSuite
}

function daylessNotes(files: readonly InspectedFile[]): string[] {
  const dayless = files.filter(({day, from, kind, isComplete}) => day === null && from === null && kind !== 'data-warehouse' && isComplete)
  const [first] = dayless
  if (first === undefined) return []
  const more = dayless.length === 1 ? '' : ` and ${dayless.length - 1} more`
  return [`${first.path}${more}: neither the rows nor the name tell the day; --day DATE does`]
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
