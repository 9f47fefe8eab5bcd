/** From what the user gave (files, folders, globs, `-`) to the list of files to read, in a stable order, each once. */
import {readdir, realpath, stat} from 'node:fs/promises'
import {join, relative, resolve, sep} from 'node:path'
import {DcError} from '../errors.js'

export interface InputPath {
  /** Relative to the working directory, with forward slashes; `-` for standard input. */
  name: string
  /** Absolute; undefined for standard input. */
  path?: string
  /** False for a member of a folder or a match of a glob: such a file may be something else than what is looked for. */
  named: boolean
  /** The folder or glob it came from, as given. */
  from?: string
  /** Size of a regular file; undefined for pipes and devices, which can be read only once. */
  sizeBytes?: number
}

export interface ResolvedPaths {
  files: (InputPath | {name: string; error: DcError})[]
  /** What was left out and why: `b.har is a.har again; it is read once`. */
  notes: string[]
  /** Folders and globs given, with the number of files found in each that were not given before. */
  groups: {name: string; files: number; repeats: number}[]
}

/** Folders that never hold files of one's own. */
const IGNORED_FOLDERS = new Set(['node_modules'])

/** Resolves the arguments of a command. Never throws: what cannot be read becomes an error in its place. */
export async function resolveInputPaths(paths: readonly string[], cwd: string): Promise<ResolvedPaths> {
  const resolved: ResolvedPaths = {files: [], notes: [], groups: []}
  const seen = new Map<string, string>()
  const add = (file: InputPath, key: string): boolean => {
    const before = seen.get(key)
    if (before !== undefined) {
      resolved.notes.push(
        before === file.name ? `${file.name} was given twice; it is read once` : `${file.name} is ${before} again; it is read once`,
      )
      return false
    }
    seen.set(key, file.name)
    resolved.files.push(file)
    return true
  }
  const fail = (name: string, error: DcError): void => void resolved.files.push({name, error})

  async function addFile(path: string, named: boolean, from?: string): Promise<boolean> {
    const name = nameOf(path, cwd)
    try {
      const found = await stat(path, {bigint: true})
      const file: InputPath = {
        name,
        path,
        named,
        ...(from !== undefined && {from}),
        ...(found.isFile() && {sizeBytes: Number(found.size)}),
      }
      return add(file, found.ino === 0n ? await realpath(path) : `${found.dev}:${found.ino}`)
    } catch (error) {
      fail(name, unreadable(name, error))
      return true
    }
  }

  async function addGroup(name: string, members: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const group = {name, files: 0, repeats: 0}
    for await (const member of members) group[(await addFile(member, false, name)) ? 'files' : 'repeats']++
    resolved.groups.push(group)
  }

  for (const given of paths) {
    if (given === '-') {
      add({name: '-', named: true}, '-')
      continue
    }
    const path = resolve(cwd, given)
    const name = nameOf(path, cwd)
    try {
      const found = await stat(path)
      if (!found.isDirectory()) await addFile(path, true)
      else
        await addGroup(
          name,
          walk(path, new Set(), (folder, error) => fail(nameOf(folder, cwd), unreadable(nameOf(folder, cwd), error))),
        )
    } catch (error) {
      if (errorCode(error) === 'ENOENT' && /[*?[{]/.test(given)) {
        const matches = await expandGlob(given, cwd)
        if (matches.length === 0) fail(given, noMatch(given))
        else await addGroup(given, matches)
      } else fail(name, unreadable(name, error))
    }
  }
  return resolved
}

/** Files below a folder, sorted; hidden ones are left out, links to folders above are followed once. */
async function* walk(folder: string, visited: Set<string>, onError: (folder: string, error: unknown) => void): AsyncIterable<string> {
  const entries = []
  try {
    const real = await realpath(folder)
    if (visited.has(real)) return
    visited.add(real)
    entries.push(...(await readdir(folder, {withFileTypes: true})))
  } catch (error) {
    onError(folder, error)
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.') || IGNORED_FOLDERS.has(entry.name)) continue
    const path = join(folder, entry.name)
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await isDirectory(path)))
    if (isFolder) yield* walk(path, visited, onError)
    else if (entry.isFile() || entry.isSymbolicLink()) yield path
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function expandGlob(pattern: string, cwd: string): Promise<string[]> {
  const {glob} = await import('tinyglobby')
  const matches = await glob(pattern.split(sep).join('/'), {cwd, absolute: true, ignore: ['**/node_modules/**'], expandDirectories: false})
  return matches.sort().map((match) => resolve(match))
}

/** How a message names a path: relative to the working directory, with forward slashes. */
function nameOf(path: string, cwd: string): string {
  const name = relative(cwd, path)
  return name === '' ? '.' : name.split(sep).join('/')
}

function noMatch(pattern: string): DcError {
  return new DcError('no file matches this pattern', {
    code: 'no-such-file',
    where: pattern,
    suggestions: ['check the pattern, and quote it so that the shell leaves it alone'],
  })
}

export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What a failed access means to the user. */
export function unreadable(name: string, error: unknown): DcError {
  const code = errorCode(error)
  const options = {where: name, cause: error}
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new DcError('no such file', {
        ...options,
        code: 'no-such-file',
        suggestions: ['check the path; dc reads files, folders, globs, and - for standard input'],
      })
    case 'EACCES':
    case 'EPERM':
      return new DcError('permission denied', {...options, code: 'unreadable-file', suggestions: [`check who may read it: ls -l ${name}`]})
    case 'EISDIR':
      return new DcError('is a folder where a file was expected', {...options, code: 'unreadable-file'})
    case 'ELOOP':
      return new DcError('is a link that leads back to itself', {...options, code: 'unreadable-file'})
    default:
      return new DcError(`cannot be read (${code ?? 'unknown error'})`, {...options, code: 'unreadable-file'})
  }
}
