import {HEX_DIGITS} from './decode-text.js'
import {FirstByName} from './first-by-name.js'
import {TOPICS, nameOfUnknown, outOfRange, rightCaseOf, variableAt, variableOf, type Variable} from './variables.js'

/** What a look at the raw value suggests. A trait is a hint, cheap and generous: the rule that asks for it decides. */
export const TRAITS = {
  /** May be longer than the variable's documented limit (its raw form is). */
  long: 1,
  /** A blank at an edge, or a control character anywhere. */
  blank: 1 << 1,
  /** `@`. */
  at: 1 << 2,
  /** Nine or more digits. */
  digits: 1 << 3,
  /** The text of a missing value: `undefined`, `null`, `NaN`, `[object Object]`. */
  placeholder: 1 << 4,
  /** Signs of a template: `{{`, `%%`, `${`, `[[`. */
  macro: 1 << 5,
  /** A malformed escape, a raw `+`, bytes beyond ASCII, or an escaped `%` (double encoding). */
  encoding: 1 << 6,
  /** Begins with the dynamic variable prefix. */
  dynamic: 1 << 7,
} as const

export type Trait = keyof typeof TRAITS

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
  const first = new FirstByName(params)
  const blocks = new Blocks()
  let topics: number = TOPICS['every-hit']
  let traits = 0
  let opened = false
  let closed = false
  const length = raw.length
  const bytes = asciiOf(raw)
  for (let from = 0; from < length && params.length < MAX_PARAMS;) {
    const found = raw.indexOf('&', from)
    const to = found === -1 ? length : found
    const at = from
    from = to + 1
    if (to === at) continue
    let equals = at
    while (equals < to && bytes[equals] !== EQUALS) equals++
    const start = equals === to ? to : equals + 1
    let known = blocks.prefix === '' ? variableAt(raw, at, equals) : undefined
    const wire = known?.wire ?? nameOf(raw, at, equals)
    if (known === undefined && blocks.prefix === '') known = variableOf(wire)
    if (known === undefined && start === to && blocks.take(wire)) continue
    const param =
      known === undefined ? strangeParam(raw, bytes, blocks.prefix, wire, start, to) : knownParam(raw, bytes, known, wire, start, to)
    if (known === undefined)
      topics |= param.name.startsWith('c.') ? TOPICS.contextData : isMisnamed(blocks.prefix, wire) ? TOPICS.misnamed : 0
    else if (start !== to) topics |= known.topics | (param.traits & TRAITS.dynamic ? TOPICS.dynamic : 0)
    // An unclosed block swallows what follows it; the closing token tells all the same that nothing was cut.
    if (param.name === 'AQB') opened = true
    else if (param.name === 'AQE' || wire === 'AQE') closed = true
    traits |= param.traits
    params.push(param)
    if (!first.add(param, known?.id)) topics |= TOPICS.duplicate
  }
  // Values begin with another prefix then, which no look at the raw text finds.
  const prefix = first.get('dynamicVariablePrefix')
  if (prefix !== undefined && !/^D(?:=|%3D)?$/i.test(raw.slice(prefix.start, prefix.end))) topics |= TOPICS.dynamic
  return {params, first, topics, traits, blockFaults: blocks.end(), opened, closed}
}

function knownParam(raw: string, bytes: Uint8Array, {name, technical, limit}: Variable, wire: string, start: number, end: number): Param {
  return {name, wire, start, end, traits: technical ? 0 : traitsOf(raw, bytes, start, end, limit), technical, decoded: undefined}
}

/** A parameter of a block, or one that Adobe does not know. */
function strangeParam(raw: string, bytes: Uint8Array, prefix: string, wire: string, start: number, end: number): Param {
  const name = prefix === '' ? nameOfUnknown(wire) : prefix + wire
  const technical = name.startsWith('c.') ? name.startsWith('c.a.') : prefix !== '' || ADOBE_BLOCK.test(name)
  return {name, wire, start, end, traits: technical ? 0 : traitsOf(raw, bytes, start, end, Infinity), technical, decoded: undefined}
}

