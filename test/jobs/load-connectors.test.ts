import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {CONNECTORS} from '../../src/connectors/connectors.js'
import {DcError} from '../../src/errors.js'
import {loadConnectors, readConnectorFile, requireConnector, writeProblem} from '../../src/jobs/load-connectors.js'

const ACME = 'id: acme\nname: Acme Mail\ncategory: survey\naliases:\n  - name: Acme 360\n'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-connectors-'))
  await mkdir(join(folder, 'dc', 'connectors'), {recursive: true})
})
afterEach(async () => rm(folder, {recursive: true}))

async function load(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'dc', 'connectors', name), text)
  return loadConnectors(join(folder, 'dc'), folder)
}

test('without a workspace, or without a folder in it, there are the built-in ones', async () => {
  expect((await loadConnectors(undefined, folder)).connectors).toEqual(CONNECTORS)
  await rm(join(folder, 'dc', 'connectors'), {recursive: true})
  expect(await loadConnectors(join(folder, 'dc'), folder)).toMatchObject({connectors: CONNECTORS, problems: []})
})

test('YAML and JSON files of the workspace are among them, in order, under all their names', async () => {
  const loaded = await load({
    'acme.yaml': ACME,
    'zeta.json': JSON.stringify({$schema: 'x', version: 1, id: 'zeta', name: 'Zeta Mail', category: 'survey'}),
  })
  const ids = loaded.connectors.map(({id}) => id)
  expect(ids).toEqual(ids.toSorted())
  expect(loaded.problems).toEqual([])
  expect(requireConnector('acme 360', loaded).id).toBe('acme')
  expect(requireConnector('Zeta mail', loaded).id).toBe('zeta')
  expect(Object.fromEntries(loaded.files)).toEqual({
    acme: join('dc', 'connectors', 'acme.yaml'),
    zeta: join('dc', 'connectors', 'zeta.json'),
  })
})

test('a folder that cannot be listed is an error that names it', async () => {
  await rm(join(folder, 'dc', 'connectors'), {recursive: true})
  await writeFile(join(folder, 'dc', 'connectors'), 'not a folder')
  await expect(loadConnectors(join(folder, 'dc'), folder)).rejects.toMatchObject({
    code: 'unreadable-folder',
    where: join(folder, 'dc', 'connectors'),
    exitCode: 2,
  })
})

test('other files and folders beside them are left alone', async () => {
  await mkdir(join(folder, 'dc', 'connectors', 'old.yaml'))
  expect((await load({'README.md': '# no', '.acme.yaml': 'no', 'acme.yaml~': 'no'})).problems).toEqual([])
})

