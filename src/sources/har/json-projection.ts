import {HEADER, restartFrame, startFrame, type Frame, type JsonListener} from './json-frame.js'
import type {Projected, Shape} from './json-shape.js'

/** How many keys of the outer objects are remembered, for telling what a document is that is no capture. */
const MAX_OUTER_KEYS = 40
const MAX_OUTER_KEY_BYTES = 40

/** The containers that are open and where the next value belongs: the half of the projector that knows shapes, while the other knows bytes. */
export class JsonProjection {
  readonly outerKeys: string[] = []
  /** Whole documents so far. */
  documents = 0
  /** Innermost open container; undefined between documents. */
  frame: Frame | undefined
  /** Shape of the value that comes next or is being read; undefined for one to be skipped. */
  wanted: Shape | undefined
  readonly #shape: Shape
  readonly #listener: JsonListener
  readonly #stack: Frame[] = []
  /** By depth, used again and again: an entry opens a dozen. Bounded by the depth of the shape. */
  readonly #frames: Frame[] = []

  constructor(shape: Shape, listener: JsonListener) {
    this.#shape = shape
    this.#listener = listener
  }

  get isInArray(): boolean {
    const kind = this.frame?.shape.kind
    return kind === 'items' || kind === 'headers'
  }

  /** A string that comes now is the name of a header. */
  get isAtHeaderName(): boolean {
    return this.frame?.shape === HEADER && this.frame.key === 'name'
  }

  startDocument(): void {
    this.wanted = this.#shape
  }

  startItem(): void {
    const shape = this.frame?.shape
    this.wanted = shape?.kind === 'items' ? shape.item : undefined
  }

  /** True when the object that begins is wanted; it is then open. */
  openObject(): boolean {
    if (this.wanted?.kind === 'object') this.#open(this.wanted)
    else if (this.frame?.shape.kind === 'headers') this.#open(HEADER)
    else return false
    return true
  }

  /** True when the array that begins is wanted; it is then open. */
  openArray(): boolean {
    if (this.wanted?.kind !== 'items' && this.wanted?.kind !== 'headers') return false
    this.#open(this.wanted)
    this.startItem()
    return true
  }

  #open(shape: Frame['shape']): void {
    const depth = this.#stack.length
    const frame = (this.#frames[depth] ??= startFrame(shape))
    restartFrame(frame, shape)
    this.frame = frame
    this.#stack.push(frame)
  }

  close(): void {
    const closed = this.#stack.pop()
    const outer = this.#stack.at(-1)
    this.frame = outer
    if (!closed) return
    if (closed.shape.kind === 'header') {
      if (outer && closed.header && closed.headerValue !== undefined) outer.members[closed.header] ??= closed.headerValue
    } else this.put(closed.shape.kind === 'items' ? closed.index : closed.members)
  }

  /** A value is whole; `undefined` for one that was skipped. */
  put(result: Projected): void {
    const {frame} = this
    if (!frame) {
      this.documents++
      this.#listener.document?.(result)
    } else if (frame.shape.kind === 'items') {
      const index = frame.index++
      if (frame.shape.item) this.#listener.item(frame.shape.list, result, index)
    } else if (frame.key !== undefined) {
      if (frame.shape.kind === 'object') frame.members[frame.key] = result
      else if (frame.key === 'value' && typeof result === 'string') frame.headerValue = result
    }
  }

  startMember(bytes: Buffer, start: number, end: number): void {
    const {frame} = this
    if (!frame || frame.shape.kind === 'items' || frame.shape.kind === 'headers') return
    if (this.#stack.length <= 2 && this.outerKeys.length < MAX_OUTER_KEYS) {
      this.#noteKey(bytes.toString('utf8', start, Math.min(end, start + MAX_OUTER_KEY_BYTES)))
    }
    const found = frame.shape.members.find(bytes, start, end)
    frame.key = found?.key
    this.wanted = found?.found
  }

  #noteKey(key: string): void {
    const parent = this.#stack.length === 2 ? this.#stack[0]?.key : undefined
    this.outerKeys.push(parent === undefined ? key : `${parent}.${key}`)
  }

  /** False when the header of that name is not wanted: it is then left, and what remains of its object to be skipped. */
  nameHeader(bytes: Buffer, start: number, end: number): boolean {
    const list = this.#stack.at(-2)
    const found = list?.shape.kind === 'headers' ? list.shape.names.find(bytes, start, end) : undefined
    if (found && this.frame) {
      this.frame.header = found.key
      return true
    }
    this.#stack.pop()
    this.frame = list
    this.wanted = undefined
    return false
  }
}
