import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {DcError} from '../../src/errors.js'
import {integrationSchema, writeIntegration} from '../../src/workspace/integration-schema.js'
import {suggestId, whyNoId} from '../../src/workspace/names.js'
import {parseJsonText} from '../../src/workspace/read-json-file.js'
import {sampleIntegration} from '../support/integration.js'

const read = (text: string) => parseJsonText(text, 'dc/integrations/x.json', integrationSchema)
const failure = async (value: unknown): Promise<DcError> =>
  read(typeof value === 'string' ? value : JSON.stringify(value, null, 2)).then(
    () => Promise.reject(new Error('accepted')),
    (error: DcError) => error,
  )
const BARE = {version: 1, id: 'x', name: 'X', partner: 'silverpop', status: 'in-progress'}

describe('the file of an integration', () => {
  test('what is written is read back the same', async () => {
    expect(await read(writeIntegration(sampleIntegration()))).toEqual(sampleIntegration())
  })

  test('the same integration is the same bytes, whatever the order of its keys', () => {
    const shuffled = (value: unknown, order: readonly number[]): unknown => {
      if (Array.isArray(value)) return value.map((item) => shuffled(item, order))
      if (typeof value !== 'object' || value === null) return value
      const entries = Object.entries(value).map(([key, part]) => [key, shuffled(part, order)] as const)
      return Object.fromEntries(
        entries.toSorted((a, b) => (order[a[0].length % order.length] ?? 0) - (order[b[0].length % order.length] ?? 0) || (a < b ? 1 : -1)),
      )
    }
    const bytes = writeIntegration(sampleIntegration())
    fc.assert(
      fc.property(fc.array(fc.integer(), {minLength: 1, maxLength: 12}), (order) => {
        expect(writeIntegration(shuffled(sampleIntegration(), order) as never)).toBe(bytes)
      }),
    )
  })

  test('one in progress may lack nearly everything', async () => {
    expect(await read(JSON.stringify(BARE))).toMatchObject({
      reportSuite: null,
      carrier: {kind: 'unknown'},
      variables: [],
      collection: {mode: null},
      delivery: null,
    })
  })

  test('a fault is named with file, line, path and value', async () => {
    const {code, message, where} = await failure({...BARE, variables: [{role: 'mesageId', variable: 'eVar12'}], status: 'activ'})
    expect({code, where}).toEqual({code: 'invalid-file', where: 'dc/integrations/x.json'})
    expect(message.split('\n')).toEqual([
      'dc/integrations/x.json:6: status: did you mean active? (found "activ")',
      'dc/integrations/x.json:9: variables[0].role: did you mean messageId? (found "mesageId")',
    ])
  })

  test.each([
    ['no JSON', '{"version": 1,}', 'not-json'],
    ['a newer version', {...BARE, version: 2, colour: 'red'}, 'newer-version'],
    ['no version', {...BARE, version: undefined}, 'invalid-file'],
    ['an unknown key', {...BARE, colour: 'red'}, 'invalid-file'],
    ['an id that is a path', {...BARE, id: '../x'}, 'invalid-file'],
    ['a variable that no suite has', {...BARE, variables: [{role: 'messageId', variable: 'eVar251'}]}, 'invalid-file'],
    ['a variable by its name in the request', {...BARE, variables: [{role: 'messageId', variable: 'v12'}]}, 'invalid-file'],
    ['an event that no suite has', {...BARE, events: [{role: 'sent', event: 'event1001'}]}, 'invalid-file'],
    ['a segment twice', {...BARE, segments: [{id: 'purchases'}, {id: 'purchases'}]}, 'invalid-file'],
    ['a file pattern that leads elsewhere', {...BARE, segments: [{id: 'purchases', file: '../../etc/*'}]}, 'invalid-file'],
    ['a location of another kind', {...BARE, delivery: {location: 'https://shop.example/'}}, 'invalid-file'],
    ['no time of day', {...BARE, delivery: {expectedBy: '25:00'}}, 'invalid-file'],
    ['no time zone', {...BARE, delivery: {timeZone: 'Mars/Olympus'}}, 'invalid-file'],
    ['no day', {...BARE, delivery: {from: '2026-02-30'}}, 'invalid-file'],
    ['no e-mail address', {...BARE, notify: ['ops']}, 'invalid-file'],
  ])('%s is refused', async (_what, value, code) => {
    expect(await failure(value)).toMatchObject({code})
  })

  test.each([
    ['a credential', {delivery: {location: null, credential: {secret: 'hunter2'}}}],
    ['an input', {inputs: {password: {secret: 'hunter2'}}}],
    ['an input of a wrong kind', {inputs: {password: {value: 'hunter2'}}}],
    ['a location', {delivery: {location: 'sftp://user:hunter2@files.shop.example/out'}}],
    ['a location that is none', {delivery: {location: 'http://user:hunter2@files.shop.example/out'}}],
  ])('a secret written into %s is refused and not repeated', async (_what, part) => {
    const {code, message} = await failure({...BARE, ...part})
    expect(code).toBe('invalid-file')
    expect(message).not.toContain('hunter2')
  })

  test.each(['file:out', 'file:../segments/out', 'ftp://files.shop.example', 'sftp://user@files.shop.example:2222/a/b', 'ftps://h/%20x'])(
    'the location %s',
    async (location) => {
      expect(await read(JSON.stringify({...BARE, delivery: {location}}))).toMatchObject({delivery: {location, days: 'daily'}})
    },
  )
})

describe('ids', () => {
  test.each([
    ['Spring e-mail (DE)', 'spring-e-mail-de'],
    ['  Größe & Maß ', 'grosse-mass'],
    ['Crème brûlée', 'creme-brulee'],
    ['CON', undefined],
    ['春', undefined],
    ['', undefined],
  ])('%j suggests %j', (name, id) => expect(suggestId(name)).toBe(id))

  test('whatever the name, what is suggested can be an id', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 200}), (name) => {
        const id = suggestId(name)
        expect(id === undefined || whyNoId(id) === undefined).toBe(true)
      }),
    )
  })
})
