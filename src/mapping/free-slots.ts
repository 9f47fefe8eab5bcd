import type {EventMapping} from '../connectors/mapped.js'
import type {EventType, VariableKind} from '../connectors/vocabulary.js'
import {setCommand, type CheckInput, type PlacedEvent, type PlacedVariable} from './check.js'
import {isUnnamed, LAST_SLOT, type SlotKind} from './slot-name.js'
import {findEvent, findVariable, type SuiteSnapshot} from './suite-snapshot.js'

/**
 * Slots of a report suite that nothing uses, as far as is known: the integrations of the workspace, and the snapshot of the suite where
 * there is one. What the site itself uses only the snapshot can tell; without it a slot is `unknown`, never free.
 */

/** What is known of a slot that no integration uses, the best first. */
const SLOT_STATES = ['free', 'retype', 'disabled', 'unknown'] as const

/** `free`: enabled and without a name; `retype`: the same, but an event of another type; `disabled`: enable it first. */
type SlotState = (typeof SLOT_STATES)[number]

export interface FreeSlot {
  /** `eVar12`, `campaign`, `event20`. */
  readonly slot: string
  readonly state: SlotState
  /** What has to be done or known before it can be used; null for nothing. */
  readonly note: string | null
}

/** The suite, its integrations and what is known of it; no connector. */
type SuiteInput = Pick<CheckInput, 'integration' | 'others' | 'snapshot'>

/**
 * The `count` best slots for a role that allows `kinds` (the partner's first choice first), best first and side by side where that can be had.
 * `campaign` is offered only when no integration of the suite has it. `taken`: further slots not to offer.
 */
export function findFreeVariables(
  input: SuiteInput,
  kinds: readonly VariableKind[],
  count: number,
  taken: ReadonlySet<string> = new Set(),
): FreeSlot[] {
  const used = usedSlots(input, 'variables', taken)
  const found: FreeSlot[] = []
  for (const kind of kinds) {
    if (kind === 'reserved' || found.length >= count) continue
    found.push(...findOfKind(input, kind, count - found.length, used))
  }
  return found
}

/** The same for an event of the connector; `wanted` undefined for any type. */
export function findFreeEvents(
  input: SuiteInput,
  wanted: EventMapping | undefined,
  count: number,
  taken: ReadonlySet<string> = new Set(),
): FreeSlot[] {
  const used = usedSlots(input, 'events', taken)
  const type = wantedType(wanted)
  const candidates = numbers('event').flatMap((number) => {
    const slot = `event${number}`
    return used.has(slot) ? [] : (judgeEvent(slot, type, input.snapshot) ?? [])
  })
  return choose(candidates, count, used, input.snapshot)
}

/** The command that moves a role to a free slot, another one for each place in the integration; only shows the mapping where none is left. */
export function moveCommand(input: CheckInput, {mapped, wanted, path}: PlacedVariable | PlacedEvent): string {
  const {id} = input.integration
  // The last of a row of n is never the last of a row of another length.
  const count = numberIn(path) + 1
  const [kind, slots] =
    'variable' in mapped
      ? (['variables', findFreeVariables(input, wanted !== undefined && 'kinds' in wanted ? wanted.kinds : ['eVar'], count)] as const)
      : (['events', findFreeEvents(input, wanted !== undefined && 'kinds' in wanted ? undefined : wanted, count)] as const)
  const slot = slots.at(-1)
  return slot === undefined ? `dc map ${kind} ${id}` : setCommand(kind, input.integration, mapped.role, slot.slot)
}

const numberIn = (path: string): number => Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0)

/** An imported metric without a documented type is a number. Source: Partner API 3.1, varMapAll, `type_flag`. */
export function wantedType(wanted: EventMapping | undefined): EventType | undefined {
  return wanted?.type ?? (wanted?.population === 'imported' ? 'numeric' : undefined)
}

function usedSlots({integration, others}: SuiteInput, kind: 'variables' | 'events', taken: ReadonlySet<string>): Set<string> {
  const suite = others.filter(
    ({id, status, reportSuite}) => id !== integration.id && status !== 'deleted' && reportSuite === integration.reportSuite,
  )
  const slots = [integration, ...suite].flatMap((each) =>
    kind === 'variables' ? each.variables.map(({variable}) => variable) : each.events.map(({event}) => event),
  )
  return new Set([...slots, ...taken])
}

