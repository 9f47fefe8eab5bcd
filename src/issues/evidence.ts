import type {CarrierKind, Integration} from '../mapping/integration.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import type {Schedule} from '../segments/arrival.js'
import type {InspectedFile, SegmentFinding, SeriesFile} from '../segments/inspection.js'
import type {AccountEvidence} from './account-evidence.js'
import type {HitEvidence} from './hit-evidence.js'
import type {Origin} from './origin.js'
import type {WarehouseEvidence} from './warehouse-evidence.js'

/**
 * All that was found out before anything is judged: plain data, as it lies in a bundle. Whatever is null or empty was not collected, and
 * proves nothing. Times are ISO 8601 in UTC unless it says otherwise; days are those of the report suite.
 */
export interface Evidence {
  readonly version: 1
  /** The time of which the case is judged. */
  readonly asOf: string
  readonly collectedAt: string
  readonly question: Question
  readonly integration: IntegrationFacts | null
  readonly deliveries: DeliveryEvidence
  /** One for each folder or account that was asked for. */
  readonly accounts: readonly AccountEvidence[]
  readonly hits: HitEvidence | null
  readonly log: LogEvidence | null
  readonly warehouse: WarehouseEvidence | null
  /** What the user said (`--fact`), by the names of `TOLD_FACTS`. */
  readonly told: Readonly<Partial<Record<ToldFact, string>>>
  /** What was tried, in order, and what came of it. */
  readonly collectors: readonly CollectorReport[]
}

export interface Question {
  /** Id of a symptom; null: the user did not say. */
  readonly issue: string | null
  readonly segment: string | null
  readonly from: string | null
  readonly to: string | null
}

/** One sentence without a full stop, and where it comes from. */
export interface Fact {
  readonly fact: string
  readonly origin: Origin
}

/** The integration with what its partner, its report suite and the workspace add to it. */
export interface IntegrationFacts {
  /** Its file, relative to the working directory. */
  readonly path: string
  readonly integration: Integration
  readonly partner: PartnerFacts | null
  readonly suite: SuiteSnapshot | null
  /** IANA name; null: not known, and UTC is assumed. */
  readonly timeZone: string | null
  /** Other integrations of the same suite (ids), and where they have their files delivered. */
  readonly siblings: readonly {readonly id: string; readonly location: string | null; readonly carrier: CarrierKind}[]
  /** When it was added, and the last time its status changed, by the activity log. */
  readonly addedAt: string | null
  readonly statusChangedAt: string | null
}

export interface PartnerFacts {
  readonly name: string
  /** `deprecating`, `migrating`, `not-listed`. */
  readonly status: string
  /** What replaces the connector, where a page names it. */
  readonly successor: string | null
  readonly collectedUntil: string | null
  /** Somebody at the partner has to switch it on. */
  readonly needsActivation: boolean
  /** The partner's pages say that product data must be granted for export. */
  readonly asksForProductAccess: boolean
  readonly source: string
}

/** Delivered files, read, and the series they make. */
export interface DeliveryEvidence {
  /** A folder or an account was listed: only then is what is not there a gap. */
  readonly hasListing: boolean
  /** Every listing came to its end. */
  readonly isListed: boolean
  readonly files: readonly InspectedFile[]
  readonly findings: readonly SegmentFinding[]
  /** Files of the series: those there are, and those the ledger remembers. */
  readonly seriesFiles: readonly SeriesFile[]
  /** Ids of the segments of which files are expected. */
  readonly expected: readonly string[]
  readonly schedules: Readonly<Record<string, Schedule>>
  /** For segments that are not in `schedules`. */
  readonly otherSchedule: Schedule
  /** First and last day to judge, where the question says so. */
  readonly from: string | null
  readonly to: string | null
  /** When the places were looked at. */
  readonly looks: readonly string[]
  /** Files that are no tables. */
  readonly skipped: readonly {readonly path: string; readonly looksLike: string}[]
  readonly errors: readonly {readonly path: string; readonly code: string; readonly message: string}[]
  readonly notes: readonly string[]
}

