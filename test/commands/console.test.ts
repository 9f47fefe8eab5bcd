import {cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'
import {spawn} from '@lydell/node-pty'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {dashboardSchema, listSchema, logImportSchema, logSchema, showSchema, statusSchema} from '../../src/jobs/schemas/console.js'
import type {Integration} from '../../src/mapping/integration.js'
import {saveValidation} from '../../src/workspace/evidence.js'
import {recordDeliveries} from '../../src/workspace/ledger.js'
import {change} from '../../src/workspace/store.js'
import {createWorkspace, type Workspace} from '../../src/workspace/workspace.js'
import {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'

let root: string
let workspace: Workspace
let count = 0

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'dc-console-')))
})
afterAll(() => rm(root, {recursive: true}))
beforeEach(async () => {
  workspace = await createWorkspace(join(root, String(++count), 'dc'), root)
  await put(
    sampleIntegration(),
    sampleIntegration({id: 'autumn-email', name: 'Autumn', status: 'in-progress', reportSuite: 'shopdev', variables: [], events: []}),
  )
})

const put = (...integrations: Integration[]) => change(workspace, () => ({action: 'added', put: integrations}), {who: 'a test'})
const settings = () => join(root, String(count), 'settings')
const dc = (...args: string[]) => runDc(args, {cwd: join(workspace.folder, '..'), env: {DC_SETTINGS: settings()}})
const file = (id: string) => join(workspace.folder, 'integrations', `${id}.json`)
const statusOf = async (id: string) => (JSON.parse(await readFile(file(id), 'utf8')) as Integration).status
const json = async (...args: string[]) => {
  const {stdout, stderr, exitCode} = await dc(...args, '--json')
  expect(stderr).toBe('')
  return {exitCode, value: JSON.parse(stdout) as unknown}
}

