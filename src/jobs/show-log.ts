import {join} from 'node:path'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {renderActivity} from '../report/activity.js'
import {styleFor} from '../report/style.js'
import {ACTIVITY_FILE, readActivityLog, type ActivityEntry, type BadLine} from '../workspace/activity-log.js'
import {displayPath} from '../workspace/find-workspace.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {loadIntegrations} from '../workspace/store.js'
import {openWorkspace} from '../workspace/workspace.js'

export interface LogFlags {
  since?: string | undefined
  workspace?: string | undefined
  'no-color'?: boolean | undefined
}

/** What `dc log --json` prints. */
export interface LogResult {
  schemaVersion: 1
  command: 'log'
  /** The oldest first. */
  entries: readonly ActivityEntry[]
  /** Lines of the file that are no entry; they stay where they are. */
  bad: readonly BadLine[]
}

export interface LogJob {
  result: LogResult
  text: string
  notes: string[]
  exitCode: ExitCode
}

/** The work of `dc log`: who changed what and when, of one integration or of all. */
export async function showLog(idOrName: string | undefined, flags: LogFlags, cwd: string, now: Date): Promise<LogJob> {
  const workspace = openWorkspace(flags.workspace, cwd)
  const since = flags.since === undefined ? undefined : parseSince(flags.since, now)
  const loaded = await loadIntegrations(workspace)
  const path = join(workspace.folder, ACTIVITY_FILE)
  const {entries, bad} = await readActivityLog(path)
  const wanted = idOrName === undefined ? undefined : findSubject(idOrName, entries, () => requireIntegration(idOrName, loaded).id)
  const chosen = entries.filter(
    ({integration, time}) =>
      (wanted === undefined || integration === wanted) && (since === undefined || Date.parse(time) >= since.getTime()),
  )
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color'] ?? false})
  const where = displayPath(path, cwd)
  return {
    result: {schemaVersion: 1, command: 'log', entries: chosen, bad},
    text: chosen.length === 0 ? 'Nothing in the log fits.' : renderActivity(chosen, style),
    notes: bad.map(({line, reason}) => `${where}:${line}: ${reason}; the line stays as it is`),
    exitCode: EXIT.ok,
  }
}

/** What was purged is in the log alone. */
function findSubject(idOrName: string, entries: readonly ActivityEntry[], fallback: () => string): string {
  const id = idOrName.trim().toLowerCase()
  return entries.some(({integration}) => integration === id) ? id : fallback()
}

const UNIT_MS: Readonly<Record<string, number>> = {h: 3_600_000, d: 86_400_000, w: 604_800_000}

/** `2026-11-01`, a moment in ISO 8601, or a period back from now: `12h`, `7d`, `2w`. @throws DcError `usage` */
function parseSince(text: string, now: Date): Date {
  const [, number, unit = ''] = /^(\d{1,4})([hdw])$/.exec(text.trim()) ?? []
  if (number !== undefined) return new Date(now.getTime() - Number(number) * (UNIT_MS[unit] ?? 0))
  const moment = /^\d{4}-\d{2}-\d{2}(?:T.*)?$/.test(text.trim()) ? new Date(text.trim()) : undefined
  if (moment !== undefined && !Number.isNaN(moment.getTime())) return moment
  throw new DcError(`--since ${text} is neither a day nor a period`, {
    code: 'usage',
    where: '--since',
    suggestions: ['--since 2026-11-01', '--since 7d', '--since 12h'],
  })
}
