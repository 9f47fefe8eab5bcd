import type {Readable} from 'node:stream'
import type {DcError} from '../errors.js'
import type {CapturedRequest} from '../hits/captured-request.js'
import {decodeHit, type Hit} from '../hits/hit.js'
import {readLines} from '../sources/lines.js'
import {openCaptures, type OpenedInput} from '../sources/open-captures.js'
import {identify, type IdentityColumns} from '../validation/identify.js'
import {FATE, Repeats} from '../validation/repeats.js'
import type {InputResult} from '../validation/result.js'
import {addCounts} from '../validation/validation.js'
import {addDamage, addRead, damageOfReading, formatIdOf} from './input-result.js'
import {mergeByTime, type Timed} from './merge-by-time.js'

export interface HitsInOrderOptions<T> {
  /** Files, folders, globs, `-`. */
  readonly captures: readonly string[]
  readonly inputFormat?: string
  /** Absolute. */
  readonly cwd: string
  readonly stdin: Readable
  /** What is kept of a hit, and its place in the stream; undefined drops the hit before repeats are looked for. */
  readonly keep: (hit: Hit) => (Timed & {readonly value: T}) | undefined
  /** A cheap look before a hit is decoded: false drops it. */
  readonly isWanted?: (request: CapturedRequest) => boolean
  readonly onHit: (value: T) => void
  readonly onProgress: (text: () => string) => void
}

export interface HitsRead {
  /** In the order in which they were named. */
  readonly inputs: InputResult[]
  /** Inputs that could not be read at all. */
  readonly errors: DcError[]
  /** Some container was broken or cut, or a file among others could not be read. */
  readonly damaged: boolean
  readonly notes: string[]
}

/** A kept hit with what tells repeats apart. */
interface Kept<T> extends Timed {
  readonly value: T
  readonly file: number
  readonly identity: Readonly<Record<keyof IdentityColumns, number>>
}

/**
 * Reads several captures as one stream in order of time, whatever order they are named in. A 302 and its repeat are one hit, and so is a
 * request that was recorded twice, in one capture or in two. Memory: a window of a few thousand hits per capture (see `mergeByTime`).
 * Throws only when an option is wrong; unreadable inputs are part of the outcome.
 */
export async function readHitsInOrder<T>(options: HitsInOrderOptions<T>): Promise<HitsRead> {
  const {captures, cwd, stdin, inputFormat} = options
  const opened = await openCaptures({paths: captures, stdin, cwd, ...(inputFormat !== undefined && {inputFormat})})
  const run = new Run(options)
  if (opened.skippedFiles.length > 0)
    run.notes.push(`left out, because they are no captures: ${opened.skippedFiles.map(({name}) => name).join(', ')}`)
  run.notes.push(...opened.notes)
  const sources = opened.inputs.map((input) => ({name: input.name, batches: run.read(input, run.begin(input))}))
  // By name, so that the order in which captures are named decides nothing.
  const ordered = sources.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for await (const chunk of mergeByTime(ordered.map(({batches}) => batches))) run.pass(chunk)
  return run
}

class Run<T> implements HitsRead {
  readonly inputs: InputResult[] = []
  readonly errors: DcError[] = []
  readonly notes: string[] = []
  damaged = false
  readonly #repeats = new Repeats()

  constructor(readonly options: HitsInOrderOptions<T>) {}

  begin(input: OpenedInput): InputResult {
    const result: InputResult = {path: input.name, format: formatIdOf(input), requests: 0, hits: 0, merged: 0, skipped: {}, damaged: []}
    this.inputs.push(result)
    return result
  }

  async *read(input: OpenedInput, result: InputResult): AsyncGenerator<Kept<T>[]> {
    const {format, error} = input
    try {
      if (error !== undefined) {
        this.errors.push(error)
        this.damaged = true
        result.damaged.push({record: null, reason: error.message})
      }
      if (format === undefined) return
      const capture = input.open()
      for await (const batch of format.kind === 'lines' ? readLines(format, capture) : format.open(capture)) {
        this.#noteDamage(addRead(result, {...batch, requests: batch.requests.length}))
        yield this.#keep(batch.requests, input.index, result)
        this.options.onProgress(() => `${result.path}: ${result.requests} requests, ${result.hits} hits`)
      }
    } catch (failure) {
      this.#noteDamage(addDamage(result, [damageOfReading(failure)]))
    } finally {
      this.#noteDamage(addDamage(result, input.damaged))
      for (const note of input.notes) this.notes.push(`${input.name}: ${note}`)
      await input.close()
    }
  }

  #keep(requests: CapturedRequest[], file: number, result: InputResult): Kept<T>[] {
    const {hits, skipped, columns} = identify(requests, {suites: [], hosts: []})
    addCounts(result.skipped, skipped)
    const kept: Kept<T>[] = []
    for (const [at, request] of hits.entries()) {
      result.hits++
      if (this.options.isWanted?.(request) === false) continue
      const hit = decodeHit(request)
      const entry = hit && this.options.keep(hit)
      if (entry !== undefined) kept.push({...entry, file, identity: identityAt(columns, at)})
    }
    return kept
  }

  /** Hits in order of time: repeats are told apart, the rest is passed on. */
  pass(chunk: readonly Kept<T>[]): void {
    const {fate} = this.#repeats.decide(columnsOf(chunk))
    for (const [at, {value, file}] of chunk.entries()) {
      const input = this.inputs[file]
      if (fate[at] !== FATE.merged && fate[at] !== FATE.recordedTwice) this.options.onHit(value)
      else if (input !== undefined) {
        input.hits--
        if (fate[at] === FATE.merged) input.merged++
        else addCounts(input.skipped, {'recorded-twice': 1})
      }
    }
  }

  #noteDamage(isContainerDamaged: boolean): void {
    this.damaged ||= isContainerDamaged
  }
}

function identityAt(columns: IdentityColumns, at: number): Kept<unknown>['identity'] {
  const valueOf = (column: keyof IdentityColumns) => columns[column][at] ?? 0
  return {
    record: valueOf('record'),
    pair: valueOf('pair'),
    exact: valueOf('exact'),
    content: valueOf('content'),
    timeMs: valueOf('timeMs'),
    afterRedirect: valueOf('afterRedirect'),
  }
}

function columnsOf(chunk: readonly Kept<unknown>[]): IdentityColumns {
  const column = (name: keyof IdentityColumns) => Float64Array.from(chunk, ({identity}) => identity[name])
  return {
    record: column('record'),
    pair: column('pair'),
    exact: column('exact'),
    content: column('content'),
    timeMs: column('timeMs'),
    afterRedirect: Uint8Array.from(chunk, ({identity}) => identity.afterRedirect),
  }
}
