import {addDays} from './suite-time.js'

/**
 * The dates of delivered files, as whole days of the report suite: no time zone is involved, only the calendar.
 * Source: Data Warehouse, "General settings", Granularity (`January 1, 2026`, `Week 1, 2026` …); "Component support" (time dimensions as
 * breakdowns are `1YYMMDDHHMM`: three digits of the year from 1900, months from zero).
 */

/** First and last day, ISO 8601. */
export interface DayRange {
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000

/** How a date of two numbers and a year is written. */
export type DateOrder = 'month-first' | 'day-first'

/** ISO day of a date that exists; `month` from 1. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  if (!(year >= 1990 && year <= 2100)) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** 0 Monday to 6 Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'january|jan|januar|janvier|janv|enero|ene|gennaio|gen|januari',
    'february|feb|februar|fevrier|fevr|febrero|febbraio|februari',
    'march|mar|marz|maerz|mrz|mars|marzo|maart',
    'april|apr|avril|avr|abril|abr|aprile',
    'may|mai|mayo|maggio|mag|mei|maj',
    'june|jun|juni|juin|junio|giugno|giu',
    'july|jul|juli|juillet|juil|julio|luglio|lug',
    'august|aug|aout|agosto|ago|augustus|augusti',
    'september|sep|sept|septembre|septiembre|settembre|set',
    'october|oct|oktober|okt|octobre|octubre|ottobre|ott',
    'november|nov|novembre|noviembre',
    'december|dec|dezember|dez|decembre|diciembre|dic|dicembre',
  ].flatMap((names, index) => names.split('|').map((name) => [name, index + 1] as const)),
)

/** 1 to 12 by its name or a usual short form of it, in eight languages of Western Europe. */
export const monthOf = (name: string): number | undefined => MONTHS.get(name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase())

/** What a cell of a date column covers; undefined for a text that is no date. A slash date is taken as `order` says. */
export function parseCellDate(text: string, order: DateOrder = 'month-first'): DayRange | undefined {
  const value = text.trim()
  if (value.length < 4 || value.length > 40) return undefined
  return /^\d/.test(value) ? parseNumeric(value, order) : parseWorded(value)
}

function parseNumeric(value: string, order: DateOrder): DayRange | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}(?::\d\d){0,2}(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(value)
  if (iso) return single(isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3])))
  const compact = /^(20\d\d)(\d\d)(\d\d)$/.exec(value)
  if (compact) return single(isoDay(Number(compact[1]), Number(compact[2]), Number(compact[3])))
  const dimension = /^(1\d\d)(\d\d)(\d\d)(?:\d\d(?:\d\d)?)?$/.exec(value)
  if (dimension) return single(isoDay(1900 + Number(dimension[1]), Number(dimension[2]) + 1, Number(dimension[3])))
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.(\d{4})(?:[ ,]+\d{1,2}(?::\d\d){1,2})?$/.exec(value)
  if (dotted) return single(isoDay(Number(dotted[3]), Number(dotted[2]), Number(dotted[1])))
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: \d{1,2}(?::\d\d){1,2})?$/.exec(value)
  if (slashed) {
    const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
    const dayFirst = first > 12 || (order === 'day-first' && second <= 12)
    return single(dayFirst ? isoDay(year, second, first) : isoDay(year, first, second))
  }
  const worded = /^(\d{1,2})\.?[ -](\p{L}+)\.?[ -](\d{4})(?:[ ,].*)?$/u.exec(value)
  if (worded) return single(isoDay(Number(worded[3]), monthOf(worded[2] ?? '') ?? 0, Number(worded[1])))
  const quarter = /^([1-4])(?:st|nd|rd|th) Quarter,? (\d{4})$/i.exec(value)
  if (quarter) return months(Number(quarter[2]), (Number(quarter[1]) - 1) * 3 + 1, 3)
  return /^20\d\d$/.test(value) ? months(Number(value), 1, 12) : undefined
}

function parseWorded(value: string): DayRange | undefined {
  const week = /^Week (\d{1,2}),? (\d{4})$/i.exec(value)
  if (week) return weekRange(Number(week[2]), Number(week[1]))
  // `January 1, 2026` and `January 1, 2026, Hour 0`, also with the day of the week before it.
  const day = /^(?:\p{L}+, )?(\p{L}+)\.? (\d{1,2}),? (\d{4})(?:,? Hour \d{1,2})?$/iu.exec(value)
  if (day) return single(isoDay(Number(day[3]), monthOf(day[1] ?? '') ?? 0, Number(day[2])))
  const month = /^(\p{L}+)\.?,? (\d{4})$/u.exec(value)
  const number = month && monthOf(month[1] ?? '')
  return month && number ? months(Number(month[2]), number, 1) : undefined
}

const single = (day: string | undefined): DayRange | undefined => (day === undefined ? undefined : {from: day, to: day})

function months(year: number, month: number, count: number): DayRange | undefined {
  const from = isoDay(year, month, 1)
  const after = isoDay(month + count > 12 ? year + 1 : year, ((month + count - 1) % 12) + 1, 1)
  return from === undefined || after === undefined ? undefined : {from, to: addDays(after, -1)}
}

/** Where Adobe's first week begins is not documented; that it spans seven days is all that is used. */
function weekRange(year: number, week: number): DayRange | undefined {
  const first = week >= 1 && week <= 54 ? isoDay(year, 1, 1) : undefined
  if (first === undefined) return undefined
  const from = addDays(first, (week - 1) * 7)
  return {from, to: addDays(from, 6)}
}
