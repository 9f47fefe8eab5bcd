import {describe, expect, expectTypeOf, test} from 'vitest'
import * as z from 'zod'
import type {Connector} from '../../src/connectors/connector.js'
import {CONNECTORS} from '../../src/connectors/connectors.js'
import {connectorSchema} from '../../src/mapping/connector-schema.js'

/** A type without names and `readonly`, so that an interface and a schema can be compared. */
type Plain<T> = T extends readonly [infer A, infer B]
  ? [A, B]
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? {-readonly [Key in keyof T]: Plain<T[Key]>}
      : T

const acme = {
  id: 'acme',
  name: 'Acme Mail',
  category: 'email',
  variables: [
    {role: 'messageId', label: 'Mailing', kinds: ['campaign']},
    {role: 'recipientId', label: 'Recipient', kinds: ['eVar']},
  ],
  events: [{role: 'sent', label: 'Sent', type: 'numeric', population: 'imported'}],
}

function problems(change: object): [path: string, message: string][] {
  const parsed = connectorSchema.safeParse({...acme, ...change})
  return parsed.success ? [] : parsed.error.issues.map(({path, message}) => [path.join('.'), message])
}

test('the schema and the type have the same shape', () => {
  // Written out in full on both sides: an optional field that only one of them has would pass any weaker test.
  expectTypeOf<Plain<z.output<typeof connectorSchema>>>().toEqualTypeOf<Plain<Connector>>()
})

test('what a file leaves out is empty', () => {
  expect(connectorSchema.parse({id: 'acme', name: 'Acme', category: 'survey'})).toMatchObject({
    status: 'not-listed',
    aliases: [],
    variables: [],
    collection: {modes: []},
    segments: {offered: []},
    sources: {},
  })
  expect(problems({})).toEqual([])
})

test('it can be published as JSON Schema', () => {
  const schema = z.toJSONSchema(connectorSchema, {io: 'input'})
  expect(schema).toMatchObject({type: 'object', required: ['id', 'name', 'category'], additionalProperties: false})
})

test('a built-in connector written as JSON and read again is the same', () => {
  for (const connector of CONNECTORS) expect(connectorSchema.parse(JSON.parse(JSON.stringify(connector)))).toEqual(connector)
})

describe('shapes that are refused', () => {
  test.each([
    ['an id that could leave the folder', {id: '../acme'}, 'id'],
    ['an id in capitals', {id: 'Acme'}, 'id'],
    ['an empty name', {name: ' '}, 'name'],
    ['an unknown category', {category: 'mail'}, 'category'],
    ['an unknown key', {colour: 'red'}, ''],
    ['a variable without kinds', {variables: [...acme.variables, {role: 'linkId', label: 'x', kinds: []}]}, 'variables.2.kinds'],
    ['a pattern that is none', {inputs: [{name: 'a', label: 'A', pattern: '('}]}, 'inputs.0.pattern'],
    ['an input that is not one word', {inputs: [{name: 'a b', label: 'A'}]}, 'inputs.0.name'],
    [
      'a parameter with a blank',
      {collection: {modes: [], parameters: [{name: 'm id', provenance: 'sample'}]}},
      'collection.parameters.0.name',
    ],
    ['a source that is no page', {sources: {variables: 3}}, 'sources.variables'],
    ['a source for no section', {sources: {variable: 'x.md'}}, 'sources'],
    ['a day that is none', {lifeCycle: {listedAs: [], collectedUntil: '2022-02-30'}}, 'lifeCycle.collectedUntil'],
  ])('%s', (_what, change, path) => {
    expect(problems(change).map(([at]) => at)).toEqual([path])
  })

  test.each(['eVar0', 'eVar251', 'prop76', 'list4', 'v12', 'event5', 'evar1', 'eVar01'])('%s is not a variable', (target) => {
    const parameters = [{name: 'mid', provenance: 'sample', target}]
    expect(problems({collection: {modes: [], parameters}}).map(([at]) => at)).toEqual(['collection.parameters.0.target'])
  })

  test.each(['eVar1', 'eVar99', 'eVar199', 'eVar250', 'prop75', 'list3', 'campaign'])('%s is one', (target) => {
    expect(problems({collection: {modes: [], parameters: [{name: 'mid', provenance: 'sample', target}]}})).toEqual([])
  })
})

