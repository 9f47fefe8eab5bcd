import {diagnose} from '../../src/diagnosis/diagnose.js'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import type {Evidence} from '../../src/issues/evidence.js'
import {ISSUES} from '../../src/issues/issues.js'

/** Causes that match under one symptom, in the order of the diagnosis: `event-without-products certain`. */
export function matchedUnder(issue: string, evidence: Evidence): string[] {
  return causesUnder(issue, evidence).flatMap(({id, outcome, confidence}) => (outcome === 'matched' ? [`${id} ${confidence ?? ''}`] : []))
}

export function causesUnder(issue: string, evidence: Evidence): Diagnosis['issues'][number]['causes'] {
  return diagnosed(issue, evidence).causes
}

export function presenceOf(issue: string, evidence: Evidence): boolean | 'unknown' {
  return diagnosed(issue, evidence).present
}

/** All matched causes, whatever the symptom. */
export function allMatched(evidence: Evidence): string[] {
  const found = diagnose(evidence, ISSUES).issues.flatMap(({causes}) =>
    causes.flatMap(({id, outcome}) => (outcome === 'matched' ? [id] : [])),
  )
  return [...new Set(found)]
}

function diagnosed(issue: string, evidence: Evidence): Diagnosis['issues'][number] {
  const found = diagnose(evidence, ISSUES).issues.find(({id}) => id === issue)
  if (found === undefined) throw new Error(`no symptom ${issue}`)
  return found
}
