import type {ConnectorInput} from '../connectors/connector.js'
import type {EventMapping, VariableMapping} from '../connectors/mapped.js'
import type {Population} from '../connectors/vocabulary.js'
import {needed, type PartnerContext} from './partner-context.js'
import {listed} from './wording.js'

/** What to enter where: inputs, variables, events, what hangs on them. */
export function writeEntries(context: PartnerContext): void {
  const {connector, facts, page, notes} = context
  page.heading('What to enter')
  const {wizard} = connector
  if (wizard !== undefined) {
    const steps = wizard.steps ?? facts.steps
    page.prose(`Steps of Adobe's wizard${notes.ref(wizard)}: ${steps.join(' > ')}.`, 2)
    page.prose(`It asked for ${listed(wizard.asks.map((ask) => ASKED[ask]))}.`, 2)
    if (wizard.accepts !== undefined) page.prose(`It made you accept ${listed(wizard.accepts.map((each) => each.replace('-', ' ')))}.`, 2)
    for (const report of wizard.reports ?? []) {
      page.prose(`It offered ${report.label}${report.options === undefined ? '' : `: ${report.options.join(', ')}`}.`, 2)
    }
    if (wizard.renames !== undefined)
      page.prose(`Besides variables and events it could rename ${listed(wizard.renames.map((each) => RENAMED[each]))}.`, 2)
    if (wizard.rule !== undefined) page.prose(wizard.rule, 2)
  }
  writeInputs(context)
  writeVariables(context)
  writeEvents(context)
  writeAttached(context)
  writeSegments(context)
}

const ASKED = {
  reportSuite: 'the report suite',
  name: 'a name',
  email: 'an e-mail address for notices',
  description: 'a description',
} as const

const RENAMED = {classifications: 'classifications', calculatedMetrics: 'calculated metrics'} as const

function writeInputs({connector, page, notes}: PartnerContext): void {
  if (connector.inputs.length === 0) return
  page.blank()
  page.prose('Inputs', 2)
  for (const input of connector.inputs) page.item(describeInput(input) + notes.ref(input), 4)
}

function describeInput({
  label,
  name,
  aka,
  required,
  secret,
  what,
  shape,
  values,
  max,
  page,
  section,
  fixed,
}: ConnectorInput & {fixed?: string}): string {
  const about = [needed(required), secret ? 'secret' : undefined, max === undefined ? undefined : `up to ${max}`].filter(
    (part) => part !== undefined,
  )
  const place = page === undefined ? section && `under ${section}` : `on page ${page}`
  const detail = [
    what,
    shape === undefined ? undefined : `looks like: ${shape}`,
    values === undefined ? undefined : `one of ${values.join(', ')}`,
    aka === undefined ? undefined : `also called ${aka.join(', ')}`,
    place === undefined ? undefined : `asked ${place}`,
    fixed === undefined ? undefined : `always ${fixed}`,
  ].filter((part) => part !== undefined)
  return `${label} (${[name, ...about].join(', ')})${detail.length === 0 ? '' : `: ${detail.join('; ')}`}`
}

const FILLED: Readonly<Record<Population, string>> = {
  'landing-page': 'landing URL',
  'page-code': 'page code',
  imported: 'import',
  'collected-on-site': 'your tags',
  'survey-beacon': 'survey hit',
  vista: 'Adobe server',
}

function writeVariables({connector, page, notes}: PartnerContext): void {
  if (connector.variables.length === 0) return
  page.blank()
  page.prose('Variables', 2)
  page.columns(
    ['LABEL', 'ROLE', 'KIND', 'NEEDED', 'FILLED BY'],
    connector.variables.map((variable) => [
      variable.label,
      variable.role,
      variable.kinds.join('/'),
      needed(variable.required),
      (variable.population === undefined ? '?' : FILLED[variable.population]) + notes.ref(variable),
    ]),
    4,
  )
  for (const variable of connector.variables) {
    const remarks = remarksOnVariable(variable)
    if (remarks !== '') page.item(`${variable.label}: ${remarks}`, 4)
  }
}

function remarksOnVariable(variable: VariableMapping): string {
  const {
    aka,
    allocation,
    expiration,
    subrelations,
    personalData,
    direction,
    example,
    values,
    delimiter,
    order,
    contextData,
    dataFeedColumn,
    note,
  } = variable
  return sentences([
    aka && `also called ${aka.join(', ')}`,
    allocation && `allocation ${allocation}`,
    expiration && `expiration ${expiration}`,
    subrelations && `${subrelations} subrelations`,
    personalData && (personalData === 'direct' ? 'personal data: names a person' : 'personal data: the partner can tell who it is'),
    direction && 'sent to the partner',
    contextData && `arrives as context data ${contextData}`,
    delimiter && `several values separated by "${delimiter}"`,
    order && `in the order ${order.join(', ')}`,
    values && `values ${values.join(', ')}`,
    example && `for example ${example}`,
    dataFeedColumn && `data feed column ${dataFeedColumn}`,
    note,
  ])
}

