import {standsAt} from '../likely-text.js'
import {MAX_PRIMITIVE_BYTES, NOT_A_PRIMITIVE, parsePrimitive} from './json-primitives.js'
import type {KeyTable, Members, ObjectShape, Projected, Shape} from './json-shape.js'
import {decodeJsonString} from './json-strings.js'
import type {Search} from './quote-scan.js'

/**
 * Reading an item of a list (an entry of a HAR) in one go, where all of it stands in one chunk: what its shape asks for is found by
 * `item-scan.wat`, and only that is decoded. Everything unusual is left to `JsonProjector`, which reads these items alike: an item that is cut
 * by the end of the chunk, escapes in names, values of another kind than wanted, bytes that are not JSON.
 */

/** `item-scan.wat`, in base64. */
export const ASSEMBLED =
  'AGFzbQEAAAABJAVgAn9/AX9gBH9/f38AYAF/AX9gBH9/f38Bf2AFf39/f38BfwIgAgZzZWFyY2gGbWVtb3J5AgABBnNlYXJjaARmaW5kAAADDw4BAgICAgICAgMAAAAABAYaBX8BQQALfwFBAAt/AU' +
  'EAC38BQQALfwFBAAsHCAEEcmVhZAAOCpMMDjIAIwEjAkYEQEEBJAMPCyMBIAA2AgAjASABNgIEIwEgAjYCCCMBIAM2AgwjAUEQaiQBCxkAIABBIEYgAEEKRnIgAEENRiAAQQlGcnILGgADQCAALQAA' +
  'EAIEQCAAQQFqIQAMAQsLIAALUAIBewF/A0AgAP0ABAAhASABQSL9D/0jIAFB3AD9D/0j/VD9ZCECIAIEQCAAIAJoaiEAIAAjACAAIwBJGw8LIABBEGohACAAIwBJDQALIwALIQAgABAEIQAgAC0AAE' +
  'HcAEYkBCMEBEAgACMAEAAPCyAAC2YBAn9BASEBA0AgACMATwRAQQAPCyAALQAAIQIgAkEiRgRAIABBAWojABAAIQAFIAJB3wFxIQIgAkHbAEYEQCABQQFqIQELIAJB3QBGBEAgAUEBayEBCwsgAEEB' +
  'aiEAIAENAAsgAAt/AQF/IAAtAAAhASABQTBrQQpJIAFBLUYgAUH0AEZyciABQeYARiABQSByQe4ARnIgAUH1AEYgAUHJAEZycnJFBEBBAA8LA0AgAEEBaiEAIAAjAE8EQEEADwsgAC0AACEBIAEQAi' +
  'ABQSxGIAFB/QBGIAFB3QBGcnJyRQ0ACyAAC0gBAX8gAC0AACEBIAFBIkYEQCAAQQFqIwAQACEAIAAjAEYEQEEADwsgAEEBag8LIAFB3wFxQdsARgRAIABBAWoQBg8LIAAQBwtpAQN/AkADQCAAKAIA' +
  'IQQgBEF/Rg0BAkAgBCACIAFrRw0AIAAoAgQhBSABIQYDQCAGIAJGBEAgAA8LIAYtAAAgA3IgBS0AAEcNASAGQQFqIQYgBUEBaiEFDAALCyAAQRRqIQAMAAsLQQALrAEBBH8gAC0AACECIAEoAgghAy' +
  'ABKAIMIQQgA0UEQCACQSJGBEAgAEEBaiEAIAAQBSEFIAUjAEYEQEEADwsjBCAEIAAgBRABIAVBAWoPCyAAEAchBUECIAQgACAFEAEgBQ8LQQMgBCAAIAAQASADQQFGIAJB+wBGcQRAIAAgASgCEBAL' +
  'IQULIANBAkYgAkHbAEZxBEAgACABKAIQEAwhBQtBBCAEIAAgBRABIAULxwEBA38gAEEBahADIQAgAC0AAEH9AEYEQCAAQQFqDwsDQCAALQAAQSJHBEBBAA8LIABBAWohAiACEAQhACAALQAAQSJHBE' +
  'BBAA8LIAEgAiAAQQAQCSEDIABBAWoQAyEAIAAtAABBOkcEQEEADwsgAEEBahADIQAgAwRAIAAgAxAKIQAFIAAQCCEACyAARQRAQQAPCyAAEAMhACAALQAAIQQgBEH9AEYEQCAAQQFqDwsgBEEsRwRA' +
  'QQAPCyAAQQFqEAMhAAwACwALdQEBfyAAQQFqEAMhACAALQAAQd0ARgRAIABBAWoPCwNAIAAtAABB+wBHBEBBAA8LIAAgARANIQAgAEUEQEEADwsgABADIQAgAC0AACECIAJB3QBGBEAgAEEBag8LIA' +
  'JBLEcEQEEADwsgAEEBahADIQAMAAsAC+sCAQl/IABBAWoQAyEAIAAtAABB/QBGBEAgAEEBag8LA0AgAC0AAEEiRwRAQQAPCyAAQQFqIQIgAhAEIQAgAC0AAEEiRwRAQQAPCyAAIAJrIQMgA0EERiAC' +
  'KAAAQe7CtasGRnEhBCADQQVGIAIoAABB9sKxqwdGIAItAARB5QBGcXEhBSAAQQFqEAMhACAALQAAQTpHBEBBAA8LIABBAWoQAyEAIAQgBXIEQCAALQAAQSJHBEBBAA8LIABBAWohAiACEAUhACAAIw' +
  'BGBEBBAA8LIAQEQCMEBEBBAA8LIAEgAiAAQSAQCSEGIAZFBEAgAEEBahAGDwsFIAIhCCAAIQkjBCEKCyAAQQFqIQAFIAAQCCEAIABFBEBBAA8LCyAAEAMhACAALQAAIQcgB0H9AEYEQCAGQQBHIAhB' +
  'AEdxBEAgCiAGKAIMIAggCRABCyAAQQFqDwsgB0EsRwRAQQAPCyAAQQFqEAMhAAwACwALQgEBfyABLQAAIQUgAUEAOgAAIAEkACADJAEgBCQCQQAkAyAAIAIQCyEAIAEgBToAACMBQX82AgAjAwRAQQ' +
  'APCyAACw=='

