import type {Fact} from './fact.js'
import type {EventRole, EventType, Population, VariableKind, VariableRole} from './vocabulary.js'

export interface VariableMapping extends Fact {
  readonly role: VariableRole
  readonly label: string
  readonly aka?: readonly string[]
  /** Kinds allowed, the partner's first choice first. */
  readonly kinds: readonly VariableKind[]
  readonly required?: boolean
  readonly population?: Population
  readonly allocation?: string
  readonly expiration?: string
  readonly subrelations?: 'full' | 'basic'
  /** `direct` is a value that names a person (an address); `indirect` one the partner can resolve to a person. */
  readonly personalData?: 'direct' | 'indirect'
  /** `export`: Analytics sends it to the partner. */
  readonly direction?: 'export'
  readonly page?: number
  readonly example?: string
  readonly values?: readonly string[]
  /** Several attributes in one value: what separates them and their order. */
  readonly delimiter?: string
  readonly order?: readonly string[]
  /** Context data variable that carries the value. */
  readonly contextData?: string
  /** Column of the data feed, for a reserved variable. */
  readonly dataFeedColumn?: string
}

export interface EventMapping extends Fact {
  readonly role: EventRole
  readonly label: string
  readonly aka?: readonly string[]
  /** Absent: any. An imported event is numeric or currency, other types are not offered. */
  readonly type?: EventType
  readonly required?: boolean
  readonly population?: Population
  readonly direction?: 'export'
  readonly grain?: 'daily' | 'aggregated'
  readonly participation?: 'enabled'
  readonly page?: number
  /** Name of the figure in the partner's product. */
  readonly indicator?: string
  /** Version of the connector that brought it. */
  readonly since?: string
  readonly deprecated?: boolean
  /** Adobe's own event, filled without a mapping. */
  readonly reserved?: boolean
}

/** Columns that hang on a variable: created on activation, filled by the partner. */
export interface ClassificationSet extends Fact {
  readonly of: readonly VariableRole[]
  readonly names: readonly string[]
  /** Columns that hold personal data. */
  readonly personalData?: readonly string[]
  /** Columns that always hold the same value. */
  readonly constants?: Readonly<Record<string, string>>
  /** How the columns get filled, when not by an upload. */
  readonly how?: string
  /** Further attribute ids the customer may choose. */
  readonly choices?: readonly string[]
  /** Which metrics a column breaks down. */
  readonly breaksDown?: Readonly<Record<string, readonly string[]>>
}

export interface CalculatedMetric extends Fact {
  readonly label: string
  /** Names in brackets are labels of the connector's events. */
  readonly formula?: string
  readonly type?: 'numeric' | 'percent' | 'currency'
}
