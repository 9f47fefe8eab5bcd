import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import {runDc} from '../support/run-dc.js'

/** What every command promises (README, "Exit codes"): streams, one JSON object, exit codes, the shape of errors. */

const FAULTY = 'test/fixtures/har/sample-appmeasurement-shop.har'
const HEALTHY =
  'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123?AQB=1&mid=12345678901234567890123456789012345678&pageName=home&g=https%3A%2F%2Fwww.shop.example%2F&v1=x&AQE=1\n'
const errorShape = z.strictObject({
  error: z.strictObject({code: z.string(), message: z.string(), where: z.string().nullable(), suggestions: z.array(z.string())}),
})

/** A defect cannot be ordered, so one is planted: the first look at a URL throws. */
const CRASH = ['--import', 'data:text/javascript,String.prototype.search=()=>{throw new TypeError("broken on purpose")}']

describe('--json prints exactly one object on stdout and nothing on stderr', () => {
  test('on success', async () => {
    const {exitCode, stdout, stderr} = await runDc(['validate', '-', '--json'], {input: HEALTHY})
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(JSON.parse(stdout)).toMatchObject({schemaVersion: 1, command: 'validate', summary: {hits: 1}})
  })

  test('on findings', async () => {
    const {exitCode, stdout, stderr} = await runDc(['validate', FAULTY, '--json'])
    expect({exitCode, stderr}).toEqual({exitCode: 1, stderr: ''})
    expect(JSON.parse(stdout).findings.length).toBeGreaterThan(0)
  })

  test('on nothing to examine', async () => {
    const {exitCode, stdout} = await runDc(['validate', '-', '--json'], {input: 'https://www.shop.example/\n'})
    expect(exitCode).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({summary: {hits: 0}, inputs: [{skipped: {'other-host': 1}}]})
  })

  test.each([
    ['an unknown flag', ['validate', FAULTY, '--fail-onn', 'error', '--json'], 'usage', '--fail-onn'],
    ['a flag value that is none', ['validate', FAULTY, '--fail-on', 'fatal', '--json'], 'usage', '--fail-on'],
    ['a missing argument', ['validate', '--json'], 'usage', null],
    ['an unknown rule', ['validate', FAULTY, '--rule', 'cart-add-without-product', '--json'], 'unknown-rule', '--rule'],
    ['an unknown command', ['valdate', FAULTY, '--json'], 'unknown-command', 'valdate'],
    ['a missing file', ['validate', 'no-such.har', '--json'], 'no-such-file', 'no-such.har'],
  ])('on %s: code, place and a way on, exit 2', async (_what, args, code, where) => {
    const {exitCode, stdout, stderr} = await runDc(args)
    expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: ''})
    const {error} = errorShape.parse(JSON.parse(stdout))
    expect(error).toMatchObject({code, where})
    expect(error.suggestions.length).toBeGreaterThan(0)
  })

  test('on a crash: exit 70, one line, how to report it, no stack', async () => {
    const {exitCode, stdout, stderr} = await runDc(['validate', FAULTY, '--json'], {nodeArgs: CRASH})
    expect({exitCode, stderr}).toEqual({exitCode: 70, stderr: ''})
    const {error} = errorShape.parse(JSON.parse(stdout))
    expect(error).toMatchObject({code: 'defect', message: expect.stringContaining('broken on purpose')})
    expect(error.message).not.toContain('\n')
    expect(stdout).not.toMatch(/ {4}at /)
  })
})

describe('without --json', () => {
  test('errors go to stderr, with what to do next, and stdout stays empty', async () => {
    const {exitCode, stdout, stderr} = await runDc(['validate', 'no-such.har'])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toMatch(/^error: .*no-such\.har/)
    expect(stderr).toContain('try:')
  })

  test('a mistyped command or flag names the likely one', async () => {
    expect((await runDc(['valdate', FAULTY])).stderr).toContain('dc validate')
    expect((await runDc(['validate', FAULTY, '--sute', 'x'])).stderr).toContain('--suite')
    expect((await runDc(['help', 'exitcodes'])).stderr).toContain('dc help exit-codes')
  })

  test('the stack of a defect is shown with DEBUG alone', async () => {
    const quiet = await runDc(['validate', FAULTY], {nodeArgs: CRASH})
    const loud = await runDc(['validate', FAULTY], {nodeArgs: CRASH, env: {DEBUG: '1'}})
    expect([quiet.exitCode, loud.exitCode]).toEqual([70, 70])
    expect(quiet.stderr).not.toMatch(/ {4}at /)
    expect(loud.stderr).toMatch(/ {4}at /)
  })

  test('the exit code is the same as with --json', async () => {
    for (const args of [['validate', FAULTY], ['validate', FAULTY, '--fail-on', 'never'], ['validate', 'no-such.har'], ['valdate']]) {
      expect((await runDc(args)).exitCode).toBe((await runDc([...args, '--json'])).exitCode)
    }
  })
})

describe('colour', () => {
  const escapes = /\u001B\[/

  test('none in a pipe', async () => {
    const {stdout, stderr} = await runDc(['validate', FAULTY])
    expect(stdout + stderr).not.toMatch(escapes)
  })

  test('FORCE_COLOR does not colour lines meant for machines, and no flag fails', async () => {
    for (const env of [{FORCE_COLOR: '1'}, {NO_COLOR: '1'}, {TERM: 'dumb'}]) {
      const {exitCode} = await runDc(['validate', FAULTY, '--no-color'], {env})
      expect(exitCode).toBe(1)
    }
  })
})

test('a reader that stops early is no error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dc-pipe-'))
  const many = join(folder, 'many.txt')
  writeFileSync(
    many,
    Array.from({length: 3000}, (_, at) => HEALTHY.replace('s21234567890123', `s2${at + 1_000_000}`).replace('v1=x', 'events=scAdd')).join(
      '',
    ),
  )
  const {execFileSync} = await import('node:child_process')
  const output = execFileSync(
    'bash',
    ['-c', `set -o pipefail; "${process.execPath}" bin/run.js validate "${many}" --max-findings 5000 2>&1 | head -n 1; echo "$?"`],
    {encoding: 'utf8'},
  )
  expect(output.trim().split('\n')).toHaveLength(2)
  expect(output).not.toContain('EPIPE')
})
