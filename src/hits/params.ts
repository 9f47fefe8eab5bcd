import {TOPICS, outOfRange, rightCaseOf, variableOf} from './variables.js'

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
}

/** A marker of a nested block (`c.` … `.c`) without its partner. */
export interface BlockFault {
  kind: 'unclosed' | 'unopened'
  marker: string
}

export interface ParsedParams {
  params: Param[]
  topics: number
  blockFaults: readonly BlockFault[]
}

const NO_FAULTS: readonly BlockFault[] = []

/**
 * Splits `raw` (a query string, or a form body, or both joined by `&`) into parameters, in order, repeats kept.
 * Pairs end at `&` and split at the first `=`; empty tokens are dropped. Context data blocks become dotted names:
 * `c.&cart.&id=9&.cart&.c` is `c.cart.id`, and so is the flat `c.cart.id=9` of server-side senders.
 * Source: AppMeasurement's own serialisation; "contextData" page of the implementation guide.
 */
export function parseParams(raw: string): ParsedParams {
  const params: Param[] = []
  const stack: string[] = []
  let faults: BlockFault[] | undefined
  let prefix = ''
  let topics: number = TOPICS['every-hit']
  const length = raw.length
  for (let from = 0; from < length;) {
    let to = raw.indexOf('&', from)
    if (to === -1) to = length
    if (to === from) {
      from = to + 1
      continue
    }
    let equals = raw.indexOf('=', from)
    if (equals === -1 || equals > to) equals = to
    const start = equals === to ? to : equals + 1
    const wire = nameOf(raw, from, equals)
    from = to + 1
    if (start === to && wire.length > 1) {
      if (wire.endsWith('.')) {
        stack.push(wire.slice(0, -1))
        prefix = stack.join('.') + '.'
        continue
      }
      if (wire.startsWith('.')) {
        const opened = stack.lastIndexOf(wire.slice(1))
        if (opened === -1) (faults ??= []).push({kind: 'unopened', marker: wire})
        else {
          for (const left of stack.splice(opened).slice(1)) (faults ??= []).push({kind: 'unclosed', marker: `${left}.`})
          prefix = stack.length === 0 ? '' : stack.join('.') + '.'
        }
        continue
      }
    }
    if (prefix !== '' || wire.startsWith('c.')) {
      const name = prefix + wire
      if (name.startsWith('c.')) topics |= TOPICS.contextData
      const technical = !name.startsWith('c.') || name.startsWith('c.a.')
      params.push({name, wire, start, end: to, traits: technical ? 0 : traitsOf(raw, start, to, Infinity), technical})
      continue
    }
    const known = variableOf(wire)
    if (known === undefined) {
      if (rightCaseOf(wire) !== undefined || outOfRange(wire) !== undefined) topics |= TOPICS.misnamed
      params.push({name: wire, wire, start, end: to, traits: traitsOf(raw, start, to, Infinity), technical: false})
      continue
    }
    const traits = known.technical ? 0 : traitsOf(raw, start, to, known.limit)
    if (start !== to) topics |= known.topics
    if (traits & TRAITS.dynamic) topics |= TOPICS.dynamic
    params.push({name: known.name, wire, start, end: to, traits, technical: known.technical})
  }
  for (const left of stack) (faults ??= []).push({kind: 'unclosed', marker: `${left}.`})
  if (hasRepeat(params)) topics |= TOPICS.duplicate
  return {params, topics, blockFaults: faults ?? NO_FAULTS}
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

/** Two parameters of one canonical name. A hit has few enough parameters that a set pays only past a handful. */
function hasRepeat(params: readonly Param[]): boolean {
  const seen = new Set<string>()
  for (const param of params) seen.add(param.name)
  return seen.size !== params.length
}

// One pass over the raw value with a table lookup per character: what is flagged here is looked at, everything else never is.
const PERCENT = 1
const DIGIT = 2
const CLASS = new Uint8Array(128)
const EDGE = 4
const CONTROL = 8
const AT = 16
const OTHER = 32
for (let code = 0; code < 0x20; code++) CLASS[code] = CONTROL
CLASS[0x7f] = CONTROL
for (let code = 0x30; code <= 0x39; code++) CLASS[code] = DIGIT
CLASS[0x25] = PERCENT
CLASS[0x40] = AT
CLASS[0x2b] = OTHER
for (const sign of '{[$') CLASS[sign.charCodeAt(0)] = EDGE

const HEX = new Int8Array(128).fill(-1)
for (let digit = 0; digit < 16; digit++) {
  const sign = digit.toString(16)
  HEX[sign.charCodeAt(0)] = digit
  HEX[sign.toUpperCase().charCodeAt(0)] = digit
}

function hexAt(raw: string, at: number, end: number): number {
  if (at >= end) return -1
  const code = raw.charCodeAt(at)
  return code < 128 ? (HEX[code] ?? -1) : -1
}

const BLANK = 0x20
const DYNAMIC_PREFIX = /^D(?:=|%3D)/i

function traitsOf(raw: string, start: number, end: number, limit: number): number {
  if (start === end) return 0
  let traits = end - start > limit ? TRAITS.long : 0
  let digits = 0
  let signs = 0
  let first = -1
  let last = -1
  for (let at = start; at < end; at++) {
    let code = raw.charCodeAt(at)
    let kind = code < 128 ? (CLASS[code] ?? 0) : OTHER
    if (kind === PERCENT) {
      const high = hexAt(raw, at + 1, end)
      const low = hexAt(raw, at + 2, end)
      if (high === -1 || low === -1) traits |= TRAITS.encoding
      else {
        code = high * 16 + low
        at += 2
        if (code >= 128 || code === 0x25) traits |= TRAITS.encoding
        kind = code < 128 && code !== 0x2b ? (CLASS[code] ?? 0) : 0
      }
      if (code === 0x25) signs++
    }
    if (first === -1) first = code
    last = code
    if (kind === 0) continue
    if (kind === DIGIT) digits++
    else if (kind === AT) traits |= TRAITS.at
    else if (kind === CONTROL) traits |= TRAITS.blank
    else if (kind === EDGE) signs++
    else if (kind === OTHER) traits |= TRAITS.encoding
  }
  if (first === BLANK || last === BLANK || first === 0x2b || last === 0x2b || first === 0xa0) traits |= TRAITS.blank
  if (digits >= 9) traits |= TRAITS.digits
  if (signs >= 2) traits |= TRAITS.macro
  // `u`ndefined, `n`ull, `N`aN, `[`object Object]: anything else cannot be a placeholder.
  if (end - start < 40 && (first === 0x75 || first === 0x6e || first === 0x4e || first === 0x5b || first === 0x55))
    traits |= TRAITS.placeholder
  if (first === 0x44 && DYNAMIC_PREFIX.test(raw.slice(start, start + 4))) traits |= TRAITS.dynamic
  return traits
}
