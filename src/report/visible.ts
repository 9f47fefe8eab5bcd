import stringWidth from 'fast-string-width'

/** Columns that a text takes on a terminal: wide characters count two, combining marks and colour codes none. */
export function displayWidth(text: string): number {
  return /^[\x20-\x7E]*$/.test(text) ? text.length : stringWidth(text)
}

/** One thing on screen, and where it comes from in the value (UTF-16 offsets). */
interface Cell {
  text: string
  width: number
  start: number
  end: number
}

/**
 * Text from a capture, safe to print: control characters (a page name may hold escape sequences), line breaks, unusual blanks, invisible
 * and bidirectional marks and broken surrogates are shown as pictures (`␊`) or escapes (`\u200B`), everything else as it is.
 */
export function visible(text: string, {unicode}: {unicode: boolean} = {unicode: true}): string {
  // Nearly every text is plain, and the test costs less than the walk.
  if (/^[\x20-\x7E]*$/.test(text)) return text
  return cellsOf(text, 0, unicode)
    .map((cell) => cell.text)
    .join('')
}

/** The same as one line of ASCII escapes (`\n`, `\t`, `\x1B`): for lines that are searched and compared. */
export function escaped(text: string): string {
  return visible(text, {unicode: false})
}

let segmenter: Intl.Segmenter | undefined
/** Made when a text needs it: making one takes longer than printing most results. */
const graphemes = (text: string) => (segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'})).segment(text)
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u

function cellsOf(text: string, offset: number, unicode: boolean): Cell[] {
  const cells: Cell[] = []
  for (const {segment, index} of graphemes(text)) {
    const start = offset + index
    // The joiners inside an emoji are part of it; any other invisible mark is what a tagger must see.
    if (!HIDDEN.test(segment) || (EMOJI.test(segment) && segment.length > 1)) {
      cells.push({text: segment, width: displayWidth(segment), start, end: start + segment.length})
      continue
    }
    let at = start
    for (const character of segment) {
      const shown = HIDDEN.test(character) ? picture(character, unicode) : character
      cells.push({text: shown, width: displayWidth(shown), start: at, end: at + character.length})
      at += character.length
    }
  }
  return cells
}

const SHORT: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t'}

function picture(character: string, unicode: boolean): string {
  const code = character.codePointAt(0) ?? 0
  if (unicode && code < 0x20) return String.fromCodePoint(0x24_00 + code)
  if (unicode && code === 0x20) return '␠'
  if (unicode && code === 0x7f) return '␡'
  const hex = code.toString(16).toUpperCase()
  if (code < 0x80) return SHORT[character] ?? `\\x${hex.padStart(2, '0')}`
  return code > 0xff_ff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`
}

export interface Excerpt {
  text: string
  /** Where the span stands in `text`, in columns; null without a span. */
  caret: {column: number; width: number} | null
}

export interface ExcerptOptions {
  /** Most columns to fill. */
  room: number
  unicode: boolean
}

/**
 * One line of a value: all of it where it fits, else the part around `span` (UTF-16 offsets) with an ellipsis where something is left out.
 * Blanks that would not be seen (at either end, or a span of nothing else) are shown too.
 */
export function excerpt(value: string, span: readonly [number, number] | null, {room, unicode}: ExcerptOptions): Excerpt {
  const [from, to] = span ?? [0, 0]
  // Beyond what could fit there is nothing to see: a value may be 64 kB long.
  const first = wholeCharacter(value, Math.max(0, from - room))
  const last = wholeCharacter(value, Math.min(value.length, Math.min(to, from + room) + room))
  const cells = showBlanks(cellsOf(value.slice(first, last), first, unicode), value, span, unicode)
  const focus = [indexAt(cells, from), Math.max(indexAt(cells, from), indexAt(cells, to))] as const
  const cut = {before: first > 0, after: last < value.length}
  const window = widen(cells, focus, cut, room, unicode ? 1 : 3)
  const dots = unicode ? '…' : '...'
  const head = window.start > 0 || cut.before ? dots : ''
  const tail = window.end < cells.length || cut.after ? dots : ''
  const shown = cells.slice(window.start, window.end)
  const text = head + shown.map((cell) => cell.text).join('') + tail
  if (span === null) return {text, caret: null}
  const before = cells.slice(window.start, Math.max(window.start, focus[0]))
  const under = cells.slice(Math.max(window.start, focus[0]), Math.min(window.end, focus[1]))
  return {text, caret: {column: head.length + widthOf(before), width: Math.max(1, widthOf(under))}}
}

function wholeCharacter(value: string, at: number): number {
  const code = value.charCodeAt(at)
  return at > 0 && code >= 0xdc_00 && code <= 0xdf_ff ? at - 1 : at
}

function showBlanks(cells: Cell[], value: string, span: readonly [number, number] | null, unicode: boolean): Cell[] {
  const textStart = value.length - value.trimStart().length
  const textEnd = value.trimEnd().length
  const blankSpan = span !== null && span[0] < span[1] && value.slice(span[0], span[1]).trim() === ''
  const isUnseen = ({start}: Cell) =>
    start < textStart || start >= textEnd || (blankSpan && start >= (span?.[0] ?? 0) && start < (span?.[1] ?? 0))
  return cells.map((cell) => {
    if (cell.text !== ' ' || !isUnseen(cell)) return cell
    const text = picture(' ', unicode)
    return {...cell, text, width: displayWidth(text)}
  })
}

/** Index of the first cell that ends after `offset`: the one an offset inside a character belongs to. */
function indexAt(cells: readonly Cell[], offset: number): number {
  const index = cells.findIndex((cell) => cell.start >= offset || cell.end > offset)
  return index === -1 ? cells.length : index
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0)
}

/** The cells to show: the focus first, as far as it fits, then its surroundings on both sides in turn. */
function widen(
  cells: readonly Cell[],
  focus: readonly [number, number],
  cut: {before: boolean; after: boolean},
  room: number,
  dotsWidth: number,
): {start: number; end: number} {
  if (!cut.before && !cut.after && widthOf(cells) <= room) return {start: 0, end: cells.length}
  let [start, end] = [focus[0], focus[0]]
  let used = 0
  const fits = (width: number, newStart: number, newEnd: number) => {
    const dots = (newStart > 0 || cut.before ? dotsWidth : 0) + (newEnd < cells.length || cut.after ? dotsWidth : 0)
    return used + width + dots <= room
  }
  const grow = (side: 'left' | 'right') => {
    const cell = cells[side === 'left' ? start - 1 : end]
    if (cell === undefined) return false
    const next = side === 'left' ? {start: start - 1, end} : {start, end: end + 1}
    if (!fits(cell.width, next.start, next.end)) return false
    ;({start, end} = next)
    used += cell.width
    return true
  }
  while (end < focus[1] && grow('right'));
  for (let [left, right] = [true, true]; left || right;) {
    left = left && grow('left')
    right = right && grow('right')
  }
  return {start, end}
}

/** Breaks prose at blanks into lines of at most `width` columns, as `measure` counts them; a longer word is broken where it must be. */
export function wrap(text: string, width: number, measure: (text: string) => number = displayWidth): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (measure(line) > width) {
      const part = start(line, width)
      lines.push(part)
      line = line.slice(part.length)
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** As many whole characters as fit, at least one. */
function start(text: string, width: number): string {
  let part = ''
  for (const {segment} of graphemes(text)) {
    if (part !== '' && displayWidth(part + segment) > width) break
    part += segment
  }
  return part
}
