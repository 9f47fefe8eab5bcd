import {Chalk} from 'chalk'
import Table from 'cli-table3'
import {wantsColor, type Surroundings} from './color.js'
import {displayWidth} from './visible.js'

/** How text looks on one stream. Pure: what the environment says was read by `styleFor` before. */
export interface Style {
  readonly color: boolean
  /** Box-drawing lines around tables. */
  readonly boxes: boolean
  /** False where only ASCII is sure to arrive readable. */
  readonly unicode: boolean
  /** Columns to fill at most. */
  readonly width: number
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  /** The colour of a severity, an outcome or a verdict. */
  readonly paint: (tone: Tone, text: string) => string
  /** Backticked code in prose: coloured without the ticks, or left as it is. */
  readonly code: (text: string) => string
  /** Column headings and rows; cells may be coloured. No line breaks in cells. */
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[], alignRight?: readonly number[]) => string
}

export type Tone = 'error' | 'warning' | 'info' | 'good' | 'heading'

export interface StyleOptions {
  color: boolean
  boxes: boolean
  width: number
  /** Default true. */
  unicode?: boolean
}

export function createStyle({color, boxes, width, unicode = true}: StyleOptions): Style {
  // The sixteen basic colours only: they follow the theme of the terminal, light or dark.
  const chalk = new Chalk({level: color ? 1 : 0})
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    error: chalk.red,
    warning: chalk.yellow,
    info: chalk.cyan,
    good: chalk.green,
    heading: chalk.bold,
  }
  return {
    color,
    boxes: boxes && unicode,
    unicode,
    width,
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    paint: (tone, text) => tones[tone](text),
    code: (text) => (color ? text.replace(/`([^`]+)`/g, (_all, inner: string) => chalk.cyan(inner)) : text),
    table: (head, rows, alignRight = []) => {
      const titles = head.map((title) => chalk.bold(title))
      return boxes && unicode ? boxTable(titles, rows, alignRight, width) : plainTable(titles, rows, alignRight)
    },
  }
}

type Cells = readonly (readonly string[])[]

function boxTable(head: readonly string[], rows: Cells, alignRight: readonly number[], width: number): string {
  const widths = fitWidths(columnWidths(head, rows), width)
  const table = new Table({
    head: [...head],
    colAligns: head.map((_title, column) => (alignRight.includes(column) ? 'right' : 'left')),
    colWidths: widths.map((columns) => columns + PADDING),
    wordWrap: true,
    // Left alone, cli-table3 colours heads and borders even where colour is off.
    style: {head: [], border: []},
    chars: {mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': ''},
  })
  for (const row of rows) table.push([...row])
  const lines = table.toString().split('\n')
  // With no lines between rows the head loses its own, so it is put in by hand.
  const top = lines[0] ?? ''
  lines.splice(2, 0, top.replace('┌', '├').replaceAll('┬', '┼').replace('┐', '┤'))
  return lines.join('\n')
}

/** Blanks on both sides of a cell. */
const PADDING = 2

function columnWidths(head: readonly string[], rows: Cells): number[] {
  return head.map((title, column) =>
    [title, ...rows.map((row) => row[column] ?? '')].reduce((most, cell) => Math.max(most, displayWidth(cell)), 0),
  )
}

/** Takes what is too much from the widest column, whose cells then wrap. */
function fitWidths(widths: readonly number[], width: number): number[] {
  const tooMuch = widths.reduce((sum, columns) => sum + columns + PADDING + 1, 1) - width
  if (tooMuch <= 0) return [...widths]
  const widest = widths.indexOf(Math.max(...widths))
  return widths.map((columns, column) => (column === widest ? Math.max(MIN_COLUMN, columns - tooMuch) : columns))
}

const MIN_COLUMN = 12

function plainTable(head: readonly string[], rows: Cells, alignRight: readonly number[]): string {
  const all = [head, ...rows]
  const widths = columnWidths(head, rows)
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell)))
          return alignRight.includes(column) ? space + cell : cell + space
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What a style depends on: `process.stdout` and `process.env`, as far as it matters. */
export interface OutputStream {
  isTTY?: boolean | undefined
  columns?: number | undefined
}

const MIN_WIDTH = 40
// Wider lines are hard to read, however wide the window.
const MAX_WIDTH = 120

/** The style that fits a stream: colour as `wantsColor` says; boxes on a terminal that is not dumb, in a UTF-8 locale. */
export function styleFor(stream: OutputStream, {env, noColor}: Surroundings): Style {
  const terminal = stream.isTTY === true
  const dumb = env['TERM'] === 'dumb'
  return createStyle({
    color: wantsColor(stream, {env, noColor}),
    boxes: terminal && !dumb,
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, stream.columns ?? 80)),
    // A pipe may lead anywhere, and what reads it today reads UTF-8.
    unicode: !terminal || (!dumb && hasUtf8(env)),
  })
}

function hasUtf8(env: Surroundings['env']): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG']
  if (locale) return /utf-?8/i.test(locale)
  // Windows has no such variables; its newer terminals all read UTF-8.
  return Boolean(env['WT_SESSION'] || env['TERM_PROGRAM'])
}
