import {readFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {DcError, EXIT, type ExitCode} from '../errors.js'
import {count, digits} from '../report/wording.js'
import {ACTIVITY_FILE, readActivityLog, type ActivityEntry, type AdobeLogEntry} from '../workspace/activity-log.js'
import {momentOf, parseAdobeLog} from '../workspace/adobe-log.js'
import {requireIntegration} from '../workspace/find-integration.js'
import {change, type LoadedIntegrations} from '../workspace/store.js'
import {openWorkspace} from '../workspace/workspace.js'

export interface ImportLogFlags {
  integration?: string | undefined
  'dry-run': boolean
  workspace?: string | undefined
}

/** What `dc log import --json` prints. */
export interface ImportLogResult {
  schemaVersion: 1
  command: 'log import'
  file: string
  integration: string
  /** New ones, in the order of the file; those that were in the log already are counted alone. */
  entries: readonly ActivityEntry[]
  known: number
  /** Not understood, and kept all the same. */
  notUnderstood: number
  dryRun: boolean
}

const MAX_BYTES = 10_000_000

/**
 * The work of `dc log import`: what Adobe's own activity log said becomes part of the integration's. Importing the same text again adds nothing.
 * @throws DcError `unreadable-file`, `nothing-to-import`
 */
export async function importAdobeLog(
  file: string,
  flags: ImportLogFlags,
  cwd: string,
  {stdin, now}: {stdin: AsyncIterable<Uint8Array>; now: Date},
): Promise<{result: ImportLogResult; text: string; exitCode: ExitCode}> {
  const workspace = openWorkspace(flags.workspace, cwd)
  const {entries: read} = parseAdobeLog(await readText(file, cwd, stdin))
  if (read.length === 0) {
    throw new DcError('there is no entry of an activity log in it', {code: 'nothing-to-import', where: file, exitCode: EXIT.nothing})
  }
  let integration = ''
  let known = 0
  const {entries} = await change(
    workspace,
    async (loaded) => {
      const {entries: old} = await readActivityLog(join(workspace.folder, ACTIVITY_FILE))
      integration = chooseIntegration(flags.integration, loaded)
      const fresh = withoutKnown(read, old, integration)
      known = read.length - fresh.length
      return {action: 'adobe-log', heard: fresh.map((adobe) => toActivity(adobe, integration, now))}
    },
    {dryRun: flags['dry-run'], now},
  )
  const result: ImportLogResult = {
    schemaVersion: 1,
    command: 'log import',
    file,
    integration,
    entries,
    known,
    notUnderstood: entries.filter(({adobe}) => adobe?.kind === 'unknown').length,
    dryRun: flags['dry-run'],
  }
  return {result, text: describe(result), exitCode: EXIT.ok}
}

async function readText(file: string, cwd: string, stdin: AsyncIterable<Uint8Array>): Promise<string> {
  try {
    const bytes = file === '-' ? Buffer.concat(await collect(stdin)) : await readFile(resolve(cwd, file))
    if (bytes.length <= MAX_BYTES) return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)
  } catch (error) {
    throw new DcError(`the file cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, {
      code: 'unreadable-file',
      where: file,
      cause: error,
    })
  }
  throw new DcError('the file is too large for an activity log', {code: 'unreadable-file', where: file})
}

async function collect(stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MAX_BYTES) break
  }
  return chunks
}

function chooseIntegration(named: string | undefined, loaded: LoadedIntegrations): string {
  if (named !== undefined) return requireIntegration(named, loaded).id
  const living = loaded.integrations.filter(({status}) => status !== 'deleted')
  const [only] = living
  if (only !== undefined && living.length === 1) return only.id
  throw new DcError('which integration is this the log of? --integration is missing', {
    code: 'usage',
    where: '--integration',
    suggestions: living.slice(0, 5).map(({id}) => `--integration ${id}`),
  })
}

/** Two equal rows of a log are two events: as many are new as there are more than before. */
function withoutKnown(read: readonly AdobeLogEntry[], old: readonly ActivityEntry[], integration: string): AdobeLogEntry[] {
  const counts = new Map<string, number>()
  const keyOf = ({text, date}: AdobeLogEntry) => JSON.stringify([text, date])
  for (const {adobe, integration: owner} of old) {
    if (adobe !== undefined && owner === integration) counts.set(keyOf(adobe), (counts.get(keyOf(adobe)) ?? 0) + 1)
  }
  return read.filter((entry) => {
    const left = counts.get(keyOf(entry)) ?? 0
    counts.set(keyOf(entry), left - 1)
    return left <= 0
  })
}

function toActivity(adobe: AdobeLogEntry, integration: string, now: Date): ActivityEntry {
  const moment = (adobe.date === null ? undefined : momentOf(adobe.date)) ?? now
  return {time: moment.toISOString(), who: 'Adobe', integration, action: 'adobe-log', change: {}, adobe}
}

function describe({file, integration, entries, known, notUnderstood, dryRun}: ImportLogResult): string {
  const failed = entries.filter(({adobe}) => adobe?.outcome === 'failed')
  const undated = entries.filter(({adobe}) => adobe?.date === null).length
  return [
    `${file}: ${entries.length === 1 ? '1 new entry' : `${digits(entries.length)} new entries`} ${dryRun ? 'would be added to' : 'added to'} the log of ${integration}${known > 0 ? `, ${known} known already` : ''}.`,
    ...(notUnderstood > 0 ? [`${count(notUnderstood, 'line')} not understood, and kept: dc log ${integration}`] : []),
    ...(undated > 0 ? [`${undated} without a date, filed under today.`] : []),
    ...failed.map(({adobe}) => `failed: ${adobe?.date ?? 'without a date'}  ${adobe?.text ?? ''}: ${adobe?.meaning ?? ''}`),
  ].join('\n')
}
