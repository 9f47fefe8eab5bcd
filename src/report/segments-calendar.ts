import type {SegmentDay} from '../segments/inspection.js'
import type {Style, Tone} from './style.js'

/** What became of each day of a series, a character a day and a line a month: forty columns are enough. */

interface Mark {
  readonly unicode: string
  readonly ascii: string
  readonly tone: Tone | 'dim'
  readonly means: string
}

const MARKS = {
  received: {unicode: '■', ascii: '#', tone: 'good', means: 'received'},
  late: {unicode: '□', ascii: 'L', tone: 'good', means: 'late'},
  fault: {unicode: '!', ascii: '!', tone: 'error', means: 'received, with a fault'},
  missing: {unicode: '✗', ascii: 'X', tone: 'error', means: 'missing'},
  overdue: {unicode: '◐', ascii: 'O', tone: 'warning', means: 'overdue'},
  'too-early': {unicode: '○', ascii: 'o', tone: 'info', means: 'too early to say'},
  absent: {unicode: '·', ascii: '.', tone: 'dim', means: 'no file; none may have been owed'},
  'not-expected': {unicode: '–', ascii: '-', tone: 'dim', means: 'none expected'},
  unknown: {unicode: '?', ascii: '?', tone: 'warning', means: 'not known'},
} as const satisfies Record<string, Mark>

export type MarkName = keyof typeof MARKS

const INDENT = 2
/** `2026-10` and a blank. */
const LABEL = 8
const RULED = [1, 5, 10, 15, 20, 25, 30]

export interface CalendarOptions {
  readonly style: Style
  /** Whether something is wrong with what the day holds. */
  readonly isFaulty: (day: SegmentDay) => boolean
  /** Collects the marks for the legend. */
  readonly used: Set<MarkName>
}

/** Lines for the days of one series, sorted by day. */
export function renderCalendar(days: readonly SegmentDay[], {style, isFaulty, used}: CalendarOptions): string[] {
  const months = new Map<string, SegmentDay[]>()
  for (const day of days) {
    const month = day.day.slice(0, 7)
    const list = months.get(month)
    if (list === undefined) months.set(month, [day])
    else list.push(day)
  }
  const margin = ' '.repeat(INDENT)
  const lines = [style.dim(margin + ' '.repeat(LABEL) + ruler())]
  for (const [month, list] of months) {
    const cells = Array.from({length: lastDay(month)}, () => ' ')
    for (const day of list) {
      const name = isFaulty(day) ? 'fault' : day.arrival
      used.add(name)
      cells[Number(day.day.slice(8)) - 1] = draw(name, style)
    }
    lines.push(`${margin}${month} ${cells.join('')}`.trimEnd())
  }
  return lines
}

/** What the marks in use mean. */
export function legend(used: ReadonlySet<MarkName>, style: Style): string[] {
  const parts = (Object.keys(MARKS) as MarkName[])
    .filter((name) => used.has(name))
    .map((name) => ({mark: draw(name, style), means: MARKS[name].means}))
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const {mark, means} of parts) {
    const wide = means.length + 2
    if (line !== '' && width + 3 + wide > style.width - INDENT) {
      lines.push(line)
      line = ''
      width = 0
    }
    line += `${line === '' ? '' : '   '}${mark} ${means}`
    width += (width === 0 ? 0 : 3) + wide
  }
  return [...lines, line].filter((each) => each !== '').map((each) => ' '.repeat(INDENT) + each)
}

function draw(name: MarkName, style: Style): string {
  const {unicode, ascii, tone} = MARKS[name]
  const text = style.unicode ? unicode : ascii
  return tone === 'dim' ? style.dim(text) : style.paint(tone, text)
}

function ruler(): string {
  let line = ''
  for (const day of RULED) line = line.padEnd(day - 1) + String(day)
  return line
}

function lastDay(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
}
