import type {DiagnosedCause, Diagnosis} from '../diagnosis/diagnosis.js'
import type {Evidence} from '../issues/evidence.js'
import {outlineDiagnosis, type DiagnosisOutline} from './diagnosis-outline.js'
import {sayFact, sayTime} from './diagnosis-words.js'
import {writeAdobe} from './ticket-adobe.js'
import {TicketPage, type Mask} from './ticket-page.js'
import {writePartner} from './ticket-partner.js'

export const TICKETS = ['adobe', 'partner'] as const
export type TicketKind = (typeof TICKETS)[number]

/**
 * The text to send: to Adobe Customer Care (ClientCare), or to the partner. Plain, at most 78 columns, values masked, no secret in it. Where
 * nothing for the reader to do was found it says so on top, and the text is there all the same.
 * @param mask hides what looks personal; the text is passed through it piece by piece
 */
export function renderTicket(diagnosis: Diagnosis, evidence: Evidence, kind: TicketKind, mask: Mask): string {
  const page = new TicketPage(mask)
  const outline = outlineDiagnosis(diagnosis)
  writeCaution(page, diagnosis, outline, kind)
  if (kind === 'adobe') writeAdobe(page, diagnosis, evidence, outline)
  else writePartner(page, diagnosis, evidence, outline)
  return page.text
}

const READERS: Readonly<Record<TicketKind, string>> = {adobe: 'Adobe', partner: 'the partner'}
const SIDES: Readonly<Record<DiagnosedCause['owner'], string>> = {you: 'on our own side', partner: 'with the partner', adobe: 'with Adobe'}

/** What whoever sends it should know first. */
function writeCaution(page: TicketPage, {verdict, recheckAt, timeZone}: Diagnosis, {symptoms}: DiagnosisOutline, kind: TicketKind): void {
  const matched = symptoms.flatMap(({causes}) => causes)
  const faults = matched.filter(({isFault}) => isFault)
  if (faults.some(({owner}) => owner === kind)) return
  const lines: string[] = []
  if (faults.length > 0) {
    lines.push(`Nothing for ${READERS[kind]} to do was found.`)
    for (const {
      summary,
      confidence,
      owner,
      id,
      because: [fact],
    } of faults.slice(0, 3))
      lines.push(
        `The cause found lies ${SIDES[owner]} (${confidence ?? ''}): ${summary} (${id}).${fact === undefined ? '' : ` ${sayFact(fact)}.`}`,
      )
  } else if (verdict === 'too-early') {
    lines.push(`It is too early to send this.${recheckAt === null ? '' : ` Look again at ${sayTime(recheckAt, timeZone)}.`}`)
  } else if (verdict === 'no-fault-found') lines.push('No fault was found in what was examined.')
  else return
  page.heading('Note to the sender (remove before sending)')
  for (const line of lines) page.prose(line)
}
