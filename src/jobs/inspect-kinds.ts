import {dirname} from 'node:path'
import type {Listing} from '../collectors/delivered-files.js'
import {isManifestOf} from '../segments/file-name.js'
import type {InspectedFile} from '../segments/inspection.js'
import {judgeKind} from '../segments/kind.js'
import type {ReadTable} from './inspect-file.js'
import type {InspectSettings} from './inspect-settings.js'

/** Says of each table what it is, now that all of them are known: one of three of its day is another thing than one alone. */
export function judgeTables(tables: readonly ReadTable[], listing: Listing, settings: InspectSettings): InspectedFile[] {
  return tables.map((table) => describe(table, tables, listing, settings))
}

function describe(table: ReadTable, tables: readonly ReadTable[], listing: Listing, settings: InspectSettings): InspectedFile {
  const {content, columns, days, head} = table
  const verdict = judgeKind({
    table: columns,
    content,
    hasIntegration: settings.integration !== undefined,
    days,
    comments: head?.comments.length ?? 0,
    hasCompanion: listing.companions.some((path) => isManifestOf(table.name.base, path)),
    siblings: countSiblings(table, tables),
    isAtDelivery: isAtDelivery(table, settings),
  })
  const isReport = verdict.kind === 'data-warehouse'
  return {
    path: table.path,
    ...verdict,
    // That a report has a metric of a segment does not make it that segment's file.
    segment: isReport && !table.isNamedSo ? null : table.segment,
    day: days !== null && days.from === days.to ? days.from : null,
    rows: content.rows,
    columns: columns.columns.map(({name, role}) => ({name, role})),
    rowsWithProduct: content.rowsWithProduct,
    rowsWithRecipient: content.rowsWithRecipient,
    rowsWithMessage: content.rowsWithMessage,
    encoding: table.encoding,
    delimiter: table.delimiter,
    compression: table.compression,
    bytes: table.file.sizeBytes,
    reportSuite: table.reportSuite,
    series: table.series,
    from: days?.from ?? null,
    to: days?.to ?? null,
    dayFrom: table.dayFrom,
    arrivedAt: null,
    isComplete: table.isComplete,
    comments: head?.comments.length ?? 0,
    totalsRows: content.totalsRows,
    raggedRows: table.ragged.count,
    distinctRecipients: content.recipients?.distinct ?? null,
    duplicateRows: content.tuples?.extra ?? null,
    estimated: (content.recipients?.estimated ?? false) || (content.tuples?.estimated ?? false),
    rowsWithMergeTag: content.rowsWithMergeTag,
    rowsWithEmail: content.rowsWithEmail,
    rowsWithTestId: content.rowsWithTestId,
    damage: table.damage,
    digest: table.digest,
  }
}

/** Null where the integration names no place. */
function isAtDelivery({file}: ReadTable, {deliveryFolder, deliveryAccount}: InspectSettings): boolean | null {
  if (deliveryAccount !== null) return file.folder === deliveryAccount
  return deliveryFolder === null ? null : file.absolute.startsWith(deliveryFolder)
}

/** Other segments with a file of the same day, place, suite and columns. */
function countSiblings(table: ReadTable, tables: readonly ReadTable[]): number {
  if (table.segment === null || table.days === null) return 0
  const header = idsOf(table)
  const others = tables.filter(
    (other) =>
      other.segment !== null &&
      other.segment !== table.segment &&
      other.days?.from === table.days?.from &&
      other.days?.to === table.days?.to &&
      dirname(other.file.absolute) === dirname(table.file.absolute) &&
      other.series === table.series &&
      idsOf(other) === header,
  )
  return new Set(others.map(({segment}) => segment)).size
}

/** Metrics differ from segment to segment. */
function idsOf({columns}: ReadTable): string {
  return columns.columns
    .filter(({nature}) => !nature.endsWith('metric') && nature !== 'number')
    .map(({name}) => name)
    .join('\n')
}
