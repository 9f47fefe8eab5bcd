import {existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {Diagnosis} from '../../src/diagnosis/diagnosis.js'
import {diagnoseSchema} from '../../src/jobs/schemas/diagnose.js'
import {startFtpServer} from '../support/ftp-server.js'
import {runDc} from '../support/run-dc.js'
import {deliver, upTo} from '../support/scenario-deliveries.js'
import {diagnoseJson, runDiagnose} from '../support/scenario-run.js'
import {PERSON, realWorld, type RealWorld} from '../support/scenario-world.js'
import {DAYS, daysWith, NOW, type World} from '../support/scenario.js'
import {causesOf} from '../support/scenario-suite.js'

/** The contract of the command: flags, streams, exit codes, reports. What it finds is the scenarios' concern (test/diagnosis). */

const BARE = daysWith({}, {defects: {'cart-abandonment': 'bare'}})
const FAULTY: World = {days: BARE, capture: {days: DAYS, isComplete: true}}

let real: RealWorld | undefined
afterEach(async () => {
  await real?.remove()
  real = undefined
})

/** Runs in a world of its own, at the time of the scenarios. */
async function dc(args: readonly string[], world: World = {}): Promise<{exitCode: number; stdout: string; stderr: string}> {
  real ??= await realWorld(world)
  return runDiagnose([...real.args, ...args], {cwd: real.folder, env: real.env, now: world.now ?? NOW})
}

async function errorOf(args: readonly string[], world: World = {}) {
  const {exitCode, stdout, stderr} = await dc([...args, '--json'], world)
  expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: ''})
  return (JSON.parse(stdout) as {error: {code: string; message: string; where: string | null; suggestions: string[]}}).error
}

describe('exit codes', () => {
  const cases: [code: number, what: string, args: string[], world: World][] = [
    [0, 'all well', [], {}],
    [1, 'a cause matched', [], FAULTY],
    [2, 'a capture is damaged', [], {capture: {days: DAYS, format: 'har', keep: 0.5}}],
    [3, 'nothing to examine', ['--hits=empty.txt'], {integration: null}],
    [0, 'nothing to examine, and that is allowed', ['--hits=empty.txt', '--allow-empty'], {integration: null}],
    [4, 'too early', ['--day=2026-10-08'], {now: '2026-10-09T03:00:00Z', files: deliver({only: upTo('2026-10-07')})}],
    [
      4,
      'the evidence does not tell',
      [],
      {files: deliver({rows: (rows) => rows.map((row) => ({...row, product: ''}))}), integration: {access: {}}},
    ],
    [5, 'the host key of a server is not known', [], {server: {kind: 'sftp', isKeyKnown: 'no'}}],
  ]
  test.each(cases)('%i: %s', async (code, _what, args, world) => {
    real = await realWorld(world)
    writeFileSync(join(real.folder, 'empty.txt'), 'https://www.shop.example/\n')
    const plain = await dc(args, world)
    const json = await dc([...args, '--json'], world)
    expect([plain.exitCode, json.exitCode]).toEqual([code, code])
  })
})

// A path or a command may be personal: it goes into no evidence.
test.each([
  ['keyring:anna-prod', 'the secret keyring:… is not available: this dc cannot read keyring: references'],
  ['file:/srv/anna/password', 'the secret file:… is not available: the file cannot be read (ENOENT)'],
  ['cmd:echo anna && exit 3', 'the secret cmd:… is not available: the command failed (3)'],
])('a reference that leads to nothing says why: %s', async (reference, why) => {
  const server = await startFtpServer({files: {'out/': ''}})
  try {
    const {exitCode, stdout} = await dc(['--files', `${server.url}/out`, '--credential', reference, '--json'], {integration: null})
    expect(exitCode).toBe(5)
    expect((JSON.parse(stdout) as Diagnosis).because).toContain(why)
    expect(stdout).not.toContain('anna')
  } finally {
    await server.stop()
  }
})

