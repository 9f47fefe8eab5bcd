import type {MappingProblem} from '../mapping/check.js'
import type {SlotSuggestion} from '../mapping/suggest-slots.js'
import {renderTable, type Row} from './listing.js'
import type {MappingColumn} from './mapping-columns.js'
import {Page} from './page.js'
import type {Style} from './style.js'
import {count, listed} from './wording.js'

/** What the page of a mapping shows beside its rows. */
export interface MappingView {
  /** `variables` or `events`. */
  readonly kind: string
  readonly integration: {readonly id: string; readonly name: string; readonly status: string; readonly reportSuite: string | null}
  readonly partner: string
  readonly rows: readonly Row<MappingColumn>[]
  readonly columns: readonly MappingColumn[]
  readonly problems: readonly MappingProblem[]
  /** What is wrong with the rest of the integration. */
  readonly elsewhere: readonly MappingProblem[]
  /** What each check is about, by its code. */
  readonly checks: ReadonlyMap<string, string>
  readonly suggestions: readonly SlotSuggestion[]
  /** Old and new value by path; null where there was or is none. */
  readonly change: Readonly<Record<string, readonly [unknown, unknown]>>
  readonly changed: 'written' | 'planned' | 'none'
  /** Command that brings what is not known; undefined where the suite is known. */
  readonly snapshotCommand: string | undefined
}

/** The mapping as a page: what changed, the table, what is proposed, what is wrong, what is not known. */
export function renderMapping(view: MappingView, style: Style): string {
  const page = new Page(style)
  const {integration, partner, kind} = view
  page.line(
    `${style.bold(integration.name)} (${integration.id}): ${kind} for ${partner} in ${integration.reportSuite ?? 'no report suite yet'}, ${integration.status}`,
  )
  renderChange(page, view, style)
  page.blank()
  page.line(view.rows.length === 0 ? `  The partner maps no ${kind}.` : renderTable(view.rows, view.columns, style))
  renderSuggestions(page, view)
  renderProblems(page, view, style)
  const elsewhere = countProblems(view.elsewhere)
  if (elsewhere !== undefined) {
    page.blank()
    page.prose(`Elsewhere in the integration: ${elsewhere}. See: dc show ${integration.id}`)
  }
  return page.text
}

function renderChange(page: Page, {change, changed}: MappingView, style: Style): void {
  const rows = Object.entries(change)
  if (rows.length === 0) return
  page.heading(changed === 'planned' ? 'Would change' : 'Changed')
  page.columns(
    [],
    rows.map(([path, [old, now]]) => [path, `${write(old)} ${style.unicode ? '→' : '->'} ${write(now)}`]),
  )
}

const write = (value: unknown): string =>
  value === null || value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value)

function renderSuggestions(page: Page, {suggestions, kind, partner}: MappingView): void {
  const notes = [...new Set(suggestions.map(({slot}) => slot?.note).filter((note) => typeof note === 'string'))]
  const none = suggestions.filter(({slot}) => slot === null)
  if (notes.length + none.length === 0) return
  page.heading('About the free slots')
  for (const note of notes) {
    const slots = suggestions.map(({slot}) => slot).filter((slot) => slot?.note === note)
    page.item(`${listed(slots.map((slot) => slot?.slot ?? ''))}: ${note}`)
  }
  if (none.length > 0) page.item(`none of the ${kind} is left that ${partner} takes for ${listed(none.map(({role}) => role))}`)
}

const TITLES = {error: 'Errors', warning: 'Warnings', info: 'Notes'} as const

function renderProblems(page: Page, {problems, checks, snapshotCommand}: MappingView, style: Style): void {
  const failed = problems.filter(({outcome}) => outcome === 'fail')
  for (const severity of ['error', 'warning', 'info'] as const) {
    const some = failed.filter((problem) => problem.severity === severity)
    if (some.length === 0) continue
    page.heading(style.paint(severity, TITLES[severity]))
    for (const {code, message, fix} of some) {
      page.item(`${message} [${code}]`)
      // A command that is broken over lines cannot be copied.
      page.line(`      ${style.unicode ? '→' : '->'} ${style.code(fix)}`)
    }
  }
  const unknown = problems.filter(({outcome}) => outcome === 'unknown')
  if (unknown.length === 0) return
  page.heading('Not known')
  if (snapshotCommand === undefined) {
    for (const {message, code} of unknown.slice(0, MOST_UNKNOWN)) page.item(`${message} [${code}]`)
    if (unknown.length > MOST_UNKNOWN) page.item(`and ${unknown.length - MOST_UNKNOWN} more, all of them with --json`)
    return
  }
  for (const code of new Set(unknown.map((problem) => problem.code))) page.item(`${checks.get(code) ?? code} [${code}]`)
  page.prose('A design reference of the suite answers this:', 2)
  page.line(`    ${snapshotCommand}`)
}

const MOST_UNKNOWN = 8

/** `2 errors, 1 warning`; undefined where there are none. */
function countProblems(problems: readonly MappingProblem[]): string | undefined {
  const failed = problems.filter(({outcome}) => outcome === 'fail')
  const parts = (['error', 'warning'] as const)
    .map((severity) => [failed.filter((problem) => problem.severity === severity).length, severity] as const)
    .filter(([number]) => number > 0)
    .map(([number, severity]) => count(number, severity))
  return parts.length === 0 ? undefined : parts.join(', ')
}
