/** Times as a clock on the wall shows them, in zones whose clocks change. */

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn-hc-h23', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** How far the clock of a zone is ahead of UTC at a time, in milliseconds. */
function offsetMs(timeMs: number, timeZone: string): number {
  const parts: Record<string, number> = {}
  for (const {type, value} of formatOf(timeZone).formatToParts(timeMs)) if (type !== 'literal') parts[type] = Number(value)
  const {year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0} = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(timeMs / 1000) * 1000
}

/**
 * When the clock shows `time` (`06:00`) on `day` (ISO 8601), in milliseconds since 1970. Of an hour that comes twice the first; a time that
 * the clock skips is as far into the next hour as it would have been.
 */
export function wallClockMs(day: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${time.padStart(5, '0')}:00Z`)
  const candidates = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => asUtc - offsetMs(near, timeZone))
  const exact = candidates.filter((each) => each + offsetMs(each, timeZone) === asUtc)
  // A skipped time: the offset from before the change leads behind the gap.
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)
}

/** `2026-10-06T06:00:00+02:00`: a time with the offset its zone had. */
export function formatInZone(timeMs: number, timeZone: string): string {
  const offset = offsetMs(timeMs, timeZone)
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const sign = offset < 0 ? '-' : '+'
  const zone = `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return new Date(timeMs + offset).toISOString().slice(0, 19) + zone
}
