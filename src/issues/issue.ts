import type {Case} from './case.js'
import type {Cause} from './cause.js'
import type {Fact} from './evidence.js'

/** One row of the Common Issues table: a symptom, and what may be behind it. */
export interface Issue {
  /** Kebab-case, the name of its folder. */
  readonly id: string
  /** What the user sees, as an answer to "What do you see?". */
  readonly symptom: string
  /** What Adobe's page says of it, in own words; null where the symptom is ours. */
  readonly known: string | null
  readonly source: string
  /** Whether the evidence shows the symptom. */
  present(of: Case): Presence
  /** The likeliest first. */
  readonly causes: readonly Cause[]
}

export interface Presence {
  readonly present: boolean | 'unknown'
  readonly because: readonly Fact[]
}
