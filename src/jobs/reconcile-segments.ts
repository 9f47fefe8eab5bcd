import {DcError, EXIT, type ExitCode} from '../errors.js'
import {renderReconciliation} from '../report/segment-reconcile.js'
import {styleFor} from '../report/style.js'
import {count, digits} from '../report/wording.js'
import {LEFT_OUT} from '../segments/preview-hit.js'
import type {SegmentsReconcileResult} from '../segments/preview-schema.js'
import {REASONS, Reconciler, type FileDifference, type Reconciliation} from '../segments/reconcile.js'
import {MARKS} from '../segments/remarketing.js'
import {commonResult, computePreview, Presenter, type ComputedPreview} from './compute-preview.js'
import {deliveredFacts, type DeliveredFlags} from './delivered-facts.js'
import {Delivered} from './delivered-rows.js'
import {endOfPreview} from './preview-segments.js'
import {resolvePreviewSettings, type PreviewSettings} from './preview-settings.js'
import {whyIncomplete} from './read-suite-hits.js'

export interface ReconcileFlags extends DeliveredFlags {
  readonly complete: boolean
  readonly 'allow-empty': boolean
  readonly 'input-format'?: string | undefined
  readonly 'max-rows': number
  readonly 'show-values': boolean
  readonly 'no-color'?: boolean | undefined
}

export interface ReconcileJob {
  readonly result: SegmentsReconcileResult
  readonly text: string
  readonly exitCode: ExitCode
}

/** Differences shown per kind on a terminal; a pipe gets all that are listed. */
const MOST_ROWS = 40

/**
 * The work of `dc segments reconcile`: a delivered file against what the hits say.
 * @throws DcError when the file or no capture can be read, or nothing tells which segment the file is
 */
export async function reconcileSegments(
  file: string,
  captures: readonly string[],
  flags: ReconcileFlags,
  onProgress: (text: () => string) => void,
): Promise<ReconcileJob> {
  const cwd = process.cwd()
  const settings = await resolvePreviewSettings(flags, cwd)
  const facts = await deliveredFacts(file, flags, settings, cwd)
  const delivered = new Delivered(file, settings, flags.column ?? [], cwd)
  // A file that is none is said before the captures are read.
  await delivered.open()
  if (delivered.columns.recipient === null && delivered.hasRows) throw withoutRecipient(file)
  const inputFormat = flags['input-format']
  const computed = await computePreview({
    captures,
    settings,
    cwd,
    stdin: process.stdin,
    onProgress,
    ...(inputFormat !== undefined && {inputFormat}),
  })
  const contradictions = flags.complete ? whyIncomplete(computed.read, computed.leftOut) : []
  const reconciler = new Reconciler({
    scope: settings.scope,
    isComplete: flags.complete && contradictions.length === 0,
    columns: {message: delivered.columns.message !== null, product: delivered.columns.product !== null},
    knowsRecipient: (recipient) => computed.preview.knowsRecipient(recipient),
    mostListed: flags['max-rows'],
  })
  const covered = new Set(computed.preview.days)
  const addDay = (day: string) => {
    if (covered.has(day)) reconciler.addDay(day, computed.preview.cases(day, facts.segment))
  }
  for (const day of settings.days ?? (facts.day === undefined ? [] : [facts.day])) addDay(day)
  const only = facts.day ?? (covered.size === 1 ? computed.preview.days[0] : undefined)
  if (only === undefined && covered.size > 0 && delivered.columns.date === null) throw withoutDay(file, computed.preview.days)
  for await (const rows of delivered.batches()) {
    for (const row of rows) {
      const day = row.day ?? only ?? ''
      if (settings.days === undefined) addDay(day)
      reconciler.add(row, day)
    }
  }
  // Rows that name no day, in a capture of one: that day is compared even if the file is empty.
  if (settings.days === undefined && only !== undefined && delivered.columns.date === null) addDay(only)
  const outcome = reconciler.finish()
  const end = endOf(outcome, reconciler.days, {computed, settings, delivered, contradictions})
  const result = toResult({outcome, reconciler, computed, settings, delivered, segment: facts.segment, flags, contradictions, end})
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  const mostRows = process.stdout.isTTY ? MOST_ROWS : Infinity
  return {
    result,
    text: renderReconciliation(result, {style, reasons: REASONS, marks: MARKS, leftOut: LEFT_OUT, because: end.because, mostRows}),
    exitCode: end.exitCode === EXIT.nothing && flags['allow-empty'] ? EXIT.ok : end.exitCode,
  }
}

function withoutRecipient(file: string): DcError {
  return new DcError('no column of the file was taken for the recipient, so its rows cannot be compared', {
    code: 'unknown-column',
    where: file,
    suggestions: ['--column recipient=HEADER', `dc segments inspect ${file}`],
  })
}

function withoutDay(file: string, days: readonly string[]): DcError {
  return new DcError(`nothing tells which day the rows are about; the captures cover ${days.join(', ')}`, {
    code: 'unknown-day',
    where: file,
    suggestions: days.slice(0, 3).map((day) => `--day ${day}`),
  })
}

interface EndContext {
  readonly computed: ComputedPreview
  readonly settings: PreviewSettings
  readonly delivered: Delivered
  readonly contradictions: readonly string[]
}

