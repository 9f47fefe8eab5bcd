import {spawn} from 'node:child_process'
import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {makeZip} from '../sources/make-zip.js'

/** A run that is cancelled on the way: exit 130, nothing left behind, one JSON object under `--json`. */

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-cancelled-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

/** Gives `dc` an archive that never ends, which it must put aside, and cancels it when it has begun to. */
async function cancelled(args: readonly string[], signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [BIN, 'validate', '-', ...args], {env: {...process.env, TMPDIR: folder}})
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.stdin.on('error', () => undefined)
  const ended = new Promise<number | null>((resolve) => void child.on('close', resolve))
  child.stdin.write(makeZip([{name: 'a.har', bytes: Buffer.from('{}')}]).zip)
  child.stdin.write(Buffer.alloc(200_000))
  while (readdirSync(folder).length === 0) await new Promise((resolve) => void setTimeout(resolve, 20))
  child.kill(signal)
  return {exitCode: await ended, stdout, stderr, left: existsSync(folder) ? readdirSync(folder) : []}
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s: exit 130, said on stderr, no temporary file left', async (signal) => {
  expect(await cancelled([], signal)).toEqual({exitCode: 130, stdout: '', stderr: 'error: cancelled\n', left: []})
})

test('--json: one object that says so', async () => {
  const {exitCode, stdout, stderr, left} = await cancelled(['--json'], 'SIGINT')
  expect({exitCode, stderr, left}).toEqual({exitCode: 130, stderr: '', left: []})
  expect(JSON.parse(stdout)).toEqual({error: {code: 'cancelled', message: 'cancelled', where: null, suggestions: []}})
})