describe('a fault is named, and does not hide the others', () => {
  test.each([
    [
      'the id of a built-in connector',
      'silverpop.yaml',
      ACME.replace('id: acme', 'id: silverpop'),
      {path: 'id', value: 'silverpop', message: /built-in/},
    ],
    ['an id that is not the name of the file', 'acne.yaml', ACME, {path: 'id', value: 'acme', message: /called acme\.yaml/}],
    ['the name of a built-in connector', 'acme.yaml', ACME.replace('Acme Mail', 'Adobe Campaign'), {path: 'name', message: /neolane/}],
    ['an alias of a built-in connector', 'acme.yaml', ACME.replace('Acme 360', 'CM-360'), {path: 'aliases', message: /dfa/}],
    ['an id that is an alias elsewhere', 'medallia.yml', ACME.replace('id: acme', 'id: medallia'), {path: 'id', message: /kampyle/}],
    ['an unknown key', 'acme.yaml', `${ACME}colour: red\n`, {line: 6, path: 'colour', value: null, message: /unknown key/}],
    ['a wrong word', 'acme.yaml', ACME.replace('survey', 'survay'), {line: 3, path: 'category', value: 'survay', message: /survey\?/}],
    ['text that is not YAML', 'acme.yaml', `${ACME}x: [\n`, {path: '', message: /not YAML/}],
    ['text that is not JSON', 'acme.json', ACME, {line: 1, path: '', message: /not JSON/}],
    ['a file of a newer dc', 'acme.yaml', `version: 2\n${ACME}`, {path: '', message: /newer dc/}],
    ['a list', 'acme.yaml', '- 1\n', {line: 1, path: '', message: /object/}],
    ['an empty file', 'acme.yaml', '', {path: '', message: /object/}],
    ['noise', 'acme.yaml', '\0\u0001\u0002', {path: ''}],
  ])('%s', async (_what, name, text, problem) => {
    const {connectors, problems} = await load({[name]: text, 'beta.yaml': ACME.replaceAll(/acme/gi, 'beta')})
    expect(problems).toHaveLength(1)
    const {message = /./, ...rest} = problem as {message?: RegExp}
    expect(problems[0]).toMatchObject({file: join('dc', 'connectors', name), ...rest})
    expect(problems[0]?.message).toMatch(message)
    expect(connectors.map(({id}) => id)).toEqual([...CONNECTORS.map(({id}) => id), 'beta'].toSorted())
  })

  test('two files with one id: the second is refused', async () => {
    const {problems, files} = await load({'acme.json': JSON.stringify({id: 'acme', name: 'Acme', category: 'survey'}), 'acme.yaml': ACME})
    expect(problems).toMatchObject([
      {file: join('dc', 'connectors', 'acme.yaml'), path: 'id', message: 'another file defines a connector with this id'},
    ])
    expect(files.get('acme')).toBe(join('dc', 'connectors', 'acme.json'))
  })

  test('a file that cannot be read', async () => {
    await symlink(join(folder, 'nowhere'), join(folder, 'dc', 'connectors', 'acme.yaml'))
    expect((await readConnectorFile(join(folder, 'dc', 'connectors', 'acme.yaml'), 'acme.yaml')).problems).toMatchObject([
      {file: 'acme.yaml', line: null, message: 'there is no such file'},
    ])
    expect((await readConnectorFile(folder, 'folder')).problems).toMatchObject([{message: 'cannot be read (EISDIR)'}])
  })
})

test('a problem is written as file, line, path, fault and value', () => {
  expect(writeProblem({file: 'a.yaml', line: 3, path: 'category', message: 'did you mean email?', value: 'emial'})).toBe(
    'a.yaml:3: category: did you mean email? (found "emial")',
  )
  expect(writeProblem({file: 'a.yaml', line: null, path: '', message: 'not YAML', value: null})).toBe('a.yaml: not YAML')
})

describe('requireConnector', () => {
  async function refused(name: string, files: Record<string, string> = {}): Promise<DcError> {
    const loaded = await load(files)
    try {
      requireConnector(name, loaded)
    } catch (error) {
      if (error instanceof DcError) return error
    }
    throw new Error('must be refused')
  }

  test.each([
    ['silverpopp', 'dc partners silverpop'],
    ['acoustik', 'dc partners silverpop'],
    ['campaign manager', 'dc partners dfa'],
    ['respons', 'dc partners responsys'],
  ])('%s: offers %s', async (name, suggestion) => {
    const error = await refused(name)
    expect(error).toMatchObject({code: 'unknown-partner', exitCode: 2})
    expect(error.suggestions).toContain(suggestion)
  })

  test('something else altogether: the list', async () => {
    expect((await refused('zzzzzzzz')).suggestions).toEqual(['dc partners'])
  })

  test('a partner without documentation is known by name, and pointed to the generic ones', async () => {
    const error = await refused('exacttarget')
    expect(error.message).toMatch(/ExactTarget.*deprecating/)
    expect(error.suggestions).toContain('dc partners generic-email')
  })

  test('a broken file of that name is the reason', async () => {
    const error = await refused('acme', {'acme.yaml': `${ACME}colour: red\n`})
    expect(error.message).toContain(`${join('dc', 'connectors', 'acme.yaml')}:6: colour: unknown key`)
    expect(error.suggestions).toEqual([`dc partners check ${join('dc', 'connectors', 'acme.yaml')}`])
  })
})
