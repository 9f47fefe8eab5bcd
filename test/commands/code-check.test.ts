import {mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {codeCheckSchema} from '../../src/jobs/schemas/code.js'
import {change} from '../../src/workspace/store.js'
import {createWorkspace} from '../../src/workspace/workspace.js'
import {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'

const BROKEN = 's.campaign=s.getQueryParam("MID"); // the message s.eVar12=s.getQueryParam("RID");\n'
const GOOD = 's.campaign=s.getQueryParam("MID");\ns.eVar12=s.getQueryParam("RID");\n'

let root: string
let server: Server
let base: string
const answers: Record<string, {status?: number; type?: string; body: string | Buffer}> = {
  '/page': {type: 'text/html', body: `<html><script src="/s_code.js"></script><script src="/gone.js"></script>\n<script>${GOOD}</script>`},
  '/s_code.js': {body: BROKEN},
  '/big': {body: Buffer.alloc(11 * 1024 * 1024, 'x')},
  '/latin': {
    type: 'text/html; charset=iso-8859-1',
    body: Buffer.from('<html><script>s.eVar1=s.getQueryParam("caf\xe9")</script>', 'latin1'),
  },
}

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'dc-check-')))
  await writeFile(join(root, 'broken.js'), BROKEN)
  server = createServer((request, response) => {
    const url = request.url ?? ''
    if (url === '/moved') return response.writeHead(302, {location: '/page'}).end()
    if (url === '/drops') return request.socket.destroy()
    const {status = 200, type = 'text/javascript', body} = answers[url] ?? {status: 404, body: ''}
    return response.writeHead(status, {'content-type': type}).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(root, {recursive: true})
})

const dc = (args: string[], input = '', cwd = root) =>
  runDc(['code', 'check', ...args], {cwd, input, env: {DC_SETTINGS: join(root, 'settings')}})
const json = async (args: string[], input = '', cwd = root) => {
  const {stdout, stderr, exitCode} = await dc([...args, '--json'], input, cwd)
  expect(stderr).toBe('')
  return {...codeCheckSchema.parse(JSON.parse(stdout)), exitCode}
}

describe('a file or standard input', () => {
  test('a typed source is read, though the engine cannot compile it', async () => {
    await writeFile(join(root, 'typed.ts'), "declare const s: any\ns.campaign = s.Util.getQueryParam('cid')\n")
    expect(await json(['typed.ts'])).toMatchObject({exitCode: 0, findings: [], recognised: [{kind: 'copy', text: 'cid to campaign'}]})
  })
  test('the Integrate Module is recognised by its partners', async () => {
    await writeFile(join(root, 'dfa.js'), 's.loadModule("Integrate");\ns.Integrate.onLoad=function(s,m){s.Integrate.add("DFA");};\n')
    expect(await json(['dfa.js'])).toMatchObject({exitCode: 0, findings: [], recognised: [{kind: 'integrate-module', line: 2}]})
  })
  test('broken is exit 1: place, what is seen, what comes of it, what to do', async () => {
    const {stdout, exitCode} = await dc(['broken.js'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^broken\.js:1: error recipient-id-commented-out\n/)
    expect(stdout).toContain('fix     put it on a line of its own: s.eVar12=s.getQueryParam("RID");')
    expect(await json(['broken.js'])).toMatchObject({
      exitCode: 1,
      findings: [{id: 'recipient-id-commented-out', path: 'broken.js', line: 1}],
    })
  })
  test('good is 0, nothing recognised is 3, Analytics code without a copy as well', async () => {
    expect((await dc(['-'], GOOD)).exitCode).toBe(0)
    expect((await dc(['-'], 'var a = 1')).exitCode).toBe(3)
    expect((await dc(['-'], 's.events="event1"; s.products=";cat"; s.t();')).exitCode).toBe(3)
    expect((await dc(['-'])).exitCode).toBe(3)
  })
  test('a script that does not parse is compiled, not run', async () => {
    expect(await json(['-'], `${GOOD}process.exit(9);\nif (`)).toMatchObject({exitCode: 1, findings: [{id: 'does-not-parse', line: 4}]})
    expect((await dc(['-'], `${GOOD}return process.exit(9);`)).exitCode).toBe(0)
  })
  test('no such file is exit 2', async () => {
    expect((await dc(['missing.js'])).exitCode).toBe(2)
  })
})

describe('a page on the web', () => {
  test('inline scripts; external ones are named, and read when asked for', async () => {
    const plain = await json([`${base}/moved`])
    expect(plain).toMatchObject({
      exitCode: 0,
      recognised: [{line: 2}, {line: 3}],
      notRead: [{path: `${base}/s_code.js`}, {path: `${base}/gone.js`}],
    })
    expect(plain.notes.join()).toContain('--scripts')
    expect(await json([`${base}/page`, '--scripts'])).toMatchObject({
      exitCode: 1,
      findings: [{path: `${base}/s_code.js`, id: 'recipient-id-commented-out'}],
      notRead: [{path: `${base}/gone.js`, reason: expect.stringContaining('404')}],
    })
  })
  test('in its own encoding', async () => {
    expect((await json([`${base}/latin`])).recognised).toMatchObject([{text: 'café to eVar1'}])
  })
  test.each([
    ['an error', '/nothing', 'http-status', 5],
    ['a broken connection', '/drops', 'unreachable', 5],
    ['more than any page', '/big', 'too-large', 2],
  ])('%s', async (_what, path, code, exitCode) => {
    const run = await dc([`${base}${path}`, '--json'])
    expect(JSON.parse(run.stdout)).toMatchObject({error: {code}})
    expect(run.exitCode).toBe(exitCode)
  })
})

describe('in a workspace', () => {
  test('code of dc is compared with its integration', async () => {
    const cwd = join(root, 'site')
    const workspace = await createWorkspace(join(cwd, 'dc'), cwd)
    await change(workspace, () => ({action: 'added', put: [sampleIntegration()]}), {who: 'a test'})
    const code = (await runDc(['code', 'spring-email'], {cwd})).stdout
    expect(await json(['-'], code, cwd)).toMatchObject({exitCode: 0, findings: [], deployed: [{integration: 'spring-email', intact: true}]})
    await change(
      workspace,
      () => ({
        action: 'changed',
        put: [
          sampleIntegration({
            variables: [
              {role: 'messageId', variable: 'campaign'},
              {role: 'recipientId', variable: 'eVar13'},
            ],
          }),
        ],
      }),
      {who: 'a test'},
    )
    const outdated = await json(['-'], code, cwd)
    expect(outdated).toMatchObject({
      exitCode: 1,
      findings: [{id: 'dc-code-outdated', fix: 'dc code spring-email --library appmeasurement'}],
    })
    expect(outdated.findings[0]?.message).toContain('RID to eVar13')
    expect(await json(['-'], code.replace('code spring-email', 'code autumn-email'), cwd)).toMatchObject({
      exitCode: 0,
      findings: [{id: 'dc-code-unknown'}],
    })
  })
})
