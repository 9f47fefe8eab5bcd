import {spawn} from 'node:child_process'
import {createHmac, randomBytes} from 'node:crypto'
import {existsSync} from 'node:fs'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest'
import type {AccountOptions} from '../../../src/collectors/account/account-options.js'
import {fetchFiles} from '../../../src/collectors/account/fetch-files.js'
import {fingerprintOf} from '../../../src/collectors/account/known-hosts.js'
import {probeAccount} from '../../../src/collectors/account/probe-account.js'
import type {AccountEvidence, HostKeyEvidence} from '../../../src/issues/account-evidence.js'
import {accountAt} from '../../support/account.js'
import type {TestServer} from '../../support/served-files.js'
import {newHostKey, newKeyPair, publicKeyOf, startSftpServer, type SftpServerOptions} from '../../support/sftp-server.js'

/** Who the server is, and who we are. */
const HOST_KEY = newHostKey()
const OTHER_KEY = newHostKey()
const keyLine = (key: string) => `${publicKeyOf(key).type} ${publicKeyOf(key).base64}`
const fingerprint = (key: string) => fingerprintOf(Buffer.from(publicKeyOf(key).base64, 'base64'))
const OPTIONS: AccountOptions = {
  connectMs: 2000,
  stallMs: 2000,
  retryPauseMs: 10,
  secondLookMs: 0,
  knownHosts: null,
  secret: () => Promise.resolve('secret'),
}
const TRUSTED: AccountOptions = {...OPTIONS, hostKeys: [fingerprint(HOST_KEY)]}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-log-in-'))
})
afterAll(() => rm(folder, {recursive: true}))
const servers: TestServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

async function serve(options: SftpServerOptions = {}): Promise<TestServer> {
  const server = await startSftpServer({files: {'out/a.csv': 'x'}, hostKey: HOST_KEY, ...options})
  servers.push(server)
  return server
}
const codeOf = ({failure}: AccountEvidence) => failure?.code ?? null
const probe = (server: TestServer, options: AccountOptions) => probeAccount(accountAt(`${server.url}/out`), options)

