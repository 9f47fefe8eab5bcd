import {spawn} from 'node:child_process'
import {fileURLToPath} from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

export interface DcRun {
  exitCode: number | null
  stdout: string
  stderr: string
}

export interface DcOptions {
  /** Added to a clean environment: no colour settings of whoever runs the tests. */
  env?: Record<string, string>
  input?: string | Uint8Array
  cwd?: string
  nodeArgs?: string[]
}

/** Runs the built `dc` as a user's shell would, without a terminal. */
export async function runDc(args: readonly string[], options: DcOptions = {}): Promise<DcRun> {
  const {NO_COLOR: _no, FORCE_COLOR: _force, DC_WORKSPACE: _workspace, DEBUG: _debug, ...inherited} = process.env
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), BIN, ...args], {
    cwd: options.cwd,
    env: {...inherited, ...options.env},
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A command that ends before it has read everything closes the pipe.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return {exitCode, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8')}
}
