import {readName} from '../../segments/file-name.js'
import type {SegmentDay} from '../../segments/inspection.js'
import {of, type Case} from '../case.js'
import type {Fact} from '../evidence.js'

/** Files that may be those of a day that lacks its own, under another name or in another place. */

export interface Stray {
  readonly day: string
  readonly fact: Fact
  /** False: it may be chance. */
  readonly isTelling: boolean
}

export function strayFiles(the: Case): Stray[] {
  return [...ofUnknownSegment(the), ...ofOtherSeries(the), ...besideTheDirectory(the)]
}

/** A file of the day of which nothing tells the segment. */
function ofUnknownSegment({files, daysWithoutFile}: Case): Stray[] {
  return daysWithoutFile.flatMap(({day}) =>
    files
      .filter((file) => file.day === day && file.segment === null && file.isComplete && file.kind !== 'data-warehouse')
      .map(({path, kind}) => ({
        day,
        isTelling: kind === 'segment',
        fact: of(path, `a file of ${day} lies there under a name that tells no segment`),
      })),
  )
}

/** The segment goes on under other words: its new series has none of the days of the old one. */
function ofOtherSeries({days, daysWithoutFile}: Case): Stray[] {
  const served = (series: SegmentDay) => days.filter((day) => isSameSeries(day, series) && day.files.length > 0).map(({day}) => day)
  return daysWithoutFile.flatMap((lacking) => {
    const own = served(lacking)
    return days
      .filter((day) => day.segment === lacking.segment && day.day === lacking.day && day.files.length > 0 && !isSameSeries(day, lacking))
      .filter((other) => other.reportSuite === lacking.reportSuite && own.length > 0 && served(other).every((day) => !own.includes(day)))
      .map(({files}) => ({
        day: lacking.day,
        isTelling: true,
        fact: of(
          files[0] ?? lacking.segment,
          `the ${lacking.segment} file of ${lacking.day} lies there under another name than those before`,
        ),
      }))
  })
}

function isSameSeries(one: SegmentDay, other: SegmentDay): boolean {
  return one.segment === other.segment && one.series === other.series && one.reportSuite === other.reportSuite
}

/** Files like ours above or beside the directory: of a day that lacks its own, or where the directory itself never had any. */
function besideTheDirectory({evidence, daysWithoutFile, files}: Case): Stray[] {
  const lacking = new Set(daysWithoutFile.map(({day}) => day))
  const segments = evidence.integration?.integration.segments ?? []
  return evidence.accounts.flatMap(({location, listing}) =>
    (listing?.elsewhere ?? []).flatMap(({directory, files: count, example}): Stray[] => {
      const {days} = readName(example, segments)
      const where = `${directory} holds ${count} ${count === 1 ? 'file' : 'files'} like those that are looked for`
      if (days !== null && days.from === days.to && lacking.has(days.from))
        return [{day: days.from, isTelling: true, fact: of(location, `${where}, one of them of ${days.from}`)}]
      const [first] = lacking
      if (days !== null || files.length > 0 || first === undefined) return []
      return [{day: first, isTelling: false, fact: of(location, where)}]
    }),
  )
}
