import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ValidationResult} from '../../src/validation/result.js'
import {hitUrl} from '../bench/generate.js'
import {runDc} from '../support/run-dc.js'

const SHOP = resolve('test/fixtures/har/sample-appmeasurement-shop.har')
const WEB_SDK = resolve('test/fixtures/har/sample-websdk-shop.har')
const REAL_SITE = resolve('test/fixtures/har/aftonbladet-redirect.har')

let folder: string
const at = (name: string) => join(folder, name)
const hit = (query: string, buster: number, suite = 'shopprod', host = 'data.shop.example') =>
  `https://${host}/b/ss/${suite}/1/JS-2.26.0/s${buster + 10_000_000}?AQB=1&mid=12345678901234567890123456789012345678&pageName=home&g=https%3A%2F%2Fwww.shop.example%2F&${query}&AQE=1`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc-validate-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

async function validate(args: readonly string[], options: Parameters<typeof runDc>[1] = {}) {
  const run = await runDc(['validate', ...args, '--json'], options)
  return {...run, result: JSON.parse(run.stdout) as ValidationResult}
}

describe('a capture of a real journey', () => {
  test('a cart add with no product fails and names the record, the parameter and the fix', async () => {
    const {exitCode, result} = await validate([SHOP])
    expect(exitCode).toBe(1)
    expect(result.findings.filter(({severity}) => severity === 'error')).toMatchObject([
      {
        ruleId: 'cart-add-without-products',
        param: 'products',
        origin: {record: 7, page: 'https://www.fabrikam.test/rose?lib=am224'},
        hit: {kind: 'link', reportSuites: ['fabgardendev'], library: 'JS-2.22.4'},
      },
    ])
  })

  test('every request is a hit, a repeat or counted under a reason', async () => {
    const {result} = await validate([SHOP, WEB_SDK, REAL_SITE])
    for (const {requests, hits, merged, skipped} of result.inputs) {
      expect(hits + merged + Object.values(skipped).reduce((sum, count) => sum + count, 0)).toBe(requests)
    }
    expect(result.inputs.map(({hits, merged}) => [hits, merged])).toEqual([
      [7, 0],
      [0, 0],
      [2, 1],
    ])
  })

  test('a healthy production site comes out without an error', async () => {
    const {exitCode, result} = await validate([REAL_SITE])
    expect(result.summary.findings.error).toBe(0)
    expect(exitCode).toBe(0)
  })

  test('a capture of Web SDK calls alone is inconclusive, and says so', async () => {
    const {exitCode, stdout} = await runDc(['validate', WEB_SDK])
    expect(exitCode).toBe(4)
    expect(stdout).toMatch(/Web SDK/)
  })

  test('hits whose bodies were not recorded are neither right nor wrong: exit 4', async () => {
    const log = Array.from(
      {length: 3},
      (_, index) => `2026-09-04 10:00:0${index}.000 | POST | https://data.shop.example/b/ss/shopprod/0/OIP-4.8.3/s1366425${index}`,
    ).join('\n')
    const {exitCode, result} = await validate(['-'], {input: log})
    expect(exitCode).toBe(4)
    expect(result.summary).toMatchObject({hits: 3, findings: {error: 0, warning: 0}})
    expect(result.rules.find(({id}) => id === 'cart-add-without-products')).toMatchObject({outcome: 'unknown', hits: {unknown: 3}})
  })
})

