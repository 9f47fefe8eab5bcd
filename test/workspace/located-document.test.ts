import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import {closest} from '../../src/did-you-mean.js'
import {locateProblems, parseLocated} from '../../src/workspace/located-document.js'

const YAML =
  'id: acme\n# a remark\nvariables:\n  - role: messageId\n    kinds: [campaign]\n  - role: x\n    kinds:\n      - eVar\n      - page\n'

function lineOf(text: string, kind: 'json' | 'yaml', path: PropertyKey[]): number | undefined {
  return parseLocated(text, kind).document?.lineOf(path)
}

describe('lines', () => {
  test.each([
    [['id'], 1],
    [['variables'], 3],
    [['variables', 1, 'role'], 6],
    [['variables', 1, 'kinds', 1], 9],
    [['variables', 1, 'missing'], 6],
    [['variables', 7], 3],
    [[], 1],
    [['missing'], 1],
  ])('%j stands on line %i', (path, line) => {
    expect(lineOf(YAML, 'yaml', path)).toBe(line)
  })

  test('JSON knows them too, with a BOM and Windows line ends', () => {
    expect(lineOf('\uFEFF{\r\n  "a": 1,\r\n  "b": [\r\n    2\r\n  ]\r\n}', 'json', ['b', 0])).toBe(4)
  })

  test('an alias leads to what it stands for', () => {
    expect(lineOf('a: &x\n  b: 1\nc: *x\n', 'yaml', ['c', 'b'])).toBe(2)
  })
})

describe('what cannot be parsed', () => {
  test.each([
    ['a JSON file with a trailing comma', '{\n"a": 1,\n}', 'json', 3],
    ['a JSON file with a key twice', '{\n"a": 1,\n"a": 2}', 'json', 3],
    ['a YAML file with a broken list', 'a: [1\nb: 2\n', 'yaml', 2],
    ['a YAML file that would not fit into memory', bomb(), 'yaml', null],
    ['a text too long for a definition', 'a'.repeat(1_000_001), 'yaml', null],
  ] as const)('%s is one fault', (_what, text, kind, line) => {
    expect(parseLocated(text, kind).fault).toMatchObject({line, message: expect.any(String) as string})
  })

  test('no text at all makes it throw', () => {
    const kinds = fc.constantFrom('json', 'yaml')
    const texts = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.json(),
      fc.array(fc.constantFrom('a: ', '- ', '\n', '  ', '{', '[', '*x', '&x ', '"')).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, kinds, (text, kind) => {
        const {document, fault} = parseLocated(text, kind)
        expect(fault === undefined ? document?.lineOf(['a', 0, '__proto__']) : fault.message).toBeTruthy()
      }),
    )
  })
})

function bomb(): string {
  const levels = Array.from({length: 9}, (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`)
  return ['l0: &l0 [1]', ...levels].join('\n')
}

describe('locateProblems', () => {
  const schema = z.strictObject({
    id: z.string(),
    variables: z.array(z.strictObject({role: z.enum(['messageId', 'recipientId']), kinds: z.array(z.enum(['campaign', 'eVar', 'prop']))})),
    name: z.string(),
  })

  test('names line, path, fault and value, in the order of the file', () => {
    const {document} = parseLocated(`${YAML}secret: hunter2\n`, 'yaml')
    if (document === undefined) throw new Error('must parse')
    const {error} = schema.safeParse(document.value)
    if (error === undefined) throw new Error('must be refused')
    expect(locateProblems(error, document, closest)).toEqual([
      {line: 1, path: 'name', message: 'is missing', value: null},
      {line: 6, path: 'variables[1].role', message: 'expected one of messageId, recipientId', value: 'x'},
      {line: 9, path: 'variables[1].kinds[1]', message: 'expected one of campaign, eVar, prop', value: 'page'},
      {line: 10, path: 'secret', message: 'unknown key', value: null},
    ])
  })

  test('offers the word that was probably meant', () => {
    const {document} = parseLocated('{"id": "a", "name": "b", "variables": [{"role": "mesageId", "kinds": []}]}', 'json')
    if (document === undefined) throw new Error('must parse')
    const {error} = schema.safeParse(document.value)
    expect(error && locateProblems(error, document, closest)).toMatchObject([
      {path: 'variables[0].role', message: 'did you mean messageId?'},
    ])
  })
})
