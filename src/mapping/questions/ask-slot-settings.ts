import type {EventMapping, VariableMapping} from '../../connectors/mapped.js'
import {ALLOCATIONS, type Allocation, type MappedEvent, type MappedVariable} from '../integration.js'
import {findVariable} from '../suite-snapshot.js'
import {readAllocation} from '../suite-words.js'
import {rowsOf, slotsOf, type MappingKind} from './slot-rows.js'
import {checkInputOf, itemsOf, put, textOf, type Question, type SetupContext, type SetupState} from './question.js'

/** Questions about the slots that are chosen: their names in Analytics, and how long a variable keeps which value. */

/** What is mapped once: only such a role can be spoken of by its name. */
function singles(
  kind: MappingKind,
  {connector}: SetupContext,
  {integration}: SetupState,
): {wanted: VariableMapping | EventMapping; slot: string}[] {
  return rowsOf<VariableMapping | EventMapping>(connector[kind]).flatMap(({wanted, isList}) => {
    const slot = slotsOf(integration[kind], wanted.role)[0]
    return isList || slot === undefined ? [] : [{wanted, slot}]
  })
}

export function renameQuestions(kind: MappingKind, context: SetupContext, state: SetupState): Question[] {
  const mapped = singles(kind, context, state)
  if (mapped.length === 0) return []
  const gate = `${kind}.rename`
  const named = (current: SetupState): string[] => current.integration[kind].filter(({name}) => name !== undefined).map(({role}) => role)
  const chosen = state.extra[gate] ?? named(state)
  const noun = kind === 'variables' ? 'variables' : 'events'
  const which: Question = {
    key: gate,
    path: null,
    section: kind,
    kind: 'ticks',
    label: `Which ${noun} do you want to rename?`,
    why: `In reports the ${noun} carry the name they have in the suite. You might want to rename them, so that people find the partner's.`,
    good: 'none, where the names are right already',
    flag: '--rename ROLE=NAME',
    required: false,
    choices: mapped.map(({wanted, slot}) => ({value: wanted.role, name: `${wanted.label} (${slot})`})),
    proposal: named(state),
    fallback: [],
    read: (current) => current.extra[gate] ?? (named(current).length > 0 ? named(current) : undefined),
    write: (before, value) => {
      const kept = itemsOf(value)
      const integration = {
        ...before.integration,
        [kind]: before.integration[kind].map((each) => (kept.includes(each.role) ? each : unnamed(each))),
      }
      return {integration, extra: {...before.extra, [gate]: kept}}
    },
  }
  const names = mapped
    .filter(({wanted}) => !context.interactive || chosen.includes(wanted.role))
    .map((each) => nameQuestion(kind, each, context))
  return context.interactive ? [which, ...names] : names
}

function unnamed<Mapped extends MappedVariable | MappedEvent>(mapped: Mapped): Mapped {
  const {name: _name, ...rest} = mapped
  return rest as Mapped
}

function nameQuestion(
  kind: MappingKind,
  {wanted, slot}: {wanted: VariableMapping | EventMapping; slot: string},
  context: SetupContext,
): Question {
  const {role, label} = wanted
  const brand = context.connector.name.split(' ')[0] ?? ''
  return {
    key: `${kind}.${role}.name`,
    path: kind,
    section: kind,
    kind: 'text',
    label: `New name of ${slot} (${label})`,
    why: 'Shown in every report of the suite from the day on which it is changed in the Admin Console.',
    good: 'a name that says whose it is; empty keeps the one it has',
    flag: `--rename ${role}=NAME`,
    required: false,
    proposal: label.includes(brand) ? label : `${brand} ${label}`,
    fallback: '',
    read: ({integration}) => integration[kind].find((each) => each.role === role)?.name,
    write: (state, value) => change(kind, state, role, 'name', textOf(value)),
  }
}

/** Sets one field of a mapped role, or takes it away. */
function change(
  kind: MappingKind,
  state: SetupState,
  role: string,
  field: 'name' | 'allocation' | 'expiration',
  value: string,
): SetupState {
  const alter = <Mapped extends MappedVariable | MappedEvent>(mapped: Mapped): Mapped => {
    if (mapped.role !== role) return mapped
    const {[field]: _old, ...rest} = mapped as Partial<Record<typeof field, string>>
    return (value === '' ? rest : {...rest, [field]: value}) as unknown as Mapped
  }
  const {variables, events} = state.integration
  return kind === 'variables' ? put(state, {variables: variables.map(alter)}) : put(state, {events: events.map(alter)})
}

