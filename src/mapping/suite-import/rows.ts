import {compareSlots, parseEvent, parseVariable} from '../slot-name.js'
import type {SuiteEvent, SuiteVariable} from '../suite-snapshot.js'
import {readAllocation, readEnabled, readEventType, readExpiration, readVariableType} from '../suite-words.js'
import {readKind, type Field} from './fields.js'

/** Rows of any source into variables and events. What cannot be read is named, never dropped in silence. */

export interface RawRow {
  /** `line 12`, `dimensions[3]`. */
  readonly place: string
  readonly fields: Readonly<Partial<Record<Field, string>>>
}

/** A row, or a cell of one, that was not understood. */
export interface UnreadPart {
  readonly place: string
  readonly text: string
  readonly why: string
}

export interface CollectedRows {
  readonly variables: readonly SuiteVariable[]
  readonly events: readonly SuiteEvent[]
  /** Rows that name no slot. */
  readonly unread: readonly UnreadPart[]
  /** Cells whose words are not known: what they say counts as not said. */
  readonly doubtful: readonly UnreadPart[]
  /** Rows about what every suite has and nobody maps: page name, orders, hierarchies. */
  readonly standard: number
  /** Rows for a slot that had one before; the earlier one goes first. */
  readonly repeated: number
}

type Slot = {readonly variable: string; readonly name: string | null} | {readonly event: string; readonly name: string | null}

/** The slot a cell names, alone or as `Silverpop ID (eVar12)` or `eVar12: Silverpop ID`, which give a name as well. */
export function findSlot(cell: string): Slot | undefined {
  const whole = readSlot(cell)
  if (whole !== undefined) return {...whole, name: null}
  const inBrackets = /^(.*\S)\s*[([]([^()[\]]{2,40})[)\]]$/s.exec(cell.slice(0, 500))
  const leading = /^((?:s\.)?[A-Za-z]{4,5}\s?\d{1,4})\s*(?:[:–—]|\s-\s)\s*(.*\S)$/s.exec(cell.slice(0, 500))
  for (const [text, name] of [
    [inBrackets?.[2], inBrackets?.[1]],
    [leading?.[1], leading?.[2]],
  ]) {
    const slot = text === undefined ? undefined : readSlot(text)
    if (slot !== undefined) return {...slot, name: name ?? null}
  }
  return undefined
}

function readSlot(text: string): {variable: string} | {event: string} | undefined {
  const variable = parseVariable(text).slot?.variable
  if (variable !== undefined) return {variable}
  const event = parseEvent(text).slot?.event
  return event === undefined ? undefined : {event}
}

/** Gathers rows of one source. */
export function collectRows(rows: Iterable<RawRow>): CollectedRows {
  const variables = new Map<string, SuiteVariable>()
  const events = new Map<string, SuiteEvent>()
  const unread: UnreadPart[] = []
  const doubtful: UnreadPart[] = []
  let standard = 0
  let repeated = 0
  for (const row of rows) {
    const slot = slotOf(row)
    const text = row.fields.slot ?? row.fields.number ?? ''
    if (slot === undefined) {
      if (isStandard(text)) standard++
      else unread.push({place: row.place, text: text.slice(0, 80), why: explain(text)})
      continue
    }
    const doubt = (field: Field, why: string) => doubtful.push({place: row.place, text: (row.fields[field] ?? '').slice(0, 80), why})
    if ('variable' in slot) {
      const known = variables.get(slot.variable)
      if (known !== undefined) repeated++
      variables.set(slot.variable, merge(known, toVariable(slot, row.fields, doubt)))
    } else {
      const known = events.get(slot.event)
      if (known !== undefined) repeated++
      events.set(slot.event, merge(known, toEvent(slot, row.fields, doubt)))
    }
  }
  return {
    variables: [...variables.values()].toSorted((a, b) => compareSlots(a.variable, b.variable)),
    events: [...events.values()].toSorted((a, b) => compareSlots(a.event, b.event)),
    unread,
    doubtful,
    standard,
    repeated,
  }
}

