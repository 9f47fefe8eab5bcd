import type {Integration} from '../mapping/integration.js'
import {mappingState, nextStep, partnerMustAct, sayAge, type IntegrationOverview} from './integration-overview.js'
import {Page} from './page.js'
import type {Style} from './style.js'
import {visible} from './visible.js'
import {count} from './wording.js'

/** How one thing stands: good, not good, or not known. */
export interface Health {
  readonly what: string
  readonly state: 'good' | 'warning' | 'error' | 'unknown'
  readonly detail: string
}

/** What `dc show` says about how an integration is, evidence with its age. */
export function healthOf(overview: IntegrationOverview, now: Date): Health[] {
  const {integration, connector, missing, validation, file} = overview
  const health: Health[] = [mappingHealth(overview)]
  if (connector !== undefined && missing !== undefined && partnerMustAct(connector) !== undefined) {
    const confirmed = integration.partnerConfirmed
    health.push({
      what: 'partner',
      state: confirmed === null ? 'unknown' : 'good',
      detail:
        confirmed === null
          ? 'nobody has confirmed that the partner switched it on; no data moves before'
          : `confirmed by ${confirmed.by} on ${confirmed.on}`,
    })
  }
  health.push(
    validation === undefined
      ? {what: 'hits', state: 'unknown', detail: 'no capture of this suite was validated in this checkout'}
      : {
          what: 'hits',
          state: (validation.findings['error'] ?? 0) > 0 ? 'error' : (validation.findings['warning'] ?? 0) > 0 ? 'warning' : 'good',
          detail: `${count(validation.findings['error'] ?? 0, 'error')} and ${count(validation.findings['warning'] ?? 0, 'warning')} in ${count(validation.hits, 'hit')} of ${validation.captures.join(', ')}, ${sayAge(validation.time, now)}`,
        },
  )
  if (integration.segments.length > 0) {
    health.push(
      file === undefined
        ? {what: 'files', state: 'unknown', detail: 'no delivered file was looked at in this checkout'}
        : {
            what: 'files',
            state: 'good',
            detail: `${visible(file.name)}${file.day === null ? '' : ` about ${file.day}`}, seen ${sayAge(file.seen, now)}`,
          },
    )
  }
  return health
}

function mappingHealth(overview: IntegrationOverview): Health {
  const {integration, missing} = overview
  if (missing === undefined) {
    return {what: 'mapping', state: 'error', detail: `no connector is called ${integration.partner}, so nothing can be checked`}
  }
  if (missing.length === 0) return {what: 'mapping', state: 'good', detail: 'everything the connector asks for is there'}
  return {
    what: 'mapping',
    state: integration.status === 'active' ? 'error' : 'warning',
    detail: `${mappingState(overview)}: ${missing.map(({message}) => message).join('; ')}`,
  }
}

/** Everything about one integration, for a person. */
export function renderIntegration(overview: IntegrationOverview, {file, now, style}: {file: string; now: Date; style: Style}): string {
  const {integration, connector} = overview
  const page = new Page(style)
  page.line(`${style.bold(integration.name)}  ${style.dim(integration.id)}`)
  page.blank()
  if (integration.description !== '') {
    page.prose(integration.description)
    page.blank()
  }
  page.pairs([
    ['partner', connector === undefined ? `${integration.partner} (unknown)` : `${connector.name} (${connector.id})`],
    ['report suite', integration.reportSuite ?? 'none yet'],
    ['status', `${integration.status}, as recorded in this workspace`],
    [
      'files made by',
      [integration.carrier.kind, integration.carrier.request && `"${integration.carrier.request}"`].filter(Boolean).join(' '),
    ],
    ['notified', integration.notify.join(', ')],
    ['acknowledged', writeAcknowledged(integration)],
    ['file', file],
  ])
  page.heading('Health')
  const tones = {good: 'good', warning: 'warning', error: 'error', unknown: 'info'} as const
  for (const {what, state, detail} of healthOf(overview, now)) {
    page.line(`  ${style.paint(tones[state], state.padEnd(7))}  ${style.bold(what)}`)
    page.prose(detail, 11)
  }
  writeMapping(page, overview)
  writeCollection(page, overview)
  writeDelivery(page, integration)
  page.heading('Next')
  for (const step of nextSteps(overview, now)) page.item(step)
  return page.text
}

