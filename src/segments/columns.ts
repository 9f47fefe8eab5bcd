import type {Integration} from '../mapping/integration.js'
import {parseEvent, parseVariable} from '../mapping/slot-name.js'
import type {SuiteSnapshot} from '../mapping/suite-snapshot.js'
import {
  accessNeededFor,
  foldHeader,
  foldWord,
  idRank,
  ID_ROLES,
  isClassificationWord,
  isDateWord,
  isGenericDimension,
  isOtherMetric,
  isRatioWord,
  segmentMetricOf,
  type IdRole,
} from './column-words.js'
import {parseCellDate} from './dates.js'
import {isNoValue} from './cell-values.js'

/** What tells columns apart besides their names. */
export interface ColumnContext {
  readonly integration?: Integration | undefined
  readonly suite?: SuiteSnapshot | undefined
  /** What the partner calls the roles. */
  readonly labels?: readonly {readonly role: string; readonly label: string}[]
  /** Headers pinned to roles, as the user wrote them. */
  readonly pinned?: Readonly<Record<string, string>>
}

/** What sort of thing a column is, for telling kinds of file apart. */
export type ColumnNature =
  | 'mapped' // a variable, classification or id the integration has
  | 'known-id' // an id by its usual name, without an integration that could confirm it
  | 'unmapped' // proved to be a variable that the integration does not map
  | 'variable' // names a variable, and no integration says whether it is mapped
  | 'date'
  | 'generic' // a dimension of other reports
  | 'gated' // visitor or purchase ID: in order only where access to it was granted
  | 'segment-metric'
  | 'mapped-metric'
  | 'other-metric'
  | 'flag' // 0 and 1 alone
  | 'number'
  | 'unknown'

export interface RecognisedColumn {
  readonly name: string
  readonly role: string | null
  readonly nature: ColumnNature
  /** Canonical name of the variable or event, where the header or the mapping tells. */
  readonly slot: string | null
  /** What told: `pinned`, `mapping`, `suite`, `name`, `content`; null for an unknown column. */
  readonly by: 'pinned' | 'mapping' | 'suite' | 'name' | 'content' | null
}

/** Index of the columns rows are read by; -1 where there is none. */
export interface KeyColumns {
  readonly recipient: number
  readonly message: number
  readonly product: number
  readonly date: number
}

export interface RecognisedColumns {
  readonly columns: readonly RecognisedColumn[]
  readonly keys: KeyColumns
  /** Pinned headers that the file does not have. */
  readonly unfound: readonly string[]
}

const RECIPIENT_ROLES = ['recipientId', 'emailAddress']
const MESSAGE_ROLES = ['messageId', 'campaignId', 'trackingCode']

/** Other spellings of the roles that can be pinned. */
const ROLE_ALIASES: Readonly<Record<string, string>> = {
  recipient: 'recipientId',
  recipientid: 'recipientId',
  visitor: 'recipientId',
  message: 'messageId',
  messageid: 'messageId',
  product: 'product',
  products: 'product',
  productid: 'product',
  date: 'date',
  day: 'date',
}

/** The role a user means: `recipient` is `recipientId`. Other words stay as they are. */
function pinnedRole(text: string): string {
  return ROLE_ALIASES[foldWord(text)] ?? text.trim()
}

/**
 * What each column holds, by what is pinned, the mapping of the integration, the names of the suite's variables, usual words, and at last by
 * its first cells. `sample` holds the first rows as texts.
 */
export function recogniseColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  context: ColumnContext,
): RecognisedColumns {
  const known = knownNames(context)
  const pins = new Map(Object.entries(context.pinned ?? {}).map(([role, header]) => [foldWord(header), pinnedRole(role)]))
  const found = new Set<string>()
  const columns = names.map((name, index): RecognisedColumn => {
    const pin = pins.get(foldWord(name))
    if (pin !== undefined) {
      found.add(foldWord(name))
      const nature = pin === 'date' ? 'date' : context.integration === undefined ? 'known-id' : 'mapped'
      return {name, role: pin, nature, slot: slotIn(name), by: 'pinned'}
    }
    return fromMapping(name, known, context) ?? fromName(name, context) ?? fromContent(name, cellsOf(sample, index))
  })
  const settled = settleKeys(columns)
  return {
    ...settled,
    unfound: [...pins.keys()].filter((header) => !found.has(header)).map((header) => originalOf(header, context)),
  }
}

function originalOf(folded: string, {pinned = {}}: ColumnContext): string {
  return Object.values(pinned).find((header) => foldWord(header) === folded) ?? folded
}

