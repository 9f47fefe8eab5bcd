import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {suitesImportSchema, suitesShowSchema} from '../../src/jobs/schemas/mapping.js'
import {change} from '../../src/workspace/store.js'
import {readSuiteFile} from '../../src/workspace/suite-file.js'
import {createWorkspace, type Workspace} from '../../src/workspace/workspace.js'
import {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'

const SDR = `Variable,Name,Enabled,Type,Expiration,Allocation
eVar12,Recipient ID,Yes,Text String,30 days,Most Recent
event20,Sends,Yes,Numeric,,
foo,Bar,,,,
`

let root: string
let workspace: Workspace
let count = 0

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'dc-suites-')))
})
afterAll(() => rm(root, {recursive: true}))
beforeEach(async () => {
  workspace = await createWorkspace(join(root, String(++count), 'dc'), root)
  await writeFile(join(root, String(count), 'sdr.csv'), SDR)
})

const dc = (args: string[], input?: string | Uint8Array) =>
  runDc(args, {
    cwd: join(workspace.folder, '..'),
    env: {DC_SETTINGS: join(root, String(count), 'settings')},
    ...(input !== undefined && {input}),
  })
const file = () => join(workspace.folder, 'suites', 'shopprod.json')

describe('dc suites import', () => {
  test('writes what it read, says what it did not and what nobody said; again is no change', async () => {
    const {exitCode, stdout, stderr} = await dc(['suites', 'import', 'sdr.csv', '--suite', 'shopprod'])
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(stdout).toContain('1 variable and 1 event of shopprod from sdr.csv')
    expect(stdout).toContain('Rows not read: 1')
    expect(stdout).toContain('line 4: "foo" is no variable')
    expect(stdout).toContain('whether a slot that is not listed is in use')
    const bytes = await readFile(file(), 'utf8')
    const again = await dc(['suites', 'import', 'sdr.csv', '--suite', 'shopprod', '--json'])
    expect(suitesImportSchema.parse(JSON.parse(again.stdout))).toMatchObject({
      changed: false,
      dryRun: false,
      file: join('dc', 'suites', 'shopprod.json'),
    })
    expect((await dc(['suites', 'import', 'sdr.csv', '--suite', 'shopprod'])).stdout).toContain('no change')
    expect(await readFile(file(), 'utf8')).toBe(bytes)
    expect(await readSuiteFile(workspace, 'shopprod')).toMatchObject({
      origin: 'sdr.csv',
      variables: [
        {variable: 'eVar12', name: 'Recipient ID', enabled: true, type: 'text', allocation: 'most-recent', expiration: '30 days'},
      ],
      events: [{event: 'event20', type: 'numeric'}],
    })
  })

  test('makes the workspace when there is none, but not with --dry-run', async () => {
    await rm(workspace.folder, {recursive: true})
    const args = ['suites', 'import', 'sdr.csv', '--suite', 'shopprod']
    expect((await dc([...args, '--dry-run'])).exitCode).toBe(0)
    expect(existsSync(workspace.folder)).toBe(false)
    expect(await dc(args)).toMatchObject({exitCode: 0, stderr: ''})
    expect(existsSync(join(workspace.folder, 'workspace.json'))).toBe(true)
    expect(existsSync(file())).toBe(true)
  })

  test('from standard input, in the encodings spreadsheets write, with --dry-run', async () => {
    const text = 'Variable,Name\neVar12,Empfänger\n'
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from(text, 'latin1')]) {
      const {stdout} = await dc(['suites', 'import', '-', '--suite', 'shopprod', '--dry-run', '--json'], bytes)
      const result = suitesImportSchema.parse(JSON.parse(stdout))
      expect(result.snapshot.variables).toMatchObject([{variable: 'eVar12', name: 'Empfänger'}])
      expect(result).toMatchObject({dryRun: true, changed: true})
    }
    await expect(readFile(file())).rejects.toThrow('ENOENT')
  })

  test.each([
    [['sdr.csv'], 'does not say which report suite', 'dc suites import sdr.csv --suite RSID'],
    [['sdr.csv', '--suite', '../up'], 'is no id of a report suite', ''],
    [['sdr.csv', '--suite', 'vrs_shop_eu'], 'virtual report suite', ''],
    [['missing.csv', '--suite', 'shopprod'], 'there is no such file', ''],
    [['dc/workspace.json', '--suite', 'shopprod'], 'nothing in it is a variable', 'a table with a column'],
    [['api.json', '--suite', 'shopdev'], 'is about the report suite shopprod, not shopdev', '--suite shopprod'],
  ])('%j is refused', async (args, why, advice) => {
    await writeFile(join(root, String(count), 'api.json'), '{"rsid": "shopprod", "evars": [{"id": "evar1", "name": "A"}]}')
    const {exitCode, stderr} = await dc(['suites', 'import', ...args])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(why)
    expect(stderr).toContain(advice)
  })

  test('a folder that is a link to elsewhere is not written into', async () => {
    await mkdir(join(root, String(count), 'elsewhere'))
    await symlink(join(root, String(count), 'elsewhere'), join(workspace.folder, 'suites'))
    const {exitCode, stderr} = await dc(['suites', 'import', 'sdr.csv', '--suite', 'shopprod'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('may lead out of the workspace')
  })
})

describe('dc suites show', () => {
  test('every slot that is known, and who uses it', async () => {
    await dc(['suites', 'import', 'sdr.csv', '--suite', 'shopprod'])
    await change(workspace, () => ({action: 'added', put: [sampleIntegration()]}), {who: 'a test'})
    const {exitCode, stdout} = await dc(['suites', 'show', 'shopprod'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^eVar12 +Recipient ID +yes +text +most-recent +30 days +spring-email \(recipientId\)$/m)
    expect(stdout).toMatch(/^event21 +unknown +spring-email \(opened\)$/m)
    const result = suitesShowSchema.parse(JSON.parse((await dc(['suites', 'show', 'shopprod', '--json'])).stdout))
    expect(result.slots.map(({slot}) => slot)).toEqual(['campaign', 'eVar12', 'event20', 'event21', 'event22', 'event23', 'event24'])
  })
  test('a suite nobody knows of', async () => {
    const {exitCode, stderr} = await dc(['suites', 'show', 'nowhere'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('dc suites import FILE --suite nowhere')
  })
  test.each([
    ['{"version": 2, "reportSuite": "shopprod"}', 'newer dc'],
    ['{"version": 1, "reportSuite": "other"}', 'called after its report suite'],
    ['{"version": 1,\n"reportSuite": "shopprod",\n"events": [{"event": "event0"}]}', 'shopprod.json:3: events[0].event'],
    ['{"version": 1, "reportSuite": "shopprod", "variables": [{"variable": "eVar1"}, {"variable": "eVar1"}]}', 'is listed twice'],
  ])('a faulty file is refused: %s', async (content, why) => {
    await mkdir(join(workspace.folder, 'suites'))
    await writeFile(file(), content)
    const {exitCode, stderr} = await dc(['suites', 'show', 'shopprod'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(why)
  })
})
