import type {Diagnosis} from '../diagnosis/diagnosis.js'
import type {AccountEvidence} from '../issues/account-evidence.js'
import type {Evidence, IntegrationFacts} from '../issues/evidence.js'
import type {HitEvidence} from '../issues/hit-evidence.js'
import type {Destination, WarehouseEvidence, WarehouseRequest, WarehouseRun} from '../issues/warehouse-evidence.js'
import {accountRows} from './diagnosis-account.js'
import type {DiagnosisOutline} from './diagnosis-outline.js'
import {sayProof} from './diagnosis-symptoms.js'
import {placeOfOrigin, sayHit, sayInstant} from './diagnosis-words.js'
import {writeFiles, writeKind} from './ticket-files.js'
import type {TicketPage} from './ticket-page.js'
import {writeProblem} from './ticket-problem.js'
import {count, listed} from './wording.js'

/**
 * What Adobe Customer Care (ClientCare) asks for. Source: Getting Started with Analytics data connectors, "Common Issues" (a supported user
 * contacts ClientCare; say which file is meant); Manage Data Warehouse requests (both ids of request and report).
 */
export function writeAdobe(page: TicketPage, diagnosis: Diagnosis, evidence: Evidence, outline: DiagnosisOutline): void {
  const {integration, warehouse, hits} = evidence
  const suite = integration?.integration.reportSuite ?? warehouse?.requests[0]?.reportSuite ?? hits?.suite ?? null
  page.heading('To Adobe Customer Care (ClientCare)')
  page.fields([
    ['subject', subjectOf(outline, suite)],
    ['supported user', page.fill("the supported user's name and e-mail")],
    ['login company', page.fill('login company')],
    ['organization', page.fill('IMS organization id')],
    ['report suite', suite ?? page.fill('report suite id')],
    ['time zone', integration?.timeZone ?? page.fill("the report suite's time zone")],
    ...integrationRows(page, integration),
  ])
  writeKind(page, diagnosis)
  writeProblem(page, diagnosis, outline)
  writeFiles(page, diagnosis, (segment) => integration?.integration.segments.find(({id}) => id === segment)?.file)
  writeRequest(page, warehouse)
  writeAccounts(page, diagnosis.accounts, integration)
  writeHits(page, diagnosis, hits)
  writeTried(page, evidence)
  writeWish(page, outline)
}

const SUBJECTS: Readonly<Record<string, string>> = {
  'no-product-ids': 'No product ids in remarketing segment files',
  'files-not-received': 'Remarketing segment files are not received',
}

function subjectOf({symptoms: [first]}: DiagnosisOutline, suite: string | null): string {
  const what = first === undefined ? 'Remarketing segment files' : (SUBJECTS[first.issue.id] ?? first.issue.symptom)
  return `${what}${suite === null ? '' : `, report suite ${suite}`}`
}

const CARRIERS: Readonly<Record<IntegrationFacts['integration']['carrier']['kind'], string>> = {
  'adobe-exchange': "the partner's Adobe Exchange integration",
  partner: 'the partner',
  'data-warehouse-schedule': 'a scheduled Data Warehouse request',
  'retired-data-connector': 'the data connector (retired on 19 August 2021)',
  unknown: 'not known',
}

function integrationRows(page: TicketPage, facts: IntegrationFacts | null): (readonly [string, string | undefined])[] {
  if (facts === null) return [['integration', page.fill('name of the integration, and its partner')]]
  const {integration, partner, addedAt} = facts
  const {accountId} = integration.inputs
  return [
    ['integration', `${integration.name} (${integration.id}), ${integration.status}`],
    ['partner', partner?.name ?? integration.partner],
    ['account id', typeof accountId === 'string' ? accountId : undefined],
    ['recorded in dc', addedAt === null ? undefined : sayInstant(addedAt)],
    ['files made by', CARRIERS[integration.carrier.kind]],
  ]
}

const MOST_RUNS = 6
const TROUBLED = new Set<WarehouseRun['status']>(['error-processing', 'error-failure-to-send', 'canceled', 'pending', 'processing'])

function writeRequest(page: TicketPage, warehouse: WarehouseEvidence | null): void {
  const [request] = warehouse?.requests ?? []
  page.heading('Data Warehouse request')
  if (request === undefined) {
    page.fields([['request', page.fill('request id (uuid and legacy id), from the Data Warehouse request manager')]])
  } else page.fields(requestRows(page, request))
  const runs = (warehouse?.runs ?? []).toSorted(
    (a, b) => Number(TROUBLED.has(b.status)) - Number(TROUBLED.has(a.status)) || (b.createdAt ?? '').localeCompare(a.createdAt ?? ''),
  )
  if (runs.length === 0) {
    page.fields([['reports', page.fill('report ids (uuid and legacy id) and status of the days in question')]])
    return
  }
  page.items(runs.map(sayRun), MOST_RUNS)
}

function requestRows(page: TicketPage, request: WarehouseRequest): (readonly [string, string | undefined])[] {
  const {name, id, legacyId, status, frequency, startsAt, endsOn, updatedAt, owner, preset, from, to, sendsTo, compression} = request
  const range = preset ?? (from === null ? undefined : `${from} to ${to ?? from} (fixed)`)
  return [
    ['name', name ?? undefined],
    ['request uuid', id ?? page.fill('request uuid')],
    ['legacy id', legacyId ?? page.fill('legacy request id')],
    ['status', status === 'unknown' ? undefined : `${status}${updatedAt === null ? '' : `, updated ${sayInstant(updatedAt)}`}`],
    [
      'runs',
      frequency === null
        ? undefined
        : `${frequency}${startsAt === null ? '' : `, from ${sayInstant(startsAt)}`}${endsOn === null ? '' : `, until ${endsOn}`}`,
    ],
    ['date range', range],
    ['owner', owner === null ? undefined : maskUser(owner)],
    ['compression', compression ?? undefined],
    ['destination', sendsTo === null ? page.fill('type, host and directory of the destination') : sayDestination(sendsTo)],
  ]
}

