import type {InspectedFile, SeriesFile} from '../../segments/inspection.js'
import {of, type Case} from '../case.js'
import {counted, filesWithRows, firstFacts, isWholeCapture} from './delivered-ids.js'
import type {Fact} from '../evidence.js'
import type {DaySegmentHits} from '../hit-evidence.js'
import {captureOf} from './missing-products.js'

/** What shows that a file has too few rows, too many, or others than it should. */

/** Days with one number of rows, from which on it is no chance. */
const ENOUGH_DAYS = 3
/** A limit is a round number; days of a few rows are alike by chance. */
const ROUND = 100
/** A share of rows or hits that is more than an accident. */
const MANY = 0.05
const SOME = 0.01
/** Repeats of one confirmation page are as common as this. */
const RELOADS = 0.1

/** Files of a segment of which at least three days have one round number of rows that no file exceeds. */
export function cappedSeries(about: Case): readonly (readonly InspectedFile[])[] {
  return bySeries(filesWithRows(about)).flatMap((files) => {
    const most = Math.max(...files.map(({rows}) => rows))
    const full = files.filter(({rows}) => rows === most)
    const days = new Set(full.map(({day, path}) => day ?? path))
    // The same rows over and over have one number, too, and for another reason.
    const isAlike = new Set(full.map(({digest}) => digest)).size < full.length
    return days.size >= ENOUGH_DAYS && most % ROUND === 0 && !isAlike ? [full] : []
  })
}

/** Files of one segment, suite and name. */
export function bySeries<T extends Pick<SeriesFile, 'segment' | 'reportSuite' | 'series'>>(files: readonly T[]): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const file of files) {
    const key = JSON.stringify([file.segment, file.reportSuite, file.series])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [file])
    else group.push(file)
  }
  return [...groups.values()]
}

/** A day of a whole capture whose file has other rows than its hits make. */
export interface RowGap {
  readonly file: InspectedFile
  readonly hits: DaySegmentHits & {readonly day: string}
  readonly isTooFew: boolean
  readonly fact: Fact
}

/** Only a capture that holds all hits of a day says how many rows its file should have. */
export function rowGaps(about: Case): readonly RowGap[] {
  if (!isWholeCapture(about)) return []
  const files = about.files.filter(({kind, isComplete}) => kind !== 'data-warehouse' && isComplete)
  return about.segmentHits.flatMap((hits): RowGap[] => {
    const ofDay = files.filter(({segment, day}) => segment === hits.segment && day === hits.day)
    const [file] = ofDay
    if (file === undefined || ofDay.length > 1 || hits.rowsInDoubt === undefined) return []
    const {rows, rowsInDoubt, rowsWithoutProduct, segment} = hits
    // Whether a purchase takes a row out of the other files where either has no product depends on a scope that Adobe does not document.
    if (segment !== 'purchases' && namelessPurchases(about, hits.day) > 0) return []
    const least = segment === 'purchases' ? rows : rows - rowsWithoutProduct
    const isTooFew = file.rows < least - Math.max(1, least * MANY)
    const isTooMany = file.rows > (rows + rowsInDoubt) * (1 + MANY) + 1
    if (!isTooFew && !isTooMany) return []
    const most = rows + rowsInDoubt
    const should = least < most ? `${least} to ${most} rows` : counted(rows, 'row')
    return [{file, hits, isTooFew, fact: of(file.path, `it has ${counted(file.rows, 'row')}, and the hits of ${hits.day} make ${should}`)}]
  })
}

function namelessPurchases({evidence: {hits}}: Case, day: string): number {
  const own = hits?.days.find((each) => each.day === day)?.segments.find(({segment}) => segment === 'purchases')
  return own?.withoutProducts ?? 0
}

/** Everything that speaks for wrong rows, at most a few facts of each sort. */
export function rowSigns(about: Case): Fact[] {
  const files = filesWithRows(about)
  const some = (list: readonly InspectedFile[], say: (file: InspectedFile) => string) =>
    firstFacts(
      list,
      (file) => of(file.path, say(file)),
      (count) => `so is it with ${count} more files`,
    )
  const isEmptyOwed = (segment: string) => about.scheduleOf(segment).emptyFile !== 'sent'
  return [
    ...about
      .daysWith('empty')
      .flatMap(({segment, day, files: [path = day]}) => (isEmptyOwed(segment) ? [of(path, `the file of ${day} has no row`)] : [])),
    ...about.daysWith('size-change').map((day) => {
      const rows = about.filesOf(day).reduce((sum, file) => sum + file.rows, 0)
      return of(
        day.files[0] ?? day.segment,
        `the ${counted(rows, 'row')} of ${day.day} are far from what other days or an earlier look had`,
      )
    }),
    ...about.files
      .filter(({kind}) => kind !== 'data-warehouse')
      .flatMap(({path, damage: [first]}) => (first === undefined ? [] : [of(path, first)])),
    ...some(files.filter(hasRaggedRows), ({raggedRows}) => `${counted(raggedRows, 'row')} with more or fewer cells than the header`),
    ...some(files.filter(hasRepeats), ({duplicateRows, rows}) => `${duplicateRows ?? 0} of ${rows} rows repeat another`),
    ...cappedSeries(about).flatMap((capped) => some(capped, ({rows}) => `it has exactly ${rows} rows, as on other days`)),
    ...limitedFiles(about),
    ...rowGaps(about).map(({fact}) => fact),
    ...hitSigns(about),
  ]
}

export const hasRaggedRows = ({raggedRows, rows}: InspectedFile): boolean => raggedRows > 1 && raggedRows >= rows * SOME
export const hasRepeats = ({duplicateRows, rows}: InspectedFile): boolean =>
  duplicateRows !== null && duplicateRows > 0 && duplicateRows >= rows * SOME

function limitedFiles(about: Case): Fact[] {
  const {request} = about
  const limit = Number(about.told('row-limit')?.value ?? request?.rowLimit ?? 0)
  const full = filesWithRows(about).filter(({rows}) => limit > 0 && rows === limit)
  return full.slice(0, 1).map(({path, rows}) => of(path, `it has exactly the ${rows} rows that the request returns at most`))
}

/** Purchases that are dropped, and products that are no products. */
function hitSigns(about: Case): Fact[] {
  const capture = captureOf(about)
  return about.segmentHits.flatMap((hits) => {
    const {day, event, events, duplicates, oddNames, longNames} = hits
    const facts: Fact[] = []
    if (areRepeats(hits))
      facts.push(of(capture, `${duplicates} of ${duplicates + events} purchases on ${day} have an ID that was used before`))
    if (isMuch(oddNames, events))
      facts.push(of(capture, `${oddNames} of ${counted(events, 'hit')} with ${event} on ${day} have product names that were cut in pieces`))
    if (isMuch(longNames, events))
      facts.push(of(capture, `${longNames} of ${counted(events, 'hit')} with ${event} on ${day} have product names that are too long`))
    return facts
  })
}

export const isMuch = (count: number, all: number): boolean => count > 0 && count >= all * MANY

/** More purchases repeat an ID than reloads of the confirmation page account for. */
export const areRepeats = ({duplicates, events}: DaySegmentHits): boolean => duplicates > 0 && duplicates >= (duplicates + events) * RELOADS
