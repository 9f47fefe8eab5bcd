import {isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document} from 'yaml'
import type * as z from 'zod'
import {findJsonFault} from './json-fault.js'

/** A JSON or YAML text that still knows where its values stand. */
export interface LocatedDocument {
  readonly value: unknown
  /** Line (from 1) of the key or item at a path; of its nearest ancestor where the path ends early. */
  lineOf(path: readonly PropertyKey[]): number
}

/** One fault in a file a person wrote. */
export interface LocatedProblem {
  readonly line: number
  /** `variables[0].role`; empty for the whole file. */
  readonly path: string
  readonly message: string
  /** What stands there; null where nothing does. */
  readonly value: unknown
}

/** What parsing came to: the document, or the one fault that ended it (line null where the parser knows none). */
export type ParsedDocument =
  | {readonly document: LocatedDocument; readonly fault?: undefined}
  | {readonly document?: undefined; readonly fault: {readonly line: number | null; readonly message: string}}

/** Enough for a definition written by hand, and little enough to be parsed without a thought. */
const MAX_CHARACTERS = 1_000_000

/** Parses strict JSON or YAML 1.2. Never throws, whatever the text. */
export function parseLocated(text: string, kind: 'json' | 'yaml'): ParsedDocument {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (content.length > MAX_CHARACTERS)
    return {fault: {line: null, message: `larger than ${MAX_CHARACTERS} characters, too large for a definition`}}
  const jsonFault = kind === 'json' ? findJsonFault(content) : undefined
  if (jsonFault !== undefined) return {fault: jsonFault}
  const lines = new LineCounter()
  try {
    const strict: unknown = kind === 'json' ? JSON.parse(content) : undefined
    const document = parseDocument(content, {lineCounter: lines, prettyErrors: false, logLevel: 'silent'})
    const [error] = document.errors
    if (error !== undefined)
      return {fault: {line: lines.linePos(error.pos[0]).line, message: `not ${kind.toUpperCase()}: ${error.message}`}}
    // Aliases of aliases can make a short text as large as memory.
    const value: unknown = kind === 'json' ? strict : document.toJS({maxAliasCount: 100})
    return {document: {value, lineOf: (path) => lines.linePos(offsetOf(document, path)).line}}
  } catch (error) {
    return {fault: {line: null, message: `not ${kind.toUpperCase()}: ${error instanceof Error ? error.message : String(error)}`}}
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = rangeStart(node) ?? 0
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document)
    const found = isMap(node) ? entry(node.items, step) : isSeq(node) ? item(node.items, step) : undefined
    if (found === undefined) return offset
    offset = rangeStart(found.place) ?? offset
    node = found.node
  }
  return offset
}

interface Found {
  place: unknown
  node: unknown
}

function entry(pairs: readonly {key: unknown; value: unknown}[], key: PropertyKey): Found | undefined {
  const pair = pairs.find((each) => String(isScalar(each.key) ? each.key.value : each.key) === String(key))
  return pair && {place: pair.key, node: pair.value}
}

function item(items: readonly unknown[], index: PropertyKey): Found | undefined {
  const node = items[Number(index)]
  return node === undefined ? undefined : {place: node, node}
}

function rangeStart(node: unknown): number | undefined {
  return (node as {range?: [number, number, number] | null} | null)?.range?.[0]
}

/** Picks the word that was probably meant; undefined when none is near. */
export type Suggest = (word: string, words: readonly string[]) => string | undefined

/** What a schema found wrong, with places, in the order of the file. */
export function locateProblems(error: z.ZodError, document: LocatedDocument, suggest: Suggest): LocatedProblem[] {
  return error.issues
    .flatMap((issue) => placesOf(issue).map((path) => ({issue, path})))
    .map(({issue, path}) => ({
      line: document.lineOf(path),
      path: writePath(path),
      message: explain(issue, document.value, suggest),
      // The value of a key that should not be there is nobody's business.
      value: issue.code === 'unrecognized_keys' ? null : (valueAt(document.value, path) ?? null),
    }))
    .toSorted((a, b) => a.line - b.line)
}

function placesOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [[...issue.path]]
}

function explain(issue: z.core.$ZodIssue, root: unknown, suggest: Suggest): string {
  const value = valueAt(root, issue.path)
  if (issue.code === 'unrecognized_keys') return 'unknown key'
  if (value === undefined && issue.code !== 'custom') return 'is missing'
  if (issue.code === 'invalid_value') return explainChoice(issue.values.map(String), value, suggest)
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid input$/, 'not a value that can stand here')
}

function explainChoice(choices: readonly string[], value: unknown, suggest: Suggest): string {
  const near = typeof value === 'string' ? suggest(value, choices) : undefined
  return near === undefined ? `expected ${choices.length === 1 ? '' : 'one of '}${choices.join(', ')}` : `did you mean ${near}?`
}

/** `variables[0].role`. */
function writePath(path: readonly PropertyKey[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('')
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    root,
  )
}
