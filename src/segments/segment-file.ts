/** What a delivered file is and holds, and one row of it: what `dc segments inspect` prints and `reconcile` compares. */

/** Whether a file is the remarketing segment file or somebody's Data Warehouse report; `unknown` where the evidence does not settle it. */
export const FILE_KINDS = ['segment', 'data-warehouse', 'unknown'] as const

export type FileKind = (typeof FILE_KINDS)[number]

export type Confidence = 'certain' | 'likely' | 'possible'

/**
 * What a column holds. The three ids a file is joined on, the day, then metrics and what else is recognised; null for a column nobody knows.
 * A mapped variable that is neither recipient nor message has the role the integration gives it (`linkId`).
 */
export type ColumnRole = string

/** Roles that `--column ROLE=HEADER` pins. */
const PINNED_ROLES = ['recipientId', 'messageId', 'product', 'date'] as const

export type PinnedRole = (typeof PINNED_ROLES)[number]

export interface SegmentColumn {
  /** As the header spells it; `column 3` in a file without a header. */
  readonly name: string
  readonly role: ColumnRole | null
}

/** One piece of evidence for or against a kind. Positive points speak for a segment file, negative ones for a Data Warehouse report. */
export interface KindSignal {
  readonly signal: string
  readonly points: number
  readonly detail: string
}

/** One file, as far as its kind, day and content go. Counts are of rows of data: no header, comment, blank or totals row. */
export interface SegmentFile {
  /** Relative to the working directory, with forward slashes; `archive.zip/member.csv` in an archive. */
  readonly path: string
  readonly kind: FileKind
  readonly confidence: Confidence
  /** `cart-abandonment`, `purchases`, `product-views`, or an id of one's own. */
  readonly segment: string | null
  /** The day the rows are about, ISO 8601, in the time zone of the report suite. */
  readonly day: string | null
  readonly rows: number
  readonly columns: readonly SegmentColumn[]
  readonly rowsWithProduct: number
  readonly rowsWithRecipient: number
  readonly rowsWithMessage: number
  readonly encoding: string
  readonly delimiter: string
  readonly compression: string
  /** On disk. */
  readonly bytes: number
  readonly signals: readonly KindSignal[]
}

/** One row of data. Values are unquoted and trimmed; null where there is none, whichever way the file spells that. */
export interface SegmentRow {
  readonly recipient: string | null
  readonly message: string | null
  readonly product: string | null
  /** ISO 8601, where the file has a column with the date and the cell is a day or an hour of one. */
  readonly day?: string
  /** Physical line the row begins in, from 1. */
  readonly record: number
}