function slotOf({fields}: RawRow): Slot | undefined {
  const named = fields.slot === undefined ? undefined : findSlot(fields.slot)
  if (named !== undefined) return named
  const kind = fields.kind === undefined ? undefined : readKind(fields.kind)
  const number = /^\s*#?(\d{1,4})\s*$/.exec(fields.number ?? fields.slot ?? '')?.[1]
  return kind === undefined || number === undefined ? undefined : findSlot(kind + number)
}

type Doubt = (field: Field, why: string) => void
type Fields = RawRow['fields']

function toVariable(slot: {variable: string; name: string | null}, fields: Fields, doubt: Doubt): SuiteVariable {
  const days = /^\s*(\d{1,5})\s*$/.exec(fields.days ?? '')?.[1]
  return {
    variable: slot.variable,
    name: nameOf(fields) ?? slot.name,
    enabled: readField('enabled', fields, readEnabled, doubt) ?? isListed(fields),
    type: readVariableType(fields.type ?? ''),
    allocation: readField('allocation', fields, readAllocation, doubt),
    expiration: readField('expiration', fields, (text) => readExpiration(text, days === undefined ? null : Number(days)), doubt),
  }
}

function toEvent(slot: {event: string; name: string | null}, fields: Fields, doubt: Doubt): SuiteEvent {
  const typed = fields.type ?? ''
  const type = readEventType(typed)
  // The console's list of events has no column of its own for it.
  const off = readEnabled(typed) === false && !/^[01]$/.test(typed.trim())
  if (type === null && !off && !SAYS_NOTHING.test(typed.trim()) && readKind(typed) === undefined) doubt('type', 'not a type of event')
  return {
    event: slot.event,
    name: nameOf(fields) ?? slot.name,
    enabled: off ? false : (readField('enabled', fields, readEnabled, doubt) ?? isListed(fields)),
    type,
  }
}

/** The API 2.0 calls counters and numeric events alike. */
const SAYS_NOTHING = /^(?:|-|n\/?a|int|integer|percent|time)$/i

function readField<Value>(field: Field, fields: Fields, read: (text: string) => Value | null, doubt: Doubt): Value | null {
  const text = fields[field]?.trim() ?? ''
  if (/^(?:|-|–|n\/?a|unknown|\?)$/i.test(text)) return null
  const value = read(text)
  if (value === null) doubt(field, `not understood as ${field}`)
  return value
}

/** The API 2.0, whose ids look like that, lists what is enabled and leaves out the rest. */
const isListed = ({slot}: Fields): true | null => (/^(?:variables|metrics)\//.test(slot ?? '') ? true : null)

const MAX_NAME = 200

/** Undefined where the source has no such column; an empty cell of one says that nobody named it. */
const nameOf = ({name}: Fields): string | undefined => name?.trim().slice(0, MAX_NAME)

function merge<Entry extends object>(first: Entry | undefined, second: Entry): Entry {
  if (first === undefined) return second
  const kept = Object.fromEntries(Object.entries(first).filter(([, value]) => value !== null && value !== ''))
  return {...second, ...kept}
}

const STANDARD =
  /^(?:(?:variables|metrics)\/(?!(?:evar|prop|event|listvar(?:iable)?)\d+$).*|s\.(?:pageName|channel|server|products|events|purchaseID|state|zip|pageType|visitorID|transactionID|currencyCode|linkName|pageURL|referrer)|hier\d|s\.hier\d)$/i
const STANDARD_WORDS =
  /^(?:page ?name|channel|site sections?|server|products?|events|purchase ?id|state|zip(?: code)?|page ?type|visitor ?id|transaction ?id|currency ?code|hierarchy ?\d?|page ?url|referrer)$/i

const isStandard = (text: string) => STANDARD.test(text.trim()) || STANDARD_WORDS.test(text.trim())

function explain(text: string): string {
  if (text.trim() === '') return 'names no variable or event'
  const fault = /event/i.test(text) ? parseEvent(text).fault : parseVariable(text).fault
  return fault === undefined ? 'names no variable or event' : `"${text.slice(0, 80)}" ${fault}`
}