function findOfKind({snapshot}: SuiteInput, kind: SlotKind, count: number, used: ReadonlySet<string>): FreeSlot[] {
  const slots = kind === 'campaign' ? ['campaign'] : numbers(kind).map((number) => `${kind}${number}`)
  const candidates = slots.flatMap((slot) => (used.has(slot) ? [] : (judgeVariable(slot, snapshot) ?? [])))
  return choose(candidates, count, used, snapshot)
}

const numbers = (kind: keyof typeof LAST_SLOT) => Array.from({length: LAST_SLOT[kind]}, (_, index) => index + 1)

/** Undefined: in use. */
function judgeVariable(slot: string, snapshot: SuiteSnapshot | undefined): FreeSlot | undefined {
  // Every suite has the tracking code, named or not: whether an integration has it is all that counts.
  if (slot === 'campaign') return {slot, state: 'free', note: 'the tracking code: other campaigns may be in it, too'}
  const known = findVariable(snapshot, slot)
  return judge(slot, known, () => ({slot, state: 'free', note: null}))
}

function judgeEvent(slot: string, type: EventType | undefined, snapshot: SuiteSnapshot | undefined): FreeSlot | undefined {
  const known = findEvent(snapshot, slot)
  return judge(slot, known, () => {
    if (type === undefined || known?.type === type) return {slot, state: 'free', note: null}
    if (known?.type === null || known === undefined) return {slot, state: 'free', note: `make sure that its type is ${type}`}
    return {slot, state: 'retype', note: `a ${known.type} event: change its type to ${type}`}
  })
}

function judge(
  slot: string,
  known: {readonly name: string | null; readonly enabled: boolean | null} | undefined,
  whenFree: () => FreeSlot,
): FreeSlot | undefined {
  if (known === undefined) return {slot, state: 'unknown', note: 'not known whether the suite uses it'}
  const unnamed = known.name === null || isUnnamed(slot, known.name)
  // A name on a disabled slot means that it held something once: its old data would be in the reports.
  if (!unnamed) return undefined
  if (known.enabled === false) return {slot, state: 'disabled', note: 'not enabled in the suite: enable it first'}
  if (known.name === null) return {slot, state: 'unknown', note: 'not known whether the suite uses it'}
  const free = whenFree()
  return known.enabled === null && free.note === null ? {...free, note: 'make sure that it is enabled'} : free
}

/** As many as wanted of the best states, in a row without gaps if there is one. What is not known only fills up. */
function choose(
  candidates: readonly FreeSlot[],
  count: number,
  used: ReadonlySet<string>,
  snapshot: SuiteSnapshot | undefined,
): FreeSlot[] {
  const known = candidates.filter(({state}) => state !== 'unknown')
  for (const worst of ['free', 'retype', 'disabled'] as const) {
    const good = known.filter(({state}) => SLOT_STATES.indexOf(state) <= SLOT_STATES.indexOf(worst))
    if (good.length >= count) return findRow(good, count) ?? good.toSorted(byState).slice(0, count)
  }
  const chosen = known.toSorted(byState)
  const missing = count - chosen.length
  const rest = startAfterUsed(
    candidates.filter(({state}) => state === 'unknown'),
    used,
    snapshot,
  )
  return [...chosen, ...(findRow(rest, missing) ?? rest.slice(0, missing))]
}

const byState = (a: FreeSlot, b: FreeSlot) => SLOT_STATES.indexOf(a.state) - SLOT_STATES.indexOf(b.state)

/** Nothing tells what the site uses, but sites fill their low numbers first: what lies behind the highest known one comes first. */
function startAfterUsed(slots: readonly FreeSlot[], used: ReadonlySet<string>, snapshot: SuiteSnapshot | undefined): FreeSlot[] {
  const letters = slots[0]?.slot.replace(/\d+$/, '') ?? ''
  const listed = [...(snapshot?.variables ?? []).map(({variable}) => variable), ...(snapshot?.events ?? []).map(({event}) => event)]
  const highest = Math.max(0, ...[...used, ...listed].filter((slot) => slot.startsWith(letters)).map(numberOf))
  const behind = slots.filter(({slot}) => numberOf(slot) > highest)
  return [...behind, ...slots.filter(({slot}) => numberOf(slot) <= highest)]
}

function findRow(slots: readonly FreeSlot[], count: number): FreeSlot[] | undefined {
  for (let start = 0; start + count <= slots.length; start++) {
    const row = slots.slice(start, start + count)
    const first = numberOf(row[0]?.slot ?? '')
    if (row.every(({slot}, index) => numberOf(slot) === first + index)) return row
  }
  return undefined
}

const numberOf = (slot: string): number => Number(/\d+$/.exec(slot)?.[0] ?? 0)
