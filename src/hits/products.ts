/**
 * The `products` variable: `category;name;quantity;price;events;eVars`, entries separated by commas, events and eVars by `|`.
 * There is no escape: a comma, semicolon or pipe inside a name breaks the string. Source: implementation guide, "products".
 */

/** One field of an entry: its text as sent, and where it stands in the decoded `products` string (UTF-16 offsets). */
export interface ProductField {
  text: string
  start: number
  end: number
}

export interface ProductEvent {
  name: string
  value: string | undefined
  serial: string | undefined
}

export interface ProductEVar {
  /** As sent: `eVar12`. */
  name: string
  value: string
}

/**
 * Why an entry cannot be what it says: the structure of the whole string is in doubt.
 * - `no-delimiter`: no semicolon in the entry (`SKU1`), so all of it is the category.
 * - `comma-fields`: three or more entries and not one semicolon (`Shoes,Boot,1,49.99`): commas were meant to separate fields.
 * - `decimal-comma`: the rest of a number that a comma cut in two (`99` after `;a;1;4`, `299.00` after `;a;1;1`).
 * - `multivalue-delimiter`: begins with `event2=` or `eVar2=`: a comma was meant to be a pipe.
 * - `comma-in-name`: the rest of a name that holds a comma (` large;1;20` after `;Red`), its fields stand one place early.
 */
export type EntryFault = 'no-delimiter' | 'comma-fields' | 'decimal-comma' | 'multivalue-delimiter' | 'comma-in-name'

/** One entry. Texts are trimmed (blanks make look-alike items, they do not make a product); `fields` holds them as sent. */
export interface ProductItem {
  category: string
  name: string
  /** As sent; '' when missing. */
  quantity: string
  price: string
  events: readonly ProductEvent[]
  eVars: readonly ProductEVar[]
  /** Every field as sent, those beyond the sixth included. */
  fields: readonly ProductField[]
  /** The entry as sent: UTF-16 offsets into the decoded `products` string. */
  start: number
  end: number
  fault: EntryFault | undefined
  /** Nothing between two commas. */
  isEmpty: boolean
}

const NO_EVENTS: readonly ProductEvent[] = []
const NO_EVARS: readonly ProductEVar[] = []

/** Longest `products` string that Adobe reads ("products", "64k bytes"); what follows is lost there and not read here. */
const MAX_LENGTH = 65_536

/** Reads a decoded `products` string. Never throws; entries that cannot be right carry a `fault`, empty ones `isEmpty`. */
export function parseProducts(text: string): ProductItem[] {
  if (text.trim() === '') return []
  const items: ProductItem[] = []
  let start = 0
  for (const entry of text.slice(0, MAX_LENGTH).split(',')) {
    items.push(parseEntry(entry, start))
    start += entry.length + 1
  }
  markFaults(items)
  return items
}

/**
 * True for a string as the documentation writes it, which no rule about its form finds anything in: every field in its place and of the kind that
 * stands there, no sign but those of identifiers, names and numbers. `items`: what `parseProducts` made of `text`.
 */
export function isPlainProducts(text: string, items: readonly ProductItem[]): boolean {
  return items.length > 0 && PLAIN_SIGNS.test(text) && !BLANK_AT_EDGE.test(text) && !MISSING.test(text) && items.every(isPlainItem)
}

function isPlainItem({category, name, quantity, price, events, eVars, fields, fault}: ProductItem): boolean {
  if (fault !== undefined || name === '' || name.includes('=') || fields.length > 6) return false
  if (category.length > LONGEST_PLAIN || name.length > LONGEST_PLAIN || !PLAIN_NUMBER.test(quantity) || !PLAIN_NUMBER.test(price))
    return false
  return events.every((event) => event.name.startsWith('event')) && eVars.every((eVar) => eVar.name.startsWith('eVar'))
}

const PLAIN_SIGNS = /^[\w ,;.:|=/-]*$/
const BLANK_AT_EDGE = /^ | $| [,;|=]|[,;|=] /
/** What a data layer leaves behind, wherever it stands. */
const MISSING = /undefined|null|NaN/
/** Bytes that are kept of a category or a name; all plain signs are one. */
const LONGEST_PLAIN = 100
const PLAIN_NUMBER = /^[\d.]*$/

/** Writes what `parseProducts` reads, trailing empty fields left out; the semicolon before the name always stays. */
export function formatProducts(
  items: readonly (Pick<ProductItem, 'category' | 'name' | 'quantity' | 'price'> & {
    events: readonly ProductEvent[]
    eVars: readonly ProductEVar[]
  })[],
): string {
  return items
    .map((item) => {
      const events = item.events.map(
        ({name, value, serial}) => name + (value === undefined ? '' : `=${value}`) + (serial === undefined ? '' : `:${serial}`),
      )
      const eVars = item.eVars.map(({name, value}) => `${name}=${value}`)
      return [item.category, item.name, item.quantity, item.price, events.join('|'), eVars.join('|')].join(';').replace(/(?<=;.*);+$/s, '')
    })
    .join(',')
}

/** A number as the products string may carry it: optional minus, digits, a period. Undefined for an empty text, null for anything else. */
export function parseAmount(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return AMOUNT.test(trimmed) ? Number(trimmed) : null
}

const AMOUNT = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/

/** True when an entry names a product. `;` and `Shoes;` do not. */
export function hasProductName(items: readonly ProductItem[]): boolean {
  return items.some((item) => item.name !== '')
}

/** The first fault that puts the whole string in doubt; rules about fields stay quiet then, one root cause makes one finding. */
export function productsFault(items: readonly ProductItem[]): EntryFault | undefined {
  for (const item of items) if (item.fault !== undefined) return item.fault
  return undefined
}

