import {createServer, type AddressInfo, type Socket} from 'node:net'
import ssh2, {type AuthContext, type ServerConfig, type SFTPWrapper} from 'ssh2'
import {absolute, ServedTree, type Node, type ServerOptions, type TestServer} from './served-files.js'

/** A real SSH server with the SFTP subsystem, read-only. */
export interface SftpServerOptions extends ServerOptions {
  /** Private key (PEM). Default: a new one each time. */
  readonly hostKey?: string
  /** Public keys by user, as `id.pub` has them. */
  readonly keys?: Readonly<Record<string, string>>
  /** After a right password it asks for a code. */
  readonly secondFactor?: boolean
  /** The password is asked for by keyboard-interactive alone. */
  readonly interactive?: boolean
  readonly algorithms?: ServerConfig['algorithms']
  /** False: a shell account without SFTP. */
  readonly hasSftp?: boolean
}

const {STATUS_CODE, OPEN_MODE} = ssh2.utils.sftp
const READ_ONLY: number = OPEN_MODE.READ

export function newHostKey(type: 'ed25519' | 'rsa' = 'ed25519'): string {
  return type === 'ed25519' ? newKeyPair().private : ssh2.utils.generateKeyPairSync('rsa', {bits: 2048}).private
}

/** An ed25519 pair; with a passphrase, its private half is locked. One in some hundred of those that ssh2 makes is one that it cannot read. */
export function newKeyPair(passphrase?: string): {readonly private: string; readonly public: string} {
  for (;;) {
    const pair =
      passphrase === undefined
        ? ssh2.utils.generateKeyPairSync('ed25519')
        : ssh2.utils.generateKeyPairSync('ed25519', {passphrase, cipher: 'aes256-ctr', rounds: 4})
    if (!(readKey(pair.private, passphrase) instanceof Error)) return pair
  }
}

