import type {ExitCode} from './errors.js'
import {wantsColor} from './report/color.js'
import {escaped} from './report/visible.js'

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

interface ErrorOptions {
  json: boolean
  noColor: boolean
}

/** Under `--json` the error is the one object on stdout; where a result stands there already, and without `--json`, it is said on stderr. */
export function printError(error: DescribedError, {json, noColor}: ErrorOptions): void {
  if (json && writeJson(errorJson(error))) return
  process.stderr.write(errorText(error, {color: wantsColor(process.stderr, {env: process.env, noColor})}))
}

let hasWritten = false

/** To be called when a command begins: whoever runs several in one process has an object of each. */
export function beginJson(): void {
  hasWritten = false
}

/** Writes the one JSON object of a command to stdout; false when there is one already, and then it writes nothing. */
export function writeJson(json: unknown): boolean {
  if (hasWritten) return false
  hasWritten = true
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
  return true
}

/** True when a switch was given, also where the command line as a whole is wrong. */
export function hasSwitch(argv: readonly string[], name: string): boolean {
  const end = argv.indexOf('--')
  const at = argv.indexOf(name)
  return at !== -1 && (end === -1 || at < end)
}

/** `{error: {code, message, where, suggestions}}`: what `--json` prints when there is no result. */
function errorJson({code, message, where, suggestions}: DescribedError): {error: Omit<DescribedError, 'exitCode' | 'stack'>} {
  return {error: {code, message, where, suggestions}}
}

function errorText(error: DescribedError, {color}: {color: boolean}): string {
  const label = color ? '\u001B[31merror:\u001B[39m' : 'error:'
  const lines = [`${label} ${harmless(withPlace(error))}`, ...error.suggestions.map((suggestion) => `  try: ${harmless(suggestion)}`)]
  if (error.stack !== undefined && process.env['DEBUG']) lines.push(error.stack)
  return `${lines.join('\n')}\n`
}

/** File names, keys and values of files somebody else wrote stand in messages, and may hold escape sequences. */
function harmless(text: string): string {
  return text.split('\n').map(escaped).join('\n')
}

/** `hits.ndjson:120: the line is not JSON`: the place first, unless the sentence names it already. */
function withPlace({message, where}: Pick<DescribedError, 'message' | 'where'>): string {
  return where === null || where === '' || message.includes(where) ? message : `${where}: ${message}`
}
