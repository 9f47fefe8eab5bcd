import {Blocks, strangePlaceOf, type BlockFault} from './blocks.js'
import {MOST_PAIRS, PAIRS, RECORD, RECORD_SIZE, splitPairs} from './pairs.js'
import {EQUALS} from './raw-bytes.js'
import {TextHash} from './text-hash.js'
import {boundTokens, readToken} from './tokens.js'
import {STRANGE_NAME, traitsOf, TRAITS} from './traits.js'
import {placeOf, TOPICS, type ParamName} from './variables.js'

/** One parameter as sent. Offsets are into the raw text of the hit; the value is decoded by the hit on demand. */
export interface Param {
  /** Canonical name: `eVar12`, `campaign`, `c.cart.id` for context data, the wire name for parameters Adobe does not document. */
  name: string
  /** As in the request: `v12`, `v0`, `id`. */
  wire: string
  /** Raw value: first and one past last UTF-16 unit. */
  start: number
  end: number
  /** Bits of `TRAITS`. */
  traits: number
  /** Filled by the library, not by the site. */
  technical: boolean
  /** Filled by the site and stored by Adobe: a variable or context data. */
  isSiteText: boolean
  /** Decoded value, once somebody asked for it: `Hit.text` reads and keeps it. */
  decoded: string | undefined
}

const NO_PARAMS: Param[] = []
const OPENING = placeOf('AQB')
const CLOSING = placeOf('AQE')
const DYNAMIC_PREFIX = placeOf('dynamicVariablePrefix')

/**
 * The parameters of the hit that was read last, as columns. Hits are looked at one after the other, and an object for each of fifty parameters
 * costs more than reading them: objects are made of those that somebody asks for. Looking at a hit again after another one reads it anew.
 */
const NAMES: ParamName[] = []
const STARTS = new Int32Array(MOST_PAIRS)
const ENDS = new Int32Array(MOST_PAIRS)
const FLAGS = new Int32Array(MOST_PAIRS)
/** Which of them have a trait, and which are context data. */
const FLAGGED = new Int32Array(MOST_PAIRS)
const CONTEXT = new Int32Array(MOST_PAIRS)
/** The object of each, where somebody asked for it in that reading. */
const MADE: Param[] = []
const MADE_FOR = new Int32Array(MOST_PAIRS)
let readings = 0

/** Where the text of parameters stands: the end of it, from `from` on. Text that was cut from another takes four times as long to read. */
export interface Source {
  text: string
  from: number
}

/** What one reading tells of all parameters of a hit. */
export interface Reading {
  /** Number of parameters. */
  size: number
  /** How many of them have a trait, and how many are context data. */
  flagged: number
  inContext: number
  /** Some parameter that is not the library's has a value. */
  isFilled: boolean
  /** Some value is the site's own (see `Param.isSiteText`). */
  hasSiteText: boolean
  /** Bits of `TOPICS`. */
  topics: number
  /** Bits of `TRAITS` that any of them has. */
  traits: number
  blockFaults: readonly BlockFault[]
  /** The tokens that AppMeasurement puts around a request (`AQB`, `AQE`) were seen. */
  opened: boolean
  closed: boolean
}

/** Fills the columns. */
function read(raw: string, {text, from}: Source): Reading {
  boundTokens()
  const blocks = new Blocks()
  const reading = ++readings
  splitPairs(text, from)
  const {bytes, records} = PAIRS
  const recordsEnd = PAIRS.count * RECORD_SIZE
  let size = 0
  let isFilled = false
  let hasSiteText = false
  let topics: number = TOPICS['every-hit']
  let traits = 0
  let flagged = 0
  let inContext = 0
  let opened = false
  let closed = false
  for (let record = 0; record < recordsEnd; record += RECORD_SIZE) {
    const nameStart = records[record + RECORD.start] ?? 0
    const nameEnd = records[record + RECORD.nameEnd] ?? 0
    const end = records[record + RECORD.end] ?? 0
    const shows = records[record + RECORD.shows] ?? 0
    const token = readToken(raw, bytes, nameStart, nameEnd, records[record + RECORD.hash] ?? 0, (shows & STRANGE_NAME) === 0)
    const start = bytes[nameEnd] === EQUALS ? nameEnd + 1 : nameEnd
    const isEmpty = start === end
    if (isEmpty && blocks.take(token)) continue
    const name = blocks.nameOf(token)
    const traitsHere = isEmpty || name.technical ? 0 : traitsOf(raw, bytes, start, end, shows, name.limit)
    NAMES[size] = name
    STARTS[size] = start
    ENDS[size] = end
    FLAGS[size] = traitsHere
    if (traitsHere !== 0) {
      traits |= traitsHere
      FLAGGED[flagged++] = size
    }
    if ((name.topics & TOPICS.contextData) !== 0) CONTEXT[inContext++] = size
    // A variable without a value says nothing; a key of context data and a wrong name are there all the same.
    if (!isEmpty || token.variable !== name) topics |= name.topics
    if (!isEmpty) {
      isFilled ||= !name.technical
      hasSiteText ||= name.isSiteText
      if (token.variable === name && (traitsHere & TRAITS.dynamic) !== 0) topics |= TOPICS.dynamic
    }
    const {place} = name
    if (place.reading === reading) topics |= TOPICS.duplicate
    else {
      place.reading = reading
      place.at = size
    }
    size++
    if (token.variable?.technical === true) {
      opened ||= place === OPENING
      // An unclosed block swallows what follows it; the closing token tells all the same that nothing was cut.
      closed ||= token.variable.place === CLOSING
    }
  }
  // Values begin with another prefix then, which no look at the raw text finds.
  if (DYNAMIC_PREFIX?.reading === reading) {
    const {at} = DYNAMIC_PREFIX
    if (!/^D(?:=|%3D)?$/i.test(raw.slice(STARTS[at], ENDS[at]))) topics |= TOPICS.dynamic
  }
  return {size, flagged, inContext, isFilled, hasSiteText, topics, traits, blockFaults: blocks.end(), opened, closed}
}