function writeEvents({connector, page, notes}: PartnerContext): void {
  if (connector.events.length === 0) return
  page.blank()
  page.prose('Success events', 2)
  page.columns(
    ['LABEL', 'ROLE', 'TYPE', 'NEEDED', 'FILLED BY'],
    connector.events.map((event) => [
      event.label,
      event.role,
      event.type ?? 'any',
      needed(event.required),
      (event.population === undefined ? '?' : FILLED[event.population]) + notes.ref(event),
    ]),
    4,
  )
  const reserved = connector.events.every((event) => event.reserved)
  if (reserved) page.prose("They are Adobe's own events: there is nothing to map.", 4)
  else if (connector.events.some(({population}) => population === 'imported')) {
    page.prose('Imported figures need events of their own: an event that counts something already mixes both for good.', 4)
  }
  for (const event of connector.events) {
    const remarks = remarksOnEvent(event)
    if (remarks !== '') page.item(`${event.label}: ${remarks}`, 4)
  }
}

function remarksOnEvent({aka, direction, indicator, since, deprecated, participation, note}: EventMapping): string {
  return sentences([
    aka && `also called ${aka.join(', ')}`,
    deprecated && 'deprecated',
    direction && 'sent to the partner',
    indicator && `the partner's figure ${indicator}`,
    since && `since version ${since}`,
    participation && `participation ${participation}`,
    note,
  ])
}

/** Parts as one text; a note that is a sentence already comes last and keeps its own full stop. */
function sentences(parts: readonly (string | false | undefined)[]): string {
  const said = parts.filter((part): part is string => typeof part === 'string' && part !== '')
  const notes = said.filter((part) => part.endsWith('.'))
  const phrases = said.filter((part) => !part.endsWith('.'))
  return [phrases.length === 0 ? '' : `${phrases.join('; ')}.`, ...notes].filter((part) => part !== '').join(' ')
}

function writeAttached({connector, facts, page, notes}: PartnerContext): void {
  if (connector.classifications.length > 0) {
    page.blank()
    page.prose('Classifications', 2)
    for (const set of connector.classifications) {
      const personal = set.personalData === undefined ? '' : ` Personal data: ${set.personalData.join(', ')}.`
      const constants = Object.entries(set.constants ?? {}).map(([name, value]) => `${name} is always ${value}`)
      const extra = [...(constants.length === 0 ? [] : [`${constants.join('; ')}.`]), set.how, set.note].filter(
        (part) => part !== undefined,
      )
      page.item(`of ${listed(set.of)}: ${set.names.join(', ')}.${personal}${['', ...extra].join(' ')}${notes.ref(set)}`, 4)
      if (set.choices !== undefined) page.item(`to choose from: ${set.choices.join(', ')}`, 6)
      for (const [metrics, names] of Object.entries(set.breaksDown ?? {})) page.item(`${names.join(', ')} break down ${metrics}`, 6)
    }
  }
  if (connector.calculatedMetrics.length > 0) {
    page.blank()
    page.prose('Calculated metrics', 2)
    for (const metric of connector.calculatedMetrics) {
      page.item(`${metric.label}${metric.formula === undefined ? '' : ` = ${metric.formula}`}${notes.ref(metric)}`, 4)
    }
  }
  if (connector.accessRequests.length > 0) {
    page.blank()
    page.prose('What the partner may read', 2)
    for (const {label, elements = [], required, note, ...fact} of connector.accessRequests) {
      const named =
        elements.length === 0 || elements.includes(label)
          ? ''
          : `: ${listed(elements.map((element) => facts.elements[element] ?? element))}`
      page.item(`${label} (${needed(required)})${named}${note === undefined ? '' : `. ${note}`}${notes.ref(fact)}`, 4)
    }
  }
}

function writeSegments({connector, facts, page, notes}: PartnerContext): void {
  const {offered, extras, rules} = connector.segments
  if (offered.length > 0) {
    page.blank()
    page.prose('Remarketing segments, one file each', 2)
    for (const segment of offered) {
      const common = facts.segments.find(({id}) => id === segment.id)
      const needs = [
        common?.event,
        common?.needsProducts ? 'products in the same hit' : undefined,
        ...(segment.needsEvents ?? []).map((role) => connector.events.find((event) => event.role === role)?.label),
        common?.recommended === undefined ? undefined : `best with ${common.recommended}`,
      ].filter((need) => need !== undefined)
      const label = segment.label ?? common?.name ?? segment.id
      const named = label === common?.name ? label : `${label} (${common?.name ?? segment.id})`
      const about = [common?.qualifies, needs.length === 0 ? undefined : `needs ${needs.join(', ')}`].filter((part) => part !== undefined)
      page.item(`${named}: ${about.join('; ')}.${segment.note === undefined ? '' : ` ${segment.note}`}${notes.ref(segment)}`, 4)
    }
  }
  if (extras !== undefined) page.prose(`The files may also hold ${listed(extras)}.`, 4)
  if (rules !== undefined) {
    page.blank()
    page.prose('Rules for segments', 2)
    for (const rule of rules) page.item(rule, 4)
  }
}