const cellsOf = (sample: readonly (readonly string[])[], index: number): string[] =>
  sample.map((row) => row[index] ?? '').filter((cell) => !isNoValue(cell))

interface KnownName {
  readonly role: string | null
  readonly slot: string | null
  readonly nature: ColumnNature
  readonly by: 'mapping' | 'suite'
}

/** Names by which a column of this integration may go, the integration's own before those of the suite. */
function knownNames({integration, suite, labels = []}: ColumnContext): Map<string, KnownName> {
  const names = new Map<string, KnownName>()
  const add = (name: string | null | undefined, entry: KnownName) => {
    const folded = foldHeader(name ?? '')
    if (folded !== '' && !names.has(folded)) names.set(folded, entry)
  }
  for (const {role, variable, name} of integration?.variables ?? []) {
    const entry: KnownName = {role, slot: variable, nature: 'mapped', by: 'mapping'}
    add(name, entry)
    add(suite?.variables.find((each) => each.variable === variable)?.name, entry)
    for (const each of labels) if (each.role === role) add(each.label, entry)
  }
  for (const {role, event, name} of integration?.events ?? []) {
    const entry: KnownName = {role, slot: event, nature: 'mapped-metric', by: 'mapping'}
    add(name, entry)
    add(suite?.events.find((each) => each.event === event)?.name, entry)
    for (const each of labels) if (each.role === role) add(each.label, entry)
  }
  for (const {column, name} of integration?.classifications ?? []) {
    for (const each of [column, name]) add(each, {role: 'classification', slot: null, nature: 'mapped', by: 'mapping'})
  }
  for (const {label, name} of integration?.calculatedMetrics ?? []) {
    for (const each of [label, name]) add(each, {role: null, slot: null, nature: 'mapped-metric', by: 'mapping'})
  }
  // Words that are always understood the same keep their meaning, even if some variable is called so.
  const isPlain = (folded: string) =>
    isDateWord(folded) || segmentMetricOf(folded) !== undefined || ID_ROLES.some((role) => idRank(role, folded) !== undefined)
  for (const {variable, name} of suite?.variables ?? []) {
    const mapped = integration?.variables.find((each) => each.variable === variable)
    if (mapped === undefined && isPlain(foldHeader(name ?? ''))) continue
    add(name, {role: mapped?.role ?? null, slot: variable, nature: integration === undefined ? 'variable' : 'unmapped', by: 'suite'})
  }
  for (const {event, name} of suite?.events ?? []) {
    if (!isPlain(foldHeader(name ?? ''))) add(name, {role: null, slot: event, nature: 'other-metric', by: 'suite'})
  }
  return names
}

/** By a number in the header (`Recipient (eVar12)`), else by a name the mapping or the suite knows. */
function fromMapping(name: string, known: ReadonlyMap<string, KnownName>, {integration}: ColumnContext): RecognisedColumn | undefined {
  const slot = slotIn(name)
  if (slot !== null && slot !== 'campaign') {
    const variable = integration?.variables.find((each) => each.variable === slot)
    if (variable) return {name, role: variable.role, nature: 'mapped', slot, by: 'mapping'}
    const event = integration?.events.find((each) => each.event === slot)
    if (event) return {name, role: event.role, nature: 'mapped-metric', slot, by: 'mapping'}
    if (slot.startsWith('event')) return {name, role: null, nature: 'other-metric', slot, by: 'name'}
    if (parseEvent(slot).slot === undefined) {
      const role = integration === undefined ? idRoleOf(name) : null
      return {name, role, nature: integration === undefined ? (role === null ? 'variable' : 'known-id') : 'unmapped', slot, by: 'name'}
    }
  }
  if (slot === 'campaign') {
    const variable = integration?.variables.find((each) => each.variable === slot)
    if (variable) return {name, role: variable.role, nature: 'mapped', slot, by: 'mapping'}
  }
  const entry = known.get(foldHeader(name))
  return entry && {name, role: entry.role, nature: entry.nature, slot: entry.slot, by: entry.by}
}

/** The variable or event a header names, alone or in brackets; commerce events only by their own spelling. */
function slotIn(header: string): string | null {
  const inside = [...header.matchAll(/[([]([^)\]]{2,30})[)\]]/g)].map((match) => match[1] ?? '')
  const around = header.split(/\s[-–:|]\s|:/)
  for (const text of [header, ...inside, ...around]) {
    const trimmed = text.trim()
    const variable = parseVariable(trimmed).slot?.variable
    if (variable !== undefined) return variable
    const event = parseEvent(trimmed).slot
    if (event?.number != null) return event.event
  }
  return null
}

