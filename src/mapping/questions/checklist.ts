import type {Connector} from '../../connectors/connector.js'
import {findFreeEvents, findFreeVariables, wantedType} from '../free-slots.js'
import {isMappable} from '../needed-roles.js'
import {checkInputOf, type SetupContext, type SetupState} from './question.js'

/** What has to be settled outside of dc before an integration can work: shown before the first question and again in the review. */

export interface ChecklistItem {
  /** `unknown`: dc cannot tell; somebody has to look. */
  readonly state: 'done' | 'open' | 'unknown'
  readonly text: string
}

export function checklistOf(context: SetupContext, state: SetupState): ChecklistItem[] {
  const {connector} = context
  return [...fees(connector, state), ...slots(context, state), ...outside(connector, state), ...people(connector, state)]
}

function fees({wizard, prerequisites, name}: Connector, {integration}: SetupState): ChecklistItem[] {
  if (!(wizard?.accepts?.includes('fees') ?? false) && !prerequisites.some(({id}) => id === 'authorised')) return []
  const accepted = integration.acknowledged.fees
  return [
    accepted === undefined
      ? {state: 'open', text: `fees: ask Adobe and ${name} what it costs; somebody has to accept it`}
      : {state: 'done', text: `fees: accepted by ${accepted.by} on ${accepted.on}`},
  ]
}

function slots(context: SetupContext, state: SetupState): ChecklistItem[] {
  const {connector} = context
  const {integration} = state
  const suite = integration.reportSuite ?? 'the report suite'
  const variables = connector.variables.filter((one) => isMappable(one) && one.required !== false && one.direction !== 'export')
  const events = connector.events.filter((one) => isMappable(one) && one.required !== false && one.direction !== 'export')
  const input = checkInputOf(context, state)
  const items: ChecklistItem[] = []
  const mapped = (roles: readonly string[]) =>
    [...integration.variables, ...integration.events].filter(({role}) => roles.includes(role)).length
  const add = (needed: number, noun: string, roles: readonly string[], free: () => number, kind = '') => {
    if (needed === 0) return
    const what = `${needed} ${noun}${needed === 1 ? '' : 's'}${kind}`
    const done = mapped(roles)
    if (done >= needed) items.push({state: 'done', text: `${what}: mapped`})
    else if (integration.reportSuite === null || input.snapshot === undefined)
      items.push({state: 'unknown', text: `${what} free in ${suite}: dc has no snapshot of it, so look it up in the Admin Console`})
    else {
      const found = free()
      items.push({state: found >= needed - done ? 'done' : 'open', text: `${what} free in ${suite}: ${found >= needed ? 'yes' : found}`})
    }
  }
  const kinds = [...new Set(variables.flatMap((one) => one.kinds))].filter((kind) => kind !== 'reserved')
  const onlyEVars = kinds.length === 1 && kinds[0] === 'eVar'
  add(
    variables.length,
    onlyEVars ? 'eVar' : 'variable',
    variables.map(({role}) => role),
    () => findFreeVariables(input, kinds, variables.length).filter((each) => each.state === 'free').length,
    onlyEVars ? '' : ` (${kinds.join(' or ')})`,
  )
  for (const type of new Set(events.map(wantedType))) {
    const alike = events.filter((one) => wantedType(one) === type)
    add(
      alike.length,
      type === undefined ? 'event' : `${type} event`,
      alike.map(({role}) => role),
      () => findFreeEvents(input, alike[0], alike.length).filter((each) => each.state === 'free').length,
    )
  }
  return items
}

function outside({requires, prerequisites, segments}: Connector, {integration, extra}: SetupState): ChecklistItem[] {
  const wantsSegments = segments.offered.length > 0 && extra['rollup'] !== 'yes'
  const warehouse = requires?.dataWarehouse === true || prerequisites.some(({id}) => id === 'data-warehouse')
  return [
    ...(warehouse && wantsSegments
      ? [
          {
            state: 'unknown',
            text: `Data Warehouse enabled for ${integration.reportSuite ?? 'the report suite'}: without it there are no segments`,
          } as const,
        ]
      : []),
    ...(prerequisites.some(({id}) => id === 'external-tracking')
      ? [{state: 'unknown', text: 'external tracking switched on in the mailing tool, so that links carry the ids'} as const]
      : []),
  ]
}

function people({contacts}: Connector, {integration}: SetupState): ChecklistItem[] {
  const confirmed = integration.partnerConfirmed
  return contacts
    .filter(({side}) => side === 'partner')
    .map(({who, what, mustAct, input}) => {
      if (confirmed !== null && mustAct === true) return {state: 'done', text: `${who}: confirmed to ${confirmed.by} on ${confirmed.on}`}
      const isAnswered = input !== undefined && integration.inputs[input] !== undefined
      return {state: isAnswered ? 'done' : 'open', text: `${who}${mustAct === true ? ' (must act)' : ''}: ${what}`}
    })
}
