import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {SetupResult} from '../../src/setup-job.js'
import {setupSchema} from '../../src/jobs/schemas/setup.js'
import {runDc, type DcRun} from '../support/run-dc.js'

/** `dc add` without a terminal: flags, answers, drafts. The wizard: test/prompts/. */

let root: string
let cwd: string
let places = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dc-add-'))
})
beforeEach(async () => {
  cwd = join(root, String(places++))
  await mkdir(cwd)
})
afterAll(async () => rm(root, {recursive: true}))

const dc = (args: readonly string[], input?: string): Promise<DcRun> =>
  runDc(args, {cwd, env: {HOME: cwd, XDG_CONFIG_HOME: join(cwd, '.config')}, ...(input !== undefined && {input})})

const saved = async (id = 'autumn-e-mail'): Promise<string> => readFile(join(cwd, 'dc', 'integrations', `${id}.json`), 'utf8')

const pairs = (flag: string, of: Readonly<Record<string, string>>) =>
  Object.entries(of).flatMap(([part, value]) => [`--${flag}`, `${part}=${value}`])

/** Everything emarsys needs. */
const COMPLETE = [
  'add',
  'emarsys',
  '--suite',
  'shopprod',
  '--name',
  'Autumn e-mail',
  '--notify',
  'ops@shop.example',
  '--accept-fees',
  'A. Consultant',
  ...pairs('input', {accountCode: '4711'}),
  ...pairs('variable', {messageId: 'campaign', recipientId: 'evar 12'}),
  ...pairs('event', {bounced: 'event20', clicked: 'event21', opened: 'event22', sent: 'event23', unsubscribed: 'event24'}),
  ...pairs('parameter', {messageId: 'mid', recipientId: 'rid'}),
]

const YAML = `partner: emarsys
reportSuite: shopprod
name: Autumn e-mail
notify: [ops@shop.example]
acknowledged: {fees: A. Consultant}
inputs: {accountCode: "4711"}
variables:
  - {role: messageId, variable: campaign}
  - {role: recipientId, variable: eVar12}
events:
  - {role: bounced, event: event20}
  - {role: clicked, event: event21}
  - {role: opened, event: event22}
  - {role: sent, event: event23}
  - {role: unsubscribed, event: event24}
collection: {parameters: {messageId: mid, recipientId: rid}}
`

