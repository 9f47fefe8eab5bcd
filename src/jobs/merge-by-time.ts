/** One thing of a stream, and where it stands in time. */
export interface Timed {
  readonly timeMs: number
}

/** Items held back per source to bring them into order: recorders write an entry when it ends, not when it began. */
const REORDER_WINDOW = 4096
const CHUNK = 1024

/**
 * Merges streams that are nearly in order of time into one. Items of one moment keep the order of the sources and, within one, of the
 * source. Each source is read as far as the merge has come plus a window of a few thousand items; what comes later than that out of order
 * is passed on when it comes. A source that fits into the window is read to its end at once, so that many small ones hold nothing open.
 */
export async function* mergeByTime<T extends Timed>(sources: readonly AsyncIterable<readonly T[]>[]): AsyncGenerator<T[]> {
  const heap: Source<T>[] = []
  for (const [rank, batches] of sources.entries()) {
    const source = new Source(batches[Symbol.asyncIterator](), rank)
    if (await source.fill()) push(heap, source)
  }
  let chunk: T[] = []
  for (let first = heap[0]; first !== undefined; first = heap[0]) {
    chunk.push(first.take())
    if (chunk.length === CHUNK) {
      yield chunk
      chunk = []
    }
    if (!first.isEmpty || (await first.fill())) siftDown(heap, 0)
    else removeFirst(heap)
  }
  if (chunk.length > 0) yield chunk
}

class Source<T extends Timed> {
  #waiting: T[] = []
  #ready: T[] = []
  #next = 0
  #ended = false

  constructor(
    readonly batches: AsyncIterator<readonly T[]>,
    readonly rank: number,
  ) {}

  get timeMs(): number {
    return this.#ready[this.#next]?.timeMs ?? Infinity
  }

  get isEmpty(): boolean {
    return this.#next >= this.#ready.length
  }

  take(): T {
    const item = this.#ready[this.#next++]
    if (item === undefined) throw new RangeError('nothing was filled in')
    return item
  }

  /** Reads on; false at the end. */
  async fill(): Promise<boolean> {
    while (!this.#ended && this.#waiting.length < 2 * REORDER_WINDOW) {
      const {value, done} = await this.batches.next()
      if (done) this.#ended = true
      else for (const item of value) this.#waiting.push(item)
    }
    this.#waiting.sort((a, b) => a.timeMs - b.timeMs)
    const size = this.#ended ? this.#waiting.length : this.#waiting.length - REORDER_WINDOW
    this.#ready = this.#waiting.slice(0, size)
    this.#waiting = this.#waiting.slice(size)
    this.#next = 0
    return size > 0
  }
}

type Heap = Source<Timed>[]

function isBefore(a: Source<Timed>, b: Source<Timed>): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.rank < b.rank)
}

function push<T extends Timed>(heap: Source<T>[], source: Source<T>): void {
  heap.push(source)
  for (let at = heap.length - 1; at > 0;) {
    const parent = (at - 1) >> 1
    if (!swapIfBefore(heap, at, parent)) return
    at = parent
  }
}

function removeFirst(heap: Heap): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  heap[0] = last
  siftDown(heap, 0)
}

function siftDown(heap: Heap, from: number): void {
  for (let at = from; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2]
    const [a, b] = [heap[left], heap[right]]
    const child = a !== undefined && b !== undefined && isBefore(b, a) ? right : left
    if (!swapIfBefore(heap, child, at)) return
    at = child
  }
}

/** Puts `child` in the place of `parent` if it comes first. */
function swapIfBefore(heap: Heap, child: number, parent: number): boolean {
  const [a, b] = [heap[child], heap[parent]]
  if (a === undefined || b === undefined || !isBefore(a, b)) return false
  heap[child] = b
  heap[parent] = a
  return true
}
