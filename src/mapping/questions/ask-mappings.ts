import type {EventMapping, VariableMapping} from '../../connectors/mapped.js'
import {KEY_ROLES} from '../../connectors/vocabulary.js'
import {findFreeEvents, findFreeVariables, wantedType, type FreeSlot} from '../free-slots.js'
import type {MappedEvent, MappedVariable} from '../integration.js'
import {parseEvent, parseVariable} from '../slot-name.js'
import {suggestSlots, type SlotSuggestions} from '../suggest-slots.js'
import {acknowledgement} from './ask-general.js'
import {persistenceQuestions, renameQuestions} from './ask-slot-settings.js'
import {checkInputOf, itemsOf, put, textOf, type Choice, type Question, type SetupContext, type SetupState} from './question.js'
import {rowsOf, slotOf, slotsOf, type MappingKind, type Row} from './slot-rows.js'

/** Questions that put the partner's variables and events on slots of the report suite, and give the slots their names and settings. */

/** How many free slots are shown. */
const SHOWN = 6

export function variableQuestions(context: SetupContext, state: SetupState): Question[] {
  const rows = rowsOf(context.connector.variables)
  const mapped = new Set<string>(state.integration.variables.map(({role}) => role))
  const personal = context.connector.variables.some(({role, personalData}) => personalData !== undefined && mapped.has(role))
  const accepts = context.connector.wizard?.accepts?.includes('personal-data') ?? false
  return [
    ...slotQuestions('variables', rows, context, state),
    ...renameQuestions('variables', context, state),
    ...persistenceQuestions(context, state),
    ...(personal ? [acknowledgement('personalData', context, accepts)] : []),
  ]
}

export function eventQuestions(context: SetupContext, state: SetupState): Question[] {
  return [...slotQuestions('events', rowsOf(context.connector.events), context, state), ...renameQuestions('events', context, state)]
}

type Suggest = () => SlotSuggestions

function slotQuestions(
  kind: MappingKind,
  rows: readonly Row<VariableMapping | EventMapping>[],
  context: SetupContext,
  state: SetupState,
): Question[] {
  // Looking for slots costs more than all else here, and most questions are never put.
  let suggestions: SlotSuggestions | undefined
  const suggest = () => (suggestions ??= suggestSlots(checkInputOf(context, state), {optional: true}))
  return rows.map((row) => slotQuestion(kind, row, context, state, suggest))
}

function slotQuestion(
  kind: MappingKind,
  {wanted, labels, isList}: Row<VariableMapping | EventMapping>,
  context: SetupContext,
  state: SetupState,
  suggest: Suggest,
): Question {
  const {role, required} = wanted
  const one = kind === 'variables' ? 'variable' : 'event'
  const isKey = context.connector.category === 'email' && keyRolesOf(context).includes(role)
  const proposed = () => suggest()[kind].find((each) => each.role === role)?.slot ?? null
  const needed = required === true || isKey
  const base = {
    key: `${kind}.${role}`,
    path: kind,
    section: kind,
    label: `${labels.length > 1 ? labels.join(', ') : wanted.label} (${role})`,
    why: explain(wanted, context),
    required: needed,
  } as const
  const flag = () => `--${one} ${role}=${exampleSlot(kind, wanted, proposed()?.slot)}`
  const hint = needed ? '' : required === undefined ? '; may stay empty, though the pages do not say so' : '; may stay empty'
  if (isList) {
    return {
      ...base,
      kind: 'list',
      get flag() {
        return flag()
      },
      good: `${kindsOf(wanted)}, separated by commas${hint}`,
      proposal: [],
      read: ({integration}) => {
        const found = slotsOf(integration[kind], role)
        return found.length === 0 ? undefined : found
      },
      parse: (value) => {
        const parsed = itemsOf(value).map((item) => parseSlot(kind, item))
        const fault = parsed.find((each) => each.fault !== undefined)?.fault
        return fault === undefined ? {value: [...new Set(parsed.map(({value: slot}) => slot ?? ''))]} : {fault}
      },
      write: (before, value) => writeSlots(kind, before, context, role, itemsOf(value)),
    }
  }
  return {
    ...base,
    kind: 'text',
    good: `${kindsOf(wanted)} that nothing else fills${hint}`,
    get flag() {
      return flag()
    },
    get choices() {
      const slots = withProposal(findSlots(kind, wanted, context, state), proposed()).map(toChoice)
      return needed ? slots : [{value: '', name: 'not mapped'}, ...slots]
    },
    get proposal() {
      return required === false ? '' : (proposed()?.slot ?? '')
    },
    read: ({integration}) => slotsOf(integration[kind], role)[0],
    parse: (value) =>
      textOf(value) === '' ? (needed ? {fault: `${wanted.label} has to be mapped`} : {value: ''}) : parseSlot(kind, textOf(value)),
    write: (before, value) => writeSlots(kind, before, context, role, textOf(value) === '' ? [] : [textOf(value)]),
  }
}