describe('choosing what is judged', () => {
  test('--rule runs rules alone, --ignore leaves them out', async () => {
    const only = await validate([SHOP, '--rule', 'purchase-missing-id', '--rule', 'purchaseid-charset'])
    expect(only.result.rules.map(({id}) => id)).toEqual(['purchase-missing-id', 'purchaseid-charset'])
    const without = await validate([SHOP, '--ignore', 'cart-add-without-products'])
    expect(without.result.rules.some(({id}) => id === 'cart-add-without-products')).toBe(false)
    expect(without.exitCode).toBe(0)
  })

  test('--suite and --host leave other hits out as other-suite', async () => {
    writeFileSync(
      at('two.txt'),
      `${hit('v1=a', 1)}\n${hit('v1=a', 2, 'other', 'stats.else.example')}\n${hit('v1=a', 3, 'other,shopprod')}\n`,
    )
    expect((await validate([at('two.txt'), '--suite', 'shopprod'])).result.inputs[0]).toMatchObject({hits: 2, skipped: {'other-suite': 1}})
    expect((await validate([at('two.txt'), '--host', 'shop.example'])).result.inputs[0]).toMatchObject({
      hits: 2,
      skipped: {'other-suite': 1},
    })
    expect((await validate([at('two.txt'), '--suite', 'nobody'])).exitCode).toBe(3)
  })

  test('--host takes what people copy; a selection without a hit says what was left out', async () => {
    const path = at('hosts.txt')
    writeFileSync(path, [hit('v1=a', 1), hit('v1=b', 2)].join('\n'))
    for (const host of ['https://Data.Shop.example:443/b/ss', '*.shop.example'])
      expect((await validate([path, '--host', host])).result.summary.hits).toBe(2)
    for (const args of [
      ['--suite', 'shopprd'],
      ['--host', 'x.example'],
    ]) {
      const {exitCode, stdout} = await runDc(['validate', path, ...args])
      expect(exitCode).toBe(3)
      expect(stdout).toContain('2 of others were left out')
    }
  })

  test('severities of the workspace hold wherever dc is run below it', async () => {
    mkdirSync(at('site/dc'), {recursive: true})
    mkdirSync(at('site/tests/deep'), {recursive: true})
    writeFileSync(
      at('site/dc/workspace.json'),
      JSON.stringify({version: 1, rules: {'cart-add-without-products': 'off', 'purchase-missing-id': 'error'}}),
    )
    const {exitCode, result} = await validate([SHOP], {cwd: at('site/tests/deep')})
    expect(exitCode).toBe(1)
    expect(result.findings.filter(({severity}) => severity === 'error').map(({ruleId}) => ruleId)).toEqual(['purchase-missing-id'])
  })

  test('a run in a workspace is noted for dc list, a clean one too', async () => {
    mkdirSync(at('noted'))
    cpSync(resolve('test/fixtures/site/dc'), at('noted/dc'), {recursive: true})
    const list = async () =>
      JSON.parse((await runDc(['list', '--json'], {cwd: at('noted')})).stdout) as {integrations: {validated: string}[]}
    expect((await list()).integrations).toMatchObject([{validated: 'never'}])
    expect((await validate(['-'], {cwd: at('noted'), input: hit('v1=a', 7)})).exitCode).toBe(0)
    expect((await list()).integrations[0]?.validated).toMatch(/^\d{4}-\d\d-\d\d/)
  })

  test('a workspace file with an error is refused with line, path and value', async () => {
    mkdirSync(at('broken/dc'), {recursive: true})
    writeFileSync(at('broken/dc/workspace.json'), '{\n  "version": 1,\n  "rules": {\n    "page-name-missing": "loud"\n  }\n}\n')
    const {exitCode, stderr} = await runDc(['validate', SHOP], {cwd: at('broken')})
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/dc\/workspace\.json:4.*page-name-missing.*"loud"/s)
  })
})

