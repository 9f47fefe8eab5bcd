import {execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import {appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {build} from 'esbuild'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {ACTIVITY_FILE, readActivityLog} from '../../src/workspace/activity-log.js'
import {writeIntegration} from '../../src/workspace/integration-schema.js'
import {withLock} from '../../src/workspace/lock.js'
import {change, loadIntegrations} from '../../src/workspace/store.js'
import {createWorkspace, type Workspace} from '../../src/workspace/workspace.js'
import {sampleIntegration} from '../support/integration.js'

let root: string
let workspace: Workspace
let writer: string
let count = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dc-store-'))
  writer = join(root, 'writer.mjs')
  await build({entryPoints: ['test/workspace/writer.ts'], outfile: writer, bundle: true, platform: 'node', format: 'esm', target: 'node20'})
})
afterAll(() => rm(root, {recursive: true}))
beforeEach(async () => {
  workspace = await createWorkspace(join(root, String(++count), 'dc'), root)
})

const path = (...parts: string[]) => join(workspace.folder, ...parts)
const add = (id: string) => change(workspace, () => ({action: 'added', put: [sampleIntegration({id})]}), {who: 'a test'})
const ids = async () => (await loadIntegrations(workspace)).integrations.map(({id}) => id)
const log = () => readActivityLog(path(ACTIVITY_FILE))
/** Everything a workspace holds that is not a trace of being held. */
const files = async () => (await readdir(workspace.folder, {recursive: true})).filter((name) => name !== '.state').toSorted()

describe('a change', () => {
  test('writes file and log together, with who, when and what', async () => {
    await add('spring-email')
    const now = new Date('2126-11-23T10:00:00Z')
    const {changed, files: written} = await change(
      workspace,
      ({integrations}) => ({action: 'paused', put: integrations.map((each) => ({...each, status: 'paused' as const}))}),
      {who: 'A. Consultant <a@agency.example>', now},
    )
    expect({changed, written}).toEqual({changed: true, written: [join(String(count), 'dc', 'integrations', 'spring-email.json')]})
    expect((await log()).entries.at(-1)).toEqual({
      time: '2126-11-23T10:00:00.000Z',
      who: 'A. Consultant <a@agency.example>',
      integration: 'spring-email',
      action: 'paused',
      change: {status: ['active', 'paused']},
    })
  })

  test('that changes nothing writes nothing', async () => {
    await add('spring-email')
    const before = await readFile(path(ACTIVITY_FILE), 'utf8')
    expect(await add('spring-email')).toMatchObject({changed: false, entries: []})
    expect(await readFile(path(ACTIVITY_FILE), 'utf8')).toBe(before)
  })

  test('in a dry run says what it would do and touches nothing', async () => {
    const before = await files()
    const plan = await change(workspace, () => ({action: 'added', put: [sampleIntegration()]}), {dryRun: true, who: 'a test'})
    expect(plan).toMatchObject({changed: true, entries: [{action: 'added', change: {partner: [null, 'silverpop']}}]})
    expect(await files()).toEqual(before)
  })

  test('that is refused by its edit leaves nothing behind', async () => {
    await add('spring-email')
    const before = await files()
    await expect(
      change(workspace, () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await files()).toEqual(before)
    await add('autumn-email')
  })

  test('can purge: the file goes, the log keeps what it held', async () => {
    await add('spring-email')
    await change(workspace, () => ({action: 'purged', purge: ['spring-email']}), {who: 'a test'})
    expect(await ids()).toEqual([])
    expect((await log()).entries.at(-1)).toMatchObject({action: 'purged', change: {'variables.messageId.variable': ['campaign', null]}})
  })

  test('of a file with an error in it is refused, and the file stays as it is', async () => {
    const broken = '{"version": 1, "id": "spring-email",\n  "colour": "red"}'
    await writeFile(path('integrations', 'spring-email.json'), broken)
    await expect(add('spring-email')).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringContaining(':2: colour: unknown key'),
    })
    expect(await readFile(path('integrations', 'spring-email.json'), 'utf8')).toBe(broken)
    expect((await log()).entries).toEqual([])
    // Another one is not held up.
    await add('autumn-email')
  })

  test('of a file of a newer dc is refused', async () => {
    const newer = writeIntegration(sampleIntegration()).replace('"version": 1', '"version": 2')
    await writeFile(path('integrations', 'spring-email.json'), newer)
    await expect(add('spring-email')).rejects.toMatchObject({code: 'newer-version'})
    expect(await readFile(path('integrations', 'spring-email.json'), 'utf8')).toBe(newer)
  })
})

