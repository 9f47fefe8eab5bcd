import {visible} from './visible.js'

/** A change as lines: `+ path: new`, `- path: old`, `~ path: old → new`. */
export function describeChange(change: Readonly<Record<string, readonly [old: unknown, now: unknown]>>): string[] {
  return Object.entries(change).map(([path, [old, now]]) => {
    if (old === null) return `  + ${path}: ${show(now)}`
    if (now === null) return `  - ${path}: ${show(old)}`
    return `  ~ ${path}: ${show(old)} → ${show(now)}`
  })
}

const show = (value: unknown): string => visible(typeof value === 'string' ? value : JSON.stringify(value))
