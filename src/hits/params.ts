import {FirstByName} from './first-by-name.js'
import {AMPERSAND, bytesOf, EQUALS} from './raw-bytes.js'
import {readValue, skipValue, TRAITS, VALUE} from './traits.js'
import {TOPICS, nameOfUnknown, outOfRange, rightCaseOf, variableNumber, variableOf, type Variable} from './variables.js'
import {NAME, readName} from './wire-names.js'

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

/** A marker of a nested block (`c.` … `.c`) without its partner. */
export interface BlockFault {
  kind: 'unclosed' | 'unopened'
  marker: string
}

export interface ParsedParams {
  params: Param[]
  /** Those with a trait. */
  flagged: Param[]
  /** Those of context data. */
  context: Param[]
  /** Some value is the site's own (see `Param.isSiteText`). */
  hasSiteText: boolean
  /** The first parameter of each canonical name. */
  first: FirstByName
  topics: number
  /** Bits of `TRAITS` that any of them has. */
  traits: number
  blockFaults: readonly BlockFault[]
  /** The tokens that AppMeasurement puts around a request (`AQB`, `AQE`) were seen. */
  opened: boolean
  closed: boolean
}

const OPENING = variableNumber('AQB')
const CLOSING = variableNumber('AQE')

const NO_FAULTS: readonly BlockFault[] = []
/** More than any library can send; a capture of noise must not fill the memory. */
const MAX_PARAMS = 10_000
const MAX_DEPTH = 50
const MAX_FAULTS = 100

/** Blocks whose contents Adobe's own code fills: customer IDs, client hints, Audience Manager settings. */
const ADOBE_BLOCK = /^(?:cid|h|d)\./

/**
 * Splits `raw` (a query string, or a form body, or both joined by `&`) into parameters, in order, repeats kept.
 * Pairs end at `&` and split at the first `=`; empty tokens are dropped. Context data blocks become dotted names:
 * `c.&cart.&id=9&.cart&.c` is `c.cart.id`, and so is the flat `c.cart.id=9` of server-side senders.
 * Source: AppMeasurement's own serialisation; "contextData" page of the implementation guide; Data Insertion API, "Supported XML Tags".
 */
export function parseParams(raw: string): ParsedParams {
  const params: Param[] = []
  let flagged = NO_PARAMS
  let context = NO_PARAMS
  let hasSiteText = false
  const first = new FirstByName(params)
  const blocks = new Blocks()
  let topics: number = TOPICS['every-hit']
  let traits = 0
  let opened = false
  let closed = false
  const {length} = raw
  const bytes = bytesOf(raw)
  for (let at = 0; at < length && params.length < MAX_PARAMS; at++) {
    if (bytes[at] === AMPERSAND) continue
    readName(bytes, at)
    const nameEnd = NAME.end
    const start = bytes[nameEnd] === EQUALS ? nameEnd + 1 : nameEnd
    const isEmpty = bytes[start] === AMPERSAND
    let known = blocks.prefix === '' ? NAME.variable : undefined
    let wire: string
    if (known === undefined) {
      wire = nameOf(raw, at, nameEnd)
      if (blocks.prefix === '') known = variableOf(wire)
    } else wire = known.wire
    at = start
    let param: Param
    if (known === undefined) {
      if (isEmpty && blocks.take(wire)) continue
      const strange = strangeName(blocks.prefix, wire)
      param = readParam(raw, bytes, strange, wire, start)
      topics |= strange.topics
      // An unclosed block swallows what follows it; the closing token tells all the same that nothing was cut.
      closed ||= wire === 'AQE'
      if ((strange.topics & TOPICS.contextData) !== 0) context = added(context, param)
    } else {
      param = readParam(raw, bytes, known, wire, start)
      if (!isEmpty) topics |= known.topics | (param.traits & TRAITS.dynamic ? TOPICS.dynamic : 0)
      opened ||= known.id === OPENING
      closed ||= known.id === CLOSING
    }
    at = param.end
    if (param.traits !== 0) {
      traits |= param.traits
      flagged = added(flagged, param)
    }
    hasSiteText ||= param.isSiteText && !isEmpty
    params.push(param)
    if (!first.add(param, known?.id)) topics |= TOPICS.duplicate
  }
  // Values begin with another prefix then, which no look at the raw text finds.
  const prefix = first.get('dynamicVariablePrefix')
  if (prefix !== undefined && !/^D(?:=|%3D)?$/i.test(raw.slice(prefix.start, prefix.end))) topics |= TOPICS.dynamic
  return {params, flagged, context, hasSiteText, first, topics, traits, blockFaults: blocks.end(), opened, closed}
}

