import type {AccessRequest, Collection, DataFlow, SegmentOffer} from './exchange.js'
import type {Fact, Source, Statement} from './fact.js'
import type {AdServing, Contact, KnownIssue, PartnerSetting, Verification} from './guidance.js'
import type {CalculatedMetric, ClassificationSet, EventMapping, VariableMapping} from './mapped.js'
import type {Category, EventType, Flow, PartnerStatus, Section} from './vocabulary.js'

/** A further name of the partner or product; all are looked up without regard to case and punctuation. */
export interface Alias extends Fact {
  readonly name: string
  /** The name the product carries today, under which a customer knows it. */
  readonly today?: boolean
}

export interface LifeCycle extends Fact {
  /** Names in Adobe's end-of-life table. */
  readonly listedAs: readonly string[]
  readonly reason?: string
  /** What replaces the connector, where a page names it. */
  readonly successor?: string
  readonly alternatives?: readonly string[]
  /** Day until which an existing integration went on collecting, where that was later than the console's end; ISO 8601. */
  readonly collectedUntil?: string
}

/** Something to settle before activation; `id` where several partners share it. */
export interface Prerequisite extends Statement {
  readonly id?: string
}

/** What the suite must have free or enabled. Counts are numbers of variables. */
export interface Requirements extends Fact {
  readonly eVars?: number
  readonly optionalEVars?: number
  readonly eVarsOrProps?: number
  readonly listVars?: number
  readonly events?: number
  readonly optionalEvents?: number
  readonly eventType?: EventType
  /** Needed for remarketing segments; absent where the partner's pages do not say. */
  readonly dataWarehouse?: boolean
}

/** The retired wizard as the partner's page shows it: the order in which an integration is described. */
export interface Wizard extends Fact {
  readonly form: 'numbered-pages' | 'five-steps'
  readonly asks: readonly ('reportSuite' | 'name' | 'email' | 'description')[]
  readonly accepts?: readonly ('fees' | 'terms' | 'personal-data')[]
  /** What may be renamed besides variables and events. */
  readonly renames?: readonly ('classifications' | 'calculatedMetrics')[]
  /** Titles of the steps where they are the partner's own. */
  readonly steps?: readonly string[]
  /** Dashboards and bookmarks the wizard offered to build. */
  readonly reports?: readonly WizardReport[]
  /** A condition between this integration and the partner's product. */
  readonly rule?: string
}

export interface WizardReport extends Fact {
  readonly label: string
  readonly required?: boolean
  readonly section?: string
  readonly options?: readonly string[]
}

/** A value only the customer knows: an account id, a key, a server. Kept in the integration under `name`. */
export interface ConnectorInput extends Fact {
  readonly name: string
  readonly label: string
  readonly aka?: readonly string[]
  readonly required?: boolean
  /** A credential, by dc's own judgement (no page says): only ever a reference, never a value in a file. */
  readonly secret?: boolean
  /** What it is and where it is found. */
  readonly what?: string
  /** What a right value looks like, in words or by example. */
  readonly shape?: string
  /** A regular expression for the whole value, where the shape is firm. */
  readonly pattern?: string
  readonly values?: readonly string[]
  /** How many of it may be given, when more than one. */
  readonly max?: number
  /** Page of the numbered wizard, or step of the other. */
  readonly page?: number
  readonly section?: string
}

/**
 * A connector is data: what one partner's product needs from Adobe Analytics, what it brings, and how the two are tied together.
 * An absent field is one that no page documents; absent `required` means that no page says whether the field is mandatory.
 * Field names follow the columns of Adobe's tables. mapping/connector-schema.ts holds the same shape as a schema, for connectors of one's own.
 */
export interface Connector {
  /** Kebab-case, the file's name; what an integration's `partner` holds. */
  readonly id: string
  readonly name: string
  readonly aliases: readonly Alias[]
  readonly category: Category
  readonly status: PartnerStatus
  readonly summary: string
  readonly versions?: readonly string[]
  /** Terms under which it was built, when not by Adobe and partner together. */
  readonly programme?: string
  readonly flows: readonly Flow[]
  readonly lifeCycle?: LifeCycle
  /** Accounts and rights needed. */
  readonly access: readonly Statement[]
  readonly prerequisites: readonly Prerequisite[]
  readonly requires?: Requirements
  readonly wizard?: Wizard
  readonly inputs: readonly ConnectorInput[]
  readonly variables: readonly VariableMapping[]
  readonly events: readonly EventMapping[]
  readonly classifications: readonly ClassificationSet[]
  readonly calculatedMetrics: readonly CalculatedMetric[]
  readonly collection: Collection
  readonly segments: SegmentOffer
  readonly accessRequests: readonly AccessRequest[]
  readonly import?: DataFlow
  readonly export?: DataFlow
  readonly contacts: readonly Contact[]
  readonly partnerSettings: readonly PartnerSetting[]
  readonly verification?: Verification
  readonly issues: readonly KnownIssue[]
  readonly adServing?: AdServing
  /** The pages behind each section; a fact of its own `source` overrides it. */
  readonly sources: Readonly<Partial<Record<Section, Source>>>
}
