import type {ExitCode} from '../errors.js'
import {formatJson} from '../report/json.js'
import {formatJunit} from '../report/junit.js'
import {formatLines} from '../report/lines.js'
import {styleFor} from '../report/style.js'
import {formatTerminal} from '../report/terminal.js'
import type {ReportOptions} from '../report/verdict.js'
import type {FailLevel, Rule, RunContext} from '../rules/rule.js'
import type {ValidationResult} from '../validation/result.js'
import {requireAnyReadable} from './input-result.js'
import {loadRunContext} from './load-run-context.js'
import {REASONS} from './reasons.js'
import {requireKnownEvents, selectRules} from './select-rules.js'
import {validateCaptures} from './validate-captures.js'
import {verdictOf} from './validate-exit.js'
import {parseReports, prepareReports, writeReports} from './write-reports.js'

/** Flags of `dc validate`, as parsed. */
export interface ValidateFlags {
  'allow-empty': boolean
  'fail-on': FailLevel
  host?: string[] | undefined
  ignore?: string[] | undefined
  'input-format'?: string | undefined
  'max-findings': number
  report?: string[] | undefined
  'require-event'?: string[] | undefined
  'require-rule'?: string[] | undefined
  rule?: string[] | undefined
  'show-values': boolean
  suite?: string[] | undefined
  workspace?: string | undefined
}

export interface ValidateJob {
  captures: readonly string[]
  flags: ValidateFlags
  dist: string
  quiet: boolean
  noColor: boolean
  onProgress: (text: () => string) => void
}

/** The work of `dc validate`: judge, report, decide how it ends. */
export async function runValidate({captures, flags, dist, quiet, noColor, onProgress}: ValidateJob): Promise<{
  result: ValidationResult
  text: string
  exitCode: ExitCode
}> {
  const cwd = process.cwd()
  const reports = parseReports(flags.report ?? [], ['json', 'junit'])
  const {context, settings, settingsPath, folder} = await loadRunContext(flags.workspace, cwd)
  const requireRules = flags['require-rule'] ?? []
  const requireEvents = flags['require-event'] ?? []
  requireKnownEvents(requireEvents)
  const {rules, severities} = selectRules({
    only: flags.rule ?? [],
    ignore: flags.ignore ?? [],
    require: requireRules,
    settings,
    settingsPath,
  })
  await prepareReports(reports, captures, cwd)
  const outcome = await validateCaptures({
    captures,
    rules,
    context,
    severities,
    selection: {suites: flags.suite ?? [], hosts: (flags.host ?? []).map(hostOf)},
    cap: flags['max-findings'],
    showValues: flags['show-values'],
    requireEvents,
    cwd,
    stdin: process.stdin,
    dist,
    onProgress,
    notes: whatIsNotAsked(rules, context),
    ...(flags['input-format'] !== undefined && {inputFormat: flags['input-format']}),
  })
  const {result} = outcome
  requireAnyReadable({errors: outcome.errors, inputs: result.inputs})
  const verdict = verdictOf(outcome, {failOn: flags['fail-on'], allowEmpty: flags['allow-empty'], requireRules, requireEvents})
  const options: ReportOptions = {verdict, failOn: flags['fail-on'], rules, reasons: REASONS, quiet}
  await writeReports(reports, {json: () => formatJson(result), junit: () => formatJunit(result, options)}, cwd)
  if (folder !== undefined) {
    // What `dc list` and `dc show` call "validated"; a run outside a workspace loads nothing for it.
    const {recordValidation} = await import('./record-validation.js')
    const note = await recordValidation(folder, result, new Date(), outcome.suitesSeen)
    if (note !== undefined) result.notes.push(note)
  }
  const style = styleFor(process.stdout, {env: process.env, noColor})
  const text = process.stdout.isTTY ? formatTerminal(result, {...options, style}) : formatLines(result, options)
  return {result, text: text.trimEnd(), exitCode: verdict.exitCode}
}

/** Said once for all rules that ask an integration and find none. */
function whatIsNotAsked(rules: readonly Rule[], context: RunContext): string[] {
  if (context.integrations !== undefined) return []
  const silent = rules.filter((rule) => rule.notReady?.(context) !== undefined).length
  if (silent === 0) return []
  const because = context.site === undefined ? 'there is no workspace' : 'the workspace has no integration'
  const what = silent === 1 ? '1 rule that needs' : `${silent} rules that need`
  return [`${because}: generic rules only, ${what} an integration or its report suite ${silent === 1 ? 'does' : 'do'} not apply (dc add)`]
}

/** What is meant by `--host`, which people copy from a URL: `https://smetrics.shop.example:443/`. */
function hostOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^\*\./, '')
    .replace(/[/?#:].*$/, '')
}
