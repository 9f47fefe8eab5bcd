import * as z from 'zod'
import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {findWorkspace} from '../workspace/find-workspace.js'
import {SCHEMAS, type PublicSchema} from './schemas/schemas.js'

/** JSON Schema 2020-12. */
export type JsonSchema = Record<string, unknown>

/** What `dc schema --json` prints without a name. */
export interface SchemaList {
  schemaVersion: 1
  command: 'schema'
  schemas: {name: string; of: 'file' | 'output'; about: string}[]
}

export function listSchemas(): {result: SchemaList; text: string} {
  const schemas = [...SCHEMAS.map(({name, of, about}) => ({name, of, about})), ANSWERS]
  const width = Math.max(...schemas.map(({name}) => name.length))
  return {
    result: {schemaVersion: 1, command: 'schema', schemas},
    text: schemas.map(({name, about}) => `${name.padEnd(width)}  ${about}`).join('\n'),
  }
}

/** The one schema that every partner has of its own. */
const ANSWERS = {name: 'answers', of: 'file', about: 'dc add --answers FILE; needs --partner ID'} as const

export interface SchemaFlags {
  partner?: string | undefined
  workspace?: string | undefined
}

/**
 * The work of `dc schema NAME`; the name may be written as the command is (`log import`).
 * @throws DcError `unknown-schema`, `unknown-partner`, `usage`
 */
export async function showSchema(words: string, flags: SchemaFlags, cwd: string): Promise<{result: JsonSchema; text: string}> {
  const name = words.trim().toLowerCase().replace(/\s+/g, '-')
  const result = name === ANSWERS.name ? await answersOf(flags, cwd) : fixedSchema(words, name, flags)
  return {result, text: JSON.stringify(result, null, 2)}
}

async function answersOf({partner, workspace}: SchemaFlags, cwd: string): Promise<JsonSchema> {
  if (partner === undefined) {
    throw new DcError('every partner asks for other answers: --partner is missing', {
      code: 'usage',
      where: '--partner',
      suggestions: ['dc schema answers --partner silverpop', 'dc partners'],
    })
  }
  const [{answersSchema}, {loadConnectors, requireConnector}] = await Promise.all([
    import('./setup-answers.js'),
    import('./load-connectors.js'),
  ])
  return answersSchema(requireConnector(partner, await loadConnectors(findWorkspace(workspace, cwd), cwd)))
}

function fixedSchema(words: string, name: string, {partner}: SchemaFlags): JsonSchema {
  if (partner !== undefined) {
    throw new DcError('--partner is for the answers file alone', {
      code: 'usage',
      where: '--partner',
      suggestions: [`dc schema answers --partner ${partner}`],
    })
  }
  const found = SCHEMAS.find((each) => each.name === name)
  if (found === undefined) {
    const meant = closest(name, [...SCHEMAS.map((each) => each.name), ANSWERS.name])
    throw new DcError(`there is no schema "${words}"`, {
      code: 'unknown-schema',
      where: words,
      suggestions: [...(meant === undefined ? [] : [`dc schema ${meant}`]), 'dc schema'],
    })
  }
  return toJsonSchema(found)
}

function toJsonSchema({schema, about, of}: PublicSchema): JsonSchema {
  const {$schema, ...rest} = z.toJSONSchema(schema, {
    io: of === 'file' ? 'input' : 'output',
    // What cannot be said in JSON Schema (an id is no name Windows keeps) is checked by dc alone.
    unrepresentable: 'any',
    override: ({jsonSchema}) => {
      // Outputs may gain fields: who reads them must not refuse one.
      if (of === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return {$schema, title: about, ...rest}
}
