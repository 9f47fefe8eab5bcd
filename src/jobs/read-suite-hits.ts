import type {Readable} from 'node:stream'
import type {Hit} from '../hits/hit.js'
import {hitPathIndex, parseHitPath} from '../hits/recognise.js'
import {standingOf} from '../rules/currency/currency-codes.js'
import {LEFT_OUT, readPreviewHit, timeOf, type HitReading, type LeftOut, type PreviewHit} from '../segments/preview-hit.js'
import {requireAnyReadable} from './input-result.js'
import {readHitsInOrder, type HitsRead} from './read-hits-in-order.js'

export interface SuiteReading<T> {
  readonly captures: readonly string[]
  readonly inputFormat?: string
  /** Absolute. */
  readonly cwd: string
  readonly stdin: Readable
  /** Which suite and variables. */
  readonly reading: Omit<HitReading, 'isCurrency'>
  /** What else is wanted of a hit; whoever keeps much of it keeps it for a window of thousands of hits. */
  readonly look: (hit: Hit, value: PreviewHit | LeftOut) => T
  /** True: hits of other suites are decoded and passed on as well, as `other-suite`. */
  readonly looksElsewhere: boolean
  /** Hits in order of time, repeats left out: what counts, and what does not and why. */
  readonly onHit: (value: PreviewHit | LeftOut, seen: T) => void
  readonly onProgress: (text: () => string) => void
}

export interface SuiteHits {
  readonly read: HitsRead
  /** Hits that do not count, by reason. */
  readonly leftOut: ReadonlyMap<LeftOut, number>
  /** Hits of other suites by the suites of their path, where these are not looked at. */
  readonly otherSuites: ReadonlyMap<string, number>
}

/** More suites are not told apart. */
const MOST_SUITES = 1000

/**
 * Reads captures as one stream of hits in order of time, each as the definitions of segment files see it.
 * @throws DcError when no capture can be read
 */
export async function readSuiteHits<T>(options: SuiteReading<T>): Promise<SuiteHits> {
  const {captures, inputFormat, cwd, stdin, look, looksElsewhere, onHit, onProgress} = options
  const {suite} = options.reading
  const reading = {...options.reading, isCurrency}
  const counts = new Map<LeftOut, number>()
  const otherSuites = new Map<string, number>()
  const leave = (reason: LeftOut) => void counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const read = await readHitsInOrder<{value: PreviewHit | LeftOut; seen: T}>({
    captures,
    cwd,
    stdin,
    ...(inputFormat !== undefined && {inputFormat}),
    isWanted: ({url}) => {
      if (suite === null || looksElsewhere) return true
      const {reportSuites} = parseHitPath(url, hitPathIndex(url))
      // An XML insert names its suite in the body.
      if (reportSuites.length === 0 || reportSuites.includes(suite)) return true
      const key = reportSuites.join(',')
      if (otherSuites.size < MOST_SUITES || otherSuites.has(key)) otherSuites.set(key, (otherSuites.get(key) ?? 0) + 1)
      leave('other-suite')
      return false
    },
    keep: (hit) => {
      const value = readPreviewHit(hit, reading)
      const timeMs = typeof value === 'string' ? timeOf(hit) : value.evidence.timeMs
      // What never reached Adobe must not stand for the one that did.
      const isPassedOn = value === 'other-suite' ? looksElsewhere && hit.delivered : value !== 'not-delivered'
      if (timeMs !== undefined && isPassedOn) return {timeMs, value: {value, seen: look(hit, value)}}
      leave(typeof value === 'string' ? value : 'no-time')
      return undefined
    },
    onHit: ({value, seen}) => {
      if (typeof value === 'string') leave(value)
      onHit(value, seen)
    },
    onProgress,
  })
  requireAnyReadable(read)
  return {read, leftOut: counts, otherSuites}
}

/** Hits that do not count, those among them that the definitions void, by reason in the order of `LEFT_OUT`. */
export function leftOutOf(...counts: readonly ReadonlyMap<LeftOut, number>[]): Readonly<Partial<Record<LeftOut, number>>> {
  const sums = (Object.keys(LEFT_OUT) as LeftOut[]).map(
    (reason) => [reason, counts.reduce((sum, map) => sum + (map.get(reason) ?? 0), 0)] as const,
  )
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0))
}

export function isCurrency(code: string): boolean {
  const standing = standingOf(code)
  return standing === 'listed' || standing === 'iso-only'
}

/** What shows that captures do not hold every hit, whatever was declared. */
export function whyIncomplete({damaged, inputs}: HitsRead, leftOut: Readonly<Partial<Record<LeftOut, number>>>): string[] {
  const skipped = (reason: string) => inputs.reduce((sum, input) => sum + (input.skipped[reason] ?? 0), 0)
  const records = skipped('damaged-record')
  const edge = skipped('edge-not-judged')
  return [
    ...(damaged ? ['an input is damaged'] : []),
    ...(records > 0 ? [`damaged records: ${records}`] : []),
    ...(edge > 0 ? [`Web SDK calls, which are not decoded yet: ${edge}`] : []),
    ...(leftOut['body-not-recorded'] === undefined ? [] : [`hits whose body was not recorded: ${leftOut['body-not-recorded']}`]),
    ...(leftOut['no-time'] === undefined ? [] : [`hits without a time: ${leftOut['no-time']}`]),
  ]
}
