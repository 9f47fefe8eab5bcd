import type {Confidence} from '../segments/segment-file.js'
import type {Case} from './case.js'
import type {Evidence, EvidenceKind, Fact} from './evidence.js'

/** Who must act. */
export const OWNERS = ['you', 'partner', 'adobe'] as const
export type Owner = (typeof OWNERS)[number]

/** Missing evidence is `not-checked`: nothing passes for lack of it. */
export const CAUSE_OUTCOMES = ['matched', 'ruled-out', 'not-checked'] as const

/**
 * What a cause makes of the evidence. `because` speaks for it, `against` does not; neither holds a value that is personal. A cause is ruled
 * out only by a fact that cannot be there if it were the cause; everything less leaves it unchecked.
 */
export type Judgement = Matched | RuledOut | NotChecked

export interface Matched {
  readonly outcome: 'matched'
  /** `certain`: nothing else explains what was seen. `likely`: what was seen is its usual sign. `possible`: it fits, and so may others. */
  readonly confidence: Confidence
  readonly because: readonly Fact[]
  readonly against?: readonly Fact[]
  /** Where they differ from the cause's own. */
  readonly next?: readonly string[]
  readonly owner?: Owner
  /** When to look again, ISO 8601; only where waiting may settle it. */
  readonly recheckAt?: string | null
  /** False: nothing is wrong yet, it is only to be waited for. */
  readonly isFault?: boolean
}

export interface RuledOut {
  readonly outcome: 'ruled-out'
  readonly against: readonly Fact[]
}

export interface NotChecked {
  readonly outcome: 'not-checked'
  /** Half a sentence: what is missing that would tell. */
  readonly reason: string
  /** Kinds of evidence that would settle it; default those of `needs` that are not there. */
  readonly missing?: readonly EvidenceKind[]
  /** What speaks for it or not, and is not enough. */
  readonly because?: readonly Fact[]
  readonly against?: readonly Fact[]
}

/** A case in miniature: parts that differ from a blank one (see `examples.ts`), and what it is about. */
export interface CauseExample {
  readonly about: string
  readonly evidence: Evidence
  /** What the judgement must come to, where the outcome alone does not say it. */
  readonly confidence?: Confidence
}

/** One cause of a symptom. The file is the documentation: `dc explain ID` is printed from it, and its examples are its tests. */
export interface Cause {
  /** Kebab-case, the file's name, unique among rules too, never reused. */
  readonly id: string
  /** What is the matter, in a few words. */
  readonly summary: string
  /** How it leads to the symptom. */
  readonly why: string
  readonly owner: Owner
  /** Evidence it reads: all groups, of each group any. With a group of which nothing is there, it is not asked. */
  readonly needs: readonly (readonly EvidenceKind[])[]
  /** Rows of our catalogue of failures that it decides (`NR-05`, `RW-01`; see undecidable.ts); for tests, never shown. */
  readonly rows?: readonly string[]
  /** The Adobe page and section; says "(unverified)" where no page states it. */
  readonly source: string
  /** What to do, the most useful first: sentences, or exact commands that begin with `dc `. */
  readonly next: readonly string[]
  judge(of: Case): Judgement
  readonly examples: {
    readonly matched: readonly CauseExample[]
    readonly ruledOut: readonly CauseExample[]
    readonly notChecked: readonly CauseExample[]
  }
}