describe('nothing leads out of the workspace', () => {
  test.each(['../../evil', '/etc/evil', 'a/b', 'a\\b', '..', 'CON', 'con', 'lpt1', 'A', '', 'a'.repeat(65), 'ä', 'a\0'])(
    'the id %j',
    async (id) => {
      const before = await files()
      await expect(
        change(workspace, () => ({action: 'added', put: [{...sampleIntegration(), id}]}), {who: 'a test'}),
      ).rejects.toMatchObject({code: 'bad-id'})
      await expect(change(workspace, () => ({action: 'purged', purge: [id]}), {who: 'a test'})).rejects.toMatchObject({code: 'bad-id'})
      expect(await files()).toEqual(before)
    },
  )

  test('a link in the place of an integration is not followed', async () => {
    const outside = join(root, `outside-${count}.json`)
    await writeFile(outside, writeIntegration(sampleIntegration({description: 'outside'})))
    await symlink(outside, path('integrations', 'spring-email.json'))
    expect([...(await loadIntegrations(workspace)).problems.keys()]).toEqual(['spring-email'])
    await expect(add('spring-email')).rejects.toMatchObject({code: 'invalid-file'})
    expect(await readFile(outside, 'utf8')).toContain('"outside"')
  })

  test.each(['integrations', '.state'])('a link in the place of %s is not followed', async (name) => {
    const outside = join(root, `outside-${count}`)
    await mkdir(outside)
    await rm(path(name), {recursive: true, force: true})
    await symlink(outside, path(name))
    await expect(add('spring-email')).rejects.toMatchObject({code: 'outside-workspace'})
    expect(await readdir(outside)).toEqual([])
  })

  test('a link in the place of the log is not followed', async () => {
    const outside = join(root, `outside-${count}.log`)
    await writeFile(outside, 'mine\n')
    await symlink(outside, path(ACTIVITY_FILE))
    await expect(add('spring-email')).rejects.toMatchObject({code: 'write-failed'})
    expect(await readFile(outside, 'utf8')).toBe('mine\n')
    expect(await ids()).toEqual([])
  })

  test('a journal cannot either', async () => {
    await mkdir(path('.state'))
    await writeFile(
      path('.state', 'journal.json'),
      JSON.stringify({version: 1, log: {size: 0, lines: ''}, files: [{path: '../evil', content: 'x'}]}),
    )
    await expect(loadIntegrations(workspace)).rejects.toMatchObject({code: 'invalid-journal'})
    expect(await readdir(join(workspace.folder, '..'))).toEqual(['dc'])
  })
})

describe('a journal that a killed process left is carried out once', () => {
  const line = `${JSON.stringify({time: '2026-11-23T10:00:00.000Z', who: 'x', integration: 'spring-email', action: 'added', change: {}})}\n`
  const old = '{"time":"2026-11-22T10:00:00.000Z","who":"x","integration":null,"action":"workspace","change":{}}\n'
  const file = writeIntegration(sampleIntegration())

  test.each([
    ['nothing was done yet', old, undefined, false],
    ['half of the line was written', old + line.slice(0, 40), undefined, false],
    ['the line was written', old + line, undefined, false],
    ['all was done but removing the journal', old + line, file, false],
    ['others added lines since', `${old}${line}${old}`, file, false],
    ['the log was put back by hand', '', file, false],
    ['the last line before had no end', old.trimEnd(), undefined, true],
    ['the same, half written', `${old.trimEnd()}\n${line.slice(0, 9)}`, undefined, true],
  ])('%s', async (_when, logText, integration, unended) => {
    await mkdir(path('.state'))
    await writeFile(path(ACTIVITY_FILE), logText)
    if (integration !== undefined) await writeFile(path('integrations', 'spring-email.json'), integration)
    await writeFile(path('integrations', '.spring-email.json.4194305.0123abcd.tmp'), 'half')
    const size = unended ? old.trimEnd().length : old.length
    const journal = {version: 1, log: {size, lines: line}, files: [{path: 'integrations/spring-email.json', content: file}]}
    await writeFile(path('.state', 'journal.json'), JSON.stringify(journal))
    expect(await ids()).toEqual(['spring-email'])
    expect(await ids()).toEqual(['spring-email'])
    const {entries, bad} = await log()
    expect(bad).toEqual([])
    expect(entries.filter(({action}) => action === 'added')).toHaveLength(1)
    expect(await readdir(path('integrations'))).toEqual(['spring-email.json'])
    expect(await readdir(path('.state'))).toEqual([])
  })
})

