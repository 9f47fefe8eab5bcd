import type {Fact} from './fact.js'
import type {CollectionMode, EventRole, ParameterRole, SegmentId, VariableRole} from './vocabulary.js'

/** A parameter name the wizard asks for under the Automated Solution. */
export interface ParameterField extends Fact {
  readonly role: VariableRole
  readonly label: string
  readonly required?: boolean
  readonly page?: number
  /** The partner's product always uses this name. */
  readonly fixed?: string
}

/** A query parameter of the landing page. */
export interface LandingParameter extends Fact {
  readonly name: string
  readonly role?: ParameterRole
  /** Variable the published sample fills with it. */
  readonly target?: string
  /** `documented`: the page states it; `sample`: read from sample code; `example`: seen in an example URL. */
  readonly provenance: 'documented' | 'sample' | 'example'
  readonly configurable?: boolean
}

/** A setting in the page code. */
export interface CodeSetting extends Fact {
  readonly name: string
  readonly aka?: string
  readonly what?: string
  readonly example?: string
  readonly default?: string
  readonly required?: boolean
  readonly secret?: boolean
  /** False: the partner's page says to leave it alone. */
  readonly modify?: boolean
}

/** How ids get from the landing page into the variables. */
export interface Collection extends Fact {
  /** Ways that are documented for it, the default first; empty when no page says. */
  readonly modes: readonly CollectionMode[]
  readonly fields?: readonly ParameterField[]
  readonly parameters?: readonly LandingParameter[]
  readonly functions?: readonly string[]
  /** Variables the page sets besides those from the URL. */
  readonly pageVariables?: Readonly<Record<string, VariableRole>>
  /** Where the code is found. */
  readonly resource?: string
  /** Where the code goes. */
  readonly placement?: string
  readonly configObject?: string
  readonly settings?: readonly CodeSetting[]
  /** How the code avoids counting a visit twice. */
  readonly visitDedupe?: string
  readonly targetMbox?: string
  /** Defects of the published sample code: ids of SAMPLE_DEFECTS. */
  readonly sampleDefects?: readonly string[]
}

export interface OfferedSegment extends Fact {
  readonly id: SegmentId
  /** The partner's name for it; absent where the page uses the general one. */
  readonly label?: string
  /** Success events of the connector without which the segment is not created. */
  readonly needsEvents?: readonly EventRole[]
}

export interface SegmentOffer extends Fact {
  readonly offered: readonly OfferedSegment[]
  /** Further columns of the files. */
  readonly extras?: readonly string[]
  /** What segments may be built of. */
  readonly rules?: readonly string[]
}

/** Permission for the partner to read elements of the suite, one tick box. */
export interface AccessRequest extends Fact {
  readonly label: string
  /** Names of Adobe's standard elements; empty where the page lists none. */
  readonly elements?: readonly string[]
  readonly required?: boolean
}

/** Data that moves on a schedule. */
export interface DataFlow extends Fact {
  readonly schedule?: string
  readonly what?: string
  readonly grain?: 'aggregated'
  readonly carrier?: string
  /** How far the figures lag behind the partner's own. */
  readonly latency?: string
  /** How long until a report shows them. */
  readonly reportLatency?: string
  readonly firstData?: string
  readonly restated?: string
  readonly backfill?: string
  /** How far back segments look at activation. */
  readonly lookBack?: string
  readonly delta?: string
  readonly lifespanDays?: number
  readonly persistenceDays?: number
}
