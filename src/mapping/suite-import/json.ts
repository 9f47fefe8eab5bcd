import {FIELD_NAMES, foldField, type Field} from './fields.js'
import {findSlot, type RawRow} from './rows.js'

/** Variables and events anywhere in a JSON document: lists of objects with an id, or objects whose keys are the slots. */

const MAX_DEPTH = 12
const MAX_VALUES = 200_000

const FIELD_BY_KEY = new Map(
  (['slot', 'name', 'enabled', 'type', 'allocation', 'expiration', 'days'] as const).flatMap((field) =>
    FIELD_NAMES[field].map((name, rank) => [`${field} ${name}`, {field, name, rank}] as const),
  ),
)

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rows of a whole document. Lists in which nothing is a slot (segments, users) are passed over. */
export function readJsonRows(document: unknown): RawRow[] {
  const rows: RawRow[] = []
  const budget = {values: MAX_VALUES}
  walk(document, '', 0, rows, budget)
  return rows
}

function walk(value: unknown, path: string, depth: number, rows: RawRow[], budget: {values: number}): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null || --budget.values < 0) return
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    const listed = items.map((item, index) => toRow(item, `${path}[${index}]`))
    if (listed.some((row) => row !== undefined && isSlot(row))) {
      rows.push(...listed.filter((row) => row !== undefined))
      return
    }
    for (const [index, item] of items.entries()) walk(item, `${path}[${index}]`, depth + 1, rows, budget)
    return
  }
  for (const [key, part] of Object.entries(value)) {
    const place = path === '' ? key : `${path}.${key}`
    // A key such as `event` is a field, one with a number is a slot.
    if (/\d/.test(key) && findSlot(key) !== undefined && (typeof part === 'string' || isObject(part))) {
      rows.push({place, fields: {...(typeof part === 'string' ? {name: part} : readFields(part)), slot: key}})
    } else walk(part, place, depth + 1, rows, budget)
  }
}

const isSlot = ({fields}: RawRow) => fields.slot !== undefined && findSlot(fields.slot) !== undefined

function toRow(item: unknown, place: string): RawRow | undefined {
  if (typeof item === 'string' && /\d/.test(item) && findSlot(item) !== undefined) return {place, fields: {slot: item}}
  if (!isObject(item)) return undefined
  const fields = readFields(item)
  return fields.slot === undefined ? undefined : {place, fields}
}

/** The fields of one object by the keys it may have; of several keys for one field that which comes first in FIELD_NAMES. */
function readFields(item: Json): Partial<Record<Field, string>> {
  const fields: Partial<Record<Field, string>> = {}
  const ranks: Partial<Record<Field, number>> = {}
  // Tools keep what they do not know of an API answer in a place of its own.
  for (const [key, value] of Object.entries({...(isObject(item['extra']) ? item['extra'] : {}), ...item})) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue
    for (const field of ['slot', 'name', 'enabled', 'type', 'allocation', 'expiration', 'days'] as const) {
      const found = FIELD_BY_KEY.get(`${field} ${foldField(key)}`)
      if (found === undefined) continue
      const text = String(value)
      // An object may have both an `event` that is a slot and an `id` that is not.
      const rank = found.rank - (field === 'slot' && findSlot(text) !== undefined ? 1000 : 0)
      if (rank >= (ranks[field] ?? Infinity)) continue
      fields[field] = text
      ranks[field] = rank
    }
  }
  return fields
}
