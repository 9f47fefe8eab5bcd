import type {CollectionMode, EventRole, ParameterRole, VariableRole} from '../connectors/vocabulary.js'

/**
 * One saved set-up of a partner in one report suite: `dc/integrations/<id>.json`. What a file leaves out is empty or null here, so that
 * whoever reads an integration meets every field. workspace/integration-schema.ts holds the same shape as a schema.
 */

/** As in Adobe's partner API. Source: Data Connectors Partner API 3.1, integration status. */
export const INTEGRATION_STATUSES = ['in-progress', 'active', 'paused', 'deleted'] as const

/** Who produces the segment files today. */
export const CARRIER_KINDS = ['adobe-exchange', 'partner', 'data-warehouse-schedule', 'retired-data-connector', 'unknown'] as const

/** Whether a file is sent for a day without rows. Data Warehouse sends none unless told to. */
export const EMPTY_FILE_HABITS = ['sent', 'not-sent', 'unknown'] as const

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Which value of an eVar a later event is credited to. Source: "Conversion variables (eVar)", Allocation. */
export const ALLOCATIONS = ['most-recent', 'original', 'linear'] as const

export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number]
export type CarrierKind = (typeof CARRIER_KINDS)[number]
export type EmptyFileHabit = (typeof EMPTY_FILE_HABITS)[number]
export type Weekday = (typeof WEEKDAYS)[number]
export type Allocation = (typeof ALLOCATIONS)[number]

/** Somebody vouched for something on a day (ISO 8601, no time). */
export interface Acknowledgement {
  readonly by: string
  readonly on: string
}

/** Where a secret is found (`env:NAME`, `file:PATH`, `cmd:COMMAND`, `keyring:NAME`, `vault:NAME`); never the secret itself. */
export interface SecretReference {
  readonly secret: string
}

export type InputValue = string | readonly string[] | SecretReference

export interface MappedVariable {
  readonly role: VariableRole
  /** `campaign`, `eVar12`, `prop5` or `list1`. */
  readonly variable: string
  /** What it is called in Analytics, where it is renamed. */
  readonly name?: string
  readonly allocation?: Allocation
  /** `never`, `visit`, `30 days`, `purchase`, `event12` … */
  readonly expiration?: string
}

export interface MappedEvent {
  readonly role: EventRole
  /** `event20`, or a commerce event. */
  readonly event: string
  readonly name?: string
}

/** One column that hangs on a variable. */
export interface MappedClassification {
  /** The variable that is classified. */
  readonly role: VariableRole
  /** The connector's name of the column. */
  readonly column: string
  readonly name?: string
}

export interface MappedMetric {
  /** The connector's label of the calculated metric. */
  readonly label: string
  readonly name?: string
}

/** How the files arrive; what a segment does not say holds for all of them. */
export interface Punctuality {
  /** Wall clock, `06:00`, on the day after the one the rows are about. */
  readonly expectedBy: string | null
  /** IANA name; null: that of the report suite. */
  readonly timeZone: string | null
  readonly emptyFile: EmptyFileHabit
}

export interface IntegrationSegment extends Partial<Punctuality> {
  /** `cart-abandonment`, `purchases` … or an id of one's own. */
  readonly id: string
  /** Name of a segment of one's own, as Analytics shows it. */
  readonly name?: string
  /** Pattern of the file's name, `cart_*.csv`. */
  readonly file?: string
}

export interface Delivery extends Punctuality {
  /** `file:PATH` (relative to the folder that holds `dc/`), `ftp://`, `ftps://` or `sftp://`, without a password. */
  readonly location: string | null
  readonly credential: SecretReference | null
  /** First and last day whose rows are delivered, ISO 8601. */
  readonly from: string | null
  readonly until: string | null
  readonly days: 'daily' | readonly Weekday[]
}

export interface IntegrationCollection {
  readonly mode: CollectionMode | null
  /** Query parameters of the landing page, by the role of what they carry. */
  readonly parameters: Readonly<Partial<Record<ParameterRole, string>>>
  /** URLs, `*` for any text. */
  readonly landingPages: readonly string[]
}

export interface Integration {
  /** For editors: where the JSON Schema is found. */
  readonly $schema?: string
  readonly version: 1
  /** Kebab-case, the file's name. */
  readonly id: string
  readonly name: string
  readonly description: string
  /** Id of its connector. */
  readonly partner: string
  /** Recorded in the workspace only: nothing is switched on or off at Adobe or the partner. */
  readonly status: IntegrationStatus
  /** For partners that need a human on their side: who heard, and when, that it was switched on there. */
  readonly partnerConfirmed: Acknowledgement | null
  readonly carrier: {readonly kind: CarrierKind; readonly request?: string}
  readonly reportSuite: string | null
  /** E-mail addresses. */
  readonly notify: readonly string[]
  readonly acknowledged: {
    readonly fees?: Acknowledgement
    readonly terms?: Acknowledgement
    readonly personalData?: Acknowledgement
  }
  /** By the name of the connector's input. */
  readonly inputs: Readonly<Record<string, InputValue>>
  readonly variables: readonly MappedVariable[]
  readonly events: readonly MappedEvent[]
  readonly classifications: readonly MappedClassification[]
  readonly calculatedMetrics: readonly MappedMetric[]
  /** Granted or not, by element: `product`, `revenue`. */
  readonly access: Readonly<Record<string, boolean>>
  readonly collection: IntegrationCollection
  readonly segments: readonly IntegrationSegment[]
  /** Dashboards and bookmarks wanted, by the connector's labels. */
  readonly reports: readonly string[]
  /** Null: not known, or nothing is delivered. */
  readonly delivery: Delivery | null
}
