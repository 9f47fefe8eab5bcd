import type {Owner} from '../issues/cause.js'
import type {CollectorReport, EvidenceKind, Fact} from '../issues/evidence.js'
import type {AccountEvidence} from '../issues/account-evidence.js'
import type {RowProof} from '../issues/hit-evidence.js'
import type {InspectedFile, SegmentDay, SegmentFinding} from '../segments/inspection.js'
import type {Confidence, FileKind} from '../segments/segment-file.js'

export const VERDICTS = ['fault-found', 'no-fault-found', 'too-early', 'inconclusive'] as const
export type DiagnosisVerdict = (typeof VERDICTS)[number]

/** What `dc diagnose --json` prints (README, "Diagnosis"). */
export interface Diagnosis {
  schemaVersion: 1
  command: 'diagnose'
  /** Id. */
  integration: string | null
  /** ISO 8601, UTC. */
  asOf: string
  timeZone: string
  verdict: DiagnosisVerdict
  /** One sentence without a full stop: why this verdict. */
  because: string
  /** Id of the cause that matched and comes first; null where none did. */
  primary: string | null
  /** When to look again; null where waiting settles nothing. */
  recheckAt: string | null
  /** Which file is meant: asked and answered before anything else. */
  fileQuestion: FileQuestion
  days: readonly SegmentDay[]
  files: readonly InspectedFile[]
  findings: readonly SegmentFinding[]
  accounts: readonly AccountEvidence[]
  proofs: readonly RowProof[]
  issues: readonly DiagnosedIssue[]
  /** Evidence that would tell more; the one most causes wait for first. */
  notChecked: readonly MissingEvidence[]
  collectors: readonly CollectorReport[]
  notes: readonly string[]
  /** The text to send, where one was asked for. */
  ticket?: string
}

export interface MissingEvidence {
  readonly evidence: EvidenceKind
  /** The flag that supplies it, and what it is. */
  readonly how: string
  /** Ids of the causes that wait for it. */
  readonly causes: readonly string[]
  /** There is some of it, and it does not settle them. */
  readonly isThere: boolean
}

export interface FileQuestion {
  /** `none`: there is no file. `mixed`: both kinds lie there. */
  readonly answer: FileKind | 'mixed' | 'none'
  /** One sentence. */
  readonly says: string
  readonly files: readonly {readonly path: string; readonly kind: FileKind; readonly confidence: Confidence}[]
  /** What would settle it, where it is not settled. */
  readonly missing: readonly string[]
}

export interface DiagnosedIssue {
  readonly id: string
  readonly symptom: string
  readonly present: boolean | 'unknown'
  readonly because: readonly Fact[]
  /** Matched ones first, the surest first; then what was not checked, then what is ruled out. */
  readonly causes: readonly DiagnosedCause[]
}

export interface DiagnosedCause {
  readonly id: string
  readonly summary: string
  readonly outcome: 'matched' | 'ruled-out' | 'not-checked'
  /** Null unless it matched. */
  readonly confidence: Confidence | null
  readonly owner: Owner
  readonly because: readonly Fact[]
  readonly against: readonly Fact[]
  readonly next: readonly string[]
  readonly recheckAt: string | null
  readonly source: string
  /** Why it was not checked. */
  readonly reason: string | null
  readonly missing: readonly EvidenceKind[]
  /** False: nothing is wrong yet. */
  readonly isFault: boolean
}
