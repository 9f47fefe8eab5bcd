import {listDeliveries} from '../collectors/delivered-files.js'
import {DcError} from '../errors.js'
import {readName} from '../segments/file-name.js'
import {PREVIEWED_SEGMENTS, type PreviewedSegment} from '../segments/remarketing.js'
import {inspectFile, nameOrdersOf} from './inspect-file.js'
import {resolveInspectSettings} from './inspect-settings.js'
import type {PreviewFlags, PreviewSettings} from './preview-settings.js'

export interface DeliveredFlags extends PreviewFlags {
  readonly segment?: PreviewedSegment | undefined
  readonly column?: readonly string[] | undefined
}

export interface DeliveredFacts {
  readonly segment: PreviewedSegment
  /** The one day the rows are about; undefined where the rows say it themselves. */
  readonly day: string | undefined
}

/**
 * Which segment and day a delivered file is: what the flags say, else its name, else what `dc segments inspect` finds in it.
 * @throws DcError `unknown-segment` when nothing tells, or the fault of the file
 */
export async function deliveredFacts(
  path: string,
  flags: DeliveredFlags,
  {integration}: PreviewSettings,
  cwd: string,
): Promise<DeliveredFacts> {
  const name = readName(path, integration?.segments)
  const [flagged, ...others] = flags.day ?? []
  // Of 04-05-2026 the file's own time tells which is the month, or nothing does.
  const other = readName(path, integration?.segments, 'month-first').days
  const named = name.days !== null && name.days.from === name.days.to && name.days.from === other?.from ? name.days.from : undefined
  const known = {segment: flags.segment ?? name.segment ?? undefined, day: others.length > 0 ? undefined : (flagged ?? named)}
  const found =
    known.segment !== undefined && (known.day !== undefined || flagged !== undefined) ? undefined : await inspected(path, flags, cwd)
  const segment = known.segment ?? found?.segment
  const previewed = PREVIEWED_SEGMENTS.find((each) => each === segment)
  if (previewed === undefined) {
    throw new DcError(
      segment === undefined ? 'nothing tells which segment the file is' : `there is no definition to compute ${segment} by`,
      {
        code: 'unknown-segment',
        where: path,
        suggestions: PREVIEWED_SEGMENTS.map((each) => `--segment ${each}`),
      },
    )
  }
  return {segment: previewed, day: known.day ?? (others.length > 0 ? undefined : found?.day)}
}

async function inspected(
  path: string,
  flags: DeliveredFlags,
  cwd: string,
): Promise<{segment: string | undefined; day: string | undefined}> {
  const {integration, workspace, column} = flags
  const settings = await resolveInspectSettings(
    {integration, workspace, column, 'time-zone': flags['time-zone']},
    {cwd, now: new Date(), paths: [path]},
  )
  const listing = await listDeliveries([path], {cwd, stdin: process.stdin})
  try {
    const [error] = listing.errors
    if (error !== undefined) throw error
    const [file] = listing.files
    const table =
      file === undefined
        ? undefined
        : (await inspectFile(file, {settings, orders: nameOrdersOf(listing.files), onProgress: () => undefined})).tables[0]
    const days = table?.days ?? null
    return {segment: table?.segment ?? undefined, day: days !== null && days.from === days.to ? days.from : undefined}
  } finally {
    await listing.close()
  }
}
