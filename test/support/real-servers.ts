import {execFileSync, spawn, type ChildProcess} from 'node:child_process'
import {existsSync, mkdirSync} from 'node:fs'
import {chmod, mkdir, mkdtemp, rm, utimes, writeFile} from 'node:fs/promises'
import {connect, createServer, type AddressInfo} from 'node:net'
import {tmpdir, userInfo} from 'node:os'
import {dirname, join} from 'node:path'
import {newHostKey, newKeyPair} from './sftp-server.js'
import {newCertificate} from './test-certificate.js'

/**
 * Servers as Debian has them, each an ordinary process on ports of 127.0.0.1 with its settings in a temporary folder: proftpd (FTP, FTPS
 * and SFTP from one process) and sshd. They run as root and as anybody else.
 */
export const PROFTPD = '/usr/sbin/proftpd'
export const SSHD = '/usr/sbin/sshd'
export const isProftpdThere = existsSync(PROFTPD) && existsSync('/usr/lib/proftpd/mod_sftp.so') && existsSync('/usr/bin/openssl')
export const isSshdThere = existsSync(SSHD)

export interface RealServer {
  readonly ftp: string
  readonly ftps: string
  readonly implicitFtps: string
  readonly sftp: string
  /** Folder that the account shows. */
  readonly root: string
  readonly hostKey: string
  readonly certificate: {readonly fingerprint: string; readonly path: string}
  readonly stop: () => Promise<void>
}

/** Writes files below a folder, an hour old, for anybody to read. */
async function writeFiles(root: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const before = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000)
  await mkdir(root, {recursive: true})
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name)
    if (name.endsWith('/')) await mkdir(path, {recursive: true})
    else {
      await mkdir(dirname(path), {recursive: true})
      await writeFile(path, content)
      await utimes(path, before, before)
    }
  }
}

export async function startProftpd(files: Readonly<Record<string, string | Uint8Array>>): Promise<RealServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dc-proftpd-'))
  await chmod(folder, 0o755)
  const root = join(folder, 'files')
  await writeFiles(root, files)
  const hostKey = newHostKey('rsa')
  const certificate = await newCertificate()
  const [ftp = 0, ftps = 0, implicit = 0, sftp = 0] = await freePorts(4)
  const isRoot = process.getuid?.() === 0
  const {username, uid, gid} = userInfo()
  const owner = isRoot ? {uid: 65_534, gid: 65_534} : {uid, gid}
  const hash = execFileSync('openssl', ['passwd', '-5', 'secret'], {encoding: 'utf8'}).trim()
  await writeFile(join(folder, 'passwd'), `dc:${hash}:${owner.uid}:${owner.gid}::${root}:/bin/false\n`, {mode: 0o600})
  await writeFile(join(folder, 'group'), `dc:x:${owner.gid}:\n`, {mode: 0o600})
  await writeFile(join(folder, 'host_key'), hostKey, {mode: 0o600})
  await writeFile(join(folder, 'key.pem'), certificate.key, {mode: 0o600})
  await writeFile(join(folder, 'cert.pem'), certificate.cert)
  const tls = (options: string): string => `
  TLSEngine on
  TLSLog ${folder}/tls.log
  TLSRSACertificateFile ${folder}/cert.pem
  TLSRSACertificateKeyFile ${folder}/key.pem
  TLSRequired on
  ${options}`
  const host = (port: number, inner: string): string => `<VirtualHost 127.0.0.1>
  Port ${port}
  AuthUserFile ${folder}/passwd
  AuthGroupFile ${folder}/group
  AuthOrder mod_auth_file.c
  RequireValidShell off
  ${isRoot ? 'DefaultRoot ~' : ''}
  ${inner}
</VirtualHost>
`
  const text = `ModulePath /usr/lib/proftpd
LoadModule mod_tls.c
LoadModule mod_sftp.c
ServerType standalone
ServerName dc
DefaultServer off
SocketBindTight on
Port 0
${isRoot ? 'User nobody\nGroup nogroup' : `User ${username}\nGroup ${execFileSync('id', ['-gn'], {encoding: 'utf8'}).trim()}`}
ControlsEngine off
UseReverseDNS off
TimesGMT on
WtmpLog off
TransferLog none
DelayEngine off
PidFile ${folder}/pid
ScoreboardFile ${folder}/scoreboard
SystemLog ${folder}/log
${host(ftp, '')}${host(ftps, tls(''))}${host(implicit, tls('TLSOptions UseImplicitSSL'))}${host(
    sftp,
    `SFTPEngine on\n  SFTPLog ${folder}/sftp.log\n  SFTPHostKey ${folder}/host_key\n  SFTPAuthMethods password`,
  )}`
  await writeFile(join(folder, 'proftpd.conf'), text)
  const server = spawn(PROFTPD, ['-n', '-q', '-c', join(folder, 'proftpd.conf')], {stdio: 'ignore'})
  await answering([ftp, ftps, implicit, sftp], server)
  return {
    ftp: `ftp://dc@127.0.0.1:${ftp}`,
    ftps: `ftps://dc@127.0.0.1:${ftps}`,
    implicitFtps: `ftps://dc@127.0.0.1:${implicit}`,
    sftp: `sftp://dc@127.0.0.1:${sftp}`,
    root,
    hostKey,
    certificate: {fingerprint: certificate.fingerprint, path: join(folder, 'cert.pem')},
    stop: () => end(server, folder),
  }
}

/** Public keys alone: without root there are no passwords. The user is whoever runs the tests. */
export async function startSshd(files: Readonly<Record<string, string | Uint8Array>>): Promise<{
  readonly url: string
  readonly hostKey: string
  readonly userKey: string
  readonly root: string
  readonly stop: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'dc-sshd-'))
  const root = join(folder, 'files')
  await writeFiles(root, files)
  const hostKey = newHostKey()
  const user = newKeyPair()
  const [port = 0] = await freePorts(1)
  await writeFile(join(folder, 'host_key'), hostKey, {mode: 0o600})
  await writeFile(join(folder, 'authorized_keys'), `${user.public}\n`, {mode: 0o600})
  await writeFile(
    join(folder, 'sshd_config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/host_key
AuthorizedKeysFile ${folder}/authorized_keys
PidFile ${folder}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
Subsystem sftp internal-sftp
`,
  )
  // Where sshd of Debian wants it, and where nobody but root could make it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', {recursive: true})
  const server = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'sshd_config')], {stdio: 'ignore'})
  await answering([port], server)
  return {
    url: `sftp://${userInfo().username}@127.0.0.1:${port}`,
    hostKey,
    userKey: user.private,
    root,
    stop: () => end(server, folder),
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({length: count}, async () => {
      const server = createServer()
      await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map(async (server) => new Promise((done) => server.close(done))))
  return ports
}

async function answering(ports: readonly number[], server: ChildProcess): Promise<void> {
  for (const port of ports) {
    for (let tries = 0; !(await isOpen(port)); tries++) {
      if (tries > 200 || server.exitCode !== null) throw new Error(`nothing answers on port ${port}`)
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

async function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({port, host: '127.0.0.1'})
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}

async function end(server: ChildProcess, folder: string): Promise<void> {
  const over = new Promise((done) => (server.exitCode === null ? server.once('exit', done) : done(undefined)))
  server.kill('SIGTERM')
  await over
  await rm(folder, {recursive: true, force: true})
}
