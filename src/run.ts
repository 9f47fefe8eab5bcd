import {Config, flush, run} from '@oclif/core'
import {describeError, errorJson, errorText} from './error-output.js'
import {EXIT} from './errors.js'

/**
 * Starts oclif. Errors of a command are handled by the command itself; what arrives here is an unknown command, a broken
 * installation or a defect, and follows the same contract: one JSON object under `--json`, an exit code that means something.
 */
export async function main(argv: string[], root: string): Promise<void> {
  // A reader that has seen enough (`dc … | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  const config = await Config.load({root})
  try {
    await run(argv, config)
    await flush()
  } catch (error) {
    if (isHelpExit(error)) return
    const described = describeError(error, config)
    process.exitCode = described.exitCode
    if (wantsJson(argv)) process.stdout.write(`${JSON.stringify(errorJson(described), null, 2)}\n`)
    else process.stderr.write(errorText(described, {color: !argv.includes('--no-color')}))
  }
}

function isHelpExit(error: unknown): boolean {
  return (error as {oclif?: {exit?: number}}).oclif?.exit === EXIT.ok
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const at = argv.indexOf('--json')
  return at !== -1 && (end === -1 || at < end)
}