function parseEntry(entry: string, start: number): ProductItem {
  const fields: ProductField[] = []
  let at = start
  for (const text of entry.split(';')) {
    fields.push({text, start: at, end: at + text.length})
    at += text.length + 1
  }
  const [category = '', name = '', quantity = '', price = '', events = '', eVars = ''] = fields.map((field) => field.text.trim())
  return {
    category,
    name,
    quantity,
    price,
    events: events === '' ? NO_EVENTS : events.split('|').map(parseProductEvent),
    eVars: eVars === '' ? NO_EVARS : eVars.split('|').map(parseProductEVar),
    fields,
    start,
    end: start + entry.length,
    fault: undefined,
    isEmpty: entry.trim() === '',
  }
}

function parseProductEvent(text: string): ProductEvent {
  const match = /^([^=:]*)(?:=([^:]*))?(?::(.*))?$/s.exec(text)
  return {name: (match?.[1] ?? text).trim(), value: match?.[2], serial: match?.[3]}
}

function parseProductEVar(text: string): ProductEVar {
  const equals = text.indexOf('=')
  return equals === -1 ? {name: text.trim(), value: ''} : {name: text.slice(0, equals).trim(), value: text.slice(equals + 1)}
}

function markFaults(items: readonly ProductItem[]): void {
  let filled = 0
  let bare = 0
  for (const {isEmpty, fields} of items) {
    if (isEmpty) continue
    filled++
    if (fields.length === 1) bare++
  }
  const isCommaFields = filled >= 3 && bare === filled
  let before: ProductItem | undefined
  for (const item of items) {
    if (!item.isEmpty) item.fault = faultOf(item, before, isCommaFields)
    before = item
  }
}

function faultOf(item: ProductItem, before: ProductItem | undefined, isCommaFields: boolean): EntryFault | undefined {
  const isBare = item.fields.length === 1
  if (ASSIGNMENT.test(item.category)) return 'multivalue-delimiter'
  if (before !== undefined) {
    if (isBare && before.fields.length === 5 && before.events.length > 0 && COUNTERS.test(item.category)) return 'multivalue-delimiter'
    if (isRestOfNumber(item, before)) return 'decimal-comma'
    if (isRestOfName(item, before)) return 'comma-in-name'
  }
  return isBare ? (isCommaFields ? 'comma-fields' : 'no-delimiter') : undefined
}

/** `event2=2`, `eVar2=x`: never the beginning of a category. */
const ASSIGNMENT = /^(?:event|evar)\d+=/i
/** `event2|event3` without values: counters, if the entry before ended in its events. */
const COUNTERS = /^event\d+(?::[^|]*)?(?:\||$)/

/** `4`, `$4`: a price may go on after the comma, symbol or not. */
const PRICE_HEAD = /^[^\d\s]{0,3}\s?\d[\d.]*$/
const EVENT_VALUE_HEAD = /^event\d+=[^\d|]{0,3}\d[\d.]*$/
/** `99`, `299.00`, `99 €`. */
const NUMBER_REST = /^\d{1,3}(?:\.\d*)?(?:\s?[^\d\s|]{1,3})?$/
const EVENT_VALUE_REST = /^\d{1,3}(?:\.\d*)?(?:\||$)/

/**
 * `99` after `;a;1;4`, and after `;a;;;event1=4`. More fields may follow only where they fit the place the number has: a category
 * `99` with a product of its own is left alone.
 */
function isRestOfNumber({fields, category, name}: ProductItem, before: ProductItem): boolean {
  if (before.fault === 'decimal-comma' && before.fields.length === 1) return fields.length === 1 && NUMBER_REST.test(category)
  if (before.fields.length === 4) {
    if (!PRICE_HEAD.test(before.price) || !NUMBER_REST.test(category)) return false
    return fields.length === 1 || (fields.length <= 3 && (name === '' || EVENTS_SLOT.test(name)))
  }
  if (before.fields.length !== 5 || !EVENT_VALUE_REST.test(category)) return false
  const head = before.fields[4]?.text.trim() ?? ''
  if (!EVENT_VALUE_HEAD.test(head.slice(head.lastIndexOf('|') + 1))) return false
  return fields.length === 1 || (fields.length === 2 && (name === '' || EVARS_SLOT.test(name)))
}

const EVENTS_SLOT = /^event\d+(?:[=:|]|$)/
const EVARS_SLOT = /^evar\d+=/i
const SMALL_NUMBER = /^\d{0,3}$/

/**
 * ` large;1;20` after `;Red`. The entry before must end within its name, and this one must make sense with its fields one place on:
 * quantity where the name should be, price in place of quantity, events in place of price. `Hats;12;1;20` does not, whatever its SKU.
 */
function isRestOfName(item: ProductItem, before: ProductItem): boolean {
  const {fields, category, name, quantity, price} = item
  if (before.fields.length !== 2 || before.name === '' || fields.length === 1 || fields.length > 5) return false
  if (category === '' || !SMALL_NUMBER.test(name) || parseAmount(quantity) === null) return false
  const isShifted = EVENTS_SLOT.test(price) || EVARS_SLOT.test(fields[4]?.text.trim() ?? '')
  if (price !== '' && !isShifted) return false
  if (isShifted || quantity.includes('.')) return true
  const hasBlank = /^\s/.test(fields[0]?.text ?? '')
  // Without a category before, a category here is out of step; without a blank as well, name and quantity must both be there.
  if (before.category === '') return hasBlank || (name !== '' && quantity !== '')
  return hasBlank && name !== '' && quantity !== ''
}
