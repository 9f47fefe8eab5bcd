import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {DcError} from '../../src/errors.js'
import type {CaptureInput} from '../../src/sources/format.js'
import {zipFormat} from '../../src/sources/zip.js'
import {makeZip, zipOf} from './make-zip.js'
import {BODY, HIT, HIT_PATH, inChunks, type Read} from './read-text.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-zip-'))
})
afterAll(() => rm(folder, {recursive: true}))

async function readZip(zip: Buffer): Promise<Read> {
  const path = join(folder, 'capture.zip')
  await writeFile(path, zip)
  const input: CaptureInput = {file: 3, name: 'capture.zip', bytes: inChunks(zip, 65_536), path, sibling: async () => undefined}
  const read: Read = {requests: [], skipped: {}, damaged: []}
  if (zipFormat.kind !== 'sequential') return read
  for await (const batch of zipFormat.open(input)) {
    read.requests.push(...batch.requests)
    read.damaged.push(...(batch.damaged ?? []))
    for (const [reason, count] of Object.entries(batch.skipped ?? {})) read.skipped[reason] = (read.skipped[reason] ?? 0) + count
  }
  return read
}

const post = (postData: object): object => ({request: {method: 'POST', url: HIT_PATH, bodySize: BODY.length, postData}})
const har = (...entries: unknown[]): string => JSON.stringify({log: {version: '1.2', entries}})
const get = {request: {method: 'GET', url: HIT}}

describe('Playwright HAR archives', () => {
  test('bodies are taken from the members that the HAR names', async () => {
    const read = await readZip(
      zipOf({'0a1b.dat': BODY, 'har.har': har(get, post({text: '', _file: '0a1b.dat'}), post({text: '', _file: '../../etc/passwd'}))}),
    )
    expect(read.requests).toMatchObject([
      {url: HIT, place: {file: 3, record: 0}},
      {url: HIT_PATH, body: BODY, bodyState: 'recorded'},
      {url: HIT_PATH, bodyState: 'not-recorded'},
    ])
    expect(read.requests[0]?.place.member).toBeUndefined()
    expect(read.damaged).toMatchObject([{record: null, reason: expect.stringContaining('../../etc/passwd')}])
  })

  test('several captures are told apart by member', async () => {
    const read = await readZip(
      zipOf({'b/two.har': har(get), 'a/one.har': har(post({_file: 'x.dat'}), 5), 'a/x.dat': BODY, '__MACOSX/a/._one.har': 'x'}),
    )
    expect(read.requests.map(({place, body}) => [place.member, place.record, body])).toEqual([
      ['a/one.har', 0, BODY],
      ['b/two.har', 0, undefined],
    ])
    expect(read.damaged).toEqual([{record: 1, reason: 'a/one.har: the entry is a number, not an object'}])
  })

  test('a HAR is found by its content where no name tells', async () => {
    expect((await readZip(zipOf({'notes.txt': 'hello', 'network-log.json': har(get)}))).requests).toHaveLength(1)
  })
})

test('the network log of a Playwright trace', async () => {
  const snapshot = (entry: object): string => JSON.stringify({type: 'resource-snapshot', snapshot: {pageref: 'page@1', ...entry}})
  const read = await readZip(
    zipOf({
      'trace.trace': '{"type":"context-options"}\n',
      'trace.network': [
        snapshot({
          request: {method: 'GET', url: 'https://shop.example/', headers: [{name: 'Sec-Fetch-Dest', value: 'document'}]},
          startedDateTime: '2026-11-23T11:21:26.407Z',
          response: {status: 200},
        }),
        '{"type":"other"}',
        snapshot(post({text: '', _sha1: 'abc.dat'})),
        '',
        '{"type":"resource-snapshot","snapshot":{"request":',
        snapshot(get),
      ].join('\n'),
      'resources/abc.dat': BODY,
    }),
  )
  expect(read.requests).toMatchObject([
    {url: 'https://shop.example/', document: true, status: 200, timeMs: Date.parse('2026-11-23T11:21:26.407Z'), place: {record: 1}},
    {url: HIT_PATH, body: BODY, place: {record: 3, page: 'https://shop.example/'}},
    {url: HIT, place: {record: 6}},
  ])
  expect(read.skipped).toEqual({'not-a-request': 1})
  expect(read.damaged).toMatchObject([{record: 5, reason: expect.stringContaining('is cut')}])
})

