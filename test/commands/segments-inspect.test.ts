import {mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {segmentsInspectSchema} from '../../src/jobs/schemas/segments-inspect.js'
import {renderInspection} from '../../src/report/segments.js'
import {createStyle} from '../../src/report/style.js'
import {displayWidth} from '../../src/report/visible.js'
import type {InspectResult} from '../../src/segments/inspection.js'
import {zipOf} from '../sources/make-zip.js'
import {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'dc-inspect-'))
  mkdirSync(join(cwd, 'out'))
})
afterEach(() => rmSync(cwd, {recursive: true, force: true}))

/** Writes a file that arrived at a time. */
function put(path: string, content: string | Uint8Array, arrived = '2026-10-20T04:00:00Z'): void {
  writeFileSync(join(cwd, path), content)
  utimesSync(join(cwd, path), new Date(arrived), new Date(arrived))
}

const HEADER = 'Recipient ID,Message ID,Product,Cart Additions\n'
const rowsOf = (seed: number, rows = 20, product = true) =>
  Array.from({length: rows}, (_, index) => `R${seed}-${index},M1,${product ? `P${index}` : ''},1\n`).join('')

async function inspect(args: readonly string[]): Promise<{exitCode: number | null; result: InspectResult}> {
  const {exitCode, stdout, stderr} = await runDc(['segments', 'inspect', ...args, '--json'], {cwd})
  expect(stderr).toBe('')
  return {exitCode, result: segmentsInspectSchema.parse(JSON.parse(stdout))}
}

const daysOf = ({days}: InspectResult, segment: string) =>
  days.filter((day) => day.segment === segment).map(({day, arrival, content}) => [day.slice(8), arrival, ...content].join(' '))

describe('one file', () => {
  test('is told field by field', async () => {
    const text = `# Report: daily\n${HEADER}${rowsOf(1, 3)}R9,M1,Unspecified,1\nR9,M1,Unspecified,1\nTotal,,,5\ncut,off\n`
    put('out/cart_abandonment 20261005 - 20261005.csv.gz', gzipSync(text))
    const {exitCode, result} = await inspect(['out/cart_abandonment 20261005 - 20261005.csv.gz'])
    expect(result.files).toMatchObject([
      {
        path: 'out/cart_abandonment 20261005 - 20261005.csv.gz',
        kind: 'unknown',
        segment: 'cart-abandonment',
        day: '2026-10-05',
        rows: 5,
        columns: [
          {name: 'Recipient ID', role: 'recipientId'},
          {name: 'Message ID', role: 'messageId'},
          {name: 'Product', role: 'product'},
          {name: 'Cart Additions', role: 'cartAdditions'},
        ],
        rowsWithProduct: 3,
        rowsWithRecipient: 5,
        rowsWithMessage: 5,
        encoding: 'utf-8',
        delimiter: ',',
        compression: 'gzip',
        comments: 1,
        totalsRows: 1,
        raggedRows: 1,
        distinctRecipients: 4,
        duplicateRows: 1,
        estimated: false,
        arrivedAt: '2026-10-20T04:00:00.000Z',
        isComplete: true,
      },
    ])
    expect(result.files[0]?.signals.map(({signal, points}) => [signal, points])).toEqual([
      ['only-mapped-columns', 4],
      ['segment-metrics', 2],
      ['recipient-filled', 2],
      ['one-day', 1],
      ['report-comment', -1],
    ])
    expect(result.findings.map(({id, lines}) => [id, lines])).toEqual([
      ['rows-without-product', [6, 7]],
      ['duplicate-rows', []],
      ['ragged-rows', [9]],
    ])
    // What it is stays open: the comment speaks against a segment file.
    expect(exitCode).toBe(4)
  })

  test('a Data Warehouse report is told by the variable nobody mapped', async () => {
    workspace()
    put('daily.csv', 'Mailing ID,eVar12,Product,Search (eVar7),Orders\nM1,R1,P1,boots,1\n')
    const {result} = await inspect(['daily.csv', '--integration', 'spring-email'])
    expect(result.files).toMatchObject([{kind: 'data-warehouse', confidence: 'certain', segment: null}])
    expect(result.files[0]?.signals[0]).toEqual({
      signal: 'unmapped-variable',
      points: -5,
      detail: 'not a variable of the integration: Search (eVar7)',
    })
  })

  test('columns, segment and day can be said', async () => {
    put('a.csv', 'Kunde,Ware\nR1,P1\n')
    const {result} = await inspect([
      'a.csv',
      '--column',
      'recipient=Kunde',
      '--column',
      'product=ware',
      '--segment',
      'purchases',
      '--day',
      '2026-10-05',
    ])
    expect(result.files).toMatchObject([
      {segment: 'purchases', day: '2026-10-05', dayFrom: 'flag', rowsWithProduct: 1, rowsWithRecipient: 1},
    ])
  })

  test('each table of an archive is one; standard input is one', async () => {
    put('all.zip', zipOf({'cart_20261005.csv': HEADER + rowsOf(1), 'purchases_20261005.csv': HEADER + rowsOf(2)}))
    const {result} = await inspect(['all.zip'])
    expect(result.files.map(({path, segment, compression}) => [path, segment, compression])).toEqual([
      ['all.zip/cart_20261005.csv', 'cart-abandonment', 'zip'],
      ['all.zip/purchases_20261005.csv', 'purchases', 'zip'],
    ])
    const {stdout} = await runDc(['segments', 'inspect', '-', '--json'], {cwd, input: HEADER + rowsOf(1)})
    expect(JSON.parse(stdout).files).toMatchObject([{path: '-', rows: 20}])
  })

  test('unrendered fields, addresses and test ids are found', async () => {
    put('cart_20261005.csv', `${HEADER}%%RID%%,M1,P1,1\njane@shop.example,M1,P1,1\ntest1,M1,P1,1\n`)
    const {exitCode, result} = await inspect(['cart_20261005.csv'])
    expect(result.findings.map(({id, severity, lines}) => [id, severity, lines])).toEqual([
      ['merge-tag', 'error', [2]],
      ['raw-email', 'warning', [3]],
      ['test-id', 'info', [4]],
    ])
    expect(exitCode).toBe(1)
    expect(JSON.stringify(result)).not.toContain('jane@')
  })
})