function idRoleOf(name: string): IdRole | null {
  const folded = foldHeader(name)
  return ID_ROLES.find((role) => idRank(role, folded) !== undefined) ?? null
}

function fromName(name: string, {integration}: ColumnContext): RecognisedColumn | undefined {
  const folded = foldHeader(name)
  const metric = segmentMetricOf(folded)
  if (metric !== undefined) return {name, role: metric, nature: 'segment-metric', slot: null, by: 'name'}
  if (isRatioWord(folded)) return {name, role: 'ratio', nature: 'segment-metric', slot: null, by: 'name'}
  const gate = accessNeededFor(folded)
  if (gate !== undefined) {
    const granted = gate.some((access) => integration?.access[access] === true)
    const denied = integration !== undefined && !granted
    const nature = denied ? 'gated' : granted ? 'mapped' : 'known-id'
    return {name, role: folded === 'visitorid' ? 'visitorId' : 'purchaseId', nature, slot: null, by: 'name'}
  }
  const id = idRoleOf(name)
  // A classification is often called after what it classifies: only without a better column does it stand for the id.
  if (id !== null) return {name, role: id, nature: idNature(id, integration), slot: null, by: 'name'}
  if (isDateWord(folded)) return {name, role: 'date', nature: 'date', slot: null, by: 'name'}
  if (isClassificationWord(folded))
    return {name, role: 'classification', nature: integration === undefined ? 'known-id' : 'unknown', slot: null, by: 'name'}
  if (isGenericDimension(folded)) return {name, role: null, nature: 'generic', slot: null, by: 'name'}
  if (isOtherMetric(folded)) return {name, role: null, nature: 'other-metric', slot: null, by: 'name'}
  return undefined
}

/** The product is an element of its own; a recipient or message is a mapped variable only where the integration maps one. */
function idNature(role: IdRole, integration: Integration | undefined): ColumnNature {
  if (role === 'product') return 'mapped'
  if (integration === undefined) return 'known-id'
  const roles = role === 'recipientId' ? RECIPIENT_ROLES : MESSAGE_ROLES
  return integration.variables.some((each) => roles.includes(each.role)) ? 'mapped' : 'unknown'
}

const MOST_OF = 0.9

function fromContent(name: string, cells: readonly string[]): RecognisedColumn {
  const most = (test: (cell: string) => boolean) => cells.length > 0 && cells.filter((cell) => test(cell)).length >= cells.length * MOST_OF
  // Four digits may be anything; a date has at least a month.
  if (most((cell) => cell.length > 5 && !/^\d+$/.test(cell) && parseCellDate(cell) !== undefined))
    return {name, role: 'date', nature: 'date', slot: null, by: 'content'}
  if (cells.length >= 2 && cells.every((cell) => cell === '0' || cell === '1'))
    return {name, role: null, nature: 'flag', slot: null, by: 'content'}
  if (most((cell) => /^-?\d{1,3}(?:[ .,]?\d{3})*(?:[.,]\d+)?%?$/.test(cell) && cell.length <= 12))
    return {name, role: null, nature: 'number', slot: null, by: 'content'}
  return {name, role: null, nature: 'unknown', slot: null, by: null}
}

/** One column per key: pinned before mapped before named, and of named ones the surest word. The others are no keys. */
function settleKeys(columns: readonly RecognisedColumn[]): Pick<RecognisedColumns, 'columns' | 'keys'> {
  const best = (roles: readonly string[], idRole?: IdRole): number => {
    const strength = ({by, role, name}: RecognisedColumn) => {
      const order = by === 'pinned' ? 0 : by === 'mapping' || by === 'suite' ? 1 : 2
      return order * 10_000 + roles.indexOf(role ?? '') * 1000 + (idRole && order === 2 ? (idRank(idRole, foldHeader(name)) ?? 500) : 0)
    }
    const candidates = columns.flatMap((column, index) => (column.role !== null && roles.includes(column.role) ? [{column, index}] : []))
    return candidates.toSorted((a, b) => strength(a.column) - strength(b.column))[0]?.index ?? -1
  }
  const keys = {
    recipient: best(['recipientId', 'emailAddress', 'visitorId'], 'recipientId'),
    message: best(MESSAGE_ROLES, 'messageId'),
    product: best(['product'], 'product'),
    date: best(['date']),
  }
  const taken = new Set<number>(Object.values(keys))
  const settled = columns.map((column, index): RecognisedColumn => {
    if (taken.has(index) || column.by !== 'name') return column
    // A second column of the same word is one of its classifications.
    if (column.role === 'product' || column.role === 'messageId' || column.role === 'recipientId')
      return {...column, role: 'classification'}
    return column
  })
  return {columns: settled, keys}
}
