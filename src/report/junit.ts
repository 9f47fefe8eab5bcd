import type {Rule} from '../rules/rule.js'
import type {Finding, InputResult, RuleResult, ValidationResult} from '../validation/result.js'
import {fails, verdictOf, wasExamined, type ReportOptions} from './verdict.js'
import {excerpt} from './visible.js'
import {count, hitDetails, hitName, paramName, placeOf} from './wording.js'
import {element} from './xml.js'

/*
 * One suite per capture, one case per rule: GitLab keeps one case of each class and name, Jenkins the first failure of a case, and both compare
 * runs by that name. So a case is a rule, present in every run, and its failure lists the findings. A case fails when a finding reaches the fail
 * level, so that the report is red when the exit code is; milder findings stand in the output of a case that passes.
 *
 * Outcomes are counted per run, not per capture: of several captures, a rule that was judged in one passes in all that hold none of its findings.
 *
 * Only elements and attributes of the Jenkins schema (junit-10.xsd) are written, and no clock: the same input gives the same bytes.
 */

type Options = Pick<ReportOptions, 'rules' | 'verdict' | 'failOn'>

interface Case {
  name: string
  kind: 'passed' | 'failure' | 'error' | 'skipped'
  message?: string
  text?: string
}

/** The result as JUnit XML. A run that examined nothing holds an error, never an empty suite: nothing examined is not green. */
export function formatJunit(result: ValidationResult, options: Options): string {
  const suites = result.inputs.map((input, at) => ({name: input.path, cases: casesOf(input, at, result, options)}))
  const ending = endingOf(
    result,
    options,
    suites.flatMap(({cases}) => cases),
  )
  if (ending !== undefined) suites.push({name: 'dc validate', cases: [ending]})
  const all = suites.flatMap(({cases}) => cases)
  const xml = element(
    'testsuites',
    {name: 'dc validate', ...totals(all, false)},
    suites.map(({name, cases}) => suiteXml(name, cases)),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`
}

function totals(cases: readonly Case[], withSkipped: boolean): Record<string, number> {
  const number = (kind: Case['kind']) => cases.filter((one) => one.kind === kind).length
  return {
    tests: cases.length,
    failures: number('failure'),
    errors: number('error'),
    ...(withSkipped && {skipped: number('skipped')}),
    time: 0,
  }
}

function suiteXml(name: string, cases: readonly Case[]): string {
  // Jenkins takes what stands before the last dot for a package.
  const classname = `dc validate.${name.replaceAll('.', '_')}`
  return element(
    'testsuite',
    {name, ...totals(cases, true)},
    cases.map((one) => element('testcase', {classname, name: one.name, time: 0}, contentOf(one))),
  )
}

function contentOf({kind, message, text}: Case): string[] {
  if (kind === 'passed') return text === undefined ? [] : [element('system-out', {}, text)]
  if (kind === 'skipped') return [element('skipped', {message})]
  return [element(kind, {message, type: kind === 'failure' ? 'finding' : 'not-examined'}, text ?? message ?? '')]
}

function casesOf(input: InputResult, at: number, result: ValidationResult, options: Options): Case[] {
  const read = readCase(input, result, options)
  if (input.hits === 0) return [read]
  const findings = new Map<string, Finding[]>()
  for (const finding of result.findings) {
    if (finding.origin.file !== input.path) continue
    const ofRule = findings.get(finding.ruleId)
    if (ofRule === undefined) findings.set(finding.ruleId, [finding])
    else ofRule.push(finding)
  }
  const texts = new Map(options.rules.map((rule) => [rule.id, rule]))
  return [
    read,
    ...result.rules.map((rule) => ruleCase({rule, text: texts.get(rule.id), findings: findings.get(rule.id) ?? [], at, result, options})),
  ]
}

/** Every suite begins with the reading of its capture, so that a clean run holds a passing case. */
function readCase({path, format, requests, hits, damaged}: InputResult, result: ValidationResult, options: Options): Case {
  const name = 'capture: can be read and holds hits'
  const read = `${path} (${format}): ${count(requests, 'request')}, ${count(hits, 'hit')}`
  const [first] = damaged
  // A bad record among good ones is named in the output; only a capture that gives nothing is an error here.
  const damage = damaged.map(({record, reason}) => `damaged: ${record === null ? path : `${path}#${record}`}: ${reason}`)
  const text = [read, ...damage].join('\n')
  if (hits > 0) return {name, kind: 'passed', text}
  const message = first === undefined ? `no hit to judge in ${count(requests, 'request')}` : first.reason
  // One empty capture beside others that were judged is not green, but no reason for red either; nor is one that --allow-empty accepts.
  const isRed = first !== undefined || (result.summary.hits === 0 && options.verdict.exitCode !== 0)
  return isRed ? {name, kind: 'error', message, text} : {name, kind: 'skipped', message}
}

interface RuleInCapture {
  rule: RuleResult
  text: Pick<Rule, 'summary' | 'severity'> | undefined
  /** Those of this capture. */
  findings: readonly Finding[]
  at: number
  result: ValidationResult
  options: Options
}

function ruleCase({rule, text, findings, at, result, options}: RuleInCapture): Case {
  const name = text === undefined ? rule.id : `${rule.id}: ${text.summary}`
  const [first] = findings
  if (first !== undefined) {
    const left = result.truncated[rule.id] ?? 0
    const more = left === 0 ? [] : [`${count(left, 'more finding')} of this rule not listed`]
    const report = [...findings.map(findingText), ...more].join('\n\n')
    const red =
      findings.some(({severity}) => fails(severity, options.failOn)) ||
      (left > 0 && text !== undefined && fails(text.severity, options.failOn))
    if (!red) return {name, kind: 'passed', text: report}
    const others = findings.length - 1 + left
    return {
      name,
      kind: 'failure',
      message: `${first.message} (${placeOf(first)}${others === 0 ? '' : ` and ${others} more`})`,
      text: report,
    }
  }
  if (rule.outcome === 'unknown' || rule.outcome === 'not-applied')
    return {
      name,
      kind: 'skipped',
      message: `${rule.outcome === 'unknown' ? 'unknown' : 'not applied'}: ${rule.reason ?? 'no hit to judge'}`,
    }
  if (mayHoldUnlisted(rule, at, result))
    return {
      name,
      kind: 'skipped',
      message: 'unknown: findings of this rule are counted but not listed, and may be in this capture (--max-findings)',
    }
  return {name, kind: 'passed'}
}

/** The listed findings are the first of the run, so the others lie in the capture of the last one listed or in later ones. */
function mayHoldUnlisted(rule: RuleResult, at: number, {inputs, findings, truncated}: ValidationResult): boolean {
  if ((truncated[rule.id] ?? 0) === 0) return false
  const last = findings.findLast(({ruleId}) => ruleId === rule.id)
  return last === undefined || at > inputs.findIndex(({path}) => path === last.origin.file)
}

// Enough for a reader; the whole value is in the JSON report.
const VALUE_COLUMNS = 400

function findingText(finding: Finding): string {
  const {severity, message, value, span, fix, origin, hit} = finding
  return [
    `${placeOf(finding)}: ${severity}: ${message}`,
    `  file: ${origin.file}`,
    `  record: ${origin.record}`,
    ...(origin.page === null ? [] : [`  page: ${origin.page}`]),
    `  hit: ${[hitName(hit), ...hitDetails(hit)].join(', ')}`,
    `  param: ${paramName(finding)}`,
    ...(value === null ? [] : [`  value: ${excerpt(value, span, {room: VALUE_COLUMNS, unicode: true}).text}`]),
    `  fix: ${fix}`,
  ].join('\n')
}

/** How the run ended, where no case above says it: an exit code that is not 0 without a red case, or nothing examined. */
function endingOf(result: ValidationResult, options: Options, cases: readonly Case[]): Case | undefined {
  const {exitCode} = options.verdict
  const isRed = cases.some(({kind}) => kind === 'failure' || kind === 'error')
  if (isRed || (exitCode === 0 && wasExamined(result))) return undefined
  const kind = exitCode === 0 ? 'skipped' : exitCode === 1 ? 'failure' : 'error'
  return {name: 'run: proves what was asked', kind, message: verdictOf(result, options).text}
}