function nextSteps(overview: IntegrationOverview, now: Date): string[] {
  const {connector, integration} = overview
  const next = nextStep(overview, now)
  if (next === null) return ['nothing is open']
  if (next.startsWith('dc ')) return [`\`${next}\``]
  const contact = connector && partnerMustAct(connector)
  if (contact === undefined) return [next]
  return [`${contact.who}: ${contact.what}`, `once they have confirmed it: \`dc configure ${integration.id} --partner-confirmed NAME\``]
}

function writeAcknowledged({acknowledged}: Integration): string {
  return Object.entries(acknowledged)
    .map(([what, {by, on}]) => `${what === 'personalData' ? 'personal data' : what} by ${by} on ${on}`)
    .join('; ')
}

function writeMapping(page: Page, {integration, connector}: IntegrationOverview): void {
  const label = (list: 'variables' | 'events', role: string) => connector?.[list].find((each) => each.role === role)?.label ?? ''
  if (integration.variables.length > 0) {
    page.heading('Variables')
    page.columns(
      ['role', 'variable', 'partner calls it', 'name in Analytics'],
      integration.variables.map(({role, variable, name}) => [role, variable, label('variables', role), name ?? '']),
    )
  }
  if (integration.events.length > 0) {
    page.heading('Events')
    page.columns(
      ['role', 'event', 'partner calls it', 'name in Analytics'],
      integration.events.map(({role, event, name}) => [role, event, label('events', role), name ?? '']),
    )
  }
  if (integration.classifications.length > 0) {
    page.heading('Classifications')
    page.columns(
      ['of', 'column', 'name in Analytics'],
      integration.classifications.map(({role, column, name}) => [role, column, name ?? '']),
    )
  }
  if (integration.calculatedMetrics.length > 0) {
    page.heading('Calculated metrics')
    for (const {label: metric, name} of integration.calculatedMetrics) page.item(name === undefined ? metric : `${metric}, as "${name}"`)
  }
}

function writeCollection(page: Page, {integration: {collection, inputs, access}, connector}: IntegrationOverview): void {
  page.heading('Collection')
  page.pairs([
    ['way', collection.mode ?? 'not decided'],
    [
      'parameters',
      Object.entries(collection.parameters)
        .map(([role, name]) => `${name} carries ${role}`)
        .join(', '),
    ],
    ['landing pages', collection.landingPages.join(', ')],
    [
      'inputs',
      Object.entries(inputs)
        .map(([name, value]) => writeInput(name, value, connector))
        .join(', '),
    ],
    [
      'access granted',
      Object.entries(access)
        .flatMap(([element, granted]) => (granted ? [element] : []))
        .join(', '),
    ],
    [
      'access refused',
      Object.entries(access)
        .flatMap(([element, granted]) => (granted ? [] : [element]))
        .join(', '),
    ],
  ])
}

/** Of a credential, or of what may be one, only where it is found: somebody may have written one into the file by hand. */
function writeInput(name: string, value: Integration['inputs'][string], connector: IntegrationOverview['connector']): string {
  if (typeof value === 'object' && 'secret' in value) return `${name} from ${value.secret}`
  const asked = connector?.inputs.find((input) => input.name === name)
  if (asked === undefined || asked.secret === true) return `${name} given`
  return `${name} ${typeof value === 'string' ? value : value.join(' ')}`
}

function writeDelivery(page: Page, {segments, delivery}: Integration): void {
  if (segments.length === 0 && delivery === null) return
  page.heading('Segment files')
  page.columns(
    ['segment', 'file', 'due by'],
    segments.map(({id, name, file, expectedBy}) => [
      name === undefined ? id : `${id} (${name})`,
      file ?? '',
      expectedBy ?? delivery?.expectedBy ?? '',
    ]),
  )
  if (delivery === null) return
  page.blank()
  page.pairs([
    ['delivered to', delivery.location ?? 'not known'],
    ['credential', delivery.credential?.secret],
    ['days', typeof delivery.days === 'string' ? delivery.days : delivery.days.join(', ')],
    ['from', delivery.from ?? undefined],
    ['until', delivery.until ?? undefined],
    ['due by', delivery.expectedBy === null ? undefined : `${delivery.expectedBy} ${delivery.timeZone ?? 'in the time zone of the suite'}`],
    ['a day without rows', {sent: 'an empty file is sent', 'not-sent': 'no file is sent', unknown: 'not known'}[delivery.emptyFile]],
  ])
}
