import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {segmentsPreviewSchema, segmentsReconcileSchema} from '../../src/segments/preview-schema.js'
import {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'
import {captureFolder, lineOf, type SentHit} from '../support/segment-capture.js'

/** `dc segments preview` and `dc segments reconcile` as a user runs them. */

const at = (clock: string) => `2026-11-23T${clock}Z`
const HITS: SentHit[] = [
  {at: at('10:00:00'), more: {g: 'https://www.shop.example/?MID=M1&RID=R1', v0: 'M1', v12: 'R1'}},
  {at: at('10:01:00'), events: 'scAdd', products: ';boots'},
  {at: at('10:02:00'), events: 'purchase', products: ';socks;1;9', more: {purchaseID: 'O1'}},
  {at: at('10:03:00'), suites: 'other', events: 'purchase', products: ';socks;1;9'},
]
const FLAGS = ['--suite', 'shopprod', '--recipient', 'eVar12', '--message', 'campaign', '--time-zone', 'Europe/Berlin']

const withFlag = (flag: string, value: string) => FLAGS.map((word, index) => (FLAGS[index - 1] === flag ? value : word))

let folder: ReturnType<typeof captureFolder>
let cwd: string
beforeEach(() => {
  folder = captureFolder()
  const capture = folder.write(
    'hits.ndjson',
    HITS.map((hit) => lineOf(hit)),
  )
  cwd = dirname(capture)
})
afterEach(() => folder.remove())

function writeWorkspace(): void {
  mkdirSync(folder.path('dc/integrations'), {recursive: true})
  mkdirSync(folder.path('dc/suites'))
  const write = (name: string, value: unknown) => writeFileSync(folder.path(`dc/${name}`), JSON.stringify(value))
  write('workspace.json', {version: 1, reportSuites: {shopprod: {timezone: 'Europe/Berlin'}}})
  write('integrations/spring-email.json', sampleIntegration())
  const variables = [{variable: 'eVar12', enabled: true, expiration: 'visit', allocation: 'original'}]
  write('suites/shopprod.json', {
    version: 1,
    reportSuite: 'shopprod',
    origin: 'test',
    complete: {variables: false, events: false},
    variables,
    events: [],
  })
}

test('the preview of a capture, by flags alone: JSON', async () => {
  const {exitCode, stdout, stderr} = await runDc(['segments', 'preview', 'hits.ndjson', ...FLAGS, '--json'], {cwd})
  expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
  const result = segmentsPreviewSchema.parse(JSON.parse(stdout))
  expect(result).toMatchObject({hits: 3, leftOut: {'other-suite': 1}})
  expect(result.days).toMatchObject([
    {
      segment: 'cart-abandonment',
      day: '2026-11-23',
      rows: [{recipient: 'R1', message: 'M1', product: 'boots', hits: [{file: 'hits.ndjson', record: 2}]}],
    },
    {segment: 'purchases', rows: [{product: 'socks', hits: [{file: 'hits.ndjson', record: 3}]}]},
    {segment: 'product-views', rows: []},
  ])
})

test('as CSV it is a file: a header, rows, nothing else; notes go to stderr', async () => {
  const args = ['segments', 'preview', 'hits.ndjson', ...FLAGS, '--segment', 'purchases', '--day', '2026-11-23', '--csv']
  const {exitCode, stdout, stderr} = await runDc(args, {cwd})
  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'eVar12,campaign,Product\nR1,M1,socks\n'})
  expect(stderr).toContain('not modelled: bots')
})

test('for people: a table per file, what is left out, what is not modelled', async () => {
  const {exitCode, stdout} = await runDc(['segments', 'preview', 'hits.ndjson', ...FLAGS], {cwd})
  expect(exitCode).toBe(0)
  for (const text of ['cart-abandonment 2026-11-23: 1 row', 'boots', 'hits.ndjson#2', '1 other-suite', 'Not modelled: bots'])
    expect(stdout).toContain(text)
})

test('everything from the integration: suite, variables, time zone, what the suite is known to do', async () => {
  writeWorkspace()
  const {exitCode, stdout} = await runDc(['segments', 'preview', 'hits.ndjson', '--integration', 'spring-email', '--json'], {cwd})
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    settings: {
      integration: 'spring-email',
      suite: 'shopprod',
      timeZone: 'Europe/Berlin',
      recipient: {variable: 'eVar12', expiration: 'visit', allocation: 'original', origin: {expiration: 'suite snapshot'}},
      message: {variable: 'campaign', expiration: 'never', origin: {expiration: 'assumed'}},
    },
  })
  const csv = await runDc(
    [
      'segments',
      'preview',
      'hits.ndjson',
      '--integration',
      'spring-email',
      '--segment',
      'purchases',
      '--day',
      '2026-11-23',
      '--csv',
      '--expiration',
      'recipient=never',
    ],
    {cwd},
  )
  expect(csv.stdout).toBe('eVar12,Mailing ID,Product\nR1,M1,socks\n')
})

