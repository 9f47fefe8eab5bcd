import type {Connector} from '../connectors/connector.js'
import type {MappingProblem} from '../mapping/check.js'
import type {Integration} from '../mapping/integration.js'
import type {ChecklistItem} from '../mapping/questions/checklist.js'
import {Page} from './page.js'
import type {Style} from './style.js'
import {visible} from './visible.js'
import {count} from './wording.js'

/** The review before an integration is written: everything that was entered, in the groups of the retired console, and what is wrong with it. */
export interface SetupReview {
  readonly integration: Integration
  readonly connector: Connector
  readonly problems: readonly MappingProblem[]
  readonly checklist: readonly ChecklistItem[]
}

/** Source: screenshots of the console's review page: the groups, and "will rename as". */
export function renderReview({integration, connector, problems, checklist}: SetupReview, style: Style): string {
  const page = new Page(style)
  page.line(`${style.bold(visible(integration.name))}  ${style.dim(integration.id)}`)
  writeGeneral(page, integration, connector)
  writeSlots(page, integration, connector)
  writeData(page, integration, connector)
  writeCollection(page, integration)
  writeDelivery(page, integration)
  writeChecklist(page, checklist, style)
  writeProblems(page, problems, style)
  return page.text
}

function writeGeneral(page: Page, integration: Integration, {name, inputs}: Connector): void {
  page.heading('General settings')
  const {acknowledged} = integration
  page.pairs([
    ['partner', name],
    ['report suite', integration.reportSuite ?? 'not chosen'],
    ['notified', integration.notify.join(', ')],
    ['description', visible(integration.description)],
    ...Object.entries(acknowledged).map(
      ([what, {by, on}]) => [what === 'personalData' ? 'personal data' : what, `acknowledged by ${visible(by)} on ${on}`] as const,
    ),
  ])
  const entered = Object.entries(integration.inputs)
  if (entered.length === 0) return
  page.heading('Partner settings')
  page.pairs(
    entered.map(([input, value]) => {
      const label = inputs.find((each) => each.name === input)?.label ?? input
      if (typeof value === 'object' && 'secret' in value) return [label, `a secret, kept in ${value.secret}`]
      return [label, visible(typeof value === 'string' ? value : value.join(', '))]
    }),
  )
}

function writeSlots(page: Page, {variables, events}: Integration, connector: Connector): void {
  const label = (list: 'variables' | 'events', role: string) => connector[list].find((each) => each.role === role)?.label ?? role
  if (variables.length > 0) {
    page.heading('Variables')
    page.columns(
      ['VARIABLE', 'MAPPED TO', 'RENAMED TO', 'ALLOCATION, EXPIRATION'],
      variables.map(({role, variable, name = '', allocation, expiration}) => [
        label('variables', role),
        variable,
        visible(name),
        [allocation, expiration].filter((part) => part !== undefined).join(', '),
      ]),
    )
  }
  if (events.length === 0) return
  page.heading('Events')
  page.columns(
    ['EVENT', 'MAPPED TO', 'RENAMED TO'],
    events.map(({role, event, name = ''}) => [label('events', role), event, visible(name)]),
  )
}

function writeData(page: Page, integration: Integration, {calculatedMetrics}: Connector): void {
  const {classifications, segments, access, reports} = integration
  const named = (what: string, name: string | undefined) => (name === undefined || name === what ? what : `${what} as "${visible(name)}"`)
  const rows: [string, string][] = [
    ['classifications', classifications.map(({column, name}) => named(column, name)).join(', ')],
    ['segments', segments.map(({id, name}) => named(id, name)).join(', ')],
    [
      'calculated metrics',
      integration.calculatedMetrics
        .map(({label, name}) => {
          const formula = calculatedMetrics.find((each) => each.label === label)?.formula
          return `${named(label, name)}${formula === undefined ? '' : ` = ${formula}`}`
        })
        .join('; '),
    ],
    [
      'may be read',
      Object.keys(access)
        .filter((element) => access[element] === true)
        .join(', '),
    ],
    [
      'not granted',
      Object.keys(access)
        .filter((element) => access[element] !== true)
        .join(', '),
    ],
    ['reports', reports.join(', ')],
  ]
  if (rows.every(([, text]) => text === '')) return
  page.heading('Data settings')
  page.pairs(rows)
}

