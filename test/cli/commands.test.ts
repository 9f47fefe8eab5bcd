import {readFileSync} from 'node:fs'
import {Config, type Command} from '@oclif/core'
import {fileURLToPath} from 'node:url'
import {beforeAll, describe, expect, test} from 'vitest'
import {runDc} from '../support/run-dc.js'

/**
 * Commands and flags are an interface: scripts lean on them. What there is stands in test/fixtures/commands.json; a change here must be meant.
 * `UPDATE_COMMANDS=1 npx vitest run --config test/vitest.config.ts test/cli` writes the list anew.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LIST = new URL('../fixtures/commands.json', import.meta.url)

interface CommandShape {
  /** In order; `?` after those that may be left out, `…` after those that may be repeated. */
  args: string[]
  /** By name: the values that are allowed, `value` for any, nothing for a switch; with `…` where it may be repeated. */
  flags: Record<string, string>
}

let config: Config
let commands: readonly Command.Loadable[]
beforeAll(async () => {
  config = await Config.load({root: ROOT})
  commands = config.commands.filter(({hidden}) => !hidden)
})

const nameOf = ({id}: Command.Loadable) => id.replaceAll(':', ' ')

function shapeOf({args, flags, strict}: Command.Loadable): CommandShape {
  const names = Object.values(args).map(({name, required}) => (required ? name : `${name}?`))
  const last = names.pop()
  return {
    args: last === undefined ? [] : [...names, strict === false ? `${last}…` : last],
    flags: Object.fromEntries(
      Object.values(flags)
        .filter(({hidden}) => !hidden)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((flag) => [
          flag.name,
          flag.type === 'option'
            ? `${flag.options?.join('|') ?? 'value'}${flag.multiple ? '…' : ''}${flag.required ? ' (required)' : ''}`
            : '',
        ]),
    ),
  }
}

test('commands, arguments and flags are those of the stored list', async () => {
  const shapes = Object.fromEntries(
    commands.map((command) => [nameOf(command), shapeOf(command)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
  if (process.env['UPDATE_COMMANDS']) {
    const {writeFileSync} = await import('node:fs')
    writeFileSync(LIST, `${JSON.stringify(shapes, null, 2)}\n`)
  }
  expect(shapes).toEqual(JSON.parse(readFileSync(LIST, 'utf8')))
})

describe('help', () => {
  test('of every command leads with examples, then usage', async () => {
    for (const command of commands) {
      const {exitCode, stdout} = await runDc([...nameOf(command).split(' '), '--help'])
      const headings = stdout.split('\n').filter((line) => /^[A-Z][A-Z ]+$/.test(line))
      expect({command: nameOf(command), exitCode, headings: headings.slice(0, 2)}).toEqual({
        command: nameOf(command),
        exitCode: 0,
        headings: ['EXAMPLES', 'USAGE'],
      })
    }
  })

  test('every argument and every flag says what it is for, every command in one sentence', () => {
    const silent = commands.flatMap((command) => [
      ...(/^[A-Z].*\.$/.test(command.summary ?? '') ? [] : [nameOf(command)]),
      ...Object.values(command.flags)
        .filter((flag) => !flag.hidden && !(flag.summary ?? flag.description))
        .map((flag) => `${nameOf(command)} --${flag.name}`),
      ...Object.values(command.args)
        .filter(({description}) => !description)
        .map(({name}) => `${nameOf(command)} ${name}`),
    ])
    expect(silent).toEqual([])
  })

  test('examples name their command, use long flags that exist, and there is one for every command', () => {
    const wrong = commands.flatMap((command) => {
      const {examples = [], flags} = command
      if (examples.length === 0) return [`${nameOf(command)}: no example`]
      return examples.flatMap((example) => {
        const line = (typeof example === 'string' ? example : example.command)
          .replaceAll('<%= config.bin %>', 'dc')
          .replaceAll('<%= command.id %>', nameOf(command))
        const words = line.split(/[\s()|]+/)
        const flagOf = (word = '') => (word.startsWith('-') ? flags[word.replace(/^-+|=.*$/g, '')] : undefined)
        const isValue = (at: number) => flagOf(words[at - 1])?.type === 'option'
        const unknown = words.filter((word, at) => /^--?[a-z]/.test(word) && !isValue(at) && !(word.startsWith('--') && flagOf(word)))
        return [
          ...(line.includes(`dc ${nameOf(command)}`) ? [] : [`${line}: another command`]),
          ...unknown.map((flag) => `${line}: ${flag}`),
        ]
      })
    })
    expect(wrong).toEqual([])
  })

  test('without words it lists every command and every topic; each topic has its page', async () => {
    const {exitCode, stdout} = await runDc([])
    expect(exitCode).toBe(0)
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${nameOf(command)}  +\\S`, 'm'))
    const topics = [...stdout.matchAll(/dc help ([a-z-]+)/g)].map(([, topic]) => topic ?? '')
    expect(topics).toEqual(['formats', 'evidence', 'exit-codes', 'environment'])
    for (const topic of topics) expect((await runDc(['help', topic])).stdout.split('\n').length).toBeGreaterThan(5)
  })

  test('of a group of commands says what they are about', async () => {
    for (const [topic, words] of [
      ['segments', 'Remarketing segment files'],
      ['map', 'The mapping of an integration'],
      ['suites', 'report suites'],
    ] as const)
      expect((await runDc([topic])).stdout.split('\n')[0]).toContain(words)
  })

  test('of help itself', async () => {
    for (const args of [
      ['help', 'help'],
      ['help', '--help'],
    ])
      expect((await runDc(args)).stdout).toContain('dc help formats')
  })
})

describe('what was typed wrong', () => {
  test.each([
    [['-v'], 'dc --version'],
    [['version'], 'dc --version'],
    [['--json=x'], 'dc help'],
    [['segment', 'inspect'], 'dc segments inspect'],
    [['validate'], 'CAPTURE is missing (capture files'],
    [['validate', 'x.har', '--max-findings', 'many'], '--max-findings: expected an integer'],
    [['validate', 'x.har', '--fail-on', 'warn'], 'try: --fail-on=warning'],
    [['validate', 'x.har', '--sute', 'a', '--repot', 'b'], 'no flag --sute and no flag --repot'],
    [['validate', 'x.har', '--require-event', 'Purchase'], 'try: --require-event purchase'],
    [['validate', 'x.har', '--require-event', 'event01'], 'try: --require-event event1'],
    [['validate', 'x.har', '--report', 'toString=x.xml'], 'knows no kind "toString"'],
  ])('%j: exit 2 and %s', async (args, words) => {
    const {exitCode, stdout, stderr} = await runDc(args)
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/undefined|Note:| instead of \n/)
  })
})
