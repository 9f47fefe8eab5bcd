import type {HitKind} from '../hits/hit-kind.js'
import type {Severity} from '../rules/rule.js'

export type Outcome = 'pass' | 'fail' | 'not-applied' | 'unknown'

/** Names the hit the way a tagger knows it. Values that look personal are masked unless the user asked to see them. */
export interface FindingHit {
  url: string
  /** ISO 8601 in UTC; null when the capture has no time for the hit. */
  time: string | null
  /** `document`: no hit, but a page that was loaded or redirected. */
  kind: HitKind | 'document'
  reportSuites: readonly string[]
  /** Page name, or the link name of a link call; null when the hit has neither. */
  pageName: string | null
  library: string | null
}

export interface Finding {
  ruleId: string
  severity: Severity
  message: string
  fix: string
  source: string
  /** Canonical name: `eVar12`. */
  param: string
  /** Name in the request: `v12`; null when the finding is about an absent parameter or none at all. */
  wire: string | null
  /** Decoded value, masked where it looks personal; null when there is none. */
  value: string | null
  /** UTF-16 offsets into `value`. */
  span: [start: number, end: number] | null
  /** Id of the integration the finding is about; null for a generic rule. */
  integration: string | null
  origin: {file: string; record: number; page: string | null}
  hit: FindingHit
}

export interface RuleResult {
  id: string
  outcome: Outcome
  hits: {pass: number; fail: number; notApplied: number; unknown: number}
  findings: number
  /** Why the outcome is what it is, where that is not plain from the counts. */
  reason: string | null
}

export interface InputResult {
  path: string
  format: string
  requests: number
  hits: number
  merged: number
  /** Requests and records that are no hits, by reason: requests = hits + merged + the sum of these. */
  skipped: Record<string, number>
  damaged: {record: number | null; reason: string}[]
}

/** What `dc validate --json` prints (DESIGN.md section 5). */
export interface ValidationResult {
  schemaVersion: 1
  command: 'validate'
  inputs: InputResult[]
  summary: {
    requests: number
    hits: number
    findings: Record<Severity, number>
    rules: {pass: number; fail: number; notApplied: number; unknown: number}
  }
  findings: Finding[]
  rules: RuleResult[]
  /** Findings not listed, by rule: counted, not kept. */
  truncated: Record<string, number>
  /** What the user should know beside the findings: files read once, hits out of order, requirements not met. */
  notes: string[]
}