function workspace(changes: Parameters<typeof sampleIntegration>[0] = {}): void {
  mkdirSync(join(cwd, 'dc', 'integrations'), {recursive: true})
  writeFileSync(
    join(cwd, 'dc', 'workspace.json'),
    JSON.stringify({version: 1, reportSuites: {shopprod: {timezone: 'Europe/Berlin'}, shopde: {}}}),
  )
  writeFileSync(join(cwd, 'dc', 'integrations', 'spring-email.json'), JSON.stringify(sampleIntegration(changes)))
}

const DELIVERY = {
  location: 'file:out',
  credential: null,
  from: '2026-10-01',
  until: null,
  expectedBy: '06:00',
  timeZone: null,
  days: 'daily',
  emptyFile: 'sent',
} as const

describe('a folder as a series', () => {
  test('without a workspace: gaps, faults of content, and files on their way', async () => {
    for (const day of [1, 2, 4, 5, 6])
      put(`out/cart_2026100${day}.csv`, HEADER + rowsOf(day === 5 ? 4 : day, 20, day !== 6), `2026-10-0${day + 1}T04:00:00Z`)
    put('out/cart_20261007.csv', HEADER, '2026-10-08T04:00:00Z')
    put('out/cart_20261008.csv', `${HEADER}${',M1,P1,1\n'.repeat(20)}`, '2026-10-09T15:00:00Z')
    put('out/cart_20261009.csv.part', HEADER + rowsOf(9), '2026-10-10T04:00:00Z')
    const {exitCode, result} = await inspect(['out', '--as-of', '2026-10-10T08:00:00Z'])
    expect(daysOf(result, 'cart-abandonment')).toEqual([
      '01 received',
      '02 received',
      '03 absent',
      '04 received',
      '05 received duplicate-of:out/cart_20261004.csv',
      '06 received no-product-ids',
      '07 received empty',
      '08 late no-recipient-ids',
      '09 too-early',
    ])
    expect(result.days.at(-1)).toMatchObject({due: '2026-10-10T06:00:00+00:00', recheckAt: '2026-10-10T15:00:00+00:00', graceMinutes: 540})
    expect(result.files.at(-1)).toMatchObject({isComplete: false, arrivedAt: null})
    expect(exitCode).toBe(1)
  })

  test('sixty files from three suites and a report among them', async () => {
    const segments = {'cart-abandonment': 'cart', purchases: 'purchases', 'product-views': 'product_views'}
    for (const [at, suite] of ['shopat', 'shopde', 'shopfr'].entries())
      for (const name of Object.values(segments))
        for (let day = 1; day <= 7; day++) {
          const text = Buffer.from(HEADER + rowsOf(day * 100 + at))
          const isPacked = day % 2 === 0
          put(
            `out/${name}_${suite} 2026100${day} - 2026100${day}.csv${isPacked ? '.gz' : ''}`,
            isPacked ? gzipSync(text) : text,
            `2026-10-0${day + 1}T04:00:00Z`,
          )
        }
    put('out/weekly 20261001 - 20261007.csv', 'Page,Visits\nhome,3\n')
    put('out/readme.pdf', '%PDF-1.4')
    const {exitCode, result} = await inspect(['out', '--as-of', '2026-10-08T09:00:00Z'])
    expect(result.files.filter(({kind}) => kind === 'segment')).toHaveLength(63)
    expect(result.files.filter(({kind}) => kind === 'data-warehouse').map(({path}) => path)).toEqual(['out/weekly 20261001 - 20261007.csv'])
    expect(result.skipped).toEqual([{path: 'out/readme.pdf', looksLike: 'a PDF'}])
    const series = new Set(result.days.map(({series: name, segment}) => `${name} ${segment}`))
    expect([...series]).toHaveLength(9)
    expect(result.days).toHaveLength(63)
    expect(result.days.every(({arrival, content, files}) => arrival === 'received' && content.length === 0 && files.length === 1)).toBe(
      true,
    )
    expect(exitCode).toBe(0)
  })

  test('with an integration: its segments, its schedule, its zone; other suites and reports in its place', async () => {
    workspace({delivery: DELIVERY})
    for (let day = 1; day <= 5; day++) put(`out/cart_2026100${day}.csv`, HEADER + rowsOf(day), `2026-10-0${day + 1}T03:30:00Z`)
    put('out/cart_shopde_20261002.csv', HEADER + rowsOf(50), '2026-10-03T03:30:00Z')
    put('out/purchases_20261004.csv', 'Mailing ID,eVar12,Product,Search (eVar7)\nM1,R1,P1,boots\n', '2026-10-05T03:30:00Z')
    const {exitCode, result} = await inspect(['out', '--as-of', '2026-10-06T06:00:00Z'])
    expect(result).toMatchObject({integration: 'spring-email', timeZone: 'Europe/Berlin'})
    expect(daysOf(result, 'cart-abandonment')).toEqual(['01 received', '02 received', '03 received', '04 received', '05 received'])
    expect(daysOf(result, 'purchases')).toEqual(['01 missing', '02 missing', '03 missing', '04 received wrong-kind', '05 too-early'])
    // 72 hours after the second day was due, two of them by the clock of the zone.
    expect(daysOf(result, 'product-views')).toEqual(['01 missing', '02 missing', '03 overdue', '04 overdue', '05 too-early'])
    expect(result.days[0]?.due).toBe('2026-10-02T06:00:00+02:00')
    expect(exitCode).toBe(1)
  })

  test('the ledger remembers what the partner took away', async () => {
    workspace({segments: [{id: 'cart-abandonment', file: 'cart_*.csv'}], delivery: DELIVERY})
    for (let day = 1; day <= 3; day++)
      put(`out/cart_2026100${day}.csv`, HEADER + rowsOf(day, 20, day !== 2), `2026-10-0${day + 1}T03:00:00Z`)
    const asOf = ['--as-of', '2026-10-04T12:00:00Z']
    expect((await inspect(['out', ...asOf])).result.days).toHaveLength(3)
    rmSync(join(cwd, 'out/cart_20261001.csv'))
    rmSync(join(cwd, 'out/cart_20261002.csv'))
    const {result} = await inspect(['out', ...asOf])
    expect(result.days).toMatchObject([
      {arrival: 'received', content: [], files: [], gone: ['out/cart_20261001.csv']},
      {arrival: 'received', content: ['no-product-ids'], files: [], gone: ['out/cart_20261002.csv']},
      {arrival: 'received', content: [], files: ['out/cart_20261003.csv'], gone: []},
    ])
    const ledger = JSON.parse(readFileSync(join(cwd, 'dc/.state/deliveries.json'), 'utf8'))
    expect(ledger.files).toMatchObject([{location: 'out', name: 'cart_20261001.csv', day: '2026-10-01', rows: 20}, {}, {}])
  })
})