describe('usage', () => {
  test('nothing to judge names what to give', async () => {
    const {code, where, suggestions} = await errorOf([], {integration: null})
    expect({code, where}).toEqual({code: 'usage', where: 'INTEGRATION, --files, --hits'})
    expect(suggestions).toContain('dc diagnose --files deliveries/')
  })

  test('a mistyped symptom names the likely one', async () => {
    const {code, where, suggestions} = await errorOf(['--issue=no-product-id'])
    expect({code, where, suggestions}).toEqual({code: 'usage', where: '--issue', suggestions: ['--issue no-product-ids']})
  })

  test('all that is wrong is said at once', async () => {
    const args = ['--issue=nothing', '--since=yesterday', '--as-of=noon', '--time-zone=Berlin', '--fact=moon=full', '--fact=row-limit=many']
    const {code, message, where} = await errorOf(args)
    expect(code).toBe('usage')
    for (const flag of ['--issue', '--since', '--as-of', '--time-zone', '--fact']) {
      expect(where).toContain(flag)
      expect(message).toContain(flag)
    }
    expect(message).toMatch(/moon/)
    expect(message).toMatch(/row-limit/)
  })

  test.each([
    [['--day=2026-10-05', '--since=2026-10-01'], ''],
    [['--report=pdf=x.pdf'], '--report'],
    [['--ticket=nobody'], ''],
    [['--timeout=0'], ''],
    [['no-such-integration'], 'no-such-integration'],
    [['--files=no-such-folder'], 'no-such-folder'],
    [['--evidence=no-such-bundle'], 'no-such-bundle'],
    [['--filess=x'], '--filess'],
  ])('%j is refused', async (args, where) => {
    const error = await errorOf(args)
    expect(error.where ?? '').toContain(where)
    expect(error.message).not.toBe('')
  })

  test('a segment that the integration does not have', async () => {
    const {exitCode, stdout} = await dc(['--segment=newsletter-readers', '--json'])
    // It is judged as one of the user's own, and nothing of it is there.
    expect([2, 3, 4]).toContain(exitCode)
    expect(stdout).toContain('newsletter-readers')
  })
})

describe('--json', () => {
  let diagnosis: Diagnosis
  let folder = ''
  beforeAll(async () => {
    const world = await realWorld(FAULTY)
    folder = world.folder
    diagnosis = (await diagnoseJson(world.args, {cwd: world.folder, env: world.env, now: NOW})).diagnosis
    await world.remove()
  })

  test('has the shape of the contract', () => {
    expect(diagnoseSchema.parse(diagnosis)).toEqual(diagnosis)
    expect(diagnosis).toMatchObject({
      schemaVersion: 1,
      command: 'diagnose',
      integration: 'spring-email',
      asOf: '2026-10-09T12:00:00.000Z',
      verdict: 'fault-found',
      primary: 'event-without-products',
    })
    expect(Object.keys(diagnosis)).toEqual(
      expect.arrayContaining(['days', 'files', 'issues', 'notChecked', 'fileQuestion', 'accounts', 'proofs', 'collectors', 'notes']),
    )
  })

  test('a cause says why, who and what next', () => {
    const issue = diagnosis.issues.find(({id}) => id === 'no-product-ids')
    expect(issue).toMatchObject({present: true})
    const [first] = issue?.causes ?? []
    expect(first).toMatchObject({id: 'event-without-products', outcome: 'matched', confidence: 'certain', owner: 'you', recheckAt: null})
    expect(first?.because[0]).toMatchObject({
      fact: expect.stringContaining('4 of 4 rows without a product in deliveries/cart_abandonment_20261001.csv'),
      origin: {file: 'hits.ndjson', record: expect.any(Number)},
    })
    expect(first?.next.length).toBeGreaterThan(0)
    expect(first?.source).not.toBe('')
  })

  test('what was not checked says what would tell, and how to supply it', () => {
    expect(diagnosis.notChecked.length).toBeGreaterThan(0)
    for (const {how, causes} of diagnosis.notChecked) {
      expect(how).toMatch(/--[a-z]|dc [a-z]/)
      expect(causes.length).toBeGreaterThan(0)
    }
  })

  test('no path of the machine and nobody is named', () => {
    const text = JSON.stringify(diagnosis)
    expect(text).not.toContain(folder)
    expect(text).not.toContain(PERSON)
    expect(text).not.toContain('RCPT')
  })
})

