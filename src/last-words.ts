import {constants} from 'node:os'
import {hasSwitch, printError, type DescribedError} from './error-text.js'
import {DcError, EXIT} from './errors.js'

const CANCELLED: DescribedError = {code: 'cancelled', message: 'cancelled', where: null, suggestions: [], exitCode: EXIT.cancelled}
const CLEAR_LINE = '\r\u001B[2K'

/**
 * Ctrl-C, a closed terminal, a CI runner that stops the job. Node by itself would die on the spot: temporary files would stay, a line of progress
 * would stand before the prompt, and `--json` would print nothing. A second signal still ends the process at once.
 */
export function endWhenCancelled(argv: readonly string[]): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Not every system has them all.
    if (!(signal in constants.signals)) continue
    process.once(signal, () => {
      if (process.stderr.isTTY && process.env['TERM'] !== 'dumb') process.stderr.write(CLEAR_LINE)
      printError(CANCELLED, {json: hasSwitch(argv, '--json'), noColor: hasSwitch(argv, '--no-color')})
      process.exitCode = EXIT.cancelled
      // A result that a slow reader has not taken yet would be cut in the middle of its JSON.
      if (process.stdout.writableLength === 0) process.exit()
      process.stdout.write('', () => process.exit())
    })
  }
}

/** What goes wrong outside of any command: a stream that fails, an error nobody waits for. Both would print a stack and exit 1, as findings do. */
export function endWhenBroken(argv: readonly string[], describe: (error: unknown) => DescribedError): void {
  const end = (error: unknown) => {
    const described = describe(error)
    printError(described, {json: hasSwitch(argv, '--json'), noColor: hasSwitch(argv, '--no-color')})
    process.exit(described.exitCode)
  }
  process.once('uncaughtException', end)
  process.stdout.prependListener('error', (error: NodeJS.ErrnoException) => {
    // Before oclif, which throws. A reader that has seen enough (`dc … | head`) is no error.
    if (error.code === 'EPIPE') process.exit()
    const full = error.code === 'ENOSPC' || error.code === 'EDQUOT'
    end(
      new DcError(`the output cannot be written: ${full ? 'the disk is full' : (error.code ?? error.message)}`, {
        code: 'output-not-written',
        suggestions: ['run it again with the output to a place that has room'],
        cause: error,
      }),
    )
  })
  // Where nothing can be said, the exit code says it.
  process.stderr.on('error', () => undefined)
}
