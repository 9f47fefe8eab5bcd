import type {InspectedFile, SegmentFinding} from '../segments/inspection.js'
import type {ReadTable} from './inspect-file.js'

/** So many rows that they are no leftovers of a test. */
const MANY = 0.05
/** Fewer rows with an id than this are too few. */
const FILLED = 0.95

/** What is wrong inside the files, row by row; what concerns their days is found there. */
export function fileFindings(tables: readonly ReadTable[], files: readonly InspectedFile[]): SegmentFinding[] {
  return tables.flatMap((table, index) => {
    const file = files[index]
    // Nobody promised anything about somebody's report.
    return file === undefined || file.kind === 'data-warehouse' ? damageOf(file) : [...damageOf(file), ...rowFindings(table, file)]
  })
}

function damageOf(file: InspectedFile | undefined): SegmentFinding[] {
  return (file?.damage ?? []).map((message) => finding('damaged', 'warning', message, file, []))
}

function rowFindings({columns, content, ragged}: ReadTable, file: InspectedFile): SegmentFinding[] {
  const {rows, examples} = content
  const findings: SegmentFinding[] = []
  const add = (id: string, severity: SegmentFinding['severity'], message: string, lines: readonly number[]) =>
    findings.push(finding(id, severity, message, file, lines))
  const of = (count: number) => `${count} of ${rows} rows`
  const {rowsWithProduct, rowsWithRecipient, rowsWithMergeTag, rowsWithEmail, rowsWithTestId} = content
  const isPartly = (count: number, key: number) => key >= 0 && count > 0 && count < rows * FILLED
  if (isPartly(rowsWithProduct, columns.keys.product))
    add('rows-without-product', 'warning', `${of(rows - rowsWithProduct)} have no product`, examples.product)
  if (isPartly(rowsWithRecipient, columns.keys.recipient))
    add('rows-without-recipient', 'warning', `${of(rows - rowsWithRecipient)} have no recipient`, examples.recipient)
  if (rowsWithMergeTag > 0) {
    const severity = rowsWithMergeTag >= rows * MANY ? 'error' : 'warning'
    add('merge-tag', severity, `${of(rowsWithMergeTag)} hold the field of a mailing that was not filled in`, examples.mergeTag)
  }
  if (rowsWithEmail > 0) add('raw-email', 'warning', `${of(rowsWithEmail)} hold an e-mail address as it is`, examples.email)
  if (rowsWithTestId > 0) add('test-id', 'info', `${of(rowsWithTestId)} have an id as tests have`, examples.testId)
  const extra = content.tuples?.extra ?? 0
  if (extra > 0 && file.totalsRows + rows > 0) {
    const about = content.tuples?.estimated === true ? 'about ' : ''
    add('duplicate-rows', 'warning', `${about}${of(extra)} repeat recipient, message and product of another`, [])
  }
  if (ragged.count > 0)
    add(
      'ragged-rows',
      rows === 0 ? 'error' : 'warning',
      `${ragged.count} ${ragged.count === 1 ? 'row has' : 'rows have'} more or fewer cells than the header, and ${ragged.count === 1 ? 'was' : 'were'} left out`,
      ragged.lines,
    )
  return findings
}

function finding(
  id: string,
  severity: SegmentFinding['severity'],
  message: string,
  file: InspectedFile | undefined,
  lines: readonly number[],
): SegmentFinding {
  return {
    id,
    severity,
    message,
    path: file?.path ?? null,
    segment: file?.segment ?? null,
    day: file?.day ?? null,
    reportSuite: file?.reportSuite ?? null,
    lines,
  }
}
