import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {closest} from '../did-you-mean.js'
import {DcError, EXIT} from '../errors.js'
import {formatJson} from '../report/json.js'
import {formatJunit} from '../report/junit.js'
import type {ReportOptions} from '../report/verdict.js'
import type {ValidationResult} from '../validation/result.js'

/** Reports of a validation, by the KIND of `--report KIND=PATH`. One line per kind, one file in src/report. */
const WRITERS: Readonly<Record<string, (result: ValidationResult, options: ReportOptions) => string>> = {
  json: (result) => formatJson(result),
  junit: (result, options) => formatJunit(result, options),
}

export interface ReportRequest {
  kind: string
  path: string
}

/**
 * Reads `--report KIND=PATH`.
 * @throws DcError `unknown-report`
 */
export function parseReports(values: readonly string[]): ReportRequest[] {
  return values.map((value) => {
    const equals = value.indexOf('=')
    const kind = equals === -1 ? value : value.slice(0, equals)
    const path = equals === -1 ? '' : value.slice(equals + 1)
    if (kind in WRITERS && path !== '') return {kind, path}
    const kinds = Object.keys(WRITERS)
    const meant = kind in WRITERS ? kind : (closest(kind, kinds) ?? 'junit')
    throw new DcError(
      kind in WRITERS
        ? `--report ${kind} does not say where to`
        : `--report knows no kind ${JSON.stringify(kind)}; it writes ${kinds.join(' and ')}`,
      {
        code: 'unknown-report',
        where: '--report',
        suggestions: [`--report ${meant}=${path || `dc.${meant === 'junit' ? 'xml' : 'json'}`}`],
      },
    )
  })
}

/** Writes the reports, folders included. @throws DcError `report-not-written` */
export async function writeReports(
  requests: readonly ReportRequest[],
  result: ValidationResult,
  options: ReportOptions,
  cwd: string,
): Promise<void> {
  for (const {kind, path} of requests) {
    try {
      await mkdir(dirname(resolve(cwd, path)), {recursive: true})
      await writeFile(resolve(cwd, path), WRITERS[kind]?.(result, options) ?? '')
    } catch (error) {
      throw new DcError(`${path}: the ${kind} report cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`, {
        code: 'report-not-written',
        where: path,
        suggestions: ['name a folder that can be written to'],
        exitCode: EXIT.usage,
        cause: error,
      })
    }
  }
}
