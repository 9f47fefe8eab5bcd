import {EXIT, type ExitCode} from '../errors.js'
import type {FailLevel, Rule, Severity} from '../rules/rule.js'
import type {ValidationResult} from '../validation/result.js'
import {count, listed} from './wording.js'

/** What the reports of `dc validate` need besides the result. */
export interface ReportOptions {
  /** How the run ends, and the sentence that says why. */
  verdict: {exitCode: ExitCode; because: string}
  failOn: FailLevel
  /** The rules of the run. */
  rules: readonly Pick<Rule, 'id' | 'summary' | 'severity'>[]
  /** Why a request was not judged, in words, by the keys of `inputs[].skipped`. */
  reasons: Readonly<Record<string, string>>
  /** Findings and the closing line alone: no summary, no notes. */
  quiet?: boolean
}

export interface Verdict {
  /** `good` only when something was examined and nothing is at fault; `open` when there is no telling. */
  tone: 'good' | 'bad' | 'open'
  /** One sentence without a full stop. */
  text: string
}

export const SEVERITY_RANK: Readonly<Record<Severity, number>> = {error: 2, warning: 1, info: 0}

/** True when a finding of that severity makes the run exit 1. */
export function fails(severity: Severity, failOn: FailLevel): boolean {
  return failOn !== 'never' && SEVERITY_RANK[severity] >= SEVERITY_RANK[failOn]
}

/** True when at least one rule had at least one hit to judge. */
export function wasExamined({summary: {hits, rules}}: ValidationResult): boolean {
  return hits > 0 && rules.pass + rules.fail > 0
}

/** `2 errors, 3 warnings and 1 info`, what there is of each; empty when there are no findings. */
export function findingCounts({summary: {findings}}: ValidationResult): string {
  const severities = ['error', 'warning', 'info'] as const
  return listed(severities.filter((severity) => findings[severity] > 0).map((severity) => count(findings[severity], severity)))
}

/** The run in one sentence, without the exit code. */
export function verdictOf(result: ValidationResult, {verdict, failOn}: Pick<ReportOptions, 'verdict' | 'failOn'>): Verdict {
  const {because} = verdict
  const found = findingCounts(result)
  switch (verdict.exitCode) {
    case EXIT.ok:
      return wasExamined(result)
        ? passed(result, failOn, found)
        : {tone: 'open', text: `Nothing was examined: ${because}; --allow-empty accepts that`}
    case EXIT.findings:
      return {tone: 'bad', text: `Failed: ${found} in ${count(result.summary.hits, 'hit')}`}
    case EXIT.usage:
      return {tone: 'bad', text: `Damaged: ${because}`}
    case EXIT.nothing:
      return {tone: 'open', text: `${wasExamined(result) ? 'Not proven' : 'Nothing was examined'}: ${because}`}
    case EXIT.inconclusive:
      return {tone: 'open', text: `Inconclusive: ${because}`}
    case EXIT.outside:
    case EXIT.defect:
      return {tone: 'bad', text: `Incomplete: ${because}`}
    case EXIT.cancelled:
      return {tone: 'open', text: `Cancelled: ${because}`}
  }
}

const NONE_AT_LEVEL: Readonly<Record<FailLevel, string>> = {
  error: 'no error',
  warning: 'no error or warning',
  info: 'no fault',
  never: '',
}

function passed(result: ValidationResult, failOn: FailLevel, found: string): Verdict {
  const {hits, rules} = result.summary
  const among = `in ${count(hits, 'hit')}`
  if (found !== '' && failOn === 'never') return {tone: 'open', text: `Done: ${found} ${among}, and --fail-on never accepts any`}
  const judged = rules.pass + rules.fail
  const open = rules.unknown === 0 ? '' : `; ${count(rules.unknown, 'rule')} could not judge any`
  const text = found === '' ? `no fault ${among}, judged by ${count(judged, 'rule')}` : `${NONE_AT_LEVEL[failOn]} ${among} (${found})`
  // Where more rules had to leave it open than could judge, the run proves little.
  return {tone: rules.unknown > judged ? 'open' : 'good', text: `Passed: ${text}${open}`}
}

export function exitCodeWords({verdict: {exitCode}}: Pick<ReportOptions, 'verdict'>): string {
  return `(exit code ${exitCode})`
}
