import {SAMPLE_DEFECTS} from '../../connectors/sample-defects.js'

/** Something that breaks the collection of ids, or may. */
export interface CodeFinding {
  readonly id: string
  /** `error`: ids or products are lost. */
  readonly severity: 'error' | 'warning' | 'info'
  /** What was seen. */
  readonly message: string
  /** What comes of it. */
  readonly effect: string
  readonly fix: string
  readonly line: number
  /** The code itself, shortened. */
  readonly excerpt: string
  readonly sources: readonly string[]
}

/** Something that is known, good or bad. */
export interface RecognisedCode {
  /** `dc`: generated code; `plug-in`: getQueryParam; `copy`: a parameter goes into a variable; `integrate-module`: a partner is asked. */
  readonly kind: 'dc' | 'plug-in' | 'copy' | 'integrate-module'
  readonly line: number
  readonly text: string
}

/** A published sample's defect in the words of the catalogue. */
export function defectText(id: string): {effect: string; sources: readonly string[]} {
  const found = SAMPLE_DEFECTS.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no sample defect ${id}`)
  return {effect: found.effect, sources: typeof found.source === 'string' ? [found.source] : found.source}
}

const MOST_SHOWN = 100

/** One line of code as evidence. */
export function excerptOf(text: string, at: number): string {
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1
  const end = text.indexOf('\n', at)
  const line = text.slice(start, end === -1 ? text.length : end)
  const from = Math.max(0, Math.min(at - start - 20, line.length - MOST_SHOWN))
  const shown = line.slice(from, from + MOST_SHOWN).trim()
  return `${from > 0 ? '…' : ''}${shown}${from + MOST_SHOWN < line.length ? '…' : ''}`
}
