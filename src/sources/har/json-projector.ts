import {HEADER, startFrame, type Frame, type JsonFault, type JsonListener} from './json-frame.js'
import {endsPrimitive, isPrimitiveStart, MAX_PRIMITIVE_BYTES, NOT_A_PRIMITIVE, parsePrimitive} from './json-primitives.js'
import {JsonSkipper} from './json-skipper.js'
import {decodeJsonString} from './json-strings.js'
import {KeptBytes} from './kept-bytes.js'
import {Unread, type Projected, type Shape} from './json-shape.js'

/** A text longer than this is not kept: no body of a hit comes near, and an upload would fill the memory. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024
/** How many keys of the outer objects are remembered, for telling what a document is that is no capture. */
const MAX_OUTER_KEYS = 40

const enum State {
  Document,
  Value,
  Item,
  Key,
  Colon,
  After,
  Text,
  SkipText,
  SkipContainer,
  Primitive,
  Broken,
}

const enum Purpose {
  Key,
  HeaderName,
  Value,
}

/**
 * Reads JSON in chunks of any size and hands out the parts its shape asks for. Nothing else is decoded or kept: memory does not grow with the
 * document, however deep or long it is. Small faults that cannot hide data are let through (a trailing comma, a raw line break in a string);
 * what is skipped is not checked. A byte that makes no sense stops the reading, and `fault` tells where.
 */
export class JsonProjector {
  /** First keys of the document and of the objects in it that were entered (`log`, `log.version`): what it is, for people. */
  readonly outerKeys: string[] = []
  documents = 0
  fault: JsonFault | undefined

  readonly #shape: Shape
  readonly #listener: JsonListener
  readonly #stack: Frame[] = []
  #frame: Frame | undefined
  #state = State.Document
  /** Shape of the value that comes next or is being read. */
  #wanted: Shape | undefined
  #purpose = Purpose.Value
  /** Bytes before the current chunk. */
  #base = 0
  /** Of a text or primitive in progress: what earlier chunks held. */
  readonly #kept = new KeptBytes()
  #hasEscapes = false
  #escapePending = false
  readonly #skipper = new JsonSkipper()
  #skipped: 'an array' | 'an object' = 'an object'

