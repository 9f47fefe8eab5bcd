/**
 * What the FTP and SFTP servers of the tests have in common: a tree of files in memory, accounts, and the ways in which they go wrong on
 * request. They listen on 127.0.0.1 alone and write down everything they are asked.
 */

export interface ServedFile {
  readonly content: string | Uint8Array
  /** Default: now, less an hour. */
  readonly modified?: Date
}

/** Paths below the root (`out/cart_20261008.csv`), which make their folders; a path that ends in a slash is an empty folder. */
export type ServedFiles = Readonly<Record<string, string | Uint8Array | ServedFile>>

/** `once`: the first time it comes to it, for the whole life of the server. */
export type HowOften = 'once' | 'always'

export interface Faults {
  /** Every login is refused. */
  readonly refuseLogin?: boolean
  /** The connection is cut in the middle of a file. */
  readonly cutTransfer?: HowOften
  /** The server says nothing more from here on, and keeps the connection. */
  readonly stall?: 'greeting' | 'login' | 'list' | 'transfer'
  /** Names that every listing has besides, whatever they are: `../x`, `/etc/passwd`, with a line feed. */
  readonly oddNames?: readonly string[]
  /** This file is longer every time it is looked at. */
  readonly grows?: string
  /** Folders and files that nobody may read. */
  readonly denied?: readonly string[]
  /** Too many connections: 421 for FTP, a disconnect for SFTP. */
  readonly tooMany?: HowOften
}

export interface ServerOptions {
  readonly files?: ServedFiles
  /** Passwords by user. Default `{dc: 'secret'}`. */
  readonly users?: Readonly<Record<string, string>>
  /** Directory after the login, such as `/home/dc`. Default `/`. */
  readonly home?: string
  readonly faults?: Faults
}

export interface TestServer {
  /** With user and port, without a password: `sftp://dc@127.0.0.1:40123`. */
  readonly url: string
  readonly port: number
  /** Everything it was asked, in order: FTP commands, names of SFTP requests. Passwords as `***`. */
  readonly commands: readonly string[]
  /** Connections it ever had. */
  connections(): number
  readonly stop: () => Promise<void>
}

export interface Node {
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly size: number
  readonly modified: Date
}

export class ServedTree {
  readonly #files = new Map<string, {content: Buffer; modified: Date}>()
  readonly #folders = new Set(['/'])
  readonly #faults: Faults
  readonly #spent = new Set<string>()
  #grown = 0

  constructor({files = {}, home = '/', faults = {}}: ServerOptions) {
    this.#faults = faults
    const before = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000)
    for (const [path, file] of Object.entries(files)) {
      const full = absolute(path)
      this.#addFolders(path.endsWith('/') ? full : parentOf(full))
      if (path.endsWith('/')) continue
      const served = typeof file === 'string' || file instanceof Uint8Array ? {content: file} : file
      this.#files.set(full, {content: Buffer.from(served.content as string), modified: served.modified ?? before})
    }
    this.#addFolders(absolute(home))
  }

  #addFolders(folder: string): void {
    for (let path = folder; path !== '/'; path = parentOf(path)) this.#folders.add(path)
  }

  /** True when a fault strikes now. */
  strikes(fault: 'cutTransfer' | 'tooMany'): boolean {
    const often = this.#faults[fault]
    if (often === undefined || (often === 'once' && this.#spent.has(fault))) return false
    this.#spent.add(fault)
    return true
  }

  isDenied(path: string): boolean {
    return this.#faults.denied?.some((denied) => absolute(denied) === path) ?? false
  }

  node(path: string): Node | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (this.#folders.has(path)) return {name, kind: 'folder', size: 0, modified: new Date(0)}
    const content = this.content(path)
    return content && {name, kind: 'file', size: content.length, modified: this.#files.get(path)?.modified ?? new Date(0)}
  }

  /** The bytes of a file at this moment. */
  content(path: string): Buffer | undefined {
    const file = this.#files.get(path)
    if (file === undefined || this.#faults.grows === undefined || absolute(this.#faults.grows) !== path) return file?.content
    return Buffer.concat([file.content, Buffer.alloc(100 * this.#grown++, 'x')])
  }

  /** Undefined: no such folder. */
  children(folder: string): Node[] | undefined {
    if (!this.#folders.has(folder)) return undefined
    const prefix = folder === '/' ? '/' : `${folder}/`
    const isChild = (path: string): boolean => path !== '/' && path.startsWith(prefix) && !path.slice(prefix.length).includes('/')
    const paths = [...this.#folders, ...this.#files.keys()].filter(isChild)
    const nodes = paths.flatMap((path) => this.node(path) ?? [])
    const odd = this.#faults.oddNames?.map((name): Node => ({name, kind: 'file', size: 7, modified: new Date(Date.now() - 3_600_000)}))
    return [...nodes, ...(odd ?? [])]
  }
}

export function absolute(path: string, from = '/'): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${from}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

/** `count` files of a day each, the newest of yesterday. */
export function manyFiles(count: number, folder = 'out'): ServedFiles {
  const files: Record<string, ServedFile> = {}
  for (let index = 0; index < count; index++) {
    const modified = new Date(Math.floor(Date.now() / 1000) * 1000 - 86_400_000 - index * 60_000)
    files[`${folder}/cart_${String(index).padStart(6, '0')}.csv`] = {content: 'a,b\n1,2\n', modified}
  }
  return files
}
