import type {Evidence} from './preview-hit.js'

/** Hits named for one row; the rest are counted. */
const MOST_EVIDENCE = 20

const NO_HITS: Evidence[] = []

/** The hits behind a row: the first twenty in order of time, and how many there are. */
export class EvidenceList {
  #hits: Evidence[] = NO_HITS
  #count = 0

  /** In order of time. */
  get hits(): readonly Evidence[] {
    return this.#hits
  }

  get count(): number {
    return this.#count
  }

  add(evidence: Evidence): void {
    // Most lists are of one hit, and room for more is not made before there are more.
    if (this.#count++ === 0) this.#hits = [evidence]
    else if (this.#hits.length < MOST_EVIDENCE) this.#hits.push(evidence)
  }

  addAll(other: EvidenceList): void {
    this.#count += other.count
    // Stable: hits of one moment stay in the order of the stream, whatever order the captures were named in.
    this.#hits = [...this.#hits, ...other.hits].toSorted((a, b) => a.timeMs - b.timeMs).slice(0, MOST_EVIDENCE)
  }
}

export function joined(lists: Iterable<EvidenceList>): EvidenceList {
  const all = new EvidenceList()
  for (const list of lists) all.addAll(list)
  return all
}