function writeCollection(page: Page, {collection}: Integration): void {
  const parameters = Object.entries(collection.parameters)
  if (collection.mode === null && parameters.length === 0) return
  page.heading('Data collection')
  page.pairs([
    ['mode', collection.mode ?? 'not chosen'],
    ...parameters.map(([role, name]) => [role, `from the query parameter ${name}`] as const),
    ['landing pages', collection.landingPages.map((url) => visible(url)).join(', ')],
  ])
}

function writeDelivery(page: Page, {carrier, delivery, segments}: Integration): void {
  if (segments.length === 0) return
  page.heading('Delivery')
  const {location, credential, from, until, expectedBy, timeZone, days, emptyFile} = delivery ?? {}
  page.pairs([
    ['made by', carrier.request === undefined ? carrier.kind : `${carrier.kind} "${visible(carrier.request)}"`],
    ['location', location ?? 'not known yet'],
    ['credential', credential?.secret],
    ['from', from ?? undefined],
    ['until', until ?? undefined],
    ['there by', expectedBy === null || expectedBy === undefined ? undefined : `${expectedBy} (${timeZone ?? 'time zone of the suite'})`],
    ['days', days === undefined || days === 'daily' ? undefined : days.join(', ')],
    ['without rows', emptyFile === undefined || emptyFile === 'unknown' ? undefined : emptyFile],
    ['files', segments.flatMap(({id, file}) => (file === undefined ? [] : [`${id}: ${file}`])).join(', ')],
  ])
}

/** What is settled outside of dc: at the start, and again in the review. */
export function writeChecklist(page: Page, checklist: readonly ChecklistItem[], style: Style): void {
  if (checklist.length === 0) return
  page.heading('Checklist')
  const marks = {done: style.paint('good', 'done   '), open: style.paint('warning', 'to do  '), unknown: style.paint('info', 'look up')}
  for (const {state, text} of checklist) page.hanging(`  ${marks[state]}  `, visible(text))
}

const TONES = {error: 'error', warning: 'warning', info: 'info'} as const

function writeProblems(page: Page, problems: readonly MappingProblem[], style: Style): void {
  const faults = problems.filter(({outcome}) => outcome === 'fail')
  const unknown = problems.filter(({outcome}) => outcome === 'unknown')
  if (faults.length > 0) {
    page.heading(faults.some(({severity}) => severity === 'error') ? 'Errors and warnings' : 'Warnings')
    for (const {severity, message, fix} of faults) {
      page.hanging(`  ${style.paint(TONES[severity], severity.padEnd(7))}  `, visible(message))
      if (fix !== '') page.hanging('           ', `fix: ${visible(fix)}`)
    }
  }
  if (unknown.length === 0) return
  page.heading('Not known')
  const fixes = new Set(unknown.map(({fix}) => fix))
  page.prose(
    `${count(unknown.length, 'check')} could not be made: ${[...new Set(unknown.map(({message}) => message))].slice(0, 4).join('; ')}${unknown.length > 4 ? ' …' : ''}`,
    2,
  )
  for (const fix of fixes) page.item(visible(fix))
}

export interface NextStep {
  readonly what: string
  /** A command that exists; null where it is done elsewhere. */
  readonly command: string | null
}

export function renderNext(steps: readonly NextStep[], style: Style): string {
  const page = new Page(style)
  page.line(style.paint('heading', 'Next'))
  for (const {what, command} of steps) {
    page.item(what)
    // A command is only of use in one piece.
    if (command !== null) page.line(`    ${command}`)
  }
  return page.text
}