describe('dc list', () => {
  test('one line per integration, with what is missing and what comes next', async () => {
    const {exitCode, stdout, stderr} = await dc('list')
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(stdout).toMatch(/^ID +PARTNER +SUITE +STATUS +MAPPING +VALIDATED +FILE +NEXT\n/)
    expect(stdout).toMatch(/^autumn-email +silverpop +shopdev +in-progress +\d+ missing +never +none seen +dc configure autumn-email$/m)
    expect(stdout).toMatch(/^spring-email +silverpop +shopprod +active +complete /m)
  })

  test('as JSON it fits its schema and says the same', async () => {
    const {value, exitCode} = await json('list')
    expect(exitCode).toBe(0)
    expect(listSchema.parse(value).integrations.map(({id, status}) => [id, status])).toEqual([
      ['autumn-email', 'in-progress'],
      ['spring-email', 'active'],
    ])
  })

  test.each([
    [['--suite', 'shopprod'], ['spring-email']],
    [['--status', 'in-progress', '--status', 'paused'], ['autumn-email']],
    [
      ['--partner', 'Acoustic Campaign'],
      ['autumn-email', 'spring-email'],
    ],
    [['--partner', 'lyris'], []],
    [['--sort=-id'], ['spring-email', 'autumn-email']],
  ])('%j', async (flags, ids) => {
    expect(listSchema.parse((await json('list', ...flags)).value).integrations.map(({id}) => id)).toEqual(ids)
  })

  test('columns, CSV and nothing that fits', async () => {
    expect((await dc('list', '--columns', 'suite,id', '--csv')).stdout).toBe('suite,id\nshopdev,autumn-email\nshopprod,spring-email\n')
    expect((await dc('list', '--partner', 'lyris')).stdout).toBe('No integration fits.\n')
    expect((await dc('list', '--partner', 'nobody')).exitCode).toBe(2)
  })

  test('evidence has a date', async () => {
    const time = '2026-11-20T10:00:00.000Z'
    const record = {time, captures: ['hits.har'], hits: 7, findings: {error: 1, warning: 0, info: 0}}
    await saveValidation(workspace, {suites: ['shopprod'], integrations: [], record})
    const location = 'sftp://user@files.shop.example:22/out/'
    const seen = {
      location,
      size: 1,
      hash: null,
      segment: 'cart-abandonment',
      reportSuite: 'shopprod',
      series: 'cart',
      kind: 'segment' as const,
    }
    const rows = {rows: 1, rowsWithProduct: 1, rowsWithRecipient: 1, isProductKnown: true, isRecipientKnown: true}
    const names = ['cart_20261119.csv', 'cart_20261118.csv'].map((name, index) => ({
      ...seen,
      ...rows,
      name,
      day: `2026-11-${19 - index}`,
      fileTime: `2026-11-${20 - index}T05:00:00.000Z`,
    }))
    const elsewhere = {...seen, ...rows, location: 'other', name: 'x.csv', day: '2026-11-21', fileTime: '2026-11-22T05:00:00.000Z'}
    await recordDeliveries(workspace, {locations: [location], files: [...names, elsewhere], now: new Date('2026-11-22T10:00:00Z')})
    const {integrations} = listSchema.parse((await json('list')).value)
    expect(integrations[1]).toMatchObject({validated: '2026-11-20', file: '2026-11-19'})
    expect(integrations[0]).toMatchObject({validated: 'never', file: 'none seen'})
    const {stdout} = await dc('show', 'spring-email')
    expect(stdout).toContain('1 error and 0 warnings in 7 hits of hits.har')
    expect(stdout).toContain('cart_20261119.csv about 2026-11-19')
  })

  test('a faulty file is named with its line; the others are listed; exit 2', async () => {
    await writeFile(file('spring-email'), '{"version": 1,\n "id": "spring-email",\n "name": 7}')
    const {exitCode, stdout, stderr} = await dc('list')
    expect(exitCode).toBe(2)
    expect(stdout).toContain('autumn-email')
    expect(stderr).toContain(`${join('dc', 'integrations', 'spring-email.json')}:3: name: `)
    expect(listSchema.parse((await json('list')).value).problems).toHaveLength(1)
  })

  test('--all lists every workspace that was worked in', async () => {
    await dc('pause', 'spring-email')
    const first = {env: {DC_SETTINGS: settings()}, cwd: root}
    const other = await createWorkspace(join(root, `${count}-other`, 'dc'), root)
    await change(other, () => ({action: 'added', put: [sampleIntegration({id: 'other-email'})]}), {who: 'a test'})
    await runDc(['pause', 'other-email', '--workspace', other.folder], first)
    const {stdout} = await runDc(['list', '--all', '--json'], first)
    expect(listSchema.parse(JSON.parse(stdout)).integrations.map(({id}) => id)).toEqual(['autumn-email', 'spring-email', 'other-email'])
    await rm(other.folder, {recursive: true})
    const gone = await runDc(['list', '--all'], first)
    expect(gone.exitCode).toBe(2)
    expect(gone.stderr).toContain(`${other.folder}: the workspace is not there any more`)
  })

  test('without a workspace it says how to make one', async () => {
    const {exitCode, stderr} = await runDc(['list'], {cwd: root})
    expect(exitCode).toBe(2)
    expect(stderr).toContain('dc add')
  })
})

