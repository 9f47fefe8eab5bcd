import type {Mark} from './vocabulary.js'

/** Pages that state a fact: `silverpop-overview/silverpop-wizard.md`, `analytics:export/…`. Prefixes: SOURCE_ROOTS. */
export type Source = string | readonly string[]

/** A reason not to take a fact at its word. */
export interface Doubt {
  readonly mark: Mark
  /** The doubtful field of the fact; the whole fact when absent. */
  readonly field?: string
  readonly note?: string
}

/** What every fact may carry besides itself. */
export interface Fact {
  /** Only where the section's source (`Connector.sources`) is not the right one. */
  readonly source?: Source
  readonly doubts?: readonly Doubt[]
  readonly note?: string
}

/** A fact that is one sentence. */
export interface Statement extends Fact {
  readonly text: string
}
