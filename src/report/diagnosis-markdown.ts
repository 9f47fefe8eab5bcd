import type {DiagnosedCause, Diagnosis} from '../diagnosis/diagnosis.js'
import type {Fact} from '../issues/evidence.js'
import {accountRows} from './diagnosis-account.js'
import {groupDays, outlineDiagnosis, type DiagnosisOutline, type OutlinedSymptom} from './diagnosis-outline.js'
import {accountsToTell, groupFiles, remarksOf} from './diagnosis-sections.js'
import {sayProof} from './diagnosis-symptoms.js'
import {capped, OWNER_WORDS, placeOfOrigin, sayInstant, sayTime, VERDICT_WORDS} from './diagnosis-words.js'
import {dayRanges} from './segments-findings.js'
import {visible} from './visible.js'

/** Longer lists end with a line that counts the rest: a ticket is read by people. */
const MOST = 20

/** `--report markdown=PATH`: headings, lists and tables that a ticket system renders. What comes from elsewhere is escaped. */
export function renderDiagnosisMarkdown(diagnosis: Diagnosis): string {
  const outline = outlineDiagnosis(diagnosis)
  const {verdict, because, asOf, timeZone, recheckAt, integration} = diagnosis
  const blocks = [
    `# Diagnosis${integration === null ? '' : ` of ${text(integration)}`}`,
    `Judged as of ${text(sayTime(asOf, timeZone))}.`,
    ...fileQuestion(diagnosis),
    '## Verdict',
    `**${VERDICT_WORDS[verdict]}**: ${text(because)}.${recheckAt === null ? '' : ` Look again: ${text(sayTime(recheckAt, timeZone))}.`}`,
    ...days(diagnosis),
    ...outline.symptoms.flatMap(symptom),
    ...list(
      '## Does not show',
      outline.absent.map(({symptom: seen, because: [fact]}) => `${text(seen)}${fact === undefined ? '' : `: ${factText(fact)}`}`),
    ),
    ...list(
      '## Ruled out',
      outline.ruledOut.map(({id, against: [fact]}) => `${text(id)}${fact === undefined ? '' : `: ${factText(fact)}`}`),
    ),
    ...notChecked(diagnosis, outline),
    ...accountsToTell(diagnosis).flatMap((account) => [
      `## ${text(account.location)}`,
      table(
        ['', ''],
        accountRows(account).map(([label, value]) => [label, text(value)]),
      ),
    ]),
    ...list('## To know', remarksOf(diagnosis).map(text)),
    ...list(
      '## Next steps',
      outline.next.map(({owner, text: step}) => `**${OWNER_WORDS[owner]}**: ${text(step)}`),
      '1.',
    ),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** Text that may come from a server or a capture, as plain text in Markdown: nothing in it is markup, HTML or a link. */
export function text(value: string): string {
  return (
    visible(value)
      .replace(/[\\`*_[\]{}|~#]/g, String.raw`\$&`)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Ticket systems turn addresses and people's names into links.
      .replaceAll('://', ':&#47;/')
      .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}&#46;`)
      .replace(/@(?=\w)/g, '&#64;')
      .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, (_all, blank: string, mark: string) => `${blank}${mark.slice(0, -1)}\\${mark.slice(-1)}`)
  )
}

function factText({fact, origin}: Fact): string {
  const place = placeOfOrigin(origin)
  return place === '' ? text(fact) : `${text(fact)} (${text(place)})`
}

function list(title: string, items: readonly string[], mark = '-'): string[] {
  if (items.length === 0) return []
  const {shown, left} = capped(items, MOST)
  const lines = [...shown.map((item) => `${mark} ${item}`), ...(left === 0 ? [] : [`${mark} and ${left} more`])]
  return title === '' ? [lines.join('\n')] : [title, lines.join('\n')]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |`
  const {shown, left} = capped(rows, MOST)
  const more = left === 0 ? [] : [line([`and ${left} more`, ...head.slice(1).map(() => '')])]
  return [line(head), line(head.map(() => '---')), ...shown.map(line), ...more].join('\n')
}

function fileQuestion({fileQuestion: question, files}: Diagnosis): string[] {
  const groups = groupFiles(question, files).map(({paths, says, signals: [signal]}) => [
    `${text(paths[0] ?? '')}${paths.length === 1 ? '' : ` and ${paths.length - 1} more`}`,
    says,
    signal === undefined ? '' : text(signal.detail),
  ])
  return [
    '## Which file',
    `${capital(text(question.says))}.`,
    ...(groups.length === 0 ? [] : [table(['File', 'Kind', 'Evidence'], groups)]),
    ...list(
      '',
      question.missing.map((missing) => `to settle it: ${text(missing)}`),
    ),
  ]
}

const capital = (sentence: string) => sentence.slice(0, 1).toUpperCase() + sentence.slice(1)

function days({days: all}: Diagnosis): string[] {
  const rows = groupDays(all).map((group) => [
    text(group.where === '' ? group.segment : `${group.segment}, ${group.where}`),
    text(group.what),
    text(dayRanges(group.days)),
  ])
  return rows.length === 0 ? [] : ['## Days', table(['Segment', 'What became of it', 'Days'], rows)]
}

function symptom({issue, causes, above, proofs}: OutlinedSymptom): string[] {
  return [
    `## ${text(issue.symptom)}`,
    ...list('', issue.because.map(factText)),
    ...(causes.length + above.length === 0 ? ['No cause matched.'] : []),
    ...(above.length === 0 ? [] : [`See above: ${above.map(text).join(', ')}.`]),
    ...causes.flatMap(cause),
    ...proofs.flatMap((proof) => [
      `${text(proof.file)}, ${text(proof.day)}: ${text(sayProof(proof))}.`,
      ...(proof.examples.length === 0
        ? []
        : [
            table(
              ['Line', 'Hit', 'Page', 'Time', 'Library'],
              proof.examples.map(({line, hit}) => [
                String(line),
                text(placeOfOrigin(hit.origin)),
                text([hit.name, hit.page].filter((part) => part !== null).join(', ')),
                text(sayInstant(hit.at)),
                text(hit.library ?? ''),
              ]),
            ),
          ]),
    ]),
  ]
}

function cause({id, summary, confidence, owner, because, against, source, isFault}: DiagnosedCause): string[] {
  return [
    `### ${text(summary)}`,
    `${text(id)}, ${confidence ?? ''}; ${isFault ? `to act: ${OWNER_WORDS[owner]}` : 'nothing is wrong yet'}. Source: ${text(source)}`,
    ...list('', [...because.map((fact) => `because: ${factText(fact)}`), ...against.map((fact) => `against: ${factText(fact)}`)]),
  ]
}

function notChecked({notChecked: missing}: Diagnosis, {unchecked, open}: DiagnosisOutline): string[] {
  const reasons = unchecked.filter((one) => one.missing.length === 0)
  return list('## Not checked', [
    ...missing.map(({how, causes}) => `${text(how)}${causes.length === 0 ? '' : `; would tell ${text(causes.join(', '))}`}`),
    ...reasons.map(({id, reason}) => `${text(id)}: ${text(reason ?? 'the evidence does not tell')}`),
    ...open.map((issue) => `cannot be told from this evidence: ${text(issue.symptom)}`),
  ])
}
