import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {SCHEMAS} from '../../src/jobs/schemas/schemas.js'
import {sampleIntegration} from '../support/integration.js'
import {runDc} from '../support/run-dc.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dc-schema-'))
  await writeFile(join(folder, 'acme.yaml'), 'id: acme\nname: Acme\ncategory: feedback\n')
})
afterAll(() => rm(folder, {recursive: true}))

const schemaOf = (name: string) => {
  const found = SCHEMAS.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no schema ${name}`)
  return found.schema
}

describe('what commands print fits their schemas', () => {
  const hits = 'test/fixtures/har/sample-appmeasurement-shop.har'
  test.each([
    ['validate', ['validate', hits]],
    ['validate', ['validate', hits, '--max-findings', '1']],
    ['validate', ['validate', '-', '--allow-empty']],
    ['rules', ['rules']],
    ['partners', ['partners']],
    ['partners-check', ['partners', 'check', 'ACME']],
    ['partners-check', ['partners', 'check', hits]],
    ['explain', ['explain']],
    ['explain', ['explain', 'pii-email']],
    ['explain', ['explain', '3']],
    ['explain', ['explain', 'other-host']],
    ['explain', ['explain', 'event-without-products']],
    ['explain', ['explain', 'no-product-ids']],
    ['schema', ['schema']],
    ['completion', ['completion', 'fish']],
    ['help', ['help', 'formats']],
    ['version', ['--version']],
    ['error', ['validate', 'no-such.har']],
    ['error', ['schema', 'no-such']],
    ['error', ['list', '--colums', 'id']],
  ])('%s: dc %j', async (name, args) => {
    const {stdout} = await runDc([...args.map((arg) => (arg === 'ACME' ? join(folder, 'acme.yaml') : arg)), '--json'])
    expect(schemaOf(name).safeParse(JSON.parse(stdout)).error).toBeUndefined()
  })

  test('and what does not fit is noticed', () => {
    expect(schemaOf('validate').safeParse({schemaVersion: 1, command: 'validate', colour: 'red'}).success).toBe(false)
  })
})

describe('dc schema', () => {
  test.each(SCHEMAS.map(({name, of}) => [name, of] as const))('%s', async (name, of) => {
    const {stdout, exitCode, stderr} = await runDc(['schema', name])
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    const schema = JSON.parse(stdout) as Record<string, unknown>
    expect(schema).toMatchObject({$schema: 'https://json-schema.org/draft/2020-12/schema', title: expect.any(String), type: 'object'})
    // Outputs may gain fields; files are refused with a key that dc would not understand.
    expect(stdout.includes('"additionalProperties": false')).toBe(of === 'file' && name !== 'activity')
  })

  test('of a file asks only for what a person has to write', async () => {
    const schema = JSON.parse((await runDc(['schema', 'integration'])).stdout) as {required: string[]; properties: Record<string, unknown>}
    expect(schema.required).toEqual(['version', 'id', 'name', 'partner', 'status'])
    expect(Object.keys(schema.properties)).toEqual(['$schema', ...Object.keys(sampleIntegration())])
  })

  test('without a name: which there are; the name may be written as the command is', async () => {
    expect((await runDc(['schema'])).stdout).toMatch(/^integration +dc\/integrations\/ID\.json$/m)
    expect(JSON.parse((await runDc(['schema', '--json'])).stdout)).toMatchObject({command: 'schema'})
    expect((await runDc(['schema', 'log', 'import'])).stdout).toBe((await runDc(['schema', 'log-import'])).stdout)
  })

  test('of the answers of one partner', async () => {
    const {stdout, exitCode} = await runDc(['schema', 'answers', '--partner', 'Acoustic Campaign'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'object',
      properties: {variables: {items: {properties: {role: {enum: expect.arrayContaining(['messageId'])}}}}},
    })
    // Silverpop has no classifications; `enum` must hold something.
    expect((await runDc(['schema', 'answers', '--partner', 'silverpop'])).stdout).not.toMatch(/"enum": \[\]/)
    expect((await runDc(['schema', 'answers'])).stderr).toContain('--partner is missing')
    expect((await runDc(['schema', 'list', '--partner', 'lyris'])).exitCode).toBe(2)
  })

  test('an unknown one is refused with the nearest', async () => {
    const {exitCode, stdout} = await runDc(['schema', 'integratoin', '--json'])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({error: {code: 'unknown-schema', suggestions: ['dc schema integration', 'dc schema']}})
  })
})
