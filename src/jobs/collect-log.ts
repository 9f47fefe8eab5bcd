import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DcError} from '../errors.js'
import {errorCode} from '../files/input-paths.js'
import type {CollectorReport, LogEntry, LogEvidence} from '../issues/evidence.js'
import {ACTIVITY_FILE, parseActivityLine, type AdobeLogEntry} from '../workspace/activity-log.js'
import {momentOf, parseAdobeLog} from '../workspace/adobe-log.js'
import {displayPath} from '../workspace/find-workspace.js'
import type {Workspace} from '../workspace/workspace.js'
import {readSmallFile} from './read-small-file.js'

const MAX_BYTES = 10_000_000

export interface CollectLogOptions {
  readonly cwd: string
  /** Whose entries of `dc/activity.ndjson` count. */
  readonly integration: string | undefined
  readonly workspace: Workspace | undefined
}

/**
 * Adobe's activity log of the integration: what `--log` files hold, and what `dc log import` put into the workspace before. An event that stands
 * in several of them counts once; two equal rows of one file are two events. Null where nothing was given and nothing is known.
 */
export async function collectLog(
  files: readonly string[],
  {cwd, integration, workspace}: CollectLogOptions,
): Promise<{evidence: LogEvidence | null; reports: readonly CollectorReport[]; errors: readonly DcError[]}> {
  const sources: (readonly LogEntry[])[] = []
  const reports: CollectorReport[] = []
  const errors: DcError[] = []
  if (workspace !== undefined && integration !== undefined) {
    const known = await imported(workspace, integration)
    if (known.length > 0) sources.push(known)
  }
  for (const file of files) {
    try {
      const parsed = parseAdobeLog(await readSmallFile(file, cwd, MAX_BYTES))
      const entries = parsed.entries.map((entry, index) => toEvidence(entry, {file, record: parsed.lines[index] ?? null}))
      if (entries.length === 0) {
        throw new DcError('there is no entry of an activity log in it', {
          code: 'nothing-to-import',
          where: file,
          suggestions: ['copy the rows of the Integration Activity Log, event and date, into the file'],
        })
      }
      sources.push(entries)
      reports.push({evidence: 'log', what: file, outcome: 'collected', code: null, detail: null})
    } catch (error) {
      if (!(error instanceof DcError)) throw error
      errors.push(error)
      reports.push({evidence: 'log', what: file, outcome: 'failed', code: error.code, detail: error.message})
    }
  }
  return {evidence: sources.length === 0 ? null : {entries: merge(sources)}, reports, errors}
}

/** As often as the source that has an entry most often; the oldest first, those without a date at the end. */
function merge(sources: readonly (readonly LogEntry[])[]): LogEntry[] {
  const merged: LogEntry[] = []
  const counted = new Map<string, number>()
  for (const entries of sources) {
    const here = new Map<string, number>()
    for (const entry of entries) {
      const key = JSON.stringify([entry.text.toLowerCase(), entry.at])
      const times = (here.get(key) ?? 0) + 1
      here.set(key, times)
      if (times <= (counted.get(key) ?? 0)) continue
      counted.set(key, times)
      merged.push(entry)
    }
  }
  const timeOf = ({at}: LogEntry) => (at === null ? Infinity : Date.parse(at))
  return merged.toSorted((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(a) - timeOf(b)))
}

async function imported({folder, cwd}: Workspace, integration: string): Promise<LogEntry[]> {
  const path = join(folder, ACTIVITY_FILE)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  })
  const file = displayPath(path, cwd)
  return text.split(/\r?\n/).flatMap((line, index) => {
    const parsed = line.includes('"adobe-log"') ? parseActivityLine(line) : undefined
    if (parsed?.action !== 'adobe-log' || parsed.integration !== integration || parsed.adobe === undefined) return []
    return [toEvidence(parsed.adobe, {file, record: index + 1})]
  })
}

function toEvidence({text, kind, outcome, code, rows, date}: AdobeLogEntry, origin: LogEntry['origin']): LogEntry {
  const moment = date === null ? undefined : momentOf(date)
  return {text, kind, outcome, code, rows, at: moment?.toISOString() ?? null, origin}
}
