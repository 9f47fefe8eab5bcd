import type {Finding, InputResult, ValidationResult} from '../validation/result.js'
import {exitCodeWords, findingCounts, verdictOf, type ReportOptions} from './verdict.js'
import {escaped, excerpt} from './visible.js'
import {count, reasonsOf} from './wording.js'

/**
 * A result for a pipe or a log: one line per finding, then one line per fact about the run, each beginning with a word of its own.
 * Nothing is folded, coloured or aligned, so lines can be searched and compared between runs. Values are shown with escapes.
 */
export function formatLines(result: ValidationResult, options: ReportOptions): string {
  const {quiet = false, verdict} = options
  const lines = result.findings.map(findingLine)
  if (!quiet) lines.push(...summaryLines(result))
  // What printed nothing says why when it did not end well.
  if (!quiet || (lines.length === 0 && verdict.exitCode !== 0))
    lines.push(`verdict: ${escaped(verdictOf(result, options).text)} ${exitCodeWords(options)}`)
  return lines.map((line) => `${line}\n`).join('')
}

const VALUE_COLUMNS = 400

/** `hits.har:2: error cart-add-without-products: message [products=;] on https://…`. */
function findingLine(finding: Finding): string {
  const {origin, severity, ruleId, message, param, value, span, hit} = finding
  // A whole request may be 64 kB long: `--json` has it, a log needs the part at fault.
  const shown = value === null || value.length <= VALUE_COLUMNS ? value : excerpt(value, span, {room: VALUE_COLUMNS, unicode: false}).text
  const sent = shown === null ? '' : ` [${param}=${shown}]`
  const page = origin.page ?? (hit.pageName === null ? null : `"${hit.pageName}"`)
  return escaped(`${origin.file}:${origin.record}: ${severity} ${ruleId}: ${message}${sent}${page === null ? '' : ` on ${page}`}`)
}

function summaryLines(result: ValidationResult): string[] {
  const {summary, rules} = result
  const found = findingCounts(result)
  const {pass, fail, notApplied, unknown} = summary.rules
  return [
    `summary: ${count(summary.hits, 'hit')} in ${count(summary.requests, 'request')}: ${found === '' ? 'no findings' : found}`,
    `rules: ${fail} failed, ${pass} passed, ${notApplied} not applied, ${unknown} unknown`,
    ...result.inputs.flatMap(inputLines),
    ...Object.entries(result.truncated).map(([id, number]) => `truncated: ${id}: ${count(number, 'more finding')} not listed`),
    ...reasonsOf(rules).map(
      ({label, ids, reason}) => `${label}: ${ids.length > RULES_NAMED ? `${ids.length} rules` : ids.join(', ')}: ${reason}`,
    ),
    ...result.notes.map((note) => `note: ${note}`),
  ].map(escaped)
}

/** A capture without bodies leaves nearly every rule open; `--json` has their names. */
const RULES_NAMED = 10

function inputLines({path, format, requests, hits, merged, skipped, damaged}: InputResult): string[] {
  const parts = [count(requests, 'request'), count(hits, 'hit')]
  if (merged > 0) parts.push(`${merged} merged`)
  const left = Object.entries(skipped).map(([reason, number]) => `${number} ${reason}`)
  return [
    `read: ${path}: ${format}, ${parts.join(', ')}${left.length === 0 ? '' : `; not judged: ${left.join(', ')}`}`,
    ...damaged.map(({record, reason}) => `damaged: ${record === null ? path : `${path}:${record}`}: ${reason}`),
  ]
}