  constructor(shape: Shape, listener: JsonListener) {
    this.#shape = shape
    this.#wanted = shape
    this.#listener = listener
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const end = bytes.length
    let position = 0
    while (position < end) {
      switch (this.#state) {
        case State.Text:
          position = this.#readText(bytes, position, end)
          break
        case State.SkipText:
          position = this.#skipText(bytes, position, end)
          break
        case State.SkipContainer:
          position = this.#skipContainer(bytes, position, end)
          break
        case State.Primitive:
          position = this.#readPrimitive(bytes, position, end)
          break
        case State.Broken:
          position = end
          break
        default: {
          const byte = bytes[position] ?? 0
          if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) position++
          else position = this.#readToken(byte, bytes, position, end)
        }
      }
    }
    this.#base += end
  }

  /** To be called once after the last byte. */
  end(): void {
    if (this.#state === State.Primitive && !this.#frame) this.#finishPrimitive(Buffer.alloc(0), 0, 0)
    if (this.#state === State.Broken || (this.#state === State.Document && this.documents > 0)) return
    this.fault = {at: this.#base, kind: this.#state === State.Document ? 'empty' : 'cut'}
  }

  /** One byte of structure, or the first byte of a value. Returns where to read on. */
  #readToken(byte: number, bytes: Buffer, position: number, end: number): number {
    switch (this.#state) {
      case State.Document:
        // A byte order mark, here in its three bytes, may stand before each of several joined documents.
        if (byte === 0xef || byte === 0xbb || byte === 0xbf) break
        this.#wanted = this.#shape
        return this.#startValue(byte, bytes, position, end)
      case State.Item:
        if (byte === 0x5d) {
          this.#close()
          break
        }
        return this.#startValue(byte, bytes, position, end)
      case State.Value:
        return this.#startValue(byte, bytes, position, end)
      case State.Key:
        if (byte === 0x22) return this.#startText(Purpose.Key, bytes, position + 1, end)
        if (byte === 0x7d) this.#close()
        else this.#fail(position, byte)
        break
      case State.Colon:
        if (byte === 0x3a) this.#state = State.Value
        else this.#fail(position, byte)
        break
      default:
        this.#readAfterValue(byte, position)
    }
    return position + 1
  }

  #readAfterValue(byte: number, position: number): void {
    const kind = this.#frame?.shape.kind
    const isArray = kind === 'items' || kind === 'headers'
    if (byte === 0x2c) {
      this.#state = isArray ? State.Item : State.Key
      if (isArray) this.#wantItem()
    } else if (byte === (isArray ? 0x5d : 0x7d)) this.#close()
    else this.#fail(position, byte)
  }

  #startValue(byte: number, bytes: Buffer, position: number, end: number): number {
    const wanted = this.#wanted
    const next = position + 1
    if (byte === 0x22) {
      if (wanted?.kind === 'value') return this.#startText(this.#valuePurpose(), bytes, next, end)
      this.#state = State.SkipText
      return this.#skipText(bytes, next, end)
    }
    if (byte === 0x7b) {
      if (wanted?.kind === 'object') this.#open(wanted, State.Key)
      else if (this.#frame?.shape.kind === 'headers') this.#open(HEADER, State.Key)
      else this.#startSkipping('an object')
    } else if (byte === 0x5b) {
      if (wanted?.kind === 'items' || wanted?.kind === 'headers') this.#open(wanted, State.Item)
      else this.#startSkipping('an array')
    } else if (isPrimitiveStart(byte)) {
      this.#state = State.Primitive
      return this.#readPrimitive(bytes, position, end)
    } else this.#fail(position, byte)
    return next
  }

  #valuePurpose(): Purpose {
    return this.#frame?.shape === HEADER && this.#frame.key === 'name' ? Purpose.HeaderName : Purpose.Value
  }

  #open(shape: Frame['shape'], state: State): void {
    this.#frame = startFrame(shape)
    this.#stack.push(this.#frame)
    this.#state = state
    if (state === State.Item) this.#wantItem()
  }

  #wantItem(): void {
    const shape = this.#frame?.shape
    this.#wanted = shape?.kind === 'items' ? shape.item : undefined
  }

  #close(): void {
    const closed = this.#stack.pop()
    const outer = this.#stack.at(-1)
    this.#frame = outer
    if (!closed) return
    if (closed.shape.kind === 'header') {
      if (outer && closed.header && closed.headerValue !== undefined) outer.members[closed.header] ??= closed.headerValue
      this.#state = State.After
    } else this.#finishValue(closed.shape.kind === 'items' ? closed.index : closed.members)
  }

  #finishValue(result: Projected): void {
    const frame = this.#frame
    if (!frame) {
      this.documents++
      this.#state = State.Document
      this.#listener.document?.(result)
      return
    }
    this.#state = State.After
    if (frame.shape.kind === 'items') {
      const index = frame.index++
      if (frame.shape.item) this.#listener.item(frame.shape.list, result, index)
    } else if (frame.key !== undefined) {
      if (frame.shape.kind === 'object') frame.members[frame.key] = result
      else if (frame.key === 'value' && typeof result === 'string') frame.headerValue = result
    }
  }

  #startText(purpose: Purpose, bytes: Buffer, position: number, end: number): number {
    this.#state = State.Text
    this.#purpose = purpose
    this.#hasEscapes = false
    return this.#readText(bytes, position, end)
  }

  #readText(bytes: Buffer, start: number, end: number): number {
    let position = start
    if (this.#escapePending) {
      this.#escapePending = false
      position++
    }
    while (position < end) {
      const byte = bytes[position++]
      if (byte === 0x22) {
        this.#finishText(bytes, start, position - 1)
        return position
      }
      if (byte === 0x5c) {
        this.#hasEscapes = true
        position++
      }
    }
    this.#escapePending = position > end
    this.#kept.keep(bytes, start, end, MAX_TEXT_BYTES)
    return end
  }

  #finishText(chunk: Buffer, from: number, to: number): void {
    let {bytes, start, end} = this.#kept.take(chunk, from, to)
    if (this.#purpose === Purpose.Value) {
      const isTooLong = this.#kept.lastLength > MAX_TEXT_BYTES
      this.#finishValue(isTooLong ? new Unread('a text beyond the limit') : decodeJsonString(bytes, start, end, this.#hasEscapes))
      return
    }
    if (this.#hasEscapes) {
      bytes = Buffer.from(decodeJsonString(bytes, start, end, true))
      start = 0
      end = bytes.length
    }
    if (this.#purpose === Purpose.Key) this.#finishKey(bytes, start, end)
    else this.#finishHeaderName(bytes, start, end)
  }

  #finishKey(bytes: Buffer, start: number, end: number): void {
    const frame = this.#frame
    this.#state = State.Colon
    if (!frame || frame.shape.kind === 'items' || frame.shape.kind === 'headers') return
    if (this.#stack.length <= 2 && this.outerKeys.length < MAX_OUTER_KEYS)
      this.#noteKey(bytes.toString('utf8', start, Math.min(end, start + 40)))
    const found = frame.shape.members.find(bytes, start, end)
    frame.key = found?.key
    this.#wanted = found?.found
  }

  #noteKey(key: string): void {
    const parent = this.#stack.length === 2 ? this.#stack[0]?.key : undefined
    this.outerKeys.push(parent === undefined ? key : `${parent}.${key}`)
  }

  /** An unwanted header is left at once: its value is skipped with the rest of its object. */
  #finishHeaderName(bytes: Buffer, start: number, end: number): void {
    const list = this.#stack.at(-2)
    const found = list?.shape.kind === 'headers' ? list.shape.names.find(bytes, start, end) : undefined
    this.#state = State.After
    if (found && this.#frame) this.#frame.header = found.key
    else {
      this.#stack.pop()
      this.#frame = list
      this.#wanted = undefined
      this.#startSkipping('an object')
    }
  }

  #skipText(bytes: Buffer, position: number, end: number): number {
    const after = this.#skipper.text(bytes, position, end)
    if (after > 0) this.#finishValue(this.#wanted && new Unread('a string'))
    return after > 0 ? after : end
  }

  #startSkipping(what: 'an array' | 'an object'): void {
    this.#skipped = what
    this.#skipper.enterContainer()
    this.#state = State.SkipContainer
  }

  #skipContainer(bytes: Buffer, position: number, end: number): number {
    const after = this.#skipper.container(bytes, position, end)
    if (after > 0) this.#finishValue(this.#wanted && new Unread(this.#skipped))
    return after > 0 ? after : end
  }

  #readPrimitive(bytes: Buffer, start: number, end: number): number {
    let position = start
    while (position < end && !endsPrimitive(bytes[position] ?? 0)) position++
    if (position === end) this.#kept.keep(bytes, start, end, MAX_PRIMITIVE_BYTES)
    else this.#finishPrimitive(bytes, start, position)
    return position
  }

  #finishPrimitive(chunk: Buffer, from: number, to: number): void {
    const {bytes, start, end} = this.#kept.take(chunk, from, to)
    if (!this.#wanted && this.#frame) return this.#finishValue(undefined)
    const length = this.#kept.lastLength
    const read = length > MAX_PRIMITIVE_BYTES ? NOT_A_PRIMITIVE : parsePrimitive(bytes.toString('latin1', start, end))
    if (read === NOT_A_PRIMITIVE) this.#fail(to - length, bytes[start] ?? 0)
    else this.#finishValue(typeof read === 'number' && this.#wanted?.kind === 'items' ? new Unread('a number') : read)
  }

  #fail(position: number, byte: number): void {
    this.fault = {at: this.#base + position, kind: 'unexpected', byte}
    this.#state = State.Broken
  }
}
