import {
  fail,
  PASS,
  setCommand,
  type CheckContext,
  type MappingCheck,
  type Observation,
  type PlacedEvent,
  type PlacedVariable,
} from '../check.js'
import {findFreeEvents, findFreeVariables, moveCommand, type FreeSlot} from '../free-slots.js'
import type {Integration} from '../integration.js'
import {kindOf} from '../slot-name.js'

/** Checks that no two things fill one slot: within an integration, and among all of a report suite. */

/** Reads what others fill. */
const READS_ONLY = 'exportDimension'

const slotShared: MappingCheck = {
  code: 'slot-shared',
  summary: 'No two roles of the integration share a variable or event',
  *run(context) {
    const {variables, events} = context
    for (const [index, placed] of variables.entries()) {
      const {mapped, path, label} = placed
      const twin = variables.slice(0, index).find((other) => other.mapped.variable === mapped.variable)
      if (twin === undefined) {
        yield PASS
        continue
      }
      const reads = [mapped.role, twin.mapped.role].includes(READS_ONLY)
      const what = `${label} (${mapped.role}) and ${twin.label} (${twin.mapped.role}) share ${mapped.variable}`
      yield reads
        ? fail('warning', `${path}.variable`, `${what}; the partner gets it anyway`, 'clear the dimension that is exported')
        : fail('error', `${path}.variable`, `${what}: one value would replace the other`, moveCommand(context, placed))
    }
    for (const [index, placed] of events.entries()) {
      const {mapped, path, label} = placed
      const twin = events.slice(0, index).find((other) => other.mapped.event === mapped.event)
      const what = `${label} (${mapped.role}) and ${twin?.label} (${twin?.mapped.role}) share ${mapped.event}`
      yield twin === undefined
        ? PASS
        : fail('error', `${path}.event`, `${what}: their figures would be added up`, moveCommand(context, placed))
    }
  },
}

/** Who else of the report suite uses a slot, with the role it has there. */
export interface SlotUse {
  readonly integration: Integration
  readonly role: string
}

/** Uses of a variable or event by other integrations. */
export function findUses(slot: string, neighbours: readonly Integration[]): SlotUse[] {
  return neighbours.flatMap((integration) => [
    ...integration.variables.filter(({variable}) => variable === slot).map(({role}) => ({integration, role})),
    ...integration.events.filter(({event}) => event === slot).map(({role}) => ({integration, role})),
  ])
}

const slotTaken: MappingCheck = {
  code: 'slot-taken',
  summary: 'No other integration of the report suite uses the slots',
  *run(context) {
    const {integration, variables, events, neighbours} = context
    if (integration.reportSuite === null) return
    for (const placed of variables) {
      const {mapped, wanted} = placed
      // What is read, or set on the site for whoever reads it, may be the same for several partners.
      const harmless = (use: SlotUse) =>
        [mapped.role, use.role].includes(READS_ONLY) || (use.role === mapped.role && wanted?.population === 'collected-on-site')
      const kind = kindOf(mapped.variable)
      const findFree = () => findFreeVariables(context, wanted?.kinds ?? (kind === undefined ? [] : [kind]), 3)
      yield* judgeUses(
        context,
        placed,
        findUses(mapped.variable, neighbours).filter((use) => !harmless(use)),
        findFree,
      )
    }
    for (const placed of events) {
      const {mapped, wanted} = placed
      const harmless = (use: SlotUse) =>
        wanted?.direction === 'export' || (use.role === mapped.role && wanted?.population === 'collected-on-site')
      const findFree = () => findFreeEvents(context, wanted, 3)
      yield* judgeUses(
        context,
        placed,
        findUses(mapped.event, neighbours).filter((use) => !harmless(use)),
        findFree,
      )
    }
  },
}

function* judgeUses(
  {integration}: CheckContext,
  {mapped, path, label}: PlacedVariable | PlacedEvent,
  uses: readonly SlotUse[],
  findFree: () => readonly FreeSlot[],
): Iterable<Observation> {
  if (uses.length === 0) {
    yield PASS
    return
  }
  const [kind, field, slot] =
    'variable' in mapped ? (['variables', 'variable', mapped.variable] as const) : (['events', 'event', mapped.event] as const)
  const free = findFree().map((each) => each.slot)
  const fix =
    free[0] === undefined
      ? 'clear it there, or map another slot here: none is free'
      : `${setCommand(kind, integration, mapped.role, free[0])} (also free: ${free.slice(1).join(', ') || 'none'})`
  for (const {integration: owner, role} of uses) {
    // A draft promises nothing yet.
    const severity = owner.status === 'in-progress' ? 'warning' : 'error'
    const message = `${label} (${mapped.role}) is on ${slot}, which "${owner.name}" (${owner.id}, ${owner.status}) uses for ${role}`
    yield fail(severity, `${path}.${field}`, message, fix)
  }
}

export const sharingChecks: readonly MappingCheck[] = [slotShared, slotTaken]
