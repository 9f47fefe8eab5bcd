import {fileSince} from './awaited-days.js'
import {of, type Case} from '../case.js'
import type {Judgement} from '../cause.js'
import type {Confidence} from '../../segments/segment-file.js'
import {PROBE_STEPS, type AccountEvidence, type AccountFailure, type ProbeStepName} from '../account-evidence.js'
import type {Fact} from '../evidence.js'

/** Whether an account was stopped at one rung of the ladder. */
export interface Rung {
  readonly codes: readonly AccountFailure['code'][]
  /** Steps at which the codes mean it; default any. */
  readonly at?: readonly ProbeStepName[]
  /** Whoever is past this step was not stopped by it; `list`: whoever has a listing. */
  readonly passed: ProbeStepName
  /** What is said of an account that is past it: `the login was accepted`. A function where not every protocol has the step. */
  readonly passes: string | ((account: AccountEvidence) => string)
  readonly confidence?: Confidence
  /** Default: those that are no folders. */
  readonly accounts?: readonly AccountEvidence[]
}

export function judgeRung(the: Case, {codes, at, passed, passes, confidence = 'certain', accounts = the.remoteAccounts}: Rung): Judgement {
  const stopped = accounts.flatMap(({failure}) =>
    failure !== null && codes.includes(failure.code) && (at === undefined || at.includes(failure.step)) ? [failure] : [],
  )
  if (stopped.length > 0) {
    const since = fileSince(the)
    const because = stopped.map(factOf)
    return since === undefined
      ? {outcome: 'matched', confidence, because}
      : {outcome: 'matched', confidence: confidence === 'possible' ? 'possible' : 'likely', because, against: [since]}
  }
  const past = accounts.filter((account) => hasPassed(account, passed))
  const against = past.map((account) => of(account.location, typeof passes === 'string' ? passes : passes(account)))
  if (past.length > 0 && past.length === accounts.length) return {outcome: 'ruled-out', against}
  const failures = accounts.flatMap(({failure}) => (failure === null ? [] : [factOf(failure)]))
  return {
    outcome: 'not-checked',
    reason: accounts.length === 0 ? 'no account was looked at' : 'the look at the account ended before that',
    missing: ['account'],
    because: failures,
    against,
  }
}

export function hasPassed({failure, listing, steps}: AccountEvidence, step: ProbeStepName): boolean {
  if (listing !== null || steps.some((each) => each.step === step && each.outcome === 'ok')) return true
  return failure !== null && PROBE_STEPS.indexOf(failure.step) > PROBE_STEPS.indexOf(step)
}

function factOf({message, reply, origin}: AccountFailure): Fact {
  const sentence = message.replace(/\.$/, '')
  return {fact: reply === null || sentence.includes(reply) ? sentence : `${sentence} (${reply})`, origin}
}
