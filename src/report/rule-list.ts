import type {ExplainedRule} from './explain.js'
import type {RuleColumn} from './rule-filter.js'
import type {Style} from './style.js'
import {displayWidth, wrap} from './visible.js'
import {count} from './wording.js'

/** For a person: rules under their area, with what they find. */
export function formatRulesByArea(rules: readonly ExplainedRule[], style: Style): string {
  const idWidth = Math.max(0, ...rules.map(({id}) => displayWidth(id)))
  const indent = 2 + 'warning'.length + 2
  const beside = style.width - indent - idWidth - 2
  const areas = [...new Set(rules.map(({area}) => area))]
  const blocks = areas.map((area) => {
    const ofArea = rules.filter((rule) => rule.area === area)
    return [style.bold(area), ...ofArea.flatMap((rule) => ruleLines(rule, {indent, idWidth, beside}, style))].join('\n')
  })
  return `${[...blocks, style.code(`${count(rules.length, 'rule')}; \`dc explain ID\` tells why and shows examples`)].join('\n\n')}\n`
}

// Narrower than that, the summary goes below the id.
const MIN_SUMMARY = 36

function ruleLines(
  {id, severity, summary}: ExplainedRule,
  {indent, idWidth, beside}: {indent: number; idWidth: number; beside: number},
  style: Style,
): string[] {
  const start = `  ${style.paint(severity, severity.padEnd(indent - 2))}`
  if (beside < MIN_SUMMARY) {
    const below = wrap(summary, style.width - indent).map((line) => ' '.repeat(indent) + style.dim(line))
    return [start + id, ...below]
  }
  const [first = '', ...more] = wrap(summary, beside)
  return [`${start}${id.padEnd(idWidth)}  ${first}`, ...more.map((line) => ' '.repeat(indent + idWidth + 2) + line)]
}

/** One line per rule, columns side by side: for a pipe, or for the columns the user chose. */
export function formatRuleTable(rules: readonly ExplainedRule[], columns: readonly RuleColumn[], style: Style): string {
  if (rules.length === 0) return ''
  return `${style.table(
    columns,
    rules.map((rule) => columns.map((column) => rule[column])),
  )}\n`
}

/** RFC 4180, with a header line. */
export function formatRuleCsv(rules: readonly ExplainedRule[], columns: readonly RuleColumn[]): string {
  return [columns, ...rules.map((rule) => columns.map((column) => rule[column]))]
    .map((row) => `${row.map(csvField).join(',')}\r\n`)
    .join('')
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