describe('contradictions that are refused', () => {
  const [message, recipient] = acme.variables
  const sent = acme.events[0]
  test.each([
    ['an e-mail connector without recipient', {variables: [message]}, 'variables', 'recipient id'],
    ['an e-mail connector without message', {variables: [recipient]}, 'variables', 'message id'],
    ['an imported metric in a counter', {events: [{...sent, type: 'counter'}]}, 'events.0.type', 'numeric or currency'],
    [
      'an imported metric of no type',
      {events: [{role: 'sent', label: 'Sent', population: 'imported'}]},
      'events.0.type',
      'numeric or currency',
    ],
    ['a variable role twice', {variables: [message, recipient, message]}, 'variables.2.role', 'twice'],
    ['an event role twice', {events: [sent, sent]}, 'events.1.role', 'twice'],
    [
      'an input twice',
      {
        inputs: [
          {name: 'a', label: 'A'},
          {name: 'a', label: 'B'},
        ],
      },
      'inputs.1.name',
      'twice',
    ],
    ['an alias twice', {aliases: [{name: 'A'}, {name: 'A'}]}, 'aliases.1.name', 'twice'],
    ['a segment twice', {segments: {offered: [{id: 'purchases'}, {id: 'purchases'}]}}, 'segments.offered.1.id', 'twice'],
    [
      'a field for no variable',
      {collection: {modes: [], fields: [{role: 'linkId', label: 'L'}]}},
      'collection.fields.0.role',
      'no variable',
    ],
    [
      'a parameter for no variable',
      {collection: {modes: [], parameters: [{name: 'l', role: 'linkId', provenance: 'sample'}]}},
      'collection.parameters.0.role',
      'no variable',
    ],
    [
      'a page variable for no role',
      {collection: {modes: [], pageVariables: {eVar1: 'linkId'}}},
      'collection.pageVariables.eVar1',
      'no variable',
    ],
    ['a classification of nothing', {classifications: [{of: ['linkId'], names: ['A']}]}, 'classifications.0.of.0', 'no variable'],
    [
      'personal data in no column',
      {classifications: [{of: ['messageId'], names: ['A'], personalData: ['B']}]},
      'classifications.0.personalData.0',
      'not one of the names',
    ],
    [
      'a constant in no column',
      {classifications: [{of: ['messageId'], names: ['A'], constants: {B: 'x'}}]},
      'classifications.0.constants.B',
      'not one of the names',
    ],
    [
      'a segment that needs a missing event',
      {segments: {offered: [{id: 'file-download', needsEvents: ['fileDownloaded']}]}},
      'segments.offered.0.needsEvents.0',
      'no event',
    ],
    [
      'a form segment that needs nothing',
      {segments: {offered: [{id: 'form-abandonment'}]}},
      'segments.offered.0.needsEvents',
      'has to say',
    ],
    ['a formula over no event', {calculatedMetrics: [{label: 'R', formula: '[Sent] / [Seen]'}]}, 'calculatedMetrics.0.formula', '"Seen"'],
    ['a defect nobody knows', {collection: {modes: [], sampleDefects: ['x']}}, 'collection.sampleDefects.0', 'unknown defect'],
    [
      'hours that run backwards',
      {verification: {reports: {where: 'here', afterHours: [48, 24]}}},
      'verification.reports.afterHours',
      'later',
    ],
  ])('%s', (_what, change, path, message) => {
    expect(problems(change)).toEqual([[path, expect.stringContaining(message)]])
  })

  test('three exported dimensions and two own segments are no contradiction', () => {
    const exported = {role: 'exportDimension', label: 'X', kinds: ['eVar']}
    expect(problems({variables: [...acme.variables, exported, exported], segments: {offered: [{id: 'custom'}, {id: 'custom'}]}})).toEqual(
      [],
    )
  })

  test('message and recipient may be keyed by campaign and address', () => {
    const variables = [
      {role: 'campaignId', label: 'Campaign', kinds: ['campaign']},
      {role: 'emailAddress', label: 'Address', kinds: ['eVar']},
    ]
    expect(problems({variables})).toEqual([])
  })
})
