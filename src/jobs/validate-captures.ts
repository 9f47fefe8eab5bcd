import type {Readable} from 'node:stream'
import {pathToFileURL} from 'node:url'
import {join} from 'node:path'
import type {DcError} from '../errors.js'
import {isLargeFile} from '../files/large-file.js'
import type {Rule, RunContext} from '../rules/rule.js'
import type {Batch, Format} from '../sources/format.js'
import {scanOf} from '../sources/har/scan-thread.js'
import {cutAtNewlines, readLines} from '../sources/lines.js'
import {openCaptures, type OpenedInput} from '../sources/open-captures.js'
import type {JudgeOptions} from '../validation/batch.js'
import {identify, type Selection} from '../validation/identify.js'
import {Judge} from '../validation/judge.js'
import {Repeats} from '../validation/repeats.js'
import type {InputResult, ValidationResult} from '../validation/result.js'
import {addCounts, Validation} from '../validation/validation.js'
import {ChunkJudge} from './chunk-judge.js'
import {addDamage, addRead, damageOfReading, formatIdOf} from './input-result.js'
import {JudgePool} from './judge-pool.js'
import {takeThreads} from './judge-thread.js'

export interface ValidateOptions {
  /** Files, folders, globs, `-`. */
  captures: readonly string[]
  inputFormat?: string
  rules: readonly Rule[]
  context: RunContext
  severities: JudgeOptions['severities']
  selection: Selection
  cap: number
  showValues: boolean
  requireEvents: readonly string[]
  cwd: string
  stdin: Readable
  /** Folder of the built `dc`; threads start from there. Undefined when running from source: one thread. */
  dist: string | undefined
  onProgress: (text: () => string) => void
  /** What the user should know besides, said first in the result. */
  notes?: readonly string[]
}

export interface ValidateOutcome {
  result: ValidationResult
  /** Inputs that could not be read at all. */
  errors: DcError[]
  /** Some container was broken or cut, or a file among others could not be read. */
  damaged: boolean
  eventsSeen: ReadonlySet<string>
  suitesSeen: ReadonlySet<string>
  /** Hits without their parameters in the capture. */
  bodiless: number
  crashes: Validation['crashes']
}

/** Small enough that memory stays flat with several chunks in every thread, large enough that few messages cross between them. */
const CHUNK_BYTES = 512 * 1024

/**
 * Reads captures as streams and judges every hit in them. Throws only when an option is wrong; unreadable inputs are part of the outcome.
 *
 * A batch of requests goes three steps, whichever way it is read:
 * 1. `identify` (any thread): which requests are hits, and the numbers by which repeats are told;
 * 2. `Repeats.decide` (this thread, in the order of the captures): what becomes of each hit;
 * 3. `Judge` (any thread): the rules, whose findings and facts `Validation` adds up (this thread, in order again; session rules run here).
 *
 * There are three ways to read: a large capture of lines is cut into chunks that all threads take through steps 1 and 3 (`JudgePool`), a large HAR
 * is scanned by a thread of its own and judged here (`HarScan`), all else is read and judged here.
 */
export async function validateCaptures(options: ValidateOptions): Promise<ValidateOutcome> {
  const {inputs, notes, skippedFiles} = await openCaptures({
    paths: options.captures,
    stdin: options.stdin,
    cwd: options.cwd,
    ...(options.inputFormat !== undefined && {inputFormat: options.inputFormat}),
  })
  const run = new Run(options)
  for (const note of [...(options.notes ?? []), ...notes]) run.validation.note(note)
  if (skippedFiles.length > 0) run.validation.note(describeSkippedFiles(skippedFiles))
  try {
    for (const input of inputs) await run.add(input)
  } finally {
    await run.close()
  }
  return run.finish()
}

/** The captures of one run, one after the other. */
class Run {
  readonly validation: Validation
  readonly #options: ValidateOptions
  readonly #judgeOptions: JudgeOptions
  readonly #judge: Judge
  readonly #repeats = new Repeats()
  readonly #errors: DcError[] = []
  #pool: JudgePool | undefined
  #isDamaged = false

  constructor(options: ValidateOptions) {
    const {rules, context, cap, severities, showValues, requireEvents} = options
    this.#options = options
    this.#judgeOptions = {context, cap, severities, showValues, requireEvents}
    this.#judge = new Judge(rules, this.#judgeOptions)
    this.validation = new Validation({rules, context, cap, severities, showValues})
  }

