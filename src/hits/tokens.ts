import {BEYOND_ASCII} from './raw-bytes.js'
import {blockAfter, blockOf, forgetBlocks, isMarker, OUTSIDE, takeMisplaced, type Block} from './blocks.js'
import {decodeName} from './decode-text.js'
import {AT, FOUND, LONGEST_NAME, MANY_TOKENS, numberAt, PLACE_BYTES, TOKEN, TOKEN_BYTES, VIEW} from './pair-memory.js'
import {
  nameOfUnknown,
  outOfRange,
  PLACE_COUNT,
  placeOf,
  rightCaseOf,
  TOPICS,
  variableOf,
  WIRE_VARIABLES,
  type ParamName,
} from './variables.js'

/**
 * What stands before `=` or between two `&`, by the block it stands in. A hit has fifty of them, and nearly all were seen before: `pairs.wat` finds
 * those by their bytes, without a string, and asks here for all others.
 */
interface Token {
  /** As text, decoded. */
  wire: string
  /** What it is called there. */
  name: ParamName
}

/** What the flags of a token say, see `pairs.wat`. */
export const SEEN = {marker: 1, technical: 2, siteText: 4, fills: 8, countsEmpty: 16, known: 32, opens: 64, closes: 128} as const

const NO_LIMIT = 0x7fff_ffff
const HEAD_BYTES = 8
const ENCODER = new TextEncoder()
const OPENING = placeOf('AQB')
const CLOSING = placeOf('AQE')
/** Blocks whose contents Adobe's own code fills: customer IDs, client hints, Audience Manager settings. */
const ADOBE_BLOCK = /^(?:cid|h|d)\./

/** Hash table with open addressing, half full at most: number of the token and one, 0 for none. */
const slots = new Int32Array(32_768)
/** By number. */
let tokens: Token[] = []
/** Bytes of names. */
let namesEnd: number = AT.names
/** Places of names that Adobe does not know, by canonical name: `c.cart.id` may be written in a block or flat. */
const strangePlaces = new Map<string, number>()
forgetTokens()

/** Forgets what captures have named; what Adobe names stays. */
function forgetTokens(): void {
  forgetBlocks()
  strangePlaces.clear()
  slots.fill(0)
  namesEnd = AT.names
  tokens = []
  VIEW.numbers[numberAt(AT.found) + FOUND.lastToken] = AT.tokens
  for (const {wire} of WIRE_VARIABLES) {
    const bytes = ENCODER.encode(wire)
    keep(addToken(wire, OUTSIDE), bytes, slotOf(hashOf(bytes), OUTSIDE.id))
  }
}

/** To be called between two hits, since what is read of one must not change: names come from captures, and a hostile one has no end of them. */
export function boundTokens(): void {
  if (tokens.length > MANY_TOKENS) forgetTokens()
}

export function nameOfToken(number: number): ParamName | undefined {
  return tokens[number]?.name
}

/** True for a variable under a name that Adobe knows, outside of any block. */
export function isKnownToken(number: number): boolean {
  return ((VIEW.numbers[numberAt(addressOf(number)) + TOKEN.flags] ?? 0) & SEEN.known) !== 0
}

/** Index of the place of a canonical name; undefined where neither Adobe nor the capture has it. */
export function placeOfName(name: string): number | undefined {
  return placeOf(name) ?? strangePlaces.get(name)
}

/**
 * Address of the token of the name in [start, end) of the memory. `hash` of its bytes; `high`: all of them combined by `or`. `textOf` gives the
 * name as text.
 */
export function lookUp(
  start: number,
  end: number,
  hash: number,
  high: number,
  blockId: number,
  textOf: (start: number, end: number) => string,
): number {
  const slot = slotOf(hash, blockId)
  for (let at = slot; ; at = (at + 1) % slots.length) {
    const entry = slots[at] ?? 0
    if (entry === 0) break
    const address = addressOf(entry - 1)
    if (isToken(address, start, end, blockId)) return address
  }
  const number = addToken(decodeName(textOf(start, end)), blockOf(blockId))
  // Beyond ASCII a byte stands for any character, and so for no name.
  if (high < BEYOND_ASCII && end - start <= LONGEST_NAME) keep(number, VIEW.bytes.subarray(start, end), slot)
  return addressOf(number)
}

