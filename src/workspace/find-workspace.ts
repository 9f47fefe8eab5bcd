import {existsSync, statSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {DcError} from '../errors.js'

const FILE = 'workspace.json'

/**
 * The folder that holds `workspace.json`: the one named, else `dc/` in the working directory or the nearest folder above it.
 * Absolute path; undefined when there is none and none was named.
 * @throws DcError `no-workspace` when the named folder is none
 */
export function findWorkspace(named: string | undefined, cwd: string): string | undefined {
  if (named !== undefined) {
    const folder = resolve(cwd, named)
    if (existsSync(join(folder, FILE))) return folder
    throw new DcError(`${named} holds no ${FILE}`, {
      code: 'no-workspace',
      where: named,
      suggestions: existsSync(join(folder, 'dc', FILE))
        ? [`--workspace ${join(named, 'dc')}`]
        : ['--workspace names the folder that holds workspace.json'],
    })
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, 'dc', FILE)
    if (existsSync(file) && statSync(file).isFile()) return join(folder, 'dc')
    if (dirname(folder) === folder) return undefined
  }
}

/** A path as the user would write it. */
export function displayPath(path: string, cwd: string): string {
  const shown = relative(cwd, path)
  return shown === '' ? '.' : shown
}
