import type {Finding, ValidationResult} from '../validation/result.js'
import {foldFindings, type FoldedFinding, type FoldedPage} from './fold.js'
import {GUTTER, labelled, proseLines} from './gutter.js'
import type {Style} from './style.js'
import {renderSummary} from './terminal-summary.js'
import type {ReportOptions} from './verdict.js'
import {displayWidth, excerpt, visible, wrap} from './visible.js'
import {count, hitDetails, hitName, listed, paramName, placeOf} from './wording.js'

/**
 * A result for a person at a terminal: findings by page in the manner of a compiler, then what was read, a table of the rules
 * at fault, and the verdict. Everything that comes from a capture is made safe to print.
 */
export function formatTerminal(result: ValidationResult, options: ReportOptions & {style: Style}): string {
  const {style} = options
  const named = withShortNames(result)
  const blocks = foldFindings(named).map((page) => renderPage(page, style))
  return [...blocks, renderSummary(result, options)]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n')
}

/** Findings with their capture by its base name, where no other has the same: the whole path stands below, under what was read. */
function withShortNames({inputs, findings}: ValidationResult): Finding[] {
  const baseName = (path: string) => path.replace(/^.*[\\/](?=.)/, '')
  const paths = new Map<string, Set<string>>()
  for (const {path} of inputs) paths.set(baseName(path), (paths.get(baseName(path)) ?? new Set()).add(path))
  return findings.map((finding) => {
    const name = baseName(finding.origin.file)
    return paths.get(name)?.size === 1 ? {...finding, origin: {...finding.origin, file: name}} : finding
  })
}

function renderPage({file, page, counts, folded}: FoldedPage, style: Style): string {
  const lines = [heading(page === null ? `${file}: hits without a page URL` : page, counts, style)]
  for (const [at, entry] of folded.entries()) {
    const next = folded[at + 1]
    // Where the same remedy follows for the next finding, it is said once, below the last.
    const withFix = next === undefined || next.first.ruleId !== entry.first.ruleId || next.first.fix !== entry.first.fix
    lines.push('', ...renderFinding(entry, withFix, style))
  }
  return lines.join('\n')
}

function heading(page: string, counts: FoldedPage['counts'], style: Style): string {
  const severities = ['error', 'warning', 'info'] as const
  const found = severities.filter((severity) => counts[severity] > 0)
  const tally = found.map((severity) => count(counts[severity], severity)).join(', ')
  const line = style.unicode ? '─' : '-'
  const room = style.width - displayWidth(tally) - 8
  const name = excerpt(page, null, {room, unicode: style.unicode}).text
  const fill = line.repeat(Math.max(2, style.width - displayWidth(name) - displayWidth(tally) - 6))
  const painted = found.map((severity) => style.paint(severity, count(counts[severity], severity))).join(', ')
  return `${style.dim(line.repeat(2))} ${style.bold(name)} ${style.dim(fill)} ${painted}`
}

function renderFinding({first, again, elsewhere}: FoldedFinding, withFix: boolean, style: Style): string[] {
  const room = style.width - GUTTER - 2
  const show = (text: string) => visible(text, style)
  const {severity} = first
  const [title = '', ...rest] = proseLines(`${first.ruleId}: ${first.message}`, room, style)
  const message = [title.replace(first.ruleId, () => style.bold(first.ruleId)), ...rest]
  const where = [placeOf(first), hitName(first.hit), ...hitDetails(first.hit)].map(show).join(', ')
  const lines = [
    ...labelled(severity, message, (label) => style.paint(severity, label)),
    ...labelled('at', wrap(where, room).map(style.dim), style.dim),
    ...renderValue(first, style),
  ]
  const more = repeats(again, elsewhere)
  if (more !== undefined) lines.push(...labelled('more', wrap(show(more), room), style.dim))
  if (withFix) lines.push(...labelled('fix', proseLines(first.fix, room, style), style.dim))
  return lines
}

// A name that leaves no room beside it gives the value a line of its own.
const MIN_VALUE_ROOM = 24

function renderValue(finding: Finding, style: Style): string[] {
  const {value, span} = finding
  if (value === null) return []
  const indent = ' '.repeat(GUTTER + 2)
  const room = style.width - GUTTER - 2
  const name = excerpt(paramName(finding), null, {room: room - 2, unicode: style.unicode}).text
  const beside = room - displayWidth(name) - 3
  const own = beside < MIN_VALUE_ROOM
  const {text, caret} = excerpt(value, span, {room: own ? room : beside, unicode: style.unicode})
  const shown = value === '' ? style.dim('(empty)') : text
  const lines = own ? [...labelled('sent', [`${name} =`], style.dim), indent + shown] : labelled('sent', [`${name} = ${shown}`], style.dim)
  if (caret === null) return lines
  const before = indent.length + (own ? 0 : displayWidth(name) + 3) + caret.column
  return [...lines, ' '.repeat(before) + style.paint(finding.severity, '^'.repeat(caret.width))]
}

const PLACES_SHOWN = 3

function repeats(again: readonly Finding[], elsewhere: FoldedFinding['elsewhere']): string | undefined {
  const parts: string[] = []
  if (again.length > 0) parts.push(`${again.length} more on this page (${places(again)})`)
  if (elsewhere !== null)
    parts.push(`${elsewhere.findings.length} more on ${count(elsewhere.pages, 'other page')} (${places(elsewhere.findings)})`)
  return parts.length === 0 ? undefined : `and ${listed(parts)}`
}

function places(findings: readonly Finding[]): string {
  const shown = findings.slice(0, PLACES_SHOWN)
  const [first] = shown
  // The file is named once; findings of one page are of one file, others may not be.
  const names = shown.map((finding, at) =>
    at > 0 && finding.origin.file === first?.origin.file ? `#${finding.origin.record}` : placeOf(finding),
  )
  return names.join(', ') + (findings.length > shown.length ? ', …' : '')
}
