import {Command, Errors, Flags, type Interfaces} from '@oclif/core'
import {describeError} from './error-output.js'
import {beginJson, hasSwitch, printError, writeJson} from './error-text.js'
import type {ExitCode} from './errors.js'
import {Progress} from './progress.js'

/**
 * What every command shares: streams, `--json`, exit codes and the shape of errors (README, "Exit codes").
 * The result goes to stdout, all else to stderr; `--json` prints exactly one object on stdout, also on failure.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true

  static override baseFlags: Interfaces.FlagInput = {
    'no-color': Flags.boolean({description: 'print without colour (as do NO_COLOR and TERM=dumb)', helpGroup: 'GLOBAL'}),
    quiet: Flags.boolean({description: 'print findings and errors alone: no progress, no summary, no notes', helpGroup: 'GLOBAL'}),
    workspace: Flags.string({
      description: 'the workspace: a folder with workspace.json in it (default: `dc/`, looked for upwards)',
      env: 'DC_WORKSPACE',
      helpGroup: 'GLOBAL',
      helpValue: 'DIR',
    }),
  }

  #progress: Progress | undefined

  override async init(): Promise<void> {
    await super.init()
    beginJson()
    // oclif would take piped text for a missing argument: here `-` reads standard input, and nothing else does.
    for (const arg of Object.values(this.ctor.args)) arg.ignoreStdin = true
  }

  /** Progress of a long job on a terminal's stderr; silent in a pipe, under `--json` and `--quiet`. */
  protected get progress(): Progress {
    const silent = this.jsonEnabled() || this.has('--quiet')
    return (this.#progress ??= new Progress(silent ? undefined : process.stderr))
  }

  /** A note for the user beside the result: stderr, never under `--json` or `--quiet`. */
  protected note(text: string): void {
    if (!this.has('--quiet')) this.logToStderr(text)
  }

  /** Says what was written where the exit code says it too: stdout, never under `--quiet`. */
  protected confirm(text: string): void {
    if (!this.has('--quiet')) this.log(text)
  }

  /** The result decides the exit code; output may still be on its way, so the process is left to end by itself. */
  protected setExitCode(code: ExitCode): void {
    process.exitCode = code
  }

  protected override logJson(json: unknown): void {
    writeJson(json)
  }

  protected override async catch(error: Error & {exitCode?: number}): Promise<void> {
    this.#progress?.end()
    // oclif warns on stderr of a command that never parsed; a usage error is why.
    this.parsed = true
    if (error instanceof Errors.ExitError && error.oclif.exit === 0) return
    const described = describeError(error, this.config, this.ctor)
    process.exitCode = described.exitCode
    printError(described, {json: this.jsonEnabled(), noColor: this.has('--no-color')})
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    this.#progress?.end()
    await super.finally(error)
  }

  /** Flags that must hold even when parsing failed. */
  private has(flag: string): boolean {
    return hasSwitch(this.argv, flag)
  }
}
