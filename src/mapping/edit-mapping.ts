import {foldName} from '../connectors/connectors.js'
import type {Connector} from '../connectors/connector.js'
import type {EventMapping, VariableMapping} from '../connectors/mapped.js'
import {closest} from '../did-you-mean.js'
import type {Integration, MappedEvent, MappedVariable} from './integration.js'
import {parseEvent, parseVariable} from './slot-name.js'

/** Changes of a mapping as a person writes them: `recipientId=eVar12`. Each gives a new integration, or why it cannot be. */

export type MappingKind = 'variables' | 'events'

export type Edited =
  {readonly integration: Integration; readonly fault?: undefined} | {readonly integration?: undefined; readonly fault: string}

/** `role=text` in its parts; undefined where there is no `=`, or nothing before it. */
export function parseAssignment(text: string): {readonly role: string; readonly value: string} | undefined {
  const at = text.indexOf('=')
  const role = text.slice(0, Math.max(0, at)).trim()
  return role === '' ? undefined : {role, value: text.slice(at + 1).trim()}
}

/**
 * The connector's line for a role: by its name, or by one of the partner's labels, without regard to case and punctuation.
 * A fault names the nearest, and all there are.
 */
export function findRole(
  kind: MappingKind,
  word: string,
  connector: Connector,
): {readonly wanted: VariableMapping | EventMapping; readonly fault?: undefined} | {readonly wanted?: undefined; readonly fault: string} {
  const rows: readonly (VariableMapping | EventMapping)[] = connector[kind]
  const folded = foldName(word)
  const wanted =
    rows.find(({role}) => role === word) ??
    rows.find(({role, label, aka = []}) => [role, label, ...aka].some((name) => foldName(name) === folded))
  if (wanted !== undefined) return {wanted}
  const one = kind === 'variables' ? 'variable' : 'event'
  if (rows.length === 0) return {fault: `${connector.name} maps no ${kind}`}
  const roles = [...new Set(rows.map(({role}) => role))]
  const near = closest(word, roles)
  return {
    fault: `${connector.name} has no ${one} "${word}"; ${near === undefined ? 'its roles are' : `did you mean ${near}? Its roles are`} ${roles.join(', ')}`,
  }
}

/** Puts a role on a slot; whatever it was on before is given up, its name is kept. An `exportDimension` is added to those there are. */
export function setSlot(kind: MappingKind, integration: Integration, connector: Connector, role: string, slot: string): Edited {
  const {wanted, fault} = findRole(kind, role, connector)
  if (wanted === undefined) return {fault}
  if (kind === 'variables') {
    const parsed = parseVariable(slot)
    if (parsed.slot === undefined) return {fault: `${slot || 'nothing'} ${parsed.fault}`}
    const mapped = {role: wanted.role, variable: parsed.slot.variable} as MappedVariable
    return {integration: {...integration, variables: inOrder(put(integration.variables, mapped, 'variable'), connector.variables)}}
  }
  const parsed = parseEvent(slot)
  if (parsed.slot === undefined) return {fault: `${slot || 'nothing'} ${parsed.fault}`}
  const mapped = {role: wanted.role, event: parsed.slot.event} as MappedEvent
  return {integration: {...integration, events: inOrder(put(integration.events, mapped, 'event'), connector.events)}}
}

function put<Mapped extends {readonly role: string}>(list: readonly Mapped[], mapped: Mapped, field: keyof Mapped): Mapped[] {
  if (mapped.role === 'exportDimension') {
    return list.some((each) => each.role === mapped.role && each[field] === mapped[field]) ? [...list] : [...list, mapped]
  }
  const old = list.find(({role}) => role === mapped.role)
  // The name goes with the role; what was agreed on allocation and expiration belonged to the slot.
  const changed = old === undefined || old[field] === mapped[field] ? {...old, ...mapped} : {...named(old), ...mapped}
  return [...list.filter(({role}) => role !== mapped.role), changed]
}

const named = (mapped: object): object => ('name' in mapped ? {name: mapped.name} : {})

const LONGEST_NAME = 100

/** Gives the slot of a role a name in Analytics; an empty text takes the name away. */
export function renameSlot(kind: MappingKind, integration: Integration, connector: Connector, role: string, name: string): Edited {
  const {wanted, fault} = findRole(kind, role, connector)
  if (wanted === undefined) return {fault}
  if (name.length > LONGEST_NAME) return {fault: `a name has at most ${LONGEST_NAME} characters, this one has ${name.length}`}
  const rename = <Mapped extends {readonly role: string; readonly name?: string}>(list: readonly Mapped[]): Mapped[] =>
    list.map((each) => {
      if (each.role !== wanted.role) return each
      const {name: _old, ...rest} = each
      return (name === '' ? rest : {...rest, name}) as Mapped
    })
  if (!integration[kind].some((each) => each.role === wanted.role))
    return {fault: `${wanted.label} (${wanted.role}) is not mapped, so there is nothing to name`}
  return {
    integration:
      kind === 'variables'
        ? {...integration, variables: rename(integration.variables)}
        : {...integration, events: rename(integration.events)},
  }
}

/** Takes a role off its slot; every mapping of it where there are several. Also for a role the connector does not know. */
export function clearSlot(kind: MappingKind, integration: Integration, connector: Connector, role: string): Edited {
  const mapped: readonly {readonly role: string}[] = integration[kind]
  const {wanted, fault} = findRole(kind, role, connector)
  const gone = wanted?.role ?? (mapped.some((each) => each.role === role) ? role : undefined)
  if (gone === undefined) return {fault: fault ?? ''}
  return {
    integration:
      kind === 'variables'
        ? {...integration, variables: integration.variables.filter((each) => each.role !== gone)}
        : {...integration, events: integration.events.filter((each) => each.role !== gone)},
  }
}

/** In the connector's order, so that the same mapping is the same file however it came about. */
function inOrder<Mapped extends {readonly role: string}>(list: readonly Mapped[], wanted: readonly {readonly role: string}[]): Mapped[] {
  const place = ({role}: Mapped) => {
    const at = wanted.findIndex((each) => each.role === role)
    return at === -1 ? wanted.length : at
  }
  return list.toSorted((a, b) => place(a) - place(b))
}

/** One change as a flag of `dc map` says it. */
export interface MappingWish {
  readonly do: 'set' | 'name' | 'clear'
  /** `role=eVar12`, `role=Text`, or the role alone to clear it. */
  readonly text: string
}

/** Carries one wish out. */
export function applyWish(kind: MappingKind, integration: Integration, connector: Connector, wish: MappingWish): Edited {
  if (wish.do === 'clear') return clearSlot(kind, integration, connector, wish.text.trim())
  const assignment = parseAssignment(wish.text)
  if (assignment === undefined) {
    return {fault: wish.do === 'set' ? 'expected ROLE=SLOT, such as recipientId=eVar12' : 'expected ROLE=TEXT, such as sent="E-mail sends"'}
  }
  return (wish.do === 'set' ? setSlot : renameSlot)(kind, integration, connector, assignment.role, assignment.value)
}
