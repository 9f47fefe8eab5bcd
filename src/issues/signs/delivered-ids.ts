import type {InspectedFile} from '../../segments/inspection.js'
import {PREVIEWED_SEGMENTS} from '../../segments/remarketing.js'
import {of, type Case} from '../case.js'
import type {Fact} from '../evidence.js'
import type {DaySegmentHits} from '../hit-evidence.js'

/** Which of the delivered files lack products or recipients, and which hits can tell why. */

/** The ids that rows are joined on. */
export type RowId = 'product' | 'recipient'

/** Files with rows, by whether these have the id. */
export interface DeliveredIds {
  /** Fewer rows have it than should. */
  readonly lacking: readonly InspectedFile[]
  readonly filled: readonly InspectedFile[]
  /** No column is known to hold it, and one that nobody knows may. */
  readonly open: readonly InspectedFile[]
}

/** Fewer rows with an id than this are too few. */
const FILLED = 0.95

/** Segments whose files are lists of products. Source: Getting Started with Analytics data connectors, "Remarketing segments in data connectors". */
const PRODUCT_SEGMENTS: ReadonlySet<string> = new Set(PREVIEWED_SEGMENTS)

const COUNTS = {product: 'rowsWithProduct', recipient: 'rowsWithRecipient'} as const
const ROLES = {product: ['product'], recipient: ['recipientId', 'emailAddress', 'visitorId']} as const
const KNOWN = {product: 'isProductKnown', recipient: 'isRecipientKnown'} as const
const FINDINGS = {product: 'rows-without-product', recipient: 'rows-without-recipient'} as const

/** Files of the suite in question that have arrived, have rows, and are not known to be somebody's report. */
export function filesWithRows({files, evidence}: Case): readonly InspectedFile[] {
  const suite = evidence.integration?.integration.reportSuite ?? null
  return files.filter(
    ({kind, rows, isComplete, reportSuite}) =>
      kind !== 'data-warehouse' && rows > 0 && isComplete && (suite === null || reportSuite === null || reportSuite === suite),
  )
}

/** True where a column of the file is known to hold the id. */
export function hasColumn({columns}: InspectedFile, id: RowId): boolean {
  const roles: readonly string[] = ROLES[id]
  return columns.some(({role}) => role !== null && roles.includes(role))
}

/** Files of other days than those in question show what the integration can do, and are no symptom. */
function isAskedFor({day, from, to}: InspectedFile, {evidence: {question}}: Case): boolean {
  const [first, last] = [from ?? day, to ?? day]
  return (
    (question.from === null || last === null || last >= question.from) && (question.to === null || first === null || first <= question.to)
  )
}

export function deliveredIds(of: Case, id: RowId): DeliveredIds {
  const {seriesFiles} = of.evidence.deliveries
  const asked = filesWithRows(of).filter(({segment}) => id === 'recipient' || segment === null || PRODUCT_SEGMENTS.has(segment))
  const lacking: InspectedFile[] = []
  const filled: InspectedFile[] = []
  const open: InspectedFile[] = []
  for (const file of asked) {
    const known = hasColumn(file, id) || seriesFiles.some((each) => each.path === file.path && each[KNOWN[id]])
    if (!known) open.push(file)
    else if (file[COUNTS[id]] >= file.rows * FILLED) filled.push(file)
    else if (isAskedFor(file, of)) lacking.push(file)
  }
  return {lacking, filled, open}
}

/** `4 of 10 rows have no product`, with the line of the first of them. */
export function lackOf({evidence}: Case, file: InspectedFile, id: RowId): Fact {
  const {path, rows} = file
  const missing = rows - file[COUNTS[id]]
  if (!hasColumn(file, id)) return of(path, `no column holds a ${id}`)
  const [line] = evidence.deliveries.findings.find((each) => each.path === path && each.id === FINDINGS[id])?.lines ?? []
  return of(path, missing === rows ? `none of ${rows} rows has a ${id}` : `${missing} of ${rows} rows have no ${id}`, line ?? null)
}

export interface HitsOfGap {
  readonly hits: readonly (DaySegmentHits & {readonly day: string})[]
  /** They are of the very days whose files lack something; else of other days, which only shows what the site does. */
  readonly isOfGap: boolean
}

/** Hits of the segments whose files lack something, of the same days where the capture has them. Without such files: all. */
export function hitsOfGap({segmentHits}: Case, lacking: readonly InspectedFile[]): HitsOfGap {
  const segments = new Set(lacking.map(({segment}) => segment))
  const isSegment = (segment: string) => segments.size === 0 || segments.has(null) || segments.has(segment)
  const hits = segmentHits.filter(({segment, events}) => events > 0 && isSegment(segment))
  const days = new Set(lacking.map(({day}) => day))
  const ofDays = hits.filter(({day}) => days.has(day))
  return ofDays.length > 0 ? {hits: ofDays, isOfGap: true} : {hits, isOfGap: false}
}

/** Whether what the capture lacks did not happen: it was declared complete, and nothing of it was lost. */
export function isWholeCapture({evidence: {hits}}: Case): boolean {
  return hits !== null && hits.isComplete && !hits.isDamaged
}

/** At most so many facts of one sort are listed one by one. */
const MOST_FACTS = 4

/** The first few facts, and one that counts the others. */
export function firstFacts<T>(items: readonly T[], say: (item: T) => Fact, others: (count: number) => string): Fact[] {
  const shown = items.slice(0, MOST_FACTS).map(say)
  const rest = items[MOST_FACTS]
  return rest === undefined ? shown : [...shown, {fact: others(items.length - MOST_FACTS), origin: say(rest).origin}]
}

/** `1 hit`, `3 hits`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