/** Entries of Adobe's own activity log for the integration, the oldest first. */
export interface LogEvidence {
  readonly entries: readonly LogEntry[]
}

export interface LogEntry {
  readonly text: string
  readonly kind: 'metrics' | 'classifications' | 'export' | 'unknown'
  readonly outcome: 'done' | 'started' | 'failed' | 'nothing' | 'unknown'
  readonly code: number | null
  readonly rows: number | null
  /** Null where the entry had no date. */
  readonly at: string | null
  readonly origin: Origin
}

export interface CollectorReport {
  /** `files`, `hits`, `log` … */
  readonly evidence: EvidenceKind
  /** What was asked: a path, a URL without a secret. */
  readonly what: string
  readonly outcome: 'collected' | 'failed'
  /** The error's code and sentence, where it failed. */
  readonly code: string | null
  readonly detail: string | null
}

/** The kinds of evidence a cause may need, with the way to supply each. */
export const EVIDENCE_KINDS = {
  files: '--files DIR (or the location of the integration): the delivered files',
  account: '--files ftp://… or sftp://…: the account itself, not a copy of its files',
  hits: '--hits CAPTURE: captured hits of the days in question',
  integration: 'dc add: the integration, with its mapping',
  schedule: 'delivery in the integration: location, from, expectedBy, days',
  suite: 'dc suites import: what is known of the report suite',
  log: "--log FILE (or dc log import): Adobe's activity log of the integration",
  request: '--schedule FILE: the Data Warehouse request, saved from the API, or --fact request-status=…',
  runs: '--schedule FILE with its runs, or --fact run-status=…: what became of the single deliveries',
  told: '--fact NAME=VALUE: what only a person can look up',
} as const

export type EvidenceKind = keyof typeof EVIDENCE_KINDS

/** What only a person can look up: `--fact NAME=VALUE`. The values that are accepted, and the question. */
export const TOLD_FACTS = {
  'data-warehouse-enabled': {values: ['yes', 'no'], asks: 'Is Data Warehouse enabled for the report suite, and permitted for the user?'},
  'owner-is-administrator': {values: ['yes', 'no'], asks: 'Is the owner of the integration or request still an administrator there?'},
  'product-access': {values: ['yes', 'no'], asks: 'Was the export of product data granted when the integration was set up?'},
  'partner-activated': {values: ['yes', 'no'], asks: 'Did the partner switch the integration on, on its side?'},
  'partner-has-files': {values: ['yes', 'no'], asks: 'Does the partner have the files, or see them in its pick-up log?'},
  'request-exists': {
    values: ['yes', 'no'],
    asks: 'Is there a scheduled Data Warehouse request for the segment, seen as its owner or an administrator?',
  },
  'request-status': {values: ['scheduled', 'completed', 'canceled', 'error'], asks: 'What is the status of the Data Warehouse request?'},
  'run-status': {
    values: ['created', 'pending', 'processing', 'scheduled', 'completed', 'canceled', 'error-processing', 'error-failure-to-send'],
    asks: 'What is the status of the newest delivery of the request?',
  },
  'rate-limited': {values: ['yes', 'no'], asks: 'Does the request manager show Rate Limited?'},
  'date-range': {values: ['preset', 'custom'], asks: 'Is the date range a preset (Yesterday), or fixed days?'},
  'row-limit': {values: 'number', asks: 'How many rows does the request return at most (0: all)?'},
  'empty-file': {values: ['sent', 'not-sent'], asks: 'Is a file sent for a day without data?'},
  'request-ends': {values: 'day', asks: 'On which day does the schedule end?'},
  'sends-to': {values: 'text', asks: 'Where does the request send its files (URL, or e-mail)?'},
  'report-suite': {values: 'text', asks: 'Which report suite does the request name?'},
  'request-zone': {values: 'text', asks: 'In which time zone are the days of the request (IANA name)?'},
} as const satisfies Record<string, {readonly values: readonly string[] | 'number' | 'day' | 'text'; readonly asks: string}>

export type ToldFact = keyof typeof TOLD_FACTS
