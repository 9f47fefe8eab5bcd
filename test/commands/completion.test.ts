import {execFileSync, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {runDc} from '../support/run-dc.js'
import {InteractiveShell} from '../support/shell.js'

/** Completion in the real shells: what they put after what was typed. A shell that is not installed here counts as skipped, by its name. */

type Complete = (line: string) => Promise<readonly string[]>

const isInstalled = (program: string) => spawnSync(program, ['-c', 'exit'], {stdio: 'ignore'}).status === 0

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-completion-'))
  writeFileSync(join(folder, 'hits one.har'), '')
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

async function scriptOf(shell: string): Promise<string> {
  const {exitCode, stdout} = await runDc(['completion', shell])
  expect(exitCode).toBe(0)
  const path = join(folder, `dc-completion.${shell}`)
  writeFileSync(path, stdout)
  return path
}

/** What completing the end of a line must give, in any shell. */
const CASES: readonly (readonly [line: string, expected: readonly string[]])[] = [
  ['dc vali', ['validate']],
  ['data-connectors vali', ['validate']],
  ['dc --', ['--help', '--version']],
  ['dc segments ', ['inspect', 'preview', 'reconcile']],
  ['dc validate --fail', ['--fail-on']],
  ['dc validate --fail-on ', ['error', 'info', 'never', 'warning']],
  ['dc validate --fail-on=warn', ['--fail-on=warning']],
  ['dc validate --require-rule cart-add', ['cart-add-without-products']],
  ['dc validate --input-format url', ['url-list']],
  ['dc validate --suite segments --max', ['--max-findings']],
  ['dc explain cart-', ['cart-add-without-products', 'cart-step-without-products']],
  ['dc partners silver', ['silverpop']],
  ['dc help exit', ['exit-codes']],
  ['dc completion ', ['bash', 'fish', 'powershell', 'zsh']],
]

function completes(complete: Complete): void {
  test.each(CASES)('%s', async (line, expected) => {
    expect((await complete(line)).toSorted()).toEqual(expected)
  })

  test('every command of the first level, none twice', async () => {
    const words = await complete('dc ')
    expect(words).toEqual(expect.arrayContaining(['validate', 'rules', 'explain', 'segments', 'completion', 'help']))
    expect(new Set(words).size).toBe(words.length)
  })

  test('files where captures are meant, also with blanks in their names', async () => {
    expect(await complete('dc validate hits')).toEqual(['hits one.har'])
  })
}

describe.each(['bash', 'zsh'] as const)('%s', (name) => {
  describe.skipIf(!isInstalled(name))(`${name} is installed`, () => {
    let shell: InteractiveShell
    beforeAll(async () => {
      shell = new InteractiveShell(name, folder)
      await shell.load(await scriptOf(name))
    })
    afterAll(() => shell.close())

    // The line that was typed comes back with the completions in place of its last word.
    completes(async (line) => (await shell.complete(line)).slice(line.split(' ').length - 2))

    test('the path of a report', async () => {
      expect(await shell.complete('dc validate --report junit=hits')).toEqual(['validate', '--report', 'junit=hits one.har'])
    })
  })
})

describe.skipIf(!isInstalled('fish'))('fish is installed', () => {
  let script: string
  beforeAll(async () => {
    script = await scriptOf('fish')
  })

  completes(async (line) => {
    const output = execFileSync('fish', ['--no-config', '-c', `source ${script}; complete -C '${line}' 2>&1`], {
      cwd: folder,
      encoding: 'utf8',
    })
    return output
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t')[0] ?? '')
  })
})

describe.skipIf(!isInstalled('pwsh'))('pwsh is installed', () => {
  test('the script is loaded without an error', async () => {
    const script = await scriptOf('powershell')
    const {status, stderr} = spawnSync('pwsh', ['-NoProfile', '-File', script], {encoding: 'utf8'})
    expect({status, stderr}).toEqual({status: 0, stderr: ''})
  })
})

test('the script for PowerShell balances its quotes and brackets', async () => {
  const {stdout} = await runDc(['completion', 'powershell'])
  const code = stdout.replace(/^#.*$/gm, '').replace(/'(?:[^']|'')*'/g, '')
  expect(code).not.toContain("'")
  for (const [open, close] of ['{}', '()', '[]']) expect(code.split(open ?? '').length).toBe(code.split(close ?? '').length)
})

test('--json gives the script with its shell; an unknown shell names the known ones', async () => {
  const {stdout} = await runDc(['completion', 'fish', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    command: 'completion',
    shell: 'fish',
    script: expect.stringContaining('complete -c dc'),
  })
  const {exitCode, stderr} = await runDc(['completion', 'fisch'])
  expect(exitCode).toBe(2)
  expect(stderr).toContain('bash, zsh, fish, powershell')
  expect(stderr).toContain('try: fish')
})
