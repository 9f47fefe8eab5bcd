import {access, constants, stat, writeFile} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {closest} from '../did-you-mean.js'
import {DcError, EXIT} from '../errors.js'
import {makeFolder} from '../files/make-folder.js'

/** Reports that a command can write, by the KIND of `--report KIND=PATH`: each gives its text when it is asked for. */
export type ReportWriters = Readonly<Record<string, () => string>>

const EXTENSIONS: Readonly<Record<string, string>> = {junit: 'xml', markdown: 'md'}
const usualName = (kind: string) => `dc.${EXTENSIONS[kind] ?? kind}`

export interface ReportRequest {
  kind: string
  path: string
}

/**
 * Reads `--report KIND=PATH`; `kinds` are those the command writes.
 * @throws DcError `unknown-report`
 */
export function parseReports(values: readonly string[], kinds: readonly string[]): ReportRequest[] {
  return values.map((value) => {
    const equals = value.indexOf('=')
    const kind = equals === -1 ? value : value.slice(0, equals)
    const path = equals === -1 ? '' : value.slice(equals + 1)
    const isKnown = kinds.includes(kind)
    if (isKnown && path === '-') {
      throw new DcError(`--report ${value}: a report is a file; standard output carries the findings`, {
        code: 'unknown-report',
        where: '--report',
        suggestions: [...(kind === 'json' ? ['--json'] : []), `--report ${kind}=${usualName(kind)}`],
      })
    }
    if (isKnown && path !== '') return {kind, path}
    const meant = isKnown ? kind : (closest(kind, kinds) ?? kinds.at(-1) ?? '')
    throw new DcError(
      isKnown
        ? `--report ${kind} does not say where to`
        : `--report knows no kind ${JSON.stringify(kind)}; it writes ${kinds.join(' and ')}`,
      {
        code: 'unknown-report',
        where: '--report',
        suggestions: [`--report ${meant}=${path || usualName(meant)}`],
      },
    )
  })
}

/**
 * Makes the folders of the reports and looks whether they can be written: better before an hour of reading than after it. `inputs` are the paths
 * that the command is to read, as given.
 * @throws DcError `report-not-written`, `conflicting-flags`
 */
export async function prepareReports(requests: readonly ReportRequest[], inputs: readonly string[], cwd: string): Promise<void> {
  const taken = new Map(inputs.filter((input) => input !== '-').map((input) => [resolve(cwd, input), 'is to be read and would be lost']))
  for (const request of requests) {
    const target = resolve(cwd, request.path)
    await orNotWritten(request, async () => {
      await makeFolder(dirname(target))
      const existing = await stat(target).catch(() => undefined)
      if (existing?.isDirectory()) throw Object.assign(new Error('is a folder'), {code: 'EISDIR'})
      await access(existing === undefined ? dirname(target) : target, constants.W_OK)
      const use = taken.get(target)
      // A device takes any number of them.
      if (use !== undefined && existing?.isFile() !== false) throw refuseTarget(request, use)
      taken.set(target, 'takes another report already')
    })
  }
}

/** Writes the reports. @throws DcError `report-not-written` */
export async function writeReports(requests: readonly ReportRequest[], writers: ReportWriters, cwd: string): Promise<void> {
  for (const request of requests) {
    // What a writer throws is a defect of ours; only the file system's refusals are the user's business.
    const text = writers[request.kind]?.() ?? ''
    await orNotWritten(request, () => writeFile(resolve(cwd, request.path), text))
  }
}

function refuseTarget({kind, path}: ReportRequest, use: string): DcError {
  return new DcError(`--report ${kind}=${path}: ${path} ${use}`, {
    code: 'conflicting-flags',
    where: '--report',
    suggestions: [`--report ${kind}=${path.endsWith(usualName(kind)) ? `${path}.new` : usualName(kind)}`],
  })
}

const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'it may not be written to',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is a file',
  EEXIST: 'its folder is a file',
  ENOENT: 'its folder cannot be made',
  ENOSPC: 'the disk is full',
}

async function orNotWritten({kind, path}: ReportRequest, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (error instanceof DcError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new DcError(`${path}: the ${kind} report cannot be written: ${REFUSALS[code] ?? code}`, {
      code: 'report-not-written',
      where: path,
      suggestions: [
        code === 'EISDIR'
          ? `--report ${kind}=${path.replace(/\/+$/, '')}/${usualName(kind)}`
          : 'name a file in a folder that can be written to',
      ],
      exitCode: EXIT.usage,
      cause: error,
    })
  }
}
