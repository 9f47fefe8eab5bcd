import type {Evidence} from '../../segments/preview-hit.js'
import type {PreviewedSegment} from '../../segments/remarketing.js'
import type {DaySegmentHits, HitExample, HitExampleKind} from '../hit-evidence.js'
import {SEGMENT_EVENTS} from './seen-hit.js'

/** Examples of each kind; the rest are counted. */
export const MOST_EXAMPLES = 20

/** Makes an example of evidence: names its file, hides what is personal. */
export type Describe = (evidence: Evidence) => HitExample

type Counts = Omit<DaySegmentHits, 'segment' | 'event' | 'examples'>

interface Example {
  readonly evidence: Evidence
  readonly other: Evidence | undefined
}

/** No hit yet. */
export const NOTHING_COUNTED: Readonly<Record<keyof Counts, number>> = {
  events: 0,
  withProducts: 0,
  withoutProducts: 0,
  linkCalls: 0,
  neighbours: 0,
  nameless: 0,
  oddNames: 0,
  longNames: 0,
  withoutRecipient: 0,
  recipientUnknown: 0,
  recipientExpired: 0,
  duplicates: 0,
  presumedDuplicates: 0,
  uncertain: 0,
  implicit: 0,
  rows: 0,
  rowsWithoutProduct: 0,
  rowsInDoubt: 0,
}

/** What the hits of one day hold for one segment, while they come. */
export class SegmentTally {
  readonly counts: {-readonly [Name in keyof Counts]-?: number} = {...NOTHING_COUNTED}
  readonly #examples = new Map<HitExampleKind, Example[]>()

  constructor(readonly segment: PreviewedSegment) {}

  /** Counts one, and keeps it as an example while there are few. */
  note(kind: HitExampleKind, evidence: () => Evidence, other?: Evidence): void {
    this.counts[kind]++
    const examples = this.#examples.get(kind)
    if (examples === undefined) this.#examples.set(kind, [{evidence: evidence(), other}])
    else if (examples.length < MOST_EXAMPLES) examples.push({evidence: evidence(), other})
  }

  finish(describe: Describe): DaySegmentHits {
    const examples = [...this.#examples].map(([kind, list]) => [kind, list.map((example) => describeBoth(example, describe))] as const)
    return {segment: this.segment, event: SEGMENT_EVENTS[this.segment], ...this.counts, examples: Object.fromEntries(examples)}
  }
}

function describeBoth({evidence, other}: Example, describe: Describe): HitExample {
  if (other === undefined) return describe(evidence)
  const {origin, name} = describe(other)
  return {...describe(evidence), other: {origin, name, gapMs: Math.abs(other.timeMs - evidence.timeMs)}}
}
