const ISO = /^\s*(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(?:([Zz])|([+-])(\d\d):?(\d\d)?)?\s*$/

/** No capture is older; .NET tools write year 1 for a time that never came. */
const FIRST_YEAR = 1995

/**
 * ISO 8601 date and time to whole milliseconds since 1970 UTC; digits beyond milliseconds are dropped. Without an offset UTC is taken, so that
 * the same capture reads alike on every machine. Undefined for anything else.
 */
export function parseIsoTime(text: string): number | undefined {
  const usual = USUAL.test(text) && text >= FIRST_TIME ? Date.parse(text) : Number.NaN
  return Number.isNaN(usual) ? parseAny(text) : usual
}

/** As `toISOString` writes it, which JavaScript reads several times as fast. */
const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const FIRST_TIME = `${FIRST_YEAR}`

function parseAny(text: string): number | undefined {
  const match = ISO.exec(text)
  if (!match) return undefined
  const part = (index: number): number => Number(match[index] ?? 0)
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)]
  const isPossible = year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60
  if (!isPossible) return undefined
  const ms = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const offsetMinutes = (part(10) * 60 + part(11)) * (match[9] === '-' ? -1 : 1)
  return Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second, ms)
}