describe('processes', () => {
  const run = (...args: string[]) => spawn(process.execPath, [writer, ...args], {stdio: ['ignore', 'pipe', 'inherit']})

  test('twenty that add at once, to a workspace that is not there yet, lose nothing', async () => {
    workspace = {folder: join(root, `${count}-new`, 'dc'), cwd: root}
    const names = Array.from({length: 20}, (_, index) => `mailing-${String(index).padStart(2, '0')}`)
    const codes = await Promise.all(names.map(async (id) => (await once(run('add', workspace.folder, id), 'close'))[0]))
    expect(codes).toEqual(names.map(() => 0))
    expect(await ids()).toEqual(names)
    const {entries, bad} = await log()
    expect({bad, added: new Set(entries.map(({integration}) => integration)), lines: entries.length}).toEqual({
      bad: [],
      added: new Set(names),
      lines: 20,
    })
    expect(await readdir(path('.state'))).toEqual([])
  }, 60_000)

  test('one that is killed at any moment leaves the old state or the new one', async () => {
    let total = 0
    for (let round = 0; round < 40; round++) {
      const child = run('count', workspace.folder)
      await once(child.stdout, 'data')
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 150))
      child.kill('SIGKILL')
      await once(child, 'close')
      const {integrations, problems} = await loadIntegrations(workspace)
      const {entries, bad} = await log()
      expect({problems: problems.size, bad}).toEqual({problems: 0, bad: []})
      const made = entries.length / 2
      expect(integrations.map(({description}) => description)).toEqual(made === 0 ? [] : [String(made), String(made)])
      total = made
    }
    expect(total).toBeGreaterThan(20)
    await add('spring-email')
    expect(await readdir(path('.state'))).toEqual([])
    expect(await readdir(path('integrations'))).toEqual(['one.json', 'spring-email.json', 'two.json'])
  }, 120_000)

  test('one that died with the lock holds up nobody', async () => {
    const child = run('hold', workspace.folder)
    await once(child.stdout, 'data')
    const waiting = add('spring-email')
    child.kill('SIGKILL')
    const start = Date.now()
    await waiting
    expect(Date.now() - start).toBeLessThan(2000)
  })

  test('one that lives and holds the lock is waited for, then named', async () => {
    const child = run('hold', workspace.folder)
    await once(child.stdout, 'data')
    const failure = withLock(path('.state'), async () => undefined, {patienceMs: 200})
    await expect(failure).rejects.toMatchObject({code: 'workspace-busy', message: expect.stringContaining(String(child.pid))})
    child.kill('SIGKILL')
  })
})

/** Whether this user can make a disk of its own that is soon full. */
function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], {stdio: 'ignore'})
    return process.getuid?.() === 0 && process.platform === 'linux'
  } catch {
    return false
  }
}

describe('where it cannot write', () => {
  // In a mount namespace of its own: nothing stays mounted, however the test ends.
  const onSmallDisk = (script: string) =>
    execFileSync('unshare', ['--mount', 'bash', '-c', `mount -t tmpfs -o size=64k tmpfs "$1"; ${script}`, 'bash', path()], {
      encoding: 'utf8',
    })

  test.skipIf(!canMount())(
    'a full disk: a clear error, nothing half written',
    () => {
      const output = onSmallDisk(`
      for n in $(seq 1 40); do
        "${process.execPath}" "${writer}" add "$1" "mailing-$n" 2>&1 | grep -o "code: '[a-z-]*'" | head -1
      done
      ls -A "$1/integrations" | wc -l
      wc -l < "$1/activity.ndjson"
      ls -A "$1/.state" | wc -l
    `)
      const lines = output.trim().split('\n')
      const [written, logged, left] = lines.slice(-3).map(Number)
      expect(new Set(lines.slice(0, -3))).toEqual(new Set([`code: 'disk-full'`]))
      expect(written).toBeGreaterThan(0)
      expect({logged, left}).toEqual({logged: written, left: 0})
    },
    120_000,
  )

  test.skipIf(process.getuid?.() !== 0)('a folder of somebody else: a clear error', async () => {
    await add('spring-email')
    const before = await readFile(path(ACTIVITY_FILE), 'utf8')
    const child = spawn(process.execPath, [writer, 'add', workspace.folder, 'autumn-email'], {
      uid: 65_534,
      gid: 65_534,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    execFileSync('chmod', ['-R', 'a+rX', root])
    await once(child, 'close')
    expect(stderr).toMatch(/may not be written \(EACCES\)/)
    expect(await readFile(path(ACTIVITY_FILE), 'utf8')).toBe(before)
  })
})

describe('the log', () => {
  test('bad lines are named and kept, in whatever order a merge left them', async () => {
    await add('spring-email')
    await appendFile(path(ACTIVITY_FILE), '<<<<<<< HEAD\nnot json\n{"time": "yesterday"}\n')
    await add('autumn-email')
    const {entries, bad} = await log()
    expect(entries.map(({integration}) => integration)).toEqual(['spring-email', 'autumn-email'])
    expect(bad).toMatchObject([
      {line: 2, reason: 'a mark of an unfinished merge'},
      {line: 3, reason: 'not JSON', text: 'not json'},
      {line: 4, reason: expect.stringContaining('time')},
    ])
  })

  test('a last line without its end does not swallow the next', async () => {
    await writeFile(path(ACTIVITY_FILE), 'cut')
    await add('spring-email')
    expect((await log()).entries).toHaveLength(1)
  })
})
