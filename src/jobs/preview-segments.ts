import {join, resolve} from 'node:path'
import {EXIT, type ExitCode} from '../errors.js'
import {makeFolder} from '../files/make-folder.js'
import {isDeliverable, previewCsv, renderPreview, type PreviewDay} from '../report/segment-preview.js'
import {styleFor} from '../report/style.js'
import {LEFT_OUT} from '../segments/preview-hit.js'
import type {SegmentsPreviewResult} from '../segments/preview-schema.js'
import type {PreviewRow} from '../segments/preview-rows.js'
import {MARKS, type PreviewedSegment} from '../segments/remarketing.js'
import {writeFileAtomically} from '../workspace/atomic-write.js'
import {explainWriteFailure} from '../workspace/write-failure.js'
import {commonResult, computePreview, Presenter, type ComputedPreview} from './compute-preview.js'
import {resolvePreviewSettings, type PreviewFlags, type PreviewSettings} from './preview-settings.js'

export interface PreviewSegmentsFlags extends PreviewFlags {
  readonly segment?: readonly PreviewedSegment[] | undefined
  readonly csv: boolean
  readonly output?: string | undefined
  readonly 'allow-empty': boolean
  readonly 'input-format'?: string | undefined
  readonly 'show-values': boolean
  readonly 'no-color'?: boolean | undefined
}

export interface PreviewJob {
  readonly result: SegmentsPreviewResult
  readonly text: string
  /** Beside the result: what `--csv` leaves no room for. */
  readonly notes: readonly string[]
  readonly exitCode: ExitCode
}

/** Rows per file on a terminal; a pipe gets all. */
const MOST_ROWS = 40

/** The work of `dc segments preview`: what the files of each day should hold. */
export async function previewSegments(
  captures: readonly string[],
  flags: PreviewSegmentsFlags,
  onProgress: (text: () => string) => void,
): Promise<PreviewJob> {
  const cwd = process.cwd()
  const settings = await resolvePreviewSettings(flags, cwd)
  const inputFormat = flags['input-format']
  const computed = await computePreview({
    captures,
    settings,
    cwd,
    stdin: process.stdin,
    onProgress,
    ...(inputFormat !== undefined && {inputFormat}),
  })
  const presenter = new Presenter(computed.read.inputs, flags['show-values'])
  const segments = flags.segment === undefined || flags.segment.length === 0 ? settings.segments : [...new Set(flags.segment)]
  const days = dayResults(computed, settings, segments, presenter)
  const labels = {recipient: settings.recipient.label, message: settings.message?.label ?? 'Message'}
  const files = flags.output === undefined ? [] : await writeFiles(flags.output, days, labels, cwd)
  const {exitCode, because} = endOfPreview(computed, settings)
  const common = commonResult(computed, settings)
  const result: SegmentsPreviewResult = {
    schemaVersion: 1,
    command: 'segments preview',
    ...common,
    notes: [...common.notes, ...presenter.notes, ...(because === undefined ? [] : [because])],
    days,
    files,
  }
  const withColumns = {labels, withSegment: segments.length !== 1, withDay: settings.days?.length !== 1}
  const asides = [...result.notes.map((text) => `note: ${text}`), `not modelled: ${result.notModelled.join(', ')}`]
  return {
    result,
    text: flags.csv ? previewCsv(days, withColumns) : renderTables(result, labels, flags),
    notes: flags.csv ? asides : [],
    exitCode: exitCode === EXIT.nothing && flags['allow-empty'] ? EXIT.ok : exitCode,
  }
}

function renderTables(result: SegmentsPreviewResult, labels: {recipient: string; message: string}, flags: PreviewSegmentsFlags): string {
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  const mostRows = process.stdout.isTTY ? MOST_ROWS : Infinity
  return renderPreview(result, {style, labels, mostRows, marks: MARKS, leftOut: LEFT_OUT})
}

function dayResults(
  {preview}: ComputedPreview,
  {days, scope}: PreviewSettings,
  segments: readonly PreviewedSegment[],
  presenter: Presenter,
): PreviewDay[] {
  return (days ?? preview.days).flatMap((day) =>
    segments.map((segment) => {
      const rows = preview.rows(day, segment, scope)
      return {
        segment,
        day,
        rows: rows.map((row) => rowResult(row, presenter)),
        deliverable: rows.filter(isDeliverable).length,
        unattributed: rows.reduce((sum, {recipient, hitCount}) => sum + (recipient === '' ? hitCount : 0), 0),
      }
    }),
  )
}

function rowResult({recipient, message, product, marks, hits, hitCount}: PreviewRow, presenter: Presenter): PreviewDay['rows'][number] {
  return {
    recipient: presenter.value(recipient),
    message: presenter.value(message),
    product,
    marks: [...marks],
    hits: hits.map((hit) => presenter.hit(hit)),
    hitCount,
  }
}

/** One file per segment and day that has rows, as Data Warehouse does. @throws DcError `read-only`, `disk-full`, `write-failed` */
async function writeFiles(
  folder: string,
  days: readonly PreviewDay[],
  labels: {recipient: string; message: string},
  cwd: string,
): Promise<string[]> {
  const written: string[] = []
  try {
    await makeFolder(resolve(cwd, folder))
    for (const day of days) {
      if (day.deliverable === 0) continue
      const name = join(folder, `${day.segment}_${day.day}.csv`)
      await writeFileAtomically(resolve(cwd, name), `${previewCsv([day], {labels, withSegment: false, withDay: false})}\n`)
      written.push(name)
    }
  } catch (error) {
    throw explainWriteFailure(error, folder)
  }
  return written
}

/** How a computation ends that found nothing to compute from; `ok` otherwise. */
export function endOfPreview(
  {preview, leftOut, read}: ComputedPreview,
  {suite, days}: PreviewSettings,
): {exitCode: ExitCode; because?: string} {
  if (read.damaged) return {exitCode: EXIT.usage, because: 'the input is damaged, so that hits may be missing'}
  const edge = read.inputs.reduce((sum, {skipped}) => sum + (skipped['edge-not-judged'] ?? 0), 0)
  if (preview.counts.hits === 0) {
    if (edge > 0)
      return {exitCode: EXIT.inconclusive, because: `no image request of ${suite}, and Web SDK calls (${edge}) are not decoded yet`}
    if (leftOut['body-not-recorded'] !== undefined)
      return {
        exitCode: EXIT.inconclusive,
        because: `the capture does not hold the parameters of any hit of ${suite}; record with bodies (HAR)`,
      }
    if (leftOut['no-time'] !== undefined)
      return {exitCode: EXIT.inconclusive, because: `no hit of ${suite} has a time, so none belongs to a day; record with times (HAR)`}
    return {exitCode: EXIT.nothing, because: `no hit of ${suite} counts`}
  }
  if (days !== undefined && !days.some((day) => preview.days.includes(day))) {
    const seen = preview.days
    return {
      exitCode: EXIT.nothing,
      because: `no hit on ${days.join(', ')}; the capture covers ${seen[0] ?? ''}${seen.length > 1 ? ` to ${seen.at(-1) ?? ''}` : ''}`,
    }
  }
  return {exitCode: EXIT.ok}
}