function sayRun({id, legacyId, status, from, to, createdAt, startedAt, completedAt, currentTask, error}: WarehouseRun): string {
  const time = (label: string, value: string | null) => (value === null ? [] : [`${label} ${sayInstant(value)}`])
  return [
    `report ${id ?? '(uuid not known)'}, legacy id ${legacyId ?? 'not known'}: ${status}`,
    ...(from === null ? [] : [from === to || to === null ? `rows of ${from}` : `rows of ${from} to ${to}`]),
    ...time('created', createdAt),
    ...time('started', startedAt),
    ...time('completed', completedAt),
    ...(currentTask === null ? [] : [`task ${currentTask}`]),
    ...(error === null ? [] : [`error ${error}`]),
  ].join(', ')
}

function sayDestination({kind, host, port, user, directory, id, isDeleted}: Destination): string {
  return listed([
    `type ${kind}`,
    ...(host === null ? [] : [`host ${host}`]),
    ...(port === null ? [] : [`port ${port}`]),
    ...(user === null ? [] : [`user ${maskUser(user)}`]),
    ...(directory === null ? [] : [`directory ${directory}`]),
    ...(id === null ? [] : [`location ${id}`]),
    ...(isDeleted === true ? ['deleted'] : []),
  ])
}

/** Enough to know one's own by. */
export function maskUser(user: string): string {
  return `${Array.from(user)[0] ?? ''}***`
}

/** Where the files are looked for, step by step, in UTC. */
function writeAccounts(page: TicketPage, accounts: readonly AccountEvidence[], integration: IntegrationFacts | null): void {
  page.heading('Where the files are looked for')
  if (accounts.length === 0) {
    const location = integration?.integration.delivery?.location ?? null
    page.fields([['location', location === null ? page.fill('host and directory the files should arrive at') : withoutUser(location)]])
    page.prose('The place itself was not probed.')
    return
  }
  for (const account of accounts.slice(0, MOST_ACCOUNTS)) {
    page.fields([['location', account.location], ...accountRows(account).filter(([label]) => label !== 'steps' && label !== 'limits')])
    page.items(
      account.steps.map(
        ({step, outcome, at, tookMs, detail}) => `${sayInstant(at)} ${step}: ${outcome}, ${tookMs} ms${detail === '' ? '' : `, ${detail}`}`,
      ),
      account.steps.length,
    )
  }
  if (accounts.some(({kind}) => kind !== 'folder'))
    page.fields([['probed from', page.fill('source IP address of the machine that probed')]])
}

const MOST_ACCOUNTS = 3

export function withoutUser(location: string): string {
  return location.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1')
}

const MOST_HITS = 8

function writeHits(page: TicketPage, {proofs}: Diagnosis, hits: HitEvidence | null): void {
  if (hits === null) return
  page.heading('Image requests')
  page.fields([
    [
      'captured',
      `${count(hits.hits, 'hit')}${hits.firstAt === null ? '' : `, ${sayInstant(hits.firstAt)} to ${sayInstant(hits.lastAt ?? hits.firstAt)}`}`,
    ],
    ['complete', hits.isComplete ? 'every hit of the days is in the capture' : 'the capture may lack hits'],
    ['recipient in', hits.recipient?.variable],
    ['message in', hits.message?.variable],
  ])
  page.items(
    hits.days.flatMap(({day, segments}) =>
      segments
        .filter(({events}) => events > 0)
        .map(
          ({event, events, withProducts, withoutProducts}) =>
            `${day}: ${event} on ${count(events, 'hit')}, ${withProducts} with products, ${withoutProducts} without`,
        ),
    ),
  )
  page.items(proofs.map((proof) => `${proof.file}, ${proof.day}: ${sayProof(proof)}`))
  const examples = hits.days.flatMap(({segments}) => segments.flatMap(({examples: {withoutProducts = []}}) => withoutProducts))
  page.items(
    examples.map((hit) => `without products: ${sayHit(hit)} (${placeOfOrigin(hit.origin)})`),
    MOST_HITS,
  )
}

function writeTried(page: TicketPage, {collectors, told}: Evidence): void {
  page.heading('What was tried')
  page.items(
    [
      ...collectors.map(({evidence, what, outcome, detail}) => `${evidence}: ${what}: ${outcome}${detail === null ? '' : `, ${detail}`}`),
      ...Object.entries(told).map(([name, value]) => `looked up by hand: ${name}: ${value}`),
      page.fill('what else was tried: resending, making room, a write test'),
    ],
    MOST_TRIED,
  )
}

const MOST_TRIED = 20

function writeWish(page: TicketPage, {symptoms, next}: DiagnosisOutline): void {
  page.heading('What we ask for')
  const asked = next.filter(({owner, text}) => owner === 'adobe' && !text.startsWith('dc ')).map(({text}) => text)
  const isMissing = symptoms.some(({issue}) => issue.id === 'files-not-received')
  page.steps([
    ...asked,
    isMissing
      ? 'Please investigate why the reports of the days above were not received, and resend them.'
      : 'Please check the request behind these files against the evidence above.',
    'Please tell us the status of these reports and of the destination as you see them.',
  ])
}
