import {constants} from 'node:fs'
import {open, readFile, type FileHandle} from 'node:fs/promises'
import * as z from 'zod'
import type {Change} from './diff-integrations.js'

/** `dc/activity.ndjson`: what was changed, one JSON object per line, only ever added to. */

export const ACTIVITY_FILE = 'activity.ndjson'

export interface ActivityEntry {
  /** ISO 8601, UTC. */
  readonly time: string
  /** `A. Consultant <a@agency.example>`, or the user of the operating system. */
  readonly who: string
  /** Id; null for the workspace as a whole. */
  readonly integration: string | null
  /** `added`, `configured`, `mapped`, `paused`, `activated`, `removed` … */
  readonly action: string
  readonly change: Change
  /** An entry of Adobe's own activity log (`action` `adobe-log`). */
  readonly adobe?: AdobeLogEntry
}

/** One entry of the log that the retired console showed for an integration. */
export interface AdobeLogEntry {
  /** As it was given, without the date. */
  readonly text: string
  readonly kind: AdobeLogKind
  readonly outcome: 'done' | 'started' | 'failed' | 'nothing' | 'unknown'
  /** Of rows, where the entry says. */
  readonly rows: number | null
  /** Error code, where the entry has one. */
  readonly code: number | null
  readonly meaning: string | null
  /** As it was written; null where there was none, and `time` is that of the import. */
  readonly date: string | null
}

const ADOBE_LOG_KINDS = ['metrics', 'classifications', 'export', 'unknown'] as const
export type AdobeLogKind = (typeof ADOBE_LOG_KINDS)[number]

// Loose: a newer dc may say more, and merging must not make lines unreadable.
export const activitySchema: z.ZodType<ActivityEntry> = z.looseObject({
  time: z.iso.datetime({offset: true}),
  who: z.string(),
  integration: z.string().nullable(),
  action: z.string().min(1),
  change: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  adobe: z
    .looseObject({
      text: z.string(),
      kind: z.enum(ADOBE_LOG_KINDS),
      outcome: z.enum(['done', 'started', 'failed', 'nothing', 'unknown']),
      rows: z.number().nullable(),
      code: z.number().nullable(),
      meaning: z.string().nullable(),
      date: z.string().nullable(),
    })
    .exactOptional(),
})

export interface BadLine {
  /** From 1. */
  readonly line: number
  readonly reason: string
  readonly text: string
}

export interface ActivityLog {
  /** The oldest first; of equal times, in the order of the file. */
  readonly entries: readonly ActivityEntry[]
  /** Lines that are no entry: kept in the file, named here. */
  readonly bad: readonly BadLine[]
}

/** Reads the log; a missing file is an empty log. Branches merged by `merge=union` leave lines out of order, so they are put in order. */
export async function readActivityLog(path: string): Promise<ActivityLog> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {entries: [], bad: []}
    throw error
  }
  const entries: ActivityEntry[] = []
  const bad: BadLine[] = []
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue
    const entry = parseLine(line)
    if (typeof entry === 'string') bad.push({line: index + 1, reason: entry, text: line})
    else entries.push(entry)
  }
  return {entries: entries.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time)), bad}
}

/** One line of the log; undefined for a line that is no entry. */
export function parseActivityLine(line: string): ActivityEntry | undefined {
  const parsed = parseLine(line)
  return typeof parsed === 'string' ? undefined : parsed
}

function parseLine(line: string): ActivityEntry | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return /^(?:<{7}|={7}|>{7}|\|{7})/.test(line) ? 'a mark of an unfinished merge' : 'not JSON'
  }
  const parsed = activitySchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return `no entry of the log${issue === undefined ? '' : `: ${[issue.path.join('.'), issue.message].filter((part) => part !== '').join(': ')}`}`
}

/** The lines of new entries as they are added to the file. */
export function writeEntries(entries: readonly ActivityEntry[]): string {
  return entries
    .map(({time, who, integration, action, change, adobe}) => `${JSON.stringify({time, who, integration, action, change, adobe})}\n`)
    .join('')
}

/** How many bytes the log has; 0 when there is none. */
export async function sizeOfLog(path: string): Promise<number> {
  try {
    const file = await open(path, constants.O_RDONLY | NO_FOLLOW)
    try {
      return (await file.stat()).size
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

/**
 * Adds lines to the log so that doing it again adds nothing: `from` is the size the log had before. What of the lines is there already, whole
 * or cut in the middle, is not written twice, and nothing that others added is touched.
 */
export async function appendOnce(path: string, lines: string, from: number): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | NO_FOLLOW, 0o644)
  try {
    const wanted = Buffer.from(lines)
    const {size} = await file.stat()
    // A log that became shorter was put back by hand (git): its lines are those of another time.
    const start = Math.min(from, size)
    const tail = await readFrom(file, start, size)
    if (tail.includes(wanted)) return
    // Of a last line without its end the next one must not become a part.
    const whole = Buffer.concat([await endOfLine(file, start), wanted])
    if (isPrefix(tail, whole)) await file.appendFile(whole.subarray(tail.length))
    else await file.appendFile(Buffer.concat([await endOfLine(file, size), wanted]))
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Takes back what was added after `size`. */
export async function cutLog(path: string, size: number): Promise<void> {
  const file = await open(path, constants.O_RDWR | NO_FOLLOW)
  try {
    await file.truncate(size)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function readFrom(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start)
  const {bytesRead} = await file.read(bytes, 0, bytes.length, start)
  return bytes.subarray(0, bytesRead)
}

/** The line feed that is missing before `position`, if one is. */
async function endOfLine(file: FileHandle, position: number): Promise<Buffer> {
  const isEnded = position === 0 || (await readFrom(file, position - 1, position))[0] === NEWLINE
  return Buffer.from(isEnded ? '' : '\n')
}

const NEWLINE = 0x0a

// Windows has no such flag, and no such links.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0

function isPrefix(part: Uint8Array, whole: Buffer): boolean {
  return part.length <= whole.length && whole.subarray(0, part.length).equals(part)
}
