import {mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises'
import {createServer, type AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from 'vitest'
import {fetchFiles, type FetchOptions} from '../../../src/collectors/account/fetch-files.js'
import {fingerprintOf} from '../../../src/collectors/account/known-hosts.js'
import {probeAccount} from '../../../src/collectors/account/probe-account.js'
import {isUnchanged} from '../../../src/collectors/delivered-files.js'
import type {AccountEvidence} from '../../../src/issues/account-evidence.js'
import {accountAt} from '../../support/account.js'
import {startFtpServer, type FtpFaults, type FtpServerOptions} from '../../support/ftp-server.js'
import {manyFiles, type ServedFiles, type TestServer} from '../../support/served-files.js'
import {newHostKey, publicKeyOf, startSftpServer, type SftpServerOptions} from '../../support/sftp-server.js'
import {newCertificate} from '../../support/test-certificate.js'

const BIG = Buffer.alloc(1_000_000, 'recipient,product\n')
const FILES: ServedFiles = {'out/cart_20261008.csv': 'a,b\n', 'out/big.csv': {content: BIG, modified: new Date(Date.UTC(2026, 9, 8))}}
const HOST_KEY = newHostKey()
const OPTIONS: FetchOptions = {
  connectMs: 1000,
  stallMs: 300,
  retryPauseMs: 10,
  secondLookMs: 0,
  knownHosts: null,
  hostKeys: [fingerprintOf(Buffer.from(publicKeyOf(HOST_KEY).base64, 'base64'))],
  secret: () => Promise.resolve('secret'),
  wants: () => true,
}

const onlyBig: FetchOptions = {...OPTIONS, wants: (name) => name.startsWith('big')}

const servers: TestServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

const KINDS = {
  ftp: (options: FtpServerOptions) => startFtpServer(options),
  sftp: (options: SftpServerOptions) => startSftpServer({hostKey: HOST_KEY, ...options}),
}
type Kind = keyof typeof KINDS

async function serve(kind: Kind, options: FtpServerOptions & SftpServerOptions): Promise<TestServer> {
  const server = await KINDS[kind]({files: FILES, ...options})
  servers.push(server)
  return server
}

const failureOf = ({failure}: AccountEvidence) => failure && [failure.step, failure.code, failure.reply]

describe.each(['ftp', 'sftp'] as const)('%s', (kind) => {
  test('a transfer that is cut once goes on where it broke off', async () => {
    const server = await serve(kind, {faults: {cutTransfer: 'once'}})
    const {account, files, close} = await fetchFiles(accountAt(`${server.url}/out`), onlyBig)
    try {
      expect(account.failure).toBeNull()
      expect(account.read).toEqual({files: 1, bytes: BIG.length, left: []})
      expect((await readFile(files[0]?.absolute ?? '')).equals(BIG)).toBe(true)
      expect(server.connections()).toBe(2)
      expect(server.commands.some((command) => /^REST [1-9]/.test(command))).toBe(kind === 'ftp')
    } finally {
      await close()
    }
  })

  test('a transfer that is cut every time is given up, and what was not read is named', async () => {
    const server = await serve(kind, {
      files: {...FILES, 'out/big2.csv': {content: BIG, modified: new Date(0)}},
      faults: {cutTransfer: 'always'},
    })
    const {account, files, close} = await fetchFiles(accountAt(`${server.url}/out`), onlyBig)
    await close()
    expect(failureOf(account)).toEqual(['read', 'dropped', null])
    expect(account.listing?.files).toBe(3)
    expect(files).toEqual([])
    expect(account.read).toMatchObject({files: 0, bytes: 0})
    expect(account.read.left).toMatchObject([{name: 'big.csv'}, {name: 'big2.csv', reason: 'the connection was lost before its turn'}])
    expect(server.connections()).toBeLessThanOrEqual(3)
  })

  test.each(['greeting', 'login', 'list', 'transfer'] as const)('silence at the %s ends in time', async (stall) => {
    const server = await serve(kind, {faults: {stall}})
    const since = Date.now()
    const {account, close} = await fetchFiles(accountAt(`${server.url}/out`), {...onlyBig, attempts: 2})
    await close()
    const step = {greeting: 'greeting', login: 'log-in', list: 'list', transfer: 'read'}[stall]
    expect(failureOf(account)).toEqual([step, 'timed-out', null])
    expect(Date.now() - since).toBeLessThan(5000)
    expect(server.connections()).toBe(2)
  })

  test('a server that drips for ever is left when the time for everything is over', async () => {
    const server = await serve(kind, {faults: {stall: 'list'}})
    const since = Date.now()
    const account = await probeAccount(accountAt(`${server.url}/out`), {...OPTIONS, stallMs: 60_000, totalMs: 300})
    expect(failureOf(account)?.[1]).toBe('timed-out')
    expect(Date.now() - since).toBeLessThan(3000)
  })

  test('a refused login is not tried again', async () => {
    const server = await serve(kind, {faults: {refuseLogin: true}})
    const account = await probeAccount(accountAt(`${server.url}/out`), OPTIONS)
    expect(failureOf(account)).toEqual(['log-in', 'login-refused', kind === 'ftp' ? '530' : null])
    expect(server.connections()).toBe(1)
    expect(account.software).toContain('dc')
  })

  test('a server that shuts the door once is asked again', async () => {
    const server = await serve(kind, {faults: {tooMany: 'once'}})
    const account = await probeAccount(accountAt(`${server.url}/out`), OPTIONS)
    expect(account.failure).toBeNull()
    expect(account.steps.find(({step}) => step === 'greeting')?.detail).toContain('before that, once')
    expect(server.connections()).toBe(2)
  })

  test('ten thousand files are listed, a thousand of them named', async () => {
    const server = await serve(kind, {files: manyFiles(10_000)})
    const account = await probeAccount(accountAt(`${server.url}/out`), OPTIONS)
    expect(account.failure).toBeNull()
    expect(account.listing).toMatchObject({
      files: 10_000,
      isComplete: true,
      newest: {name: 'cart_000000.csv'},
      oldest: {name: 'cart_009999.csv'},
    })
    expect(account.listing?.entries).toHaveLength(1000)
  })

  test('limits hold, and what is beyond them is named', async () => {
    const server = await serve(kind, {files: manyFiles(300)})
    const {account, files, close} = await fetchFiles(accountAt(`${server.url}/out`), {...OPTIONS, maxFiles: 3})
    await close()
    expect(files.map(({path}) => path.slice(-15))).toEqual(['cart_000000.csv', 'cart_000001.csv', 'cart_000002.csv'])
    expect(account.read.left).toHaveLength(201)
    expect(account.read.left[0]).toEqual({name: 'cart_000003.csv', reason: 'more than 3 files'})
    expect(account.read.left.at(-1)?.name).toBe('97 more')
    const small = await fetchFiles(accountAt(`${server.url}/out`), {...OPTIONS, maxBytes: 20})
    await small.close()
    expect(small.account.read).toMatchObject({files: 2, bytes: 16})
  })

  test('odd names are shown escaped, and none that could lead elsewhere is sent back', async () => {
    const oddNames = ['../../etc/passwd', '/etc/shadow', '..', 'a\u001B[2Jb', '\u202Egnp.csv', 'back\\slash']
    const server = await serve(kind, {faults: {oddNames: kind === 'sftp' ? [...oddNames, 'two\nlines'] : oddNames}})
    const {account, files, close} = await fetchFiles(accountAt(`${server.url}/out`), OPTIONS)
    await close()
    expect(files).toHaveLength(2)
    const names = account.listing?.entries.map(({name}) => name) ?? []
    expect(names).toEqual(expect.arrayContaining(['../../etc/passwd', '/etc/shadow', 'a\\u{1b}[2Jb', '\\u{202e}gnp.csv']))
    expect(JSON.stringify(account)).not.toMatch(/\\u001b|\u202E|two\\nlines/)
    const sent = server.commands.filter((command) => /^(?:SIZE|MDTM|RETR|LSTAT|OPEN) /.test(command))
    expect(sent.filter((command) => /\.\.|passwd|shadow|\u001B|lines/.test(command))).toEqual([])
  })

  test('a file that grows while it is read is not taken for whole', async () => {
    const server = await serve(kind, {faults: {grows: 'out/big.csv'}})
    const {files, close} = await fetchFiles(accountAt(`${server.url}/out`), OPTIONS)
    try {
      const [growing, whole] = ['big.csv', 'cart_20261008.csv'].map((name) => files.find(({path}) => path.endsWith(name)))
      expect(growing && (await isUnchanged(growing))).toBe(false)
      expect(whole && (await isUnchanged(whole))).toBe(true)
    } finally {
      await close()
    }
  })

  test('what is on its way is looked at twice', async () => {
    const files = {'out/cart_20261008.csv.part': 'a', 'out/cart_20261007.csv': 'a,b\n'}
    const server = await serve(kind, {files, faults: {grows: 'out/cart_20261008.csv.part'}})
    const account = await fetchFiles(accountAt(`${server.url}/out`), {...OPTIONS, secondLookMs: 20})
    await account.close()
    expect(account.account.listing?.partials).toMatchObject([{name: 'cart_20261008.csv.part', isGrowing: true}])
    expect(account.account.listing?.entries.map(({isGrowing}) => isGrowing).toSorted()).toEqual([false, true])
    expect(account.files.map(({path}) => path.slice(-17))).toEqual(['cart_20261007.csv'])
    expect(account.account.read.left).toMatchObject([{name: 'cart_20261008.csv.part'}])
  })

  test('a folder and a file that nobody may read are told from those that are not there', async () => {
    const server = await serve(kind, {faults: {denied: ['out']}})
    expect((await probeAccount(accountAt(`${server.url}/out`), OPTIONS)).failure?.code).toBe('no-permission')
    expect((await probeAccount(accountAt(`${server.url}/away`), OPTIONS)).failure?.code).toBe('no-directory')
    const other = await serve(kind, {faults: {denied: ['out/big.csv']}})
    const {account, files, close} = await fetchFiles(accountAt(`${other.url}/out`), OPTIONS)
    await close()
    expect(account.failure).toBeNull()
    expect(files).toHaveLength(1)
    expect(account.read.left).toMatchObject([{name: 'big.csv'}])
  })

  test('a folder that may be listed, and none of whose files may be read', async () => {
    const server = await serve(kind, {faults: {denied: Object.keys(FILES)}})
    const {account, close} = await fetchFiles(accountAt(`${server.url}/out`), OPTIONS)
    await close()
    expect(account.failure).toMatchObject({step: 'read', code: 'no-permission'})
    expect(account.listing?.files).toBe(2)
  })

  test('files of the integration are read before others that lie there', async () => {
    const server = await serve(kind, {files: manyFiles(300)})
    const looksOurs = (name: string) => name === 'cart_000299.csv'
    const {account, files, close} = await fetchFiles(accountAt(`${server.url}/out`), {...OPTIONS, maxFiles: 2, looksOurs})
    await close()
    expect(files.map(({path}) => path.slice(-15))).toEqual(['cart_000299.csv', 'cart_000000.csv'])
    expect(account.failure).toBeNull()
  })

  test('Ctrl-C ends it with its own reason, and no copy stays behind', async () => {
    const server = await serve(kind, {faults: {stall: 'transfer'}})
    const ours = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('dc-account-'))
    const before = await ours()
    const controller = new AbortController()
    const work = fetchFiles(accountAt(`${server.url}/out`), {...OPTIONS, stallMs: 60_000, signal: controller.signal})
    setTimeout(() => controller.abort(new Error('cancelled by the user')), 200)
    await expect(work).rejects.toThrow('cancelled by the user')
    expect((await ours()).filter((name) => !before.includes(name))).toEqual([])
  })

  test('a secret that cannot be read is no error of the server', async () => {
    const server = await serve(kind, {})
    const secret = () => Promise.reject(Object.assign(new Error('hunter2 is not set'), {code: 'secret-missing'}))
    const account = await probeAccount(accountAt(`${server.url}/out`), {...OPTIONS, secret})
    expect(failureOf(account)).toEqual(['log-in', 'secret-unavailable', 'secret-missing'])
    expect(JSON.stringify(account)).not.toContain('hunter2')
    const {secret: _none, ...without} = OPTIONS
    expect(failureOf(await probeAccount(accountAt(`${server.url}/out`), without))?.[1]).toBe('secret-unavailable')
  })
})

describe('the way to the server', () => {
  test('a port where nobody listens', async () => {
    const server = await startFtpServer()
    await server.stop()
    expect(failureOf(await probeAccount(accountAt(server.url), OPTIONS))).toEqual(['connect', 'refused', 'ECONNREFUSED'])
  })

  test('a host that does not exist', async () => {
    const account = await probeAccount(accountAt('sftp://dc@nowhere.invalid/out'), {...OPTIONS, attempts: 1})
    expect(account.failure?.step).toBe('resolve')
    // Without a network the resolver cannot tell.
    expect(['host-unknown', 'unreachable']).toContain(account.failure?.code)
  })

  test.each([
    ['sftp', '220 FTP here\r\n'],
    ['ftp', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['ftp', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ])('%s where something else answers', async (scheme, greeting) => {
    const server = createServer((socket) => void socket.on('error', () => undefined).end(greeting))
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    const {port} = server.address() as AddressInfo
    const account = await probeAccount(accountAt(`${scheme}://dc@127.0.0.1:${port}`), OPTIONS)
    server.close()
    expect(failureOf(account)).toEqual(['greeting', 'other-service', null])
  })
})

describe('FTP', () => {
  const look = async (options: FtpServerOptions) => {
    const server = await serve('ftp', options)
    return {server, account: await probeAccount(accountAt(`${server.url}/out`), OPTIONS)}
  }

  test.each([
    ['once', null],
    ['always', ['list', 'data-connection', '425']],
  ] as const)('425 %s', async (refuseData, expected) => {
    const {account} = await look({faults: {refuseData} satisfies FtpFaults})
    expect(failureOf(account)).toEqual(expected)
  })

  test('421 in the middle is a cut connection, not a full server', async () => {
    const {account} = await look({faults: {idleOut: 'always'} satisfies FtpFaults})
    expect(failureOf(account)).toEqual(['list', 'dropped', '421'])
  })

  test('421 at the door is a full server', async () => {
    const {account} = await look({faults: {tooMany: 'always'}})
    expect(failureOf(account)).toEqual(['greeting', 'too-many-connections', '421'])
  })

  test('a listing in a dialect nobody knows is not an empty one', async () => {
    const {account} = await look({dialect: 'vms'})
    expect(failureOf(account)).toEqual(['list', 'listing-unreadable', null])
    expect(account.listing).toBeNull()
  })

  test('a server of active mode alone is no folder that may not be read', async () => {
    const {account} = await look({knowsEpsv: false, knowsPasv: false})
    expect(failureOf(account)).toEqual(['list', 'data-connection', '550'])
  })

  test.each(['mlsd', 'unix'] as const)('an empty folder that is refused like a closed one is empty (%s)', async (dialect) => {
    const {account} = await look({dialect, refusesEmpty: true, files: {'out/': ''}})
    expect(failureOf(account)).toBeNull()
    expect(account.listing?.files).toBe(0)
  })

  test('a refused listing is not certain to be a matter of permission', async () => {
    const {account} = await look({dialect: 'unix', faults: {denied: ['out']}})
    expect(failureOf(account)).toEqual(['list', 'no-permission', '550'])
    expect(account.failure?.message).toContain('empty')
  })

  test('a listing without an end is left', async () => {
    const lines = Buffer.alloc(33 * 1024 ** 2, 'type=file;size=1;modify=20261009040000; a.csv\r\n')
    const {account} = await look({listing: lines})
    expect(failureOf(account)).toEqual(['list', 'listing-unreadable', null])
  })

  test.each([
    ['unix', -7],
    ['dos', 5.5],
  ] as const)('times of a %s listing are set right', async (dialect, zoneHours) => {
    const modified = new Date(Date.UTC(2026, 9, 8, 4, 12))
    const {account} = await look({dialect, zoneHours, files: {'out/a.csv': {content: 'x', modified}}})
    expect(account.listing?.newest?.modifiedAt).toBe('2026-10-08T04:12:00.000Z')
  })

  test('times that cannot be set right are not given to files', async () => {
    const server = await serve('ftp', {dialect: 'unix', zoneHours: 9, knowsMdtm: false})
    const {account, files, close} = await fetchFiles(accountAt(`${server.url}/out`), OPTIONS)
    await close()
    expect(files.map(({modifiedMs}) => modifiedMs)).toEqual([null, null])
    expect(account.steps.find(({step}) => step === 'list')?.detail).toContain('taken as UTC')
  })

  test('the room that the server tells', async () => {
    const quota = [
      'The current quota for this session are [current/limit]:',
      ' Uploaded Mb:\t1.50/50.00',
      ' Uploaded files:\t60/63',
      'Please contact us',
    ].join('\n')
    expect((await look({quota})).account.space).toEqual({
      freeBytes: 48.5 * 1024 ** 2,
      totalBytes: 50 * 1024 ** 2,
      freeFiles: 3,
      told: 'SITE QUOTA',
    })
    expect((await look({available: 1234})).account.space).toEqual({freeBytes: 1234, totalBytes: null, freeFiles: null, told: 'AVBL'})
    expect((await look({})).account.space).toBeNull()
  })

  test('a file from the future shows that the clock is ahead', async () => {
    const {account} = await look({files: {'out/a.csv': {content: 'x', modified: new Date(Date.now() + 3_600_000)}}})
    expect(account.clockSkewMs).toBeGreaterThan(3_500_000)
    expect((await look({})).account.clockSkewMs).toBeNull()
    // Over SFTP whoever uploads a file may set its time.
    const server = await serve('sftp', {files: {'out/a.csv': {content: 'x', modified: new Date(Date.now() + 3_600_000)}}})
    expect((await probeAccount(accountAt(`${server.url}/out`), OPTIONS)).clockSkewMs).toBeNull()
  })
})

describe('FTPS', () => {
  test('a certificate nobody vouches for is refused before user or password are sent', async () => {
    const certificate = await newCertificate()
    const server = await serve('ftp', {tls: {certificate}})
    const account = await probeAccount(accountAt(`${server.url}/out`), OPTIONS)
    expect(failureOf(account)).toEqual(['encryption', 'certificate-unknown', 'DEPTH_ZERO_SELF_SIGNED_CERT'])
    expect(account.failure?.message).toContain(certificate.fingerprint)
    expect(server.commands).toEqual(['AUTH TLS'])
    const other = await probeAccount(accountAt(`${server.url}/out`), {...OPTIONS, certificates: ['0'.repeat(64)]})
    expect(other.failure?.code).toBe('certificate-unknown')
  })

  test('a server without encryption gets no password', async () => {
    const server = await serve('ftp', {})
    const account = await probeAccount(accountAt(`${server.url.replace('ftp:', 'ftps:')}/out`), OPTIONS)
    expect(failureOf(account)).toEqual(['encryption', 'encryption-refused', '502'])
    expect(server.commands.some((command) => /^(?:USER|PASS)/.test(command))).toBe(false)
  })

  // proftpd, vsftpd, IIS
  test.each([550, 530, 534])('a server that insists on encryption does not refuse the password (%d)', async (refusal) => {
    const server = await serve('ftp', {tls: {certificate: await newCertificate(), isRequired: true, refusal}})
    const account = await probeAccount(accountAt(`${server.url.replace('ftps:', 'ftp:')}/out`), OPTIONS)
    expect(failureOf(account)).toEqual(['log-in', 'encryption-wanted', String(refusal)])
    expect(account.failure?.message).toContain('ftps://')
  })

  test('a password that is refused without encryption, which is only offered, is refused', async () => {
    const server = await serve('ftp', {tls: {certificate: await newCertificate()}, faults: {refuseLogin: true}})
    const account = await probeAccount(accountAt(`${server.url.replace('ftps:', 'ftp:')}/out`), OPTIONS)
    expect(failureOf(account)).toEqual(['log-in', 'login-refused', '530'])
  })

  test('encryption from the first byte is found out on any port', async () => {
    const certificate = await newCertificate()
    const server = await serve('ftp', {tls: {certificate, implicit: true}})
    const options = {...OPTIONS, certificates: [certificate.fingerprint]}
    const {account, files, close} = await fetchFiles(accountAt(`${server.url}/out`), options)
    await close()
    expect(account.failure).toBeNull()
    expect(files).toHaveLength(2)
  })

  test('a certificate that has expired, or is of another host, is called that', async () => {
    const read = async (name: string, days: number) => {
      const certificate = await newCertificate(name, days)
      const server = await serve('ftp', {tls: {certificate}})
      const folder = await mkdtemp(join(tmpdir(), 'dc-test-'))
      const caPath = join(folder, 'ca.pem')
      await writeFile(caPath, certificate.cert)
      const account = await probeAccount(accountAt(`${server.url.replace('127.0.0.1', 'localhost')}/out`), {...OPTIONS, caPath})
      await rm(folder, {recursive: true})
      return account.failure?.message
    }
    expect(await read('localhost', -1)).toContain('expired')
    expect(await read('files.example', 30)).toContain('another host')
  })
})
