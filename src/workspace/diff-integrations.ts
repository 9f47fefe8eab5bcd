import type {Integration} from '../mapping/integration.js'

/** What changed, by path: the old value and the new one, null where there was or is none. `variables.messageId.variable`. */
export type Change = Readonly<Record<string, readonly [old: unknown, now: unknown]>>

/**
 * The difference between two states of an integration; undefined stands for one that does not exist. Only what holds a value is listed:
 * an empty text or list is as good as none. Mapped variables, events and segments are named by what they are, not by their place.
 */
export function diffIntegrations(before: Integration | undefined, after: Integration | undefined): Change {
  const [old, now] = [flatten(before), flatten(after)]
  const paths = [...new Set([...now.keys(), ...old.keys()])]
  return Object.fromEntries(
    paths
      .map((path) => [path, [old.get(path) ?? null, now.get(path) ?? null]] as const)
      .filter(([, [left, right]]) => JSON.stringify(left) !== JSON.stringify(right)),
  )
}

export function isEmptyChange(change: Change): boolean {
  return Object.keys(change).length === 0
}

function flatten(integration: Integration | undefined): Map<string, unknown> {
  const leaves = new Map<string, unknown>()
  if (integration !== undefined) walk(integration, '', leaves)
  // Of the format, not of the integration.
  leaves.delete('version')
  leaves.delete('$schema')
  return leaves
}

function walk(value: unknown, path: string, leaves: Map<string, unknown>): void {
  if (value === undefined || value === null || value === '') return
  if (Array.isArray(value)) {
    walkList(value, path, leaves)
    return
  }
  if (typeof value !== 'object') {
    leaves.set(path, value)
    return
  }
  for (const [key, part] of Object.entries(value)) walk(part, path === '' ? key : `${path}.${key}`, leaves)
}

function walkList(list: readonly unknown[], path: string, leaves: Map<string, unknown>): void {
  if (list.length === 0) return
  if (!list.every((item): item is object => typeof item === 'object' && item !== null)) {
    leaves.set(path, list)
    return
  }
  const seen = new Map<string, number>()
  for (const item of list) {
    const name = nameOf(item)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    // A role may be mapped more than once.
    const place = `${path}.${times === 1 ? name : `${name}#${times}`}`
    const rest = Object.fromEntries(Object.entries(item).filter(([key]) => !NAMING.includes(key)))
    // What has a name alone is there, or it is not.
    if (Object.keys(rest).length === 0) leaves.set(place, true)
    else walk(rest, place, leaves)
  }
}

/** Fields that tell the items of a list apart. */
const NAMING = ['role', 'id', 'label', 'column']

function nameOf(item: object): string {
  const fields = item as Readonly<Record<string, unknown>>
  return NAMING.map((field) => fields[field])
    .filter((value) => typeof value === 'string')
    .join('.')
}
