import {detachedEvidence, type Evidence, type LeftOut, type PreviewHit} from '../../segments/preview-hit.js'
import {isDeliverable} from '../../segments/preview-rows.js'
import {SegmentPreview, type Added} from '../../segments/preview.js'
import {PREVIEWED_SEGMENTS, type Mark, type PreviewedSegment, type Scope} from '../../segments/remarketing.js'
import {detached} from '../../segments/spellings.js'
import type {SuiteCalendar} from '../../segments/suite-time.js'
import type {HitDay, HitEvidence, HitExample} from '../hit-evidence.js'
import {hideParameters, withoutValues} from './hide-recipients.js'
import {Neighbours} from './neighbours.js'
import type {SeenHit} from './seen-hit.js'
import {SegmentTally, type Describe} from './segment-tally.js'
import {VariableTally, type FoldVariable} from './variable-tally.js'
import {SuiteTally} from './suite-tally.js'

export interface FoldOptions {
  /** Null: hits of every suite count. */
  readonly suite: string | null
  readonly calendar: SuiteCalendar
  readonly recipient: FoldVariable | undefined
  readonly message: FoldVariable | undefined
  readonly scope: Scope
  readonly excludesCart: boolean
}

export interface FoldEnd {
  /** Makes an example of evidence that holds no recipient any more. */
  readonly describe: (evidence: Evidence) => HitExample
  /** Some calls were not decoded, which may set what no hit sets. */
  readonly mayBeUnseen: boolean
}

/** What the fold itself can tell; captures, notes and proofs are added by whoever read the files. */
export type FoldedHits = Pick<
  HitEvidence,
  'suite' | 'hits' | 'firstAt' | 'lastAt' | 'suites' | 'eventsElsewhere' | 'recipient' | 'message' | 'days'
>

/** A learned parameter is one of few. */
const MOST_PARAMETERS = 20

/** Marks of a row that is there all the same. Where its recipient is known, what the capture does not tell is the message. */
const CERTAIN: ReadonlySet<Mark> = new Set(['boughtLater', 'unknown-before-capture'])

interface Day {
  hits: number
  readonly segments: Readonly<Record<PreviewedSegment, SegmentTally>>
}

/**
 * Hits in order of time, folded into what they say about segment files. State: that of `SegmentPreview`, what each day and segment counts
 * with a few examples, and the visitors of the last half hour.
 */