function isMisnamed(prefix: string, wire: string): boolean {
  return prefix === '' && (rightCaseOf(wire) !== undefined || outOfRange(wire) !== undefined)
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

const EQUALS = 0x3d
const SIGN_PERCENT = 0x25
const BEYOND_ASCII = 0x80

const ENCODER = new TextEncoder()
let scratch = new Uint8Array(8192)

/** The text as bytes, one per UTF-16 unit, what is beyond ASCII as 0x80. Valid until the next call: reading bytes is three times as fast as characters. */
function asciiOf(text: string): Uint8Array {
  if (scratch.length < text.length) scratch = new Uint8Array(text.length * 2)
  const {read, written} = ENCODER.encodeInto(text, scratch)
  if (read !== text.length || written !== read) {
    for (let at = 0; at < text.length; at++) scratch[at] = Math.min(text.charCodeAt(at), BEYOND_ASCII)
  }
  return scratch
}

// One pass over the raw value with a table lookup per character: what is flagged here is looked at, everything else never is.
const DIGIT = 1
const PERCENT = 2
const TEMPLATE = 3
const CONTROL = 4
const AT = 5
const OTHER = 6
const CLASS = new Uint8Array(256).fill(OTHER, BEYOND_ASCII)
CLASS.fill(CONTROL, 0, 0x20)
CLASS.fill(DIGIT, 0x30, 0x3a)
CLASS[0x7f] = CONTROL
CLASS[SIGN_PERCENT] = PERCENT
CLASS[0x40] = AT
CLASS[0x2b] = OTHER
for (const sign of '{[$') CLASS[sign.charCodeAt(0)] = TEMPLATE

const DYNAMIC_PREFIX = /^D(?:=|%3D)/i
const BLANK_START = /^(?:[+\s]|%20|%A0|%C2%A0|%E2%80|%E3%80%80)/i
const BLANK_END = /(?:[+\s]|%20|%A0|%E2%80%..|%E3%80%80)$/i
/** `undefined`, `null`, `NaN`, `[object Object]`: by their first letter. */
const PLACEHOLDER_START = /^(?:[un[]|%5B)/i
/** Characters with which one of the above may begin. */
const BEGINS_SOMETHING = new Uint8Array(256).fill(1, BEYOND_ASCII).fill(1, 0, 0x21)
for (const sign of '%+[uUnND') BEGINS_SOMETHING[sign.charCodeAt(0)] = 1

function traitsOf(raw: string, bytes: Uint8Array, start: number, end: number, limit: number): number {
  if (start === end) return 0
  let traits = 0
  let digits = 0
  let signs = 0
  let beyondAscii = 0
  for (let at = start; at < end; at++) {
    let kind = CLASS[bytes[at] ?? 0]
    if (kind === 0) continue
    if (kind === PERCENT) {
      const high = at + 2 < end ? (HEX_DIGITS[bytes[at + 1] ?? 0] ?? -1) : -1
      const low = HEX_DIGITS[bytes[at + 2] ?? 0] ?? -1
      if (high < 0 || low < 0) {
        traits |= TRAITS.encoding
        signs++
        continue
      }
      at += 2
      const byte = high * 16 + low
      if (byte >= BEYOND_ASCII || byte === SIGN_PERCENT) traits |= TRAITS.encoding
      if (byte >= BEYOND_ASCII || byte === 0x2b) continue
      kind = CLASS[byte]
    }
    if (kind === DIGIT) digits++
    else if (kind === PERCENT || kind === TEMPLATE) signs++
    else if (kind === AT) traits |= TRAITS.at
    else if (kind === CONTROL) traits |= TRAITS.blank
    else if (kind === OTHER) {
      traits |= TRAITS.encoding
      beyondAscii++
    }
  }
  // Escapes are longer than the bytes they stand for, raw characters beyond ASCII (tools print them) are up to three bytes.
  if (end - start + 2 * beyondAscii > limit) traits |= TRAITS.long
  if (digits >= 9) traits |= TRAITS.digits
  if (signs >= 2) traits |= TRAITS.macro
  if (BEGINS_SOMETHING[bytes[start] ?? 0] === 1) {
    const head = raw.slice(start, Math.min(end, start + 9))
    if (BLANK_START.test(head)) traits |= TRAITS.blank
    if (end - start < 40 && PLACEHOLDER_START.test(head)) traits |= TRAITS.placeholder
    if (DYNAMIC_PREFIX.test(head)) traits |= TRAITS.dynamic
  }
  if (bytes[end - 3] === SIGN_PERCENT || BEGINS_SOMETHING[bytes[end - 1] ?? 0] === 1) {
    if (BLANK_END.test(raw.slice(Math.max(start, end - 9), end))) traits |= TRAITS.blank
  }
  return traits
}
