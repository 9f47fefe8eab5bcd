import type {Doubt, Fact, Statement} from './fact.js'

/** A person to talk to. */
export interface Contact extends Fact {
  readonly who: string
  readonly side: 'partner' | 'adobe'
  readonly when: 'before' | 'after'
  readonly what: string
  /** Name of the input (see `Connector.inputs`) that they are asked for: once it is there, they have answered. */
  readonly input?: string
  /** The partner does nothing by itself: no data moves before this person acted. */
  readonly mustAct?: boolean
}

/** What to set in the partner's own product. */
export interface PartnerSetting extends Fact {
  readonly where: string
  readonly what: string
  readonly options?: readonly {readonly label: string; readonly what: string}[]
}

/** An entry of the integration's activity log. `text` without the row count. */
export interface LogEntry extends Fact {
  readonly text: string
  readonly kind: 'metrics' | 'classifications' | 'export'
}

export interface Verification extends Fact {
  readonly activityLog?: {
    readonly expect: readonly LogEntry[]
    readonly tab?: 'Data In' | 'Data Out'
    /** Hours after activation by which the entries are there. */
    readonly withinHours?: number
    readonly note?: string
    readonly doubts?: readonly Doubt[]
  }
  readonly reports?: {
    readonly where: string
    /** From and to, in hours after activation. */
    readonly afterHours?: readonly [number, number]
    readonly condition?: string
  }
  /** What to look for on the page and in its requests. */
  readonly onPage?: readonly Statement[]
}

export interface KnownIssue extends Fact {
  readonly symptom: string
  readonly cause?: string
  readonly fix?: string
}

/** Advice that only a connector with live ad data needs. */
export interface AdServing extends Fact {
  /** Shape of the tracking code, by version of the connector. */
  readonly trackingCode: Readonly<Record<string, string>>
  readonly rawValue: string
  readonly undigested: string
  readonly processing: Readonly<Record<string, string | number>>
  readonly tuning: readonly Statement[]
  readonly discrepancies: readonly Statement[]
  readonly escalation: string
}
