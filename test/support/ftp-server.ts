import {createServer, type AddressInfo, type Server, type Socket} from 'node:net'
import {TLSSocket} from 'node:tls'
import {absolute, ServedTree, type Faults, type Node, type ServerOptions, type TestServer} from './served-files.js'
import type {TestCertificate} from './test-certificate.js'

/** A small FTP and FTPS server, read-only: as much of RFC 959, 2228, 2428, 3659 and 4217 as a reader needs, and the ways in which it goes wrong. */
export interface FtpFaults extends Faults {
  /** Data connections are refused with 425. */
  readonly refuseData?: HowOften
  /** The door is shut with 421 after the login, when a listing is asked for. */
  readonly idleOut?: HowOften
}

type HowOften = 'once' | 'always'

export interface FtpServerOptions extends ServerOptions {
  readonly faults?: FtpFaults
  /** With it, AUTH TLS works; `implicit`: TLS from the first byte; `refusal`: the code for users without it where it is required (550). */
  readonly tls?: {
    readonly certificate: TestCertificate
    readonly implicit?: boolean
    readonly isRequired?: boolean
    readonly refusal?: number
  }
  /** How listings look. Default `mlsd`; the others know no MLSD. */
  readonly dialect?: 'mlsd' | 'unix' | 'dos' | 'vms'
  /** Offset of the wall clock in LIST, in hours. */
  readonly zoneHours?: number
  readonly knowsMdtm?: boolean
  /** Reply to `SITE QUOTA`, without the code: as mod_quotatab writes it. */
  readonly quota?: string
  /** Bytes that AVBL tells. */
  readonly available?: number
  readonly knowsEpsv?: boolean
  /** False: active mode alone. */
  readonly knowsPasv?: boolean
  /** A folder without files is refused like one that may not be read, unless hidden entries are asked for. */
  readonly refusesEmpty?: boolean
  /** What is sent as a listing, whatever is there. */
  readonly listing?: Uint8Array
  readonly greeting?: string
}

