import type {DiagnosedCause, Diagnosis} from '../diagnosis/diagnosis.js'
import type {ExitCode} from '../errors.js'
import type {Fact} from '../issues/evidence.js'
import {accountRows} from './diagnosis-account.js'
import {groupDays, outlineDiagnosis} from './diagnosis-outline.js'
import {groupFiles, remarksOf} from './diagnosis-sections.js'
import {sayProof} from './diagnosis-symptoms.js'
import {placeOfOrigin, sayHit, sayTime, VERDICT_WORDS} from './diagnosis-words.js'
import {dayRanges} from './segments-findings.js'
import {escaped} from './visible.js'

/** A list that is longer ends with a line that counts the rest; `--json` has all. */
const MOST = 50
const MOST_FACTS = 20

export interface DiagnosisLinesOptions {
  readonly exitCode: ExitCode
  /** The verdict and the first cause alone. */
  readonly quiet: boolean
}

/**
 * A diagnosis for a pipe or a log: one fact a line, each beginning with a word of its own and, where it is about a cause, the cause's id.
 * Nothing is coloured, wrapped or aligned, so that lines can be searched and compared between runs.
 */
export function renderDiagnosisLines(diagnosis: Diagnosis, {quiet, exitCode}: DiagnosisLinesOptions): string {
  const outline = outlineDiagnosis(diagnosis)
  const {verdict, because, recheckAt, timeZone} = diagnosis
  const closing = `verdict: ${VERDICT_WORDS[verdict]}: ${because} (exit code ${exitCode})`
  const {primary} = outline
  if (quiet) return print([closing, ...(primary === undefined ? [] : causeLines(primary, 1))])
  return print([
    ...fileLines(diagnosis),
    closing,
    ...(recheckAt === null ? [] : [`look again: ${sayTime(recheckAt, timeZone)}`]),
    ...dayLines(diagnosis.days),
    ...outline.symptoms.flatMap(({issue, causes, above, proofs}) => [
      `symptom: ${issue.id}: ${issue.present === 'unknown' ? 'not known whether it shows' : 'shows'}: ${issue.symptom}`,
      ...factLines(`seen: ${issue.id}`, issue.because, MOST_FACTS),
      ...causes.flatMap((cause) => causeLines(cause, MOST_FACTS)),
      ...above.map((id) => `cause: ${id}: also of ${issue.id}`),
      ...proofs
        .slice(0, MOST)
        .flatMap((proof) => [
          `proof: ${proof.file}: ${proof.day}: ${sayProof(proof)}`,
          ...proof.examples.map(({line, hit}) => `row: ${proof.file}:${line}: ${placeOfOrigin(hit.origin)}: ${sayHit(hit)}`),
        ]),
    ]),
    ...outline.absent.map(({id, because: [fact]}) => `absent: ${id}${fact === undefined ? '' : `: ${withPlace(fact)}`}`),
    ...outline.open.map(({id}) => `open: ${id}: cannot be told from this evidence`),
    ...outline.ruledOut.map(({id, against: [fact]}) => `ruled out: ${id}${fact === undefined ? '' : `: ${withPlace(fact)}`}`),
    // Those that wait for a kind of evidence stand behind it, in the lines about what to supply.
    ...outline.unchecked
      .filter(({missing}) => missing.length === 0)
      .map(({id, reason}) => `not checked: ${id}: ${reason ?? 'the evidence does not tell'}`),
    ...diagnosis.notChecked.map(
      ({evidence, how, causes}) => `supply: ${evidence}: ${how}${causes.length === 0 ? '' : ` [${causes.join(', ')}]`}`,
    ),
    ...diagnosis.accounts.flatMap((account) =>
      accountRows(account).map(([label, text]) => `account: ${account.location}: ${label}: ${text}`),
    ),
    ...some(
      remarksOf(diagnosis).map((text) => `note: ${text}`),
      'note',
    ),
    ...outline.next.map(({owner, text, cause}) => `next: ${owner}: ${cause}: ${text}`),
    ...outline.others.map((owner) => `ticket: --ticket ${owner}`),
  ])
}

function print(lines: readonly string[]): string {
  return lines.map((line) => escaped(line)).join('\n')
}

function some(lines: readonly string[], word: string): string[] {
  return lines.length <= MOST ? [...lines] : [...lines.slice(0, MOST), `${word}: ${lines.length - MOST} more (--json lists all)`]
}

function withPlace({fact, origin}: Fact): string {
  const place = placeOfOrigin(origin)
  return place === '' ? fact : `${fact} [${place}]`
}

function factLines(head: string, facts: readonly Fact[], most: number): string[] {
  const lines = facts.slice(0, most).map((fact) => `${head}: ${withPlace(fact)}`)
  return facts.length <= most ? lines : [...lines, `${head}: ${facts.length - most} more (--json has all)`]
}

function causeLines({id, confidence, owner, summary, because, against, isFault}: DiagnosedCause, most: number): string[] {
  return [
    `cause: ${id}: ${confidence ?? ''}, ${isFault ? `to act: ${owner}` : 'nothing is wrong yet'}: ${summary}`,
    ...factLines(`because: ${id}`, because, most),
    ...factLines(`against: ${id}`, against, most),
  ]
}

function fileLines({fileQuestion, files}: Diagnosis): string[] {
  const lines = groupFiles(fileQuestion, files).flatMap(({paths, says, signals: [signal]}) =>
    paths.map((path) => `file: ${path}: ${says}${signal === undefined ? '' : `: ${signal.detail}`}`),
  )
  return [
    `which file: ${fileQuestion.answer}: ${fileQuestion.says}`,
    ...some(lines, 'file'),
    ...fileQuestion.missing.map((missing) => `file: to settle it: ${missing}`),
  ]
}

function dayLines(days: Diagnosis['days']): string[] {
  return groupDays(days).map(
    (group) => `days: ${group.segment}${group.where === '' ? '' : ` (${group.where})`}: ${group.what}: ${dayRanges(group.days)}`,
  )
}
