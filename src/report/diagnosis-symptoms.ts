import type {DiagnosedCause} from '../diagnosis/diagnosis.js'
import type {Fact} from '../issues/evidence.js'
import type {RowProof} from '../issues/hit-evidence.js'
import type {DiagnosisOutline, OutlinedSymptom} from './diagnosis-outline.js'
import {capped, placeOfOrigin, sayFact, sayHit, sayTime, type Show} from './diagnosis-words.js'
import type {Page} from './page.js'
import type {Style} from './style.js'
import {excerpt} from './visible.js'
import {count, listed} from './wording.js'

/** What is seen, and under it the causes with what speaks for and against each. */

const MOST_FACTS = {primary: 5, other: 2}
const MOST_PRESENT_FACTS = 2
const MOST_CAUSES = 5

export function writeSymptoms(page: Page, {symptoms, primary}: DiagnosisOutline, options: Omit<CauseOptions, 'mostFacts'>): void {
  const {style, show} = options
  for (const {issue, causes, above, proofs} of symptoms) {
    page.heading(show(issue.symptom))
    writeSeen(page, {issue, causes, above, proofs}, show)
    const {shown, left} = capped(causes, MOST_CAUSES)
    for (const cause of shown) {
      page.blank()
      writeCause(page, cause, {...options, mostFacts: cause === primary ? MOST_FACTS.primary : MOST_FACTS.other})
    }
    if (left > 0) {
      page.blank()
      page.prose(
        `and ${count(left, 'more cause')} that matched: ${show(listed(causes.slice(-left).map(({id}) => id)))} (--json tells them)`,
        2,
      )
    }
    writeProofs(page, proofs, style, show)
  }
}

function writeSeen(page: Page, {issue, causes, above}: OutlinedSymptom, show: Show): void {
  const {shown, left} = capped(issue.because, MOST_PRESENT_FACTS)
  for (const fact of shown) page.prose(show(sayFact(fact)), 2)
  if (left > 0) page.prose(`and ${count(left, 'more fact')}`, 2)
  if (issue.present === 'unknown') page.prose('Whether it shows cannot be told from the evidence.', 2)
  if (above.length > 0) page.prose(`See above: ${show(above.join(', '))}.`, 2)
  if (causes.length + above.length === 0) page.prose('No cause matched.', 2)
}

const LABEL_WIDTH = 9

export interface CauseOptions {
  readonly style: Style
  readonly show: Show
  readonly mostFacts: number
  readonly timeZone: string
}

/** `  because  fact (hits.har:7)`, under the cause's name, its confidence and who must act. */
export function writeCause(page: Page, cause: DiagnosedCause, options: CauseOptions): void {
  const {style, show, mostFacts, timeZone} = options
  const {id, summary, confidence, owner, because, against, recheckAt, isFault} = cause
  page.hanging('  ', show(summary), (line) => style.bold(line))
  page.hanging('  ', `${show(id)}, ${confidence ?? ''}, ${isFault ? TO_ACT[owner] : 'nothing is wrong yet'}`, (line) => style.dim(line))
  writeFacts(page, 'because', because, mostFacts, options)
  writeFacts(page, 'against', against, Math.min(mostFacts, MOST_FACTS.other), options)
  if (recheckAt !== null && !isFault) page.hanging(label('look', style), `again at ${show(sayTime(recheckAt, timeZone))}`)
}

/** Whose move it is. */
const TO_ACT: Readonly<Record<DiagnosedCause['owner'], string>> = {
  you: 'yours to act',
  partner: "the partner's to act",
  adobe: "Adobe's to act",
}

function label(text: string, style: Style): string {
  return style.dim(`    ${text.padEnd(LABEL_WIDTH)}`)
}

function writeFacts(page: Page, word: string, facts: readonly Fact[], most: number, {style, show}: CauseOptions): void {
  const {shown, left} = capped(facts, most)
  for (const [index, fact] of shown.entries()) page.hanging(label(index === 0 ? word : '', style), show(sayFact(fact)))
  if (left > 0) page.hanging(label('', style), `and ${count(left, 'more fact')} (--json has all)`)
}

const MOST_PROOFS = 3
const MOST_EXAMPLES = 3
const LONGEST_HIT = 200

/** Rows of a file without a product, each beside the hit that made it. */
function writeProofs(page: Page, proofs: readonly RowProof[], style: Style, show: Show): void {
  const {shown, left} = capped(proofs, MOST_PROOFS)
  for (const proof of shown) {
    page.blank()
    page.prose(show(`${proof.file}, ${proof.day}: ${sayProof(proof)}`), 2)
    const examples = capped(proof.examples, MOST_EXAMPLES)
    for (const {line, hit} of examples.shown) {
      const text = excerpt(sayHit(hit), null, {room: LONGEST_HIT, unicode: style.unicode}).text
      page.hanging(`    line ${line} ${style.unicode ? '←' : '<-'} `, `${show(placeOfOrigin(hit.origin))}, ${text}`)
    }
    if (examples.left > 0) page.prose(`and ${count(examples.left, 'more row')} (--json lists some more)`, 4)
  }
  if (left > 0) page.prose(`and ${count(left, 'more file')} whose rows were joined to hits (--json lists all)`, 2)
}

/** `3 rows without a product; 3 of them come from 3 hits that send the event without one`. */
export function sayProof({rows, joined, hits, contradicted}: RowProof): string {
  const from = `${count(hits, 'hit')} without products`
  const found = joined === 0 ? 'none of them is found among the hits' : `${joined} of them ${joined === 1 ? 'comes' : 'come'} from ${from}`
  const whose = contradicted === 1 ? 'is of a recipient' : 'are of recipients'
  const against = contradicted === 0 ? '' : `; ${contradicted} ${whose} whose hits all have products, which does not explain the gap`
  return `${count(rows, 'row')} without a product; ${found}${against}`
}
