import {DcError} from '../errors.js'
import type {ValidationResult} from '../validation/result.js'
import {saveValidation} from '../workspace/evidence.js'

/**
 * Notes in `dc/.state` what was validated and when, for `dc list` and `dc show`. A run that judged nothing is no validation. Returns a note
 * for the user where it could not be written: that is no reason for the validation to fail.
 * @param folder the workspace; undefined: there is none, and nothing is noted
 * @param suites report suites of the hits that were judged; default those of the findings, which are all there are without a better source
 */
export async function recordValidation(
  folder: string | undefined,
  result: ValidationResult,
  now: Date,
  suites: Iterable<string> = result.findings.flatMap(({hit}) => hit.reportSuites),
): Promise<string | undefined> {
  if (folder === undefined || result.summary.hits === 0) return undefined
  const integrations = result.findings.flatMap(({integration}) => (integration === null ? [] : [integration]))
  try {
    await saveValidation(
      {folder, cwd: process.cwd()},
      {
        suites: [...new Set(suites)],
        integrations: [...new Set(integrations)],
        record: {
          time: now.toISOString(),
          captures: result.inputs.map(({path}) => path),
          hits: result.summary.hits,
          findings: result.summary.findings,
        },
      },
    )
  } catch (error) {
    if (!(error instanceof DcError)) throw error
    return `this validation is not noted for dc list: ${error.message}`
  }
  return undefined
}
