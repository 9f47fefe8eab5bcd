import type {Diagnosis} from '../diagnosis/diagnosis.js'
import {renderDiagnosisLines, type DiagnosisLinesOptions} from './diagnosis-lines.js'
import {outlineDiagnosis, type DiagnosisOutline} from './diagnosis-outline.js'
import {writeAccounts, writeFileQuestion, writeRemarks} from './diagnosis-sections.js'
import {writeCause, writeSymptoms} from './diagnosis-symptoms.js'
import {capped, namedSome, OWNER_WORDS, sayFact, sayTime, VERDICT_WORDS, type Show} from './diagnosis-words.js'
import {Page} from './page.js'
import {writeCalendars} from './segments.js'
import type {Style, Tone} from './style.js'
import {visible} from './visible.js'
import {count} from './wording.js'

export interface DiagnosisReportOptions extends DiagnosisLinesOptions {
  readonly style: Style
  /** One fact a line, each beginning with a word of its own: for a pipe. */
  readonly asLines: boolean
}

/** What `dc diagnose` prints for people: which file is meant, the verdict, the days, then causes and what to do. */
export function renderDiagnosis(diagnosis: Diagnosis, options: DiagnosisReportOptions): string {
  if (options.asLines) return renderDiagnosisLines(diagnosis, options)
  const {style, quiet} = options
  const page = new Page(style)
  const show = (text: string) => visible(text, style)
  const outline = outlineDiagnosis(diagnosis)
  if (quiet) {
    writeVerdict(page, diagnosis, options, show)
    if (outline.primary !== undefined) writeCause(page, outline.primary, {style, show, mostFacts: 1, timeZone: diagnosis.timeZone})
    return page.text
  }
  writeFileQuestion(page, diagnosis.fileQuestion, diagnosis.files, style, show)
  page.blank()
  writeVerdict(page, diagnosis, options, show)
  writeCalendars(page, diagnosis, style, show)
  writeSymptoms(page, outline, {style, show, timeZone: diagnosis.timeZone})
  writeAbsent(page, outline, show)
  writeRuledOut(page, outline, show)
  writeNotChecked(page, diagnosis, outline, show)
  writeAccounts(page, diagnosis, show)
  writeRemarks(page, diagnosis, show)
  writeNext(page, diagnosis, outline, show)
  return page.text
}

const TONES: Readonly<Record<Diagnosis['verdict'], Tone>> = {
  'fault-found': 'error',
  'no-fault-found': 'good',
  'too-early': 'warning',
  inconclusive: 'warning',
}

function writeVerdict(page: Page, {verdict, because}: Diagnosis, {style, exitCode}: DiagnosisReportOptions, show: Show): void {
  const words = `${VERDICT_WORDS[verdict]}: ${show(because)}`
  page.hanging('', `${words} (exit code ${exitCode})`, (line) => style.paint(TONES[verdict], line))
}

const MOST_ABSENT = 5

/** What was looked for and does not show, with what says so. */
function writeAbsent(page: Page, {absent}: DiagnosisOutline, show: Show): void {
  if (absent.length === 0) return
  page.heading('Does not show')
  const {shown, left} = capped(absent, MOST_ABSENT)
  for (const {symptom, because} of shown) {
    const [fact] = because
    page.item(`${show(symptom)}${fact === undefined ? '' : `: ${show(sayFact(fact))}`}`)
  }
  if (left > 0) page.item(`and ${left} more (--json lists all)`)
}

const MOST_RULED_OUT = 8

function writeRuledOut(page: Page, {ruledOut}: DiagnosisOutline, show: Show): void {
  if (ruledOut.length === 0) return
  page.heading('Ruled out')
  const {shown, left} = capped(ruledOut, MOST_RULED_OUT)
  for (const {id, against} of shown) {
    const [fact] = against
    page.item(`${show(id)}${fact === undefined ? '' : `: ${show(sayFact(fact))}`}`)
  }
  if (left > 0) page.item(`and ${left} more (--json lists all)`)
}

const MOST_REASONS = 6
const MOST_WAITING = 2

function writeNotChecked(page: Page, {notChecked}: Diagnosis, {unchecked, open}: DiagnosisOutline, show: Show): void {
  const reasons = unchecked.filter(({missing}) => missing.length === 0)
  if (notChecked.length + reasons.length + open.length === 0) return
  page.heading('Not checked')
  for (const {how, causes, isThere} of notChecked) {
    const waiting = causes.length === 0 ? '' : `; would tell ${show(namedSome(causes, MOST_WAITING))}`
    page.item(`${show(how)}${isThere ? ' (what was given does not settle it)' : ''}${waiting}`)
  }
  const {shown, left} = capped(reasons, MOST_REASONS)
  for (const {id, reason} of shown) page.item(`${show(id)}: ${show(reason ?? 'the evidence does not tell')}`)
  if (left > 0) page.item(`and ${count(left, 'more cause')} (--json lists all)`)
  if (open.length > 0) page.prose(`Cannot be told from this evidence: ${open.map(({symptom}) => show(symptom)).join('; ')}.`, 2)
}

const MOST_STEPS = 8

/** What to do, who does it, and when to look again. */
function writeNext(page: Page, {recheckAt, timeZone}: Diagnosis, {next, others}: DiagnosisOutline, show: Show): void {
  if (next.length > 0) page.heading('Next steps')
  const {shown, left} = capped(next, MOST_STEPS)
  for (const [index, {owner, text}] of shown.entries()) page.hanging(`  ${index + 1}. `, `${OWNER_WORDS[owner]}: ${show(text)}`)
  if (left > 0) page.prose(`and ${count(left, 'more step')} (--json lists all)`, 5)
  const tickets = others.map((owner) => `\`--ticket ${owner}\` writes the text for ${OWNER_WORDS[owner]}`)
  if (recheckAt === null && tickets.length === 0) return
  page.blank()
  if (recheckAt !== null) page.prose(`Look again: ${show(sayTime(recheckAt, timeZone))}`)
  if (tickets.length > 0) page.prose(`${tickets.join('; ')}.`)
}
