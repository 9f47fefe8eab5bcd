import {readFile, readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {AccountOptions} from '../../../src/collectors/account/account-options.js'
import {fetchFiles} from '../../../src/collectors/account/fetch-files.js'
import {fingerprintOf} from '../../../src/collectors/account/known-hosts.js'
import {probeAccount} from '../../../src/collectors/account/probe-account.js'
import type {AccountLocation} from '../../../src/mapping/location.js'
import {isUnchanged} from '../../../src/collectors/delivered-files.js'
import {accountAt} from '../../support/account.js'
import {startFtpServer} from '../../support/ftp-server.js'
import {isProftpdThere, isSshdThere, startProftpd, startSshd, type RealServer} from '../../support/real-servers.js'
import {publicKeyOf, startSftpServer} from '../../support/sftp-server.js'
import {newCertificate} from '../../support/test-certificate.js'

/** What every server must show and give, whoever wrote it. */
const BIG = Buffer.from(Array.from({length: 200_000}, (_, index) => `recipient-${index},product-${index % 97}\n`).join(''))
const FILES = {
  'out/cart_20261008.csv': 'Recipient ID,Product\nr1,p1\n',
  'out/big_20261007.csv': BIG,
  'out/cärt ü 20261006.csv': 'Recipient ID,Product\nr2,p2\n',
  'out/archive/old.csv': 'x\n',
  'empty/': '',
}

interface Place {
  /** URL of the folder that holds the files. */
  readonly url: string
  readonly options: AccountOptions
  /** Ports below 1024 are not for tests: implicit TLS is asked for on another. */
  readonly isImplicit?: boolean
  /** FTP commands or SFTP requests, where the server tells. */
  readonly commands?: readonly string[]
  readonly stop: () => Promise<void>
}

const password = (text: string) => ({secret: () => Promise.resolve(text)})
const pinOf = (hostKey: string) => fingerprintOf(Buffer.from(publicKeyOf(hostKey).base64, 'base64'))

function behaves(name: string, isThere: boolean, start: () => Promise<Place>): void {
  describe.skipIf(!isThere)(`an account of ${name}`, () => {
    let place: Place
    beforeAll(async () => {
      place = await start()
    })
    afterAll(async () => {
      await place?.stop()
    })
    const at = (path: string): AccountLocation => {
      const location = accountAt(`${place.url}${path}`)
      return {...location, isImplicit: place.isImplicit ?? location.isImplicit}
    }
    const options = () => ({...place.options, connectMs: 5000, stallMs: 5000, retryPauseMs: 10, secondLookMs: 0, knownHosts: null})

    test('is climbed to the top', async () => {
      const account = await probeAccount(at('/out'), options())
      expect(account.failure).toBeNull()
      expect(account.steps.every(({outcome}) => outcome === 'ok')).toBe(true)
      expect(account.steps.map(({step}) => step)).toEqual(
        expect.arrayContaining(['resolve', 'connect', 'greeting', 'log-in', 'directory', 'list', 'space']),
      )
      expect(account.listing).toMatchObject({files: 3, folders: 1, isComplete: true, unreadable: 0, partials: []})
      expect(account.listing?.bytes).toBe(BIG.length + 2 * 27)
      expect(account.listing?.entries.map((entry) => entry.name).toSorted()).toEqual([
        'big_20261007.csv',
        'cart_20261008.csv',
        'cärt ü 20261006.csv',
      ])
      const age = Date.now() - Date.parse(account.listing?.newest?.modifiedAt ?? '')
      expect(age).toBeGreaterThan(3_500_000)
      expect(age).toBeLessThan(3_900_000)
      expect(account.software).toBeTruthy()
    })

    test('gives its files byte for byte', async () => {
      const {account, files, close} = await fetchFiles(at('/out'), {...options(), wants: () => true})
      try {
        expect(account.failure).toBeNull()
        expect(account.read).toEqual({files: 3, bytes: BIG.length + 2 * 27, left: []})
        const big = files.find(({path}) => path.endsWith('/out/big_20261007.csv'))
        expect((await readFile(big?.absolute ?? '')).equals(BIG)).toBe(true)
        const odd = files.find(({path}) => path.endsWith('/out/cärt ü 20261006.csv'))
        expect(await readFile(odd?.absolute ?? '', 'utf8')).toBe(FILES['out/cärt ü 20261006.csv'])
        for (const file of files) expect(await isUnchanged(file)).toBe(true)
        expect((await stat(join(big?.absolute ?? '', '..'))).mode & 0o777).toBe(0o700)
        expect((await readdir(join(big?.absolute ?? '', '..'))).toSorted()).toEqual(['000001.bin', '000002.bin', '000003.bin'])
      } finally {
        await close()
      }
      await expect(stat(files[0]?.absolute ?? '')).rejects.toMatchObject({code: 'ENOENT'})
    })

    test('has a folder that is not there, one that is empty, and a file that is no folder', async () => {
      const missing = await probeAccount(at('/nowhere'), {...options(), looksOurs: (file) => file.startsWith('cart_')})
      expect(missing.failure).toMatchObject({step: 'directory', code: 'no-directory'})
      expect(missing.listing?.elsewhere).toMatchObject([{files: 1, example: 'cart_20261008.csv'}])
      expect(missing.listing?.elsewhere[0]?.directory).toMatch(/\/out$/)
      const empty = await probeAccount(at('/empty'), {...options(), looksOurs: (file) => file.startsWith('cart_')})
      expect(empty.failure).toBeNull()
      expect(empty.listing).toMatchObject({files: 0, newest: null, isComplete: true, elsewhere: [{files: 1, example: 'cart_20261008.csv'}]})
      const file = await probeAccount(at('/out/cart_20261008.csv'), options())
      expect(file.failure).toMatchObject({step: 'directory', code: 'not-a-directory'})
    })

    test('refuses a wrong secret, at once and without telling it', async () => {
      const account = await probeAccount(at('/out'), {...options(), ...password('hunter2-wrong')})
      expect(account.failure).toMatchObject({step: 'log-in', code: 'login-refused'})
      expect(JSON.stringify(account)).not.toContain('hunter2')
    })

    test('is only ever read from', async () => {
      const allowed =
        /^(?:(?:USER|CWD|SIZE|MDTM|REST|RETR|OPTS) .*|PASS \*\*\*|AUTH TLS|PBSZ 0|PROT P|FEAT|TYPE I|PWD|EPSV|PASV|MLSD|LIST|SITE QUOTA|AVBL|QUIT|(?:REALPATH|STAT|LSTAT|OPENDIR|OPEN) .*|READDIR|READ|CLOSE)$/
      expect((place.commands ?? []).filter((command) => !allowed.test(command))).toEqual([])
    })
  })
}

for (const dialect of ['mlsd', 'unix', 'dos'] as const) {
  behaves(`FTP, listing as ${dialect}`, true, async () => {
    const server = await startFtpServer({files: FILES, dialect, zoneHours: 9})
    return {url: server.url, options: password('secret'), commands: server.commands, stop: server.stop}
  })
}

behaves('FTP without EPSV, behind a NAT', true, async () => {
  const server = await startFtpServer({files: FILES, knowsEpsv: false})
  return {url: server.url, options: password('secret'), commands: server.commands, stop: server.stop}
})

behaves('FTPS, pinned certificate', true, async () => {
  const certificate = await newCertificate()
  const server = await startFtpServer({files: FILES, tls: {certificate, isRequired: true}})
  const options = {...password('secret'), certificates: [certificate.fingerprint]}
  return {url: server.url, options, commands: server.commands, stop: server.stop}
})

behaves('FTPS, TLS from the first byte', true, async () => {
  const certificate = await newCertificate()
  const server = await startFtpServer({files: FILES, tls: {certificate, implicit: true}})
  const options = {...password('secret'), certificates: [certificate.fingerprint]}
  return {url: server.url, options, isImplicit: true, commands: server.commands, stop: server.stop}
})

behaves('SFTP', true, async () => {
  const server = await startSftpServer({files: FILES})
  const options = {...password('secret'), hostKeys: [pinOf(server.hostKey)]}
  return {url: server.url, options, commands: server.commands, stop: server.stop}
})

const proftpd =
  (pick: (server: RealServer) => {url: string; options: AccountOptions; isImplicit?: boolean}) => async (): Promise<Place> => {
    const server = await startProftpd(FILES)
    const {options, ...rest} = pick(server)
    return {...rest, options: {...password('secret'), ...options}, stop: server.stop}
  }

behaves(
  'proftpd, FTP',
  isProftpdThere,
  proftpd(({ftp}) => ({url: ftp, options: {}})),
)
behaves(
  'proftpd, FTPS with a certificate of one’s own authority',
  isProftpdThere,
  proftpd(({ftps, certificate}) => ({url: ftps, options: {caPath: certificate.path}})),
)
behaves(
  'proftpd, FTPS with a pinned certificate',
  isProftpdThere,
  proftpd(({ftps, certificate}) => ({url: ftps, options: {certificates: [certificate.fingerprint]}})),
)
behaves(
  'proftpd, FTPS with TLS from the first byte',
  isProftpdThere,
  proftpd(({implicitFtps, certificate}) => ({url: implicitFtps, options: {caPath: certificate.path}, isImplicit: true})),
)
behaves(
  'proftpd, SFTP',
  isProftpdThere,
  proftpd(({sftp, hostKey}) => ({url: sftp, options: {hostKeys: [pinOf(hostKey)]}})),
)

behaves('sshd, private key', isSshdThere, async () => {
  const server = await startSshd(FILES)
  const options = {secret: () => Promise.resolve(server.userKey), hostKeys: [pinOf(server.hostKey)]}
  return {url: `${server.url}${server.root}`, options, stop: server.stop}
})
