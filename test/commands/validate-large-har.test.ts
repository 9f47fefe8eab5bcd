import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {ValidationResult} from '../../src/validation/result.js'
import {hitUrl} from '../bench/generate.js'
import {HOME, LANDING, workspaceIn} from '../support/landing-capture.js'
import {runDc} from '../support/run-dc.js'

/** A large HAR is read by a thread of its own. Whatever is in it, the outcome is that of the same capture compressed, which one thread reads. */

const ENTRIES = 3000
const START_MS = Date.UTC(2026, 8, 4)
/** Quotes and backslashes in every nesting, across all borders of what is read at once. */
const BODIES = [
  '<p>text</p>'.repeat(1000),
  JSON.stringify(JSON.stringify({a: 'a "quoted" \\ name'})).repeat(200),
  '\\'.repeat(9001),
  '"\\"'.repeat(3333),
]

let folder: string
let har: Buffer
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-large-har-'))
  writeFileSync(join(folder, 'body.txt'), 'AQB=1&mid=12345678901234567890123456789012345678&pageName=kept&events=scAdd&AQE=1')
  har = Buffer.from(`{"log":{"version":"1.2","pages":[],"entries":[\n${Array.from({length: ENTRIES}, (_, at) => entry(at)).join(',\n')}]}}`)
  write('whole', har)
  workspaceIn(folder, 'site')
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

/** Hits, faulty ones, repeats, pages with and without hits, other calls of Adobe, tunnels, entries without a request. */
function entry(index: number): string {
  const startedDateTime = new Date(START_MS + index * 400).toISOString()
  const content = {mimeType: 'text/html', text: (BODIES[index % BODIES.length] ?? '') + 'x'.repeat((index * 37) % 5000)}
  const request = {
    method: 'GET',
    url: `https://www.shop.example/assets/${index}.html`,
    headers: [{name: 'Referer', value: 'https://www.shop.example/'}],
  }
  const response = {status: 200, content, redirectURL: ''}
  const sent = (query: string, url = `https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s${index + 50_000_000}`) =>
    `${url}?AQB=1&mid=12345678901234567890123456789012345678&pageName=home&${query}&AQE=1`
  const parts: Readonly<Record<number, object>> = {
    0: {request: {...request, url: hitUrl(index)}},
    3: {request: {...request, url: sent('events=scAdd')}},
    5: {request: {...request, url: hitUrl(index - 5)}},
    7: {request: {...request, url: sent(LANDING)}},
    9: {request: {...request, url: sent(HOME, `https://data.shop.example/b/ss/other/1/JS-2.26.0/s${index + 50_000_000}`)}},
    11: {request: {...request, url: `https://www.shop.example/sale?MID=E${index}`}, _resourceType: 'document'},
    13: {request: {...request, url: 'https://shop.tt.omtrdc.net/rest/v1/delivery'}},
    15: {request: {...request, url: 'data.shop.example:443', method: 'CONNECT'}},
    17: {request: undefined},
    19: {
      request: {
        ...request,
        url: 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s1234567890',
        method: 'POST',
        postData: {_file: index % 2 === 0 ? 'body.txt' : 'lost.txt'},
      },
    },
    21: {
      request: {...request, url: `https://www.shop.example/r?MID=E${index}`},
      response: {...response, status: 302, redirectURL: '/'},
      _resourceType: 'document',
    },
  }
  return JSON.stringify({startedDateTime, request, response, ...parts[index % 23]})
}

/** The capture as it is, and compressed. */
function write(name: string, bytes: Buffer): void {
  writeFileSync(join(folder, `${name}.har`), bytes)
  writeFileSync(join(folder, `${name}.har.gz`), gzipSync(bytes, {level: 1}))
}

const validate = async (file: string, args: readonly string[]) => runDc(['validate', file, ...args], {cwd: folder})

/** Both outcomes, the second as if its file had the name of the first. */
async function bothOf(name: string, args: readonly string[]) {
  const [thread, single] = await Promise.all([validate(`${name}.har`, args), validate(`${name}.har.gz`, args)])
  return {thread, single: {...single, stdout: single.stdout.replaceAll(`${name}.har.gz`, `${name}.har`)}}
}

test.each([
  ['as lines', []],
  ['as JSON', ['--json']],
  ['of one suite', ['--json', '--suite', 'other']],
  ['with rules that look at pages without a hit', ['--json', '--workspace', 'site/dc']],
])('%s: findings, counts and order are the same', async (_name, args) => {
  const {thread, single} = await bothOf('whole', args)
  expect(thread).toEqual(single)
})

test('what is expected is found', async () => {
  expect(har.length).toBeGreaterThan(33_000_000)
  const {exitCode, stdout} = await validate('whole.har', ['--json', '--workspace', 'site/dc'])
  expect(exitCode).toBe(1)
  const result = JSON.parse(stdout) as ValidationResult
  expect(result.inputs[0]).toMatchObject({requests: ENTRIES, skipped: {'connect-tunnel': 130, 'damaged-record': 130, target: 130}})
  expect(result.rules.filter(({findings}) => findings > 0).map(({id}) => id)).toEqual(
    expect.arrayContaining(['cart-add-without-products', 'landing-redirect-lost-param']),
  )
})

test.each([
  ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 5000)],
  [
    'broken in the middle',
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 20_000_001), Buffer.from('"}]}!!'), bytes.subarray(20_000_001)]),
  ],
  ['more than one document', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('{"log":{"entries":[]}}')])],
])('%s: the damage is told in the same words', async (name, damage) => {
  write(name, damage(har))
  const {thread, single} = await bothOf(name, ['--json'])
  expect(thread).toEqual(single)
})

test('a name that is wrong ends in a usage error, although reading has begun', async () => {
  const {exitCode, stdout, stderr} = await validate('whole.har', ['--rule', 'no-such-rule'])
  expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
  expect(stderr).toContain('there is no rule "no-such-rule"')
})

test('read as another format when that is asked for', async () => {
  const args = ['--input-format', 'url-list', '--json']
  const {stdout} = await validate('whole.har', args)
  expect((JSON.parse(stdout) as ValidationResult).inputs).toMatchObject([{format: 'url-list'}])
})