describe('dc show and dc dashboard', () => {
  test('shows everything, by id or name', async () => {
    const {exitCode, stdout, stderr} = await dc('show', 'SPRING E-MAIL')
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    for (const part of [
      'Health',
      'Variables',
      'Events',
      'Collection',
      'Segment files',
      'Next',
      'campaign',
      'eVar12',
      'MID carries messageId',
      'env:SPRING_SFTP',
    ])
      expect(stdout).toContain(part)
    expect(stdout).toMatch(/as recorded in this workspace/)
  })

  test('as JSON it fits its schema', async () => {
    const {value, exitCode} = await json('show', 'autumn-email')
    expect(exitCode).toBe(0)
    expect(showSchema.parse(value)).toMatchObject({mapping: {complete: false}, next: 'dc configure autumn-email', pinned: false})
  })

  test('an unknown one is refused with the nearest', async () => {
    const {value, exitCode} = await json('show', 'spring-emial')
    expect(exitCode).toBe(2)
    expect(value).toMatchObject({error: {code: 'unknown-integration', suggestions: ['did you mean spring-email?', 'dc list']}})
  })

  test('without a name: the pinned one', async () => {
    expect((await json('show')).value).toMatchObject({error: {code: 'no-integration-named'}})
    expect(dashboardSchema.parse((await json('dashboard', 'spring-email')).value)).toMatchObject({pinned: 'spring-email', changed: true})
    expect(showSchema.parse((await json('show')).value)).toMatchObject({integration: {id: 'spring-email'}, pinned: true})
    expect((await dc('dashboard')).stdout).toContain('spring-email is pinned')
    expect(dashboardSchema.parse((await json('dashboard', '--clear')).value)).toMatchObject({pinned: null, changed: true})
    expect((await json('show')).value).toMatchObject({error: {code: 'no-integration-named'}})
  })

  test('an integration whose pin outlived it is named', async () => {
    await dc('dashboard', 'spring-email')
    await dc('remove', 'spring-email', '--purge', '--yes')
    expect((await json('show')).value).toMatchObject({error: {code: 'unknown-integration', where: 'spring-email'}})
  })
})

