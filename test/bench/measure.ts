import {spawn} from 'node:child_process'
import {existsSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

export interface Measured {
  /** Wall time of the whole process. */
  seconds: number
  /** Peak resident memory; 0 when not asked for. */
  megabytes: number
  exitCode: number | null
}

/** Runs `node` with these arguments, its output thrown away. */
export async function measure(args: readonly string[], options: {memory: boolean}): Promise<Measured> {
  const memoryFile = join(tmpdir(), `dc-bench-memory-${process.pid}`)
  const preload = options.memory ? ['--import', new URL('report-memory.mjs', import.meta.url).href] : []
  const started = process.hrtime.bigint()
  const child = spawn(process.execPath, [...preload, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {...process.env, DC_BENCH_MEMORY: memoryFile},
  })
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  const megabytes = existsSync(memoryFile) ? Number(readFileSync(memoryFile, 'utf8')) / 1024 : 0
  rmSync(memoryFile, {force: true})
  return {seconds, megabytes, exitCode}
}

export interface Compared {
  subject: Measured
  base: Measured
  /** Median of the ratios, run by run: both sides of a pair see the same machine. */
  timeRatio: number
}

/** Runs subject and base in turn, `runs` times after one warm-up each, and takes medians. */
export async function compare(
  subject: readonly string[],
  base: readonly string[],
  options: {runs: number; memory: boolean},
): Promise<Compared> {
  const pairs: {subject: Measured; base: Measured}[] = []
  for (let run = 0; run <= options.runs; run++) {
    const pair = {base: await measure(base, options), subject: await measure(subject, options)}
    if (pair.base.exitCode !== 0) throw new Error(`node ${base.join(' ')} exited with ${pair.base.exitCode}`)
    if (pair.subject.exitCode !== 0) throw new Error(`node ${subject.join(' ')} exited with ${pair.subject.exitCode}`)
    if (run > 0) pairs.push(pair)
  }
  return {
    subject: medianOf(pairs.map((pair) => pair.subject)),
    base: medianOf(pairs.map((pair) => pair.base)),
    timeRatio: median(pairs.map((pair) => pair.subject.seconds / pair.base.seconds)),
  }
}

function medianOf(measured: readonly Measured[]): Measured {
  return {seconds: median(measured.map(({seconds}) => seconds)), megabytes: median(measured.map(({megabytes}) => megabytes)), exitCode: 0}
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