/** Of several that apply: findings, then damage, then what the captures lack, then what is not claimed, then nothing. */
function endOf(outcome: Reconciliation, days: readonly string[], context: EndContext): {exitCode: ExitCode; because: string} {
  const {computed, settings, delivered} = context
  const findings = outcome.unexpectedCount + outcome.certainAbsent
  if (findings > 0) {
    const doubtful = outcome.absentCount - outcome.certainAbsent
    const besides =
      doubtful === 0 ? '' : ` Besides, ${count(doubtful, 'absent row')} ${doubtful === 1 ? 'is' : 'are'} in doubt: see the marks.`
    return {
      exitCode: EXIT.findings,
      because: `The file differs from the hits: ${count(outcome.certainAbsent, 'row')} expected and absent, ${digits(outcome.unexpectedCount)} present and unexpected.${besides}`,
    }
  }
  if (delivered.damaged.some(({record}) => record === null))
    return {exitCode: EXIT.usage, because: 'The file is damaged, so that rows may be missing.'}
  const preview = endOfPreview(computed, settings)
  if (preview.because !== undefined) return {exitCode: preview.exitCode, because: `${upperFirst(preview.because)}.`}
  if (days.length === 0) {
    return {
      exitCode: EXIT.nothing,
      because: `Nothing was compared: the captures cover ${computed.preview.days.join(', ')}, and the file is not about any of these days (--day).`,
    }
  }
  if (outcome.absentCount > 0)
    return {exitCode: EXIT.inconclusive, because: 'Rows are absent that are doubtful themselves: see their marks.'}
  if (outcome.unclaimedAbsent > 0) {
    const why =
      context.contradictions.length > 0
        ? `the capture is not complete (${context.contradictions.join('; ')})`
        : 'the capture is not declared complete (--complete)'
    return {exitCode: EXIT.inconclusive, because: `Inconclusive: expected rows are not in the file, and ${why}.`}
  }
  if (outcome.matched === 0)
    return {exitCode: EXIT.nothing, because: 'Nothing was compared: no row of the file and no hit speak of the same.'}
  return {exitCode: EXIT.ok, because: 'The file holds what the hits say, as far as the captures go.'}
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

interface ResultParts extends EndContext {
  readonly outcome: Reconciliation
  readonly reconciler: Reconciler
  readonly segment: SegmentsReconcileResult['segment']
  readonly flags: ReconcileFlags
  readonly end: {because: string}
}

function toResult({
  outcome,
  reconciler,
  computed,
  settings,
  delivered,
  segment,
  flags,
  contradictions,
  end,
}: ResultParts): SegmentsReconcileResult {
  const presenter = new Presenter(computed.read.inputs, flags['show-values'])
  const inFile = ({row, day, reason, hits}: FileDifference): SegmentsReconcileResult['notCovered'][number] => ({
    recipient: presenter.value(row.recipient),
    message: presenter.value(row.message),
    product: row.product,
    day: day === '' ? null : day,
    record: row.record,
    reason,
    hits: hits.hits.map((hit) => presenter.hit(hit)),
    hitCount: hits.count,
  })
  const {days} = reconciler
  const {recipient, message, product} = delivered.columns
  const expectedAbsent = outcome.absent.map(({row, day}) => ({
    recipient: presenter.value(row.recipient),
    message: presenter.value(row.message),
    product: row.product,
    day,
    marks: [...row.marks],
    reason: 'absent' as const,
    hits: row.hits.map((hit) => presenter.hit(hit)),
    hitCount: row.hitCount,
  }))
  const presentUnexpected = outcome.unexpected.map(inFile)
  const notCovered = outcome.notCovered.map(inFile)
  const common = commonResult(computed, settings)
  return {
    schemaVersion: 1,
    command: 'segments reconcile',
    ...common,
    notes: [...common.notes, ...notesOn(outcome, delivered, settings, contradictions), ...presenter.notes],
    file: delivered.path,
    segment,
    day: days.length === 1 ? (days[0] ?? null) : null,
    days,
    columns: {recipient, message, product},
    complete: flags.complete && contradictions.length === 0,
    scope: {best: outcome.best, decisive: outcome.isDecisive, fits: outcome.fits},
    because: end.because,
    matched: outcome.matched,
    expectedAbsent,
    presentUnexpected,
    notCovered,
    counts: {
      rows: outcome.rows,
      expected: outcome.expected,
      expectedAbsent: outcome.absentCount,
      presentUnexpected: outcome.unexpectedCount,
      notCovered: outcome.notCoveredCount,
      duplicates: outcome.duplicates,
      unclaimedAbsent: outcome.unclaimedAbsent,
    },
  }
}

function notesOn(outcome: Reconciliation, delivered: Delivered, {scope}: PreviewSettings, contradictions: readonly string[]): string[] {
  const {columns, damagedCount, damaged} = delivered
  const lacking = (['recipient', 'message', 'product'] as const).filter((column) => columns[column] === null)
  const notes: string[] = []
  if (lacking.length > 0 && outcome.rows > 0)
    notes.push(`no column of the file was taken for ${lacking.join(', ')} (--column ROLE=HEADER): not compared`)
  if (contradictions.length > 0) notes.push(`--complete is contradicted, so no absence is claimed: ${contradictions.join('; ')}`)
  if (outcome.duplicates > 0)
    notes.push(`${count(outcome.duplicates, 'row')} of the file ${outcome.duplicates === 1 ? 'repeats' : 'repeat'} another`)
  if (outcome.isDecisive && outcome.best !== null && outcome.best !== scope)
    notes.push(`the file fits scope ${outcome.best} better than ${scope}: try --scope ${outcome.best}`)
  if (damagedCount > 0) {
    const named = damaged.map(({record, reason}) => (record === null ? reason : `line ${record}: ${reason}`))
    notes.push(`the file is damaged in ${count(damagedCount, 'place')}: ${named.join('; ')}`)
  }
  return notes
}