type Read = (at: number, end: number, table: number, notes: number, room: number) => number

/** The numbers of a note, and what the first of them says. */
const [WHAT, SLOT, START, END, NOTE_SIZE] = [0, 1, 2, 3, 4]
const [ESCAPED_TEXT, PRIMITIVE, BEGIN, FINISH, NO_MORE] = [1, 2, 3, 4, -1]
const MOST_NOTES = 256
/** The numbers of a row of a table. */
const ROW_SIZE = 5
const [VALUE_KIND, OBJECT_KIND, HEADERS_KIND, OTHER_KIND] = [0, 1, 2, 3]
/** Texts of few signs (methods, kinds, hosts) mostly stand there as in the item before. */
const SHORT = 32

/** How a wanted member is read: its kind, for the members in it their table. */
interface Kind {
  kind: number
  table: number
  firstCounts: boolean
}

/** A wanted member. */
interface Slot {
  key: string
  /** Of headers with one name the first counts, of members of an object the last. */
  firstCounts: boolean
  before: string
}

export class ItemScan {
  readonly #bytes: Buffer
  readonly #numbers: Int32Array
  readonly #read: Read
  readonly #notesAt: number
  /** Tables of shapes that were asked for, and the byte behind the last of them. */
  readonly #tables = new Map<Shape, number>()
  readonly #slots: Slot[] = []
  #free: number

  private constructor({buffer, freePage}: Search, read: Read) {
    this.#bytes = Buffer.from(buffer)
    this.#numbers = new Int32Array(buffer)
    this.#read = read
    this.#notesAt = freePage
    this.#free = freePage + (MOST_NOTES + 1) * NOTE_SIZE * Int32Array.BYTES_PER_ELEMENT
  }

  /** Undefined on processors without vector instructions. */
  static over(search: Search): ItemScan | undefined {
    try {
      const module = new WebAssembly.Module(Buffer.from(ASSEMBLED, 'base64'))
      const {read} = new WebAssembly.Instance(module, {search: {find: search.find, memory: search.memory}}).exports as {read: Read}
      return new ItemScan(search, read)
    } catch {
      return undefined
    }
  }

