import {diagnose} from '../diagnosis/diagnose.js'
import type {Diagnosis} from '../diagnosis/diagnosis.js'
import {EXIT, type ExitCode} from '../errors.js'
import type {Evidence} from '../issues/evidence.js'
import {ISSUES} from '../issues/issues.js'
import {redact} from '../issues/redaction/redact.js'
import {renderDiagnosis} from '../report/diagnosis.js'
import {renderDiagnosisMarkdown} from '../report/diagnosis-markdown.js'
import {styleFor} from '../report/style.js'
import {renderTicket, type TicketKind} from '../report/ticket.js'
import {maskPersonal} from '../validation/mask.js'
import type {AccountSurroundings} from './collect-accounts.js'
import {collectEvidence, type CollectFlags} from './collect-evidence.js'
import {saveCollected} from './collected-before.js'
import {resolveDiagnoseSettings, type DiagnoseFlags} from './diagnose-settings.js'
import {bundleEvidence} from './bundle-evidence.js'
import {openTokens} from './redaction-key.js'
import {checkBundleTarget, saveBundle} from './save-bundle.js'
import {evidenceSchema} from './schemas/evidence.js'
import {parseReports, prepareReports, writeReports} from './write-reports.js'

export interface RunDiagnoseFlags extends DiagnoseFlags, CollectFlags {
  readonly 'allow-empty': boolean
  readonly evidence?: string | undefined
  readonly 'save-evidence'?: string | undefined
  readonly overwrite?: boolean | undefined
  readonly report?: readonly string[] | undefined
  readonly ticket?: TicketKind | undefined
  readonly 'no-color': boolean
  readonly quiet: boolean
}

export interface DiagnoseSurroundings extends Pick<AccountSurroundings, 'confirmHostKey' | 'signal'> {
  /** Version of this dc. */
  readonly version: string
}

export interface DiagnoseJob {
  readonly result: Diagnosis
  readonly text: string
  readonly exitCode: ExitCode
}

/** Files that a report must not be written over. */
function inputsOf({evidence, files, hits, log, schedule}: RunDiagnoseFlags): string[] {
  return [evidence, files, hits, log, schedule].flat().filter((path) => path !== undefined)
}

/** The work of `dc diagnose`: collect or read evidence, judge, say how it ends. */
export async function runDiagnose(
  flags: RunDiagnoseFlags,
  surroundings: DiagnoseSurroundings,
  onProgress: (text: () => string) => void,
): Promise<DiagnoseJob> {
  const cwd = process.cwd()
  const reports = parseReports(flags.report ?? [], ['json', 'markdown'])
  const target = flags['save-evidence']
  const bundle = {cwd, overwrite: flags.overwrite ?? false, isRedacted: flags['show-values'] !== true, dc: surroundings.version}
  if (target !== undefined) await checkBundleTarget(target, bundle)
  await prepareReports(reports, inputsOf(flags), cwd)
  const {evidence, shown} = await findEvidence(flags, surroundings, onProgress)
  // What is printed is judged by what is shown: a bundle gives the same diagnosis wherever it is judged.
  const diagnosis = diagnose(shown, ISSUES)
  const mask = flags['show-values'] === true ? (text: string) => text : maskPersonal
  const ticket = flags.ticket === undefined ? undefined : renderTicket(diagnose(evidence, ISSUES), evidence, flags.ticket, mask)
  const result: Diagnosis = {...diagnosis, ...(ticket !== undefined && {ticket})}
  const found = exitCodeOf(result, shown)
  const exitCode = found === EXIT.nothing && flags['allow-empty'] ? EXIT.ok : found
  if (target !== undefined) await saveBundle(shown, target, bundle)
  const writers = {json: () => `${JSON.stringify(result, null, 2)}\n`, markdown: () => renderDiagnosisMarkdown(result)}
  await writeReports(reports, writers, cwd)
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color']})
  const text = ticket ?? renderDiagnosis(result, {style, exitCode, quiet: flags.quiet, asLines: !process.stdout.isTTY})
  return {result, text: text.trimEnd(), exitCode}
}

interface FoundEvidence {
  readonly evidence: Evidence
  /** Without what is personal, unless values are to be shown. */
  readonly shown: Evidence
}

async function findEvidence(
  flags: RunDiagnoseFlags,
  surroundings: DiagnoseSurroundings,
  onProgress: (text: () => string) => void,
): Promise<FoundEvidence> {
  const cwd = process.cwd()
  if (flags.evidence !== undefined) {
    const {evidence, isRedacted} = await bundleEvidence(flags.evidence, flags, cwd)
    // One that was saved with its values shown shows them to nobody who did not ask.
    const isOpen = isRedacted || flags['show-values'] === true
    return {evidence, shown: isOpen ? evidence : redact(evidence, await openTokens(undefined))}
  }
  const now = new Date()
  const {env, stdin} = process
  const settings = await resolveDiagnoseSettings(flags, {cwd, now})
  const {workspace, integration} = settings.inspect
  const evidence = await collectEvidence({settings, flags, cwd, stdin, now, surroundings: {...surroundings, env}, onProgress})
  const redacted = redact(evidence, await openTokens(workspace))
  // What was learnt of accounts is there for the next run without a line.
  if (workspace !== undefined && integration !== undefined && flags.offline !== true && settings.accounts.length > 0)
    await saveCollected(workspace, integration.id, redacted)
  const judged = flags['show-values'] === true ? evidence : redacted
  // In the very shape in which a bundle holds it. What does not fit is judged all the same: a case is not lost for a number out of range.
  const {data: shown = judged} = evidenceSchema.safeParse(judged)
  return {evidence, shown}
}

/** Of several that apply the first: 1, 2 (damage), 5, 4, 3, 0. */
function exitCodeOf({verdict, days}: Diagnosis, {deliveries, integration, accounts, hits, collectors}: Evidence): ExitCode {
  if (verdict === 'fault-found') return EXIT.findings
  const failed = collectors.filter(({outcome}) => outcome === 'failed')
  const isDamaged = deliveries.errors.length > 0 || deliveries.files.some(({damage}) => damage.length > 0) || hits?.isDamaged === true
  if (isDamaged || failed.some(({evidence}) => evidence !== 'account')) return EXIT.usage
  if (failed.length > 0 || accounts.some(({failure}) => failure !== null)) return EXIT.outside
  if (verdict === 'too-early') return EXIT.inconclusive
  const isNothing = deliveries.files.length === 0 && deliveries.seriesFiles.length === 0 && (hits === null || hits.hits === 0)
  if (verdict === 'inconclusive') {
    const isAwaited = integration !== null && deliveries.hasListing
    return isNothing && days.length === 0 && !isAwaited ? EXIT.nothing : EXIT.inconclusive
  }
  return EXIT.ok
}
