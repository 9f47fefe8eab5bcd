import type {Listing} from '../collectors/delivered-files.js'
import {DcError} from '../errors.js'
import type {InspectedFile, SegmentFinding, SeriesFile} from '../segments/inspection.js'
import {addDays} from '../segments/suite-time.js'
import {wallClockMs} from '../segments/wall-clock.js'
import {inspectFile, nameOrdersOf, type ReadTable} from './inspect-file.js'
import {fileFindings} from './inspect-findings.js'
import {judgeTables} from './inspect-kinds.js'
import {goneFiles, isoOf, looksOf, remember, rememberedFiles, seriesFiles} from './inspect-ledger.js'
import type {InspectSettings} from './inspect-settings.js'

/** What delivered files are and hold, and the series they make with those that the ledger remembers. */
export interface ReadDeliveries {
  readonly tables: readonly ReadTable[]
  readonly files: readonly InspectedFile[]
  readonly findings: readonly SegmentFinding[]
  /** Files of the suite and segment in question, of the ledger too. */
  readonly seriesFiles: readonly SeriesFile[]
  readonly skipped: readonly {readonly path: string; readonly looksLike: string}[]
  readonly errors: readonly DcError[]
  /** When the places were looked at, in milliseconds since 1970. */
  readonly looksMs: readonly number[]
  readonly notes: readonly string[]
}

export interface ReadOptions {
  readonly now: Date
  readonly onProgress: (text: () => string) => void
  /** Places that could not be listed: what the ledger remembers of them counts. */
  readonly unlisted?: readonly string[]
}

/**
 * Reads every file of a listing to its end; with a workspace each is noted in its ledger. What cannot be read is among the errors.
 * @throws DcError when a column was pinned that no file has, or the ledger cannot be written
 */
export async function readDeliveries(
  listing: Listing,
  settings: InspectSettings,
  {now, onProgress, unlisted = []}: ReadOptions,
): Promise<ReadDeliveries> {
  const {tables, skipped, errors} = await readAll(listing, settings, onProgress)
  const described = judgeTables(tables, listing, settings)
  const ledger = await remember(tables, described, listing, settings, now)
  const present = seriesFiles(tables, described, {settings, ledger, now})
  const gone = ledger === undefined ? [] : [...goneFiles(ledger, tables, listing, settings), ...rememberedFiles(ledger, unlisted, settings)]
  const arrivals = new Map(present.map(({path, arrivedMs}) => [path, arrivedMs]))
  const files = described.map((file) => ({...file, arrivedAt: isoOf(arrivals.get(file.path))}))
  return {
    tables,
    files,
    findings: fileFindings(tables, files),
    seriesFiles: [...present, ...gone].filter((file) => belongs(file, settings)),
    skipped: [...skipped, ...listing.companions.map((path) => ({path, looksLike: 'a companion of other files'}))],
    errors,
    looksMs: looksOf(ledger, listing, settings),
    notes: [...listing.notes, ...daylessNotes(files), ...deliveryDayNotes(files, settings), ...otherSuiteNotes(present, settings)],
  }
}

interface ReadOutcome {
  tables: ReadTable[]
  skipped: {path: string; looksLike: string}[]
  errors: DcError[]
}

async function readAll(listing: Listing, settings: InspectSettings, onProgress: (text: () => string) => void): Promise<ReadOutcome> {
  const outcome: ReadOutcome = {tables: [], skipped: [], errors: [...listing.errors]}
  const orders = nameOrdersOf(listing.files)
  for (const [index, file] of listing.files.entries()) {
    try {
      const {tables, looksLike} = await inspectFile(file, {
        settings,
        orders,
        onProgress: (rows) => onProgress(() => `${index + 1} of ${listing.files.length} files: ${file.path}, ${rows} rows`),
      })
      outcome.tables.push(...tables)
      if (tables.length === 0) outcome.skipped.push({path: file.path, looksLike: looksLike ?? 'an archive without tables'})
    } catch (error) {
      if (!(error instanceof DcError) || error.code === 'unknown-column') throw error
      outcome.errors.push(error)
    }
  }
  return outcome
}

/** Of which segments files are expected. */
export function expectedSegments({integration, segment}: InspectSettings): string[] {
  if (segment !== null) return [segment]
  return integration?.segments.map(({id}) => id) ?? []
}

/** Files of other report suites and other segments are described, and not judged as a series. */
function belongs(file: SeriesFile, settings: InspectSettings): boolean {
  const {segment, day} = settings
  if (segment !== null && file.segment !== segment) return false
  if (day !== null && file.day !== null && file.day !== day) return false
  return isOfSuite(file, settings)
}

function isOfSuite({reportSuite}: SeriesFile, {integration}: InspectSettings): boolean {
  const own = integration?.reportSuite ?? null
  return own === null || reportSuite === null || reportSuite === own
}

/** Files of which fewer came too early may be clocks that are wrong. */
const ENOUGH_EARLY = 3
/** No day ends earlier than in the zone that is furthest ahead. */
const FIRST_ZONE = 'Pacific/Kiritimati'

/** No file holds a day that is not over: what came then has another day in its name than in its rows. */
function deliveryDayNotes(files: readonly InspectedFile[], {scheduleOf, isZoneKnown}: InspectSettings): string[] {
  const named = files.filter(({day, dayFrom, isComplete}) => day !== null && dayFrom === 'name' && isComplete)
  const early = named.filter(({segment, day, reportSuite, arrivedAt}) => {
    const zone = isZoneKnown(reportSuite) ? scheduleOf(segment ?? '', reportSuite).timeZone : FIRST_ZONE
    return arrivedAt !== null && day !== null && Date.parse(arrivedAt) < wallClockMs(addDays(day, 1), '00:00', zone)
  })
  if (early.length < ENOUGH_EARLY || early.length * 2 < named.length) return []
  return [
    `${early.length} of ${named.length} files came before the day in their name was over: it may be the day of delivery, and the rows be about the day before`,
  ]
}

function otherSuiteNotes(files: readonly SeriesFile[], settings: InspectSettings): string[] {
  const {integration} = settings
  const others = files.filter((file) => !isOfSuite(file, settings))
  if (integration === undefined || others.length === 0) return []
  const suites = [...new Set(others.map(({reportSuite}) => reportSuite))].join(', ')
  return [
    `${others.length} ${others.length === 1 ? 'file is' : 'files are'} of other report suites (${suites}), and not judged as a series of ${integration.id}`,
  ]
}

function daylessNotes(files: readonly InspectedFile[]): string[] {
  const dayless = files.filter(({day, from, kind, isComplete}) => day === null && from === null && kind !== 'data-warehouse' && isComplete)
  const [first] = dayless
  if (first === undefined) return []
  const more = dayless.length === 1 ? '' : ` and ${dayless.length - 1} more`
  return [`${first.path}${more}: neither the rows nor the name tell the day; --day DATE does`]
}
