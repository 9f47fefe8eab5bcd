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

/** Why an entry cannot be what it says: the structure of the whole string is in doubt. */
export type EntryFault = 'no-delimiter' | 'comma-fields' | 'decimal-comma' | 'multivalue-delimiter'

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

/** Reads a decoded `products` string. Never throws; entries that cannot be right carry a `fault`, empty ones `isEmpty`. */
export function parseProducts(text: string): ProductItem[] {
  if (text.trim() === '') return []
  const items: ProductItem[] = []
  let start = 0
  for (const entry of text.split(',')) {
    items.push(parseEntry(entry, start))
    start += entry.length + 1
  }
  markFaults(items)
  return items
}

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

function markFaults(items: ProductItem[]): void {
  const bare = items.filter((item) => item.fields.length === 1 && !item.isEmpty)
  if (bare.length === 0 && !items.some((item) => MULTIVALUE.test(item.fields[0]?.text ?? ''))) return
  const allBare = items.length >= 3 && bare.length === items.length
  for (const [index, item] of items.entries()) {
    const text = (item.fields[0]?.text ?? '').trim()
    if (MULTIVALUE.test(text)) item.fault = 'multivalue-delimiter'
    else if (item.fields.length > 1 || item.isEmpty) continue
    else if (/^\d{1,3}$/.test(text) && endsWithPrice(items[index - 1])) item.fault = 'decimal-comma'
    else item.fault = allBare ? 'comma-fields' : 'no-delimiter'
  }
}

const MULTIVALUE = /^\s*(?:event|evar)\d+=/i

/** `;a;1;4` before a lone `99`: the price ended at a decimal comma. */
function endsWithPrice(item: ProductItem | undefined): boolean {
  return item !== undefined && item.fields.length === 4 && /^-?\d[\d.]*$/.test(item.price)
}
