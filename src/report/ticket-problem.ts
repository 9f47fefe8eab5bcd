import type {Diagnosis} from '../diagnosis/diagnosis.js'
import type {DiagnosisOutline} from './diagnosis-outline.js'
import {sayFact, sayTime, VERDICT_WORDS} from './diagnosis-words.js'
import type {TicketPage} from './ticket-page.js'

/** The symptom and what is known of its cause, for the reader of the ticket. */
export function writeProblem(page: TicketPage, {verdict, because, asOf, timeZone}: Diagnosis, {symptoms, primary}: DiagnosisOutline): void {
  page.heading('What is wrong')
  const shown = symptoms.filter(({issue}) => issue.present === true)
  page.items(shown.map(({issue}) => issue.symptom))
  if (shown.length === 0) page.items([page.fill('what you see, and since when')])
  page.items(shown.flatMap(({issue}) => issue.because.slice(0, 3).map(sayFact)))
  page.prose(`As of ${sayTime(asOf, timeZone)}: ${VERDICT_WORDS[verdict].toLowerCase()}; ${because}.`)
  if (primary === undefined) return
  page.items([
    ...primary.because.slice(0, MOST_FACTS).map(sayFact),
    ...primary.against.slice(0, 2).map((fact) => `against it: ${sayFact(fact)}`),
  ])
}

const MOST_FACTS = 5
