import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {collectLog} from '../../src/jobs/collect-log.js'
import {collectWarehouse} from '../../src/jobs/collect-warehouse.js'
import {importAdobeLog} from '../../src/jobs/import-adobe-log.js'
import {createWorkspace, type Workspace} from '../../src/workspace/workspace.js'
import {writeIntegration} from '../../src/workspace/integration-schema.js'
import {sampleIntegration} from '../support/integration.js'
import {warehouseRequest} from '../support/warehouse.js'

let cwd: string
let workspace: Workspace
const ROWS = [
  'Event,Date',
  'Metric Data exported successfully,10/05/2026 06:10',
  'Metric Data exported successfully,10/05/2026 06:10',
  'Error code 0,10/06/2026 06:10',
]

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'dc-collect-'))
  workspace = await createWorkspace(join(cwd, 'dc'), cwd)
  await writeFile(join(cwd, 'dc/integrations/spring-email.json'), writeIntegration(sampleIntegration()))
  await writeFile(join(cwd, 'log.txt'), ROWS.join('\n'))
  await writeFile(join(cwd, 'later.txt'), [...ROWS, 'Something new'].join('\n'))
  const flags = {'dry-run': false, workspace: undefined, integration: 'spring-email'}
  await importAdobeLog('log.txt', flags, cwd, {stdin: (async function* () {})(), now: new Date('2026-11-23T12:00:00Z')})
})
afterAll(() => rm(cwd, {recursive: true}))

test('a log names its lines; times are those of its dates', async () => {
  const {evidence, reports} = await collectLog(['log.txt'], {cwd, integration: undefined, workspace: undefined})
  expect(evidence?.entries).toMatchObject([
    {kind: 'export', outcome: 'done', at: '2026-10-05T06:10:00.000Z', origin: {file: 'log.txt', record: 2}},
    {kind: 'export', outcome: 'done', origin: {record: 3}},
    {kind: 'export', outcome: 'failed', code: 0, at: '2026-10-06T06:10:00.000Z', origin: {file: 'log.txt', record: 4}},
  ])
  expect(reports).toEqual([{evidence: 'log', what: 'log.txt', outcome: 'collected', code: null, detail: null}])
})

test('what was imported before counts too, each event once, and the oldest first', async () => {
  const {evidence} = await collectLog(['later.txt'], {cwd, integration: 'spring-email', workspace})
  expect(evidence?.entries.map(({text, origin}) => [text, origin.file, origin.record])).toEqual([
    ['Metric Data exported successfully', 'dc/activity.ndjson', expect.any(Number)],
    ['Metric Data exported successfully', 'dc/activity.ndjson', expect.any(Number)],
    ['Error code 0', 'dc/activity.ndjson', expect.any(Number)],
    ['Something new', 'later.txt', 5],
  ])
  expect((await collectLog([], {cwd, integration: 'other', workspace})).evidence).toBeNull()
})

test('each file fails alone, and says why', async () => {
  await writeFile(join(cwd, 'empty.txt'), '\n')
  const {evidence, reports, errors} = await collectLog(['no.txt', 'empty.txt', 'log.txt', 'dc'], {
    cwd,
    integration: undefined,
    workspace: undefined,
  })
  expect(evidence?.entries).toHaveLength(3)
  expect(reports.map(({what, outcome, code}) => [what, outcome, code])).toEqual([
    ['no.txt', 'failed', 'no-such-file'],
    ['empty.txt', 'failed', 'nothing-to-import'],
    ['log.txt', 'collected', null],
    ['dc', 'failed', 'unreadable-file'],
  ])
  expect(errors).toHaveLength(3)
})

test('schedules: UTF-16 as a shell of Windows saves it, and a file that is none', async () => {
  await writeFile(join(cwd, 'schedule.json'), Buffer.from(`\uFEFF${JSON.stringify(warehouseRequest())}`, 'utf16le'))
  const {evidence, reports} = await collectWarehouse(['schedule.json', 'log.txt'], {cwd, integration: sampleIntegration(), segment: null})
  expect(evidence?.requests).toMatchObject([{fit: 'named', origin: {file: 'schedule.json', record: 0}}])
  expect(reports.map(({outcome, code}) => [outcome, code])).toEqual([
    ['collected', null],
    ['failed', 'not-json'],
  ])
  expect((await collectWarehouse(['log.txt'], {cwd, integration: undefined, segment: null})).evidence).toBeNull()
})