describe('dc pause, dc activate, dc remove', () => {
  test('pause and activate are recorded here only, and say so', async () => {
    const {stdout} = await dc('pause', 'spring-email')
    expect(stdout).toContain('active → paused')
    expect(stdout).toContain('nothing is switched on or off at Adobe or the partner')
    expect(await statusOf('spring-email')).toBe('paused')
    expect((await dc('pause', 'spring-email')).stdout).toContain('no change')
    expect(statusSchema.parse((await json('activate', 'spring-email')).value)).toMatchObject({
      before: 'paused',
      after: 'active',
      changed: true,
    })
    const {entries} = logSchema.parse((await json('log', 'spring-email')).value)
    expect(entries.map(({action, change: {status}}) => [action, status])).toEqual([
      ['added', [null, 'active']],
      ['paused', ['active', 'paused']],
      ['activated', ['paused', 'active']],
    ])
  })

  test('an incomplete one is not activated; everything that is missing is named at once', async () => {
    const {value, exitCode} = await json('activate', 'autumn-email')
    expect(exitCode).toBe(2)
    const {error} = value as {error: {code: string; message: string; suggestions: string[]}}
    expect(error.code).toBe('incomplete-integration')
    for (const role of ['messageId', 'recipientId', 'sent', 'bounced']) expect(error.message).toContain(role)
    expect(await statusOf('autumn-email')).toBe('in-progress')
  })

  test('--quiet does it without a word', async () => {
    for (const args of [['pause'], ['activate'], ['configure', '--notify', 'ops@shop.example'], ['remove', '--yes']]) {
      const [command = '', ...flags] = args
      expect(await dc(command, 'spring-email', ...flags, '--quiet')).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
    }
    expect(await statusOf('spring-email')).toBe('deleted')
  })

  test('one in progress cannot be paused', async () => {
    expect((await json('pause', 'autumn-email')).value).toMatchObject({error: {code: 'not-active'}})
  })

  test('one whose connector nobody knows cannot be activated', async () => {
    await put(sampleIntegration({id: 'strange', partner: 'nobody', status: 'in-progress'}))
    expect((await json('activate', 'strange')).value).toMatchObject({error: {code: 'unknown-partner'}})
  })

  test('--dry-run says what would be and writes nothing', async () => {
    const before = await readFile(join(workspace.folder, 'activity.ndjson'), 'utf8')
    expect(statusSchema.parse((await json('pause', 'spring-email', '--dry-run')).value)).toMatchObject({after: 'paused', dryRun: true})
    expect(statusSchema.parse((await json('remove', 'spring-email', '--purge', '--dry-run')).value)).toMatchObject({after: null})
    expect(await statusOf('spring-email')).toBe('active')
    expect(await readFile(join(workspace.folder, 'activity.ndjson'), 'utf8')).toBe(before)
  })

  test('without a terminal nothing is removed unless it is confirmed', async () => {
    const {value, exitCode} = await json('remove', 'spring-email')
    expect(exitCode).toBe(2)
    expect(value).toMatchObject({error: {code: 'not-confirmed', suggestions: expect.arrayContaining(['dc remove spring-email --yes'])}})
    expect((await json('remove', 'spring-email', '--confirm', 'autumn')).value).toMatchObject({error: {where: '--confirm'}})
    expect(await statusOf('spring-email')).toBe('active')
  })

  test('removed is deleted but there; purged is gone, but not from the log', async () => {
    expect((await dc('remove', 'spring-email', '--confirm', 'spring e-mail')).exitCode).toBe(0)
    expect(await statusOf('spring-email')).toBe('deleted')
    expect((await dc('list')).stdout).not.toContain('spring-email')
    expect((await dc('list', '--status', 'deleted')).stdout).toContain('spring-email')
    expect((await dc('activate', 'spring-email')).stdout).toContain('deleted → active')
    expect((await dc('remove', 'spring-email', '--yes', '--purge')).exitCode).toBe(0)
    await expect(readFile(file('spring-email'))).rejects.toThrow('ENOENT')
    expect((await dc('log', 'spring-email')).stdout).toContain('purged')
  })

  describe('on a terminal', () => {
    const onTerminal = async (answers: string[], cols = 80) => {
      const child = spawn(process.execPath, [join(process.cwd(), 'bin', 'run.js'), 'remove', 'spring-email'], {
        cwd: join(workspace.folder, '..'),
        cols,
        env: {...process.env, DC_SETTINGS: settings()},
      })
      let shown = ''
      const left = [...answers]
      child.onData((data) => {
        shown += data
        // A narrow window breaks the question anywhere.
        const text = stripVTControlCharacters(shown).replace(/\s+/g, '')
        if (text.includes('Typeitsname') && left.length > 0) child.write(left.shift() ?? '')
      })
      const exitCode = await new Promise<number>((resolve) => child.onExit((event) => resolve(event.exitCode)))
      return {exitCode, shown}
    }

    test('the name is asked for', async () => {
      const {exitCode, shown} = await onTerminal(['Spring e-mail\r'])
      expect({exitCode, asked: shown.includes('Type its name')}).toEqual({exitCode: 0, asked: true})
      expect(await statusOf('spring-email')).toBe('deleted')
    })

    test('Ctrl-C leaves it, also in a narrow window', async () => {
      const {exitCode} = await onTerminal(['\u0003'], 30)
      expect(exitCode).toBe(130)
      expect(await statusOf('spring-email')).toBe('active')
    })
  })
})