export class HitFold {
  readonly preview: SegmentPreview
  /** Hits that fire an event with products which the capture does not show. */
  unresolvedProducts = 0
  readonly #days = new Map<string, Day>()
  readonly #suites: SuiteTally
  readonly #recipient: VariableTally | undefined
  readonly #message: VariableTally | undefined
  readonly #recipientParameters: Set<string>
  readonly #neighbours = new Neighbours(({day, evidence}, segment, other) =>
    this.#tally(day, segment).note('neighbours', () => evidence, other),
  )
  #hits = 0
  #firstMs = Infinity
  #lastMs = -Infinity

  constructor(readonly options: FoldOptions) {
    const {calendar, recipient, message, excludesCart, suite} = options
    this.preview = new SegmentPreview({calendar, recipient, message, excludesCart})
    this.#suites = new SuiteTally(suite)
    this.#recipient = recipient && new VariableTally(recipient)
    this.#message = message && new VariableTally(message)
    this.#recipientParameters = new Set(typeof recipient?.landingParameter === 'string' ? [recipient.landingParameter] : [])
  }

  /** The next hit in order of time. */
  add(value: PreviewHit | LeftOut, seen: SeenHit): void {
    this.#suites.add(seen)
    if (typeof value === 'string') return
    for (const name of seen.recipientParameters) {
      if (this.#recipientParameters.size < MOST_PARAMETERS) this.#recipientParameters.add(detached(name))
    }
    const added = this.preview.add(value)
    if (added === undefined) return
    let kept: Evidence | undefined
    const evidence = () => (kept ??= withoutValues(detachedEvidence(value.evidence), recipientsOf(value, added)))
    if (added.voided !== undefined) return this.#noteVoided(added.day, added.voided, evidence)
    const {timeMs} = value.evidence
    this.#hits++
    this.#firstMs = Math.min(this.#firstMs, timeMs)
    this.#lastMs = Math.max(this.#lastMs, timeMs)
    this.#day(added.day).hits++
    const {recipientLanding, messageLanding} = seen
    this.#recipient?.add({carried: value.recipient, landing: recipientLanding, other: messageLanding, credits: added.recipient, evidence})
    this.#message?.add({carried: value.message, landing: messageLanding, other: recipientLanding, credits: added.message, evidence})
    if (seen.products !== undefined) this.#noteEvents(value, seen, added, evidence)
  }

  #noteVoided(day: string, reason: LeftOut, evidence: () => Evidence): void {
    const tally = this.#tally(day, 'purchases')
    if (reason === 'duplicate-purchase') tally.note('duplicates', evidence)
    else if (reason === 'presumed-duplicate-purchase') tally.counts.presumedDuplicates++
  }

  #noteEvents(hit: PreviewHit, {products, pageKey}: SeenHit, added: Added, evidence: () => Evidence): void {
    const fires = firedBy(hit)
    const hasProducts = hit.products === null || hit.products.length > 0
    if (hit.products === null && fires.length > 0) this.unresolvedProducts++
    for (const segment of fires) {
      const tally = this.#tally(added.day, segment)
      tally.counts.events++
      tally.note(hasProducts ? 'withProducts' : 'withoutProducts', evidence)
      if (!hasProducts && hit.evidence.about?.kind === 'link') tally.note('linkCalls', evidence)
      if (!hasProducts && products?.nameless === true) tally.note('nameless', evidence)
      if (products?.odd === true) tally.note('oddNames', evidence)
      if (products?.long === true) tally.note('longNames', evidence)
      noteRecipient(tally, added, evidence)
    }
    if (hit.view === 'uncertain') this.#tally(added.day, 'product-views').counts.uncertain++
    else if (hit.view === 'certain' && !hit.events.has('prodView')) this.#tally(added.day, 'product-views').counts.implicit++
    if (hit.visitor !== undefined && (hasProducts || fires.length > 0))
      this.#neighbours.add({visitor: hit.visitor, pageKey, hasProducts, fires, day: added.day, evidence: evidence()})
  }

  #day(day: string): Day {
    let known = this.#days.get(day)
    if (known === undefined) {
      const segments = Object.fromEntries(PREVIEWED_SEGMENTS.map((segment) => [segment, new SegmentTally(segment)]))
      this.#days.set(day, (known = {hits: 0, segments: segments as Day['segments']}))
    }
    return known
  }

  #tally(day: string, segment: PreviewedSegment): SegmentTally {
    return this.#day(day).segments[segment]
  }

  finish({describe, mayBeUnseen}: FoldEnd): FoldedHits {
    const show = this.describer(describe)
    const hasNone = this.#hits === 0
    return {
      suite: this.options.suite,
      hits: this.#hits,
      firstAt: hasNone ? null : new Date(this.#firstMs).toISOString(),
      lastAt: hasNone ? null : new Date(this.#lastMs).toISOString(),
      ...this.#suites.finish(show),
      recipient: hasNone ? null : (this.#recipient?.finish(show, mayBeUnseen) ?? null),
      message: hasNone ? null : (this.#message?.finish(show, mayBeUnseen) ?? null),
      days: [...this.#days.keys()].toSorted().map((day) => this.#finishDay(day, show)),
    }
  }

  /** The same, with the values of parameters hidden that were seen to carry recipients. */
  describer(describe: FoldEnd['describe']): Describe {
    return ({page, ...rest}) => describe({...rest, ...(page !== undefined && {page: hideParameters(page, this.#recipientParameters)})})
  }

  #finishDay(day: string, describe: Describe): HitDay {
    const {hits, segments} = this.#day(day)
    for (const segment of PREVIEWED_SEGMENTS) this.#countRows(day, segments[segment])
    return {day, hits, segments: PREVIEWED_SEGMENTS.map((segment) => segments[segment].finish(describe))}
  }

  #countRows(day: string, {segment, counts}: SegmentTally): void {
    for (const row of this.preview.rows(day, segment, this.options.scope)) {
      if (row.recipient === '') continue
      if (!isDeliverable(row) || row.marks.some((mark) => !CERTAIN.has(mark))) counts.rowsInDoubt++
      else {
        counts.rows++
        if (row.product === '') counts.rowsWithoutProduct++
      }
    }
  }
}

function firedBy({events, purchase, view}: PreviewHit): PreviewedSegment[] {
  return [
    ...(events.has('scAdd') ? ['cart-abandonment' as const] : []),
    ...(purchase === undefined ? [] : ['purchases' as const]),
    ...(view === 'certain' ? ['product-views' as const] : []),
  ]
}

function noteRecipient(tally: SegmentTally, {recipient, isRecipientGone}: Added, evidence: () => Evidence): void {
  if (recipient.some(({value}) => value === null)) tally.counts.recipientUnknown++
  else if (recipient.every(({value}) => value === '')) {
    tally.note('withoutRecipient', evidence)
    if (isRecipientGone) tally.note('recipientExpired', evidence)
  }
}

function recipientsOf(hit: PreviewHit, {recipient}: Added): string[] {
  return [hit.recipient, ...recipient.map(({value}) => value)].filter((value) => typeof value === 'string')
}
