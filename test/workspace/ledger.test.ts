import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {readLedger, recordDeliveries, type LedgerEntry} from '../../src/workspace/ledger.js'
import {createWorkspace, type Workspace} from '../../src/workspace/workspace.js'

let cwd = ''
let workspace: Workspace
beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'dc-ledger-'))
  workspace = await createWorkspace(join(cwd, 'dc'), cwd)
})
afterEach(() => rmSync(cwd, {recursive: true, force: true}))

function entry(name: string, hash: string | null = 'a'): Omit<LedgerEntry, 'firstSeen' | 'lastSeen'> {
  return {
    location: 'out',
    name,
    hash,
    size: 10,
    segment: 'purchases',
    reportSuite: null,
    series: '',
    kind: 'segment',
    day: '2026-10-05',
    rows: 1,
    rowsWithProduct: 1,
    rowsWithRecipient: 1,
    isProductKnown: true,
    isRecipientKnown: true,
    fileTime: null,
  }
}

const record = (time: string, ...files: ReturnType<typeof entry>[]) =>
  recordDeliveries(workspace, {locations: ['out'], files, now: new Date(time)})

test('a file keeps the time it was first seen, also when it is gone', async () => {
  await record('2026-10-06T05:00:00Z', entry('a.csv'))
  await record('2026-10-06T09:00:00Z', entry('a.csv'), entry('b.csv'))
  await record('2026-10-07T09:00:00Z')
  const {files, looks} = await readLedger(workspace)
  expect(files.map(({name, firstSeen, lastSeen}) => [name, firstSeen, lastSeen])).toEqual([
    ['a.csv', '2026-10-06T05:00:00.000Z', '2026-10-06T09:00:00.000Z'],
    ['b.csv', '2026-10-06T09:00:00.000Z', '2026-10-06T09:00:00.000Z'],
  ])
  expect(looks.map(({at}) => at)).toEqual(['2026-10-06T05:00:00.000Z', '2026-10-06T09:00:00.000Z', '2026-10-07T09:00:00.000Z'])
})

test('other rows under the same name are another file', async () => {
  await record('2026-10-06T05:00:00Z', entry('a.csv', 'a'))
  const {files} = await record('2026-10-07T05:00:00Z', entry('a.csv', 'b'))
  expect(files.map(({hash, firstSeen}) => [hash, firstSeen.slice(0, 10)])).toEqual([
    ['a', '2026-10-06'],
    ['b', '2026-10-07'],
  ])
})

test('processes that write at once lose nothing', async () => {
  const names = Array.from({length: 12}, (_, index) => `${index}.csv`)
  await Promise.all(names.map((name) => record('2026-10-06T05:00:00Z', entry(name))))
  expect((await readLedger(workspace)).files).toHaveLength(12)
})

test('a damaged ledger is refused, never replaced', async () => {
  mkdirSync(join(cwd, 'dc', '.state'), {recursive: true})
  writeFileSync(join(cwd, 'dc', '.state', 'deliveries.json'), '{"version": 1, "looks": [')
  await expect(record('2026-10-06T05:00:00Z', entry('a.csv'))).rejects.toMatchObject({where: expect.stringContaining('deliveries.json')})
})
