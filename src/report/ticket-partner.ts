import type {Diagnosis} from '../diagnosis/diagnosis.js'
import type {Evidence} from '../issues/evidence.js'
import type {DiagnosisOutline} from './diagnosis-outline.js'
import {sayInstant} from './diagnosis-words.js'
import {withoutUser} from './ticket-adobe.js'
import {lastGood, writeFiles, writeKind} from './ticket-files.js'
import type {TicketPage} from './ticket-page.js'
import {writeProblem} from './ticket-problem.js'
import {listed} from './wording.js'

/** What the partner needs: what was delivered to it or not, whether it fetched that, and the mapping its side expects. */
export function writePartner(page: TicketPage, diagnosis: Diagnosis, evidence: Evidence, outline: DiagnosisOutline): void {
  const {integration: facts} = evidence
  const integration = facts?.integration
  const {inputs: {accountId} = {}, delivery} = integration ?? {}
  page.heading(`To ${facts?.partner?.name ?? integration?.partner ?? 'the partner'}`)
  page.fields([
    ['account id', typeof accountId === 'string' ? accountId : page.fill('your account id at the partner')],
    ['contact', page.fill('your name and e-mail')],
    ['integration', integration === undefined ? page.fill('name of the integration') : `${integration.name} (${integration.id})`],
    ['report suite', integration?.reportSuite ?? page.fill('report suite id')],
    ['time zone', facts?.timeZone ?? page.fill("the report suite's time zone")],
    [
      'delivered to',
      delivery?.location === undefined || delivery.location === null
        ? page.fill('where the files are delivered')
        : withoutUser(delivery.location),
    ],
  ])
  writeKind(page, diagnosis)
  writeProblem(page, diagnosis, outline)
  writeFiles(page, diagnosis, (segment) => integration?.segments.find(({id}) => id === segment)?.file)
  writeArrived(page, diagnosis)
  writeMapping(page, evidence)
  writeQuestions(page, diagnosis, evidence, outline)
}

const MOST_ARRIVED = 7

function writeArrived(page: TicketPage, {files}: Diagnosis): void {
  const arrived = files
    .filter(({isComplete, kind}) => isComplete && kind !== 'data-warehouse')
    .toSorted((a, b) => (b.arrivedAt ?? '').localeCompare(a.arrivedAt ?? ''))
  if (arrived.length === 0) return
  page.heading('What was delivered, the newest first')
  page.items(
    arrived.map(
      ({path, rows, rowsWithProduct, rowsWithRecipient, arrivedAt, bytes}) =>
        `${path}: ${bytes} bytes, ${rows} rows, ${rowsWithRecipient} with recipient, ${rowsWithProduct} with product, arrived ${arrivedAt === null ? 'at a time not told' : sayInstant(arrivedAt)}`,
    ),
    MOST_ARRIVED,
  )
}

function writeMapping(page: TicketPage, {integration: facts}: Evidence): void {
  if (facts === null) return
  const {variables, events, access} = facts.integration
  page.heading('The mapping on our side')
  page.fields([
    ...variables.map(({role, variable, name}) => [role, name === undefined ? variable : `${variable} (${name})`] as const),
    ...events.map(({role, event, name}) => [role, name === undefined ? event : `${event} (${name})`] as const),
    ['data released', listed(Object.entries(access).map(([element, isGranted]) => `${element}: ${isGranted ? 'yes' : 'no'}`))],
  ])
}

function writeQuestions(
  page: TicketPage,
  diagnosis: Diagnosis,
  {integration: facts, told}: Evidence,
  {next, symptoms}: DiagnosisOutline,
): void {
  const last = lastGood(diagnosis)
  const isMissing = symptoms.some(({issue}) => issue.id === 'files-not-received')
  const confirmed = facts?.integration.partnerConfirmed ?? null
  page.heading('What we ask')
  page.steps([
    ...next.filter(({owner, text}) => owner === 'partner' && !text.startsWith('dc ')).map(({text}) => text),
    isMissing
      ? 'Did you fetch files of the missing days before we could see them? Please look into your pick-up log.'
      : 'Did you fetch the files above, and do they look the same on your side?',
    ...(last === undefined ? [] : [`Is ${last.path} the last file you took in?`]),
    'Which fields does your side expect as recipient id, message id and product id? Please compare with the mapping above.',
    confirmed === null && told['partner-activated'] !== 'yes'
      ? 'Is the integration switched on in your system? If so, since when?'
      : `Is the integration still switched on in your system?${confirmed === null ? '' : ` It was confirmed on ${confirmed.on}.`}`,
  ])
}
