import type {Confidence} from '../../segments/segment-file.js'
import type {Case} from '../case.js'
import type {Judgement} from '../cause.js'
import {isWholeCapture} from './delivered-ids.js'
import type {HitExampleKind} from '../hit-evidence.js'
import {factOfHits} from './hit-words.js'
import {captureOf, type DayHits} from './missing-products.js'
import {isMuch} from './row-signs.js'

/** A cause that shows in how many hits of a segment have some fault. */
export interface CountedHits {
  readonly count: (hits: DayHits) => number
  readonly example: HitExampleKind
  /** `2 of 5 hits with scAdd on 2026-10-05 …`: the end of that sentence. */
  readonly fault: string
  /** Where they are more than a few in a hundred. */
  readonly confidence: Confidence
}

/** Judges by the share of hits that have the fault; a few in a hundred are named, and no cause. */
export function judgeCountedHits(about: Case, {count, example, fault, confidence}: CountedHits): Judgement {
  const fired = about.segmentHits.filter(({events}) => events > 0)
  if (fired.length === 0) return {outcome: 'not-checked', reason: 'no hit of the capture fires the event of a segment', missing: ['hits']}
  const say = (hits: DayHits) =>
    factOfHits(hits, example, `${count(hits)} of ${hits.events} hits with ${hits.event} on ${hits.day} ${fault}`, captureOf(about))
  const faulty = fired.filter((hits) => count(hits) > 0)
  if (faulty.some((hits) => isMuch(count(hits), hits.events))) return {outcome: 'matched', confidence, because: faulty.map(say)}
  if (faulty.length > 0)
    return {outcome: 'not-checked', reason: 'too few hits have it to make a file wrong', missing: [], because: faulty.map(say)}
  if (isWholeCapture(about)) return {outcome: 'ruled-out', against: fired.map(say)}
  return {
    outcome: 'not-checked',
    reason: 'no hit of the capture has it, and whether it holds all hits is not said (--complete)',
    missing: ['hits'],
  }
}
