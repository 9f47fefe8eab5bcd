import {describe, expect, test} from 'vitest'
import {applyWish, clearSlot, parseAssignment, renameSlot, setSlot, type Edited} from '../../src/mapping/edit-mapping.js'
import {sampleIntegration} from '../support/integration.js'
import {connectorOf, draft} from '../support/mapping.js'

const silverpop = connectorOf('silverpop')
const variables = ({integration}: Edited) =>
  integration?.variables.map(({role, variable, name}) => [role, variable, name].filter(Boolean).join(' '))

test('role=slot in its parts', () => {
  expect(parseAssignment(' recipientId = eVar12 ')).toEqual({role: 'recipientId', value: 'eVar12'})
  expect(parseAssignment('sent=a=b')).toEqual({role: 'sent', value: 'a=b'})
  expect(parseAssignment('sent=')).toEqual({role: 'sent', value: ''})
  expect(parseAssignment('sent')).toBeUndefined()
  expect(parseAssignment('=x')).toBeUndefined()
})

describe('setting a slot', () => {
  test('by role or by the partner’s label, in any spelling of the slot, in the connector’s order', () => {
    expect(variables(setSlot('variables', draft('silverpop'), silverpop, 'Silverpop ID', 'v12'))).toEqual(['recipientId eVar12'])
    const both = setSlot(
      'variables',
      sampleIntegration({variables: [{role: 'recipientId', variable: 'eVar12'}]}),
      silverpop,
      'mailing id',
      's.campaign',
    )
    expect(variables(both)).toEqual(['messageId campaign', 'recipientId eVar12'])
  })
  test('moving keeps the name and drops what was agreed for the old slot', () => {
    const before = sampleIntegration({variables: [{role: 'recipientId', variable: 'eVar12', name: 'Recipient', expiration: 'visit'}]})
    expect(setSlot('variables', before, silverpop, 'recipientId', 'eVar13').integration?.variables).toEqual([
      {role: 'recipientId', variable: 'eVar13', name: 'Recipient'},
    ])
    expect(setSlot('variables', before, silverpop, 'recipientId', 'evar12').integration?.variables).toEqual(before.variables)
  })
  test('exported dimensions are added, each once', () => {
    const selligent = connectorOf('selligent')
    const one = setSlot('variables', draft('selligent'), selligent, 'exportDimension', 'eVar1').integration ?? draft('selligent')
    const two = setSlot('variables', one, selligent, 'exportDimension', 'eVar2').integration ?? one
    expect(variables(setSlot('variables', two, selligent, 'exportDimension', 'eVar1'))).toEqual([
      'exportDimension eVar1',
      'exportDimension eVar2',
    ])
  })
  test.each([
    ['variables', 'recipient', 'eVar1', 'did you mean recipientId?'],
    ['variables', 'recipientId', 'event5', 'is an event, not a variable'],
    ['variables', 'recipientId', '', 'nothing is no variable'],
    ['events', 'sent', 'eVar5', 'is no event'],
    ['events', 'messageId', 'event5', 'has no event "messageId"'],
  ] as const)('%s %s=%s is refused: %s', (kind, role, slot, why) => {
    expect(setSlot(kind, draft('silverpop'), silverpop, role, slot).fault).toContain(why)
  })
})

describe('names', () => {
  test('are given and taken away', () => {
    const named = renameSlot('events', sampleIntegration(), silverpop, 'opened', 'E-mail opens').integration ?? draft('silverpop')
    expect(named.events[1]).toEqual({role: 'opened', event: 'event21', name: 'E-mail opens'})
    expect(renameSlot('events', named, silverpop, 'opened', '').integration?.events[1]).toEqual({role: 'opened', event: 'event21'})
  })
  test('need something to name, and end at 100 characters', () => {
    expect(renameSlot('variables', sampleIntegration(), silverpop, 'formName', 'Form').fault).toContain('is not mapped')
    expect(renameSlot('events', sampleIntegration(), silverpop, 'sent', 'x'.repeat(101)).fault).toContain('at most 100')
  })
})

describe('clearing', () => {
  test('takes the role off, also one the partner does not have', () => {
    expect(variables(clearSlot('variables', sampleIntegration(), silverpop, 'Mailing ID'))).toEqual(['recipientId eVar12'])
    const odd = sampleIntegration({variables: [{role: 'linkId', variable: 'eVar3'}]})
    expect(variables(clearSlot('variables', odd, silverpop, 'linkId'))).toEqual([])
    expect(clearSlot('variables', sampleIntegration(), silverpop, 'nonsense').fault).toContain('has no variable "nonsense"')
  })
})

test('a wish without = says what was expected', () => {
  expect(applyWish('variables', draft('silverpop'), silverpop, {do: 'set', text: 'eVar12'}).fault).toContain('ROLE=SLOT')
  expect(applyWish('variables', draft('silverpop'), silverpop, {do: 'name', text: 'x'}).fault).toContain('ROLE=TEXT')
})
