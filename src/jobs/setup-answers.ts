import {readFile} from 'node:fs/promises'
import {extname} from 'node:path'
import {text as readText} from 'node:stream/consumers'
import type {Readable} from 'node:stream'
import * as z from 'zod'
import type {Connector} from '../connectors/connector.js'
import {ACCESS_ELEMENTS} from '../connectors/console.js'
import {collectionModesOf} from '../connectors/connectors.js'
import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {emptyIntegration} from '../mapping/questions/fill-answers.js'
import type {Integration} from '../mapping/integration.js'
import {isMappable} from '../mapping/needed-roles.js'
import {integrationSchema} from '../workspace/integration-schema.js'
import {locateProblems, parseLocated} from '../workspace/located-document.js'

/**
 * An answers file: an integration's file with only what somebody wants to say in it. What it leaves out is asked, or as it is where nobody
 * says otherwise.
 */
export interface AnswersFile {
  /** As the user named it; `standard input` for `-`. */
  readonly name: string
  /** As it stands there; the partner's id or any of its names. */
  readonly partner: string | undefined
  readonly content: Readonly<Record<string, unknown>>
  /** Line (from 1) of a path. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
  readonly text: string
}

/** @throws DcError `unreadable-file`, `invalid-answers` */
export async function readAnswers(path: string, stdin: Readable): Promise<AnswersFile> {
  const name = path === '-' ? 'standard input' : path
  let text: string
  try {
    text = path === '-' ? await readText(stdin) : await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new DcError(`${name} cannot be read (${code})`, {code: 'unreadable-file', where: name, cause: error})
  }
  const kind = extname(path).toLowerCase() === '.json' || /^\s*\{/.test(text) ? 'json' : 'yaml'
  const {document, fault} = parseLocated(text, kind)
  if (fault !== undefined) throw refuse(name, [`${fault.line === null ? name : `${name}:${fault.line}`}: ${fault.message}`])
  const {value} = document
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(name, [`${name}: expected names and their answers`])
  const content = value as Record<string, unknown>
  return {
    name,
    partner: typeof content['partner'] === 'string' ? content['partner'] : undefined,
    content,
    lineOf: (at) => document.lineOf(at),
    text,
  }
}

function refuse(name: string, lines: readonly string[], partner?: string): DcError {
  return new DcError(lines.join('\n'), {
    code: 'invalid-answers',
    where: name,
    suggestions: [`dc schema answers --partner ${partner ?? 'ID'}`],
  })
}

/**
 * The answers as the beginning of an integration of this partner.
 * @throws DcError `invalid-answers` naming every fault of the form, with its line
 */
export function readDraft({name, content, lineOf}: AnswersFile, connector: Connector, today: string): Integration {
  const blank = emptyIntegration(connector.id)
  // What is asked for anyway is not missing in the file.
  const whole = {
    ...blank,
    ...content,
    id: content['id'] ?? 'x',
    name: content['name'] ?? 'x',
    partner: connector.id,
    status: content['status'] ?? 'active',
    ...('acknowledged' in content && {acknowledged: dated(content['acknowledged'], today)}),
  }
  const parsed = integrationSchema.safeParse(whole)
  const status = parsed.success && !['active', 'in-progress'].includes(parsed.data.status)
  if (parsed.success && !status)
    return {
      ...parsed.data,
      id: content['id'] === undefined ? '' : parsed.data.id,
      name: content['name'] === undefined ? '' : parsed.data.name,
    }
  if (parsed.success) throw refuse(name, [`${name}:${lineOf(['status'])}: status: what is added is active or in-progress`], connector.id)
  const problems = locateProblems(parsed.error, {value: whole, lineOf}, closest)
  const schema = answersSchema(connector)
  throw refuse(
    name,
    problems.map(({line, path, message}) => {
      const near = message === 'unknown key' ? nearestKey(path, schema) : undefined
      // A value is not shown: what is wrong about it may be that it is a secret.
      return `${name}:${line}: ${path}: ${message}${near === undefined ? '' : `; did you mean ${near}?`}`
    }),
    connector.id,
  )
}

/** A name alone vouches as of today. */
function dated(acknowledged: unknown, today: string): unknown {
  if (typeof acknowledged !== 'object' || acknowledged === null) return acknowledged
  return Object.fromEntries(
    Object.entries(acknowledged).map(([what, vouched]: [string, unknown]) => {
      if (typeof vouched === 'string') return [what, {by: vouched, on: today}]
      return [what, typeof vouched === 'object' && vouched !== null && !('on' in vouched) ? {...vouched, on: today} : vouched]
    }),
  )
}

type JsonSchema = {[key: string]: unknown}

/** A key of the object that a path leads to. */
function nearestKey(path: string, schema: JsonSchema): string | undefined {
  const steps = path.replace(/\[\d+\]/g, '.[]').split('.')
  const word = steps.pop() ?? ''
  let at: JsonSchema | undefined = schema
  for (const step of steps) {
    const variants: JsonSchema[] = [at, ...((at?.['anyOf'] as JsonSchema[] | undefined) ?? [])].filter((each) => each !== undefined)
    at = variants
      .map((each) => (step === '[]' ? each['items'] : (each['properties'] as JsonSchema | undefined)?.[step]) as JsonSchema | undefined)
      .find((each) => each !== undefined)
  }
  const objects: JsonSchema[] = [at, ...((at?.['anyOf'] as JsonSchema[] | undefined) ?? [])].filter((each) => each !== undefined)
  return closest(
    word,
    objects.flatMap((each) => Object.keys((each['properties'] as object | undefined) ?? {})),
  )
}

/** The JSON Schema of an answers file for one partner: the form of the file, with this partner's words. */
export function answersSchema(connector: Connector): JsonSchema {
  const schema = z.toJSONSchema(integrationSchema, {io: 'input', unrepresentable: 'any'}) as JsonSchema & {
    properties: Record<string, JsonSchema>
  }
  const {properties} = schema
  const narrow = (list: string, field: string, values: readonly string[]) => {
    const items = properties[list]?.['items'] as {properties?: Record<string, JsonSchema>} | undefined
    if (items?.properties !== undefined)
      // An empty `enum` is no schema: validators refuse the whole document.
      items.properties[field] = values.length === 0 ? {not: {}} : {type: 'string', enum: [...new Set(values)]}
  }
  const roles = (list: readonly Parameters<typeof isMappable>[0][]) => list.filter(isMappable).map(({role}) => role)
  narrow('variables', 'role', roles(connector.variables))
  narrow('events', 'role', roles(connector.events))
  narrow(
    'classifications',
    'role',
    connector.classifications.flatMap(({of}) => of),
  )
  narrow(
    'classifications',
    'column',
    connector.classifications.flatMap(({names, choices = []}) => [...names, ...choices]),
  )
  narrow(
    'calculatedMetrics',
    'label',
    connector.calculatedMetrics.map(({label}) => label),
  )
  if (!connector.segments.offered.some(({id}) => id === 'custom'))
    narrow(
      'segments',
      'id',
      connector.segments.offered.map(({id}) => id),
    )
  properties['partner'] = {type: 'string', const: connector.id, description: connector.name}
  properties['status'] = {type: 'string', enum: ['active', 'in-progress'], description: 'in-progress: save and finish later'}
  properties['inputs'] = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(connector.inputs.map((input) => [input.name, inputSchema(input)])),
  }
  const mode = (properties['collection']?.['properties'] as Record<string, JsonSchema> | undefined)?.['mode']
  if (mode !== undefined) Object.assign(mode, {anyOf: [{type: 'string', enum: collectionModesOf(connector)}, {type: 'null'}]})
  const acknowledged = properties['acknowledged']?.['properties'] as Record<string, JsonSchema> | undefined
  for (const each of Object.keys(acknowledged ?? {})) {
    if (acknowledged !== undefined)
      acknowledged[each] = {
        anyOf: [
          {type: 'string', description: 'who; as of today'},
          {...acknowledged[each], required: ['by']},
        ],
      }
  }
  const elements = connector.accessRequests.flatMap(({label, elements: named = []}) => (named.length > 0 ? named : [label]))
  properties['access'] = {
    type: 'object',
    properties: Object.fromEntries(
      [...new Set([...elements, ...Object.keys(ACCESS_ELEMENTS)])].map((element) => [element, {type: 'boolean'}]),
    ),
    additionalProperties: {type: 'boolean'},
  }
  return {...schema, title: `Answers for dc add ${connector.id}`, required: []}
}

function inputSchema({label, what, secret, max, values, pattern}: Connector['inputs'][number]): JsonSchema {
  const reference = {
    type: 'object',
    required: ['secret'],
    additionalProperties: false,
    properties: {secret: {type: 'string', examples: ['env:NAME']}},
  }
  const text: JsonSchema = {
    type: 'string',
    ...(values !== undefined && {enum: values}),
    ...(pattern !== undefined && {pattern: `^(?:${pattern})$`}),
  }
  const about = {title: label, ...(what !== undefined && {description: what})}
  if (secret === true) return {...about, ...reference}
  const list = max === undefined ? [] : [{type: 'array', items: text, maxItems: max}]
  return {...about, anyOf: [text, ...list, reference]}
}
