import {detachedEvidence, type Evidence} from '../../segments/preview-hit.js'
import {detached} from '../../segments/spellings.js'
import type {HitEvidence} from '../hit-evidence.js'
import type {SeenHit} from './seen-hit.js'
import type {Describe} from './segment-tally.js'

/** Suites that are told apart; a site sends to a handful. */
const MOST_SUITES = 1000
/** Suites named in the evidence. */
const MOST_NAMED = 50

interface Elsewhere {
  readonly suite: string
  readonly event: string
  readonly evidence: Evidence
  hits: number
}

/** Which report suites hits are sent to, and which others get the events of segments. */
export class SuiteTally {
  readonly #suites = new Map<string, number>()
  readonly #elsewhere = new Map<string, Elsewhere>()

  constructor(readonly suite: string | null) {}

  add({suites, elsewhere}: SeenHit): void {
    for (const suite of new Set(suites)) {
      const count = this.#suites.get(suite)
      if (count !== undefined) this.#suites.set(suite, count + 1)
      else if (this.#suites.size < MOST_SUITES) this.#suites.set(detached(suite), 1)
      else continue
      for (const event of elsewhere?.events ?? []) if (elsewhere !== undefined) this.#addElsewhere(suite, event, elsewhere.evidence)
    }
  }

  #addElsewhere(suite: string, event: string, evidence: Evidence): void {
    const key = `${event} ${suite}`
    const known = this.#elsewhere.get(key)
    if (known === undefined)
      this.#elsewhere.set(detached(key), {suite: detached(suite), event, hits: 1, evidence: detachedEvidence(evidence)})
    else known.hits++
  }

  finish(describe: Describe): Pick<HitEvidence, 'suites' | 'eventsElsewhere'> {
    const suites = [...this.#suites].map(([suite, hits]) => ({suite, hits}))
    const elsewhere = [...this.#elsewhere.values()].toSorted(
      (a, b) => b.hits - a.hits || compareTexts(a.suite, b.suite) || compareTexts(a.event, b.event),
    )
    return {
      suites: suites.toSorted((a, b) => b.hits - a.hits || compareTexts(a.suite, b.suite)).slice(0, MOST_NAMED),
      eventsElsewhere: elsewhere
        .slice(0, MOST_NAMED)
        .map(({suite, event, hits, evidence}) => ({suite, event, hits, example: describe(evidence)})),
    }
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
