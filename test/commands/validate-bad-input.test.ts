import {deflateRawSync, gzipSync} from 'node:zlib'
import {appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {runDc, type DcRun} from '../support/run-dc.js'

/** Input nobody wants, and what `dc validate` makes of it: named, counted, judged as far as it goes, and an exit code that says so. */

const FAULTY = 'test/fixtures/har/sample-appmeasurement-shop.har'
const HIT =
  'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123?AQB=1&mid=12345678901234567890123456789012345678&pageName=home&g=https%3A%2F%2Fwww.shop.example%2F&AQE=1'
const FAULTY_HIT = HIT.replace('s21234567890123', 's29876543210987').replace('pageName', 'events=scAdd&pageName')

let folder: string
const at = (name: string) => join(folder, name)
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(at(name), content)
  return at(name)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-bad-input-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const har = (entries: unknown[]) => JSON.stringify({log: {version: '1.2', creator: {name: 'test', version: '1'}, entries}})
const entry = (url: string) => ({
  startedDateTime: '2026-09-04T10:03:09.000Z',
  time: 1,
  request: {method: 'GET', url, headers: [], bodySize: 0},
  response: {status: 200, content: {}},
})

async function validate(...args: string[]): Promise<
  DcRun & {
    json: Record<string, never> & {
      inputs: {path: string; hits: number; skipped: Record<string, number>; damaged: {record: number | null; reason: string}[]}[]
      summary: {hits: number}
      error?: {code: string; message: string; where: string; suggestions: string[]}
    }
  }
> {
  const run = await runDc(['validate', ...args, '--json'])
  return {...run, json: JSON.parse(run.stdout)}
}

describe('nothing to read', () => {
  test.each([
    ['a missing file', () => at('missing.har'), 'missing.har'],
    ['a folder without captures', () => (mkdirSync(at('empty-folder')), at('empty-folder')), 'empty-folder'],
    ['a HAR that is not JSON', () => write('not-json.har', '<html><body>Not Found</body></html>'), 'not-json.har'],
    [
      'binary noise',
      () =>
        write(
          'noise.bin',
          Uint8Array.from({length: 5000}, (_, index) => (index * 7919) % 256),
        ),
      'noise.bin',
    ],
    ['a zip that is none', () => write('broken.zip', 'PK\u0003\u0004 and nothing more'), 'broken.zip'],
  ])('%s: exit 2, the file named, a way on', async (_what, path, name) => {
    const {exitCode, json} = await validate(path())
    expect(exitCode).toBe(2)
    const message = json.error ? `${json.error.where} ${json.error.message}` : JSON.stringify(json.inputs)
    expect(message).toContain(name)
    expect(json.error?.suggestions).not.toEqual([])
  })

  test('an empty file holds no hit: exit 3, and --allow-empty accepts it', async () => {
    const path = write('empty.har', '')
    expect(await validate(path)).toMatchObject({exitCode: 3, json: {summary: {hits: 0}}})
    expect((await validate(path, '--allow-empty')).exitCode).toBe(0)
  })

  test('a capture without a hit: exit 3, every request counted under its reason', async () => {
    const path = write(
      'no-hit.har',
      har([
        entry('https://www.shop.example/'),
        entry('https://x.tt.omtrdc.net/m2/x/mbox/json'),
        entry('https://dpm.demdex.net/id?d_visid_ver=5.5.0'),
      ]),
    )
    const {exitCode, json} = await validate(path)
    expect(exitCode).toBe(3)
    expect(json.inputs[0]?.skipped).toEqual({'other-host': 1, target: 1, 'id-service': 1})
  })
})

describe('damaged captures are judged as far as they go', () => {
  test.each([
    ['cut in the middle', () => har([entry(HIT), entry(HIT.replace('s2', 's3'))]).slice(0, -300)],
    ['without log.entries', () => JSON.stringify({log: {version: '1.2', creator: {name: 'test'}}})],
    ['with log.entries that is no list', () => JSON.stringify({log: {version: '1.2', creator: {name: 'test'}, entries: {}}})],
  ])('a HAR %s: exit 2 when nothing was found', async (_what, content) => {
    const {exitCode, json} = await validate(write('damaged.har', content()))
    expect(exitCode).toBe(2)
    expect(json.inputs[0]?.damaged[0]?.reason).toMatch(/\w{4}/)
  })

  test('the entries before a cut are judged', async () => {
    const {json} = await validate(write('damaged.har', har([entry(HIT), entry(HIT.replace('s2', 's3'))]).slice(0, -300)))
    expect(json.summary.hits).toBe(1)
  })

  test('a cut HAR with a fault before the cut: exit 1, damage and finding both told', async () => {
    const {exitCode, json} = await validate(write('damaged-faulty.har', har([entry(FAULTY_HIT), entry(HIT)]).slice(0, -200)))
    expect(exitCode).toBe(1)
    expect(json.inputs[0]?.damaged).toHaveLength(1)
  })

  test('entries of the wrong type are counted and named; the others are judged and the run does not fail', async () => {
    const {exitCode, json} = await validate(
      write('odd-entries.har', har([7, null, 'x', [], {}, {request: null}, {request: {url: 5}}, entry(HIT)])),
    )
    expect(json.inputs[0]).toMatchObject({hits: 1, skipped: {'damaged-record': 7}})
    expect(json.inputs[0]?.damaged.map(({record}) => record)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(exitCode).toBe(0)
  })

  test('bodies that lie in files which are not there are told, and are no further request', async () => {
    const lost = entry(HIT.split('?')[0] ?? '')
    Object.assign(lost.request, {method: 'POST', bodySize: 9, postData: {mimeType: 'text/plain', text: '', _file: 'gone.txt'}})
    const {stdout} = await runDc(['validate', '-', '--json'], {input: har([lost, entry(HIT)])})
    const [input] = (JSON.parse(stdout) as {inputs: unknown[]}).inputs
    expect(input).toMatchObject({requests: 2, hits: 2, skipped: {}})
    expect(input).toMatchObject({damaged: [{record: null, reason: expect.stringContaining('standard input does not have')}]})
  })

  test('a truncated .gz: what could be unpacked is judged', async () => {
    const lines = Array.from({length: 4000}, (_, index) => HIT.replace('s21234567890123', `s2${index * 7919 + 10_000_000}`)).join('\n')
    const {exitCode, json} = await validate(write('cut.txt.gz', gzipSync(lines).subarray(0, -2000)))
    expect(exitCode).toBe(2)
    expect(json.summary.hits).toBeGreaterThan(100)
    expect(json.inputs[0]?.damaged.length).toBeGreaterThan(0)
  })

  test('bad lines in NDJSON are counted and named, and are no damage to the rest', async () => {
    const {exitCode, json} = await validate(
      write(
        'some-bad.ndjson',
        `${JSON.stringify({url: HIT, method: 'GET'})}\n{"url": \n${JSON.stringify({url: HIT.replace('s2', 's4'), method: 'GET'})}\n`,
      ),
    )
    expect(exitCode).toBe(0)
    expect(json.inputs[0]).toMatchObject({hits: 2, damaged: [{record: 2}]})
  })

  test('bad percent escapes and invalid UTF-8 are findings at most', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HIT}&v1=%zz&v2=%E9\n`),
      Buffer.from(HIT.replace('s2', 's5')),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('\n'),
    ])
    const {exitCode, json} = await validate(write('bad-bytes.txt', bytes))
    expect([0, 1]).toContain(exitCode)
    expect(json.summary.hits).toBe(2)
  })
})

describe('sizes that are meant to hurt', () => {
  test('a line of 200 MB is named, not held: the hits around it are judged in 300 MB of memory', async () => {
    const path = write('long-line.txt', `${HIT}\n`)
    const piece = 'x'.repeat(10_000_000)
    for (let count = 0; count < 20; count++) appendFileSync(path, piece)
    appendFileSync(path, `\n${HIT.replace('s2', 's6')}\n`)
    const run = await runDc(['validate', path, '--json'], {nodeArgs: ['--max-old-space-size=120']})
    const json = JSON.parse(run.stdout)
    expect(json.summary.hits).toBe(2)
    expect(json.inputs[0].damaged).toMatchObject([{record: 2, reason: expect.stringContaining('longer')}])
  })

  test('a zip bomb is refused member by member', async () => {
    const bomb = deflateRawSync(Buffer.alloc(300_000_000, 0x20), {level: 9})
    const {exitCode, stdout} = await runDc(['validate', write('bomb.zip', zipOf('trace.har', bomb, 300_000_000)), '--json'], {
      nodeArgs: ['--max-old-space-size=200'],
    })
    expect([2, 3]).toContain(exitCode)
    expect(JSON.parse(stdout)).toBeTypeOf('object')
  })
})

test('the same file given twice is read once, and said so', async () => {
  copyFileSync(FAULTY, at('twice.har'))
  symlinkSync(at('twice.har'), at('link.har'))
  const {json} = await validate(at('twice.har'), at('twice.har'), at('link.har'))
  expect(json.inputs).toHaveLength(1)
  expect(JSON.stringify(json['notes'])).toMatch(/twice|once|already/)
})

test('one unreadable file among readable ones does not hide the others', async () => {
  const {exitCode, json} = await validate(FAULTY, at('missing.har'))
  expect(exitCode).toBe(1)
  expect(json.inputs).toHaveLength(2)
  expect(json.summary.hits).toBe(7)
})

/** A zip of one deflated member, written by hand so that its sizes can be what the test wants. */
function zipOf(name: string, deflated: Uint8Array, size: number): Buffer {
  const crc = 0
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(crc, 14)
  local.writeUInt32LE(deflated.length, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(crc, 16)
  central.writeUInt32LE(deflated.length, 20)
  central.writeUInt32LE(size, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + deflated.length, 16)
  return Buffer.concat([local, Buffer.from(name), deflated, central, Buffer.from(name), end])
}

test('the fixture is what the tests above believe', () => {
  expect(readFileSync(FAULTY, 'utf8')).toContain('"entries"')
})