/** Id of the block after a marker that is not where it belongs. `address` of its token. */
export function take(address: number, blockId: number): number {
  return takeMisplaced(tokens[(address - AT.tokens) / TOKEN_BYTES]?.wire ?? '', blockOf(blockId)).id
}

/** Adds a token that is found by nobody. Returns its number. */
function addToken(wire: string, block: Block): number {
  const variable = variableOf(wire)
  const name = block === OUTSIDE && variable !== undefined ? variable : readStrangeName(block.prefix, wire)
  const number = tokens.push({wire, name}) - 1
  const {numbers} = VIEW
  const at = numberAt(addressOf(number))
  numbers.fill(0, at, at + numberAt(TOKEN_BYTES))
  numbers[at + TOKEN.block] = block.id
  numbers[at + TOKEN.after] = isMarker(wire) ? (blockAfter(wire, block)?.id ?? -1) : 0
  numbers[at + TOKEN.flags] = flagsOf(wire, name, variable)
  numbers[at + TOKEN.topics] = name.topics
  numbers[at + TOKEN.limit] = Math.min(name.limit, NO_LIMIT)
  numbers[at + TOKEN.place] = AT.places + name.place * PLACE_BYTES
  numbers[at + TOKEN.number] = number
  return number
}

function flagsOf(wire: string, name: ParamName, variable: ParamName | undefined): number {
  const isFraming = variable?.technical === true
  return (
    (isMarker(wire) ? SEEN.marker : 0) |
    (name.technical ? SEEN.technical : SEEN.fills) |
    (name.isSiteText ? SEEN.siteText : 0) |
    (name === variable ? SEEN.known : SEEN.countsEmpty) |
    (isFraming && name.place === OPENING ? SEEN.opens : 0) |
    // An unclosed block swallows what follows it; the closing token tells all the same that nothing was cut.
    (isFraming && variable.place === CLOSING ? SEEN.closes : 0)
  )
}

/** Keeps a token with the bytes of its name, so that it is found by them. `slot`: see `slotOf`. */
function keep(number: number, bytes: Uint8Array, slot: number): void {
  let free = slot
  while (slots[free] !== 0) free = (free + 1) % slots.length
  slots[free] = number + 1
  const address = addressOf(number)
  VIEW.bytes.set(bytes.subarray(0, HEAD_BYTES), address)
  VIEW.bytes.fill(0xff, address + HEAD_BYTES, address + HEAD_BYTES + Math.min(bytes.length, HEAD_BYTES))
  VIEW.bytes.set(bytes, namesEnd)
  VIEW.numbers[numberAt(address) + TOKEN.nameAt] = namesEnd
  VIEW.numbers[numberAt(address) + TOKEN.length] = bytes.length
  namesEnd += bytes.length
}

function readStrangeName(prefix: string, wire: string): ParamName {
  const name = prefix === '' ? nameOfUnknown(wire) : prefix + wire
  const isContext = name.startsWith('c.')
  const isMisnamed = prefix === '' && (rightCaseOf(wire) !== undefined || outOfRange(wire) !== undefined)
  const technical = isContext ? name.startsWith('c.a.') : prefix !== '' || ADOBE_BLOCK.test(name)
  const place = strangePlaces.get(name) ?? PLACE_COUNT + strangePlaces.size
  strangePlaces.set(name, place)
  return {
    wire,
    name,
    topics: isContext ? TOPICS.contextData : isMisnamed ? TOPICS.misnamed : 0,
    limit: Infinity,
    technical,
    isSiteText: isContext && !technical,
    hash: undefined,
    place,
  }
}

function isToken(address: number, start: number, end: number, blockId: number): boolean {
  const {bytes, numbers} = VIEW
  const at = numberAt(address)
  const length = end - start
  if (numbers[at + TOKEN.length] !== length || numbers[at + TOKEN.block] !== blockId) return false
  const name = numbers[at + TOKEN.nameAt] ?? 0
  for (let index = 0; index < length; index++) if (bytes[start + index] !== bytes[name + index]) return false
  return true
}

function addressOf(number: number): number {
  return AT.tokens + number * TOKEN_BYTES
}

/** As in `pairs.wat`. */
function hashOf(bytes: Uint8Array): number {
  return bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 0)
}

/** Where a name of that hash is looked for first. */
function slotOf(hash: number, blockId: number): number {
  return ((hash ^ Math.imul(blockId, 0x9e3779b1)) >>> 0) % slots.length
}
