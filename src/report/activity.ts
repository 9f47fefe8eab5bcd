import type {Style} from './style.js'
import {visible} from './visible.js'

/** One entry of `dc log` as it is shown. */
export interface ShownEntry {
  readonly time: string
  readonly who: string
  readonly integration: string | null
  readonly action: string
  readonly change: Readonly<Record<string, readonly [old: unknown, now: unknown]>>
  readonly adobe?: {readonly text: string; readonly meaning: string | null; readonly outcome: string} | undefined
}

/** Of a new integration everything is a change: the first few say what it is. */
const MOST_CHANGES = 6

/** The log for a person: who and when, then what changed, the newest last. */
export function renderActivity(entries: readonly ShownEntry[], style: Style): string {
  return entries.map((entry) => renderEntry(entry, style)).join('\n')
}

function renderEntry({time, who, integration, action, change, adobe}: ShownEntry, style: Style): string {
  const head = `${time.replace(/:\d{2}(?:\.\d+)?Z$/, 'Z').replace('T', ' ')}  ${style.bold(integration ?? 'workspace')}  ${visible(action)}  ${style.dim(visible(who))}`
  if (adobe !== undefined) {
    const tone = adobe.outcome === 'failed' ? 'error' : adobe.outcome === 'done' ? 'good' : 'info'
    return `${head}\n    ${style.paint(tone, visible(adobe.text))}${adobe.meaning === null ? '' : `: ${adobe.meaning}`}`
  }
  const changes = Object.entries(change)
  const lines = changes.slice(0, MOST_CHANGES).map(([path, [old, now]]) => `    ${visible(path)}: ${writeChange(old, now)}`)
  const more = changes.length - lines.length
  return [head, ...lines, ...(more > 0 ? [style.dim(`    and ${more} more (--json shows all)`)] : [])].join('\n')
}

function writeChange(old: unknown, now: unknown): string {
  if (old === null) return writeValue(now)
  return `${writeValue(old)} → ${now === null ? 'nothing' : writeValue(now)}`
}

function writeValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const shown = visible(text ?? 'nothing')
  return shown.length > 80 ? `${shown.slice(0, 79)}…` : shown
}
