import {dirname} from 'node:path'
import {Readable} from 'node:stream'
import {listDeliveries} from '../../src/collectors/delivered-files.js'
import type {DaySegmentHits, HitEvidence} from '../../src/issues/hit-evidence.js'
import {collectHits, type CollectedHits} from '../../src/jobs/collect-hits.js'
import {resolveHitSettings, type HitFlags, type KnownOfHits} from '../../src/jobs/hit-settings.js'
import {resolveInspectSettings} from '../../src/jobs/inspect-settings.js'
import {readDeliveries} from '../../src/jobs/read-deliveries.js'
import {captureFolder, lineOf, type SentHit} from './segment-capture.js'

/** What is known, and how to look; all of it may be left out. */
export interface HitCase {
  readonly flags?: HitFlags
  readonly known?: Partial<KnownOfHits>
  readonly isComplete?: boolean
  readonly showValues?: boolean
  /** Delivered files by name, as lines. */
  readonly files?: Readonly<Record<string, readonly string[]>>
}

export const HIT_FLAGS: HitFlags = {
  suite: 'shopprod',
  recipient: 'eVar12',
  message: 'campaign',
  'time-zone': 'Europe/Berlin',
  expiration: ['recipient=never', 'message=never'],
}

/** Evidence from captures that lie in a folder. */
export async function collectFrom(captures: readonly string[], cwd: string, of: HitCase = {}): Promise<CollectedHits> {
  const {flags = HIT_FLAGS, known = {}, isComplete = false, showValues = false, files = {}} = of
  const names = Object.keys(files)
  const now = new Date('2026-11-26T12:00:00Z')
  const stdin = Readable.from([])
  const settings = resolveHitSettings({integration: undefined, snapshot: undefined, timeZone: undefined, ...known}, flags)
  const listing = await listDeliveries(names, {cwd, stdin})
  try {
    const inspect = await resolveInspectSettings({}, {cwd, now, paths: names})
    const read = await readDeliveries(listing, inspect, {now, onProgress: () => undefined})
    const deliveries = names.length === 0 ? null : {files: read.files, tables: read.tables, columns: inspect.columns}
    return await collectHits({captures, settings, cwd, stdin, isComplete, deliveries, showValues, onProgress: () => undefined})
  } finally {
    await listing.close()
  }
}

/** What these hits say, from one NDJSON capture called `hits.ndjson`. */
export async function evidenceOf(hits: readonly SentHit[], of: HitCase = {}): Promise<HitEvidence> {
  const folder = captureFolder()
  try {
    const capture = folder.write(
      'hits.ndjson',
      hits.map((hit) => lineOf(hit)),
    )
    for (const [name, lines] of Object.entries(of.files ?? {})) folder.write(name, lines)
    return (await collectFrom(['hits.ndjson'], dirname(capture), of)).evidence
  } finally {
    folder.remove()
  }
}

/** What a day holds for one segment. */
export function segmentOf({days}: HitEvidence, segment: string, day?: string): DaySegmentHits {
  const found = days.filter((each) => day === undefined || each.day === day).flatMap(({segments}) => segments)
  const of = found.find((each) => each.segment === segment)
  if (of === undefined) throw new Error(`no hits of ${segment} on ${day ?? 'any day'}`)
  return of
}
