import {isNoValue} from './cell-values.js'
import {EvidenceList} from './evidence-list.js'
import {isDeliverable, type PreviewRow, type RowCase} from './preview-rows.js'
import {SCOPES, type Mark, type Scope} from './remarketing.js'
import type {SegmentRow} from './segment-file.js'

/**
 * A delivered file against what the hits say it should hold.
 *
 * A capture sees less than Adobe does, so a row that the capture does not explain is "not covered", not wrong: it is unexpected where the
 * hits contradict it, or where the capture is declared complete. That a row is absent is claimed of a complete capture alone.
 */

export interface ReconcileOptions {
  readonly scope: Scope
  readonly isComplete: boolean
  /** Columns that the file has. One that it lacks is not compared. */
  readonly columns: {readonly message: boolean; readonly product: boolean}
  /** True when some hit of the capture carries this recipient. */
  readonly knowsRecipient: (recipient: string) => boolean
  /** Rows listed of each kind; the rest are counted. */
  readonly mostListed: number
}

/** Why a row of the file is where it is, with the sentence for people. The keys are stable. */
export const REASONS = {
  excluded: 'the event is in the capture, and a later or earlier hit of the visitor excludes the row',
  'no-event': 'no hit of the complete capture explains the row',
  'no-recipient': 'the row names no recipient, and no hit explains that',
  'other-day': 'the row is about a day that is not compared',
  'unknown-recipient': 'a visitor whose recipient was set before the capture began did this',
  'recipient-not-in-capture': 'no hit of the capture carries this recipient',
  'event-not-in-capture': 'the recipient is in the capture, this event is not',
  absent: 'the hits are there, the row is not',
} as const

export type Reason = keyof typeof REASONS

/** A row of the file that is no match; the hits that speak of it. */
export interface FileDifference {
  readonly row: SegmentRow
  readonly day: string
  readonly reason: Reason
  readonly hits: EvidenceList
}

interface Absence {
  readonly row: PreviewRow
  readonly day: string
}

interface ScopeFit {
  /** Cases of the capture that this scope predicts as the file has them. */
  agree: number
  /** Predicted, but not in the file. */
  absent: number
  /** In the file, but excluded by this scope. */
  unexpected: number
}

export interface Reconciliation {
  readonly matched: number
  readonly rows: number
  readonly expected: number
  readonly duplicates: number
  readonly absent: readonly Absence[]
  readonly absentCount: number
  /** Absent rows about which there is no doubt. */
  readonly certainAbsent: number
  readonly unclaimedAbsent: number
  readonly unexpected: readonly FileDifference[]
  readonly unexpectedCount: number
  readonly notCovered: readonly FileDifference[]
  readonly notCoveredCount: number
  readonly fits: Readonly<Record<Scope, ScopeFit>>
  readonly best: Scope | null
  readonly isDecisive: boolean
}

/** A case of the capture while the file is read. */
interface Expected {
  readonly case: RowCase
  readonly day: string
  /** Rows of the file that are this one. */
  seen: number
}

/** Marks that do not make a row doubtful. */
const NOTES: ReadonlySet<Mark> = new Set(['boughtLater'])

/** Compares a file row by row. Memory: the cases of the capture, and as many differences as are listed. */
export class Reconciler {
  readonly #cases = new Map<string, Expected[]>()
  readonly #byRecipient = new Map<string, EvidenceList>()
  readonly #all: Expected[] = []
  readonly #days = new Set<string>()
  readonly #unexpected: FileDifference[] = []
  readonly #notCovered: FileDifference[] = []
  #counts = {rows: 0, matched: 0, duplicates: 0, unexpected: 0, notCovered: 0}

  constructor(readonly options: ReconcileOptions) {}

  /** What the capture says of a day: its rows are compared from now on. */
  addDay(day: string, cases: readonly RowCase[]): void {
    if (this.#days.has(day)) return
    this.#days.add(day)
    for (const each of cases) this.#index(day, each)
  }

  /** Days that are compared, in order. */
  get days(): string[] {
    return [...this.#days].toSorted()
  }

  #index(day: string, each: RowCase): void {
    const expected = {case: each, day, seen: 0}
    this.#all.push(expected)
    const key = this.#key(day, recipientKey(each.recipient), each.product)
    const list = this.#cases.get(key)
    if (list === undefined) this.#cases.set(key, [expected])
    else list.push(expected)
    if (!isDeliverable(each)) return
    const spoken = `${day}\n${fold(each.recipient)}`
    const hits = this.#byRecipient.get(spoken) ?? new EvidenceList()
    hits.addAll(each.hits)
    this.#byRecipient.set(spoken, hits)
  }

  #key(day: string, recipient: string, product: string | null): string {
    return JSON.stringify([day, recipient, this.options.columns.product ? fold(product) : ''])
  }

