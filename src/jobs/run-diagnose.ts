import {diagnose} from '../diagnosis/diagnose.js'
import type {Diagnosis} from '../diagnosis/diagnosis.js'
import {EXIT, type ExitCode} from '../errors.js'
import type {Evidence} from '../issues/evidence.js'
import {ISSUES} from '../issues/issues.js'
import {renderDiagnosis} from '../report/diagnosis.js'
import {renderDiagnosisMarkdown} from '../report/diagnosis-markdown.js'
import {styleFor} from '../report/style.js'
import {renderTicket, type TicketKind} from '../report/ticket.js'
import {maskPersonal} from '../validation/mask.js'
import type {AccountSurroundings} from './collect-accounts.js'
import {collectEvidence, type CollectFlags} from './collect-evidence.js'
import {resolveDiagnoseSettings, type DiagnoseFlags} from './diagnose-settings.js'
import {parseReports, prepareReports, writeReports} from './write-reports.js'

export interface RunDiagnoseFlags extends DiagnoseFlags, CollectFlags {
  readonly 'allow-empty': boolean
  readonly report?: readonly string[] | undefined
  readonly ticket?: TicketKind | undefined
  readonly 'no-color': boolean
  readonly quiet: boolean
}

export interface DiagnoseJob {
  readonly result: Diagnosis
  readonly text: string
  readonly exitCode: ExitCode
}

/** The work of `dc diagnose`: collect, judge, say how it ends. */
export async function runDiagnose(
  flags: RunDiagnoseFlags,
  surroundings: Pick<AccountSurroundings, 'confirmHostKey' | 'signal'>,
  onProgress: (text: () => string) => void,
): Promise<DiagnoseJob> {
  const cwd = process.cwd()
  const now = new Date()
  const {env, stdin} = process
  const reports = parseReports(flags.report ?? [], ['json', 'markdown'])
  const settings = await resolveDiagnoseSettings(flags, {cwd, now})
  await prepareReports(reports, cwd)
  const evidence = await collectEvidence({settings, flags, cwd, stdin, now, surroundings: {...surroundings, env}, onProgress})
  const diagnosis = diagnose(evidence, ISSUES)
  const mask = flags['show-values'] === true ? (text: string) => text : maskPersonal
  const ticket = flags.ticket === undefined ? undefined : renderTicket(diagnosis, evidence, flags.ticket, mask)
  const result: Diagnosis = {...diagnosis, ...(ticket !== undefined && {ticket})}
  const found = exitCodeOf(result, evidence)
  const exitCode = found === EXIT.nothing && flags['allow-empty'] ? EXIT.ok : found
  const writers = {json: () => `${JSON.stringify(result, null, 2)}\n`, markdown: () => renderDiagnosisMarkdown(result)}
  await writeReports(reports, writers, cwd)
  const style = styleFor(process.stdout, {env, noColor: flags['no-color']})
  const text = ticket ?? renderDiagnosis(result, {style, exitCode, quiet: flags.quiet, asLines: !process.stdout.isTTY})
  return {result, text: text.trimEnd(), exitCode}
}

/** Of several that apply the first: 1, 2 (damage), 5, 4, 3, 0. */
function exitCodeOf({verdict}: Diagnosis, {deliveries, accounts, hits, collectors}: Evidence): ExitCode {
  if (verdict === 'fault-found') return EXIT.findings
  if (deliveries.errors.length > 0 || deliveries.files.some(({damage}) => damage.length > 0) || hits?.isDamaged === true) return EXIT.usage
  if (accounts.some(({failure}) => failure !== null) || collectors.some(({outcome}) => outcome === 'failed')) return EXIT.outside
  if (verdict === 'too-early') return EXIT.inconclusive
  const isNothing = deliveries.files.length === 0 && deliveries.seriesFiles.length === 0 && (hits === null || hits.hits === 0)
  if (verdict === 'inconclusive') return isNothing && !deliveries.hasListing ? EXIT.nothing : EXIT.inconclusive
  return EXIT.ok
}
