import type {Carried, Credit} from '../../segments/persistence.js'
import type {Evidence, PreviewVariable} from '../../segments/preview-hit.js'
import {isSameValue} from '../../segments/spellings.js'
import type {VariableEvidence} from '../hit-evidence.js'
import {IdValues} from './id-values.js'
import type {Landing, LandingVariable} from './seen-hit.js'
import type {Describe} from './segment-tally.js'

/** One mapped variable, with what is known of it. */
export interface FoldVariable extends PreviewVariable, LandingVariable {
  /** When its value goes, in the words of an integration. */
  readonly expires: string
}

/** What captured hits show of one variable: where it is set, and landing pages that bring a value which never arrives in it. */
export class VariableTally {
  #hits = 0
  #landings = 0
  #landingsThatSet = 0
  #example: Evidence | undefined
  #lost: Evidence | undefined
  #swappedLandings = 0
  #swapped: Evidence | undefined
  readonly #values = new IdValues()

  constructor(readonly variable: FoldVariable) {}

  add({
    carried,
    landing,
    other,
    credits,
    evidence,
  }: {
    carried: Carried | undefined
    landing: Landing | undefined
    /** What the same URL carries for the other id. */
    other: Landing | undefined
    credits: readonly Credit[]
    evidence: () => Evidence
  }): void {
    const isSet = carried !== undefined || landing?.isHandedOver === true
    if (isSet) {
      this.#hits++
      this.#example ??= evidence()
    }
    if (typeof carried === 'string') this.#values.add(carried)
    if (landing === undefined) return
    if (isSet) this.#landingsThatSet++
    // A reload, or the next view of a page whose URL keeps the parameter: the value has arrived before.
    else if (credits.some(({value}) => value !== null && isSameValue(value, landing.value))) return
    else this.#lost ??= evidence()
    this.#landings++
    if (typeof carried !== 'string' || other === undefined) return
    if (isSameValue(carried, landing.value) || !isSameValue(carried, other.value)) return
    this.#swappedLandings++
    this.#swapped ??= evidence()
  }

  /** Null when nothing can be said: no hit sets the variable, and hits that are not seen or not decoded may do so. */
  finish(describe: Describe, mayBeUnseen: boolean): VariableEvidence | null {
    const {variable, landingParameter, isFromContext, isExpirationKnown, expires, allocation} = this.variable
    if (this.#hits === 0 && this.#landings === 0 && (mayBeUnseen || isFromContext)) return null
    return {
      variable,
      hits: this.#hits,
      parameter: landingParameter,
      landings: this.#landings,
      landingsThatSet: this.#landingsThatSet,
      example: this.#example === undefined ? null : describe(this.#example),
      lost: this.#lost === undefined ? null : describe(this.#lost),
      expiration: isExpirationKnown ? expires : null,
      allocation,
      cut: this.#values.cut,
      caseVariants: this.#values.caseVariants,
      swappedLandings: this.#swappedLandings,
      swapped: this.#swapped === undefined ? null : describe(this.#swapped),
    }
  }
}
