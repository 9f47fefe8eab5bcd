import type {DiagnosisVerdict} from '../../src/diagnosis/diagnosis.js'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import type {Owner} from '../../src/issues/cause.js'
import type {Integration} from '../../src/mapping/integration.js'
import type {SuiteVariable} from '../../src/mapping/suite-snapshot.js'
import type {FtpServerOptions} from './ftp-server.js'
import type {ShopDay, ShopSegment} from './scenario-shop.js'
import type {SftpServerOptions} from './sftp-server.js'

/**
 * A case for `dc diagnose` whose cause is known: what lies where, what the pages send, what is known of the request, and what must come
 * out. `scenario-world.ts` makes real files and servers of it.
 */
export interface Scenario {
  readonly name: string
  readonly world: World
  readonly expected: Expected
}

interface Expected {
  readonly verdict: DiagnosisVerdict
  readonly exitCode: number
  /** Exactly the causes that match, and who must act. Those beside the truth are said to be honest where they stand. */
  readonly matched: Readonly<Record<string, Owner>>
  /** The cause that is named first; default the first of `matched`. */
  readonly primary?: string
  /** Causes that the evidence rules out, among others. */
  readonly ruledOut?: readonly string[]
  /** Whatever else must hold. */
  readonly also?: (diagnosis: Diagnosis) => void
}

export interface World {
  /** When it is judged, by the clock. Default `NOW`. */
  readonly now?: string
  /** Default: `HEALTHY_DAYS`. */
  readonly days?: readonly ShopDay[]
  /** Default: cart abandonment alone. */
  readonly segments?: readonly ShopSegment[]
  /** What was delivered. Default: the file of every day and segment, on time. */
  readonly files?: readonly PlacedFile[]
  /** Null: no workspace. `delivery` and `collection` are merged, all else replaces. */
  readonly integration?: IntegrationChanges | null
  /** Other integrations of the workspace. */
  readonly others?: readonly Partial<Integration>[]
  readonly suiteVariables?: readonly Partial<SuiteVariable>[]
  /** The files lie on a server instead of a folder. */
  readonly server?: ServerPlace
  /** What lies in the folder of the files besides, where they lie on a server. */
  readonly copies?: readonly PlacedFile[]
  /** Hits of these days are captured; default none. */
  readonly capture?: CaptureWish
  /** `--schedule`: saved answers of the API. */
  readonly schedule?: readonly object[]
  /** `--log`: Adobe's activity log. */
  readonly log?: string
  /** `dc diagnose` was run at these times before, when the files lay there and the server was well. */
  readonly before?: readonly string[]
  /** The folder was emptied since. */
  readonly isEmptied?: boolean
  readonly facts?: Readonly<Record<string, string>>
  /** More flags. `{folder}` stands for the folder of the files, `{url}` for the URL of the server. */
  readonly flags?: readonly string[]
}

type IntegrationChanges = Omit<Partial<Integration>, 'delivery'> & {
  readonly delivery?: Partial<NonNullable<Integration['delivery']>>
}

export interface PlacedFile {
  /** Below the folder of the files. */
  readonly name: string
  readonly content: string | Uint8Array
  /** ISO 8601; the modification time. */
  readonly arrived: string
}

export type ServerPlace =
  | ({readonly kind: 'sftp'; readonly isKeyKnown?: 'pinned' | 'changed' | 'no'} & SftpServerOptions & Stopped)
  | ({readonly kind: 'ftp'} & FtpServerOptions & Stopped)

interface Stopped {
  /** It was switched off before it is asked. */
  readonly isOff?: boolean
  /** Where the files lie on it; default `out`. */
  readonly folder?: string
  /** Directory that is asked for; default the folder. It is there, unless it is not made. */
  readonly asked?: string
  readonly isAskedMade?: boolean
}

export interface CaptureWish {
  readonly days: readonly string[]
  readonly isComplete?: boolean
  /** Default `shopprod`. */
  readonly suite?: string
  readonly format?: 'ndjson' | 'har'
  /** Only the first part of the bytes was saved. */
  readonly keep?: number
}

/** A Friday. Its yesterday's file was due eight hours ago. */
export const NOW = '2026-10-09T12:00:00Z'
/** Thursday 1 October to Thursday 8 October. */
export const DAYS = ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => `2026-10-${day}`)
export const HEALTHY_DAYS: readonly ShopDay[] = DAYS.map((day) => ({day}))

/** The days of the shop, some of them with something of their own. */
export function daysWith(changes: Readonly<Record<string, Omit<ShopDay, 'day'>>>, all: Omit<ShopDay, 'day'> = {}): ShopDay[] {
  return DAYS.map((day) => ({day, ...all, ...changes[day]}))
}