  /** One row of the file, about that day. */
  add(row: SegmentRow, day: string): void {
    this.#counts.rows++
    if (!this.#days.has(day)) return this.#leaveOpen(row, day, 'other-day', new EvidenceList())
    const found = (recipient: string) =>
      (this.#cases.get(this.#key(day, recipient, row.product)) ?? []).filter((each) => this.#isSameMessage(row, each.case))
    const {scope, isComplete, knowsRecipient} = this.options
    const own = found(recipientKey(row.recipient ?? ''))
    for (const each of own) each.seen++
    const expected = own.filter((each) => each.case.rows[scope] !== undefined)
    if (expected.length > 0) {
      this.#counts.matched++
      // One row of the capture whose message is unknown may be several of the file.
      if (expected.every((each) => each.seen > 1 && each.case.message !== null)) this.#counts.duplicates++
      return
    }
    if (own.length > 0) return this.#contradict(row, day, 'excluded', joinedHits(own, scope))
    const unknown = found(UNKNOWN_RECIPIENT).filter((each) => each.case.rows[scope] !== undefined)
    if (unknown.length > 0) return this.#leaveOpen(row, day, 'unknown-recipient', joinedHits(unknown, scope))
    const near = this.#byRecipient.get(`${day}\n${fold(row.recipient)}`) ?? new EvidenceList()
    if (isComplete) return this.#contradict(row, day, row.recipient === null ? 'no-recipient' : 'no-event', near)
    const isKnown = row.recipient !== null && knowsRecipient(row.recipient)
    this.#leaveOpen(row, day, row.recipient === null ? 'no-recipient' : isKnown ? 'event-not-in-capture' : 'recipient-not-in-capture', near)
  }

  /** A message that the capture does not tell may be any. */
  #isSameMessage(row: SegmentRow, {message}: RowCase): boolean {
    return !this.options.columns.message || message === null || fold(row.message) === fold(message)
  }

  #contradict(row: SegmentRow, day: string, reason: Reason, hits: EvidenceList): void {
    if (this.#counts.unexpected++ < this.options.mostListed) this.#unexpected.push({row, day, reason, hits})
  }

  #leaveOpen(row: SegmentRow, day: string, reason: Reason, hits: EvidenceList): void {
    if (this.#counts.notCovered++ < this.options.mostListed) this.#notCovered.push({row, day, reason, hits})
  }

  finish(): Reconciliation {
    const {scope, isComplete, mostListed} = this.options
    const expected = this.#all.filter((each) => isDeliverable(each.case) && each.case.rows[scope] !== undefined)
    const absent = expected
      .filter(({seen}) => seen === 0)
      .flatMap(({case: {rows}, day}) => (rows[scope] === undefined ? [] : [{row: rows[scope], day}]))
    const {rows, matched, duplicates, unexpected, notCovered} = this.#counts
    return {
      rows,
      matched,
      duplicates,
      expected: expected.length,
      absent: isComplete ? absent.slice(0, mostListed) : [],
      absentCount: isComplete ? absent.length : 0,
      certainAbsent: isComplete ? absent.filter(({row}) => row.marks.every((mark) => NOTES.has(mark))).length : 0,
      unclaimedAbsent: isComplete ? 0 : absent.length,
      unexpected: this.#unexpected,
      unexpectedCount: unexpected,
      notCovered: this.#notCovered,
      notCoveredCount: notCovered,
      ...this.#fit(),
    }
  }

  /** Which scope predicts best what the file holds of the cases that the capture knows. */
  #fit(): Pick<Reconciliation, 'fits' | 'best' | 'isDecisive'> {
    const fits = {product: newFit(), visit: newFit(), visitor: newFit()}
    const known = this.#all.filter((each) => isDeliverable(each.case))
    for (const {
      case: {rows},
      seen,
    } of known) {
      for (const scope of SCOPES) {
        const isPredicted = rows[scope] !== undefined
        if (isPredicted === seen > 0) fits[scope].agree++
        else if (isPredicted) fits[scope].absent++
        else fits[scope].unexpected++
      }
    }
    const most = Math.max(...SCOPES.map((scope) => fits[scope].agree))
    const best = SCOPES.filter((scope) => fits[scope].agree === most)
    // Without a row of the file among them, the cases say how the capture differs from the file, not which scope made it.
    const isComparable = known.some(({seen}) => seen > 0)
    return {fits, best: isComparable ? (best[0] ?? null) : null, isDecisive: isComparable && best.length === 1}
  }
}

function newFit(): ScopeFit {
  return {agree: 0, absent: 0, unexpected: 0}
}

function joinedHits(found: readonly Expected[], scope: Scope): EvidenceList {
  const hits = new EvidenceList()
  for (const {case: each} of found) {
    hits.addAll(each.hits)
    hits.addAll(each.against[scope])
  }
  return hits
}

/** No text can be this key: it is no JSON string. */
const UNKNOWN_RECIPIENT = '\u0000unknown'

function recipientKey(recipient: string | null): string {
  return recipient === null ? UNKNOWN_RECIPIENT : fold(recipient)
}

/** Values are compared without case and without the blanks around them; a word for "no value" is none. */
function fold(text: string | null): string {
  return text === null || isNoValue(text) ? '' : text.trim().toLowerCase()
}