describe('damage', () => {
  test('what is no archive', async () => {
    await expect(readZip(Buffer.from('PK\x03\x04 and nothing else'))).rejects.toMatchObject({code: 'zip-unreadable', where: 'capture.zip'})
    const whole = zipOf({'a.har': har(get)})
    await expect(readZip(whole.subarray(0, whole.length - 30))).rejects.toMatchObject({code: 'zip-unreadable'})
  })

  test('an archive of something else says what it holds', async () => {
    await expect(readZip(zipOf({'readme.md': '# x', 'src/a.js': '1'}))).rejects.toMatchObject({
      code: 'capture-not-recognised',
      message: expect.stringContaining('it holds readme.md, src/a.js'),
    })
    await expect(readZip(zipOf({}))).rejects.toMatchObject({message: expect.stringContaining('it is empty')})
    await expect(readZip(zipOf({'[Content_Types].xml': '', 'xl/workbook.xml': ''}))).rejects.toMatchObject({
      suggestions: [expect.stringContaining('as CSV')],
    })
    await expect(readZip(zipOf({'inner.zip': zipOf({'a.har': har(get)})}))).rejects.toMatchObject({
      suggestions: [expect.stringContaining('archives within an archive are not entered')],
    })
  })

  test('a password', async () => {
    const {zip} = makeZip([{name: 'raw/1_c.txt', bytes: Buffer.from('x'), encrypted: true}])
    await expect(readZip(zip)).rejects.toMatchObject({code: 'capture-encrypted', exitCode: 2})
  })

  test('one damaged member costs what stands behind the damage, and is named', async () => {
    const entries = Array.from({length: 2000}, (_, n) => ({request: {method: 'GET', url: `${HIT}&n=${Math.sin(n)}`}}))
    const {zip, dataAt} = makeZip([
      {name: 'a.har', bytes: Buffer.from(har(...entries))},
      {name: 'b.har', bytes: Buffer.from(har(get))},
    ])
    zip.fill(0xff, (dataAt['a.har'] ?? 0) + 15_000, (dataAt['a.har'] ?? 0) + 15_100)
    const {requests, damaged} = await readZip(zip)
    expect(requests.filter(({place}) => place.member === 'a.har').length).toBeGreaterThan(500)
    expect(requests.at(-1)?.place.member).toBe('b.har')
    expect(damaged.length).toBeGreaterThan(0)
    for (const damage of damaged) expect(damage.reason).toMatch(/^a\.har/)
  })

  test('any single byte changed does not crash', async () => {
    const zip = zipOf({'a.har': har(get, post({_file: 'x.dat'})), 'x.dat': BODY, 'raw/1_c.txt': 'GET https://a.example/ HTTP/1.1\r\n\r\n'})
    const unexpected: unknown[] = []
    for (let at = 0; at < zip.length; at += 3) {
      const changed = Buffer.from(zip)
      changed[at] = (changed[at] ?? 0) ^ 0xff
      await readZip(changed).catch((error: unknown) => unexpected.push(error))
    }
    expect(unexpected.filter((error) => !(error instanceof DcError))).toEqual([])
  })

  test('a bomb is left before it is unpacked, and named', async () => {
    const bomb = Buffer.concat([Buffer.from('{"log":{"comment":"'), Buffer.alloc(300 * 1024 * 1024, 0x61)])
    const {damaged} = await readZip(zipOf({'bomb.har': bomb}))
    expect(damaged.map(({reason}) => reason)).toContainEqual(expect.stringMatching(/^bomb\.har unpacks to more than 400 times its size/))
  })

  test('a body beyond the limit is not recorded', async () => {
    const {requests} = await readZip(zipOf({'a.har': har(post({_file: 'x.dat'})), 'x.dat': Buffer.alloc(17 * 1024 * 1024)}))
    expect(requests).toMatchObject([{bodyState: 'not-recorded'}])
  })
})

test('score: by the first bytes', async () => {
  expect(zipFormat.score(zipOf({a: 'x'}))).toBe(100)
  expect(zipFormat.score(zipOf({}))).toBe(100)
  expect(zipFormat.score(Buffer.from('PK is not a zip'))).toBe(0)
  expect(zipFormat.score(await readFile('test/fixtures/har/sample-websdk-shop.har'))).toBe(0)
})