describe('the host key', () => {
  test('that nobody knows is not accepted, and nothing is said to the server about who asks', async () => {
    const server = await serve()
    let isAsked = false
    const secret = () => {
      isAsked = true
      return Promise.resolve('secret')
    }
    const account = await probe(server, {...OPTIONS, secret})
    expect(account.failure).toMatchObject({step: 'host-key', code: 'host-key-unknown'})
    expect(account.hostKey).toEqual({type: 'ssh-ed25519', fingerprint: fingerprint(HOST_KEY), expected: null, trust: 'none'})
    expect(isAsked).toBe(false)
  })

  test('is asked about once, however many connections it takes', async () => {
    const server = await serve({files: {'out/a.csv': 'x'.repeat(100_000)}, faults: {cutTransfer: 'once'}})
    const asked: HostKeyEvidence[] = []
    const confirmHostKey = (key: HostKeyEvidence) => {
      asked.push(key)
      return Promise.resolve(true)
    }
    const {account, close} = await fetchFiles(accountAt(`${server.url}/out`), {...OPTIONS, confirmHostKey, wants: () => true})
    await close()
    expect(account.failure).toBeNull()
    expect(account.hostKey?.trust).toBe('asked')
    expect(asked.map((key) => key.fingerprint)).toEqual([fingerprint(HOST_KEY)])
    expect(server.connections()).toBe(2)
    expect(codeOf(await probe(server, {...OPTIONS, confirmHostKey: () => Promise.resolve(false)}))).toBe('host-key-unknown')
  })

  test('that was pinned is the only one', async () => {
    const server = await serve()
    expect((await probe(server, TRUSTED)).hostKey).toMatchObject({trust: 'pinned', expected: [fingerprint(HOST_KEY)]})
    const confirmHostKey = () => Promise.resolve(true)
    const other = await probe(server, {...OPTIONS, hostKeys: [fingerprint(OTHER_KEY)], confirmHostKey})
    expect(other).toMatchObject({failure: {code: 'host-key-changed'}, hostKey: {trust: 'none', expected: [fingerprint(OTHER_KEY)]}})
  })

  test('a pin that is no fingerprint is an error in the options', async () => {
    await expect(probe(await serve(), {...OPTIONS, hostKeys: ['MD5:aa:bb']})).rejects.toMatchObject({code: 'bad-host-key'})
  })

  const salted = (host: string) => {
    const salt = randomBytes(20)
    return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(host).digest('base64')}`
  }
  test.each<[string, (port: number) => string, string | null]>([
    ['plain', (port) => `other.example,[127.0.0.1]:${port} ${keyLine(HOST_KEY)} comment`, null],
    ['hashed', (port) => `# hashed\n${salted(`[127.0.0.1]:${port}`)} ${keyLine(HOST_KEY)}`, null],
    ['without a port', () => `127.0.0.1 ${keyLine(HOST_KEY)}`, null],
    ['a pattern', () => `[127.0.0.*]:* ${keyLine(HOST_KEY)}`, null],
    ['two keys, one of them right', (port) => `[127.0.0.1]:${port} ${keyLine(OTHER_KEY)}\n[127.0.0.1]:${port} ${keyLine(HOST_KEY)}`, null],
    ['another key', (port) => `[127.0.0.1]:${port} ${keyLine(OTHER_KEY)}`, 'host-key-changed'],
    ['another key for another port', () => `127.0.0.1 ${keyLine(OTHER_KEY)}`, 'host-key-unknown'],
    ['another host', () => `files.example ${keyLine(HOST_KEY)}`, 'host-key-unknown'],
    ['left out of a pattern', () => `*,!*127.0.0.1* ${keyLine(HOST_KEY)}`, 'host-key-unknown'],
    ['revoked', (port) => `[127.0.0.1]:${port} ${keyLine(HOST_KEY)}\n@revoked * ${keyLine(HOST_KEY)}`, 'host-key-changed'],
    ['an authority', (port) => `@cert-authority [127.0.0.1]:${port} ${keyLine(HOST_KEY)}`, 'host-key-unknown'],
    ['damaged lines', (port) => `\n |1|x\n|1||\n@revoked\n[127.0.0.1]:${port} ssh-ed25519 !!!\n[127.0.0.1]:${port}`, 'host-key-unknown'],
  ])('in known_hosts: %s', async (_name, lines, code) => {
    const server = await serve()
    const knownHosts = join(folder, `known-${server.port}`)
    await writeFile(knownHosts, `${lines(server.port)}\n`)
    const account = await probe(server, {...OPTIONS, knownHosts})
    expect(codeOf(account)).toBe(code)
    expect(account.hostKey?.trust).toBe(code === null ? 'known' : 'none')
  })

  test('of the type that is known is asked for, where a server has several', async () => {
    const rsa = newHostKey('rsa')
    const server = await serve({hostKey: rsa})
    const knownHosts = join(folder, `known-${server.port}`)
    await writeFile(knownHosts, `[127.0.0.1]:${server.port} ${keyLine(rsa)}\n`)
    expect((await probe(server, {...OPTIONS, knownHosts})).hostKey).toMatchObject({type: 'ssh-rsa', trust: 'known'})
  })

  test('a file of known hosts that was named must be there', async () => {
    await expect(probe(await serve(), {...OPTIONS, knownHosts: join(folder, 'none')})).rejects.toMatchObject({code: 'no-such-file'})
  })
})

