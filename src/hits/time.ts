/**
 * Times of a hit. Source: implementation guide, "timestamp" (`ts`) and "Data collection query parameters" (`t`).
 */

/** A timestamp this close to the request says the same, mostly rounded to seconds or minutes. */
const LIVE_MS = 2 * 60_000

/**
 * Milliseconds since 1970: start of the request, else `ts`, else the client's clock (`t`). An app without network keeps its hits and sends them all
 * at once: `ts` then tells when each happened, the request does not.
 */
export function timeOfHit(sentMs: number | undefined, hit: {value(name: string): string | undefined}): number | undefined {
  const stampedMs = parseTimestamp(hit.value('timestamp') ?? '')
  if (sentMs === undefined) return stampedMs ?? parseClientTime(hit.value('t') ?? '')
  return stampedMs === undefined || Math.abs(sentMs - stampedMs) <= LIVE_MS ? sentMs : stampedMs
}

/**
 * `ts`: Unix seconds, or ISO 8601 with `T`, hours and minutes (seconds optional, basic or extended form, offset or `Z`; no week or ordinal
 * dates). A fraction of the last part is valid and ignored. Milliseconds since 1970, undefined for anything else. Without an offset the time is taken as UTC.
 */
export function parseTimestamp(text: string): number | undefined {
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000
  const match = ISO_EXTENDED.exec(text) ?? ISO_BASIC.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second = '0', zone] = match
  const offset = zoneMinutes(zone)
  const time = timeOf(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return time === undefined || offset === undefined ? undefined : time - offset * 60_000
}

const ISO_EXTENDED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?(Z|[+-]\d\d(?::?\d\d)?)?$/
const ISO_BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d\d(?::?\d\d)?)?$/

function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const hours = Number(digits.slice(0, 2))
  const minutes = Number(digits.slice(2))
  if (hours > 14 || minutes > 59) return undefined
  return (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1)
}

/**
 * `t`: `D/M/YYYY H:M:S W O`, month 0-11, `O` the client's getTimezoneOffset() in minutes. Milliseconds since 1970, undefined for anything else:
 * the mobile SDKs send `00/00/0000 00:00:00 0 -120`, a time zone without a time.
 */
export function parseClientTime(text: string): number | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{1,2}):(\d{1,2}) \d (-?\d{1,4})$/.exec(text)
  if (match === null) return undefined
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0, offset = 0] = match.slice(1).map(Number)
  const time = timeOf(year, month, day, hour, minute, second)
  return time === undefined ? undefined : time + offset * 60_000
}

/** Milliseconds since 1970 of a date (month 0-11) in UTC; undefined for one that the calendar does not have. */
function timeOf(year: number, month: number, day: number, hour: number, minute: number, second: number): number | undefined {
  if (year < 1970 || hour > 23 || minute > 59 || second > 59) return undefined
  const time = Date.UTC(year, month, day, hour, minute, second)
  const date = new Date(time)
  return date.getUTCMonth() === month && date.getUTCDate() === day ? time : undefined
}
