import type {ExitCode} from './errors.js'
import type {MappingProblem} from './mapping/check.js'
import type {Integration} from './mapping/integration.js'
import type {NextStep} from './report/setup-review.js'
import type {SetupFlags} from './setup-flags.js'

/** What `dc add` and `dc configure` print with `--json`. */
export interface SetupResult {
  schemaVersion: 1
  command: 'add' | 'configure'
  integration: Integration
  /** False: it was so already. */
  changed: boolean
  dryRun: boolean
  /** Files, as the user would write them. */
  written: readonly string[]
  change: Readonly<Record<string, readonly [unknown, unknown]>>
  problems: readonly MappingProblem[]
  next: readonly NextStep[]
}

export interface SetupJob {
  result: SetupResult
  text: string
  exitCode: ExitCode
}

export interface CommandFlags extends SetupFlags {
  readonly answers?: string | undefined
  readonly draft?: boolean | undefined
  readonly resume?: boolean | undefined
  readonly 'dry-run'?: boolean | undefined
  readonly 'no-input'?: boolean | undefined
  readonly 'no-color'?: boolean | undefined
  readonly workspace?: string | undefined
}

export interface Surroundings {
  readonly json: boolean
  /** Ids of this dc's commands, `map:events`. */
  readonly commands: ReadonlySet<string>
}