export async function startFtpServer(options: FtpServerOptions = {}): Promise<TestServer> {
  const tree = new ServedTree(options)
  const commands: string[] = []
  const open = new Set<Socket | Server>()
  let connections = 0
  const spent = new Set<string>()
  const server = createServer({noDelay: true}, (socket) => {
    connections++
    open.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => open.delete(socket))
    if (options.faults?.stall === 'greeting') return
    new Session({socket, options, tree, commands, open, spent}).greet()
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const {port} = server.address() as AddressInfo
  const user = Object.keys(options.users ?? {dc: ''})[0] ?? 'dc'
  return {
    url: `${options.tls ? 'ftps' : 'ftp'}://${user}@127.0.0.1:${port}`,
    port,
    commands,
    connections: () => connections,
    stop: async () => {
      for (const one of open) {
        if ('destroy' in one) one.destroy()
        else one.close()
      }
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
}

interface Parts {
  readonly socket: Socket
  readonly options: FtpServerOptions
  readonly tree: ServedTree
  readonly commands: string[]
  readonly open: Set<Socket | Server>
  readonly spent: Set<string>
}

class Session {
  #socket: Socket
  readonly #parts: Parts
  readonly #options: FtpServerOptions
  readonly #tree: ServedTree
  #user: string | null = null
  #isIn = false
  #directory: string
  #restart = 0
  #isProtected = false
  #data: Promise<Socket> | null = null
  #text = ''

  constructor(parts: Parts) {
    this.#parts = parts
    this.#options = parts.options
    this.#tree = parts.tree
    this.#socket = parts.options.tls?.implicit ? this.#encrypted(parts.socket) : parts.socket
    this.#directory = parts.options.home ?? '/'
  }

  greet(): void {
    if (this.#tree.strikes('tooMany')) {
      this.#socket.end('421 Too many connections\r\n')
      return
    }
    this.#say(220, this.#options.greeting ?? 'dc test server')
    this.#listen()
  }

  #listen(): void {
    this.#socket.on('error', () => undefined)
    this.#socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1')
      for (let at = this.#text.indexOf('\r\n'); at >= 0; at = this.#text.indexOf('\r\n')) {
        const line = this.#text.slice(0, at)
        this.#text = this.#text.slice(at + 2)
        this.#parts.commands.push(line.startsWith('PASS ') ? 'PASS ***' : line)
        void this.#obey(line)
      }
    })
  }

  #encrypted(socket: Socket): TLSSocket {
    const {certificate} = this.#options.tls ?? {}
    const encrypted = new TLSSocket(socket, {isServer: true, key: certificate?.key, cert: certificate?.cert})
    encrypted.on('error', () => undefined)
    return encrypted
  }

  #say(code: number, text: string): void {
    const [first = '', ...rest] = text.split('\n')
    const last = rest.pop()
    const lines = last === undefined ? [`${code} ${first}`] : [`${code}-${first}`, ...rest, `${code} ${last}`]
    if (!this.#socket.destroyed) this.#socket.write(`${lines.join('\r\n')}\r\n`, 'latin1')
  }

  async #obey(line: string): Promise<void> {
    const [, verb = '', argument = ''] = /^(SITE QUOTA|[A-Z]+) ?(.*)$/s.exec(line) ?? []
    const {faults = {}, users = {dc: 'secret'}, tls} = this.#options
    if (verb === 'USER') {
      if (faults.stall === 'login') return
      if (tls?.isRequired && !(this.#socket instanceof TLSSocket))
        return this.#say(tls.refusal ?? 550, 'SSL/TLS required on the control channel')
      this.#user = argument
      return this.#say(331, 'Password required')
    }
    if (verb === 'PASS') {
      this.#isIn = !faults.refuseLogin && this.#user !== null && users[this.#user] === argument
      return this.#isIn ? this.#say(230, 'Logged in') : this.#say(530, 'Login incorrect.')
    }
    if (verb === 'AUTH') {
      if (!tls) return this.#say(502, 'No')
      this.#say(234, 'AUTH TLS successful')
      this.#socket.removeAllListeners('data')
      this.#socket = this.#encrypted(this.#socket)
      return this.#listen()
    }
    if (verb === 'FEAT') {
      const {dialect = 'mlsd', available} = this.#options
      return this.#say(
        211,
        [
          'Features:',
          ...(dialect === 'mlsd' ? [' MLST type*;size*;modify*;'] : []),
          ...(tls === undefined ? [] : [' AUTH TLS']),
          ' UTF8',
          ...(available === undefined ? [] : [' AVBL']),
          'End',
        ].join('\n'),
      )
    }
    if (verb === 'QUIT') return this.#say(221, 'Bye')
    if (!this.#isIn) return this.#say(530, 'Please log in')
    await this.#serve(verb, argument)
  }

  async #serve(verb: string, argument: string): Promise<void> {
    const {tls, quota, available, knowsEpsv = true, knowsPasv = true, knowsMdtm = true} = this.#options
    const path = absolute(decode(argument), this.#directory)
    const node = this.#tree.node(path)
    switch (verb) {
      case 'PBSZ':
      case 'OPTS':
      case 'TYPE':
        return this.#say(200, 'OK')
      case 'PROT':
        this.#isProtected = tls !== undefined && argument === 'P'
        return this.#say(tls ? 200 : 502, 'PROT')
      case 'PWD':
        return this.#say(257, `"${this.#directory}" is the current directory`)
      case 'CWD':
        if (node?.kind !== 'folder' || (this.#tree.isDenied(path) && this.#options.dialect === undefined))
          return this.#say(550, `${argument}: No such file or directory`)
        this.#directory = path
        return this.#say(250, 'CWD successful')
      case 'SIZE':
        return node?.kind === 'file' && !this.#tree.isDenied(path) ? this.#say(213, String(node.size)) : this.#say(550, 'not a plain file')
      case 'MDTM':
        if (!knowsMdtm) return this.#say(500, 'not understood')
        return node?.kind === 'file' ? this.#say(213, stamp(node.modified)) : this.#say(550, 'not a plain file')
      case 'SITE QUOTA':
        return quota === undefined ? this.#say(500, 'not understood') : this.#say(200, quota)
      case 'AVBL':
        return available === undefined ? this.#say(500, 'not understood') : this.#say(213, String(available))
      case 'REST':
        this.#restart = Number(argument)
        return this.#say(350, 'Restarting')
      case 'EPSV':
        return knowsEpsv ? this.#passive((port) => `Entering Extended Passive Mode (|||${port}|)`, 229) : this.#say(500, 'not understood')
      case 'PASV':
        if (!knowsPasv) return this.#say(550, 'Permission denied.')
        // A server behind a NAT names an address of its own network.
        return this.#passive((port) => `Entering Passive Mode (10,0,0,7,${port >> 8},${port & 255}).`, 227)
      case 'MLSD':
      case 'LIST':
        return this.#list(verb, argument)
      case 'RETR':
        return this.#retrieve(path)
      default:
        return this.#say(500, `${verb} not understood`)
    }
  }

  async #passive(text: (port: number) => string, code: number): Promise<void> {
    const server = createServer({noDelay: true})
    this.#parts.open.add(server)
    this.#data = new Promise((done) => {
      server.once('connection', (socket) => {
        server.close()
        this.#parts.open.delete(server)
        this.#parts.open.add(socket)
        socket.on('error', () => undefined)
        socket.once('close', () => this.#parts.open.delete(socket))
        done(this.#isProtected ? this.#encrypted(socket) : socket)
      })
    })
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    this.#say(code, text((server.address() as AddressInfo).port))
  }

  #strikes(fault: 'refuseData' | 'idleOut'): boolean {
    const often = this.#options.faults?.[fault]
    if (often === undefined || (often === 'once' && this.#parts.spent.has(fault))) return false
    this.#parts.spent.add(fault)
    return true
  }

  /** As ProFTPD does: the data connection is reset before the refusal is said. */
  async #refuse(code: number, text: string): Promise<void> {
    const data = await this.#data
    data?.resetAndDestroy()
    await new Promise((done) => setTimeout(done, 20))
    this.#say(code, text)
  }

  async #list(verb: string, argument: string): Promise<void> {
    const {dialect = 'mlsd', zoneHours = 0, faults = {}, refusesEmpty = false} = this.#options
    if (verb === 'MLSD' && dialect !== 'mlsd') return this.#say(500, 'MLSD not understood')
    if (this.#strikes('idleOut')) return void this.#socket.end('421 Idle timeout\r\n')
    if (this.#strikes('refuseData')) return this.#refuse(425, 'Unable to build data connection')
    if (this.#tree.isDenied(this.#directory)) return this.#refuse(550, 'Permission denied')
    const nodes = this.#tree.children(this.#directory) ?? []
    if (refusesEmpty && nodes.length === 0 && argument !== '-a') return this.#refuse(550, 'No files found')
    const data = await this.#data
    this.#say(150, 'Opening data connection')
    if (faults.stall === 'list') return
    if (this.#options.listing !== undefined) {
      data?.end(this.#options.listing)
      return this.#say(226, 'Transfer complete')
    }
    const lines = nodes.map((node) => LINES[verb === 'MLSD' ? 'mlsd' : dialect](node, zoneHours))
    data?.end(
      [verb === 'MLSD' ? 'type=cdir;modify=20261009040000; .' : '', ...lines].filter((line) => line !== '').join('\r\n') +
        (lines.length > 0 ? '\r\n' : ''),
    )
    this.#say(226, 'Transfer complete')
  }

  async #retrieve(path: string): Promise<void> {
    const start = this.#restart
    this.#restart = 0
    const content = this.#tree.content(path)
    if (this.#strikes('refuseData')) return this.#refuse(425, 'Unable to build data connection')
    if (content === undefined || this.#tree.isDenied(path)) return this.#refuse(550, 'No such file')
    const data = await this.#data
    this.#say(150, 'Opening data connection')
    const half = Math.floor(content.length / 2)
    if (start <= half && (this.#tree.strikes('cutTransfer') || this.#options.faults?.stall === 'transfer')) {
      data?.write(content.subarray(start, half))
      if (this.#options.faults?.stall === 'transfer') return
      await new Promise((done) => setTimeout(done, 50))
      data?.destroy()
      this.#socket.destroy()
      return
    }
    data?.end(content.subarray(start))
    this.#say(226, 'Transfer complete')
  }
}

const pad = (number: number): string => String(number).padStart(2, '0')

function stamp(date: Date): string {
  return date.toISOString().replace(/[-:T]/g, '').slice(0, 14)
}

function decode(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const LINES: Readonly<Record<'mlsd' | 'unix' | 'dos' | 'vms', (node: Node, zoneHours: number) => string>> = {
  mlsd: ({name, kind, size, modified}) => `type=${kind === 'folder' ? 'dir' : 'file'};size=${size};modify=${stamp(modified)}; ${name}`,
  unix: ({name, kind, size, modified}, zoneHours) => {
    const there = new Date(modified.getTime() + zoneHours * 3_600_000)
    const isOld = Date.now() - modified.getTime() > 180 * 86_400_000
    const time = isOld ? ` ${there.getUTCFullYear()}` : `${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}`
    const day = String(there.getUTCDate()).padStart(2)
    return `${kind === 'folder' ? 'd' : '-'}rw-r--r--   1 ftp      ftp      ${String(size).padStart(12)} ${MONTHS[there.getUTCMonth()]} ${day} ${time} ${name}`
  },
  dos: ({name, kind, size, modified}, zoneHours) => {
    const there = new Date(modified.getTime() + zoneHours * 3_600_000)
    const hour = there.getUTCHours()
    const date = `${pad(there.getUTCMonth() + 1)}-${pad(there.getUTCDate())}-${pad(there.getUTCFullYear() % 100)}`
    const time = `${pad(hour % 12 === 0 ? 12 : hour % 12)}:${pad(there.getUTCMinutes())}${hour < 12 ? 'AM' : 'PM'}`
    return `${date}  ${time} ${kind === 'folder' ? '      <DIR>         ' : String(size).padStart(20)} ${name}`
  },
  vms: ({name, size}) => `${name.toUpperCase()};1 ${Math.ceil(size / 512)}/6 9-OCT-2026 04:00:11 [DC] (RWED,RE,,)`,
}
