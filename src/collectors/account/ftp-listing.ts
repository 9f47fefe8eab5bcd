import type {FileInfo} from 'basic-ftp'
import {MOST_ENTRIES, type RemoteEntry} from './account-session.js'

/** Listings of FTP servers: MLSD, and what LIST gives in the manner of Unix or MS-DOS. Text is bytes, one character each. */
export interface ParsedListing {
  readonly entries: readonly RemoteEntry[]
  readonly unreadable: number
  readonly isComplete: boolean
}

type LineParser = (line: string) => FileInfo[]

/** Source: RFC 3659 section 7: `type=file;size=5;modify=20261009040000; name`. Times are in UTC. */
export function parseMlsd(text: string): ParsedListing {
  return parseLines(text, (line) => {
    const at = line.indexOf(' ')
    const facts = new Map(at < 0 ? [] : line.slice(0, at).split(';').flatMap(factOf))
    const wireName = line.slice(at + 1)
    if (at < 0 || wireName === '' || (facts.size === 0 && at > 0)) return undefined
    const type = (facts.get('type') ?? 'file').toLowerCase()
    if (type === 'cdir' || type === 'pdir' || wireName === '.' || wireName === '..') return null
    const kind = type === 'file' ? 'file' : type === 'dir' ? 'folder' : /^os\.unix=s(?:ym)?link/.test(type) ? 'link' : 'other'
    return {
      wireName,
      name: fromWire(wireName),
      kind,
      sizeBytes: countOf(facts.get('size')),
      modifiedMs: mlsxTime(facts.get('modify') ?? ''),
    }
  })
}

function factOf(fact: string): [string, string][] {
  const at = fact.indexOf('=')
  return at < 0 ? [] : [[fact.slice(0, at).toLowerCase(), fact.slice(at + 1)]]
}

/** `YYYYMMDDHHMMSS[.sss]`, as MLSD and MDTM give it; null for anything else. Source: RFC 3659 section 2.3. */
export function mlsxTime(text: string): number | null {
  const [, year, month, day, hours, minutes, seconds, rest = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?$/.exec(text.trim()) ?? []
  if (seconds === undefined) return null
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds))
  return ms <= 0 ? null : ms + Math.floor(Number(`0.${rest || 0}`) * 1000)
}

/**
 * LIST. The times are those of the server's wall clock, given here as if it stood in UTC; `isByMinute` tells for each whether it has a
 * time of day at all.
 * @param parseLine reads one line; throws when it is in no dialect it knows
 */
export function parseList(text: string, parseLine: LineParser, now: Date): ParsedListing & {readonly byMinute: ReadonlySet<RemoteEntry>} {
  const byMinute = new Set<RemoteEntry>()
  const listing = parseLines(text, (line) => {
    if (/^total \d+$/i.test(line)) return null
    let info: FileInfo | undefined
    try {
      // A name with a slash is left out by the parser of MLSD lines alone.
      info = parseLine(line)[0]
    } catch {
      return undefined
    }
    if (info === undefined) return /(?:^|\s)\.\.?$/.test(line) ? null : undefined
    const time = wallTime(info.rawModifiedAt, now)
    const entry: RemoteEntry = {
      wireName: info.name,
      name: fromWire(info.name),
      kind: info.isDirectory ? 'folder' : info.isSymbolicLink ? 'link' : info.isFile ? 'file' : 'other',
      sizeBytes: countOf(String(info.size)),
      modifiedMs: time?.ms ?? null,
    }
    if (time?.isByMinute === true) byMinute.add(entry)
    return entry
  })
  return {...listing, byMinute}
}

/** @param read undefined: no entry; null: a line that is right, and none */
function parseLines(text: string, read: (line: string) => RemoteEntry | null | undefined): ParsedListing {
  const entries: RemoteEntry[] = []
  let unreadable = 0
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    if (entries.length >= MOST_ENTRIES) return {entries, unreadable, isComplete: false}
    const entry = line.length > 4096 ? undefined : read(line)
    if (entry === undefined) unreadable++
    else if (entry !== null) entries.push(entry)
  }
  return {entries, unreadable, isComplete: true}
}

function countOf(text: string | undefined): number {
  const count = Number(text ?? 0)
  return Number.isSafeInteger(count) && count >= 0 ? count : 0
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAY_MS = 86_400_000

/** `Oct  9 04:00` (of the last twelve months), `Oct  9  2025`, `2026-10-09 04:00`, `10-09-26 04:00AM`. */
function wallTime(text: string, now: Date): {ms: number; isByMinute: boolean} | null {
  const unix = /^([A-Za-z]{3})\s+(\d{1,2})\s+(?:(\d{4})|(\d{1,2}):(\d\d))$/.exec(text) ?? swapped(text)
  if (unix) {
    const month = MONTHS.indexOf((unix[1] ?? '').toLowerCase())
    if (month < 0) return null
    const day = Number(unix[2])
    if (unix[3] !== undefined) return {ms: Date.UTC(Number(unix[3]), month, day), isByMinute: false}
    const inYear = (year: number): number => Date.UTC(year, month, day, Number(unix[4]), Number(unix[5]))
    const ms = inYear(now.getUTCFullYear())
    // The server's clock may be a zone ahead of ours.
    return {ms: ms > now.getTime() + DAY_MS ? inYear(now.getUTCFullYear() - 1) : ms, isByMinute: true}
  }
  const iso = /^(\d{4})-(\d\d)-(\d\d)\s+(\d{1,2}):(\d\d)\s*([AP]M)?$/i.exec(text)
  if (iso)
    return {ms: Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), hourOf(iso[4], iso[6]), Number(iso[5])), isByMinute: true}
  const dos = /^(\d\d)[-/](\d\d)[-/](\d{4}|\d\d)\s+(\d{1,2}):(\d\d)\s*([AP]M)?$/i.exec(text)
  if (!dos || Number(dos[1]) > 12) return null
  const year = Number(dos[3])
  return {
    ms: Date.UTC(
      year >= 100 ? year : year + (year < 70 ? 2000 : 1900),
      Number(dos[1]) - 1,
      Number(dos[2]),
      hourOf(dos[4], dos[6]),
      Number(dos[5]),
    ),
    isByMinute: true,
  }
}

function swapped(text: string): RegExpExecArray | null {
  const found = /^(\d{1,2})\s+([A-Za-z]{3})\s+(.*)$/.exec(text)
  return found && /^([A-Za-z]{3})\s+(\d{1,2})\s+(?:(\d{4})|(\d{1,2}):(\d\d))$/.exec(`${found[2]} ${found[1]} ${found[3]}`)
}

function hourOf(hour: string | undefined, half: string | undefined): number {
  return half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
}

/** Text for people from bytes: UTF-8, or else one character for each byte. */
export function fromWire(wire: string): string {
  if (/^[\0-\x7f]*$/.test(wire)) return wire
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(Buffer.from(wire, 'latin1'))
  } catch {
    return wire
  }
}

export function toWire(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
