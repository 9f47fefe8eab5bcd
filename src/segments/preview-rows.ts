import {EvidenceList} from './evidence-list.js'
import type {Evidence} from './preview-hit.js'
import {SCOPES, type Candidate, type Doubt, type Mark, type Scope} from './remarketing.js'

/** One row that a segment file of a day should hold. */
export interface PreviewRow {
  /** '' when no recipient is credited (`unattributed`), null when there is one that the capture does not tell: no file holds these. */
  readonly recipient: string | null
  /** '' when there is none, null when the capture does not tell. */
  readonly message: string | null
  /** '' when the event came without a product. */
  readonly product: string
  readonly marks: readonly Mark[]
  /** The first twenty. */
  readonly hits: readonly Evidence[]
  readonly hitCount: number
}

/** All that happened for one recipient, message and product, whether the exclusions leave it in the file or not. */
export interface RowCase {
  readonly recipient: string | null
  readonly message: string | null
  readonly product: string
  /** Why all of it is in doubt. */
  readonly doubts: readonly Doubt[]
  /** The row of the file by scope; undefined where it is excluded. */
  readonly rows: Readonly<Partial<Record<Scope, PreviewRow>>>
  readonly hits: EvidenceList
  /** Hits that exclude it, by scope. */
  readonly against: Readonly<Record<Scope, EvidenceList>>
}

interface Merged {
  readonly candidates: Candidate[]
}

/** Several visitors, visits and values of doubt may stand behind one row. Known recipients first, each column in order. */
export function mergeCandidates(candidates: Iterable<Candidate>, scopes: readonly Scope[] = SCOPES): RowCase[] {
  const merged = new Map<string, Merged>()
  for (const candidate of candidates) {
    const key = JSON.stringify([candidate.recipient, candidate.message, candidate.product])
    const entry = merged.get(key)
    if (entry === undefined) merged.set(key, {candidates: [candidate]})
    else entry.candidates.push(candidate)
  }
  return [...merged.values()].map((entry) => toCase(entry.candidates, scopes)).toSorted(compareCases)
}

function toCase(candidates: readonly Candidate[], scopes: readonly Scope[]): RowCase {
  const {recipient = null, message = null, product = ''} = candidates[0] ?? {}
  const rows: Partial<Record<Scope, PreviewRow>> = {}
  const against = {product: new EvidenceList(), visit: new EvidenceList(), visitor: new EvidenceList()}
  const hits = new EvidenceList()
  for (const candidate of candidates) hits.addAll(candidate.evidence)
  for (const scope of scopes) {
    const qualified = candidates.filter((candidate) => candidate.qualifies[scope])
    if (qualified.length > 0) rows[scope] = toRow(qualified)
    else for (const candidate of candidates) against[scope].addAll(candidate.against(scope))
  }
  return {recipient, message, product, doubts: doubtsOf(candidates), rows, hits, against}
}

function toRow(candidates: readonly Candidate[]): PreviewRow {
  const {recipient = null, message = null, product = ''} = candidates[0] ?? {}
  const hits = new EvidenceList()
  for (const candidate of candidates) hits.addAll(candidate.evidence)
  const marks: Mark[] = [...doubtsOf(candidates)]
  if (recipient === '') marks.push('unattributed')
  if (candidates.some((candidate) => candidate.isBoughtLater)) marks.push('boughtLater')
  return {recipient, message, product, marks, hits: hits.hits, hitCount: hits.count}
}

/** One occasion without a doubt is enough for a row. */
function doubtsOf(candidates: readonly Candidate[]): Doubt[] {
  if (candidates.some(({doubts}) => doubts.length === 0)) return []
  return [...new Set(candidates.flatMap(({doubts}) => doubts))].toSorted()
}

/** True when the file should hold the row: a recipient is credited, and the capture tells which. */
export function isDeliverable({recipient}: Pick<PreviewRow, 'recipient'>): boolean {
  return recipient !== null && recipient !== ''
}

function compareCases(a: RowCase, b: RowCase): number {
  return (
    rankOf(a.recipient) - rankOf(b.recipient) ||
    compareTexts(a.recipient ?? '', b.recipient ?? '') ||
    compareTexts(a.message ?? '', b.message ?? '') ||
    compareTexts(a.product, b.product) ||
    Number(a.message === null) - Number(b.message === null)
  )
}

function rankOf(recipient: string | null): number {
  return recipient === null ? 2 : recipient === '' ? 1 : 0
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
