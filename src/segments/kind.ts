import type {TableContent} from './content.js'
import type {ColumnNature, RecognisedColumns} from './columns.js'
import {daysBetween, type DayRange} from './dates.js'
import type {Confidence, FileKind, KindSignal} from './segment-file.js'

/**
 * Whether a file is the remarketing segment file or a Data Warehouse report that somebody scheduled beside it. Adobe warns that the two are
 * confused and fixes one thing: a report holds variables that are not the integration's. The rest are weighed, and always listed.
 * Source: Getting Started with Analytics data connectors, "Common Issues", the note below the table. The weights are ours.
 */

export interface KindEvidence {
  readonly table: RecognisedColumns
  readonly content: TableContent
  /** Whether an integration says what is mapped. */
  readonly hasIntegration: boolean
  readonly days: DayRange | null
  readonly comments: number
  /** Manifest or signature beside the file. */
  readonly hasCompanion: boolean
  /** Other segments that have a file of the same day and columns in the same place. */
  readonly siblings: number
  /** It lies where the integration says that its files are delivered; null when the integration says nothing. */
  readonly isAtDelivery: boolean | null
}

export interface KindVerdict {
  readonly kind: FileKind
  readonly confidence: Confidence
  readonly signals: readonly KindSignal[]
  /** What would settle it, at most two; empty where it is settled. */
  readonly missing: readonly string[]
}

const SEGMENT_POINTS = 6
const REPORT_POINTS = 5
const FILLED = 0.95

export function judgeKind(evidence: KindEvidence): KindVerdict {
  const signals = [...columnSignals(evidence), ...contentSignals(evidence), ...placeSignals(evidence)]
  const sum = (sign: number) => signals.reduce((total, {points}) => total + Math.max(0, points * sign), 0)
  const [segment, report] = [sum(1), sum(-1)]
  const {hasIntegration} = evidence
  if (report >= REPORT_POINTS) {
    const decided = signals.some(({signal}) => signal === 'unmapped-variable')
    return {kind: 'data-warehouse', confidence: decided ? 'certain' : segment === 0 ? 'likely' : 'possible', signals, missing: []}
  }
  if (segment >= SEGMENT_POINTS && report === 0) {
    const strong = segment >= SEGMENT_POINTS + 2
    return {
      kind: 'segment',
      confidence: hasIntegration ? (strong ? 'certain' : 'likely') : strong ? 'likely' : 'possible',
      signals,
      missing: [],
    }
  }
  return {kind: 'unknown', confidence: 'possible', signals, missing: missingFacts(evidence)}
}

const DIMENSIONS: ReadonlySet<ColumnNature> = new Set(['mapped', 'known-id', 'unmapped', 'variable', 'generic', 'gated', 'flag', 'unknown'])

function columnSignals({table, hasIntegration}: KindEvidence): KindSignal[] {
  const {columns, keys} = table
  const of = (...natures: ColumnNature[]) => columns.filter(({nature}) => natures.includes(nature))
  const signals: KindSignal[] = []
  const add = (signal: string, points: number, detail: string) => signals.push({signal, points, detail})
  const names = (list: readonly {name: string}[]) => list.map(({name}) => name).join(', ')
  const dimensions = columns.filter(({nature}) => DIMENSIONS.has(nature))
  const own = dimensions.filter(({nature}) => nature === 'mapped' || nature === 'known-id')
  const hasIds = keys.recipient >= 0 || keys.message >= 0
  if (own.length > 0 && own.length === dimensions.length && hasIds)
    add(
      'only-mapped-columns',
      4,
      hasIntegration ? `all dimensions are mapped: ${names(own)}` : `all dimensions are ids by their usual names: ${names(own)}`,
    )
  const unmapped = of('unmapped')
  if (unmapped.length > 0)
    add(
      'unmapped-variable',
      -5,
      `not a variable of the integration: ${unmapped.map(({name, slot}) => (slot === null || name.includes(slot) ? name : `${name} (${slot})`)).join(', ')}`,
    )
  const generic = of('generic', 'gated')
  if (generic.length > 0) add('general-dimension', -4, `a dimension of other reports: ${names(generic)}`)
  const metrics = of('segment-metric', 'mapped-metric', 'other-metric')
  const others = of('other-metric')
  if (metrics.length > 0 && others.length === 0 && of('mapped-metric').length === 0)
    add('segment-metrics', 2, `no metrics but those of segments: ${names(metrics)}`)
  if (others.length > 0) add('other-metric', -2, `a metric of other reports: ${names(others)}`)
  const flags = of('flag')
  if (flags.length > 0) add('segment-as-column', -2, `holds nothing but 0 and 1, as a segment used as a column does: ${names(flags)}`)
  return signals
}

function contentSignals({content, days, table}: KindEvidence): KindSignal[] {
  const signals: KindSignal[] = []
  const {rows, rowsWithRecipient} = content
  if (table.keys.recipient >= 0 && rows > 0 && rowsWithRecipient >= rows * FILLED)
    signals.push({signal: 'recipient-filled', points: 2, detail: `${rowsWithRecipient} of ${rows} rows have a recipient`})
  if (days !== null) {
    const length = daysBetween(days.from, days.to) + 1
    if (length === 1) signals.push({signal: 'one-day', points: 1, detail: `it is about one day, ${days.from}`})
    else signals.push({signal: 'several-days', points: -3, detail: `it is about ${length} days, ${days.from} to ${days.to}`})
  }
  return signals
}

function placeSignals({comments, hasCompanion, siblings, isAtDelivery}: KindEvidence): KindSignal[] {
  const signals: KindSignal[] = []
  if (siblings >= 2) signals.push({signal: 'sibling-files', points: 2, detail: `one of ${siblings + 1} files of the day, a segment each`})
  if (isAtDelivery === true)
    signals.push({signal: 'delivery-place', points: 1, detail: 'it lies where the integration has its files delivered'})
  if (comments > 0 || hasCompanion) {
    const what =
      comments > 0 ? `${comments} ${comments === 1 ? 'line' : 'lines'} before the header` : 'a manifest or signature lies beside it'
    signals.push({signal: 'report-comment', points: -1, detail: `${what}, as scheduled reports have`})
  }
  return signals
}

function missingFacts({table, hasIntegration, days, content}: KindEvidence): string[] {
  const missing: string[] = []
  const open = table.columns.filter(({nature}) => nature === 'variable' || nature === 'unknown' || nature === 'flag')
  if (!hasIntegration) missing.push('which variables the integration maps: --integration ID')
  else if (open.length > 0)
    missing.push(
      `what ${open
        .slice(0, 3)
        .map(({name}) => `"${name}"`)
        .join(', ')} ${open.length === 1 ? 'is' : 'are'}: --column ROLE=HEADER, or a snapshot of the suite`,
    )
  if (table.keys.recipient < 0) missing.push('which column holds the recipient: --column recipientId=HEADER')
  else if (content.rows === 0) missing.push('a file of another day that has rows')
  if (days === null) missing.push('which days it covers: --day DATE')
  if (missing.length === 0) missing.push('whether it is in the list of scheduled Data Warehouse requests (Tools, Data Warehouse)')
  return missing.slice(0, 2)
}