/** Props and list variables do not persist. */
const persists = (slot: string) => slot === 'campaign' || slot.startsWith('eVar')

export function persistenceQuestions(context: SetupContext, state: SetupState): Question[] {
  const mapped = singles('variables', context, state).filter(({slot, wanted}) => persists(slot) && wanted.direction !== 'export')
  if (mapped.length === 0) return []
  const gate = 'variables.settings'
  const has = (each: MappedVariable) => each.allocation !== undefined || each.expiration !== undefined
  const set = (current: SetupState): string[] => current.integration.variables.filter(has).map(({role}) => role)
  const advised = mapped.filter(({wanted}) => 'kinds' in wanted && (wanted.allocation !== undefined || wanted.expiration !== undefined))
  const chosen = state.extra[gate] ?? set(state)
  const which: Question = {
    key: gate,
    path: null,
    section: 'variables',
    kind: 'ticks',
    label: 'Of which variables do you want to record allocation and expiration?',
    why: 'The expiration decides how long after the click a purchase still counts. What is agreed here is compared with the suite later.',
    good: 'at least those the partner gives advice on',
    flag: '--expiration ROLE=PERIOD',
    required: false,
    choices: mapped.map(({wanted, slot}) => ({value: wanted.role, name: `${wanted.label} (${slot})`})),
    proposal: set(state).length > 0 ? set(state) : advised.map(({wanted}) => wanted.role),
    fallback: [],
    read: (current) => current.extra[gate] ?? (set(current).length > 0 ? set(current) : undefined),
    write: (before, value) => {
      const kept = itemsOf(value)
      const variables = before.integration.variables.map((each) => (kept.includes(each.role) ? each : bare(each)))
      return {integration: {...before.integration, variables}, extra: {...before.extra, [gate]: kept}}
    },
  }
  const settings = mapped
    .filter(({wanted}) => !context.interactive || chosen.includes(wanted.role))
    .flatMap((each) => settingQuestions(each, context, state))
  return context.interactive ? [which, ...settings] : settings
}

function bare(mapped: MappedVariable): MappedVariable {
  const {allocation: _allocation, expiration: _expiration, ...rest} = mapped
  return rest
}

const ALLOCATION_NAMES: Readonly<Record<Allocation, string>> = {
  'most-recent': 'Most Recent: the last value before the event',
  original: 'Original Value: the first one',
  linear: 'Linear: shared among all values',
}

function settingQuestions(
  {wanted, slot}: {wanted: VariableMapping | EventMapping; slot: string},
  context: SetupContext,
  state: SetupState,
): Question[] {
  const {role, label} = wanted
  const advice = 'kinds' in wanted ? wanted : undefined
  const advised = advice?.allocation === undefined ? null : readAllocation(advice.allocation)
  const snapshot = checkInputOf(context, state).snapshot
  const known = findVariable(snapshot, slot)
  const mapped = (current: SetupState) => current.integration.variables.find((each) => each.role === role)
  const campaign = role === 'viewThrough' ? state.integration.variables.find((each) => each.role === 'trackingCode')?.expiration : undefined
  return [
    {
      key: `variables.${role}.allocation`,
      path: 'variables',
      section: 'variables',
      kind: 'choice',
      label: `Allocation of ${slot} (${label})`,
      why: `Which value an order is credited to.${advice?.allocation === undefined ? '' : ` The partner advises ${advice.allocation}.`}`,
      flag: `--allocation ${role}=${advised ?? 'most-recent'}`,
      required: false,
      choices: [...ALLOCATIONS.map((value) => ({value, name: ALLOCATION_NAMES[value]})), {value: '', name: 'Not recorded'}],
      proposal: advised ?? known?.allocation ?? 'most-recent',
      fallback: '',
      read: (current) => mapped(current)?.allocation,
      write: (before, value) => change('variables', before, role, 'allocation', textOf(value)),
    },
    {
      key: `variables.${role}.expiration`,
      path: 'variables',
      section: 'variables',
      kind: 'text',
      label: `Expiration of ${slot} (${label})`,
      why: `After that the variable forgets its value.${advice?.expiration === undefined ? '' : ` The partner: ${advice.expiration}.`}`,
      good: 'never, visit, week, month, 30 days, purchase or another event; empty: not recorded',
      flag: `--expiration ${role}="30 days"`,
      required: false,
      proposal: campaign ?? known?.expiration ?? '30 days',
      fallback: '',
      read: (current) => mapped(current)?.expiration,
      write: (before, value) => change('variables', before, role, 'expiration', textOf(value)),
    },
  ]
}
