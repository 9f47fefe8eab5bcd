import type {Readable} from 'node:stream'
import {pathToFileURL} from 'node:url'
import {join} from 'node:path'
import type {DcError} from '../errors.js'
import {isLargeFile} from '../files/large-file.js'
import type {Rule, RunContext} from '../rules/rule.js'
import type {Batch, Damage, Format} from '../sources/format.js'
import {scanOf} from '../sources/har/scans.js'
import {cutAtNewlines, readLines} from '../sources/lines.js'
import {openCaptures, type OpenedInput} from '../sources/open-captures.js'
import type {JudgeOptions} from '../validation/batch.js'
import {identify, type Selection} from '../validation/identify.js'
import {Judge} from '../validation/judge.js'
import {Repeats} from '../validation/repeats.js'
import type {InputResult, ValidationResult} from '../validation/result.js'
import {addCounts, Validation} from '../validation/validation.js'
import {ChunkJudge} from './chunk-judge.js'
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
  allBodiesMissing: boolean
  crashes: Validation['crashes']
}

const PAIR_CHUNK_BYTES = 512 * 1024

/** Reads captures as streams and judges every hit in them. Throws only when an option is wrong; unreadable inputs are part of the outcome. */
export async function validateCaptures(options: ValidateOptions): Promise<ValidateOutcome> {
  const {rules, context, cap, severities, showValues, requireEvents, selection} = options
  const opened = await openCaptures({
    paths: options.captures,
    stdin: options.stdin,
    cwd: options.cwd,
    ...(options.inputFormat !== undefined && {inputFormat: options.inputFormat}),
  })
  const judgeOptions: JudgeOptions = {context, cap, severities, showValues, requireEvents}
  const validation = new Validation({rules, context, cap, severities, showValues})
  const run: Run = {
    options,
    validation,
    repeats: new Repeats(),
    judge: new Judge(rules, judgeOptions),
    pool: undefined,
    containerDamage: false,
  }
  run.startPool = (dist) =>
    new JudgePool(takeThreads(pathToFileURL(join(dist, 'jobs', 'judge-worker.js'))), new ChunkJudge(run.judge, selection), {
      ruleIds: rules.map(({id}) => id),
      options: judgeOptions,
      selection,
    })
  const errors: DcError[] = []
  for (const note of [...(options.notes ?? []), ...opened.notes]) validation.note(note)
  if (opened.skippedFiles.length > 0) validation.note(describeSkippedFiles(opened.skippedFiles))
  try {
    for (const input of opened.inputs) {
      const result = validation.beginInput(input.name, input.format?.id ?? (input.empty ? 'empty' : 'unreadable'))
      run.repeats.nextInput()
      if (input.error === undefined) await readInput(input, result, run)
      else {
        errors.push(input.error)
        result.damaged.push({record: null, reason: input.error.message})
      }
      for (const note of input.notes) validation.note(`${input.name}: ${note}`)
      validation.endInput(result)
      await input.close()
    }
  } finally {
    await run.pool?.close()
  }
  const result = validation.finish()
  for (const input of result.inputs) input.skipped = sorted(input.skipped)
  return {
    result,
    errors,
    damaged: run.containerDamage || errors.length > 0,
    eventsSeen: validation.eventsSeen,
    suitesSeen: validation.suitesSeen,
    allBodiesMissing: validation.allBodiesMissing,
    crashes: validation.crashes,
  }
}

interface Run {
  options: ValidateOptions
  validation: Validation
  repeats: Repeats
  judge: Judge
  pool: JudgePool | undefined
  startPool?: (dist: string) => JudgePool
  containerDamage: boolean
}

async function readInput(input: OpenedInput, result: InputResult, run: Run): Promise<void> {
  const {format} = input
  if (format === undefined) return
  try {
    if (format.kind === 'lines' && run.options.dist !== undefined && isWorthThreads(input)) {
      run.pool ??= run.startPool?.(run.options.dist)
      await readWithThreads(input, result, run, format.id)
    } else {
      for await (const batch of batchesOf(input, format, run)) {
        addDamage(result, run, batch.damaged)
        addCounts(result.skipped, batch.skipped ?? {})
        const identified = identify(batch.requests, run.options.selection, run.judge.watch)
        addCounts(result.skipped, identified.skipped)
        result.requests += identified.requests + sumOf(batch.skipped)
        run.validation.addBatch(result, run.judge.judge(identified, run.repeats.decide(identified.columns)))
        showProgress(result, run)
      }
    }
  } catch (error) {
    if (!isReadError(error)) throw error
    addDamage(result, run, [{record: null, reason: `reading stopped: ${error.message}`, container: true}])
  }
  addDamage(result, run, input.damaged)
}

/** A large HAR is read by a thread while its hits are judged here. Requests that are no hits are then only counted, unless a rule watches for some. */
function batchesOf(input: OpenedInput, format: Format, {options: {dist}, judge}: Run): AsyncIterable<Batch> {
  if (format.kind === 'lines') return readLines(format, input.open())
  const {plainPath, sizeBytes = 0} = input
  if (format.id !== 'har' || dist === undefined || plainPath === undefined || !isLargeFile(plainPath, sizeBytes))
    return format.open(input.open())
  const worker = pathToFileURL(join(dist, 'sources', 'har', 'scan-worker.js'))
  return scanOf(plainPath, worker).batches({file: input.index, strangers: judge.watch !== undefined})
}

async function readWithThreads(input: OpenedInput, result: InputResult, run: Run, formatId: string): Promise<void> {
  if (run.pool === undefined) return
  const chunks = cutAtNewlines(input.open().bytes, PAIR_CHUNK_BYTES)
  for await (const {identified, result: judged} of run.pool.judge(chunks, formatId, input.index, run.repeats)) {
    addDamage(result, run, identified.damaged)
    addCounts(result.skipped, identified.skipped ?? {})
    addCounts(result.skipped, identified.notHits)
    result.requests += identified.requests + sumOf(identified.skipped)
    run.validation.addBatch(result, judged)
    showProgress(result, run)
  }
}

function showProgress(result: InputResult, run: Run): void {
  run.options.onProgress(() => `${result.path}: ${result.requests} requests, ${result.hits} hits`)
}

function isWorthThreads({sizeBytes = 0, name}: OpenedInput): boolean {
  return isLargeFile(name, sizeBytes)
}

/** Bad records named one by one in the result; the rest are counted in the last line. */
const MOST_DAMAGE_NAMED = 100

function addDamage(result: InputResult, run: Run, damaged: readonly Damage[] | undefined): void {
  for (const {record, reason, container} of damaged ?? []) {
    if (container) run.containerDamage = true
    else addCounts(result.skipped, {'damaged-record': 1})
    if (!container) result.requests++
    if (result.damaged.length < MOST_DAMAGE_NAMED || container) result.damaged.push({record, reason})
  }
}

/** By reason, whatever thread counted first. */
function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function sumOf(counts: Readonly<Record<string, number>> | undefined): number {
  return Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)
}

function describeSkippedFiles(files: readonly {name: string; looksLike: string}[]): string {
  const named = files.slice(0, 5).map(({name, looksLike}) => `${name} (${looksLike})`)
  const more = files.length - named.length
  return `${files.length === 1 ? 'one file is no capture and was' : `${files.length} files are no captures and were`} left out: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Errors of the file system or a pipe while reading; anything else is a defect. */
function isReadError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}
