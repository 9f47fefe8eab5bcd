/**
 * Visits as Analytics counts them. A visit ends after more than 30 minutes without a hit, 12 hours or 2,500 hits; midnight does not end it.
 * Source: Analytics, "Visits" (metric), How this metric is calculated.
 */

const MOST_IDLE_MS = 30 * 60_000
const LONGEST_MS = 12 * 3_600_000
const MOST_HITS = 2500

export interface Visit {
  /** From 1, counted since the capture began. */
  number: number
  startMs: number
  lastMs: number
  hits: number
}

/** The visit a hit of a visitor belongs to: `before`, one hit longer, or a new one. A hit that comes late belongs to the visit at hand. */
export function continueVisit(before: Visit | undefined, timeMs: number): Visit {
  if (before === undefined) return {number: 1, startMs: timeMs, lastMs: timeMs, hits: 1}
  const isOver = timeMs - before.lastMs > MOST_IDLE_MS || timeMs - before.startMs > LONGEST_MS || before.hits >= MOST_HITS
  if (isOver) return {number: before.number + 1, startMs: timeMs, lastMs: timeMs, hits: 1}
  before.lastMs = Math.max(before.lastMs, timeMs)
  before.hits++
  return before
}
