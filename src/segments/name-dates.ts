import {daysBetween, isoDay, monthOf, type DateOrder, type DayRange} from './dates.js'

/** Dates in the names of files and folders, which are free text that the partner or a consultant chose. */

interface Shape {
  readonly pattern: RegExp
  readonly read: (parts: readonly string[], order: DateOrder) => string | undefined
}

const shape = (source: RegExp, read: Shape['read']): Shape => ({pattern: new RegExp(`(?<!\\d)(?:${source.source})(?!\\d)`, 'gu'), read})

const wordedDay = (year = '', month = '', day = '') => isoDay(Number(year), monthOf(month) ?? 0, Number(day))

const SHAPES: readonly Shape[] = [
  shape(/(20\d\d)([-_.]?)(\d\d)\2(\d\d)/, ([year, , month, day]) => isoDay(Number(year), Number(month), Number(day))),
  shape(/(\d\d)([-_.]?)(\d\d)\2(20\d\d)/, ([first, , second, year], order) => {
    const [dayFirst, monthFirst] = [
      isoDay(Number(year), Number(second), Number(first)),
      isoDay(Number(year), Number(first), Number(second)),
    ]
    return order === 'month-first' ? (monthFirst ?? dayFirst) : (dayFirst ?? monthFirst)
  }),
  shape(/(\d{1,2})[-_. ]{0,2}(\p{L}{3,10})[-_. ]{0,2}(20\d\d)/u, ([day, month, year]) => wordedDay(year, month, day)),
  shape(/(?<!\p{L})(\p{L}{3,10})[-_. ]{0,2}(\d{1,2})[-_., ]{1,2}(20\d\d)/u, ([month, day, year]) => wordedDay(year, month, day)),
  shape(/(20\d\d)[-_. ]?(\p{L}{3,10})[-_. ]?(\d{1,2})/u, ([year, month, day]) => wordedDay(year, month, day)),
]

/** `_0415`, `T041500Z`, `T04-15`, `_04-15-00`: but not the second date of a range. */
const TIME = /^(?![_ -]*20\d\d[-_.]?\d\d)(?:[T_ -]?\d{4}(?:\d\d)?|T\d\d[-_.:]\d\d(?:[-_.:]\d\d)?|[T_ -]\d\d([-_.:])\d\d\1\d\d)Z?(?!\d)/

interface NameDate {
  readonly day: string
  readonly from: number
  /** With the time behind it. */
  readonly to: number
  readonly hasTime: boolean
}

function datesIn(name: string, order: DateOrder): NameDate[] {
  const found: NameDate[] = []
  for (const {pattern, read} of SHAPES) {
    for (const match of name.matchAll(pattern)) {
      const day = read(match.slice(1), order)
      const from = match.index
      const end = from + match[0].length
      if (day === undefined || found.some((other) => from < other.to && other.from < end)) continue
      const [time] = TIME.exec(name.slice(end)) ?? []
      found.push({day, from, to: end + (time?.length ?? 0), hasTime: time !== undefined})
    }
  }
  return found.toSorted((a, b) => a.from - b.from)
}

/**
 * The days a name tells: Data Warehouse's `%R` (`20240501 - 20240507`, also with `-` or `_`), or one date. A date with a time behind it is
 * when something was written, not what it covers, and is none.
 * Source: Data Warehouse, "Report options", file name.
 */
export function dayRangeOfName(name: string, order: DateOrder = 'day-first'): DayRange | undefined {
  const [from, to = from] = datesIn(name, order).flatMap(({day, hasTime}) => (hasTime ? [] : [day]))
  if (from === undefined || to === undefined) return undefined
  return from <= to ? {from, to} : {from: to, to: from}
}

/** The name with a blank in place of each date and time. */
export function withoutDates(name: string, order: DateOrder = 'day-first'): string {
  return datesIn(name, order).reduceRight((text, {from, to}) => `${text.slice(0, from)} ${text.slice(to)}`, name)
}

/** Files come within days of what they are about: a date of that time is likelier than one of another month. */
const SOON_DAYS = 7

/** True for a day that was over, or all but over, when the file was written, and not long ago. */
export function isSoonAfter(day: string, writtenMs: number): boolean {
  const days = daysBetween(day, new Date(writtenMs).toISOString().slice(0, 10))
  return days >= 0 && days <= SOON_DAYS
}

interface NamedFile {
  /** Without folders. */
  readonly name: string
  /** The file's own time; null where it has none. */
  readonly writtenMs: number | null
}

/**
 * Whether names write the day or the month first. Of files that are named alike one order holds: the one that most of their times
 * agree with, else the one by which they lie closer together; else the day comes first. No order makes a 13th month.
 */
export class NameOrders {
  readonly #orders = new Map<string, DateOrder>()

  constructor(files: readonly NamedFile[]) {
    const alike = new Map<string, NamedFile[]>()
    for (const file of files) {
      const shape = shapeOf(file.name)
      const group = alike.get(shape)
      if (group === undefined) alike.set(shape, [file])
      else group.push(file)
    }
    for (const [shape, group] of alike) this.#orders.set(shape, orderOf(group))
  }

  /** Of several names of one thing, such as a member of an archive and the archive, the first that is known. */
  of(...names: readonly string[]): DateOrder {
    for (const name of names) {
      const order = this.#orders.get(shapeOf(name))
      if (order !== undefined) return order
    }
    return 'day-first'
  }
}

const shapeOf = (name: string): string => name.replace(/\d/g, '#')

function orderOf(files: readonly NamedFile[]): DateOrder {
  const [dayFirst, monthFirst] = (['day-first', 'month-first'] as const).map((order) => weigh(files, order))
  if (dayFirst === undefined || monthFirst === undefined) return 'day-first'
  const by = [monthFirst.soon - dayFirst.soon, dayFirst.span - monthFirst.span]
  return (by.find((difference) => difference !== 0) ?? 0) > 0 ? 'month-first' : 'day-first'
}

/** If this is the order: how many files came soon after their day, and how far their days are apart. */
function weigh(files: readonly NamedFile[], order: DateOrder): {soon: number; span: number} {
  const days = files.flatMap(({name, writtenMs}) => {
    const range = dayRangeOfName(name, order)
    return range === undefined ? [] : [{day: range.to, writtenMs}]
  })
  const sorted = days.map(({day}) => day).toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  return {
    soon: days.filter(({day, writtenMs}) => writtenMs !== null && isSoonAfter(day, writtenMs)).length,
    span: first === undefined || last === undefined ? 0 : daysBetween(first, last),
  }
}
