import {EXIT, type ExitCode} from '../errors.js'
import type {FailLevel, Severity} from '../rules/rule.js'
import type {ValidationResult} from '../validation/result.js'
import type {ValidateOutcome} from './validate-captures.js'

export interface ExitOptions {
  failOn: FailLevel
  allowEmpty: boolean
  requireRules: readonly string[]
  requireEvents: readonly string[]
}

const COUNTED: Readonly<Record<FailLevel, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
  never: [],
}

/** How a run ends: the exit code (README, "Exit codes"), and the sentence that says why. */
export interface Verdict {
  exitCode: ExitCode
  because: string
}

/** Of several that apply: 70, then 1, then 2 (damage), 4, 3, 0. */
export function verdictOf(outcome: ValidateOutcome, options: ExitOptions): Verdict {
  const {result, crashes} = outcome
  const failing = COUNTED[options.failOn].reduce((sum, severity) => sum + result.summary.findings[severity], 0)
  const [crash] = crashes
  if (crash !== undefined)
    return {
      exitCode: EXIT.defect,
      because: `rule ${crash.ruleId} failed on ${crash.path}:${crash.record}: a defect in dc, please report it`,
    }
  if (failing > 0)
    return {
      exitCode: EXIT.findings,
      because: `${failing} ${failing === 1 ? 'finding' : 'findings'} at or above --fail-on ${options.failOn}`,
    }
  if (outcome.damaged)
    return {exitCode: EXIT.usage, because: 'the input is damaged, so that hits may be missing; nothing was found in what could be read'}
  const inconclusive = whyInconclusive(outcome, options)
  if (inconclusive !== undefined) return {exitCode: EXIT.inconclusive, because: inconclusive}
  const nothing = whyNothing(outcome, options)
  if (nothing !== undefined) return {exitCode: options.allowEmpty ? EXIT.ok : EXIT.nothing, because: nothing}
  return {
    exitCode: EXIT.ok,
    because:
      options.failOn === 'never' ? 'findings never fail this run (--fail-on never)' : `no finding at or above --fail-on ${options.failOn}`,
  }
}

function whyInconclusive(outcome: ValidateOutcome, {requireRules, requireEvents}: ExitOptions): string | undefined {
  const {result, bodiless} = outcome
  const edge = countSkipped(result, 'edge-not-judged')
  if (result.summary.hits === 0) {
    return edge > 0
      ? `the capture holds ${edge} Web SDK ${edge === 1 ? 'call' : 'calls'} and no image request; Web SDK calls are not judged yet`
      : undefined
  }
  if (bodiless === result.summary.hits)
    return 'no hit has its parameters in the capture (bodies of POST requests, or images of a noscript tag that carry none); record with bodies (HAR)'
  const {pass, fail, unknown} = result.summary.rules
  if (pass + fail === 0 && unknown > 0) return 'no rule could be judged: the capture does not hold what they need'
  const open = requireRules.filter((id) => result.rules.find((rule) => rule.id === id)?.outcome === 'unknown')
  if (open.length > 0) return `--require-rule ${open.join(', ')}: the capture does not hold what it needs`
  const unseen = unseenEvents(outcome, requireEvents)
  const hidden = [
    ...(bodiless > 0 ? [`${bodiless} ${bodiless === 1 ? 'hit' : 'hits'} without parameters in the capture (record with bodies)`] : []),
    ...(edge > 0 ? [`${edge} Web SDK ${edge === 1 ? 'call' : 'calls'} that cannot be judged yet`] : []),
  ]
  if (unseen.length === 0 || hidden.length === 0) return undefined
  return `event ${unseen.join(', ')} was not seen, but may be in ${hidden.join(' or ')}`
}

function unseenEvents({eventsSeen}: ValidateOutcome, required: readonly string[]): string[] {
  return required.filter((name) => !eventsSeen.has(name))
}

function whyNothing(outcome: ValidateOutcome, {requireRules, requireEvents}: ExitOptions): string | undefined {
  const {result} = outcome
  if (result.summary.hits === 0) {
    const others = countSkipped(result, 'other-suite')
    return others === 0
      ? 'no hit was found'
      : `no hit is of the report suite or host asked for; ${others} of others ${others === 1 ? 'was' : 'were'} left out (--suite, --host)`
  }
  const {pass, fail} = result.summary.rules
  if (pass + fail === 0) return 'no rule applied to any hit'
  const rules = requireRules.filter((id) => result.rules.find((rule) => rule.id === id)?.outcome === 'not-applied')
  const missing = [
    ...rules.map((id) => `rule ${id} never applied`),
    ...unseenEvents(outcome, requireEvents).map((name) => `event ${name} never happened on a delivered hit`),
  ]
  return missing.length > 0 ? missing.join('; ') : undefined
}

function countSkipped(result: ValidationResult, reason: string): number {
  return result.inputs.reduce((sum, input) => sum + (input.skipped[reason] ?? 0), 0)
}
