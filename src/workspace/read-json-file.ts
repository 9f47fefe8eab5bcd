import {readFile} from 'node:fs/promises'
import type * as z from 'zod'
import {DcError} from '../errors.js'

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
  let value: unknown
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (error) {
    throw new DcError(`${name}: the file is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      code: 'not-json',
      where: name,
      suggestions: [`correct ${name} by hand; dc never rewrites a file it cannot read`],
      cause: error,
    })
  }
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
  throw new DcError(await describeIssues(parsed.error, text, name), {
    code: 'invalid-file',
    where: name,
    suggestions: [`correct ${name} by hand; dc never rewrites a file it cannot read`],
    cause: parsed.error,
  })
}

const MOST_ISSUES = 5

async function describeIssues(error: z.ZodError, text: string, name: string): Promise<string> {
  // Only a broken file pays for a parser that knows lines.
  const {LineCounter, parseDocument} = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, {lineCounter: lines})
  const described = error.issues.slice(0, MOST_ISSUES).map((issue) => {
    const path = issue.path.map(String)
    const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const node = nodeAt(document, unknownKey === undefined ? path : [...path, unknownKey])
    const line = node?.range ? `:${lines.linePos(node.range[0]).line}` : ''
    const at = path.length === 0 ? '' : `${path.join('.')}: `
    const found = issue.code === 'unrecognized_keys' || node === undefined ? '' : ` (found ${JSON.stringify(node.toJSON())?.slice(0, 80)})`
    return `${name}${line}: ${at}${issue.message}${found}`
  })
  const more = error.issues.length - described.length
  return described.join('\n') + (more > 0 ? `\nand ${more} more` : '')
}

interface PlacedNode {
  range?: [number, number, number] | null
  toJSON(): unknown
}

function nodeAt(document: {getIn(path: unknown[], keep: true): unknown}, path: readonly string[]): PlacedNode | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(
      path.slice(0, depth).map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      true,
    )
    if (typeof node === 'object' && node !== null && 'range' in node) return node as PlacedNode
  }
  return undefined
}
