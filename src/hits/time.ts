/**
 * Times of a hit. Source: implementation guide, "timestamp" (`ts`) and "Data collection query parameters" (`t`).
 */

/**
 * `ts`: Unix seconds, or ISO 8601 with `T`, hours and minutes (seconds optional, basic or extended form, offset or `Z`; no milliseconds,
 * no week or ordinal dates). Milliseconds since 1970, undefined for anything else. Without an offset the time is taken as UTC.
 */
export function parseTimestamp(text: string): number | undefined {
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000
  const match = ISO_EXTENDED.exec(text) ?? ISO_BASIC.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second = '0', zone] = match
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const valid =
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= 31 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60
  return valid ? time - zoneMinutes(zone) * 60_000 : undefined
}

const ISO_EXTENDED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::?\d\d)?)?$/
const ISO_BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d(?::?\d\d)?)?$/

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return zone.startsWith('-') ? -minutes : minutes
}

/** `t`: `D/M/YYYY H:M:S W O`, month 0-11, `O` the client's getTimezoneOffset() in minutes. Milliseconds since 1970, undefined for anything else. */
export function parseClientTime(text: string): number | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4}) (\d{1,2}):(\d{1,2}):(\d{1,2}) \d (-?\d{1,4})$/.exec(text)
  if (match === null) return undefined
  const [day, month, year, hour, minute, second, offset] = match.slice(1).map(Number)
  return Date.UTC(year ?? 0, month, day, hour, minute, second) + (offset ?? 0) * 60_000
}
