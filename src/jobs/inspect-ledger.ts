import {basename, dirname, resolve} from 'node:path'
import type {Listing} from '../collectors/delivered-files.js'
import type {InspectedFile, SeriesFile} from '../segments/inspection.js'
import {recordDeliveries, type DeliveryLedger, type LedgerEntry} from '../workspace/ledger.js'
import type {Workspace} from '../workspace/workspace.js'
import type {ReadTable} from './inspect-file.js'
import {locationOf, type InspectSettings} from './inspect-settings.js'

/** What lies there now and what the ledger remembers, joined into the files of a series. `files` describe `tables`, one for one. */

/** A time as the ledger and the output write it. */
export const isoOf = (timeMs: number | undefined): string | null => (timeMs === undefined ? null : new Date(timeMs).toISOString())

/** A file that came here and is what the name or the columns say; a report only where it stands in the place of one. */
function isOfSeries(table: ReadTable, file: InspectedFile): boolean {
  const isReadable = file.rows > 0 || file.raggedRows === 0
  return table.isComplete && isReadable && file.segment !== null && (file.kind !== 'data-warehouse' || table.isNamedSo)
}

/** The files that are there. */
export function seriesFiles(
  tables: readonly ReadTable[],
  files: readonly InspectedFile[],
  {settings, ledger, now}: {settings: InspectSettings; ledger: DeliveryLedger | undefined; now: Date},
): SeriesFile[] {
  return tables.flatMap((table, index): SeriesFile[] => {
    const file = files[index]
    if (file === undefined || !isOfSeries(table, file)) return []
    const known = ledger && settings.workspace && ledger.files.filter((entry) => isSameName(entry, table, settings))
    const entry = known?.find(({hash}) => hash === table.digest)
    const firstSeen = entry === undefined ? now.getTime() : Date.parse(entry.firstSeen)
    const arrivedMs = Math.min(table.file.modifiedMs ?? firstSeen, firstSeen, settings.asOf.getTime())
    const wasReplaced = known?.some(({hash, day}) => hash !== table.digest && day === file.day) ?? false
    return [{...summaryOf(table, file), path: table.path, digest: table.digest, arrivedMs, isHere: true, wasReplaced}]
  })
}

type Summary = Omit<SeriesFile, 'path' | 'digest' | 'arrivedMs' | 'isHere' | 'wasReplaced'>

function summaryOf({columns, content}: ReadTable, file: InspectedFile): Summary {
  const isAllKnown = columns.columns.every(({nature}) => nature !== 'unknown')
  const {kind, segment, reportSuite, series, day, rows} = file
  return {
    kind,
    segment,
    reportSuite,
    series,
    day,
    rows,
    rowsWithProduct: content.rowsWithProduct,
    rowsWithRecipient: content.rowsWithRecipient,
    isProductKnown: columns.keys.product >= 0 || isAllKnown,
    isRecipientKnown: columns.keys.recipient >= 0 || isAllKnown,
  }
}

const tableName = ({file, path}: ReadTable): string => `${basename(file.path)}${path.slice(file.path.length)}`

/** How the ledger names the place of a file: a folder relative to the one that holds the workspace, or the account it was fetched from. */
function placeOf({file}: ReadTable, workspace: Workspace): string {
  return isAccount(file.folder ?? '') ? (file.folder ?? '') : locationOf(dirname(file.absolute), workspace)
}

const isAccount = (place: string): boolean => /^(?:ftp|ftps|sftp):\/\//.test(place)

function isSameName(entry: LedgerEntry, table: ReadTable, {workspace}: InspectSettings): boolean {
  return workspace !== undefined && entry.name === tableName(table) && entry.location === placeOf(table, workspace)
}

/** Notes the files in the ledger; undefined without a workspace. @throws DcError where the ledger cannot be written */
export async function remember(
  tables: readonly ReadTable[],
  files: readonly InspectedFile[],
  listing: Pick<Listing, 'folders'>,
  settings: InspectSettings,
  now: Date,
): Promise<DeliveryLedger | undefined> {
  const {workspace} = settings
  if (workspace === undefined) return undefined
  const seen = tables.flatMap((table, index): Omit<LedgerEntry, 'firstSeen' | 'lastSeen'>[] => {
    const file = files[index]
    if (file === undefined || !table.isComplete || table.path === '-') return []
    const {modifiedMs, sizeBytes} = table.file
    return [
      {
        location: placeOf(table, workspace),
        name: tableName(table),
        size: sizeBytes,
        hash: table.digest,
        ...summaryOf(table, file),
        segment: isOfSeries(table, file) ? file.segment : null,
        fileTime: isoOf(modifiedMs ?? undefined),
      },
    ]
  })
  return recordDeliveries(workspace, {locations: locationsOf(listing, settings), files: seen, now})
}

function locationsOf({folders}: Pick<Listing, 'folders'>, {workspace}: InspectSettings): string[] {
  if (workspace === undefined) return []
  return folders.map((folder) => (isAccount(folder) ? folder : locationOf(resolve(workspace.cwd, folder), workspace)))
}

/** Files of the ledger that lay in the folders given and do not any more: taken away, or replaced by another day of the same name. */
export function goneFiles(
  ledger: DeliveryLedger,
  tables: readonly ReadTable[],
  listing: Pick<Listing, 'folders'>,
  settings: InspectSettings,
): SeriesFile[] {
  const here = new Map(tables.map((table) => [keyOf(placeOf(table, settings.workspace ?? {folder: '', cwd: ''}), tableName(table)), table]))
  return entriesBelow(ledger, locationsOf(listing, settings)).flatMap((entry) => {
    const table = here.get(keyOf(entry.location, entry.name))
    const isReplaced = table !== undefined && entry.hash !== table.digest && entry.day !== null && entry.day !== table.days?.from
    return table === undefined || isReplaced ? [rememberedFile(entry, false)] : []
  })
}

/** What the ledger knows of places that could not be listed now: as far as anybody knows, it is still there. */
export function rememberedFiles(ledger: DeliveryLedger, places: readonly string[], settings: InspectSettings): SeriesFile[] {
  return entriesBelow(ledger, locationsOf({folders: places}, settings)).map((entry) => rememberedFile(entry, true))
}

const keyOf = (location: string, name: string): string => JSON.stringify([location, name])

function entriesBelow({files}: DeliveryLedger, locations: readonly string[]): LedgerEntry[] {
  const isBelow = (location: string) =>
    locations.some((each) => (each === '.' && !isAccount(location)) || location === each || location.startsWith(`${each}/`))
  return files.filter(({location, segment}) => segment !== null && isBelow(location))
}

function rememberedFile(
  {location, name, hash, fileTime, firstSeen, size: _size, lastSeen: _lastSeen, ...summary}: LedgerEntry,
  isHere: boolean,
): SeriesFile {
  return {
    ...summary,
    path: location === '.' ? name : `${location}/${name}`,
    digest: hash,
    arrivedMs: Math.min(Date.parse(fileTime ?? firstSeen), Date.parse(firstSeen)),
    isHere,
    wasReplaced: false,
  }
}

/** When these folders were looked at, in milliseconds since 1970. */
export function looksOf(ledger: DeliveryLedger | undefined, listing: Pick<Listing, 'folders'>, settings: InspectSettings): number[] {
  const locations = locationsOf(listing, settings)
  return (ledger?.looks ?? []).filter(({location}) => locations.includes(location)).map(({at}) => Date.parse(at))
}
