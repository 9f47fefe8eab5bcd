import {openDelivered, type DeliveredFile} from '../collectors/delivered-files.js'
import {DcError} from '../errors.js'
import {RowProver} from '../issues/from-hits/row-prover.js'
import type {Describe} from '../issues/from-hits/segment-tally.js'
import type {RowProof} from '../issues/hit-evidence.js'
import type {ColumnContext} from '../segments/columns.js'
import type {InspectedFile} from '../segments/inspection.js'
import type {SegmentPreview} from '../segments/preview.js'
import {PREVIEWED_SEGMENTS, type PreviewedSegment} from '../segments/remarketing.js'
import {openTable} from './open-segment-table.js'
import {rowsOf} from './read-segment-file.js'

/** Delivered files that were inspected, and where their bytes lie now. */
export interface InspectedTables {
  readonly files: readonly InspectedFile[]
  /** By `path` of the files; one whose bytes are gone is left out. */
  readonly tables: readonly {readonly path: string; readonly file: DeliveredFile}[]
  /** By which their columns were recognised. */
  readonly columns: ColumnContext
}

export interface ProveOptions {
  readonly deliveries: InspectedTables
  readonly preview: SegmentPreview
  /** Suite of the hits; null: not known. */
  readonly suite: string | null
  readonly describe: Describe
  readonly onProgress: (text: () => string) => void
}

/**
 * Joins the rows without a product of every delivered file to hits of its segment and days. Files are streamed once more; of a file the
 * rows are not kept. A file that cannot be read any more is named in a note.
 */
export async function proveRows(options: ProveOptions): Promise<{proofs: RowProof[]; notes: string[]}> {
  const {deliveries, onProgress} = options
  const sources = new Map(deliveries.tables.map(({path, file}) => [path, file]))
  const proofs: RowProof[] = []
  const notes: string[] = []
  for (const file of deliveries.files) {
    const segment = PREVIEWED_SEGMENTS.find((each) => each === file.segment)
    const source = sources.get(file.path)
    if (segment === undefined || source === undefined || !isWorthReading(file, options)) continue
    try {
      onProgress(() => `${file.path}: rows without a product`)
      proofs.push(...(await proveFile(file, source, segment, options)))
    } catch (error) {
      if (!(error instanceof DcError)) throw error
      notes.push(`${file.path}: its rows were not compared with the hits: ${error.message}`)
    }
  }
  return {proofs, notes}
}

/** Rows lack a product, and the hits may speak of them. */
function isWorthReading({kind, rows, rowsWithProduct, reportSuite, from, to}: InspectedFile, {preview, suite}: ProveOptions): boolean {
  if (kind === 'data-warehouse' || rowsWithProduct >= rows || from === null) return false
  if (suite !== null && reportSuite !== null && suite !== reportSuite) return false
  return preview.days.some((day) => from <= day && day <= (to ?? from))
}

async function proveFile(
  {path, day}: InspectedFile,
  source: DeliveredFile,
  segment: PreviewedSegment,
  {deliveries, preview, describe}: ProveOptions,
): Promise<RowProof[]> {
  const covered = new Set(preview.days)
  const prover = new RowProver({
    file: path,
    segment,
    casesOf: (each) => (covered.has(each) ? preview.cases(each, segment) : undefined),
    hasMessage: preview.options.message !== undefined,
    describe,
  })
  for await (const member of openDelivered(source)) {
    if (member.path !== path) continue
    const table = await openTable(member, deliveries.columns)
    const {columns} = table
    if (columns === null) continue
    for await (const batch of table.batches({onRagged: () => undefined})) {
      for (const row of rowsOf(batch, columns.keys)) {
        const about = row.day ?? day
        if (row.product === null && about !== null) prover.add(row, about)
      }
    }
  }
  return prover.finish()
}
