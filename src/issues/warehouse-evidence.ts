import type {Origin} from './origin.js'

/**
 * Data Warehouse requests and what became of their runs: read from JSON that was saved from the Data Warehouse API 2.0, or told by hand.
 * The API's own records never hold rows. Source: Analytics 2.0 APIs, "Data Warehouse" (`/scheduled`, `/report`).
 */
export interface WarehouseEvidence {
  /** Requests that may be the one that makes the files, the likeliest first. */
  readonly requests: readonly WarehouseRequest[]
  readonly runs: readonly WarehouseRun[]
  /** The list of requests that was given is that of the whole suite, so that what is not in it is not there (for the user who asked). */
  readonly isWholeList: boolean
  readonly notes: readonly string[]
}

export const REQUEST_STATUSES = ['scheduled', 'completed', 'canceled', 'error', 'unknown'] as const

/** `error-processing`: could not be built. `error-failure-to-send`: built, and the delivery failed. */
export const RUN_STATUSES = [
  'created',
  'pending',
  'processing',
  'scheduled',
  'completed',
  'canceled',
  'error-processing',
  'error-failure-to-send',
  'unknown',
] as const

/**
 * Why a request may be the one of the integration. `named`: the integration names it, or it is the only one that was given and is
 * not evidently another (by its name and its columns). `likely`: its
 * columns, its file's name or where it sends speak for it. `possible`: nothing speaks for it or against it, so it proves nothing.
 */
export const REQUEST_FITS = ['named', 'likely', 'possible'] as const

export interface WarehouseRequest {
  readonly origin: Origin
  readonly fit: (typeof REQUEST_FITS)[number]
  readonly id: string | null
  readonly legacyId: string | null
  readonly name: string | null
  readonly reportSuite: string | null
  readonly status: (typeof REQUEST_STATUSES)[number]
  /** `daily`, `weekly` … as the API spells it. */
  readonly frequency: string | null
  readonly startsAt: string | null
  /** Last day of the schedule, or how often it runs. */
  readonly endsOn: string | null
  readonly endsAfter: number | null
  /** `Yesterday` …, else the first and last day that are fixed. */
  readonly preset: string | null
  readonly from: string | null
  readonly to: string | null
  /** Ids without their prefix: `evar12`, `product`, `orders`. */
  readonly dimensions: readonly string[]
  readonly metrics: readonly string[]
  readonly segments: readonly string[]
  /** Null: all rows, or not known (`isRowLimitKnown`). */
  readonly rowLimit: number | null
  readonly isRowLimitKnown: boolean
  readonly sortsByMetric: boolean | null
  /** `default`, `zip`, `gzip`. */
  readonly compression: string | null
  readonly sendsEmptyFile: boolean | null
  readonly fileName: string | null
  readonly hasComment: boolean | null
  readonly sendsTo: Destination | null
  readonly owner: string | null
  readonly updatedAt: string | null
  /** Runs are paused because the organisation has too many (UI: Rate Limited). */
  readonly isRateLimited: boolean | null
}

export interface Destination {
  /** `ftp`, `sftp`, `email`, `s3` …; `location` where only its id is known. */
  readonly kind: string
  readonly host: string | null
  readonly port: number | null
  readonly user: string | null
  readonly directory: string | null
  readonly id: string | null
  /** The location was deleted. */
  readonly isDeleted: boolean | null
}

export interface WarehouseRun {
  readonly origin: Origin
  readonly id: string | null
  readonly legacyId: string | null
  /** Id of its request. */
  readonly request: string | null
  readonly status: (typeof RUN_STATUSES)[number]
  /** First and last day it covers, in the suite's time zone. */
  readonly from: string | null
  readonly to: string | null
  readonly createdAt: string | null
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly currentTask: string | null
  readonly error: string | null
}
