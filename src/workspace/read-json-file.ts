import {readFile} from 'node:fs/promises'
import type * as z from 'zod'
import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {findJsonFault} from './json-fault.js'

/**
 * Reads a JSON file of the workspace through its schema. Nothing is repaired and nothing rewritten: a file edited by hand with an
 * error in it is refused with line, path and value.
 * @throws DcError `unreadable-file`, `not-json`, `newer-version`, `invalid-file`
 */
export async function readJsonFile<T>(path: string, name: string, schema: z.ZodType<T>): Promise<T> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new DcError(`${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`, {
      code: 'unreadable-file',
      where: name,
      cause: error,
    })
  }
  return parseJsonText(text, name, schema)
}

/** The same for a text already read. `name` is the path as the user would write it. */
export async function parseJsonText<T>(text: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  let value: unknown
  let problem: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    problem = error
  }
  // What no person writes by hand need not be looked through.
  const fault = content.length > MOST_CHARACTERS ? undefined : findJsonFault(content)
  if (fault !== undefined) throw refuse('not-json', `${name}:${fault.line}: ${fault.message}`, name, problem)
  if (problem !== undefined) throw refuse('not-json', `${name}: the file is not JSON`, name, problem)
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > 1) {
    throw new DcError(`${name} was written by a newer dc (version ${version} of the file; this dc knows version 1)`, {
      code: 'newer-version',
      where: name,
      suggestions: ['npm install --global data-connectors@latest'],
    })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw refuse('invalid-file', await describeProblems(parsed.error, text, name), name, parsed.error)
}

function refuse(code: string, message: string, name: string, cause: unknown): DcError {
  return new DcError(message, {
    code,
    where: name,
    suggestions: [`correct ${name} by hand; dc never rewrites a file it cannot read`],
    cause,
  })
}

const MOST_PROBLEMS = 5
const MOST_CHARACTERS = 1_000_000

async function describeProblems(error: z.ZodError, text: string, name: string): Promise<string> {
  // Only a broken file pays for a parser that knows lines.
  const {locateProblems, parseLocated} = await import('./located-document.js')
  const {document, fault} = parseLocated(text, 'json')
  if (fault !== undefined) return `${fault.line === null ? name : `${name}:${fault.line}`}: ${fault.message}`
  const problems = locateProblems(error, document, closest)
  const described = problems.slice(0, MOST_PROBLEMS).map(({line, path, message, value}) => {
    const found = value === null ? '' : ` (found ${showValue(path, value)})`
    return `${[`${name}:${line}`, path, message].filter((part) => part !== '').join(': ')}${found}`
  })
  const more = problems.length - described.length
  return described.join('\n') + (more > 0 ? `\nand ${more} more` : '')
}

/** A value at fault, unless it may be a secret somebody wrote where only its name belongs. */
function showValue(path: string, value: unknown): string {
  if (/(?:^|\.)(?:secret|credential)\b|^inputs\b/.test(path)) return 'a value that is not shown, since it may be a secret'
  return JSON.stringify(value)
    .replace(/(:\/\/[^/?#@"]*:)[^/?#"]*@/g, '$1…@')
    .slice(0, 80)
}