function readParam(raw: string, bytes: Uint8Array, about: StrangeName, wire: string, start: number): Param {
  const {name, technical, isSiteText, limit} = about
  if (technical) skipValue(bytes, start)
  else readValue(raw, bytes, start, limit)
  return {name, wire, start, end: VALUE.end, traits: VALUE.traits, technical, isSiteText, decoded: undefined}
}

const NO_PARAMS: Param[] = []

/** Most hits have no such parameter, and then no list of their own. */
function added(list: Param[], param: Param): Param[] {
  if (list === NO_PARAMS) return [param]
  list.push(param)
  return list
}

/** What the name of a parameter of a block, or of one that Adobe does not know, tells about it. */
type StrangeName = Omit<Variable, 'id'>

/** Names repeat from hit to hit: each is worked out once, and equal names are one string. By block, then by name. */
const STRANGE_NAMES = new Map<string, Map<string, StrangeName>>()
const MOST_STRANGE_NAMES = 4096
let strangeNames = 0

function strangeName(prefix: string, wire: string): StrangeName {
  const known = STRANGE_NAMES.get(prefix)?.get(wire)
  if (known !== undefined) return known
  if (++strangeNames > MOST_STRANGE_NAMES) {
    STRANGE_NAMES.clear()
    strangeNames = 1
  }
  const found = readStrangeName(prefix, wire)
  const inBlock = STRANGE_NAMES.get(prefix) ?? new Map<string, StrangeName>()
  STRANGE_NAMES.set(prefix, inBlock.set(wire, found))
  return found
}

function readStrangeName(prefix: string, wire: string): StrangeName {
  const name = prefix === '' ? nameOfUnknown(wire) : prefix + wire
  const isContext = name.startsWith('c.')
  const isMisnamed = prefix === '' && (rightCaseOf(wire) !== undefined || outOfRange(wire) !== undefined)
  const technical = isContext ? name.startsWith('c.a.') : prefix !== '' || ADOBE_BLOCK.test(name)
  return {
    name,
    technical,
    isSiteText: isContext && !technical,
    topics: isContext ? TOPICS.contextData : isMisnamed ? TOPICS.misnamed : 0,
    limit: Infinity,
  }
}

/** The blocks that are open: `c.` and `cart.` make the prefix `c.cart.`. */
class Blocks {
  prefix = ''
  readonly #open: {name: string; before: string}[] = []
  #faults: BlockFault[] | undefined

  /** True when the token is a marker, and not a parameter without a value. */
  take(wire: string): boolean {
    if (wire.length < 2) return false
    if (wire.endsWith('.')) {
      if (this.#open.length >= MAX_DEPTH) this.#fault('unclosed', wire)
      else {
        this.#open.push({name: wire.slice(0, -1), before: this.prefix})
        this.prefix += wire
      }
      return true
    }
    if (!wire.startsWith('.')) return false
    const name = wire.slice(1)
    const at = this.#open.findLastIndex((block) => block.name === name)
    if (at === -1) this.#fault('unopened', wire)
    else {
      for (const left of this.#open.slice(at + 1)) this.#fault('unclosed', `${left.name}.`)
      this.prefix = this.#open[at]?.before ?? ''
      this.#open.length = at
    }
    return true
  }

  end(): readonly BlockFault[] {
    for (const left of this.#open) this.#fault('unclosed', `${left.name}.`)
    return this.#faults ?? NO_FAULTS
  }

  #fault(kind: BlockFault['kind'], marker: string): void {
    this.#faults ??= []
    if (this.#faults.length < MAX_FAULTS) this.#faults.push({kind, marker})
  }
}

/** Writes pairs the way `parseParams` reads them: names bare, values percent-encoded as AppMeasurement does. */
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

function nameOf(raw: string, from: number, to: number): string {
  const name = raw.slice(from, to)
  if (!name.includes('%')) return name
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