/** `parseKey` gives some errors and throws others. */
function readKey(key: string, passphrase?: string): ReturnType<typeof ssh2.utils.parseKey> {
  try {
    return ssh2.utils.parseKey(key, passphrase)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Wire form of the public half, in base64, as known_hosts has it. */
export function publicKeyOf(privateKey: string): {type: string; base64: string} {
  const parsed = ssh2.utils.parseKey(privateKey)
  if (parsed instanceof Error) throw parsed
  const [key] = Array.isArray(parsed) ? parsed : [parsed]
  if (key === undefined) throw new Error('no key')
  return {type: key.type, base64: key.getPublicSSH().toString('base64')}
}

export async function startSftpServer(options: SftpServerOptions = {}): Promise<TestServer & {readonly hostKey: string}> {
  const {users = {dc: 'secret'}, hostKey = newHostKey(), faults = {}, algorithms} = options
  const tree = new ServedTree(options)
  const commands: string[] = []
  const open = new Set<Socket>()
  let connections = 0
  const ssh = new ssh2.Server({hostKeys: [hostKey], ident: 'dc-test', ...(algorithms && {algorithms})}, (client) => {
    client.on('error', () => undefined)
    client.on('authentication', (context) => {
      if (faults.stall !== 'login') authenticate(context, options, users)
    })
    client.on('session', (accept) => {
      const session = accept()
      session.on('sftp', (acceptSftp, reject) => {
        if (options.hasSftp === false) reject()
        else serve(acceptSftp(), {tree, commands, options, cut: () => cutAll()})
      })
    })
  })
  const cutAll = (): void => {
    for (const socket of open) socket.destroy()
  }
  const server = createServer({noDelay: true}, (socket) => {
    connections++
    open.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => open.delete(socket))
    if (tree.strikes('tooMany')) socket.destroy()
    else if (faults.stall !== 'greeting') ssh.injectSocket(socket)
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const {port} = server.address() as AddressInfo
  return {
    url: `sftp://${Object.keys(users)[0] ?? 'dc'}@127.0.0.1:${port}`,
    port,
    commands,
    hostKey,
    connections: () => connections,
    stop: async () => {
      cutAll()
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
}

function authenticate(context: AuthContext, options: SftpServerOptions, users: Readonly<Record<string, string>>): void {
  const {faults = {}, keys = {}, secondFactor = false, interactive = false} = options
  const password = interactive ? ('keyboard-interactive' as const) : ('password' as const)
  const ways = keys[context.username] === undefined ? [password] : ['publickey' as const, password]
  const pass = (): void => (secondFactor ? context.reject(['keyboard-interactive'], true) : context.accept())
  if (faults.refuseLogin) return context.reject(ways)
  if (context.method === 'password' && !interactive && context.password === users[context.username]) return pass()
  if (context.method === 'keyboard-interactive' && interactive) {
    return context.prompt([{prompt: 'Password: ', echo: false}], (answers) =>
      answers[0] === users[context.username] ? pass() : context.reject(ways),
    )
  }
  if (context.method === 'publickey') {
    const parsed = ssh2.utils.parseKey(keys[context.username] ?? '')
    const allowed = Array.isArray(parsed) ? parsed[0] : parsed
    if (allowed && !(allowed instanceof Error) && allowed.getPublicSSH().equals(context.key.data)) {
      const {signature, blob, hashAlgo} = context
      if (signature === undefined || blob === undefined) return context.accept()
      if (allowed.verify(blob, signature, hashAlgo) === true) return pass()
    }
  }
  context.reject(ways)
}

interface Serving {
  readonly tree: ServedTree
  readonly commands: string[]
  readonly options: SftpServerOptions
  readonly cut: () => void
}

interface Opened {
  readonly content: Buffer
  readonly pages: Node[][]
}

function serve(sftp: SFTPWrapper, {tree, commands, options, cut}: Serving): void {
  const {faults = {}, home = '/'} = options
  const handles = new Map<number, Opened>()
  let next = 0
  const say = (name: string, path: string): string => {
    commands.push(`${name} ${path}`)
    return absolute(path, home)
  }
  const newHandle = (opened: Opened): Buffer => {
    handles.set(next, opened)
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(next++)
    return handle
  }
  const openedAs = (handle: Buffer): Opened | undefined => handles.get(handle.readUInt32BE())
  const stat = (id: number, path: string): void => {
    const node = tree.node(path)
    if (node === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    else sftp.attrs(id, attributesOf(node))
  }
  sftp.on('error', () => undefined)
  sftp.on('REALPATH', (id, path) => {
    const name = say('REALPATH', path)
    sftp.name(id, [{filename: name, longname: name, attrs: attributesOf({name, kind: 'folder', size: 0, modified: new Date(0)})}])
  })
  sftp.on('STAT', (id, path) => stat(id, say('STAT', path)))
  sftp.on('LSTAT', (id, path) => stat(id, say('LSTAT', path)))
  sftp.on('OPENDIR', (id, path) => {
    const folder = say('OPENDIR', path)
    if (faults.stall === 'list') return
    const children = tree.children(folder)
    if (tree.isDenied(folder)) sftp.status(id, STATUS_CODE.PERMISSION_DENIED)
    else if (children === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    else sftp.handle(id, newHandle({content: Buffer.alloc(0), pages: pagesOf(children)}))
  })
  sftp.on('READDIR', (id, handle) => {
    commands.push('READDIR')
    const page = openedAs(handle)?.pages.shift()
    if (page === undefined) sftp.status(id, STATUS_CODE.EOF)
    else
      sftp.name(
        id,
        page.map((node) => ({filename: node.name, longname: longname(node), attrs: attributesOf(node)})),
      )
  })
  sftp.on('OPEN', (id, path, flags) => {
    const file = say(flags === READ_ONLY ? 'OPEN' : 'OPEN-TO-WRITE', path)
    const content = tree.content(file)
    if (tree.isDenied(file)) sftp.status(id, STATUS_CODE.PERMISSION_DENIED)
    else if (content === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    else sftp.handle(id, newHandle({content, pages: []}))
  })
  sftp.on('READ', (id, handle, offset, length) => {
    commands.push('READ')
    const {content = Buffer.alloc(0)} = openedAs(handle) ?? {}
    if (offset >= content.length / 2) {
      if (tree.strikes('cutTransfer')) return void setTimeout(cut, 50)
      if (faults.stall === 'transfer') return
    }
    const bytes = content.subarray(offset, offset + length)
    if (bytes.length === 0) sftp.status(id, STATUS_CODE.EOF)
    else sftp.data(id, bytes)
  })
  sftp.on('CLOSE', (id, handle) => {
    commands.push('CLOSE')
    handles.delete(handle.readUInt32BE())
    sftp.status(id, STATUS_CODE.OK)
  })
  for (const write of ['WRITE', 'SETSTAT', 'FSETSTAT', 'REMOVE', 'MKDIR', 'RMDIR', 'RENAME', 'SYMLINK'] as const) {
    sftp.on(write as 'REMOVE', (id) => {
      commands.push(write)
      sftp.status(id, STATUS_CODE.PERMISSION_DENIED)
    })
  }
}

function pagesOf(nodes: readonly Node[]): Node[][] {
  const pages: Node[][] = []
  for (let at = 0; at < nodes.length; at += 100) pages.push(nodes.slice(at, at + 100))
  return pages
}

function attributesOf({kind, size, modified}: Node): {mode: number; uid: number; gid: number; size: number; atime: number; mtime: number} {
  const seconds = Math.floor(modified.getTime() / 1000)
  return {mode: kind === 'folder' ? 0o040_755 : 0o100_644, uid: 1000, gid: 1000, size, atime: seconds, mtime: seconds}
}

function longname({name, kind, size}: Node): string {
  return `${kind === 'folder' ? 'd' : '-'}rw-r--r-- 1 dc dc ${size} Oct  9 04:00 ${name}`
}