describe('how it ends', () => {
  test.each([
    ['3 on an empty folder', ['out'], 3],
    ['0 on one that may be empty', ['out', '--allow-empty'], 0],
    ['2 on a file that is not there', ['none.csv'], 2],
    ['2 on a file that is no table', ['page.csv'], 2],
    ['2 on a header that is not there', ['good_purchases_20261005.csv', '--column', 'product=Artikel'], 2],
    ['2 on flags that are none', ['out', '--day', '5.10.2026', '--time-zone', 'Mars', '--as-of', 'today', '--column', 'x'], 2],
    ['0 on nothing at fault', ['good_purchases_20261005.csv'], 0],
    ['1 on a warning, when that is wanted', ['warned_purchases_20261005.csv', '--fail-on', 'warning'], 1],
  ])('%s', async (_what, args, expected) => {
    put('page.csv', '<html><body>404</body></html>')
    put('good_purchases_20261005.csv', HEADER + rowsOf(1))
    put('warned_purchases_20261005.csv', HEADER + rowsOf(1) + 'R1,M1,,1\n'.repeat(5))
    const {exitCode} = await runDc(['segments', 'inspect', ...args, '--json'], {cwd})
    expect(exitCode).toBe(expected)
    expect((await runDc(['segments', 'inspect', ...args], {cwd})).exitCode).toBe(expected)
  })

  test('2 on damage, with all that could be read', async () => {
    const text = HEADER + Array.from({length: 3000}, (_, index) => `R${index},M1,P${Math.sin(index)},1\n`).join('')
    put('purchases_20261005.csv.gz', gzipSync(text).subarray(0, -3000))
    const {exitCode, result} = await inspect(['purchases_20261005.csv.gz'])
    expect(exitCode).toBe(2)
    expect(result.files[0]?.rows).toBeGreaterThan(500)
    expect(result.files[0]?.damage[0]).toContain('is cut')
  })

  test('all that is wrong with the flags is said at once', async () => {
    const {stderr} = await runDc(['segments', 'inspect', 'out', '--day', '5.10.', '--time-zone', 'Mars', '--expected-by', '25:00'], {cwd})
    for (const flag of ['--day', '--time-zone', '--expected-by']) expect(stderr).toContain(flag)
  })
})

