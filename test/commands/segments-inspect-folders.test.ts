import {mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {segmentsInspectSchema} from '../../src/jobs/schemas/segments-inspect.js'
import type {InspectResult} from '../../src/segments/inspection.js'
import {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'

/** Folders as partners and accounts keep them, with what else lies there. */

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'dc-folders-'))
})
afterEach(() => rmSync(cwd, {recursive: true, force: true}))

const HEADER = 'Recipient ID,Message ID,Product,Cart Additions\n'
const rowsOf = (seed: number) => Array.from({length: 20}, (_, index) => `R${seed}-${index},M1,P${index},1\n`).join('')

/** Writes a file that arrived at a time. */
function put(
  path: string,
  arrived: string,
  content: string | Uint8Array = HEADER + rowsOf(arrived.length + Number(arrived.slice(8, 10))),
): void {
  mkdirSync(dirname(join(cwd, path)), {recursive: true})
  writeFileSync(join(cwd, path), content)
  utimesSync(join(cwd, path), new Date(arrived), new Date(arrived))
}

async function inspect(...args: readonly string[]): Promise<InspectResult> {
  const {stdout, stderr} = await runDc(['segments', 'inspect', ...args, '--json'], {cwd})
  expect(stderr).toBe('')
  return segmentsInspectSchema.parse(JSON.parse(stdout))
}

function workspace(timezones: Readonly<Record<string, string>>, integrations: Readonly<Record<string, unknown>> = {}): void {
  mkdirSync(join(cwd, 'dc', 'integrations'), {recursive: true})
  const reportSuites = Object.fromEntries(Object.entries(timezones).map(([suite, timezone]) => [suite, {timezone}]))
  writeFileSync(join(cwd, 'dc', 'workspace.json'), JSON.stringify({version: 1, reportSuites}))
  for (const [id, integration] of Object.entries(integrations))
    writeFileSync(join(cwd, 'dc', 'integrations', `${id}.json`), JSON.stringify(integration))
}

const arrivalsOf = ({days}: InspectResult) =>
  days.map(({segment, reportSuite, day, arrival}) => [reportSuite ?? segment, day, arrival].join(' '))

test('one series: months before days, a folder for each day, files moved to an archive', async () => {
  put('out/archive/cart_11-03-2026.csv', '2026-11-04T04:00:00Z')
  put('out/archive/cart_11-04-2026.csv', '2026-11-05T04:00:00Z')
  put('out/cart_11-05-2026.csv', '2026-11-06T04:00:00Z')
  put('out/2026/11/06/cart.csv', '2026-11-07T04:00:00Z')
  const result = await inspect('out', '--as-of', '2026-11-07T09:00:00Z')
  expect(arrivalsOf(result)).toEqual([
    'cart-abandonment 2026-11-03 received',
    'cart-abandonment 2026-11-04 received',
    'cart-abandonment 2026-11-05 received',
    'cart-abandonment 2026-11-06 received',
  ])
})

test('a date of its rows is read so that the file came soon after', async () => {
  put('kauf.csv', '2026-11-06T04:00:00Z', 'Datum;Empfänger;Produkt\n05/11/2026;R1;P1\n')
  put('sales.csv', '2026-11-06T04:00:00Z', 'Date;Recipient;Product\n11/05/2026;R1;P1\n')
  const {files} = await inspect('kauf.csv', 'sales.csv')
  expect(files.map(({day}) => day)).toEqual(['2026-11-05', '2026-11-05'])
})

test('a day whose file cannot be read is neither missing nor absent', async () => {
  const delivery = {location: 'file:out', credential: null, from: '2026-10-01', expectedBy: '06:00', emptyFile: 'sent'}
  workspace({shopprod: 'UTC'}, {'spring-email': {...sampleIntegration(), segments: [{id: 'cart-abandonment'}], delivery}})
  put('out/cart_20261001.zip', '2026-10-02T04:00:00Z', 'PK\u0003\u0004 and no more')
  put('out/cart_20261002.csv', '2026-10-03T04:00:00Z', `${HEADER}${rowsOf(1).replaceAll(',P', ',cat,x,P')}`)
  put('out/cart_20261003.csv', '2026-10-04T04:00:00Z')
  const result = await inspect('out', '--as-of', '2026-10-04T09:00:00Z')
  expect(result.days.map(({arrival, content, because}) => [arrival, content, because])).toEqual([
    ['unknown', [], 'its file out/cart_20261001.zip cannot be read'],
    ['unknown', [], 'its file out/cart_20261002.csv cannot be read'],
    ['received', [], 'it came in time'],
  ])
  expect(result.findings.map(({id, severity}) => [id, severity])).toEqual([['ragged-rows', 'error']])
})

