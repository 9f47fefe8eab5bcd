import type {Style} from './style.js'
import {displayWidth} from './visible.js'

/** Columns of the words at the left edge (`warning`, `fix`); what they are about begins two columns further. */
export const GUTTER = 9

/** `label` right-aligned at the left edge, text beside it; further lines are indented likewise. */
export function labelled(label: string, lines: readonly string[], paint: (label: string) => string): string[] {
  return lines.map((line, at) => (at === 0 ? ' '.repeat(GUTTER - displayWidth(label)) + paint(label) : ' '.repeat(GUTTER)) + `  ${line}`)
}

/** Colours code in lines that were wrapped before: a stretch of code may run over the end of one. */
export function codeLines(lines: readonly string[], style: Style): string[] {
  return style.code(lines.join('\n')).split('\n')
}
