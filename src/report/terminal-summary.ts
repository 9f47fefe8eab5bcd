import type {Severity} from '../rules/rule.js'
import type {RuleResult, ValidationResult} from '../validation/result.js'
import {row} from './gutter.js'
import type {Style} from './style.js'
import {renderInputs} from './terminal-inputs.js'
import {exitCodeWords, SEVERITY_RANK, verdictOf, type ReportOptions} from './verdict.js'
import {displayWidth, visible, wrap} from './visible.js'
import {count, digits, listed, reasonsOf} from './wording.js'

type Options = ReportOptions & {style: Style}

/** What stands below the findings: the table of rules, what was read, notes, the next command, the verdict. */
export function renderSummary(result: ValidationResult, options: Options): string {
  const verdict = renderVerdict(result, options)
  // What printed nothing says why when it did not end well; findings speak for themselves.
  if (options.quiet) return result.findings.length > 0 || options.verdict.exitCode === 0 ? '' : verdict
  const table = renderTable(result, options)
  const details = [
    ...renderInputs(result, options),
    ...truncated(result, options),
    ...unknownReasons(result, options),
    ...result.notes.flatMap((note) => row('note', note, options.style)),
    ...nextCommand(result, options),
  ]
  return [...(table === undefined ? [] : [table]), details.join('\n'), verdict].join('\n\n')
}

// More rules than that have one cause, and one line says it better.
const UNKNOWN_ROWS = 5

function renderTable(result: ValidationResult, options: Options): string | undefined {
  const {style} = options
  const failed = failedRules(result, options.rules).map(({rule, severity}) => [
    rule.id,
    style.paint(severity, severity),
    digits(rule.findings),
    judged(rule),
  ])
  const unknown = result.rules.filter(({outcome}) => outcome === 'unknown')
  const open =
    unknown.length > UNKNOWN_ROWS
      ? [[count(unknown.length, 'rule'), 'unknown', '', '']]
      : unknown.map((rule) => [rule.id, 'unknown', '', `${digits(rule.hits.unknown)} unknown`])
  const rows = [...failed, ...open]
  const saysNothing = failed.length === 0 && unknown.length > UNKNOWN_ROWS
  return rows.length === 0 || saysNothing ? undefined : style.table(['rule', 'result', 'findings', 'hits at fault'], rows, [2, 3])
}

/** Rules at fault with the worst severity of their findings: the worst first, then those with the most findings. */
function failedRules(
  {rules, findings}: ValidationResult,
  texts: ReportOptions['rules'],
): {id: string; rule: RuleResult; severity: Severity}[] {
  const worst = new Map<string, Severity>()
  for (const {ruleId, severity} of findings) {
    const before = worst.get(ruleId)
    if (before === undefined || SEVERITY_RANK[severity] > SEVERITY_RANK[before]) worst.set(ruleId, severity)
  }
  return rules
    .filter(({outcome}) => outcome === 'fail')
    .map((rule) => ({id: rule.id, rule, severity: worst.get(rule.id) ?? texts.find(({id}) => id === rule.id)?.severity ?? 'info'}))
    .toSorted((a, b) => SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity] || b.rule.findings - a.rule.findings)
}

function judged({hits}: RuleResult): string {
  return `${digits(hits.fail)} of ${digits(hits.pass + hits.fail)}`
}

function truncated(result: ValidationResult, {style}: Options): string[] {
  const ids = Object.keys(result.truncated)
  if (ids.length === 0) return []
  const left = Object.values(result.truncated).reduce((sum, number) => sum + number, 0)
  return row('note', `${count(left, 'more finding')} of ${nameRules(ids)} counted and not listed; \`--max-findings\` lists more`, style)
}

function unknownReasons({rules}: ValidationResult, {style}: Options): string[] {
  return reasonsOf(rules).flatMap(({label, ids, reason}) => row(label, `${nameRules(ids)}: ${reason}`, style))
}

function nameRules(ids: readonly string[]): string {
  return ids.length > 3 ? count(ids.length, 'rule') : listed(ids)
}

function nextCommand(result: ValidationResult, {style, rules}: Options): string[] {
  const [failed, another] = failedRules(result, rules)
  if (failed === undefined) return []
  return row('why', `\`dc explain ${failed.id}\`${another === undefined ? '' : ', or any other rule of the table'}`, style)
}

function renderVerdict(result: ValidationResult, {style, ...options}: Options): string {
  const verdict = verdictOf(result, options)
  const tone = {good: 'good', bad: 'error', open: 'warning'} as const
  const mark = style.unicode ? {good: '✔ ', bad: '✘ ', open: '● '}[verdict.tone] : ''
  const lines = wrap(mark + visible(verdict.text, style), style.width)
  // The exit code stays in one piece.
  const code = exitCodeWords(options)
  const last = `${lines.pop() ?? ''} ${code}`
  lines.push(...(displayWidth(last) <= style.width ? [last] : [last.slice(0, -code.length - 1), code]))
  return lines.map((line) => style.paint(tone[verdict.tone], style.bold(line))).join('\n')
}
