import type {Reason} from '../segments/reconcile.js'
import type {SegmentsReconcileResult} from '../segments/preview-schema.js'
import {Page} from './page.js'
import {placesOf, renderFooter, type PreviewWords} from './segment-preview.js'
import type {Style} from './style.js'
import {visible} from './visible.js'
import {count, listed} from './wording.js'

export interface ReconcileRenderOptions extends PreviewWords {
  readonly style: Style
  readonly reasons: Readonly<Record<Reason, string>>
  /** How the command ends, and why. */
  readonly because: string
  /** Rows shown per kind of difference; the rest are counted. */
  readonly mostRows: number
}

/** A delivered file against the hits, for people: the verdict, the differences, how sure the definition is. */
export function renderReconciliation(result: SegmentsReconcileResult, options: ReconcileRenderOptions): string {
  const page = new Page(options.style)
  const {counts, scope} = result
  const days = result.days.length === 0 ? 'no day' : listed(result.days)
  page.line(visible(`${result.file}: ${result.segment}, ${days}`, options.style))
  page.prose(`${count(counts.rows, 'row')}, ${result.matched} of them expected; ${count(counts.expected, 'row')} expected from the hits.`)
  const absent = result.expectedAbsent.map((row) => ({...row, where: '', note: row.marks.join(' ')}))
  section(page, 'Expected and absent', absent, counts.expectedAbsent, options)
  section(page, 'Present and unexpected', result.presentUnexpected.map(inFile), counts.presentUnexpected, options)
  section(page, 'Not covered by the capture', result.notCovered.map(inFile), counts.notCovered, options)
  if (counts.unclaimedAbsent > 0) {
    page.blank()
    page.prose(
      `${count(counts.unclaimedAbsent, 'expected row')} ${counts.unclaimedAbsent === 1 ? 'is' : 'are'} not in the file. ` +
        'That is no finding of a capture that may lack hits: declare it complete with --complete.',
    )
  }
  page.heading('Scope')
  page.prose('What the capture knows of, in the file and out of it alike (agree), or not, by what a purchase may exclude:')
  page.columns(
    ['scope', 'agree', 'absent', 'unexpected', ''],
    (['product', 'visit', 'visitor'] as const).map((name) => {
      const {agree, absent: lacking, unexpected} = scope.fits[name]
      const best = name === scope.best ? (scope.decisive ? 'fits best' : 'fits, and another as well') : ''
      return [name, String(agree), String(lacking), String(unexpected), best]
    }),
  )
  renderFooter(page, result, options, new Set(result.expectedAbsent.flatMap(({marks}) => marks)))
  page.blank()
  page.prose(options.because)
  return page.text
}

interface Shown {
  readonly recipient: string | null
  readonly message: string | null
  readonly product: string | null
  readonly where: string
  readonly note: string
  readonly reason: string
  readonly hits: SegmentsReconcileResult['notCovered'][number]['hits']
  readonly hitCount: number
}

function inFile(row: SegmentsReconcileResult['notCovered'][number]): Shown {
  return {...row, where: `line ${row.record}`, note: row.reason}
}

function section(
  page: Page,
  title: string,
  rows: readonly Shown[],
  total: number,
  {style, reasons, mostRows}: ReconcileRenderOptions,
): void {
  if (total === 0) return
  page.heading(`${title}: ${count(total, 'row')}`)
  const shown = rows.slice(0, mostRows)
  const cells = shown.map((row) => [
    row.where,
    visible(row.recipient ?? '', style),
    visible(row.message ?? '', style),
    visible(row.product ?? '', style),
    row.note,
    placesOf(row),
  ])
  page.line(style.table(['', 'Recipient', 'Message', 'Product', 'Why', 'Hits'], cells))
  if (total > shown.length) page.prose(`${count(total - shown.length, 'more row')}.`)
  for (const reason of new Set(shown.map((row) => row.reason))) {
    if (Object.hasOwn(reasons, reason)) page.item(`${reason}: ${reasons[reason as Reason]}`)
  }
}