describe('the login', () => {
  const user = newKeyPair()
  const locked = newKeyPair('open')

  test('by a private key, given as the secret', async () => {
    const server = await serve({keys: {dc: user.public}})
    const account = await probe(server, {...TRUSTED, secret: () => Promise.resolve(user.private)})
    expect(codeOf(account)).toBeNull()
    expect(account.steps.find(({step}) => step === 'log-in')?.detail).toBe('logged in as dc by publickey')
  })

  test('by a file with a passphrase; a wrong one is nobody else’s fault', async () => {
    const server = await serve({keys: {dc: locked.public}})
    const privateKeyPath = join(folder, 'locked')
    await writeFile(privateKeyPath, locked.private, {mode: 0o600})
    const {secret: _none, ...keyOnly} = TRUSTED
    expect(codeOf(await probe(server, {...keyOnly, privateKeyPath, passphrase: () => Promise.resolve('open')}))).toBeNull()
    expect(codeOf(await probe(server, {...keyOnly, privateKeyPath, passphrase: () => Promise.resolve('shut')}))).toBe('secret-unavailable')
    expect(codeOf(await probe(server, {...keyOnly, privateKeyPath}))).toBe('secret-unavailable')
    expect(codeOf(await probe(server, {...keyOnly, privateKeyPath: join(folder, 'none')}))).toBe('secret-unavailable')
  })

  test('a key that is refused does not keep the password from being tried', async () => {
    const server = await serve({keys: {dc: user.public}})
    const privateKeyPath = join(folder, 'stranger')
    await writeFile(privateKeyPath, newKeyPair().private, {mode: 0o600})
    const account = await probe(server, {...TRUSTED, privateKeyPath})
    expect(codeOf(account)).toBeNull()
    const wrong = await probe(server, {...TRUSTED, privateKeyPath, secret: () => Promise.resolve('wrong')})
    expect(wrong.failure).toMatchObject({code: 'login-refused', message: 'the server refuses publickey, password'})
  })

  test.skipIf(!existsSync('/usr/bin/ssh-agent') || !existsSync('/usr/bin/ssh-add'))('by an agent', async () => {
    const server = await serve({keys: {dc: user.public}})
    const socket = join(folder, 'agent')
    const agent = spawn('/usr/bin/ssh-agent', ['-D', '-a', socket], {stdio: 'ignore'})
    try {
      while (!existsSync(socket)) await new Promise((done) => setTimeout(done, 20))
      const add = spawn('/usr/bin/ssh-add', ['-'], {env: {...process.env, SSH_AUTH_SOCK: socket}, stdio: ['pipe', 'ignore', 'ignore']})
      add.stdin.end(user.private)
      await new Promise((done) => add.once('exit', done))
      const {secret: _none, ...agentOnly} = TRUSTED
      expect(codeOf(await probe(server, {...agentOnly, agent: socket}))).toBeNull()
    } finally {
      agent.kill()
    }
  })

  test('an agent that is not running is passed over', async () => {
    expect(codeOf(await probe(await serve({keys: {dc: user.public}}), {...TRUSTED, agent: join(folder, 'no-agent')}))).toBeNull()
    const {secret: _none, ...agentOnly} = TRUSTED
    const account = await probe(await serve({keys: {dc: user.public}}), {...agentOnly, agent: join(folder, 'no-agent')})
    expect(codeOf(account)).toBe('secret-unavailable')
  })

  test('a password that is asked for as a question is answered', async () => {
    expect(codeOf(await probe(await serve({interactive: true}), TRUSTED))).toBeNull()
    expect(codeOf(await probe(await serve({interactive: true}), {...TRUSTED, secret: () => Promise.resolve('wrong')}))).toBe(
      'login-refused',
    )
  })

  test('a second factor is no refused password', async () => {
    expect(codeOf(await probe(await serve({secondFactor: true}), TRUSTED))).toBe('second-factor')
    expect(codeOf(await probe(await serve({secondFactor: true, interactive: true}), TRUSTED))).toBe('second-factor')
  })

  test('a server without a common algorithm', async () => {
    const server = await serve({algorithms: {kex: ['diffie-hellman-group1-sha1']}})
    expect((await probe(server, TRUSTED)).failure).toMatchObject({step: 'encryption', code: 'no-common-algorithm'})
  })

  test('an account with a shell and no SFTP', async () => {
    expect((await probe(await serve({hasSftp: false}), TRUSTED)).failure).toMatchObject({step: 'log-in', code: 'protocol'})
  })

  test('a relative path is found below the directory of the login', async () => {
    const server = await serve({home: '/home/dc', files: {'home/dc/out/a.csv': 'x'}})
    expect((await probe(server, TRUSTED)).directory).toBe('/home/dc/out')
    expect((await probeAccount(accountAt(`${server.url}/~/out`), TRUSTED)).directory).toBe('/home/dc/out')
    expect((await probeAccount(accountAt(server.url), TRUSTED)).directory).toBe('/home/dc')
    expect(codeOf(await probeAccount(accountAt(`${server.url}//out`), TRUSTED))).toBe('no-directory')
  })
})