describe('dc log', () => {
  test('who, when and what; --since; bad lines are named and kept', async () => {
    await dc('pause', 'spring-email')
    const path = join(workspace.folder, 'activity.ndjson')
    await writeFile(path, `garbage\n${await readFile(path, 'utf8')}`)
    const {stdout, stderr, exitCode} = await dc('log', 'spring-email')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\dZ {2}spring-email {2}paused {2}.+\n {4}status: active → paused$/m)
    expect(stderr).toContain(`${join('dc', 'activity.ndjson')}:1: not JSON`)
    expect(logSchema.parse((await json('log', '--since', '1h')).value)).toMatchObject({bad: [{line: 1, text: 'garbage'}]})
    expect(logSchema.parse((await json('log', '--since', '2126-01-01')).value).entries).toEqual([])
    expect((await json('log', '--since', 'tomorrow')).value).toMatchObject({error: {code: 'usage', where: '--since'}})
    expect(await readFile(path, 'utf8')).toMatch(/^garbage\n/)
  })

  test('who is who git says', async () => {
    await mkdir(join(workspace.folder, '..', '.git'))
    const env = {
      DC_SETTINGS: settings(),
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'user.name',
      GIT_CONFIG_VALUE_0: 'A. Consultant',
      GIT_CONFIG_KEY_1: 'user.email',
      GIT_CONFIG_VALUE_1: 'a@agency.example',
    }
    await runDc(['pause', 'spring-email'], {cwd: join(workspace.folder, '..'), env})
    expect(logSchema.parse((await json('log', 'spring-email')).value).entries.at(-1)?.who).toBe('A. Consultant <a@agency.example>')
  })

  test("Adobe's own log is taken over once, what is not understood too", async () => {
    const text = [
      'Event\tDate',
      'Metric data imported successfully (13 Row(s)).\tSep 4, 2013 3:14 AM',
      'Error code: 4\t09/05/2013 10:00 AM',
      'what is this',
    ].join('\n')
    await writeFile(join(workspace.folder, '..', 'adobe.txt'), text)
    expect((await json('log', 'import', 'adobe.txt')).value).toMatchObject({error: {where: '--integration'}})
    const first = logImportSchema.parse((await json('log', 'import', 'adobe.txt', '--integration', 'spring-email')).value)
    expect(first).toMatchObject({known: 0, notUnderstood: 1, entries: [{time: '2013-09-04T03:14:00.000Z', who: 'Adobe'}, {}, {}]})
    const second = logImportSchema.parse((await json('log', 'import', 'adobe.txt', '--integration', 'spring-email')).value)
    expect(second).toMatchObject({known: 3, entries: []})
    const {stdout} = await dc('log', 'spring-email')
    expect(stdout).toContain('Error code: 4: an attribute is missing that the integration defines')
    expect(stdout).toContain('what is this')
  })
})

test('twenty commands at once lose nothing', async () => {
  const ids = Array.from({length: 20}, (_, index) => `mailing-${index + 1}`)
  await put(...ids.map((id) => sampleIntegration({id, reportSuite: id})))
  const runs = await Promise.all(ids.map((id) => dc('pause', id)))
  expect(runs.map(({exitCode}) => exitCode)).toEqual(ids.map(() => 0))
  const {integrations} = listSchema.parse((await json('list', '--status', 'paused')).value)
  expect(integrations).toHaveLength(20)
  const {entries} = logSchema.parse((await json('log', '--since', '1h')).value)
  expect(entries.filter(({action}) => action === 'paused')).toHaveLength(20)
}, 60_000)

test('rules know the integrations of the workspace', async () => {
  // A cart addition without a product: an error only where a file would lack the product.
  const hit = (suite: string) =>
    `https://data.shop.example/b/ss/${suite}/1/JS-2.26.0/s21?AQB=1&pageName=cart&events=scAdd&g=https%3A%2F%2Fwww.shop.example%2F&AQE=1\n`
  const severity = async (suite: string) => {
    const {stdout} = await runDc(['validate', '-', '--json', '--rule', 'cart-add-without-products'], {
      cwd: join(workspace.folder, '..'),
      input: hit(suite),
    })
    return (JSON.parse(stdout) as {findings: {severity: string}[]}).findings.map((each) => each.severity)
  }
  expect([await severity('shopprod'), await severity('othersuite')]).toEqual([['error'], ['warning']])
  await cp(file('spring-email'), file('copy-of-it'))
  const {exitCode, stderr} = await runDc(['validate', '-'], {cwd: join(workspace.folder, '..'), input: hit('shopprod')})
  expect(exitCode).toBe(2)
  expect(stderr).toContain('copy-of-it.json')
})