describe('what is printed', () => {
  test('the file question first, then the verdict, the cause and who must act', async () => {
    const {stdout, stderr} = await dc([], FAULTY)
    expect(stderr).toBe('')
    const order = ['remarketing segment file', 'event-without-products', 'Set `s.products`'].map((text) => stdout.indexOf(text))
    expect(order.every((at) => at >= 0)).toBe(true)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(stdout).not.toContain('\u001B[')
    expect(stdout).not.toContain('RCPT')
  })

  test('--quiet prints less, and the same exit code', async () => {
    const loud = await dc([], FAULTY)
    const quiet = await dc(['--quiet'], FAULTY)
    expect(quiet.exitCode).toBe(loud.exitCode)
    expect(quiet.stdout.length).toBeLessThan(loud.stdout.length)
    expect(quiet.stdout).toContain('event-without-products')
  })

  test.each(['adobe', 'partner'])('--ticket %s is the text to send, and nothing else', async (kind) => {
    const {stdout, exitCode} = await dc([`--ticket=${kind}`], FAULTY)
    expect(exitCode).toBe(1)
    expect(stdout).toContain('shopprod')
    expect(stdout).toContain('cart_abandonment_20261001.csv')
    expect(stdout).not.toMatch(/RCPT|event-without-products:/)
    const {stdout: json} = await dc([`--ticket=${kind}`, '--json'], FAULTY)
    // The steps of a look take their time, and disks fill.
    const timeless = (text: string) => text.replaceAll(/\d+/g, '0').trimEnd()
    expect(timeless((JSON.parse(json) as Diagnosis).ticket ?? '')).toBe(timeless(stdout))
  })

  test('reports are written beside it', async () => {
    const {stdout} = await dc(['--report=json=reports/dc.json', '--report=markdown=reports/dc.md', '--json'], FAULTY)
    const written = readFileSync(join(real?.folder ?? '', 'reports/dc.json'), 'utf8')
    expect(JSON.parse(written)).toEqual(JSON.parse(stdout))
    const markdown = readFileSync(join(real?.folder ?? '', 'reports/dc.md'), 'utf8')
    expect(markdown).toMatch(/^# /)
    expect(markdown).toContain('event-without-products')
  })
})

test('--offline judges what was collected last, and contacts nobody', async () => {
  const world: World = {server: {kind: 'sftp'}, files: deliver({rows: (rows) => rows.map((row) => ({...row, product: ''}))})}
  const online = await dc(['--json'], world)
  const asked = real?.server?.commands.length
  const offline = await dc(['--offline', '--json'], world)
  expect(real?.server?.commands.length).toBe(asked)
  const [before, after] = [online, offline].map(({stdout}) => JSON.parse(stdout) as Diagnosis)
  expect(after?.files).toEqual(before?.files)
  expect(after?.accounts).toEqual(before?.accounts)
  expect([offline.exitCode, after?.verdict]).toEqual([online.exitCode, before?.verdict])
})

describe('bundles', () => {
  let elsewhere = ''
  beforeEach(() => {
    elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'dc-bundle-')))
  })
  afterEach(() => rmSync(elsewhere, {recursive: true, force: true}))

  test('an archive gives the diagnosis of its folder, and another question of the same evidence', async () => {
    const zip = join(elsewhere, 'case.zip')
    const {stdout} = await dc([`--save-evidence=${zip}`, '--json'], FAULTY)
    const options = {cwd: elsewhere, env: {DC_SETTINGS: join(elsewhere, '.settings')}, now: NOW}
    const again = await diagnoseJson(['--evidence=case.zip'], options)
    expect(again).toEqual({exitCode: 1, diagnosis: JSON.parse(stdout)})
    const files = await diagnoseJson(['--evidence=case.zip', '--issue=files-not-received'], options)
    expect(causesOf(files.diagnosis, 'matched')).toEqual({})
  })

  test('what lies there already is not replaced', async () => {
    const bundle = join(elsewhere, 'bundle')
    expect((await dc([`--save-evidence=${bundle}`], FAULTY)).exitCode).toBe(1)
    expect(await errorOf([`--save-evidence=${bundle}`])).toMatchObject({code: 'bundle-exists'})
    expect((await dc([`--save-evidence=${bundle}`, '--overwrite'], FAULTY)).exitCode).toBe(1)
    writeFileSync(join(elsewhere, 'letter.zip'), 'my letter')
    expect(await errorOf([`--save-evidence=${join(elsewhere, 'letter.zip')}`])).toMatchObject({code: 'not-a-bundle'})
    expect(readFileSync(join(elsewhere, 'letter.zip'), 'utf8')).toBe('my letter')
  })

  test('--evidence stands alone', async () => {
    const error = await errorOf(['--evidence=bundle', '--files=deliveries'])
    expect(error.message).toContain('--files')
  })
})

describe('the built command', () => {
  let world: RealWorld
  beforeAll(async () => {
    world = await realWorld(FAULTY)
  })
  afterAll(() => world.remove())

  test('judges, saves and judges again in processes of its own', async () => {
    const asOf = `--as-of=${NOW}`
    const bundle = join(world.folder, 'case')
    const first = await runDc(['diagnose', ...world.args, asOf, `--save-evidence=${bundle}`, '--json'], {cwd: world.folder, env: world.env})
    expect({exitCode: first.exitCode, stderr: first.stderr}).toEqual({exitCode: 1, stderr: ''})
    const diagnosis = JSON.parse(first.stdout) as Diagnosis
    expect(causesOf(diagnosis, 'matched')).toEqual({'event-without-products': 'you'})
    const second = await runDc(['diagnose', '--evidence=case', '--json'], {cwd: world.folder, env: world.env})
    expect(JSON.parse(second.stdout)).toEqual(diagnosis)
  })

  test('prints plain text into a pipe, and asks nothing', async () => {
    const {exitCode, stdout, stderr} = await runDc(['diagnose', `--as-of=${NOW}`], {
      cwd: world.folder,
      env: {...world.env, FORCE_COLOR: '0'},
    })
    expect({exitCode, stderr}).toEqual({exitCode: 4, stderr: ''})
    expect(stdout).not.toContain('\u001B[')
    expect(existsSync(join(world.folder, 'dc/.state'))).toBe(true)
  })
})
