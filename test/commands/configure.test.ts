import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {setupSchema} from '../../src/jobs/schemas/setup.js'
import type {Integration} from '../../src/mapping/integration.js'
import {writeIntegration} from '../../src/workspace/integration-schema.js'
import {sampleIntegration} from '../support/integration.js'
import {KEYS, Terminal} from '../support/pty.js'
import {runDc, type DcRun} from '../support/run-dc.js'

let root: string
let cwd: string
let places = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dc-configure-'))
})
beforeEach(async () => {
  cwd = join(root, String(places++))
  await mkdir(join(cwd, 'dc', 'integrations'), {recursive: true})
  await writeFile(join(cwd, 'dc', 'workspace.json'), '{"version": 1}\n')
  await put(sampleIntegration())
})
afterAll(async () => rm(root, {recursive: true}))

const put = async (integration: Integration): Promise<void> =>
  writeFile(join(cwd, 'dc', 'integrations', `${integration.id}.json`), writeIntegration(integration))
const saved = async (): Promise<Integration> =>
  JSON.parse(await readFile(join(cwd, 'dc', 'integrations', 'spring-email.json'), 'utf8')) as Integration
const dc = (...args: string[]): Promise<DcRun> =>
  runDc(['configure', ...args], {cwd, env: {HOME: cwd, XDG_CONFIG_HOME: join(cwd, '.config')}})

describe('by flags', () => {
  test('changes what they say and nothing else, and logs it', async () => {
    const before = await saved()
    const {exitCode, stdout, stderr} = await dc(
      'spring-email',
      '--notify',
      'a@shop.example',
      '--notify',
      'b@shop.example',
      '--access',
      'revenue',
      '--deny',
      'product',
    )
    expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: expect.stringContaining('access to product')})
    expect(await saved()).toEqual(before)
    const done = await dc('spring-email', '--notify', 'a@shop.example', '--notify', 'b@shop.example', '--access', 'revenue')
    expect(done).toMatchObject({exitCode: 0, stderr: ''})
    expect(done.stdout).toContain('~ notify: ["ops@shop.example"] → ["a@shop.example","b@shop.example"]')
    expect(await saved()).toEqual({
      ...before,
      notify: ['a@shop.example', 'b@shop.example'],
      access: {product: true, purchases: false, revenue: true, units: false},
    })
    expect(await readFile(join(cwd, 'dc', 'activity.ndjson'), 'utf8')).toContain('"action":"configured"')
    expect(stdout).toBe('')
  })

  test('found by its name, too; as JSON it fits its schema', async () => {
    const {exitCode, stdout, stderr} = await dc('Spring E-Mail', '--partner-confirmed', 'B. Contact', '--json')
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(setupSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined()
    expect(JSON.parse(stdout)).toMatchObject({command: 'configure', integration: {partnerConfirmed: {by: 'B. Contact'}}, changed: true})
  })

  test('what is so already is no change', async () => {
    const {exitCode, stdout} = await dc('spring-email', '--suite', 'shopprod')
    expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'Spring e-mail (spring-email) is exactly so already; no change.\n'})
  })

  test('--dry-run writes nothing', async () => {
    const before = await saved()
    const {exitCode, stdout} = await dc('spring-email', '--description', 'New', '--dry-run')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('+ description: New')
    expect(await saved()).toEqual(before)
  })

  test('lists are given whole; none empties them', async () => {
    await dc('spring-email', '--segment', 'purchases', '--landing-page', 'none')
    expect(await saved()).toMatchObject({segments: [{id: 'purchases'}], collection: {landingPages: []}})
  })

  test('what a file holds besides, stays', async () => {
    await put(
      sampleIntegration({
        segments: [
          {id: 'purchases', expectedBy: '09:00', file: 'p_*.csv'},
          {id: 'vip', name: 'VIP'},
        ],
      }),
    )
    await dc('spring-email', '--segment', 'purchases', '--segment', 'cart-abandonment', '--rename', 'recipientId=Recipient')
    expect(await saved()).toMatchObject({
      segments: [{id: 'purchases', expectedBy: '09:00', file: 'p_*.csv'}, {id: 'cart-abandonment'}, {id: 'vip', name: 'VIP'}],
      variables: [{}, {role: 'recipientId', variable: 'eVar12', name: 'Recipient'}],
    })
  })

  test.each([
    ['a mapping that would break it', ['--variable', 'recipientId=campaign'], 'takes eVar for it'],
    ['a role the partner lacks', ['--event', 'shared=event40'], 'has no event "shared"'],
    ['what it does not ask for', ['--input', 'apiKey=env:X'], 'is nothing that Silverpop Engage asks for'],
    ['a day that is none', ['--from', 'tomorrow'], '--from: expected a day'],
    ['its id', ['--id', 'other'], '--id'],
  ])('%s is refused', async (_what, flags, message) => {
    const before = await saved()
    const {exitCode, stdout, stderr} = await dc('spring-email', ...flags)
    expect(exitCode).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
    expect(await saved()).toEqual(before)
  })

  test('without a flag nothing is asked here', async () => {
    const {exitCode, stdout} = await dc('spring-email', '--json')
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({error: {code: 'missing-answers', where: 'spring-email'}})
    expect(JSON.parse((await dc('spring-emial', '--suite', 'x', '--json')).stdout)).toMatchObject({error: {code: 'unknown-integration'}})
  })
})

describe('on a terminal', () => {
  test('shows everything, changes one answer and saves', async () => {
    const terminal = new Terminal(['configure', 'spring-email'], {cwd, columns: 140})
    try {
      await terminal.see(/^❯ Save/m)
      expect(terminal.screen.text).toContain('Silverpop ID')
      terminal.press(KEYS.down)
      await terminal.see(/^❯ Change an answer/m)
      terminal.press(KEYS.enter)
      await terminal.see(/^Which one\?/m)
      terminal.press('notif')
      await terminal.see(/^❯ E-mail addresses/m)
      terminal.press(KEYS.enter)
      await terminal.see(/^E-mail addresses for notifications: \(ops@shop\.example\)/m)
      terminal.press('a@shop.example', KEYS.enter)
      await terminal.see(/^✔ E-mail addresses[\s\S]*^❯ Save/m)
      terminal.press(KEYS.enter)
      expect(await terminal.exit()).toBe(0)
    } finally {
      terminal.close()
    }
    expect(await saved()).toMatchObject({notify: ['a@shop.example'], status: 'active'})
  })

  test('Ctrl-C leaves it as it is', async () => {
    const before = await saved()
    const terminal = new Terminal(['configure', 'spring-email'], {cwd, columns: 140})
    try {
      await terminal.see(/^❯ Save/m)
      terminal.press(KEYS.ctrlC)
      expect(await terminal.exit()).toBe(130)
    } finally {
      terminal.close()
    }
    expect(await saved()).toEqual(before)
  })
})