describe('what makes a run red', () => {
  test.each([
    ['error', 1],
    ['warning', 1],
    ['never', 0],
  ])('--fail-on %s on a capture with errors: exit %i', async (level, exitCode) => {
    expect((await validate([SHOP, '--fail-on', level])).exitCode).toBe(exitCode)
  })

  test('a journey that broke before checkout is not green', async () => {
    writeFileSync(at('broken-journey.txt'), `${hit('events=prodView&products=%3Bsku1', 1)}\n`)
    expect((await validate([at('broken-journey.txt')])).exitCode).toBe(0)
    expect((await validate([at('broken-journey.txt'), '--require-event', 'purchase'])).exitCode).toBe(3)
    expect((await validate([at('broken-journey.txt'), '--require-rule', 'purchase-without-products'])).exitCode).toBe(3)
    expect(
      (await validate([at('broken-journey.txt'), '--require-event', 'prodView', '--require-rule', 'prodview-without-products'])).exitCode,
    ).toBe(0)
  })

  test('a hit that was never delivered does not satisfy --require-event', async () => {
    const har = {
      log: {
        version: '1.2',
        creator: {name: 'test', version: '1'},
        entries: [
          {
            startedDateTime: '2026-09-04T10:00:00Z',
            request: {method: 'GET', url: hit('events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1', 1), headers: []},
            response: {status: 0, _error: 'net::ERR_BLOCKED_BY_CLIENT'},
          },
        ],
      },
    }
    writeFileSync(at('blocked.har'), JSON.stringify(har))
    expect((await validate([at('blocked.har'), '--require-event', 'purchase'])).exitCode).toBe(3)
  })

  test('an event that a body nobody recorded may have carried is neither seen nor missing', async () => {
    const lines = [{url: hit('events=event1', 1)}, {url: 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s3', method: 'POST'}]
    writeFileSync(at('bodiless.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    expect((await validate([at('bodiless.ndjson'), '--require-event', 'purchase'])).exitCode).toBe(4)
    expect((await validate([at('bodiless.ndjson'), '--require-event', 'event1'])).exitCode).toBe(0)
  })
})

describe('reports', () => {
  test('json and junit are written beside the output, folders included', async () => {
    const {exitCode} = await validate([SHOP, '--report', `json=${at('out/dc.json')}`, '--report', `junit=${at('out/dc.xml')}`])
    expect(exitCode).toBe(1)
    expect(JSON.parse(readFileSync(at('out/dc.json'), 'utf8'))).toMatchObject({command: 'validate', summary: {hits: 7}})
    expect(readFileSync(at('out/dc.xml'), 'utf8')).toMatch(
      /<failure[^>]*cart-add-without-products|cart-add-without-products[\s\S]*<failure/,
    )
  })

  test('an unknown kind names the kinds there are', async () => {
    const {exitCode, stderr} = await runDc(['validate', SHOP, '--report', 'junti=dc.xml'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--report junit=dc.xml')
  })
})

describe('findings', () => {
  test('beyond the cap they are counted, not kept, and the totals stay exact', async () => {
    writeFileSync(at('many.txt'), Array.from({length: 250}, (_, index) => `${hit(`events=scAdd&v1=${index}`, index)}\n`).join(''))
    const {result} = await validate([at('many.txt'), '--rule', 'cart-add-without-products', '--max-findings', '10'])
    expect(result.findings.map(({origin}) => origin.record)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(result.truncated).toEqual({'cart-add-without-products': 240})
    expect(result.summary.findings.error).toBe(250)
  })

  test('values that look personal are masked, with their length kept, unless --show-values', async () => {
    writeFileSync(at('personal.txt'), `${hit('v7=jane.doe%40shop.example', 1)}\n`)
    const masked = await runDc(['validate', at('personal.txt'), '--json'])
    expect(masked.stdout).not.toMatch(/jane\.doe/)
    const finding = (JSON.parse(masked.stdout) as ValidationResult).findings.find(({ruleId}) => ruleId === 'pii-email')
    expect(finding?.value).toHaveLength('jane.doe@shop.example'.length)
    const shown = await runDc(['validate', at('personal.txt'), '--json', '--show-values'])
    expect(shown.stdout).toContain('jane.doe@shop.example')
  })
})

describe('large captures', () => {
  test('threads change nothing: findings, counts and order are those of one thread', async () => {
    // Faults of every kind of rule between healthy hits: single hits, sessions, redirects, double recordings.
    const lines: string[] = []
    for (let index = 0; index < 36_000; index++) {
      const url = hitUrl(index)
      const time = Date.UTC(2026, 8, 4) + index * 250
      lines.push(JSON.stringify({url, method: 'GET', ts: time}))
      if (index % 911 === 0) lines.push(JSON.stringify({url: `${url}&v9=%20x`.replace('/s2', '/s3'), method: 'GET', ts: time}))
      if (index % 1201 === 0)
        lines.push(JSON.stringify({url: url.replace('AQB=1&', 'AQB=1&pccr=true&vidn=2EAB-1&&'), method: 'GET', ts: time + 30}))
      if (index % 1301 === 0) lines.push(JSON.stringify({url: url.replace('/s2', '/s4'), method: 'GET', ts: time + 700}))
      if (index % 1999 === 0)
        lines.push(JSON.stringify({url: hit(`events=scAdd&fid=${index}`, index + 50_000_000), method: 'GET', ts: time}), '{"url": ')
    }
    const text = lines.join('\n')
    expect(text.length).toBeGreaterThan(34_000_000)
    writeFileSync(at('large.ndjson'), text)
    // A pipe has no size to judge by, so it is read by one thread.
    const [threads, single] = await Promise.all([validate([at('large.ndjson')]), validate(['-'], {input: text})])
    expect(threads.result.summary.findings.warning).toBeGreaterThan(50)
    expect({
      ...threads.result,
      inputs: [],
      findings: threads.result.findings.map((finding) => ({...finding, origin: finding.origin.record})),
    }).toEqual({
      ...single.result,
      inputs: [],
      findings: single.result.findings.map((finding) => ({...finding, origin: finding.origin.record})),
    })
    expect({...threads.result.inputs[0], path: ''}).toEqual({...single.result.inputs[0], path: ''})
  })

  test('a capture larger than the heap it is allowed', async () => {
    const piece = Array.from({length: 20_000}, (_, index) =>
      JSON.stringify({url: hitUrl(index), method: 'GET', ts: Date.UTC(2026, 8, 4) + index * 100}),
    ).join('\n')
    writeFileSync(at('heap.ndjson.gz'), Buffer.concat(Array.from({length: 8}, () => gzipSync(`${piece}\n`))))
    const {exitCode, stdout} = await runDc(['validate', at('heap.ndjson.gz'), '--json'], {nodeArgs: ['--max-old-space-size=64']})
    expect(exitCode).toBeLessThan(2)
    expect((JSON.parse(stdout) as ValidationResult).summary.requests).toBe(160_000)
  })
})

test('standard input, folders and globs', async () => {
  mkdirSync(at('captures/deep'), {recursive: true})
  writeFileSync(at('captures/a.txt'), `${hit('v1=a', 1)}\n`)
  writeFileSync(at('captures/deep/b.ndjson'), `${JSON.stringify({url: hit('v1=b', 2)})}\n`)
  writeFileSync(at('captures/notes.md'), '# Not a capture\n')
  const all = await validate([at('captures')])
  expect(all.result.summary.hits).toBe(2)
  expect(all.result.notes.join(' ')).toContain('notes.md')
  expect((await validate([at('captures/**/*.ndjson')])).result.summary.hits).toBe(1)
  expect((await validate(['-'], {input: hit('v1=c', 3)})).result.inputs).toMatchObject([{path: '-', hits: 1}])
})
