import {blockOf, endBlocks, type BlockFault} from './blocks.js'
import {AT, FOUND, MOST_PAIRS, numberAt, PLACE_BYTES, RECORD, RECORD_SIZE, VIEW} from './pair-memory.js'
import {foundInPairs, PAIRS, splitPairs} from './pairs.js'
import {TextHash} from './text-hash.js'
import {isKnownToken, nameOfToken, placeOfName, SEEN} from './tokens.js'
import {traitsOf, TRAITS} from './traits.js'
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
const DYNAMIC_PREFIX = placeOf('dynamicVariablePrefix')

/**
 * How parameters are read. `pairs.wat` goes over the bytes of the hit once (pairs.ts puts them there), splits them, and looks at every value. Names
 * were nearly all seen before: it finds them among the tokens of tokens.ts, which adds those it does not find, by variables.ts and, in nested context
 * data, by blocks.ts. What stands where in the memory of both says pair-memory.ts. What a value shows becomes traits in traits.ts.
 *
 * The parameters of the hit that was read last stand as columns in that memory. Hits are looked at one after the other, and an object for each of
 * fifty parameters costs more than reading them: objects are made of those that somebody asks for. Looking at a hit again after another one reads
 * it anew.
 */

/** The object of each, where somebody asked for it in that reading. */
const MADE: Param[] = []
const MADE_FOR = new Int32Array(MOST_PAIRS)

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
  splitPairs(text, from)
  const seen = foundInPairs(FOUND.seen)
  let topics = foundInPairs(FOUND.topics) | TOPICS['every-hit']
  let traits = 0
  let flagged = 0
  const suspects = foundInPairs(FOUND.flagged)
  for (let index = 0; index < suspects; index++) {
    const at = entryAt(AT.flagged, index)
    const traitsHere = traitsOf(raw, PAIRS.bytes, columnAt(at, RECORD.start), columnAt(at, RECORD.end), columnAt(at, RECORD.shows))
    setColumn(at, RECORD.shows, traitsHere)
    if (traitsHere === 0) continue
    traits |= traitsHere
    VIEW.numbers[numberAt(AT.flagged) + flagged++] = at
    if ((traitsHere & TRAITS.dynamic) !== 0 && isKnownToken(columnAt(at, RECORD.token))) topics |= TOPICS.dynamic
  }
  // Values begin with another prefix then, which no look at the raw text finds.
  if (DYNAMIC_PREFIX !== undefined && readingOf(DYNAMIC_PREFIX) === PAIRS.reading) {
    const at = indexAt(DYNAMIC_PREFIX)
    if (!/^D(?:=|%3D)?$/i.test(raw.slice(columnAt(at, RECORD.start), columnAt(at, RECORD.end)))) topics |= TOPICS.dynamic
  }
  return {
    size: foundInPairs(FOUND.size),
    flagged,
    inContext: foundInPairs(FOUND.inContext),
    isFilled: (seen & SEEN.fills) !== 0,
    hasSiteText: (seen & SEEN.siteText) !== 0,
    topics,
    traits,
    blockFaults: endBlocks(blockOf(foundInPairs(FOUND.block))),
    opened: (seen & SEEN.opens) !== 0,
    closed: (seen & SEEN.closes) !== 0,
  }
}

function columnAt(at: number, column: number): number {
  return VIEW.numbers[numberAt(AT.records) + at * RECORD_SIZE + column] ?? 0
}

function setColumn(at: number, column: number, value: number): void {
  VIEW.numbers[numberAt(AT.records) + at * RECORD_SIZE + column] = value
}

/** Of one of the two lists of indexes. */
function entryAt(list: number, index: number): number {
  return VIEW.numbers[numberAt(list) + index] ?? 0
}

/** The reading that saw a canonical name last, and at which index it stood there first. */
function readingOf(place: number): number {
  return VIEW.numbers[numberAt(AT.places + place * PLACE_BYTES)] ?? 0
}

function indexAt(place: number): number {
  return VIEW.numbers[numberAt(AT.places + place * PLACE_BYTES) + 1] ?? 0
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
    this.#turn = PAIRS.reading
    this.flagged = this.#those(AT.flagged, this.reading.flagged)
    this.context = this.#those(AT.context, this.reading.inContext)
  }

  /** The first of that canonical name, with or without a value. */
  get(name: string): Param | undefined {
    this.#readAgain()
    const place = placeOfName(name)
    return place !== undefined && readingOf(place) === this.#turn ? this.#at(indexAt(place)) : undefined
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
      const name = nameAt(at)
      if (name !== undefined) visit(name, columnAt(at, RECORD.start), columnAt(at, RECORD.end))
    }
  }

  /** Hash (53 bits) of names and raw values of the parameters that are wanted, in order: equal for hits whose texts are both ASCII or both not. */
  hashOf(isWanted: (name: ParamName) => boolean): number {
    this.#readAgain()
    const hash = new TextHash()
    for (let at = 0; at < this.reading.size; at++) {
      const name = nameAt(at)
      if (name === undefined || !isWanted(name)) continue
      const start = columnAt(at, RECORD.start)
      const end = columnAt(at, RECORD.end)
      hash.addValue((name.hash ??= new TextHash().add(name.name).value))
      if (PAIRS.isAscii) hash.addBytes(PAIRS.bytes, start, end)
      else hash.add(this.#raw, start, end).add('&')
    }
    return hash.value
  }

  #those(list: number, count: number): readonly Param[] {
    if (count === 0) return NO_PARAMS
    const found: Param[] = []
    for (let at = 0; at < count; at++) {
      const param = this.#at(entryAt(list, at))
      if (param !== undefined) found.push(param)
    }
    return found
  }

  #readAgain(): void {
    if (this.#turn === PAIRS.reading) return
    read(this.#raw, this.#source)
    this.#turn = PAIRS.reading
    // No two values begin at one place.
    const places = new Map(this.#made.map((param) => [param.start, param]))
    for (let at = 0; at < this.reading.size; at++) {
      const param = places.get(columnAt(at, RECORD.start))
      if (param !== undefined) this.#put(param, at)
    }
  }

  #at(at: number): Param | undefined {
    if (MADE_FOR[at] === this.#turn) return MADE[at]
    const name = nameAt(at)
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

function nameAt(at: number): ParamName | undefined {
  return nameOfToken(columnAt(at, RECORD.token))
}

function paramOf({name, wire, technical, isSiteText}: ParamName, at: number): Param {
  const start = columnAt(at, RECORD.start)
  const end = columnAt(at, RECORD.end)
  return {name, wire, start, end, traits: columnAt(at, RECORD.shows), technical, isSiteText, decoded: undefined}
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
