import type {Style} from './style.js'
import {displayWidth, visible, wrap} from './visible.js'

/** Columns of the words at the left edge (`warning`, `fix`); what they are about begins two columns further. */
export const GUTTER = 9

/** `label` right-aligned at the left edge, text beside it; further lines are indented likewise. */
export function labelled(label: string, lines: readonly string[], paint: (label: string) => string): string[] {
  return lines.map((line, at) => (at === 0 ? ' '.repeat(GUTTER - displayWidth(label)) + paint(label) : ' '.repeat(GUTTER)) + `  ${line}`)
}

/** Prose in lines of at most `width` columns, code in it coloured; a stretch of code may run over the end of a line. */
export function proseLines(text: string, width: number, style: Style): string[] {
  // Where code is coloured its ticks are gone, and must not count.
  const measure = style.color ? (line: string) => displayWidth(line.replaceAll('`', '')) : displayWidth
  return style.code(wrap(visible(text, style), width, measure).join('\n')).split('\n')
}

/** A word of the summary and what it says. */
export function row(label: string, text: string, style: Style): string[] {
  return labelled(label, proseLines(text, style.width - GUTTER - 2, style), style.dim)
}
