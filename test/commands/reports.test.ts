import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {runDc} from '../support/run-dc.js'

/** Where `--report KIND=PATH` may write. What it writes: test/report. */

const HIT = 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s2?AQB=1&pageName=home&g=https%3A%2F%2Fwww.shop.example%2F&AQE=1\n'

let folder: string
const at = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-reports-'))
})
afterAll(() => rmSync(folder, {recursive: true}))

describe('a place no report can be written to is refused before anything is read', () => {
  test('a folder, and a folder that is a file', async () => {
    writeFileSync(at('file'), '')
    for (const [path, words] of [
      [folder, 'it is a folder'],
      [at('file/dc.xml'), 'its folder is a file'],
    ] as const) {
      const {exitCode, stdout, stderr} = await runDc(['validate', 'no-such.har', '--report', `junit=${path}`])
      expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
      expect(stderr).toContain(words)
    }
  })

  test.skipIf(!existsSync('/proc/self'))('a folder that cannot be made', async () => {
    const {exitCode, stderr} = await runDc(['validate', 'no-such.har', '--report', 'json=/proc/dc/dc.json'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('its folder cannot be made')
  })

  test('the capture itself: it stays as it is', async () => {
    writeFileSync(at('hits.txt'), HIT)
    const {exitCode, stdout} = await runDc(['validate', at('hits.txt'), '--report', 'json=./hits.txt', '--json'], {cwd: folder})
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({error: {code: 'conflicting-flags', suggestions: ['--report json=dc.json']}})
    expect(readFileSync(at('hits.txt'), 'utf8')).toBe(HIT)
  })

  test('one file for two reports; a device takes any number', async () => {
    const both = (path: string) => runDc(['validate', '-', '--report', `json=${path}`, '--report', `junit=${path}`], {input: HIT})
    expect(await both(at('both'))).toMatchObject({exitCode: 2, stderr: expect.stringContaining('takes another report already') as string})
    expect((await both('/dev/null')).exitCode).toBe(0)
  })

  test('- is no file: --json prints to standard output', async () => {
    const {exitCode, stderr} = await runDc(['validate', '-', '--report', 'json=-'], {input: HIT})
    expect(exitCode).toBe(2)
    expect(stderr).toContain('try: --json\n')
  })
})
