import {Config, flush, run} from '@oclif/core'
import {describeError} from './error-output.js'
import {hasSwitch, printError, writeJson} from './error-text.js'
import {EXIT} from './errors.js'
import {endWhenBroken} from './last-words.js'

/**
 * Starts oclif. Errors of a command are handled by the command itself; what arrives here is an unknown command, a broken
 * installation or a defect, and follows the same contract: one JSON object under `--json`, an exit code that means something.
 */
export async function main(argv: string[], root: string): Promise<void> {
  const config = await Config.load({root})
  endWhenBroken(argv, (error) => describeError(error, config))
  if (argv[0] === '--version' && hasSwitch(argv, '--json')) {
    writeJson({schemaVersion: 1, command: 'version', version: config.version})
    return
  }
  try {
    await run(argv, config)
    await flush()
  } catch (error) {
    if (isHelpExit(error)) return
    const described = describeError(error, config)
    process.exitCode = described.exitCode
    printError(described, {json: hasSwitch(argv, '--json'), noColor: hasSwitch(argv, '--no-color')})
  }
}

function isHelpExit(error: unknown): boolean {
  return (error as {oclif?: {exit?: number}}).oclif?.exit === EXIT.ok
}
