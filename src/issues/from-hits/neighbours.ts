import type {Evidence} from '../../segments/preview-hit.js'
import type {PreviewedSegment} from '../../segments/remarketing.js'
import {detached} from '../../segments/spellings.js'

/** On one page the other half may come late: until the visit ends. Source: Analytics, "Visits" (metric). */
const SAME_PAGE_MS = 30 * 60_000
/** On another page only what follows at once is the same action. */
const ANY_PAGE_MS = 30_000
/** Of a visitor, hits that are remembered of each kind. */
const MOST_REMEMBERED = 8

/** A hit that has products, or fires segment events without any. */
export interface Half {
  readonly visitor: string
  /** Hash of the page's URL; undefined when unknown. */
  readonly pageKey: number | undefined
  readonly hasProducts: boolean
  /** Segments whose event it fires. */
  readonly fires: readonly PreviewedSegment[]
  readonly day: string
  readonly evidence: Evidence
}

interface Waiting {
  readonly half: Half
  readonly segment: PreviewedSegment
}

interface Recent {
  readonly products: Half[]
  waiting: Waiting[]
  lastMs: number
}

/**
 * Joins a hit that fires an event without products to a neighbour of the same visitor that has products and not the event, before or after
 * it: on the same page, or within 30 seconds. The same page counts for more, then the shorter gap. State: of each visitor of the last half
 * hour, a few hits.
 */
export class Neighbours {
  readonly #visitors = new Map<string, Recent>()
  #latestMs = -Infinity

  /** `onFound` is called once for each event without products that has a neighbour. */
  constructor(readonly onFound: (event: Half, segment: PreviewedSegment, other: Evidence) => void) {}

  /** In order of time. */
  add(half: Half): void {
    const {timeMs} = half.evidence
    this.#latestMs = Math.max(this.#latestMs, timeMs)
    this.#forget()
    const recent = this.#recentOf(half.visitor, timeMs)
    if (half.hasProducts) this.#joinWaiting(half, recent)
    else for (const segment of half.fires) this.#joinProducts(half, segment, recent)
  }

  #joinWaiting(half: Half, recent: Recent): void {
    const isOther = ({half: event, segment}: Waiting) => !half.fires.includes(segment) && isNear(event, half)
    for (const each of recent.waiting) if (isOther(each)) this.onFound(each.half, each.segment, half.evidence)
    recent.waiting = recent.waiting.filter((each) => !isOther(each))
    recent.products.push(half)
    if (recent.products.length > MOST_REMEMBERED) recent.products.shift()
  }

  #joinProducts(half: Half, segment: PreviewedSegment, recent: Recent): void {
    let best: Half | undefined
    for (const other of recent.products) {
      if (!other.fires.includes(segment) && isNear(half, other) && (best === undefined || isNearer(half, other, best))) best = other
    }
    if (best !== undefined) return this.onFound(half, segment, best.evidence)
    recent.waiting.push({half, segment})
    if (recent.waiting.length > MOST_REMEMBERED) recent.waiting.shift()
  }

  #recentOf(visitor: string, timeMs: number): Recent {
    const known = this.#visitors.get(visitor)
    const recent = known ?? {products: [], waiting: [], lastMs: timeMs}
    recent.lastMs = Math.max(recent.lastMs, timeMs)
    // The one who came last stands at the end, so that the idle are found at the front.
    if (known !== undefined) this.#visitors.delete(visitor)
    this.#visitors.set(known === undefined ? detached(visitor) : visitor, recent)
    return recent
  }

  #forget(): void {
    for (const [visitor, {lastMs}] of this.#visitors) {
      if (this.#latestMs - lastMs <= SAME_PAGE_MS) return
      this.#visitors.delete(visitor)
    }
  }
}

function isNear(a: Half, b: Half): boolean {
  return gapOf(a, b) <= (isSamePage(a, b) ? SAME_PAGE_MS : ANY_PAGE_MS)
}

function isNearer(event: Half, other: Half, best: Half): boolean {
  const [isHere, isBestHere] = [isSamePage(event, other), isSamePage(event, best)]
  return isHere === isBestHere ? gapOf(event, other) < gapOf(event, best) : isHere
}

function isSamePage(a: Half, b: Half): boolean {
  return a.pageKey !== undefined && a.pageKey === b.pageKey
}

function gapOf(a: Half, b: Half): number {
  return Math.abs(a.evidence.timeMs - b.evidence.timeMs)
}
