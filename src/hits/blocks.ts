/** A marker of a nested block (`c.` … `.c`) without its partner. */
export interface BlockFault {
  kind: 'unclosed' | 'unopened'
  marker: string
}

const MAX_DEPTH = 50
const MAX_FAULTS = 100
const NO_FAULTS: readonly BlockFault[] = []

/** A nested block of parameters. Captures repeat the same few from hit to hit. */
export interface Block {
  /** Index among all of them. */
  readonly id: number
  /** Of the names within, such as `c.cart.`; empty outside of any block. */
  readonly prefix: string
  readonly outer: Block | undefined
  readonly name: string
  readonly depth: number
  /** Those within, by their markers. */
  readonly inner: Map<string, Block>
}

/** What is read outside of any block. */
export const OUTSIDE: Block = {id: 0, prefix: '', outer: undefined, name: '', depth: 0, inner: new Map()}
let blocks: Block[] = [OUTSIDE]
/** Of the hit that is being read. */
let faults: BlockFault[] | undefined

/** Forgets what captures have opened. To be called between two hits. */
export function forgetBlocks(): void {
  blocks = [OUTSIDE]
  OUTSIDE.inner.clear()
}

export function blockOf(id: number): Block {
  return blocks[id] ?? OUTSIDE
}

export function isMarker(wire: string): boolean {
  return wire.length >= 2 && (wire.endsWith('.') || wire.startsWith('.'))
}

/** The block after a marker; undefined where the hit is at fault, which `take` tells. */
export function blockAfter(marker: string, block: Block): Block | undefined {
  if (marker.endsWith('.')) return block.depth >= MAX_DEPTH ? undefined : innerOf(block, marker)
  return block.outer !== undefined && block.name === marker.slice(1) ? block.outer : undefined
}

function innerOf(outer: Block, marker: string): Block {
  let block = outer.inner.get(marker)
  if (block === undefined) {
    const {depth, prefix} = outer
    block = {id: blocks.length, prefix: prefix + marker, outer, name: marker.slice(0, -1), depth: depth + 1, inner: new Map()}
    outer.inner.set(marker, block)
    blocks.push(block)
  }
  return block
}

/** The block after a marker that is not where it belongs. */
export function takeMisplaced(marker: string, innermost: Block): Block {
  if (marker.endsWith('.')) {
    fault('unclosed', marker)
    return innermost
  }
  const name = marker.slice(1)
  let block = innermost
  while (block.outer !== undefined && block.name !== name) block = block.outer
  if (block.outer === undefined) {
    fault('unopened', marker)
    return innermost
  }
  faultUnclosed(innermost, block)
  return block.outer
}

/** The hit has ended within this block: its faults. */
export function endBlocks(innermost: Block): readonly BlockFault[] {
  faultUnclosed(innermost, OUTSIDE)
  const found = faults ?? NO_FAULTS
  faults = undefined
  return found
}

/** The outermost first. */
function faultUnclosed(innermost: Block, outer: Block): void {
  const left: Block[] = []
  for (let block = innermost; block !== outer && block.outer !== undefined; block = block.outer) left.unshift(block)
  for (const {name} of left) fault('unclosed', `${name}.`)
}

function fault(kind: BlockFault['kind'], marker: string): void {
  faults ??= []
  if (faults.length < MAX_FAULTS) faults.push({kind, marker})
}
