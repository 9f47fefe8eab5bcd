/**
 * What a reader wants of a JSON document. `JsonProjector` keeps these parts and skips the bytes of everything else, so that the cost of a
 * capture is that of finding the ends of its strings.
 */
export type Shape = ValueShape | ObjectShape | HeadersShape | ItemsShape

/** A string, number, boolean or null. */
export interface ValueShape {
  kind: 'value'
}

/** An object of which some members are wanted. */
export interface ObjectShape {
  kind: 'object'
  members: KeyTable<Shape>
}

/** An array of `{name, value}`, of which some names (lower case, compared without case) are wanted; read as an object of the first of each. */
export interface HeadersShape {
  kind: 'headers'
  names: KeyTable<true>
}

/** An array whose items are handed out one by one under the name `list`, or only counted when there is no `item`. Read as its length. */
export interface ItemsShape {
  kind: 'items'
  list: string
  item?: Shape
}

/** What the projection holds: `undefined` stands for a value that is not JSON (`NaN`). */
export type Projected = string | number | boolean | null | undefined | Unread | Members
export interface Members {
  [key: string]: Projected
}

/** A value of another kind than its shape asks for, or a text beyond the limit: what it was is known, what it held is not. */
export class Unread {
  constructor(readonly was: 'an array' | 'an object' | 'a string' | 'a number' | 'a text beyond the limit') {}
}

export const value: ValueShape = {kind: 'value'}
export const object = (members: Record<string, Shape>): ObjectShape => ({kind: 'object', members: new KeyTable(Object.entries(members))})
export const headers = (...names: string[]): HeadersShape => ({
  kind: 'headers',
  names: new KeyTable(
    names.map((name) => [name, true]),
    ASCII_CASE_BIT,
  ),
})
export const items = (list: string, item: Shape): ItemsShape => ({kind: 'items', list, item})
export const length: ItemsShape = {kind: 'items', list: ''}

export const textOf = (part: Projected): string | undefined => (typeof part === 'string' ? part : undefined)
export const numberOf = (part: Projected): number | undefined => (typeof part === 'number' ? part : undefined)

const NO_MEMBERS: Members = {}
/** Members of an object; none for anything else. */
export const membersOf = (part: Projected): Members => (isMembers(part) ? part : NO_MEMBERS)
export const isMembers = (part: Projected): part is Members => typeof part === 'object' && part !== null && !(part instanceof Unread)

/** For messages: `a number`, `null`, `an array`. */
export function describeProjected(part: Projected): string {
  if (part === undefined) return 'missing'
  if (part === null) return 'null'
  if (part instanceof Unread) return part.was
  return typeof part === 'object' ? 'an object' : `a ${typeof part}`
}

const ASCII_CASE_BIT = 0x20

interface KeyEntry<T> {
  key: string
  bytes: Uint8Array
  found: T
}

/** Looks keys up by their bytes: a capture has millions, and making a string of each costs more than reading the rest. */
export class KeyTable<T> {
  readonly #byLength: (KeyEntry<T>[] | undefined)[] = []
  readonly #fold: number

  /** `fold` is or-ed into every byte before comparing; the keys must be given folded. */
  constructor(entries: [string, T][], fold = 0) {
    this.#fold = fold
    for (const [key, found] of entries) {
      const bytes = Buffer.from(key)
      const same = (this.#byLength[bytes.length] ??= [])
      same.push({key, bytes, found})
    }
  }

  find(bytes: Uint8Array, start: number, end: number): KeyEntry<T> | undefined {
    const candidates = this.#byLength[end - start]
    if (!candidates) return undefined
    for (const candidate of candidates) {
      const key = candidate.bytes
      let at = 0
      while (at < key.length && ((bytes[start + at] ?? 0) | this.#fold) === key[at]) at++
      if (at === key.length) return candidate
    }
    return undefined
  }
}
