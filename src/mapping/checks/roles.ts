import type {EventMapping, VariableMapping} from '../../connectors/mapped.js'
import {fail, PASS, setCommand, type MappingCheck, type Observation, type Placed} from '../check.js'
import {moveCommand} from '../free-slots.js'
import {findMissingCounts, findMissingRoles, isMappable} from '../needed-roles.js'
import {kindOf, parseEvent, parseVariable} from '../slot-name.js'

/** Checks that an integration and its connector answer by themselves: which roles, on what kind of slot. */

const rolesMissing: MappingCheck = {
  code: 'role-missing',
  summary: 'Every role the partner needs is mapped',
  *run({integration, connector, lacking}) {
    if (![...connector.variables, ...connector.events].some(isMappable)) return
    const missing = findMissingRoles(integration, connector)
    const counts = findMissingCounts(integration, connector)
    if (missing.length + counts.length === 0) yield PASS
    for (const {kind, role, label, why} of missing) {
      const example = setCommand(`${kind}s`, integration, role, kind === 'event' ? 'eventN' : 'eVarN')
      yield fail(lacking, `${kind}s`, `${label} (${role}) is not mapped: ${why}`, example)
    }
    for (const {kind, count, roles} of counts) {
      const what = count === 1 ? `one more ${kind}` : `${count} more ${kind}s`
      yield fail(lacking, `${kind}s`, `the partner asks for ${what}, of ${roles.join(', ')}`, `dc map ${kind}s ${integration.id} --suggest`)
    }
  },
}

const roleUnknown: MappingCheck = {
  code: 'role-unknown',
  summary: 'Every mapped role is one of the partner',
  *run({integration, connector, variables, events}) {
    for (const {mapped, wanted, path} of [...variables, ...events]) {
      const kind = 'variable' in mapped ? 'variables' : 'events'
      const roles = connector[kind].map(({role}) => role).join(', ') || 'none'
      yield wanted !== undefined
        ? PASS
        : fail(
            'error',
            `${path}.role`,
            `${connector.name} has no ${kind.slice(0, -1)} with the role ${mapped.role}; it has ${roles}`,
            `dc map ${kind} ${integration.id} --clear ${mapped.role}`,
          )
    }
  },
}

const roleRepeated: MappingCheck = {
  code: 'role-repeated',
  summary: 'No role is mapped more often than the partner has it',
  *run({integration, connector, variables, events}) {
    const look = function* (placed: readonly Placed<{role: string}, unknown>[], kind: 'variables' | 'events'): Iterable<Observation> {
      const rows: readonly (VariableMapping | EventMapping)[] = connector[kind]
      for (const [index, {mapped, path, label}] of placed.entries()) {
        const times = placed.slice(0, index + 1).filter((each) => each.mapped.role === mapped.role).length
        // Dimensions to read are a list by nature, which a connector gives by one line or by several.
        const most = mapped.role === 'exportDimension' ? Infinity : Math.max(1, rows.filter(({role}) => role === mapped.role).length)
        yield times <= most
          ? PASS
          : fail(
              'error',
              `${path}.role`,
              `${label} (${mapped.role}) is mapped ${times} times`,
              `dc map ${kind} ${integration.id} --clear ${mapped.role}`,
            )
      }
    }
    yield* look(variables, 'variables')
    yield* look(events, 'events')
  },
}

/** Also for names that never went through the file's schema: answers of a wizard, say. */
const slotInvalid: MappingCheck = {
  code: 'slot-invalid',
  summary: 'Every slot exists: eVar1-250, prop1-75, list1-3, campaign, event1-1000',
  *run({integration, variables, events}) {
    for (const {mapped, path} of variables) {
      const {slot, fault} = parseVariable(mapped.variable)
      const message = fault ?? (slot.variable === mapped.variable ? undefined : `is written ${slot.variable}`)
      yield message === undefined
        ? PASS
        : fail(
            'error',
            `${path}.variable`,
            `${mapped.variable} ${message}`,
            setCommand('variables', integration, mapped.role, slot?.variable ?? 'eVarN'),
          )
    }
    for (const {mapped, path} of events) {
      const {slot, fault} = parseEvent(mapped.event)
      const message = fault ?? (slot.event === mapped.event ? undefined : `is written ${slot.event}`)
      yield message === undefined
        ? PASS
        : fail(
            'error',
            `${path}.event`,
            `${mapped.event} ${message}`,
            setCommand('events', integration, mapped.role, slot?.event ?? 'eventN'),
          )
    }
  },
}

const variableKind: MappingCheck = {
  code: 'variable-kind',
  summary: 'Every role is on a kind of variable the partner can use',
  *run(context) {
    const {connector, variables} = context
    for (const placed of variables) {
      const {mapped, wanted, path, label} = placed
      const kind = kindOf(mapped.variable)
      if (wanted === undefined || kind === undefined || !isMappable(wanted)) continue
      yield wanted.kinds.includes(kind)
        ? PASS
        : fail(
            'error',
            `${path}.variable`,
            `${label} (${mapped.role}) is on ${mapped.variable}, but ${connector.name} takes ${wanted.kinds.join(' or ')} for it`,
            moveCommand(context, placed),
          )
    }
  },
}

const slotReserved: MappingCheck = {
  code: 'slot-reserved',
  summary: 'Nothing is mapped to what Adobe fills itself',
  *run({integration, variables, events}) {
    for (const {mapped, wanted, path, label} of [...variables, ...events]) {
      if (wanted === undefined) continue
      const kind = 'variable' in mapped ? 'variables' : 'events'
      yield isMappable(wanted)
        ? PASS
        : fail(
            'error',
            path,
            `${label} (${mapped.role}) has a ${kind.slice(0, -1)} of its own at Adobe, which is filled without a mapping`,
            `dc map ${kind} ${integration.id} --clear ${mapped.role}`,
          )
    }
  },
}

/**
 * An upload is added to what an event counts already, and cannot be taken out again.
 * Source: Analytics, "Data Sources overview"; Partner API 3.1, varMapAll.
 */
const eventStandard: MappingCheck = {
  code: 'event-standard',
  summary: 'No imported metric goes into a commerce event',
  *run(context) {
    for (const placed of context.events) {
      const {mapped, wanted, path, label} = placed
      if (wanted?.population !== 'imported' || parseEvent(mapped.event).slot === undefined) continue
      yield /^event\d/.test(mapped.event)
        ? PASS
        : fail(
            'error',
            `${path}.event`,
            `${label} (${mapped.role}) would be added to ${mapped.event}, which counts what happens on the site`,
            moveCommand(context, placed),
          )
    }
  },
}

export const roleChecks: readonly MappingCheck[] = [
  rolesMissing,
  roleUnknown,
  roleRepeated,
  slotInvalid,
  variableKind,
  slotReserved,
  eventStandard,
]
