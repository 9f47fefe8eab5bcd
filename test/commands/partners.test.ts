import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {runDc} from '../support/run-dc.js'

const ACME = `id: acme
name: Acme Mail
category: email
variables:
  - {role: messageId, label: Mailing, kinds: [campaign]}
  - {role: recipientId, label: Recipient, kinds: [eVar]}
`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-partners-'))
  await mkdir(join(folder, 'dc', 'connectors'), {recursive: true})
  await writeFile(join(folder, 'dc', 'workspace.json'), '{"version": 1}')
  await writeFile(join(folder, 'dc', 'connectors', 'acme.yaml'), ACME)
  await mkdir(join(folder, 'broken', 'connectors'), {recursive: true})
  await writeFile(join(folder, 'broken', 'workspace.json'), '{"version": 1}')
  await writeFile(join(folder, 'broken', 'connectors', 'acme.yaml'), ACME.replace('eVar', 'evar'))
})
afterAll(async () => rm(folder, {recursive: true}))

const dc = (...args: string[]) => runDc(args, {cwd: folder})

describe('the list', () => {
  test('one line per partner in a pipe, without colour or boxes, the own ones among them', async () => {
    const {exitCode, stdout, stderr} = await dc('partners')
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(stdout).toMatch(/^ID +PRODUCT +CATEGORY +STATUS\n/)
    expect(stdout).toMatch(/^silverpop +Acoustic Campaign +email +deprecating$/m)
    expect(stdout).toMatch(/^acme +Acme Mail +email +not-listed$/m)
    expect(stdout).not.toMatch(/[│\u001B]/)
    expect(stdout).toContain('22 partners')
  })

  test('filters by category and status', async () => {
    const {stdout} = await dc(
      'partners',
      '--category',
      'survey',
      '--category',
      'feedback',
      '--status',
      'migrating',
      '--status',
      'deprecating',
      '--json',
    )
    const {partners} = JSON.parse(stdout) as {partners: {id: string}[]}
    expect(partners.map(({id}) => id)).toEqual(['kampyle', 'qualtrics'])
  })

  test('chooses columns, order and CSV', async () => {
    const {stdout, exitCode} = await dc('partners', '--columns', 'segments,id', '--sort=-segments', '--csv', '--category', 'email')
    expect(exitCode).toBe(0)
    expect(stdout.split('\n').slice(0, 3)).toEqual(['segments,id', '6,generic-email', '6,silverpop'])
    expect((await dc('partners', '--columns', 'id', '--sort', '-id', '--csv')).stdout).toMatch(/^id\nsilverpop\n/)
  })

  test('nothing that fits is no failure', async () => {
    const {stdout, exitCode} = await dc('partners', '--category', 'advocacy', '--status', 'not-listed')
    expect({stdout, exitCode}).toEqual({stdout: 'No partner fits.\n', exitCode: 0})
  })

  test.each([
    ['--columns', 'colour'],
    ['--sort', 'colour'],
    ['--category', 'mail'],
  ])('%s %s is refused', async (...args) => {
    const {exitCode, stdout, stderr} = await dc('partners', ...args)
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(args[1])
  })

  test('a faulty file of the workspace is named; the rest is there', async () => {
    const {exitCode, stdout, stderr} = await dc('partners', '--workspace', 'broken')
    expect(exitCode).toBe(2)
    expect(stdout).toContain('silverpop')
    expect(stderr).toContain(`${join('broken', 'connectors', 'acme.yaml')}:6: variables[1].kinds[0]: did you mean eVar? (found "evar")`)
    const json = JSON.parse((await dc('partners', '--workspace', 'broken', '--json')).stdout) as object
    expect(json).toMatchObject({command: 'partners', problems: [{line: 6, path: 'variables[1].kinds[0]', value: 'evar'}]})
  })
})

describe('one partner', () => {
  test.each([['silverpop'], ['Acoustic Campaign'], ['"Silverpop" Engage']])('%s', async (name) => {
    const {exitCode, stdout, stderr} = await dc('partners', name)
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(stdout).toMatch(/^Silverpop Engage {2}silverpop\n/)
    for (const heading of ['Before you start', 'What to enter', 'Afterwards', 'Known issues', 'Next'])
      expect(stdout).toContain(`\n${heading}\n`)
  })

  test('as JSON it is the connector with all its facts', async () => {
    const {stdout, exitCode} = await dc('partners', 'cm360', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'partners',
      partner: {
        id: 'dfa',
        today: 'Campaign Manager 360',
        origin: 'built-in',
        collectionModes: ['integrate-module'],
      },
    })
  })

  test("a workspace's own is shown with its file", async () => {
    expect((await dc('partners', 'acme')).stdout).toContain(join('dc', 'connectors', 'acme.yaml'))
  })

  test('an unknown one is refused with the nearest', async () => {
    const {exitCode, stdout} = await dc('partners', 'silverpup', '--json')
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({error: {code: 'unknown-partner', suggestions: ['dc partners silverpop', 'dc partners']}})
  })

  test('flags of the list are refused', async () => {
    const {exitCode, stderr} = await dc('partners', 'silverpop', '--csv')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--csv is for the list')
  })
})

describe('dc partners check', () => {
  test('a valid file', async () => {
    const {exitCode, stdout} = await dc('partners', 'check', 'dc/connectors/acme.yaml')
    expect({exitCode, stdout}).toEqual({
      exitCode: 0,
      stdout: 'dc/connectors/acme.yaml: the connector acme is valid: 0 inputs, 2 variables, 0 events, 0 segments.\n',
    })
  })

  test('a faulty one: file, line, path and value', async () => {
    const {exitCode, stdout} = await dc('partners', 'check', 'broken/connectors/acme.yaml')
    expect({exitCode, stdout}).toEqual({
      exitCode: 1,
      stdout: 'broken/connectors/acme.yaml:6: variables[1].kinds[0]: did you mean eVar? (found "evar")\n',
    })
  })

  test('a missing file', async () => {
    const {exitCode, stdout} = await dc('partners', 'check', 'nowhere.yaml', '--json')
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'partners check',
      valid: false,
      id: null,
      problems: [{message: 'there is no such file'}],
    })
  })

  test('the id of a built-in connector, wherever the file lies', async () => {
    await writeFile(join(folder, 'mine.yaml'), ACME.replace('id: acme', 'id: dfa'))
    const {exitCode, stdout} = await dc('partners', 'check', 'mine.yaml')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('mine.yaml: id: this is the id of a built-in connector')
  })

  test('what `dc partners ID --json` prints is a start for one of your own', async () => {
    const {stdout} = await dc('partners', 'generic-email', '--json')
    const {
      today: _today,
      origin: _origin,
      collectionModes: _modes,
      ...partner
    } = (JSON.parse(stdout) as {partner: Record<string, unknown>}).partner
    await writeFile(join(folder, 'beta.json'), JSON.stringify({...partner, id: 'beta', name: 'Beta Mail', aliases: []}))
    expect((await dc('partners', 'check', 'beta.json')).exitCode).toBe(0)
  })
})