describe('by flags', () => {
  test('writes the integration, makes the workspace, says what to do next', async () => {
    const {exitCode, stdout, stderr} = await dc(COMPLETE)
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(stdout).toContain(`Written: ${join('dc', 'integrations', 'autumn-e-mail.json')}`)
    expect(stdout).toMatch(/emarsys account manager \(must act\)/)
    expect(JSON.parse(await saved())).toMatchObject({
      id: 'autumn-e-mail',
      status: 'active',
      variables: [
        {role: 'messageId', variable: 'campaign'},
        {role: 'recipientId', variable: 'eVar12'},
      ],
      collection: {mode: 'automated', parameters: {messageId: 'mid', recipientId: 'rid'}},
      segments: [{id: 'purchases'}, {id: 'product-views'}, {id: 'cart-abandonment'}],
    })
    expect(existsSync(join(cwd, 'dc', 'workspace.json'))).toBe(true)
    expect(await readFile(join(cwd, 'dc', 'activity.ndjson'), 'utf8')).toContain('"action":"added"')
  })

  test('every command it names exists', async () => {
    const {stdout} = await dc([...COMPLETE, '--json'])
    const result = JSON.parse(stdout) as SetupResult
    const manifest = JSON.parse(await readFile(new URL('../../oclif.manifest.json', import.meta.url), 'utf8')) as {commands: object}
    const ids = Object.keys(manifest.commands)
    const commands = result.next.flatMap(({command}) => (command === null ? [] : [command]))
    expect(commands.length).toBeGreaterThan(2)
    const known = commands.filter((command) => {
      const [program, first, second] = command.split(' ')
      return program === 'dc' && ids.some((id) => id === first || id === `${first}:${second}`)
    })
    expect(known).toEqual(commands)
  })

  test('as JSON it fits its schema', async () => {
    const {exitCode, stdout, stderr} = await dc([...COMPLETE, '--json'])
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(setupSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined()
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'add',
      changed: true,
      dryRun: false,
      written: [join('dc', 'integrations', 'autumn-e-mail.json')],
    })
  })

  test('the same again is no change, also on a later day and after it was paused', async () => {
    await dc(COMPLETE)
    const path = join(cwd, 'dc', 'integrations', 'autumn-e-mail.json')
    await writeFile(path, (await saved()).replace(/"on": "[\d-]+"/, '"on": "2020-01-01"').replace('"active"', '"paused"'))
    const before = await saved()
    const {exitCode, stdout} = await dc(COMPLETE)
    expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'Autumn e-mail (autumn-e-mail) is exactly so already; no change.\n'})
    expect(await saved()).toBe(before)
    expect(JSON.parse((await dc([...COMPLETE, '--json'])).stdout)).toMatchObject({changed: false, written: [], change: {}})
  })

  test('another one under the same id is refused, with the difference', async () => {
    await dc(COMPLETE)
    const before = await saved()
    const {exitCode, stderr} = await dc([...COMPLETE, '--segment', 'purchases', '--description', 'Other'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('+ description: Other')
    expect(stderr).toContain('- segments.product-views: true')
    expect(stderr).toContain('dc configure autumn-e-mail')
    expect(await saved()).toBe(before)
  })

  test('--dry-run shows what would be written, and writes nothing', async () => {
    const {exitCode, stdout} = await dc([...COMPLETE, '--dry-run'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('+ variables.recipientId.variable: eVar12')
    expect(stdout).toContain('Nothing was written')
    expect(await readdir(cwd)).not.toContain('dc')
    expect(JSON.parse((await dc([...COMPLETE, '--dry-run', '--json'])).stdout)).toMatchObject({changed: true, dryRun: true, written: []})
  })

  test("today's product names are understood", async () => {
    const {stdout} = await dc(['add', 'Campaign Manager 360', '--draft', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({integration: {partner: 'dfa', status: 'in-progress'}})
    const {stdout: unknown} = await dc(['add', 'silverpup', '--json'])
    expect(JSON.parse(unknown)).toMatchObject({error: {code: 'unknown-partner', suggestions: ['dc partners silverpop', 'dc partners']}})
  })
})

describe('nothing is asked', () => {
  test('one error names all that is missing, each with its flag, also what only an answer would bring up', async () => {
    const {exitCode, stdout, stderr} = await dc(['add', 'datran'])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    for (const flag of [
      '--suite RSID',
      '--name NAME',
      '--notify EMAIL',
      '--accept-fees NAME',
      '--accept-personal-data NAME',
      '--input accountId=VALUE',
      '--variable messageId=eVar1',
      '--variable recipientId=eVar2',
      '--parameter messageId=NAME',
      '--parameter recipientId=NAME',
    ])
      expect(stderr).toContain(`  ${flag} `)
    expect(existsSync(join(cwd, 'dc'))).toBe(false)
  })

  test('what it proposes, filled in, is all there is', async () => {
    const {stdout} = await dc(['add', 'silverpop', '--json'])
    const {error} = JSON.parse(stdout) as {error: {suggestions: string[]}}
    const command = error.suggestions[0]?.replace('RSID', 'shopprod').replaceAll('NAME', 'X').replace('VALUE', '1') ?? ''
    expect((await dc(command.split(' ').slice(1))).exitCode).toBe(0)
  })

  test('not even the partner', async () => {
    const {exitCode, stdout} = await dc(['add', '--json'])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({error: {code: 'missing-answers', where: 'PARTNER'}})
  })

  test('numbers that a page asks for are missing, too', async () => {
    const {stderr} = await dc([
      'add',
      'contactlab',
      '--suite',
      's',
      '--name',
      'n',
      '--notify',
      'a@b.example',
      ...pairs('variable', {messageId: 'eVar1', recipientId: 'eVar2'}),
      ...pairs('event', {sent: 'event1'}),
      ...pairs('parameter', {messageId: 'a', recipientId: 'b'}),
    ])
    expect(stderr).toContain('4 more events, of bounced, clicked, opened, unsubscribed')
  })
  test('what a variable that is only counted brings with it is named at once', async () => {
    const {stderr} = await dc(['add', 'dynamic-signal', '--name', 'Shares'])
    expect(stderr).toContain('--variable trackingCode=eVarN')
    expect(stderr).toContain('--parameter trackingCode=NAME')
    // A whole command would drop what was said already.
    expect(stderr).toContain('try: the same command with --suite RSID --notify EMAIL')
  })
})

describe('answers', () => {
  test('from YAML, JSON and standard input: the same bytes as by flags', async () => {
    await dc(COMPLETE)
    const byFlags = await saved()
    await writeFile(join(cwd, 'a.yaml'), YAML)
    const {parse} = await import('yaml')
    await writeFile(join(cwd, 'a.json'), JSON.stringify(parse(YAML)))
    for (const [file, input] of [['a.yaml'], ['a.json'], ['-', YAML]] as const) {
      const workspace = `other-${places++}`
      const run = await dc(['add', '--answers', file, '--workspace', workspace], input)
      expect(run).toMatchObject({exitCode: 0, stderr: ''})
      expect(await readFile(join(cwd, workspace, 'integrations', 'autumn-e-mail.json'), 'utf8')).toBe(byFlags)
    }
  })

  test('flags go before answers', async () => {
    await writeFile(join(cwd, 'a.yaml'), YAML)
    await dc(['add', '--answers', 'a.yaml', '--suite', 'shopdev', '--id', 'dev'])
    expect(JSON.parse(await saved('dev'))).toMatchObject({reportSuite: 'shopdev', id: 'dev'})
  })

  test('a saved integration is an answers file', async () => {
    await dc(COMPLETE)
    const {exitCode, stdout} = await dc(['add', '--answers', join('dc', 'integrations', 'autumn-e-mail.json')])
    expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: expect.stringContaining('no change')})
  })

  test('unknown keys, words and partners are refused with line and suggestion, all at once', async () => {
    const {exitCode, stderr} = await dc(
      ['add', '--answers', '-'],
      YAML.replace('notify:', 'notifiy:').replace('role: sent', 'role: send').replace('collection: {parameters', 'collection: {paramters'),
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('standard input:4: notifiy: unknown key; did you mean notify?')
    expect(stderr).toMatch(/standard input:14: events\[3\]\.role: did you mean sent\?/)
    expect(stderr).toMatch(/standard input:16: collection\.paramters: unknown key; did you mean parameters\?/)
    expect(existsSync(join(cwd, 'dc'))).toBe(false)
  })

  test.each<[string, string, RegExp, string?]>([
    ['damaged', 'partner: emarsys\n  name: [', /not YAML/],
    ['another partner than the argument', YAML, /is about emarsys, not about silverpop/, 'silverpop'],
    ['a list', '- a\n', /expected names and their answers/],
    ['a status that cannot be added', `${YAML}status: paused\n`, /status: what is added is active or in-progress/],
  ])('%s', async (_what, text, message, partner) => {
    const {exitCode, stderr} = await dc(['add', ...(partner === undefined ? [] : [partner]), '--answers', '-'], text)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('the schema of a partner has its words', async () => {
    const {stdout, exitCode} = await dc(['schema', 'answers', '--partner', 'emarsys'])
    expect(exitCode).toBe(0)
    const schema = JSON.parse(stdout) as {
      properties: Record<string, {items?: {properties: Record<string, {enum: string[]}>}; properties?: object}>
    }
    expect(schema.properties['variables']?.items?.properties['role']?.enum).toEqual(['messageId', 'recipientId'])
    expect(Object.keys(schema.properties['inputs']?.properties ?? {})).toEqual(['accountCode'])
  })
})

describe('secrets', () => {
  test('are kept by reference', async () => {
    const {stdout} = await dc(['add', 'lyris', '--draft', '--input', 'apiKey=env:LYRIS_KEY', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({integration: {inputs: {apiKey: {secret: 'env:LYRIS_KEY'}}}})
  })

  test.each([
    ['a flag', ['--input', 'apiKey=hunter2hunter2'], undefined],
    ['a flag without its name', ['--input', 'hunter2hunter2'], undefined],
    ['an answer', ['--answers', '-'], 'inputs: {apiKey: hunter2hunter2}\n'],
    ['a password in an address', ['--answers', '-'], 'delivery: {location: "sftp://u:hunter2hunter2@h/out"}\n'],
  ])('are refused in %s, and not repeated', async (_where, args, input) => {
    const {exitCode, stdout, stderr} = await dc(['add', 'lyris', ...args], input)
    expect(exitCode).toBe(2)
    expect(stdout + stderr).not.toContain('hunter2')
    expect(existsSync(join(cwd, 'dc'))).toBe(false)
  })
})

describe('report suites', () => {
  test('a virtual one is refused', async () => {
    const {exitCode, stderr} = await dc(['add', 'emarsys', '--suite', 'vrs_shop_1', '--draft'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--suite: a virtual report suite holds no variables of its own')
  })

  test('one that looks like a rollup has to be explained, and has no segments when it is one', async () => {
    const rollup = COMPLETE.map((word) => (word === 'shopprod' ? 'shop-rollup' : word))
    const asked = await dc(rollup)
    expect(asked.exitCode).toBe(2)
    expect(asked.stderr).toContain('--[no-]rollup   Is it a rollup?')
    expect((await dc([...rollup, '--rollup'])).exitCode).toBe(0)
    expect(JSON.parse(await saved())).toMatchObject({reportSuite: 'shop-rollup', segments: []})
    expect((await dc([...rollup.map((word) => word.replace('shop-rollup', 'other-rollup')), '--no-rollup', '--id', 'base'])).exitCode).toBe(
      0,
    )
    expect(JSON.parse(await saved('base'))).toMatchObject({segments: [{id: 'purchases'}, {}, {}]})
  })
})

describe('faults in what is given', () => {
  test('are told all at once, with their flags', async () => {
    await dc(COMPLETE)
    const {exitCode, stderr} = await dc([
      ...'add silverpop --name Two --suite shopprod --notify ops@shop.example --notify nobody --expected-by 06:00'.split(' '),
      ...pairs('variable', {messageId: 'campaign', recipientId: 'prop3', colour: 'eVar1'}),
      ...pairs('event', {sent: 'event2000', opend: 'event3'}),
    ])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--notify: "nobody": expected an e-mail address/)
    expect(stderr).toMatch(/--variable messageId: .*"Autumn e-mail" \(autumn-e-mail, active\) uses for messageId/)
    expect(stderr).toMatch(/--variable recipientId: .*prop3.*takes eVar/)
    expect(stderr).toMatch(/--variable colour: .*no variable "colour"/)
    expect(stderr).toMatch(/--event sent: event2000 does not exist/)
    expect(stderr).toMatch(/--event opend: .*did you mean opened\?/)
    expect(stderr).toMatch(/--expected-by: is nothing that Silverpop Engage asks for/)
    expect(await readdir(join(cwd, 'dc', 'integrations'))).toEqual(['autumn-e-mail.json'])
  })
})

describe('drafts', () => {
  test('may lack anything, and are finished by --resume', async () => {
    expect(await dc(['add', 'emarsys', '--name', 'Autumn e-mail', '--draft'])).toMatchObject({exitCode: 0, stderr: ''})
    expect(JSON.parse(await saved())).toMatchObject({status: 'in-progress', reportSuite: null, segments: []})
    const unfinished = await dc(['add', '--resume'])
    expect(unfinished.exitCode).toBe(2)
    expect(unfinished.stderr).toContain('--suite RSID')
    const rest = COMPLETE.slice(2).filter((word) => word !== '--name' && word !== 'Autumn e-mail')
    expect(await dc(['add', '--resume', 'autumn-e-mail', ...rest])).toMatchObject({exitCode: 0, stderr: ''})
    expect(JSON.parse(await saved())).toMatchObject({status: 'active', segments: [{}, {}, {}]})
    const again = await dc(['add', '--resume', 'autumn-e-mail', '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject({error: {code: 'not-a-draft', suggestions: ['dc configure autumn-e-mail']}})
    expect(JSON.parse((await dc(['add', '--resume', '--json'])).stdout)).toMatchObject({error: {code: 'no-draft'}})
  })

  test('which of several has to be said', async () => {
    await dc(['add', 'emarsys', '--name', 'One', '--draft'])
    await dc(['add', 'emarsys', '--name', 'Two', '--draft'])
    expect(JSON.parse((await dc(['add', '--resume', '--json'])).stdout)).toMatchObject({
      error: {code: 'ambiguous-integration', suggestions: ['dc add --resume one', 'dc add --resume two']},
    })
  })
})

test('an integration whose file is damaged is never overwritten', async () => {
  await dc(COMPLETE)
  const path = join(cwd, 'dc', 'integrations', 'autumn-e-mail.json')
  await writeFile(path, '{"version": 1,')
  const {exitCode, stderr} = await dc(COMPLETE)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('autumn-e-mail.json')
  expect(await readFile(path, 'utf8')).toBe('{"version": 1,')
})

test('two at once for the same slots: one of them is refused', async () => {
  await dc(['add', 'emarsys', '--name', 'First', '--draft'])
  const runs = await Promise.all([dc([...COMPLETE, '--id', 'one']), dc([...COMPLETE, '--id', 'two'])])
  expect(new Set(runs.map(({exitCode}) => exitCode))).toEqual(new Set([0, 2]))
})

test("a partner of the workspace's own is asked by its definition", async () => {
  await mkdir(join(cwd, 'dc', 'connectors'), {recursive: true})
  await writeFile(join(cwd, 'dc', 'workspace.json'), '{"version": 1}')
  await writeFile(
    join(cwd, 'dc', 'connectors', 'acme.yaml'),
    'id: acme\nname: Acme Mail\ncategory: email\nvariables:\n  - {role: messageId, label: Mailing, kinds: [eVar]}\n  - {role: recipientId, label: Recipient, kinds: [eVar]}\n',
  )
  const {exitCode} = await dc([
    'add',
    'acme',
    '--name',
    'Acme',
    '--suite',
    's',
    ...pairs('variable', {Mailing: 'eVar1', recipientId: 'eVar2'}),
  ])
  expect(exitCode).toBe(0)
  expect(JSON.parse(await saved('acme'))).toMatchObject({partner: 'acme', variables: [{variable: 'eVar1'}, {variable: 'eVar2'}]})
})
