/**
 * Calendar days of a report suite. Analytics cuts its days by the time zone of the suite, so a day has 23 or 25 hours when the clock
 * changes. Source: Analytics, "New report suite", Time Zone; "Data Warehouse", report date.
 */

const DAY_MS = 86_400_000
/** No zone is further from UTC. */
const MOST_OFFSET_MS = 16 * 3_600_000
/** Times a calendar can show: 1970 to the year 9999. */
const LAST_MS = Date.UTC(9999, 11, 30)

/** True for an IANA name that this machine knows: `Europe/Berlin`, `UTC`; not for a bare offset. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** True for a day of the calendar as ISO 8601 writes it: `2026-03-29`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const timeMs = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(text)
}

/** The day so many days later, whatever the zone. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Days in one time zone. Cheap for times that come in order: the day last asked for is remembered. */
export class SuiteCalendar {
  readonly #format: Intl.DateTimeFormat
  readonly #starts = new Map<string, number>()
  #day = ''
  #from = Infinity
  #to = -Infinity

  /** @throws RangeError when `timeZone` is no IANA name (see `isTimeZone`) */
  constructor(readonly timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {timeZone, year: 'numeric', month: '2-digit', day: '2-digit'})
  }

  /** ISO 8601 day of a time in milliseconds since 1970; undefined for one that no capture can mean (before 1970, after 9999). */
  dayOf(timeMs: number): string | undefined {
    if (timeMs >= this.#from && timeMs < this.#to) return this.#day
    if (!(timeMs >= 0 && timeMs < LAST_MS)) return undefined
    const day = this.#read(timeMs)
    this.#day = day
    this.#from = this.startOf(day)
    this.#to = this.startOf(addDays(day, 1))
    return day
  }

  /** First millisecond of a day: midnight, or later where the clock skips midnight. */
  startOf(day: string): number {
    const known = this.#starts.get(day)
    if (known !== undefined) return known
    const midnight = Date.parse(`${day}T00:00:00Z`)
    let before = midnight - MOST_OFFSET_MS
    let after = midnight + MOST_OFFSET_MS
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (this.#read(middle) < day) before = middle
      else after = middle
    }
    this.#starts.set(day, after)
    return after
  }

  /** First millisecond after a day. */
  endOf(day: string): number {
    return this.startOf(addDays(day, 1))
  }

  #read(timeMs: number): string {
    let [year, month, day] = ['', '', '']
    for (const {type, value} of this.#format.formatToParts(timeMs)) {
      if (type === 'year') year = value.padStart(4, '0')
      else if (type === 'month') month = value
      else if (type === 'day') day = value
    }
    return `${year}-${month}-${day}`
  }
}
