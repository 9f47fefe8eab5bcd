import type {EventMapping, VariableMapping} from '../connectors/mapped.js'
import type {EventRole, VariableRole} from '../connectors/vocabulary.js'
import type {CheckInput} from './check.js'
import {findFreeEvents, findFreeVariables, wantedType, type FreeSlot} from './free-slots.js'
import {isMappable} from './needed-roles.js'

/** A slot proposed for a role that has none. */
export interface SlotSuggestion<Role extends string = string> {
  readonly role: Role
  /** The partner's name for it. */
  readonly label: string
  /** Undefined where no page says. */
  readonly required: boolean | undefined
  /** Null when the suite has none left. */
  readonly slot: FreeSlot | null
}

export interface SlotSuggestions {
  readonly variables: readonly SlotSuggestion<VariableRole>[]
  readonly events: readonly SlotSuggestion<EventRole>[]
}

export interface SuggestOptions {
  /** Also for roles that are documented as optional. Default: false. */
  readonly optional?: boolean
}

/**
 * A slot for every role that is not mapped yet, no slot twice. Roles are taken in the connector's order; eVars and events come side by side
 * where the suite has such a row. `campaign` is proposed only where it is the partner's first choice and no integration of the suite has it.
 */
export function suggestSlots(input: CheckInput, options: SuggestOptions = {}): SlotSuggestions {
  return {variables: suggestVariables(input, options), events: suggestEvents(input, options)}
}

function suggestVariables(input: CheckInput, options: SuggestOptions): SlotSuggestion<VariableRole>[] {
  const open = openRoles(input.connector.variables, input.integration.variables, options)
  const slots = new Map<VariableMapping, FreeSlot>()
  const taken = new Set<string>()
  const give = (mapping: VariableMapping, slot: FreeSlot | undefined) => {
    if (slot === undefined) return
    slots.set(mapping, slot)
    taken.add(slot.slot)
  }
  for (const mapping of open) {
    if (mapping.kinds[0] === 'campaign') give(mapping, findFreeVariables(input, ['campaign'], 1, taken)[0])
  }
  const rest = open.filter((mapping) => !slots.has(mapping))
  for (const kind of ['eVar', 'prop', 'list'] as const) {
    const alike = rest.filter(({kinds}) => firstNumbered(kinds) === kind)
    const row = findFreeVariables(input, [kind], alike.length, taken)
    for (const [index, mapping] of alike.entries()) give(mapping, row[index])
  }
  // What found nothing of its first choice takes what else it may.
  for (const mapping of open) if (!slots.has(mapping)) give(mapping, findFreeVariables(input, mapping.kinds, 1, taken)[0])
  return open.map((mapping) => toSuggestion(mapping, slots.get(mapping)))
}

const firstNumbered = (kinds: VariableMapping['kinds']) => kinds.find((kind) => kind !== 'campaign' && kind !== 'reserved')

function suggestEvents(input: CheckInput, options: SuggestOptions): SlotSuggestion<EventRole>[] {
  const open = openRoles(input.connector.events, input.integration.events, options)
  const slots = new Map<EventMapping, FreeSlot>()
  const taken = new Set<string>()
  for (const type of new Set(open.map(wantedType))) {
    const alike = open.filter((mapping) => wantedType(mapping) === type)
    const row = findFreeEvents(input, alike[0], alike.length, taken)
    for (const [index, mapping] of alike.entries()) {
      const slot = row[index]
      if (slot === undefined) continue
      slots.set(mapping, slot)
      taken.add(slot.slot)
    }
  }
  return open.map((mapping) => toSuggestion(mapping, slots.get(mapping)))
}

function openRoles<Wanted extends VariableMapping | EventMapping>(
  wanted: readonly Wanted[],
  mapped: readonly {readonly role: string}[],
  {optional = false}: SuggestOptions,
): Wanted[] {
  const done = new Set(mapped.map(({role}) => role))
  return wanted.filter(
    (one) =>
      isMappable(one) &&
      !readsOthers(one) &&
      !done.has(one.role) &&
      !('deprecated' in one && one.deprecated) &&
      (optional || one.required !== false),
  )
}

/** The partner reads what the site fills already: an empty slot would be of no use. */
const readsOthers = ({direction, population}: VariableMapping | EventMapping) => direction === 'export' && population !== 'page-code'

function toSuggestion<Role extends string>(
  {role, label, required}: {readonly role: Role; readonly label: string; readonly required?: boolean},
  slot: FreeSlot | undefined,
): SlotSuggestion<Role> {
  return {role, label, required, slot: slot ?? null}
}
