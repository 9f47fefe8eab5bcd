import type {JsonFault, JsonListener} from './json-frame.js'
import {endsPrimitive, isPrimitiveStart, MAX_PRIMITIVE_BYTES, NOT_A_PRIMITIVE, parsePrimitive} from './json-primitives.js'
import {JsonProjection} from './json-projection.js'
import {Unread, type Shape} from './json-shape.js'
import {JsonSkipper} from './json-skipper.js'
import {decodeJsonString} from './json-strings.js'
import {KeptBytes} from './kept-bytes.js'

/** A text longer than this is not kept: no body of a hit comes near, and an upload would fill the memory. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024

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
  fault: JsonFault | undefined
  readonly #projection: JsonProjection
  #state = State.Document
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
    this.#projection = new JsonProjection(shape, listener)
  }

  /** Whole documents so far; several may follow each other in one stream. */
  get documents(): number {
    return this.#projection.documents
  }

  /** First keys of the document and of the objects in it that were entered (`log`, `log.version`): what it is, for people. */
  get outerKeys(): readonly string[] {
    return this.#projection.outerKeys
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
    if (this.#state === State.Primitive && !this.#projection.frame) this.#finishPrimitive(Buffer.alloc(0), 0, 0)
    if (this.#state === State.Broken || (this.#state === State.Document && this.documents > 0)) return
    this.fault = {at: this.#base, kind: this.#state === State.Document ? 'empty' : 'cut'}
  }

  /** One byte of structure, or a value from its first byte. Returns where to read on. */
  #readToken(byte: number, bytes: Buffer, position: number, end: number): number {
    switch (this.#state) {
      case State.Document:
        // A byte order mark, here in its three bytes, may stand before each of several joined documents.
        if (byte === 0xef || byte === 0xbb || byte === 0xbf) break
        this.#projection.startDocument()
        return this.#startValue(byte, bytes, position, end)
      case State.Item:
        if (byte !== 0x5d) return this.#startValue(byte, bytes, position, end)
        this.#close()
        break
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
    const {isInArray} = this.#projection
    if (byte === 0x2c) {
      this.#state = isInArray ? State.Item : State.Key
      if (isInArray) this.#projection.startItem()
    } else if (byte === (isInArray ? 0x5d : 0x7d)) this.#close()
    else this.#fail(position, byte)
  }

  #startValue(byte: number, bytes: Buffer, position: number, end: number): number {
    const next = position + 1
    if (byte === 0x22) {
      if (this.#projection.wanted?.kind === 'value') {
        return this.#startText(this.#projection.isAtHeaderName ? Purpose.HeaderName : Purpose.Value, bytes, next, end)
      }
      this.#state = State.SkipText
      return this.#skipText(bytes, next, end)
    }
    if (byte === 0x7b) {
      if (this.#projection.openObject()) this.#state = State.Key
      else this.#startSkipping('an object')
    } else if (byte === 0x5b) {
      if (this.#projection.openArray()) this.#state = State.Item
      else this.#startSkipping('an array')
    } else if (isPrimitiveStart(byte)) {
      this.#state = State.Primitive
      return this.#readPrimitive(bytes, position, end)
    } else this.#fail(position, byte)
    return next
  }

  #close(): void {
    this.#projection.close()
    this.#afterValue()
  }

  #finishValue(result: Parameters<JsonProjection['put']>[0]): void {
    this.#projection.put(result)
    this.#afterValue()
  }

  #afterValue(): void {
    this.#state = this.#projection.frame ? State.After : State.Document
  }

  #startText(purpose: Purpose, bytes: Buffer, position: number, end: number): number {
    this.#state = State.Text
    this.#purpose = purpose
    this.#hasEscapes = false
    return this.#readText(bytes, position, end)
  }

  #readText(bytes: Buffer, start: number, end: number): number {
    let position = start
    if (this.#escapePending && start < end) {
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
    this.#escapePending ||= position > end
    this.#kept.keep(bytes, start, end, MAX_TEXT_BYTES)
    return end
  }

  #finishText(chunk: Buffer, from: number, to: number): void {
    if (this.#kept.isEmpty) return this.#useText(chunk, from, to, to - from)
    const {bytes, start, end} = this.#kept.take(chunk, from, to)
    this.#useText(bytes, start, end, this.#kept.lastLength)
  }

  #useText(bytes: Buffer, start: number, end: number, length: number): void {
    if (this.#purpose === Purpose.Value) {
      this.#finishValue(
        length > MAX_TEXT_BYTES ? new Unread('a text beyond the limit') : decodeJsonString(bytes, start, end, this.#hasEscapes),
      )
    } else if (this.#hasEscapes) {
      const name = Buffer.from(decodeJsonString(bytes, start, end, true))
      this.#useName(name, 0, name.length)
    } else this.#useName(bytes, start, end)
  }

  #useName(bytes: Buffer, start: number, end: number): void {
    if (this.#purpose === Purpose.Key) {
      this.#projection.startMember(bytes, start, end)
      this.#state = State.Colon
    } else if (this.#projection.nameHeader(bytes, start, end)) this.#state = State.After
    else this.#startSkipping('an object')
  }

  #skipText(bytes: Buffer, position: number, end: number): number {
    const after = this.#skipper.text(bytes, position, end)
    if (after > 0) this.#finishValue(this.#projection.wanted && new Unread('a string'))
    return after > 0 ? after : end
  }

  #startSkipping(what: 'an array' | 'an object'): void {
    this.#skipped = what
    this.#skipper.enterContainer()
    this.#state = State.SkipContainer
  }

  #skipContainer(bytes: Buffer, position: number, end: number): number {
    const after = this.#skipper.container(bytes, position, end)
    if (after > 0) this.#finishValue(this.#projection.wanted && new Unread(this.#skipped))
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
    const {wanted, frame} = this.#projection
    if (!wanted && frame && this.#kept.isEmpty) return this.#finishValue(undefined)
    const {bytes, start, end} = this.#kept.take(chunk, from, to)
    if (!wanted && frame) return this.#finishValue(undefined)
    const length = this.#kept.lastLength
    const read = length > MAX_PRIMITIVE_BYTES ? NOT_A_PRIMITIVE : parsePrimitive(bytes.toString('latin1', start, end))
    if (read === NOT_A_PRIMITIVE) this.#fail(to - length, this.#kept.lastFirst)
    else this.#finishValue(typeof read === 'number' && wanted?.kind === 'items' ? new Unread('a number') : read)
  }

  #fail(position: number, byte: number): void {
    this.fault = {at: this.#base + position, kind: 'unexpected', byte}
    this.#state = State.Broken
  }
}
