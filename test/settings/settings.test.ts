import {execFileSync} from 'node:child_process'
import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {resolveSecret, type SecretSource} from '../../src/settings/resolve-secret.js'
import {parseSecretReference} from '../../src/settings/secret-reference.js'
import {UserSettings} from '../../src/settings/user-settings.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-settings-'))
})
afterEach(() => rm(folder, {recursive: true}))

describe('user settings', () => {
  test('are for their owner alone and last', async () => {
    const settings = new UserSettings(folder)
    settings.rememberWorkspace('/clients/a/dc')
    settings.rememberWorkspace('/clients/b/dc')
    settings.rememberWorkspace('/clients/a/dc')
    settings.trustWorkspace('/clients/a/dc')
    settings.preferences = {name: 'A. Consultant'}
    const again = new UserSettings(folder)
    expect(again.workspaces).toEqual(['/clients/a/dc', '/clients/b/dc'])
    expect([again.isTrusted('/clients/a/dc'), again.isTrusted('/clients/b/dc')]).toEqual([true, false])
    expect(again.preferences).toEqual({name: 'A. Consultant'})
    again.forgetWorkspace('/clients/a/dc')
    expect(new UserSettings(folder).workspaces).toEqual(['/clients/b/dc'])
    expect((await stat(settings.path)).mode & 0o777).toBe(0o600)
  })

  test.each(['{"workspaces": "all"}', '{"version": 2}', '{'])('%s is refused and stays', async (content) => {
    await writeFile(join(folder, 'settings.json'), content)
    expect(() => new UserSettings(folder)).toThrow(expect.objectContaining({code: 'invalid-settings'}))
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe(content)
  })
})

describe('secrets', () => {
  const user: SecretSource = {from: 'user', where: '--password', env: {PATH: process.env['PATH'], SFTP: 's3cret'}}
  const workspace = (trusted: boolean): SecretSource => ({...user, from: {workspace: join(folder, 'dc'), trusted}, where: 'x.json'})

  test.each([
    ['env:SFTP', {kind: 'env', target: 'SFTP'}],
    ['file:~/.secret', {kind: 'file', target: '~/.secret'}],
    ['cmd:pass show client/sftp', {kind: 'cmd', target: 'pass show client/sftp'}],
    ['keyring:client', {kind: 'keyring', target: 'client'}],
    ['vault:client', {kind: 'vault', target: 'client'}],
    ['hunter2', undefined],
    ['env:', undefined],
    ['env:A B', undefined],
    ['https://shop.example', undefined],
  ])('%s', (reference, parsed) => expect(parseSecretReference(reference)).toEqual(parsed))

  test('are read from the environment, a file and a command, without the last line feed', async () => {
    await writeFile(join(folder, 'secret'), 'two words \n')
    expect(await resolveSecret('env:SFTP', workspace(false))).toBe('s3cret')
    expect(await resolveSecret('file:secret', workspace(true))).toBe('two words ')
    expect(await resolveSecret('cmd:printf "%s\\n" "$SFTP"', user)).toBe('s3cret')
  })

  test('of a workspace nobody trusted are neither read nor run', async () => {
    const marker = join(folder, 'ran')
    await expect(resolveSecret(`cmd:touch ${marker}`, workspace(false))).rejects.toMatchObject({code: 'untrusted-secret'})
    await expect(resolveSecret('file:secret', workspace(false))).rejects.toMatchObject({code: 'untrusted-secret'})
    await expect(stat(marker)).rejects.toThrow('ENOENT')
  })

  test.each([
    ['env:MISSING', 'the variable MISSING is not set'],
    ['file:/does/not/exist', 'cannot be read (ENOENT)'],
    ['cmd:echo s3cret; echo s3cret >&2; exit 3', 'failed (3)'],
    ['cmd:true', 'it is empty'],
    ['keyring:client', 'cannot read keyring'],
  ])('%s: the error says why and repeats nothing', async (reference, why) => {
    const error = await resolveSecret(reference, user).catch((thrown: Error) => thrown)
    expect(error).toMatchObject({code: 'secret-unavailable', message: expect.stringContaining(why)})
    expect(String(error).replace(reference, '')).not.toContain('s3cret')
  })

  test('written where a reference belongs are not repeated', async () => {
    const error = await resolveSecret('hunter2', user).catch((thrown: Error) => thrown)
    expect(error).toMatchObject({code: 'bad-secret-reference'})
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2')
  })
})

test('settings of the system are used unless DC_SETTINGS says otherwise', () => {
  const script = `import {UserSettings} from './src/settings/user-settings.ts'; console.log(new UserSettings().path)`
  const run = (env: Record<string, string>) =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: {...process.env, ...env},
    }).trim()
  expect(run({DC_SETTINGS: folder})).toBe(join(folder, 'settings.json'))
})
