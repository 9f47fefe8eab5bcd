import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {availableParallelism, tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {ValidationResult} from '../../src/validation/result.js'
import {writeHar, writeNdjson} from '../bench/generate.js'
import {runDc} from '../support/run-dc.js'

/** Large captures while the machine fails: a module that Node loads first, in every thread, makes it. */

const HITS = 34_000
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dc-failing-threads-'))
  await writeNdjson(join(folder, 'large.ndjson'), HITS)
  await writeHar(join(folder, 'large.har'), 40)
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

async function validate(file: string, machine: string) {
  const module = join(folder, 'machine.mjs')
  writeFileSync(module, machine)
  const nodeArgs = ['--import', pathToFileURL(module).href]
  const {exitCode, stdout} = await runDc(['validate', file, '--json'], {cwd: folder, nodeArgs})
  return {exitCode, output: JSON.parse(stdout) as ValidationResult & {error?: {code: string; message: string}}}
}

/** A disk that has so many megabytes to give. */
const diskOf = (megabytes: number) => `
  import fs from 'node:fs'
  import {syncBuiltinESMExports} from 'node:module'
  const {readSync} = fs
  let left = ${megabytes} * 1024 * 1024
  fs.readSync = (file, room, ...rest) => {
    if (room.length > 100_000 && left <= 0) throw Object.assign(new Error('EIO: i/o error, read'), {code: 'EIO', syscall: 'read', errno: -5})
    const length = readSync(file, room, ...rest)
    if (room.length > 100_000) left -= length
    return length
  }
  syncBuiltinESMExports()`

/** A thread that does `what` when it has got so many messages. */
const threadThat = (what: string, messages: number) => `
  import {isMainThread, parentPort} from 'node:worker_threads'
  let got = 0
  if (!isMainThread) parentPort.on('message', () => { if (++got === ${messages}) { ${what} } })`

test.skipIf(availableParallelism() < 2).each([
  ['dies', "throw new Error('out of luck')", 'out of luck'],
  ['ends without a word', 'process.exit(0)', 'ended early'],
])('a thread that judges %s: the run ends as a defect, and ends', async (_name, what, message) => {
  const {exitCode, output} = await validate('large.ndjson', threadThat(what, 4))
  expect(exitCode).toBe(70)
  expect(output.error).toMatchObject({code: 'defect', message: expect.stringContaining(message) as string})
})

test('a thread that reads a HAR ends without a word: the run ends as a defect, and ends', async () => {
  const {exitCode, output} = await validate('large.har', threadThat('process.exit(0)', 1))
  expect(exitCode).toBe(70)
  expect(output.error).toMatchObject({code: 'defect', message: expect.stringContaining('ended early') as string})
})

test('a disk that fails halfway through a large capture of lines: the lines before it are judged', async () => {
  const {exitCode, output} = await validate('large.ndjson', diskOf(20))
  expect(exitCode).toBe(2)
  expect(output.inputs[0]).toMatchObject({damaged: [{record: null, reason: 'reading stopped: EIO: i/o error, read'}]})
  expect(output.summary.hits).toBeGreaterThan(HITS / 4)
  expect(output.summary.hits).toBeLessThan(HITS)
})

test.each([
  ['at once', 3],
  ['halfway', 20],
])('a disk that fails %s in a large HAR: every entry before it is judged', async (_name, megabytes) => {
  const {exitCode, output} = await validate('large.har', diskOf(megabytes))
  expect(exitCode).toBe(2)
  expect(output.inputs[0]).toMatchObject({damaged: [{record: null, reason: 'reading stopped: EIO: i/o error, read'}]})
  // An entry has about ten kilobytes.
  expect(output.summary.requests).toBeGreaterThan(megabytes * 60)
  expect(output.summary.requests).toBeLessThan(megabytes * 150)
})