const keyRolesOf = ({connector}: SetupContext): string[] =>
  Object.values(KEY_ROLES).flatMap((roles) => roles.find((role) => connector.variables.some((one) => one.role === role)) ?? [])

function kindsOf(wanted: VariableMapping | EventMapping): string {
  if ('kinds' in wanted) return wanted.kinds.map((each) => (each === 'campaign' ? 'campaign' : `${each}N`)).join(' or ')
  const type = wantedType(wanted)
  return type === undefined ? 'eventN' : `eventN of type ${type}`
}

const POPULATED: Readonly<Record<string, string>> = {
  'landing-page': 'Read from the address of the landing page.',
  'page-code': 'Set by code on the page.',
  imported: "The partner's figures are added to it.",
  'collected-on-site': 'Set on the site, where it happens.',
  'survey-beacon': "Sent by the survey's own hit.",
  vista: 'Filled by a rule on Adobe’s servers.',
}

function explain(wanted: VariableMapping | EventMapping, {connector}: SetupContext): string {
  const parts = [
    wanted.direction === 'export' ? `${connector.name} reads it: name what holds it already.` : (POPULATED[wanted.population ?? ''] ?? ''),
    wanted.population === 'imported'
      ? 'Only numeric or currency events take imports, and what is added cannot be taken out: use new ones.'
      : '',
    'personalData' in wanted && wanted.personalData !== undefined ? 'It can identify people.' : '',
    'allocation' in wanted && wanted.allocation !== undefined ? `Allocation: ${wanted.allocation}.` : '',
    'expiration' in wanted && wanted.expiration !== undefined ? `Expiration: ${wanted.expiration}.` : '',
    wanted.note ?? '',
  ]
  return parts.filter((part) => part !== '').join(' ') || `${connector.name} uses it.`
}

function findSlots(kind: MappingKind, wanted: VariableMapping | EventMapping, context: SetupContext, state: SetupState): FreeSlot[] {
  const input = checkInputOf(context, state)
  if (kind === 'variables') {
    const kinds = 'kinds' in wanted ? wanted.kinds : []
    return kinds.flatMap((each) => findFreeVariables(input, [each], each === 'campaign' ? 1 : SHOWN))
  }
  return findFreeEvents(input, 'kinds' in wanted ? undefined : wanted, SHOWN)
}

function withProposal(slots: readonly FreeSlot[], proposed: FreeSlot | null): FreeSlot[] {
  return proposed === null ? [...slots] : [proposed, ...slots.filter(({slot}) => slot !== proposed.slot)]
}

const toChoice = ({slot, note}: FreeSlot): Choice => ({value: slot, name: slot, ...(note !== null && {description: note})})

function exampleSlot(kind: MappingKind, wanted: VariableMapping | EventMapping, proposed: string | undefined): string {
  if (proposed !== undefined) return proposed
  return kind === 'events' ? 'eventN' : 'kinds' in wanted && wanted.kinds[0] !== 'campaign' ? `${wanted.kinds[0] ?? 'eVar'}N` : 'eVarN'
}

function parseSlot(kind: MappingKind, text: string): {value: string; fault?: undefined} | {value?: undefined; fault: string} {
  if (kind === 'variables') {
    const {slot, fault} = parseVariable(text)
    return slot === undefined ? {fault: `${text} ${fault}`} : {value: slot.variable}
  }
  const {slot, fault} = parseEvent(text)
  return slot === undefined ? {fault: `${text} ${fault}`} : {value: slot.event}
}

/** Puts a role on slots, in the connector's order; a name stays with its role, settings of a variable with their slot. */
function writeSlots(kind: MappingKind, state: SetupState, {connector}: SetupContext, role: string, slots: readonly string[]): SetupState {
  const {variables, events} = state.integration
  const order = connector[kind].map((one): string => one.role)
  const place = (each: string) => (order.includes(each) ? order.indexOf(each) : order.length)
  const rebuild = <Mapped extends MappedVariable | MappedEvent>(list: readonly Mapped[], make: (slot: string) => Mapped): Mapped[] => {
    const old = list.filter((each) => each.role === role)
    const made = slots.map((slot, index) => {
      const same = old.find((each) => slotOf(each) === slot)
      if (same !== undefined) return same
      const name = old[index]?.name
      return {...make(slot), ...(name !== undefined && old.length === slots.length && {name})}
    })
    return [...list.filter((each) => each.role !== role), ...made].toSorted((a, b) => place(a.role) - place(b.role))
  }
  if (kind === 'variables') return put(state, {variables: rebuild(variables, (variable) => ({role, variable}) as MappedVariable)})
  return put(state, {events: rebuild(events, (event) => ({role, event}) as MappedEvent)})
}
