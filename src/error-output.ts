import {Errors, type Config} from '@oclif/core'
import {closest} from './did-you-mean.js'
import type {DescribedError} from './error-text.js'
import {DcError, EXIT} from './errors.js'

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
  return {code: 'usage', message, where: unknown[0] ?? flagIn(message), suggestions, exitCode: EXIT.usage}
}

/** oclif says of a value that does not fit which flag it was given to, but only in words. */
function flagIn(message: string): string | null {
  return /^(?:Expected |Flag )?(--[a-z][a-z-]*)/.exec(message)?.[1] ?? null
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
