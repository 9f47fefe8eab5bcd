import {fileURLToPath} from 'node:url'
import {Config} from '@oclif/core'
import {vi} from 'vitest'
import Diagnose from '../../src/commands/diagnose.js'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'

/** `dc diagnose` run in this process: as fast as a function, through the command all the same. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
let config: Promise<Config> | undefined

export interface DiagnoseRun {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** The clock, ISO 8601; it stands still. Default: the real one. */
  readonly now?: string
}

/** Runs the command in a working directory, at a time, without a terminal. Not two at once: directory, clock and streams are the process's. */
export async function runDiagnose(args: readonly string[], {cwd, env = {}, now}: RunOptions): Promise<DiagnoseRun> {
  config ??= Config.load({root: ROOT})
  const loaded = await config
  const was = {cwd: process.cwd(), env: {...process.env}, exitCode: process.exitCode}
  const written = {stdout: '', stderr: ''}
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk: string | Uint8Array) => {
      written[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
      return true
    }),
  )
  for (const name of ['DC_WORKSPACE', 'SSH_AUTH_SOCK', 'FORCE_COLOR', 'NO_COLOR', 'DEBUG']) delete process.env[name]
  Object.assign(process.env, env)
  if (now !== undefined) vi.useFakeTimers({toFake: ['Date'], now: new Date(now)})
  process.chdir(cwd)
  process.exitCode = 0
  try {
    await Diagnose.run([...args], loaded)
    return {exitCode: process.exitCode, ...written}
  } finally {
    process.chdir(was.cwd)
    process.env = was.env
    process.exitCode = was.exitCode
    vi.useRealTimers()
    for (const spy of spies) spy.mockRestore()
  }
}

/** The same with `--json`. @throws Error where it prints an error instead of a diagnosis */
export async function diagnoseJson(args: readonly string[], options: RunOptions): Promise<{exitCode: number; diagnosis: Diagnosis}> {
  const {exitCode, stdout, stderr} = await runDiagnose([...args, '--json'], options)
  const printed = JSON.parse(stdout) as Diagnosis | {error: {message: string}}
  if ('error' in printed) throw new Error(`dc diagnose failed: ${printed.error.message}`)
  if (stderr !== '') throw new Error(`dc diagnose --json wrote to stderr: ${stderr}`)
  return {exitCode, diagnosis: printed}
}
