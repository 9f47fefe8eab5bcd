import {fail, PASS, unknown, type CheckContext, type MappingCheck, type PlacedEvent, type PlacedVariable} from '../check.js'
import {moveCommand, wantedType} from '../free-slots.js'
import {fitsName} from '../slot-label.js'
import {isUnnamed} from '../slot-name.js'
import {findEvent, findVariable} from '../suite-snapshot.js'

/** Checks against what is known of the report suite. Without a snapshot each of them is unknown, never passed. */

const UNSEEN = 'nothing is known of the report suite'

interface Slot {
  readonly placed: PlacedVariable | PlacedEvent
  readonly slot: string
  readonly path: string
  readonly name: string | undefined
  readonly known: {readonly name: string | null; readonly enabled: boolean | null} | undefined
}

function slotsOf({variables, events, snapshot}: CheckContext): Slot[] {
  return [
    ...variables.map((placed) => {
      const {variable, name} = placed.mapped
      return {placed, slot: variable, path: `${placed.path}.variable`, name, known: findVariable(snapshot, variable)}
    }),
    ...events.map((placed) => {
      const {event, name} = placed.mapped
      return {placed, slot: event, path: `${placed.path}.event`, name, known: findEvent(snapshot, event)}
    }),
  ]
}

const slotDisabled: MappingCheck = {
  code: 'slot-disabled',
  summary: 'Every slot is enabled in the report suite',
  *run(context) {
    const slots = slotsOf(context)
    if (slots.length === 0) return
    if (context.snapshot === undefined) {
      yield unknown(context, '', `${UNSEEN}: whether the slots are enabled`)
      return
    }
    const {reportSuite} = context.snapshot
    for (const {slot, path, known, placed} of slots) {
      if (known?.enabled === true) yield PASS
      else if (known === undefined || known.enabled === null)
        yield unknown(context, path, `the snapshot of ${reportSuite} does not say whether ${slot} is enabled`)
      else {
        const listed = [...context.snapshot.variables.map(({variable}) => variable), ...context.snapshot.events.map(({event}) => event)]
        const how = listed.includes(slot) ? `is not enabled in ${reportSuite}` : `is not among the enabled ones of ${reportSuite}`
        const message = `${placed.label} (${placed.mapped.role}) is on ${slot}, which ${how}`
        yield fail('error', path, message, `enable ${slot} in the admin console, or: ${moveCommand(context, placed)}`)
      }
    }
  },
}

/**
 * A slot that already goes by another name probably holds something else; old and new values would mix for good.
 * Source: Analytics, "Data Sources overview", imported data cannot be removed.
 */
const slotName: MappingCheck = {
  code: 'slot-name',
  summary: 'The name of every slot in the suite fits what is mapped to it',
  *run(context) {
    const slots = slotsOf(context).filter(({slot}) => slot !== 'campaign' && !isCommerce(slot))
    if (slots.length === 0) return
    if (context.snapshot === undefined) {
      yield unknown(context, '', `${UNSEEN}: what the slots are called there`)
      return
    }
    const {reportSuite} = context.snapshot
    for (const {slot, path, known, placed, name} of slots) {
      // A disabled slot is reported as such; what it was called once does not matter beside that.
      if (known?.enabled === false) continue
      if (known === undefined || known.name === null) {
        yield unknown(context, path, `the snapshot of ${reportSuite} has no name for ${slot}`)
        continue
      }
      if (isUnnamed(slot, known.name) || fitsName(known.name, namesOf(placed, name), context.connector)) {
        yield PASS
        continue
      }
      const what = `${placed.label} (${placed.mapped.role})`
      const fix = `if it is the same thing: dc map ${'variable' in placed.mapped ? 'variables' : 'events'} ${context.integration.id} --name ${placed.mapped.role}="${known.name.replaceAll('"', "'")}"; else: ${moveCommand(context, placed)}`
      yield fail('warning', path, `${what} is on ${slot}, which is called "${known.name}" in ${reportSuite}: it may hold other data`, fix)
    }
  },
}

const namesOf = ({label, wanted, mapped}: PlacedVariable | PlacedEvent, name: string | undefined): string[] =>
  [name, label, ...(wanted?.aka ?? []), mapped.role].filter((word) => word !== undefined)

const isCommerce = (slot: string) => /^(?:purchase$|prodView$|sc[A-Z])/.test(slot)

/** Source: Partner API 3.1, varMapAll, `type_flag`: a counter is not even offered for an imported metric. */
const eventType: MappingCheck = {
  code: 'event-type',
  summary: 'Every event has the type its figures need',
  *run(context) {
    const {events, snapshot} = context
    for (const placed of events) {
      const {mapped, wanted, label} = placed
      const type = wantedType(wanted)
      const path = `${placed.path}.event`
      if (type === undefined || isCommerce(mapped.event)) continue
      const found = snapshot === undefined ? undefined : findEvent(snapshot, mapped.event)
      if (found?.enabled === false) continue
      if (found === undefined || found.type === null) {
        const message =
          snapshot === undefined
            ? `${UNSEEN}: whether ${mapped.event} is ${type}`
            : `the snapshot of ${snapshot.reportSuite} does not say whether ${mapped.event} is ${type}`
        yield unknown(context, path, message)
      } else if (found.type === type) yield PASS
      else {
        const counter = wanted?.population === 'imported' && found.type === 'counter'
        const why = counter ? 'a counter cannot take imported metrics' : `${label} (${mapped.role}) is meant for a ${type} event`
        const fix = `change the type of ${mapped.event} to ${type}, or: ${moveCommand(context, placed)}`
        yield fail(counter ? 'error' : 'warning', path, `${mapped.event} is a ${found.type} event: ${why}`, fix)
      }
    }
  },
}

/** Source: Analytics, "Conversion variables (eVar)", Type: a counter eVar adds up what it gets. */
const counterVariable: MappingCheck = {
  code: 'variable-counter',
  summary: 'No id is on a counter eVar',
  *run(context) {
    for (const placed of context.variables) {
      const {variable} = placed.mapped
      if (!variable.startsWith('eVar')) continue
      const type = findVariable(context.snapshot, variable)?.type ?? null
      if (type === 'text') yield PASS
      else if (type === null) yield unknown(context, `${placed.path}.variable`, `not known whether ${variable} holds text`)
      else {
        const message = `${variable} is a counter eVar: it adds up numbers and cannot hold ${placed.label} (${placed.mapped.role})`
        yield fail('error', `${placed.path}.variable`, message, `change its type to Text String, or: ${moveCommand(context, placed)}`)
      }
    }
  },
}

export const suiteChecks: readonly MappingCheck[] = [slotDisabled, slotName, eventType, counterVariable]
