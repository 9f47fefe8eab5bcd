import type {Evidence} from '../../segments/preview-hit.js'
import type {RowCase} from '../../segments/preview-rows.js'
import type {SegmentRow} from '../../segments/segment-file.js'
import {folded} from '../../segments/spellings.js'
import type {RowProof} from '../hit-evidence.js'
import {withoutValues} from './hide-recipients.js'
import {MOST_EXAMPLES, type Describe} from './segment-tally.js'

export interface ProverOptions {
  readonly file: string
  readonly segment: string
  /** What the hits of a day hold for the segment; undefined where the capture has none of that day. */
  readonly casesOf: (day: string) => readonly RowCase[] | undefined
  /** Some variable of the hits carries the message. */
  readonly hasMessage: boolean
  readonly describe: Describe
}

/** What one recipient did on a day. */
interface Doings {
  readonly without: RowCase[]
  readonly with: RowCase[]
  /** Whether there was a product is not known. */
  readonly unsure: RowCase[]
}

interface DayProof {
  readonly doings: ReadonlyMap<string, Doings>
  readonly behind: Set<RowCase>
  readonly lines: number[]
  readonly examples: {line: number; evidence: Evidence}[]
  rows: number
  joined: number
  contradicted: number
}

/**
 * Joins rows without a product of one delivered file to the hits of the same recipient, and message where both are known, that fired the
 * event of the segment on the same day. State: the cases of the days that the file is about.
 */
export class RowProver {
  readonly #days = new Map<string, DayProof | null>()

  constructor(readonly options: ProverOptions) {}

  /** A row that lacks its product, about that day. */
  add(row: SegmentRow, day: string): void {
    const proof = this.#dayOf(day)
    if (proof === null) return
    proof.rows++
    if (proof.lines.length < MOST_EXAMPLES) proof.lines.push(row.record)
    const doings = row.recipient === null ? undefined : proof.doings.get(folded(row.recipient))
    if (doings === undefined) return
    const isSame = (each: RowCase) => this.#isSameMessage(row, each)
    const without = doings.without.filter(isSame)
    const [first] = without
    if (first !== undefined) {
      proof.joined++
      for (const each of without) proof.behind.add(each)
      const [evidence] = first.hits.hits
      if (evidence !== undefined && proof.examples.length < MOST_EXAMPLES)
        proof.examples.push({line: row.record, evidence: withoutValues(evidence, [row.recipient ?? ''])})
    } else if (doings.with.some(isSame) && !doings.unsure.some(isSame)) proof.contradicted++
  }

  #isSameMessage({message}: SegmentRow, of: RowCase): boolean {
    if (!this.options.hasMessage || message === null || of.message === null) return true
    return folded(message) === folded(of.message)
  }

  #dayOf(day: string): DayProof | null {
    let proof = this.#days.get(day)
    if (proof === undefined) {
      const cases = this.options.casesOf(day)
      proof =
        cases === undefined
          ? null
          : {doings: doingsOf(cases), behind: new Set(), lines: [], examples: [], rows: 0, joined: 0, contradicted: 0}
      this.#days.set(day, proof)
    }
    return proof
  }

  /** One proof for each day of which there are rows without a product, and hits. */
  finish(): RowProof[] {
    const {file, segment, describe} = this.options
    return [...this.#days]
      .flatMap(([day, proof]) => (proof === null ? [] : [{day, ...proof}]))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1))
      .map(({day, rows, lines, joined, contradicted, behind, examples}) => ({
        file,
        segment,
        day,
        rows,
        lines,
        joined,
        contradicted,
        hits: [...behind].reduce((sum, {hits}) => sum + hits.count, 0),
        examples: examples.map(({line, evidence}) => ({line, hit: describe(evidence)})),
      }))
  }
}

function doingsOf(cases: readonly RowCase[]): Map<string, Doings> {
  const doings = new Map<string, Doings>()
  for (const each of cases) {
    if (each.recipient === null || each.recipient === '') continue
    const key = folded(each.recipient)
    let known = doings.get(key)
    if (known === undefined) doings.set(key, (known = {without: [], with: [], unsure: []}))
    if (each.product !== '') known.with.push(each)
    else if (each.doubts.includes('unresolved-value')) known.unsure.push(each)
    else known.without.push(each)
  }
  return doings
}
