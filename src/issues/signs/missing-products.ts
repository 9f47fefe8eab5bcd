import type {Confidence} from '../../segments/segment-file.js'
import {of, type Case} from '../case.js'
import {counted, deliveredIds, firstFacts, hitsOfGap, isWholeCapture, type DeliveredIds} from './delivered-ids.js'
import type {Fact} from '../evidence.js'
import type {DaySegmentHits, HitExample, RowProof} from '../hit-evidence.js'
import {describeHit, factOfHits} from './hit-words.js'

/** Hits that fire the event of a segment without naming a product, and the rows of files that they explain. */
export interface MissingProducts {
  readonly files: DeliveredIds
  /** What fired the event, of the segments and days in question. */
  readonly fired: readonly DayHits[]
  /** Of these, days on which some hit has no products string at all. */
  readonly bare: readonly DayHits[]
  /** Days on which some hit has one without a name in it. */
  readonly nameless: readonly DayHits[]
  readonly events: number
  readonly bareHits: number
  readonly namelessHits: number
  /** The hits are of the days whose files lack products. */
  readonly isOfGap: boolean
  /** Row-to-hit proofs of the segments in question, those that join something first. */
  readonly proofs: readonly RowProof[]
  readonly joined: number
  readonly contradicted: number
  /** What could not be, were hits without a product why the files lack them. */
  readonly against: readonly Fact[]
  /** No file lacks products, and those of the days on which hits name none are whole: whatever the hits lack, the files do not. */
  readonly isFilled: readonly Fact[]
}

export type DayHits = DaySegmentHits & {readonly day: string}

/** Hits whose products string is absent or empty. */
export const bareOf = ({withoutProducts, nameless}: DaySegmentHits): number => Math.max(0, withoutProducts - nameless)

export function missingProducts(about: Case): MissingProducts {
  const files = deliveredIds(about, 'product')
  const {hits: fired, isOfGap} = hitsOfGap(about, files.lacking)
  const sum = (count: (hits: DayHits) => number) => fired.reduce((total, each) => total + count(each), 0)
  const {question, hits} = about.evidence
  const proofs = (hits?.proofs ?? [])
    .filter(({segment}) => question.segment === null || segment === question.segment)
    .toSorted((a, b) => b.joined - a.joined)
  return {
    files,
    fired,
    bare: fired.filter((each) => bareOf(each) > 0),
    nameless: fired.filter(({nameless}) => nameless > 0),
    events: sum(({events}) => events),
    bareHits: sum(bareOf),
    namelessHits: sum(({nameless}) => nameless),
    isOfGap,
    proofs,
    joined: proofs.reduce((total, {joined}) => total + joined, 0),
    contradicted: proofs.reduce((total, {contradicted}) => total + contradicted, 0),
    against: contradictions(about, {files, fired, isOfGap, proofs}),
    isFilled: filledFacts(files, fired),
  }
}

function filledFacts({lacking, filled, open}: DeliveredIds, fired: readonly DayHits[]): Fact[] {
  const faulty = fired.filter(({withoutProducts}) => withoutProducts > 0)
  if (lacking.length > 0 || open.length > 0 || faulty.length === 0) return []
  const whole = faulty.map((hits) =>
    filled.find(({segment, day, rows, rowsWithProduct}) => segment === hits.segment && day === hits.day && rows === rowsWithProduct),
  )
  if (whole.includes(undefined)) return []
  return firstFacts(
    whole.filter((file) => file !== undefined),
    ({path, rows}) => of(path, `all its ${counted(rows, 'row')} have a product`),
    (count) => `so have those of ${counted(count, 'more file')}`,
  )
}

function contradictions(
  about: Case,
  {files, fired, isOfGap, proofs}: Pick<MissingProducts, 'files' | 'fired' | 'isOfGap' | 'proofs'>,
): Fact[] {
  const capture = captureOf(about)
  const rows = proofs
    .filter(({contradicted}) => contradicted > 0)
    .map(({file, contradicted, lines}) =>
      of(
        file,
        `${counted(contradicted, 'row')} without a product ${contradicted === 1 ? 'is' : 'are'} of recipients whose hits name theirs`,
        lines[0] ?? null,
      ),
    )
  // Whoever sent a product is in the file with it, if what was sent were all that matters.
  const lost = isOfGap
    ? fired.flatMap((hits) => {
        const file = files.lacking.find(({segment, day}) => day === hits.day && (segment ?? hits.segment) === hits.segment)
        const filledRows = hits.rows - hits.rowsWithoutProduct
        if (file === undefined || file.rowsWithProduct > 0 || filledRows <= 0) return []
        return [of(file.path, `none of its rows has a product, though hits of ${hits.day} make ${counted(filledRows, 'row')} with one`)]
      })
    : []
  const isNone = fired.length > 0 && fired.every(({withoutProducts}) => withoutProducts === 0)
  const isWhole = isWholeCapture(about) && (isOfGap || files.lacking.length === 0)
  const all =
    isNone && isWhole
      ? fired.map((hits) =>
          factOfHits(hits, 'withProducts', `all ${counted(hits.events, 'hit')} with ${hits.event} on ${hits.day} have products`, capture),
        )
      : []
  return [...rows, ...lost, ...all]
}

export function captureOf({evidence}: Case): string {
  return evidence.hits?.captures[0]?.path ?? '--hits'
}

/** `3 of 5 rows … are of recipients who fired scAdd without products`: file, row, hit. */
export function proofFacts({proofs}: Pick<MissingProducts, 'proofs'>): Fact[] {
  return firstFacts(
    proofs.filter(({joined}) => joined > 0),
    ({file, rows, joined, hits, examples, lines}) => {
      const [first] = examples
      const where = first === undefined ? '' : `; line ${first.line} comes from ${describeHit(first.hit)}`
      const fact = `${joined} of ${counted(rows, 'row')} without a product in ${file} ${joined === 1 ? 'is' : 'are'} of recipients whose ${counted(hits, 'hit')} ${hits === 1 ? 'has' : 'have'} none${where}`
      return {fact, origin: first === undefined ? {file, record: lines[0] ?? null} : first.hit.origin}
    },
    (count) => `so it is in ${counted(count, 'more file')}`,
  )
}

/** Two hits of one page further apart are two actions of the visitor. */
const CLOSE_MS = 5000

/** Whether a hit without products and the one that has them are two halves of one action. */
export function isClose({other}: HitExample): boolean {
  return other !== undefined && other.gapMs <= CLOSE_MS
}

/** Days on which the products stood on a hit close by; a day without examples counts by its number alone. */
export function withCloseNeighbours({bare}: MissingProducts): readonly DayHits[] {
  return bare.filter(({neighbours, examples}) => neighbours > 0 && (examples.neighbours ?? []).every((each) => isClose(each)))
}

/** So few of the hits are no reason why a file lacks products. */
const FEW = 0.05

export function isRare(count: number, {events}: MissingProducts): boolean {
  return count < events * FEW
}

/**
 * How sure it is that `count` hits explain the rows without a product: proved row by row, or every hit of the day is alike.
 * Where files show products of other hits lost, too, something else is at work.
 */
export function confidenceIn(count: number, {events, proofs, joined, contradicted, isOfGap, against}: MissingProducts): Confidence {
  if (contradicted > joined || against.length > 0) return 'possible'
  const isProved = joined > 0 && contradicted === 0 && proofs.every((each) => each.joined === each.rows)
  return isProved || (isOfGap && count === events) ? 'certain' : 'likely'
}
