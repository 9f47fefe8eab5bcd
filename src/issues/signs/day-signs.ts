import {daysBetween} from '../../segments/dates.js'
import type {InspectedFile, SegmentDay, SeriesFile} from '../../segments/inspection.js'
import {dayRangeOfName} from '../../segments/name-dates.js'
import {SuiteCalendar} from '../../segments/suite-time.js'
import {of, type Case} from '../case.js'
import {filesWithRows} from './delivered-ids.js'
import type {Fact} from '../evidence.js'
import {bySeries} from './row-signs.js'

/** What shows that files are about other days than they should be. */

/** Two equal files of fewer rows may be chance. */
const ENOUGH_ROWS = 3

/** The day a file's own name tells; undefined where it tells none or several. */
export function dayOfName(path: string): string | undefined {
  const range = dayRangeOfName(path.slice(path.lastIndexOf('/') + 1))
  return range !== undefined && range.from === range.to ? range.from : undefined
}

/**
 * Files that came one day after the other with the same rows, up to the newest: a range that does not move. What came in between with other
 * rows is proof of the contrary. Files of one day under one name were delivered again, and are not among them.
 */
export function frozenFiles(about: Case): readonly (readonly SeriesFile[])[] {
  const files = about.evidence.deliveries.seriesFiles.filter(
    ({kind, rows, digest}) => kind !== 'data-warehouse' && digest !== null && rows > 0,
  )
  return bySeries(files).flatMap((series) => {
    const newestFirst = series.toSorted((a, b) => b.arrivedMs - a.arrivedMs)
    const [newest] = newestFirst
    if (newest === undefined || newest.rows < ENOUGH_ROWS) return []
    const other = newestFirst.findIndex(({digest}) => digest !== newest.digest)
    const same = newestFirst.slice(0, other === -1 ? undefined : other)
    const calendar = new SuiteCalendar(about.scheduleOf(newest.segment ?? '').timeZone)
    const arrivals = new Set(same.map(({arrivedMs}) => calendar.dayOf(arrivedMs)))
    const named = same.map(({path}) => dayOfName(path))
    const isDated = named.every((day) => day !== undefined)
    const names = new Set(named).size
    const isFrozen = isDated ? names > 1 && arrivals.size > 1 : named.every((day) => day === undefined) && arrivals.size > 2
    return isFrozen ? [same.toReversed()] : []
  })
}

/** Two files that came with the same rows about the same day. */
export interface Twice {
  readonly day: SegmentDay
  readonly file: SeriesFile
  readonly original: SeriesFile
}

export function deliveredTwice(about: Case): readonly Twice[] {
  const {seriesFiles} = about.evidence.deliveries
  const frozen = new Set(
    frozenFiles(about)
      .flat()
      .map(({path}) => path),
  )
  return about.days.flatMap((day) =>
    day.content.flatMap((content): Twice[] => {
      const path = content.startsWith('duplicate-of:') ? content.slice('duplicate-of:'.length) : null
      const original = seriesFiles.find((each) => each.path === path)
      if (original === undefined || original.day !== day.day || frozen.has(original.path)) return []
      const file = seriesFiles.find(
        (each) => each.path !== original.path && each.digest === original.digest && each.segment === day.segment && each.day === day.day,
      )
      return file === undefined ? [] : [{day, file, original}]
    }),
  )
}

/** Files that are about several days, of which one is in the next file as well. */
export interface Overlap {
  readonly files: readonly InspectedFile[]
  /** Days that the shortest of them is about. */
  readonly length: number
}

export function overlaps(about: Case): readonly Overlap[] {
  return bySeries(filesWithRows(about)).flatMap((series) => {
    const ranges = series
      .flatMap((file) => (file.from !== null && file.to !== null && file.from < file.to ? [{file, from: file.from, to: file.to}] : []))
      .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
    const joined = ranges.filter(({from, to}, index) => {
      const [before, after] = [ranges[index - 1], ranges[index + 1]]
      return (
        (before !== undefined && before.from < from && before.to >= from) || (after !== undefined && after.from > from && after.from <= to)
      )
    })
    if (joined.length === 0) return []
    return [{files: joined.map(({file}) => file), length: Math.min(...joined.map(({from, to}) => daysBetween(from, to) + 1))}]
  })
}

/** Days that cannot be those of the report suite, by what the rows, the name and the arrival of files say. */
export function shiftSigns(about: Case): Fact[] {
  const calendar = new SuiteCalendar(about.timeZone)
  return filesWithRows(about).flatMap(({path, day, dayFrom, arrivedAt}): Fact[] => {
    if (day === null || dayFrom !== 'rows' || arrivedAt === null) return []
    const arrivedMs = Date.parse(arrivedAt)
    if (arrivedMs < calendar.endOf(day))
      return [of(path, `its rows are of ${day}, and it came before that day was over in ${about.timeZone}`)]
    const named = dayOfName(path)
    // A name may tell the day of the delivery: that is no shift.
    if (named === undefined || named === day || Math.abs(daysBetween(named, calendar.dayOf(arrivedMs) ?? named)) === 0) return []
    return Math.abs(daysBetween(day, named)) === 1 ? [of(path, `its rows are of ${day}, and its name says ${named}`)] : []
  })
}
