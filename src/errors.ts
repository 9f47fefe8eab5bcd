/** Exit codes of every command, the same with and without `--json` (README, "Exit codes"). */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  nothing: 3,
  inconclusive: 4,
  outside: 5,
  defect: 70,
  cancelled: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export interface DcErrorOptions {
  /** Stable, kebab-case; scripts may branch on it. */
  code: string
  /** File and record, host and path, or flag: `hits.ndjson:120`. */
  where?: string
  /** What to do next, as an exact command when there is one. */
  suggestions?: readonly string[]
  exitCode?: ExitCode
  cause?: unknown
}

/** A failure the user can act on: what happened, where, what to do next. */
export class DcError extends Error {
  override readonly name = 'DcError'
  readonly code: string
  readonly where: string | undefined
  readonly suggestions: readonly string[]
  readonly exitCode: ExitCode

  constructor(message: string, options: DcErrorOptions) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause})
    this.code = options.code
    this.where = options.where
    this.suggestions = options.suggestions ?? []
    this.exitCode = options.exitCode ?? EXIT.usage
  }
}
