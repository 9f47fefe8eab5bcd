import type {Arrival} from './arrival.js'
import type {FileKind, SegmentFile} from './segment-file.js'

/** What `dc segments inspect` prints: files, and the days they make. */

/** What is wrong with the content of a day that has a file; `duplicate-of:` is followed by the path of the other file. */
export type DayContent = 'empty' | 'no-product-ids' | 'no-recipient-ids' | `duplicate-of:${string}` | 'size-change' | 'wrong-kind'

export interface InspectedFile extends SegmentFile {
  /** Report suite whose id stands in the path; null where none is known to. */
  readonly reportSuite: string | null
  /** What else tells one series of files from another: the words left of the name and its folders. */
  readonly series: string
  /** First and last day the rows are about; `day` where both are one. */
  readonly from: string | null
  readonly to: string | null
  /** What told the day: the rows, the name, or the user. */
  readonly dayFrom: 'rows' | 'name' | 'flag' | null
  /** The earlier of the file's own time and the time `dc` first saw it, ISO 8601, UTC; null for a file still on its way. */
  readonly arrivedAt: string | null
  /** False for a `.part`, and for a file that grew while it was read: it has not arrived. */
  readonly isComplete: boolean
  readonly comments: number
  readonly totalsRows: number
  /** Rows left out because they have more or fewer cells than the header. */
  readonly raggedRows: number
  readonly distinctRecipients: number | null
  /** Rows whose recipient, message and product another row has too. */
  readonly duplicateRows: number | null
  /** The two numbers before were reckoned up from a sample: there were too many to keep. */
  readonly estimated: boolean
  readonly rowsWithMergeTag: number
  readonly rowsWithEmail: number
  readonly rowsWithTestId: number
  /** What is broken about the file or its packing. */
  readonly damage: readonly string[]
  /** What would settle the kind; empty where it is settled. */
  readonly missing: readonly string[]
  /** SHA-256 of the rows; null for a file without any. */
  readonly digest: string | null
}

export interface SegmentDay {
  readonly segment: string
  readonly day: string
  readonly reportSuite: string | null
  readonly series: string | null
  readonly arrival: Arrival
  readonly content: readonly DayContent[]
  /** ISO 8601 with the offset of the delivery's time zone. */
  readonly due: string
  readonly graceMinutes: number
  readonly recheckAt: string | null
  readonly because: string
  readonly files: readonly string[]
  /** Files that were here once and are not any more. */
  readonly gone: readonly string[]
}

export const SEVERITIES = ['error', 'warning', 'info'] as const

/** Something about a file or a day that somebody should know. */
export interface SegmentFinding {
  readonly id: string
  readonly severity: (typeof SEVERITIES)[number]
  readonly message: string
  readonly path: string | null
  readonly segment: string | null
  readonly day: string | null
  readonly reportSuite: string | null
  /** Physical lines of the first rows it is about. */
  readonly lines: readonly number[]
}

/** What `dc segments inspect --json` prints (README, "Segment files"). */
export interface InspectResult {
  schemaVersion: 1
  command: 'segments inspect'
  integration: string | null
  /** ISO 8601, UTC: the time of which the days are judged. */
  asOf: string
  timeZone: string
  files: readonly InspectedFile[]
  days: readonly SegmentDay[]
  findings: readonly SegmentFinding[]
  /** Members of folders that are no tables, and what lies beside files. */
  skipped: readonly {readonly path: string; readonly looksLike: string}[]
  errors: readonly {readonly path: string; readonly code: string; readonly message: string}[]
  notes: readonly string[]
}

/** A file as far as it matters for its series; also one that is only remembered. */
export interface SeriesFile {
  readonly path: string
  readonly kind: FileKind
  readonly segment: string | null
  readonly reportSuite: string | null
  readonly series: string
  readonly day: string | null
  readonly rows: number
  readonly rowsWithProduct: number
  readonly rowsWithRecipient: number
  /** False where a column nobody knows may hold them. */
  readonly isProductKnown: boolean
  readonly isRecipientKnown: boolean
  readonly digest: string | null
  readonly arrivedMs: number
  /** False for a file of the ledger that is no longer there. */
  readonly isHere: boolean
  /** Another content was seen under the same name and day before. */
  readonly wasReplaced: boolean
}
