import type {InputResult, RuleResult, ValidationResult} from '../validation/result.js'
import {codeLines, GUTTER, labelled} from './gutter.js'
import type {Style} from './style.js'
import {closingLine, SEVERITY_RANK, verdictOf, type ReportOptions} from './verdict.js'
import {visible, wrap} from './visible.js'
import {count, digits, listed} from './wording.js'

type Options = ReportOptions & {style: Style}

/** What stands below the findings: the table of rules, what was read, notes, the next command, the verdict. */
export function renderSummary(result: ValidationResult, options: Options): string {
  const verdict = renderVerdict(result, options)
  if (options.quiet) return verdict
  const table = renderTable(result, options)
  const details = [
    ...result.inputs.flatMap((input) => renderInput(input, options)),
    ...truncated(result, options),
    ...unknownReasons(result, options),
    ...result.notes.flatMap((note) => row('note', note, options.style)),
    ...nextCommand(result, options),
  ]
  return [...(table === undefined ? [] : [table]), details.join('\n'), verdict].join('\n\n')
}

function row(label: string, text: string, style: Style): string[] {
  return labelled(label, codeLines(wrap(visible(text, style), style.width - GUTTER - 2), style), style.dim)
}

// More rules than that have one cause, and one line says it better.
const UNKNOWN_ROWS = 5

function renderTable({rules, findings}: ValidationResult, {style, rules: texts}: Options): string | undefined {
  const worst = new Map<string, 'error' | 'warning' | 'info'>()
  for (const {ruleId, severity} of findings) {
    const before = worst.get(ruleId)
    if (before === undefined || SEVERITY_RANK[severity] > SEVERITY_RANK[before]) worst.set(ruleId, severity)
  }
  const severityOf = (id: string) => worst.get(id) ?? texts.find((rule) => rule.id === id)?.severity ?? 'info'
  const failed = rules
    .filter(({outcome}) => outcome === 'fail')
    .toSorted((a, b) => SEVERITY_RANK[severityOf(b.id)] - SEVERITY_RANK[severityOf(a.id)] || b.findings - a.findings)
    .map((rule) => {
      const severity = severityOf(rule.id)
      return [rule.id, style.paint(severity, severity), digits(rule.findings), judged(rule)]
    })
  const unknown = rules.filter(({outcome}) => outcome === 'unknown')
  const open =
    unknown.length > UNKNOWN_ROWS
      ? [[count(unknown.length, 'rule'), 'unknown', '', '']]
      : unknown.map((rule) => [rule.id, 'unknown', '', `0 of ${digits(rule.hits.unknown)}`])
  const rows = [...failed, ...open]
  return rows.length === 0 ? undefined : style.table(['rule', 'result', 'findings', 'hits at fault'], rows, [2, 3])
}

function judged({hits}: RuleResult): string {
  return `${digits(hits.fail)} of ${digits(hits.pass + hits.fail + hits.unknown)}`
}

// The commonest few reasons tell what a capture is; the rest is in --json.
const REASONS_SHOWN = 6

function renderInput({path, format, requests, hits, merged, skipped, damaged}: InputResult, {style, reasons}: Options): string[] {
  const parts = [count(hits, 'hit')]
  if (merged > 0) parts.push(`${count(merged, 'repeat')} after a redirect`)
  const others = Object.entries(skipped).toSorted(([, a], [, b]) => b - a)
  const left = others.reduce((sum, [, number]) => sum + number, 0)
  if (left > 0) parts.push(`${digits(left)} not judged`)
  const lines = row('read', `${path} (${format}, ${count(requests, 'request')}): ${listed(parts)}`, style)
  const shown = others.slice(0, REASONS_SHOWN)
  const width = Math.max(0, ...shown.map(([, number]) => digits(number).length))
  for (const [reason, number] of shown) {
    const words = reasons[reason] === undefined ? reason : `${reason}: ${reasons[reason]}`
    const [first = '', ...more] = wrap(words, style.width - GUTTER - 6 - width)
    const indent = ' '.repeat(GUTTER + 4)
    lines.push(style.dim(`${indent}${digits(number).padStart(width)}  ${first}`))
    lines.push(...more.map((line) => style.dim(`${indent}${' '.repeat(width)}  ${line}`)))
  }
  if (others.length > shown.length)
    lines.push(style.dim(`${' '.repeat(GUTTER + 4)}and ${count(others.length - shown.length, 'more reason')}`))
  for (const {record, reason} of damaged) {
    lines.push(...row('damaged', `${record === null ? path : `${path}#${record}`}: ${reason}`, style))
  }
  return lines
}

function truncated(result: ValidationResult, {style}: Options): string[] {
  const ids = Object.keys(result.truncated)
  if (ids.length === 0) return []
  const left = Object.values(result.truncated).reduce((sum, number) => sum + number, 0)
  return row(
    'note',
    `${count(left, 'finding')} of ${nameRules(ids)} counted, not listed: beyond the first ones of a rule only the totals are kept`,
    style,
  )
}

function unknownReasons({rules}: ValidationResult, {style}: Options): string[] {
  const byReason = new Map<string, string[]>()
  for (const {id, outcome, reason} of rules) {
    // A rule that passed or failed gives a reason only when it broke down on the way.
    if (reason === null || outcome === 'not-applied') continue
    const ids = byReason.get(reason)
    if (ids === undefined) byReason.set(reason, [id])
    else ids.push(id)
  }
  return [...byReason].flatMap(([reason, ids]) => row('unknown', `${nameRules(ids)}: ${reason}`, style))
}

function nameRules(ids: readonly string[]): string {
  return ids.length > 3 ? count(ids.length, 'rule') : listed(ids)
}

function nextCommand({rules}: ValidationResult, {style}: Options): string[] {
  const failed = rules.find(({outcome}) => outcome === 'fail')
  return failed === undefined ? [] : row('why', `\`dc explain ${failed.id}\`, or any other rule of the table`, style)
}

function renderVerdict(result: ValidationResult, {style, ...options}: Options): string {
  const verdict = verdictOf(result, options)
  const tone = {good: 'good', bad: 'error', open: 'warning'} as const
  const mark = style.unicode ? {good: '✔ ', bad: '✘ ', open: '● '}[verdict.tone] : ''
  return wrap(mark + visible(closingLine(verdict, options), style), style.width)
    .map((line) => style.paint(tone[verdict.tone], style.bold(line)))
    .join('\n')
}