  async add(input: OpenedInput): Promise<void> {
    const result = this.validation.beginInput(input.name, formatIdOf(input))
    this.#repeats.nextInput()
    if (input.error === undefined) await this.#read(input, result)
    else {
      this.#errors.push(input.error)
      result.damaged.push({record: null, reason: input.error.message})
    }
    for (const note of input.notes) this.validation.note(`${input.name}: ${note}`)
    this.validation.endInput(result)
    await input.close()
  }

  async close(): Promise<void> {
    await this.#pool?.close()
  }

  finish(): ValidateOutcome {
    const result = this.validation.finish()
    for (const input of result.inputs) input.skipped = sorted(input.skipped)
    const {eventsSeen, suitesSeen, bodiless, crashes} = this.validation
    const damaged = this.#isDamaged || this.#errors.length > 0
    return {result, errors: this.#errors, damaged, eventsSeen, suitesSeen, bodiless, crashes}
  }

  async #read(input: OpenedInput, result: InputResult): Promise<void> {
    const {format} = input
    if (format === undefined) return
    try {
      const pool = this.#poolFor(input, format)
      if (pool === undefined) await this.#readHere(input, format, result)
      else await this.#readWith(pool, input, format, result)
    } catch (error) {
      this.#noteDamage(addDamage(result, [damageOfReading(error)]))
    }
    this.#noteDamage(addDamage(result, input.damaged))
  }

  async #readHere(input: OpenedInput, format: Format, result: InputResult): Promise<void> {
    for await (const batch of this.#batchesOf(input, format)) {
      const identified = identify(batch.requests, this.#options.selection, this.#judge.watch)
      this.#noteDamage(addRead(result, {...batch, requests: identified.requests}))
      addCounts(result.skipped, identified.skipped)
      this.validation.addBatch(result, this.#judge.judge(identified, this.#repeats.decide(identified.columns)))
      this.#showProgress(result)
    }
  }

  /** A large HAR is read by a thread while its hits are judged here. Requests that are no hits are then only counted, unless a rule watches for some. */
  #batchesOf(input: OpenedInput, format: Format): AsyncIterable<Batch> {
    if (format.kind === 'lines') return readLines(format, input.open())
    const {plainPath, sizeBytes = 0} = input
    const {dist} = this.#options
    if (format.id !== 'har' || dist === undefined || plainPath === undefined || !isLargeFile(plainPath, sizeBytes))
      return format.open(input.open())
    const worker = pathToFileURL(join(dist, 'sources', 'har', 'scan-worker.js'))
    return scanOf(plainPath, worker).batches({file: input.index, strangers: this.#judge.watch !== undefined})
  }

  /** Undefined for a capture that is not cut into chunks, or is not worth it. Threads that have started stay for the captures that follow. */
  #poolFor({name, sizeBytes = 0}: OpenedInput, format: Format): JudgePool | undefined {
    const {dist, rules, selection} = this.#options
    if (format.kind !== 'lines' || dist === undefined || !isLargeFile(name, sizeBytes)) return undefined
    this.#pool ??= new JudgePool(
      takeThreads(pathToFileURL(join(dist, 'jobs', 'judge-worker.js'))),
      new ChunkJudge(this.#judge, selection),
      {ruleIds: rules.map(({id}) => id), options: this.#judgeOptions, selection},
    )
    return this.#pool
  }

  async #readWith(pool: JudgePool, input: OpenedInput, format: Format, result: InputResult): Promise<void> {
    const chunks = cutAtNewlines(input.open().bytes, CHUNK_BYTES)
    for await (const {identified, result: judged} of pool.judge(chunks, format.id, input.index, this.#repeats)) {
      this.#noteDamage(addRead(result, identified))
      addCounts(result.skipped, identified.notHits)
      this.validation.addBatch(result, judged)
      this.#showProgress(result)
    }
  }

  #noteDamage(isContainerDamaged: boolean): void {
    this.#isDamaged ||= isContainerDamaged
  }

  #showProgress(result: InputResult): void {
    this.#options.onProgress(() => `${result.path}: ${result.requests} requests, ${result.hits} hits`)
  }
}

/** By reason, whatever thread counted first. */
function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function describeSkippedFiles(files: readonly {name: string; looksLike: string}[]): string {
  const named = files.slice(0, 5).map(({name, looksLike}) => `${name} (${looksLike})`)
  const more = files.length - named.length
  return `${files.length === 1 ? 'one file is no capture and was' : `${files.length} files are no captures and were`} left out: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