  /** The item that begins at `position`, as far as it is wanted, and the position behind it; undefined where the projector has to read it. */
  item(shape: ObjectShape, bytes: Buffer, position: number, end: number): {members: Members; after: number} | undefined {
    const table = this.#tables.get(shape) ?? this.#addTable(shape)
    const notes = this.#notesAt
    const room = notes + MOST_NOTES * NOTE_SIZE * Int32Array.BYTES_PER_ELEMENT
    const after = this.#read(bytes.byteOffset + position, bytes.byteOffset + end, table, notes, room)
    const members = after === 0 ? undefined : this.#members()
    return members && {members, after: after - bytes.byteOffset}
  }

  #members(): Members | undefined {
    const numbers = this.#numbers
    const outer: Members[] = []
    let members: Members = {}
    for (let note = this.#notesAt / Int32Array.BYTES_PER_ELEMENT; numbers[note + WHAT] !== NO_MORE; note += NOTE_SIZE) {
      const slot = this.#slots[numbers[note + SLOT] ?? 0]
      if (slot === undefined) return undefined
      switch (numbers[note + WHAT]) {
        case BEGIN: {
          const inner: Members = {}
          members[slot.key] = inner
          outer.push(members)
          members = inner
          break
        }
        case FINISH:
          members = outer.pop() ?? members
          break
        default: {
          const value = this.#value(slot, note)
          if (value === NOT_A_PRIMITIVE) return undefined
          if (!slot.firstCounts || members[slot.key] === undefined) members[slot.key] = value
        }
      }
    }
    return members
  }

  #value(slot: Slot, note: number): Projected | typeof NOT_A_PRIMITIVE {
    const bytes = this.#bytes
    const what = this.#numbers[note + WHAT]
    const start = this.#numbers[note + START] ?? 0
    const end = this.#numbers[note + END] ?? 0
    if (what === PRIMITIVE)
      return end - start > MAX_PRIMITIVE_BYTES ? NOT_A_PRIMITIVE : parsePrimitive(bytes.toString('latin1', start, end))
    const {before} = slot
    if (what !== ESCAPED_TEXT && before.length === end - start && standsAt(before, bytes, start)) return before
    const text = decodeJsonString(bytes, start, end, what === ESCAPED_TEXT)
    // Only of ASCII are there as many signs as bytes.
    if (end - start <= SHORT && text.length === end - start) slot.before = text
    return text
  }

  #addTable(shape: ObjectShape): number {
    const table = this.#table(shape.members, (member) => this.#kindOf(member))
    this.#tables.set(shape, table)
    return table
  }

  #kindOf(shape: Shape): Kind {
    switch (shape.kind) {
      case 'value':
        return {kind: VALUE_KIND, table: 0, firstCounts: false}
      case 'object':
        return {kind: OBJECT_KIND, table: this.#table(shape.members, (member) => this.#kindOf(member)), firstCounts: false}
      case 'headers':
        return {
          kind: HEADERS_KIND,
          table: this.#table(shape.names, () => ({kind: VALUE_KIND, table: 0, firstCounts: true})),
          firstCounts: false,
        }
      case 'items':
        return {kind: OTHER_KIND, table: 0, firstCounts: false}
    }
  }

  /** Writes the rows of a table behind those of the tables in it, and the names behind them. */
  #table<T>(names: KeyTable<T>, kindOf: (found: T) => Kind): number {
    const rows = names.entries.map(({key, bytes, found}) => ({key, bytes, ...kindOf(found)}))
    const table = this.#free
    let name = table + (rows.length * ROW_SIZE + 1) * Int32Array.BYTES_PER_ELEMENT
    let row = table / Int32Array.BYTES_PER_ELEMENT
    for (const {key, bytes, kind, table: inner, firstCounts} of rows) {
      const slot = this.#slots.push({key, firstCounts, before: ''}) - 1
      this.#numbers.set([bytes.length, name, kind, slot, inner], row)
      this.#bytes.set(bytes, name)
      row += ROW_SIZE
      name += bytes.length
    }
    this.#numbers[row] = -1
    this.#free = Math.ceil(name / Int32Array.BYTES_PER_ELEMENT) * Int32Array.BYTES_PER_ELEMENT
    return table
  }
}