describe('on a terminal', () => {
  const evil = 'out/cart \u001B[31m\nboom\u202E 20261005.csv'

  async function text(width: number, unicode: boolean): Promise<string> {
    const {stdout} = await runDc(['segments', 'inspect', 'out', '--as-of', '2026-10-09T08:00:00Z', '--json'], {cwd})
    const result = segmentsInspectSchema.parse(JSON.parse(stdout))
    return renderInspection(result, {
      style: createStyle({color: false, boxes: false, width, unicode}),
      exitCode: 1,
      because: 'so',
      quiet: false,
    })
  }

  test('sixty columns hold the calendar, its legend and the findings; names cannot steer the terminal', async () => {
    for (const day of [1, 3, 4]) put(`out/cart_2026100${day}.csv`, HEADER + rowsOf(day, 20, day !== 4))
    put(evil, HEADER + rowsOf(5))
    put('out/x.html', '<html></html>')
    const printed = await text(60, true)
    expect(printed).toContain('2026-10 □·□!')
    expect(printed).toMatch(/! received, with a fault/)
    expect(printed).toContain('no-product-ids')
    expect(printed).not.toMatch(/\u001B|\u202E/)
    for (const line of printed.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(60)
  })

  test('ASCII alone where nothing else is sure to arrive', async () => {
    for (const day of [1, 3]) put(`out/cart_2026100${day}.csv`, HEADER + rowsOf(day))
    put(evil, '<html></html>')
    const printed = await text(60, false)
    expect(printed).toContain('2026-10 L.L')
    expect(printed).toMatch(/^[\x20-\x7E\n]*$/)
  })
})
