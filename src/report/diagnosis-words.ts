import type {Diagnosis, DiagnosedCause} from '../diagnosis/diagnosis.js'
import type {Fact} from '../issues/evidence.js'
import type {Origin} from '../issues/origin.js'
import type {HitExample} from '../issues/hit-evidence.js'
import {digits} from './wording.js'

/** The words that every report of a diagnosis shares. */

/** Makes text from elsewhere safe to print. */
export type Show = (text: string) => string

export const VERDICT_WORDS: Readonly<Record<Diagnosis['verdict'], string>> = {
  'fault-found': 'Fault found',
  'no-fault-found': 'No fault found',
  'too-early': 'Too early',
  inconclusive: 'Inconclusive',
}

/** Who must act, at the head of a step. */
export const OWNER_WORDS: Readonly<Record<DiagnosedCause['owner'], string>> = {you: 'you', partner: 'the partner', adobe: 'Adobe'}

/** `hits.har:7`; the thing as a whole without a number. */
export function placeOfOrigin({file, record}: Origin): string {
  return record === null ? file : `${file}:${record}`
}

/** The fact with the place it was found at. */
export function sayFact({fact, origin}: Fact): string {
  const place = placeOfOrigin(origin)
  return place === '' ? fact : `${fact} (${place})`
}

/**
 * `2026-10-10 08:00 Europe/Berlin (06:00 UTC)`: on the clock of the suite and of whoever reads it elsewhere. Text that is no time, or a zone
 * this machine does not know, stays as it is.
 */
export function sayTime(time: string, timeZone: string): string {
  const timeMs = Date.parse(time)
  if (Number.isNaN(timeMs)) return time
  const utc = clockIn(timeMs, 'UTC') ?? time
  const local = clockIn(timeMs, timeZone)
  if (local === undefined || local === utc) return `${utc} UTC`
  const [day, clock = ''] = utc.split(' ')
  return `${local} ${timeZone} (${local.startsWith(day ?? '') ? clock : utc} UTC)`
}

function clockIn(timeMs: number, timeZone: string): string | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    const part = new Map(format.formatToParts(timeMs).map(({type, value}) => [type, value]))
    return `${part.get('year')}-${part.get('month')}-${part.get('day')} ${part.get('hour')}:${part.get('minute')}`
  } catch {
    return undefined
  }
}

/** `2026-10-05T10:00:00Z`: without fractions, which nobody reads. */
export function sayInstant(time: string): string {
  return time.replace(/\.\d+Z$/, 'Z')
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** `512 bytes`, `1.2 MB`: powers of a thousand, as the pages on quotas count. */
export function sayBytes(bytes: number): string {
  let amount = bytes
  let unit = 0
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000
    unit++
  }
  if (unit === 0) return `${digits(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`
  const rounded = amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)
  return `${rounded} ${UNITS[unit]}`
}

/** `page "Cart"`, and what else tells one hit from another. */
export function sayHit({at, kind, name, page, library}: HitExample): string {
  const what = kind === 'page' ? 'page' : kind
  return [name === null ? what : `${what} "${name}"`, page, sayInstant(at), library]
    .filter((part) => part !== null && part !== '')
    .join(', ')
}

/** The first so many, and how many there are besides. */
export function capped<Item>(items: readonly Item[], most: number): {shown: readonly Item[]; left: number} {
  // One more takes no more room than the line that would stand for it.
  if (items.length <= most + 1) return {shown: items, left: 0}
  return {shown: items.slice(0, most), left: items.length - most}
}

/** `a, b, c and 4 more`. */
export function namedSome(names: readonly string[], most: number): string {
  const {shown, left} = capped(names, most)
  return shown.join(', ') + (left === 0 ? '' : ` and ${left} more`)
}
