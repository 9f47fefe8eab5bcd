import {createContext, PASS, type CheckInput, type CheckOutcome, type MappingCheck, type MappingProblem} from './check.js'
import {collectionChecks} from './checks/collection.js'
import {persistenceChecks} from './checks/persistence.js'
import {roleChecks} from './checks/roles.js'
import {segmentChecks} from './checks/segments.js'
import {settingChecks} from './checks/settings.js'
import {sharingChecks} from './checks/sharing.js'
import {suiteChecks} from './checks/suite.js'

/** Every check there is, in the order in which its problems are told. */
export const MAPPING_CHECKS: readonly MappingCheck[] = [
  ...settingChecks,
  ...roleChecks,
  ...sharingChecks,
  ...suiteChecks,
  ...persistenceChecks,
  ...collectionChecks,
  ...segmentChecks,
]

/** What one check came to. */
export interface CheckResult {
  readonly code: string
  readonly summary: string
  readonly outcome: CheckOutcome
  /** What failed, and what could not be looked at. */
  readonly problems: readonly MappingProblem[]
}

/** Every check with its outcome, those that found nothing to look at among them. */
export function runChecks(input: CheckInput): CheckResult[] {
  const context = createContext(input)
  return MAPPING_CHECKS.map(({code, summary, run}) => {
    const seen = [...run(context)]
    const problems = seen.filter((each) => each !== PASS).map((each) => ({...each, code}))
    return {code, summary, problems, outcome: outcomeOf(problems, seen.length)}
  })
}

function outcomeOf(problems: readonly MappingProblem[], seen: number): CheckOutcome {
  if (problems.some(({outcome}) => outcome === 'fail')) return 'fail'
  if (problems.length > 0) return 'unknown'
  return seen > 0 ? 'pass' : 'not-applied'
}

/**
 * Everything that is wrong with an integration, and what could not be looked at (`outcome` `unknown`, severity info: no pass). What is only
 * missing is an error in an active integration and a warning in any other, which may lack anything.
 */
export function checkIntegration(input: CheckInput): MappingProblem[] {
  return runChecks(input).flatMap(({problems}) => problems)
}

/** What keeps an integration from being active: the errors it would have then. Empty when it may be. */
export function whyNotActive(input: CheckInput): MappingProblem[] {
  const active = {...input, integration: {...input.integration, status: 'active' as const}}
  return checkIntegration(active).filter(({severity}) => severity === 'error')
}

/** Errors that a change would bring: those of `after` that `before` has not. A change that mends some of several is none of them. */
export function findNewErrors(before: CheckInput, after: CheckInput): MappingProblem[] {
  const keyOf = ({code, message}: MappingProblem) => `${code} ${message}`
  const old = new Set(checkIntegration(before).map(keyOf))
  return checkIntegration(after).filter((problem) => problem.severity === 'error' && !old.has(keyOf(problem)))
}
