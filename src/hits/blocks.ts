import type {Token} from './tokens.js'
import {nameOfUnknown, outOfRange, rightCaseOf, TOPICS, type NamePlace, type ParamName} from './variables.js'

/** A marker of a nested block (`c.` … `.c`) without its partner. */
export interface BlockFault {
  kind: 'unclosed' | 'unopened'
  marker: string
}

const MAX_DEPTH = 50
const MAX_FAULTS = 100
/** Blocks and names kept from hit to hit. */
const MANY_NAMES = 4096
const NO_FAULTS: readonly BlockFault[] = []

/** Blocks whose contents Adobe's own code fills: customer IDs, client hints, Audience Manager settings. */
const ADOBE_BLOCK = /^(?:cid|h|d)\./

/** Places of names that Adobe does not know, by canonical name: `c.cart.id` may be written in a block or flat. */
let places = new Map<string, NamePlace>()
let kept = 0

/** Names repeat from hit to hit: what one means within a block is worked out once, and equal names are one object. */
class Block {
  readonly #inner = new Map<Token, Block>()
  readonly #names = new Map<Token, ParamName>()

  /** `prefix`: of the names within, such as `c.cart.`; empty outside of any block. */
  constructor(
    readonly prefix: string,
    readonly outer: Block | undefined,
    readonly name: string,
    readonly depth: number,
  ) {}

  open(marker: Token): Block {
    let block = this.#inner.get(marker)
    if (block === undefined) {
      block = new Block(this.prefix + marker.wire, this, marker.wire.slice(0, -1), this.depth + 1)
      this.#inner.set(marker, block)
      kept++
    }
    return block
  }

  nameOf(token: Token): ParamName {
    let name = this.#names.get(token)
    if (name === undefined) {
      name = readStrangeName(this.prefix, token.wire)
      this.#names.set(token, name)
      kept++
    }
    return name
  }
}

let outside = new Block('', undefined, '', 0)

/** Place of a name that Adobe does not know; undefined when no capture has had it. */
export function strangePlaceOf(name: string): NamePlace | undefined {
  return places.get(name)
}

function readStrangeName(prefix: string, wire: string): ParamName {
  const name = prefix === '' ? nameOfUnknown(wire) : prefix + wire
  const isContext = name.startsWith('c.')
  const isMisnamed = prefix === '' && (rightCaseOf(wire) !== undefined || outOfRange(wire) !== undefined)
  const technical = isContext ? name.startsWith('c.a.') : prefix !== '' || ADOBE_BLOCK.test(name)
  const place = places.get(name) ?? {reading: 0, at: 0}
  places.set(name, place)
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

/** The blocks of one hit that are open. */
export class Blocks {
  #innermost = outside
  #faults: BlockFault[] | undefined

  /** To be made between two hits: what captures have named is bounded there, since what is read of one hit must not change. */
  constructor() {
    if (kept <= MANY_NAMES) return
    places = new Map()
    kept = 0
    this.#innermost = outside = new Block('', undefined, '', 0)
  }

  /** What a parameter is called here. */
  nameOf(token: Token): ParamName {
    if (this.#innermost === outside && token.variable !== undefined) return token.variable
    return this.#innermost.nameOf(token)
  }

  /** Takes a token without a value; true when it is a marker, and not a parameter. */
  take(token: Token): boolean {
    const {wire} = token
    if (wire.length < 2) return false
    if (wire.endsWith('.')) {
      if (this.#innermost.depth >= MAX_DEPTH) this.#fault('unclosed', wire)
      else this.#innermost = this.#innermost.open(token)
      return true
    }
    if (!wire.startsWith('.')) return false
    this.#close(wire)
    return true
  }

  #close(marker: string): void {
    const name = marker.slice(1)
    let block: Block | undefined = this.#innermost
    const left: Block[] = []
    for (; block.outer !== undefined && block.name !== name; block = block.outer) left.unshift(block)
    if (block.outer === undefined) return this.#fault('unopened', marker)
    for (const unclosed of left) this.#fault('unclosed', `${unclosed.name}.`)
    this.#innermost = block.outer
  }

  /** The hit has ended. */
  end(): readonly BlockFault[] {
    const left: Block[] = []
    for (let block: Block = this.#innermost; block.outer !== undefined; block = block.outer) left.unshift(block)
    for (const unclosed of left) this.#fault('unclosed', `${unclosed.name}.`)
    return this.#faults ?? NO_FAULTS
  }

  #fault(kind: BlockFault['kind'], marker: string): void {
    this.#faults ??= []
    if (this.#faults.length < MAX_FAULTS) this.#faults.push({kind, marker})
  }
}
