import type {Confidence} from '../../segments/segment-file.js'
import {of, type Case} from '../case.js'
import type {Judgement} from '../cause.js'
import {isWholeCapture} from './delivered-ids.js'
import type {VariableEvidence} from '../hit-evidence.js'
import {captureOf} from './missing-products.js'
import {unseenRecipient} from './recipient.js'
import {isMuch} from './row-signs.js'

/** A cause that shows in the values of recipient and message. */
export interface IdFault {
  /** Undefined: the collector did not look for it. */
  readonly count: (variable: VariableEvidence) => number | undefined
  /** `4 values of eVar12 are …`: the end of that sentence. */
  readonly fault: string
  readonly confidence: Confidence
}

/** Judges by the share of hits that set a value with the fault. */
export function judgeIds(about: Case, {count, fault, confidence}: IdFault): Judgement {
  const {recipient = null, message = null} = about.evidence.hits ?? {}
  if (recipient === null && message === null) return unseenRecipient(about)
  const known = [recipient, message].flatMap((each) => (each === null || each.hits === 0 || count(each) === undefined ? [] : [each]))
  if (known.length === 0) return {outcome: 'not-checked', reason: 'the values of the ids were not looked at', missing: ['hits']}
  const say = (variable: VariableEvidence) =>
    of(captureOf(about), `${count(variable) ?? 0} values of ${variable.variable}, of ${variable.hits} hits, are ${fault}`)
  const faulty = known.filter((variable) => (count(variable) ?? 0) > 0)
  if (faulty.some((variable) => isMuch(count(variable) ?? 0, variable.hits)))
    return {outcome: 'matched', confidence, because: faulty.map(say)}
  if (faulty.length > 0)
    return {outcome: 'not-checked', reason: 'too few values have it to make a file wrong', missing: [], because: faulty.map(say)}
  if (isWholeCapture(about)) return {outcome: 'ruled-out', against: known.map(say)}
  return {
    outcome: 'not-checked',
    reason: 'no value of the capture has it, and whether it holds all hits is not said (--complete)',
    missing: ['hits'],
  }
}