/**
 * Splits `raw` (a query string, or a form body, or both joined by `&`) into parameters, in order, repeats kept.
 * Pairs end at `&` and split at the first `=`; empty tokens are dropped. Context data blocks become dotted names:
 * `c.&cart.&id=9&.cart&.c` is `c.cart.id`, and so is the flat `c.cart.id=9` of server-side senders.
 * Source: AppMeasurement's own serialisation; "contextData" page of the implementation guide; Data Insertion API, "Supported XML Tags".
 */
export class Params {
  readonly reading: Reading
  /** Those with a trait. */
  readonly flagged: readonly Param[]
  /** Those of context data. */
  readonly context: readonly Param[]
  readonly #raw: string
  readonly #source: Source
  /** Those that somebody asked for, in whatever order. */
  readonly #made: Param[] = []
  /** Number of the reading that the columns hold when they hold this hit. */
  #turn: number

  constructor(raw: string, source: Source = {text: raw, from: 0}) {
    this.reading = read(raw, source)
    this.#raw = raw
    this.#source = source
    this.#turn = readings
    this.flagged = this.#those(FLAGGED, this.reading.flagged)
    this.context = this.#those(CONTEXT, this.reading.inContext)
  }

  /** The first of that canonical name, with or without a value. */
  get(name: string): Param | undefined {
    const place = placeOf(name) ?? strangePlaceOf(name)
    if (place === undefined) return undefined
    this.#readAgain()
    return place.reading === this.#turn ? this.#at(place.at) : undefined
  }

  all(): readonly Param[] {
    this.#readAgain()
    const found: Param[] = []
    for (let at = 0; at < this.reading.size; at++) {
      const param = this.#at(at)
      if (param !== undefined) found.push(param)
    }
    return found
  }

  last(): Param | undefined {
    this.#readAgain()
    return this.reading.size === 0 ? undefined : this.#at(this.reading.size - 1)
  }

  /** In order, without making objects of them. */
  each(visit: (name: ParamName, start: number, end: number) => void): void {
    this.#readAgain()
    for (let at = 0; at < this.reading.size; at++) {
      const name = NAMES[at]
      if (name !== undefined) visit(name, STARTS[at] ?? 0, ENDS[at] ?? 0)
    }
  }

  /** Hash (53 bits) of names and raw values of the parameters that are wanted, in order: equal for hits whose texts are both ASCII or both not. */
  hashOf(isWanted: (name: ParamName) => boolean): number {
    this.#readAgain()
    const hash = new TextHash()
    for (let at = 0; at < this.reading.size; at++) {
      const name = NAMES[at]
      if (name === undefined || !isWanted(name)) continue
      hash.addValue((name.hash ??= new TextHash().add(name.name).value))
      if (PAIRS.isAscii) hash.addBytes(PAIRS.bytes, STARTS[at] ?? 0, ENDS[at] ?? 0)
      else hash.add(this.#raw, STARTS[at], ENDS[at]).add('&')
    }
    return hash.value
  }

  #those(indexes: Int32Array, count: number): readonly Param[] {
    if (count === 0) return NO_PARAMS
    const found: Param[] = []
    for (let at = 0; at < count; at++) {
      const param = this.#at(indexes[at] ?? 0)
      if (param !== undefined) found.push(param)
    }
    return found
  }

  #readAgain(): void {
    if (this.#turn === readings) return
    read(this.#raw, this.#source)
    this.#turn = readings
    // No two values begin at one place.
    const places = new Map(this.#made.map((param) => [param.start, param]))
    for (let at = 0; at < this.reading.size; at++) {
      const param = places.get(STARTS[at] ?? 0)
      if (param !== undefined) this.#put(param, at)
    }
  }

  #at(at: number): Param | undefined {
    if (MADE_FOR[at] === this.#turn) return MADE[at]
    const name = NAMES[at]
    if (name === undefined) return undefined
    const param = paramOf(name, at)
    this.#made.push(param)
    this.#put(param, at)
    return param
  }

  #put(param: Param, at: number): void {
    MADE[at] = param
    MADE_FOR[at] = this.#turn
  }
}

function paramOf({name, wire, technical, isSiteText}: ParamName, at: number): Param {
  const start = STARTS[at] ?? 0
  const end = ENDS[at] ?? 0
  return {name, wire, start, end, traits: FLAGS[at] ?? 0, technical, isSiteText, decoded: undefined}
}

/** Writes pairs the way `Params` reads them: names bare, values percent-encoded as AppMeasurement does. */
export function formatParams(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `${name}=${encodeValue(value)}`).join('&')
}

/** Percent-encodes a value as AppMeasurement does: `encodeURIComponent`, and `+ ~ ! * ( ) '` as well. Lone surrogates become U+FFFD. */
export function encodeValue(value: string): string {
  return encodeURIComponent(value.replace(LONE_SURROGATE, '\uFFFD')).replace(
    /[~!*()']/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
