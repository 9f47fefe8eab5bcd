import type {ExitCode} from '../errors.js'
import {renderInspection} from '../report/segments.js'
import {styleFor} from '../report/style.js'
import type {InspectResult} from '../segments/inspection.js'
import {inspectSegments, type FailOn} from './inspect-segments.js'
import type {InspectFlags} from './inspect-settings.js'

/** Flags of `dc segments inspect`, as parsed. */
export interface RunInspectFlags extends InspectFlags {
  readonly 'allow-empty': boolean
  readonly 'fail-on': FailOn
  readonly 'no-color': boolean
  readonly quiet: boolean
}

/** The work of `dc segments inspect`: read, judge, say how it ends. */
export async function runInspect(
  paths: readonly string[],
  flags: RunInspectFlags,
  onProgress: (text: () => string) => void,
): Promise<{result: InspectResult; text: string; exitCode: ExitCode}> {
  const {result, exitCode, because} = await inspectSegments({
    paths,
    flags,
    failOn: flags['fail-on'],
    allowEmpty: flags['allow-empty'],
    cwd: process.cwd(),
    stdin: process.stdin,
    now: new Date(),
    onProgress,
  })
  const style = styleFor(process.stdout, {env: process.env, noColor: flags['no-color']})
  return {result, exitCode, text: renderInspection(result, {style, exitCode, because, quiet: flags.quiet})}
}
