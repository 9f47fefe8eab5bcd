import {Errors, type Config} from '@oclif/core'
import {closest} from './did-you-mean.js'
import {DcError, EXIT, type ExitCode} from './errors.js'

/** An error as the user sees it, whatever threw it. */
export interface DescribedError {
  code: string
  message: string
  where: string | null
  suggestions: readonly string[]
  exitCode: ExitCode
  /** Only for defects, and only shown with DEBUG. */
  stack?: string
}

/** `{error: {code, message, where, suggestions}}`: what `--json` prints when there is no result. */
export function errorJson({code, message, where, suggestions}: DescribedError): {error: Omit<DescribedError, 'exitCode' | 'stack'>} {
  return {error: {code, message, where, suggestions}}
}

export function errorText(error: DescribedError, {color}: {color: boolean}): string {
  const red = color && process.stderr.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
  const label = red ? '\u001B[31merror:\u001B[39m' : 'error:'
  const lines = [`${label} ${withPlace(error)}`, ...error.suggestions.map((suggestion) => `  try: ${suggestion}`)]
  if (error.stack !== undefined && process.env['DEBUG']) lines.push(error.stack)
  return `${lines.join('\n')}\n`
}

/** `hits.ndjson:120: the line is not JSON`: the place first, unless the sentence names it already. */
function withPlace({message, where}: Pick<DescribedError, 'message' | 'where'>): string {
  return where === null || where === '' || message.includes(where) ? message : `${where}: ${message}`
}

/** What a command offers, for suggestions after a mistyped flag. */
interface CommandShape {
  id?: string
  flags?: object
  baseFlags?: object
}

/** Turns anything thrown into something a user can act on. What we do not know is a defect of ours and says so. */
export function describeError(error: unknown, config: Pick<Config, 'bin' | 'version'>, command: CommandShape = {}): DescribedError {
  if (error instanceof DcError) {
    const {code, message, where = null, suggestions, exitCode} = error
    return {code, message, where, suggestions, exitCode}
  }
  if (isCancelled(error))
    return {code: 'cancelled', message: 'cancelled; nothing was written', where: null, suggestions: [], exitCode: EXIT.cancelled}
  if (error instanceof Errors.CLIError) return describeUsage(error, config, command)
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'defect',
    message: `dc ${config.version} has a defect: ${message.split('\n')[0]}`,
    where: null,
    suggestions: ['run the same command again with DEBUG=1 and report what it prints, with the command line and `dc --version`'],
    exitCode: EXIT.defect,
    ...(error instanceof Error && error.stack !== undefined && {stack: error.stack}),
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')
}

function describeUsage(error: Error, config: Pick<Config, 'bin'>, command: CommandShape): DescribedError {
  const help = `${config.bin} ${command.id === undefined ? 'help' : `${command.id.replaceAll(':', ' ')} --help`}`
  const message = usageMessage(error)
  const suggestions = [help]
  const unknown = unknownFlags(error)
  const flags = Object.keys({...command.baseFlags, ...command.flags, help: true, json: true})
  for (const flag of unknown) {
    const meant = closest(flag.replace(/^-+/, ''), flags)
    if (meant !== undefined) suggestions.unshift(`--${meant} instead of ${flag}`)
  }
  const [, name = '', given = '', options = ''] = /^Expected (--[\w-]+=|)(.*) to be one of: (.+)$/.exec(message) ?? []
  const meant = closest(given, options.split(', '))
  if (given !== '' && meant !== undefined) suggestions.unshift(name === '' ? `${meant} instead of ${given}` : name + meant)
  return {code: 'usage', message, where: unknown[0] ?? null, suggestions, exitCode: EXIT.usage}
}

/**
 * oclif's own words where they say what to do. They end in a line that points at --help; a missing argument comes with a note about flags of several
 * values that does not hold here (each takes one value and is repeated); the error of a number is broken over two lines.
 */
function usageMessage(error: Error): string {
  const message = error.message.replace(/\n?See more help with --help\s*$/, '').trim()
  const unknown = unknownFlags(error)
  if (unknown.length > 0) return `there is no flag ${unknown.join(' and no flag ')}`
  const missing = missingArguments(error)
  if (missing.length > 0) {
    const names = missing.map(({name}) => name.toUpperCase()).join(' and ')
    const about = missing.map(({name, description}) => (missing.length === 1 ? description : `${name.toUpperCase()}: ${description}`))
    return `${names} ${missing.length === 1 ? 'is' : 'are'} missing (${about.join('; ')})`
  }
  return message.replace(/^Parsing (--[\w-]+)\s+Expected/, '$1: expected')
}

function missingArguments(error: Error): {name: string; description: string}[] {
  const {args} = error as {args?: unknown}
  if (!error.constructor.name.startsWith('RequiredArgsError') || !Array.isArray(args)) return []
  return args.map((arg: {name?: unknown; description?: unknown}) => ({name: String(arg.name), description: String(arg.description)}))
}

function unknownFlags(error: Error): string[] {
  const {flags} = error as {flags?: unknown}
  return error.constructor.name.startsWith('NonExistentFlagsError') && Array.isArray(flags) ? flags.map(String) : []
}
