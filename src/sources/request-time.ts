import {parseIsoTime} from './iso-time.js'

/**
 * Reads the start of a request from whatever a capture writes: ISO 8601, the access log form, a number of seconds, milliseconds, micro- or
 * nanoseconds. A time without a zone is taken as UTC, so that the result does not depend on the machine. Returns milliseconds since 1970 UTC,
 * or undefined when the value is no time (a duration, a monotonic clock, a clock without a date).
 */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value !== 'string' || value === '') return undefined
  // The form that most captures have, and the one the engine reads fastest.
  if (value.length <= 24 && value.endsWith('Z') && value.charCodeAt(10) === 84) return valid(Date.parse(value))
  const first = value.charCodeAt(0)
  if (first >= 48 && first <= 57 && value.length < 25 && /^\d+(\.\d+)?$/.test(value)) return fromNumber(Number(value))
  return parseIsoTime(value) ?? fromAccessLog(value) ?? fromDateString(value)
}

const EARLIEST = Date.UTC(1996, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)

function valid(ms: number): number | undefined {
  return ms >= EARLIEST && ms < LATEST ? ms : undefined
}

function fromNumber(value: number): number | undefined {
  if (value < 1e11) return valid(Math.round(value * 1000))
  if (value < 1e14) return valid(Math.round(value))
  if (value < 1e17) return valid(Math.round(value / 1000))
  return valid(Math.round(value / 1e6))
}

const ACCESS_LOG = /^\[?(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: ([+-]\d{4}))?/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `10/Oct/2026:13:55:36 -0700`, the time of Apache's and nginx's logs. */
export function fromAccessLog(text: string): number | undefined {
  const found = ACCESS_LOG.exec(text)
  if (!found) return undefined
  const [, day, monthName = '', year, hour, minute, second, fraction = '', zone] = found
  const month = MONTHS.indexOf(monthName)
  if (month < 0) return undefined
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  return valid(Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second), ms) - offsetMs(zone))
}

const DATE_STRING =
  /^(?:[A-Z][a-z]{2},? )?(?:([A-Z][a-z]{2}) (\d{1,2})|(\d{1,2}) ([A-Z][a-z]{2})) (\d{4}) (\d\d):(\d\d):(\d\d)(?: (?:GMT|UTC)?([+-]\d{4})?)?/

/** JavaScript's `Date.toString()` and the date of HTTP headers. */
function fromDateString(text: string): number | undefined {
  const found = DATE_STRING.exec(text)
  if (!found) return undefined
  const month = MONTHS.indexOf(found[1] ?? found[4] ?? '')
  if (month < 0) return undefined
  const day = Number(found[2] ?? found[3])
  return valid(Date.UTC(Number(found[5]), month, day, Number(found[6]), Number(found[7]), Number(found[8])) - offsetMs(found[9]))
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined) return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000
}
