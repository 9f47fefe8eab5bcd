import {Blocks, strangePlaceOf, type BlockFault} from './blocks.js'
import {AMPERSAND, bytesOf, EQUALS} from './raw-bytes.js'
import {boundTokens, readToken, TOKEN} from './tokens.js'
import {readValue, skipValue, TRAITS, VALUE} from './traits.js'
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

/** More than any library can send; a capture of noise must not fill the memory. */
const MAX_PARAMS = 10_000

const NO_PARAMS: Param[] = []
const OPENING = placeOf('AQB')
const CLOSING = placeOf('AQE')
const DYNAMIC_PREFIX = placeOf('dynamicVariablePrefix')

/**
 * The parameters of the hit that was read last, as columns. Hits are looked at one after the other, and an object for each of fifty parameters
 * costs more than reading them: objects are made of those that somebody asks for. Looking at a hit again after another one reads it anew.
 */
const NAMES: ParamName[] = []
const STARTS = new Int32Array(MAX_PARAMS)
const ENDS = new Int32Array(MAX_PARAMS)
const FLAGS = new Int32Array(MAX_PARAMS)
let readings = 0

/** What one reading tells of all parameters of a hit. */
export interface Reading {
  /** Number of parameters. */
  size: number
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
function read(raw: string): Reading {
  boundTokens()
  const blocks = new Blocks()
  const reading = ++readings
  const {length} = raw
  const bytes = bytesOf(raw)
  let size = 0
  let isFilled = false
  let hasSiteText = false
  let topics: number = TOPICS['every-hit']
  let traits = 0
  let opened = false
  let closed = false
  for (let at = 0; at < length && size < MAX_PARAMS; at++) {
    if (bytes[at] === AMPERSAND) continue
    const token = readToken(raw, bytes, at)
    const start = bytes[TOKEN.end] === EQUALS ? TOKEN.end + 1 : TOKEN.end
    const isEmpty = bytes[start] === AMPERSAND
    at = start
    if (isEmpty && blocks.take(token)) continue
    const name = blocks.nameOf(token)
    if (name.technical) skipValue(bytes, start)
    else readValue(raw, bytes, start, name.limit)
    at = VALUE.end
    NAMES[size] = name
    STARTS[size] = start
    ENDS[size] = at
    FLAGS[size] = VALUE.traits
    traits |= VALUE.traits
    // A variable without a value says nothing; a key of context data and a wrong name are there all the same.
    if (!isEmpty || token.variable !== name) topics |= name.topics
    if (!isEmpty) {
      isFilled ||= !name.technical
      hasSiteText ||= name.isSiteText
      if (token.variable === name && (VALUE.traits & TRAITS.dynamic) !== 0) topics |= TOPICS.dynamic
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
  return {size, isFilled, hasSiteText, topics, traits, blockFaults: blocks.end(), opened, closed}
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
  readonly #made: Param[] = []
  /** Number of the reading that the columns hold when they hold this hit. */
  #turn: number

  constructor(raw: string) {
    this.reading = read(raw)
    this.#raw = raw
    this.#turn = readings
    const {topics, traits} = this.reading
    this.flagged = traits === 0 ? NO_PARAMS : this.#filter((at) => FLAGS[at] !== 0)
    this.context = (topics & TOPICS.contextData) === 0 ? NO_PARAMS : this.#filter((at) => isContext(NAMES[at]))
  }

  /** The first of that canonical name, with or without a value. */
  get(name: string): Param | undefined {
    const place = placeOf(name) ?? strangePlaceOf(name)
    if (place === undefined) return undefined
    this.#readAgain()
    return place.reading === this.#turn ? this.#at(place.at) : undefined
  }

  all(): readonly Param[] {
    return this.#filter(() => true)
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

  #filter(isWanted: (at: number) => boolean): Param[] {
    this.#readAgain()
    const found: Param[] = []
    for (let at = 0; at < this.reading.size; at++) {
      const param = isWanted(at) ? this.#at(at) : undefined
      if (param !== undefined) found.push(param)
    }
    return found
  }

  #readAgain(): void {
    if (this.#turn === readings) return
    read(this.#raw)
    this.#turn = readings
  }

  #at(at: number): Param | undefined {
    const made = this.#made[at]
    const of = NAMES[at]
    if (made !== undefined || of === undefined) return made
    const {name, wire, technical, isSiteText} = of
    const [start = 0, end = 0, traits = 0] = [STARTS[at], ENDS[at], FLAGS[at]]
    const param = {name, wire, start, end, traits, technical, isSiteText, decoded: undefined}
    this.#made[at] = param
    return param
  }
}

function isContext(name: ParamName | undefined): boolean {
  return name !== undefined && (name.topics & TOPICS.contextData) !== 0
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
