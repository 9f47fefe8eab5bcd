import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {runDc} from '../support/run-dc.js'

/** How runs end that no command ends well: what can no longer be printed, what nobody waits for, and words of other people in an error. */

const HIT = 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s2?AQB=1&pageName=home&events=scAdd&AQE=1'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-last-words-'))
})
afterAll(() => rmSync(folder, {recursive: true}))

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  const intoFull = (args: string) => spawnSync('bash', ['-c', `"${process.execPath}" bin/run.js ${args} > /dev/full`], {encoding: 'utf8'})

  test.each(['validate -', 'validate - --json', 'rules', 'help', 'nope --json'])('dc %s: one line, exit 2', (args) => {
    const {status, stderr} = intoFull(args)
    expect({status, stderr}).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^error: the output cannot be written: the disk is full\n {2}try: .*\n$/) as string,
    })
  })

  test('for errors changes no exit code', () => {
    expect(spawnSync('bash', ['-c', `"${process.execPath}" bin/run.js nope 2> /dev/full`]).status).toBe(2)
  })
})

test('a defect that no command waits for: exit 70, one object or one line, no stack', async () => {
  const adrift =
    'const timer=setInterval(()=>{if(process.listenerCount("uncaughtException")===0)return;clearInterval(timer);throw new TypeError("adrift")},1)'
  const options = {nodeArgs: ['--import', `data:text/javascript,${adrift}`]}
  const json = await runDc(['rules', '--json'], options)
  expect({exitCode: json.exitCode, stderr: json.stderr}).toEqual({exitCode: 70, stderr: ''})
  expect(JSON.parse(json.stdout)).toMatchObject({error: {code: 'defect', message: expect.stringContaining('adrift') as string}})
  const plain = await runDc(['rules'], options)
  expect(plain.exitCode).toBe(70)
  expect(plain.stderr).toMatch(/^error: .*adrift\n {2}try: .*\n$/)
})

test('a run that is cancelled while a slow reader takes its JSON gives all of it', async () => {
  const capture = join(folder, 'many.txt')
  writeFileSync(capture, Array.from({length: 1500}, (_, at) => `${HIT}&c1=${at}\n`).join(''))
  const child = spawn(process.execPath, ['bin/run.js', 'validate', capture, '--json', '--max-findings', '2000'])
  const ended = new Promise<number | null>((resolve) => void child.on('close', resolve))
  await new Promise((resolve) => void child.stdout.once('readable', resolve))
  child.kill('SIGINT')
  await new Promise((resolve) => void setTimeout(resolve, 500))
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  expect(await ended).toBe(130)
  expect(JSON.parse(stdout)).toMatchObject({command: 'validate', summary: {hits: 1500}})
})

describe('errors on stderr', () => {
  test('print what stands in a file of somebody else without its escape sequences', async () => {
    const workspace = join(folder, 'dc')
    mkdirSync(workspace)
    writeFileSync(join(workspace, 'workspace.json'), '{"version": 1, "ru\\u001b[31mles": {}}')
    const {stderr} = await runDc(['validate', '-', '--workspace', workspace])
    expect(stderr).toContain('ru\\x1B[31mles')
    expect(stderr).not.toContain('\u001B')
  })

  test('are coloured as results are: FORCE_COLOR colours, --no-color beats it', async () => {
    const red = '\u001B[31merror:\u001B[39m'
    expect((await runDc(['nope'], {env: {FORCE_COLOR: '1'}})).stderr).toContain(red)
    expect((await runDc(['validate', 'nope.har'], {env: {FORCE_COLOR: '1'}})).stderr).toContain(red)
    expect((await runDc(['validate', 'nope.har', '--no-color'], {env: {FORCE_COLOR: '1'}})).stderr).not.toContain('\u001B')
  })
})

describe('--json with what is no command', () => {
  test.each([
    [['validate', '--help'], {command: 'help', topic: 'validate', text: expect.stringContaining('--fail-on') as string}],
    [['--help'], {command: 'help', topic: '', text: expect.stringContaining('validate') as string}],
    [['--version'], {command: 'version', version: expect.stringMatching(/^\d/) as string}],
  ])('%j is one object', async (args, expected) => {
    const {exitCode, stdout, stderr} = await runDc([...args, '--json'])
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(JSON.parse(stdout)).toMatchObject({schemaVersion: 1, ...expected})
  })
})