test('data feeds and classifications are left out; a manifest speaks of its own file alone', async () => {
  const feed = Array.from({length: 5}, (_, index) => `87${index}\t2026-11-05 10:00:00\tpurchase\t;P1;1;50\n`).join('')
  put('out/01-shopprod_2026-11-05.tsv.gz', '2026-11-06T04:00:00Z', gzipSync(feed))
  put('out/mailings.tab', '2026-11-06T04:00:00Z', '## SC\tSiteCatalyst SAINT Import File\tv:2.0\nKey\tMessage Name\nM1\tSpring\n')
  put('out/cart.csv', '2026-11-06T04:00:00Z')
  put('out/cart_20261104.csv', '2026-11-05T04:00:00Z')
  put('out/cart_20261104.csv.done', '2026-11-05T04:00:00Z', '')
  put('out/cart_20261105.csv', '2026-11-06T04:00:00Z')
  put('out/cart_20261105_manifest.txt', '2026-11-06T04:00:00Z', 'cart_20261105.csv\n')
  const {files, skipped} = await inspect('out')
  expect(files.map(({path, signals}) => [path, signals.some(({signal}) => signal === 'report-comment')])).toEqual([
    ['out/cart.csv', false],
    ['out/cart_20261104.csv', false],
    ['out/cart_20261105.csv', true],
  ])
  expect(skipped).toEqual(
    expect.arrayContaining([
      {path: 'out/01-shopprod_2026-11-05.tsv.gz', looksLike: 'rows of a data feed'},
      {path: 'out/mailings.tab', looksLike: 'a classification file'},
    ]),
  )
})

test('files are due by the clock of the report suite that their path names', async () => {
  workspace({shopde: 'Europe/Berlin', shopus: 'America/Los_Angeles'})
  for (const suite of ['shopde', 'shopus']) put(`out/${suite}/cart_20261005.csv`, '2026-10-06T16:00:00Z')
  const result = await inspect('out', '--as-of', '2026-10-06T17:00:00Z')
  expect(arrivalsOf(result)).toEqual(['shopde 2026-10-05 late', 'shopus 2026-10-05 received'])
  expect(result.notes.filter((note) => note.includes('zone'))).toEqual([])
})

test('what is not judged is named', async () => {
  const own = sampleIntegration()
  const delivery = {location: 'file:out', credential: null}
  const broken = {...own, id: 'broken', segments: 'all'}
  workspace({shopprod: 'UTC', shopde: 'UTC'}, {'spring-email': {...own, delivery}, other: {...own, id: 'other', delivery}, broken})
  put('out/cart_shopde_20261005.csv', '2026-10-06T04:00:00Z')
  put('out/cart_shopprod_20261005.csv', '2026-10-06T04:00:00Z')
  const {notes} = await inspect('out', '--as-of', '2026-10-06T09:00:00Z')
  expect(notes).toContain('other, spring-email have their files delivered there: --integration says whose mapping and schedule hold')
  expect(notes.find((note) => note.includes('broken.json'))).toMatch(/^left out of account: dc\/integrations\/broken\.json:1: segments: /)
  const named = await inspect('out', '--as-of', '2026-10-06T09:00:00Z', '--integration', 'spring-email')
  expect(named.notes).toContain('1 file is of other report suites (shopde), and not judged as a series of spring-email')
})

test('a day in names that was not over when the files came is the day of delivery', async () => {
  for (let day = 2; day <= 4; day++) put(`out/cart_2026100${day}.csv`, `2026-10-0${day}T04:00:00Z`)
  const {notes} = await inspect('out')
  expect(notes).toContain(
    '3 of 3 files came before the day in their name was over: it may be the day of delivery, and the rows be about the day before',
  )
  for (let day = 2; day <= 4; day++) put(`out/cart_2026100${day}.csv`, `2026-10-0${day + 1}T04:00:00Z`)
  expect((await inspect('out')).notes.filter((note) => note.includes('came before'))).toEqual([])
})
