import {mkdtemp, readFile, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'
import {spawn} from '@lydell/node-pty'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {mapSchema} from '../../src/jobs/schemas/mapping.js'
import type {Integration} from '../../src/mapping/integration.js'
import {change} from '../../src/workspace/store.js'
import {writeSuiteFile} from '../../src/workspace/suite-file.js'
import {createWorkspace, type Workspace} from '../../src/workspace/workspace.js'
import {sampleIntegration} from '../support/integration.js'
import {draft, suite} from '../support/mapping.js'
import {runDc} from '../support/run-dc.js'

let root: string
let workspace: Workspace
let count = 0

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'dc-map-')))
})
afterAll(() => rm(root, {recursive: true}))
beforeEach(async () => {
  workspace = await createWorkspace(join(root, String(++count), 'dc'), root)
  await change(workspace, () => ({action: 'added', put: [sampleIntegration(), draft('emarsys', {id: 'news', name: 'News'})]}), {
    who: 'a test',
  })
})

const env = () => ({DC_SETTINGS: join(root, String(count), 'settings')})
const dc = (...args: string[]) => runDc(args, {cwd: join(workspace.folder, '..'), env: env()})
const json = async (...args: string[]) => {
  const {stdout, exitCode} = await dc(...args, '--json')
  return {...mapSchema.parse(JSON.parse(stdout)), exitCode}
}
const saved = async (id: string) => JSON.parse(await readFile(join(workspace.folder, 'integrations', `${id}.json`), 'utf8')) as Integration
const log = async () =>
  (await readFile(join(workspace.folder, 'activity.ndjson'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as {action: string; integration: string; change: unknown})

describe('showing', () => {
  test('a row for every role: slot, name, type, who else uses it, state; without a terminal nothing is asked', async () => {
    const {exitCode, stdout, stderr} = await dc('map', 'events', 'spring-email')
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(stdout).toMatch(/^ROLE +LABEL +SLOT +NAME +TYPE +USED-BY +STATE$/m)
    expect(stdout).toMatch(/^sent +Sends +event20 +E-mail sends +numeric +not checked$/m)
    expect(stdout).toMatch(/^formStarted +Form Started +counter +not mapped$/m)
    expect(stdout).toContain('dc suites import FILE --suite shopprod')
    expect(stdout).not.toMatch(/[│\u001B]/)
  })
  test('by name, as JSON, chosen columns as CSV in any order', async () => {
    const result = await json('map', 'variables', 'Spring e-mail')
    expect(result).toMatchObject({command: 'map variables', complete: true, changed: false, exitCode: 0})
    expect(result.checks).toContainEqual({code: 'slot-disabled', outcome: 'unknown'})
    const {stdout} = await dc('map', 'variables', 'spring-email', '--columns', 'slot,role', '--sort=-role', '--csv')
    expect(stdout.split('\n').slice(0, 2)).toEqual(['slot,role', 'eVar12,recipientId'])
  })
  test('against the suite: errors make exit code 1', async () => {
    await writeSuiteFile(workspace, suite([{variable: 'eVar12', name: 'Recipient', enabled: false}]))
    const {exitCode, stdout} = await dc('map', 'variables', 'spring-email')
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^recipientId .* error$/m)
    expect(stdout).toContain('which is not enabled in')
  })
  test('an unknown integration, with the nearest', async () => {
    const {exitCode, stderr} = await dc('map', 'variables', 'spring-emial')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('did you mean spring-email?')
  })
})

describe('changing', () => {
  test('several at once, in any spelling, written with the log', async () => {
    const result = await json(
      'map',
      'variables',
      'news',
      '--set',
      'recipientId=v30',
      '--set',
      'Message ID=evar 31',
      '--name',
      'messageId=Mailing',
    )
    expect(result).toMatchObject({changed: true, complete: false, exitCode: 0})
    expect((await saved('news')).variables).toEqual([
      {role: 'messageId', variable: 'eVar31', name: 'Mailing'},
      {role: 'recipientId', variable: 'eVar30'},
    ])
    expect((await log()).at(-1)).toMatchObject({
      action: 'mapped',
      integration: 'news',
      change: {
        'variables.messageId.variable': [null, 'eVar31'],
        'variables.messageId.name': [null, 'Mailing'],
        'variables.recipientId.variable': [null, 'eVar30'],
      },
    })
  })
  test('the same again is no change', async () => {
    await dc('map', 'events', 'news', '--set', 'sent=event50')
    const lines = (await log()).length
    expect(await json('map', 'events', 'news', '--set', 'sent=event50')).toMatchObject({changed: false, change: {}})
    expect(await log()).toHaveLength(lines)
  })
  test('--dry-run shows and writes nothing', async () => {
    const {stdout} = await dc('map', 'variables', 'news', '--set', 'recipientId=eVar30', '--dry-run')
    expect(stdout).toContain('Would change')
    expect(stdout).toContain('none → eVar30')
    expect((await saved('news')).variables).toEqual([])
  })
  test('every faulty wish is named, and none is carried out', async () => {
    const {exitCode, stderr} = await dc(
      'map',
      'variables',
      'news',
      '--set',
      'recipientId=eVar300',
      '--set',
      'messageId=eVar5',
      '--clear',
      'nonsense',
      '--name',
      'x',
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--set recipientId=eVar300: eVar300 does not exist')
    expect(stderr).toContain('--clear nonsense: emarsys xpress has no variable "nonsense"')
    expect(stderr).toContain('--name x: expected ROLE=TEXT')
    expect((await saved('news')).variables).toEqual([])
  })
  test('a collision is a finding: the owner and free slots are named', async () => {
    const {exitCode, stdout} = await dc('map', 'variables', 'news', '--set', 'recipientId=eVar12')
    expect(exitCode).toBe(1)
    expect(stdout.replace(/\s+/g, ' ')).toContain('"Spring e-mail" (spring-email, active) uses for recipientId')
    expect(stdout.replace(/\s+/g, ' ')).toContain('--set recipientId=eVar13 (also free: eVar14, eVar15)')
  })
  test('what would break an active integration is refused with reasons; a paused one may be changed', async () => {
    const {exitCode, stderr} = await dc('map', 'variables', 'spring-email', '--clear', 'recipientId')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('spring-email is active, and this would break it; nothing was changed')
    expect(stderr).toContain('Silverpop ID (recipientId) is not mapped')
    expect(stderr).toContain('dc pause spring-email')
    expect((await saved('spring-email')).variables).toHaveLength(2)
    await change(workspace, () => ({action: 'paused', put: [sampleIntegration({status: 'paused'})]}), {who: 'a test'})
    expect((await dc('map', 'variables', 'spring-email', '--clear', 'recipientId')).exitCode).toBe(0)
    expect((await saved('spring-email')).variables).toHaveLength(1)
  })
  test('an active integration that is broken already may be mended bit by bit', async () => {
    const broken = sampleIntegration({
      variables: [
        {role: 'messageId', variable: 'eVar12'},
        {role: 'recipientId', variable: 'eVar12'},
      ],
      inputs: {},
    })
    await change(workspace, () => ({action: 'configured', put: [broken]}), {who: 'a test'})
    expect((await dc('map', 'variables', 'spring-email', '--set', 'messageId=campaign')).exitCode).toBe(0)
  })
})

describe('suggesting', () => {
  test('fills what is missing with free slots, next to those that are known', async () => {
    expect(await json('map', 'events', 'news', '--suggest')).toMatchObject({changed: true, exitCode: 0})
    expect((await saved('news')).events.map(({role, event}) => `${role} ${event}`)).toEqual([
      'bounced event25',
      'clicked event26',
      'opened event27',
      'sent event28',
      'unsubscribed event29',
    ])
  })
  test('with --dry-run only shows them; wishes of the same run are respected', async () => {
    const {suggestions, change: planned} = await json('map', 'variables', 'news', '--suggest', '--set', 'recipientId=eVar13', '--dry-run')
    expect(suggestions.map(({role, slot}) => [role, slot?.slot])).toEqual([['messageId', 'eVar14']])
    expect(Object.keys(planned)).toEqual(['variables.messageId.variable', 'variables.recipientId.variable'])
    expect((await saved('news')).variables).toEqual([])
  })
})

describe('on a terminal', () => {
  /** Types each answer once its question is there. */
  async function onTerminal(steps: (readonly [question: string, keys: string])[], cols = 100) {
    const child = spawn(process.execPath, [join(process.cwd(), 'bin', 'run.js'), 'map', 'variables', 'news'], {
      cwd: join(workspace.folder, '..'),
      cols,
      env: {...process.env, ...env()},
    })
    let fresh = ''
    let all = ''
    const left = [...steps]
    child.onData((data) => {
      all += data
      fresh += data
      const [next] = left
      // A narrow window breaks the question anywhere.
      if (next === undefined || !stripVTControlCharacters(fresh).replace(/\s+/g, '').includes(next[0].replace(/\s+/g, ''))) return
      left.shift()
      fresh = ''
      // What is typed before the prompt listens is lost.
      setTimeout(() => child.write(next[1]), 150)
    })
    const exitCode = await new Promise<number>((resolve) => child.onExit((event) => resolve(event.exitCode)))
    return {exitCode, shown: stripVTControlCharacters(all)}
  }
  const DOWN = '\u001B[B'

  test('the table, then the questions, then what would change, then it is written', async () => {
    const {exitCode, shown} = await onTerminal([
      ['Which of the variables', `${DOWN}${DOWN}\r`],
      ['Where does recipientId go?', '\r'],
      ['Done (1 to write)', '\r'],
      ['Write this to news?', '\r'],
    ])
    expect(exitCode).toBe(0)
    expect(shown).toContain('Would change')
    expect((await saved('news')).variables).toEqual([{role: 'recipientId', variable: 'eVar13'}])
  })
  test('a slot of one’s own is checked as it is typed', async () => {
    const {exitCode, shown} = await onTerminal([
      ['Which of the variables', `${DOWN}${DOWN}\r`],
      ['Where does recipientId go?', `${DOWN.repeat(6)}\r`],
      ['Which one?', 'eVar300\r'],
      ['does not exist', '\u007F\u007F\r'],
      ['Done (1 to write)', '\r'],
      ['Write this to news?', '\r'],
    ])
    expect({exitCode, shown}).toMatchObject({exitCode: 0})
    expect((await saved('news')).variables).toEqual([{role: 'recipientId', variable: 'eVar3'}])
  })
  test('leaving everything as it is, refusing to write, and Ctrl-C write nothing', async () => {
    expect((await onTerminal([['Which of the variables', '\r']])).exitCode).toBe(0)
    const refused = await onTerminal([
      ['Which of the variables', `${DOWN}\r`],
      ['Where does messageId go?', '\r'],
      ['Done (1 to write)', '\r'],
      ['Write this to news?', 'n\r'],
    ])
    expect(refused.exitCode).toBe(0)
    expect((await onTerminal([['Which of the variables', '\u0003']], 40)).exitCode).toBe(130)
    expect((await saved('news')).variables).toEqual([])
  })
})

test('an integration edited by hand with an error is refused with its line, and stays as it is', async () => {
  const path = join(workspace.folder, 'integrations', 'news.json')
  const text = (await readFile(path, 'utf8')).replace('"variables": []', '"variables": [{"role": "recipientId", "variable": "evar3"}]')
  await writeFile(path, text)
  const {exitCode, stderr} = await dc('map', 'variables', 'news', '--set', 'messageId=eVar5')
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(/news\.json:\d+: variables\[0\]\.variable/)
  expect(await readFile(path, 'utf8')).toBe(text)
})