test('what was written reconciles with its hits; a changed file does not', async () => {
  writeWorkspace()
  const written = await runDc(['segments', 'preview', 'hits.ndjson', '--integration', 'spring-email', '--output', 'out', '--json'], {cwd})
  expect(JSON.parse(written.stdout)).toMatchObject({files: ['out/cart-abandonment_2026-11-23.csv', 'out/purchases_2026-11-23.csv']})
  const compare = (file: string, ...more: string[]) =>
    runDc(['segments', 'reconcile', file, 'hits.ndjson', '--integration', 'spring-email', '--json', ...more], {cwd})
  const same = await compare('out/purchases_2026-11-23.csv', '--complete')
  expect(same.exitCode).toBe(0)
  expect(segmentsReconcileSchema.parse(JSON.parse(same.stdout))).toMatchObject({matched: 1, segment: 'purchases', day: '2026-11-23'})

  const text = readFileSync(folder.path('out/purchases_2026-11-23.csv'), 'utf8')
  writeFileSync(folder.path('out/purchases_2026-11-23.csv'), text.replace('socks', 'gloves'))
  const changed = await compare('out/purchases_2026-11-23.csv', '--complete')
  expect(changed.exitCode).toBe(1)
  expect(JSON.parse(changed.stdout)).toMatchObject({
    expectedAbsent: [{product: 'socks', hits: [{file: 'hits.ndjson', record: 3}]}],
    presentUnexpected: [{product: 'gloves', record: 2}],
  })
  expect((await compare('out/purchases_2026-11-23.csv')).exitCode).toBe(4)
})

test.each([
  ['all that is missing, at once', [], 'usage', '--suite, --recipient, --time-zone'],
  ['a zone that is none', withFlag('--time-zone', 'Berlin'), 'usage', '--time-zone'],
  ['a variable that is none', withFlag('--recipient', 'event5'), 'usage', '--recipient'],
  ['an expiration that is none', [...FLAGS, '--expiration', 'recipient=soon'], 'usage', '--expiration'],
  ['an allocation of nothing', [...FLAGS, '--allocation', 'first'], 'usage', '--allocation'],
  ['a day that is none', [...FLAGS, '--day', '2026-02-30'], 'usage', '--day'],
  ['an integration without a workspace', ['--integration', 'x'], 'no-workspace', null],
])('usage: %s', async (_what, flags, code, where) => {
  const {exitCode, stdout, stderr} = await runDc(['segments', 'preview', 'hits.ndjson', '--json', ...flags], {cwd})
  expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: ''})
  expect(JSON.parse(stdout)).toMatchObject({error: {code, where}})
})

test('nothing to compute from exits 3 and says what is there', async () => {
  const {exitCode, stdout} = await runDc(['segments', 'preview', 'hits.ndjson', ...withFlag('--suite', 'shopdev'), '--json'], {cwd})
  expect(exitCode).toBe(3)
  expect(JSON.parse(stdout).notes.join('\n')).toContain('shopprod (3)')
  const noDay = await runDc(['segments', 'preview', 'hits.ndjson', ...FLAGS, '--day', '2026-11-25'], {cwd})
  expect(noDay.exitCode).toBe(3)
  expect(noDay.stdout).toContain('the capture covers 2026-11-23')
})

test('hits without a time are inconclusive, a damaged capture is said', async () => {
  folder.write(
    'urls.txt',
    HITS.map((hit) => (JSON.parse(lineOf(hit)) as {url: string}).url),
  )
  const untimed = await runDc(['segments', 'preview', 'urls.txt', ...FLAGS], {cwd})
  expect(untimed.exitCode).toBe(4)
  expect(untimed.stdout).toContain('has a time')
  folder.write('cut.har', [
    '{"log":{"version":"1.2","entries":[{"startedDateTime":"2026-11-23T10:00:00Z","request":{"method":"GET","url":"https://d.example/b/ss/shopprod/1/x"}},{"sta',
  ])
  const cut = await runDc(['segments', 'preview', 'cut.har', ...FLAGS, '--json'], {cwd})
  expect(cut.exitCode).toBe(2)
  expect(JSON.parse(cut.stdout)).toMatchObject({inputs: [{damaged: [{}]}]})
})

test('a file or a capture that is missing is said, whichever', async () => {
  const noFile = await runDc(['segments', 'reconcile', 'no.csv', 'hits.ndjson', ...FLAGS, '--segment', 'purchases', '--json'], {cwd})
  expect({exitCode: noFile.exitCode, error: JSON.parse(noFile.stdout)}).toMatchObject({exitCode: 2, error: {error: {where: 'no.csv'}}})
  const noCapture = await runDc(['segments', 'preview', 'no.har', ...FLAGS, '--json'], {cwd})
  expect(JSON.parse(noCapture.stdout)).toMatchObject({error: {code: 'no-such-file', where: 'no.har'}})
})
