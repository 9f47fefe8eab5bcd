import {gzipSync} from 'node:zlib'
import {zipOf} from '../sources/make-zip.js'
import {DAYS, HEALTHY_DAYS, type PlacedFile} from './scenario.js'
import {csvOf, rowsOf, type ShopDay, type ShopRow, type ShopSegment} from './scenario-shop.js'

/** Files as they are delivered: named, packed, and with the time at which they came. */

export interface DeliveryWish {
  readonly days?: readonly ShopDay[]
  readonly segment?: ShopSegment
  /** Days that brought no file. */
  readonly without?: readonly string[]
  /** Only these brought one. */
  readonly only?: readonly string[]
  /** Hours after the end of the day (UTC) at which a file came; default 3. */
  readonly afterHours?: number | ((day: string) => number)
  readonly name?: (day: string) => string
  readonly pack?: (day: string) => 'none' | 'gzip' | 'zip'
  /** Changes rows before they are written. */
  readonly rows?: (rows: readonly ShopRow[], day: string) => readonly ShopRow[]
  /** Changes the text before it is packed. */
  readonly text?: (text: string, day: string) => string | Uint8Array
}

const NAMES = {'cart-abandonment': 'cart_abandonment', purchases: 'purchases', 'product-views': 'product_views'} as const

/** Files of a segment; a day without rows has none, as Data Warehouse does by default. */
export function deliver(wish: DeliveryWish = {}): PlacedFile[] {
  const {days = HEALTHY_DAYS, segment = 'cart-abandonment', without = [], only, afterHours = 3, pack = () => 'none'} = wish
  const named = wish.name ?? ((day: string) => `${NAMES[segment]}_${day.replaceAll('-', '')}.csv`)
  return days
    .filter(({day}) => !without.includes(day) && (only?.includes(day) ?? true))
    .flatMap((shopDay) => {
      const {day} = shopDay
      const rows = wish.rows?.(rowsOf(shopDay, segment), day) ?? rowsOf(shopDay, segment)
      if (rows.length === 0) return []
      const text = csvOf(rows, segment)
      const content = Buffer.from((wish.text?.(text, day) ?? text) as string)
      const name = named(day)
      const hours = typeof afterHours === 'number' ? afterHours : afterHours(day)
      const arrived = new Date(Date.parse(`${day}T00:00:00Z`) + (24 + hours) * 3_600_000).toISOString()
      return [{...packed(name, content, pack(day)), arrived}]
    })
}

function packed(name: string, content: Buffer, packing: 'none' | 'gzip' | 'zip'): Omit<PlacedFile, 'arrived'> {
  if (packing === 'none') return {name, content}
  if (packing === 'gzip') return {name: `${name}.gz`, content: gzipSync(content)}
  return {name: name.replace(/\.csv$/, '.zip'), content: zipOf({[name]: content})}
}

/** A report that somebody scheduled in Data Warehouse for themselves: not of the variables of the integration. */
export function report(day: string, name = `weekly_report_${day.replaceAll('-', '')}.csv`): PlacedFile {
  const lines = Array.from({length: 30}, (_, index) => `"October ${Number(day.slice(8))}, 2026",Store ${index},${index * 3},${index * 7}`)
  return {
    name,
    content: ['Date,Store (eVar40),Visits,Page Views', ...lines, ''].join('\n'),
    arrived: `${nextDay(day)}T03:30:00Z`,
  }
}

export const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The first days of the shop. */
export const upTo = (last: string): string[] => DAYS.filter((day) => day <= last)
