import {constants} from 'node:os'
import {Config, flush, run} from '@oclif/core'
import {describeError, errorJson, errorText, type DescribedError} from './error-output.js'
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
  endWhenCancelled(argv)
  const config = await Config.load({root})
  try {
    await run(argv, config)
    await flush()
  } catch (error) {
    if (isHelpExit(error)) return
    const described = describeError(error, config)
    process.exitCode = described.exitCode
    printError(described, argv)
  }
}

const CANCELLED: DescribedError = {code: 'cancelled', message: 'cancelled', where: null, suggestions: [], exitCode: EXIT.cancelled}
const CLEAR_LINE = '\r\u001B[2K'

/**
 * Ctrl-C, a closed terminal, a CI runner that stops the job. Node by itself would die on the spot: temporary files would stay, a line of progress
 * would stand before the prompt, and `--json` would print nothing. A second signal still ends the process at once.
 */
function endWhenCancelled(argv: readonly string[]): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Not every system has them all.
    if (!(signal in constants.signals)) continue
    process.once(signal, () => {
      if (process.stderr.isTTY && process.env['TERM'] !== 'dumb') process.stderr.write(CLEAR_LINE)
      printError(CANCELLED, argv)
      process.exit(EXIT.cancelled)
    })
  }
}

function printError(described: DescribedError, argv: readonly string[]): void {
  if (wantsJson(argv)) process.stdout.write(`${JSON.stringify(errorJson(described), null, 2)}\n`)
  else process.stderr.write(errorText(described, {color: !argv.includes('--no-color')}))
}

function isHelpExit(error: unknown): boolean {
  return (error as {oclif?: {exit?: number}}).oclif?.exit === EXIT.ok
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const at = argv.indexOf('--json')
  return at !== -1 && (end === -1 || at < end)
}
