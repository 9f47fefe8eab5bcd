import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {compareSlots, isUnnamed, kindOf, parseEvent, parseVariable} from '../../src/mapping/slot-name.js'

describe('variables', () => {
  test.each([
    ['eVar12', 'eVar12'],
    ['evar12', 'eVar12'],
    ['EVAR 12', 'eVar12'],
    ['eVar012', 'eVar12'],
    ['v12', 'eVar12'],
    ['s.eVar12', 'eVar12'],
    ['variables/evar12', 'eVar12'],
    ['campaign', 'campaign'],
    ['s.campaign', 'campaign'],
    ['Tracking Code', 'campaign'],
    ['v0', 'campaign'],
    ['prop5', 'prop5'],
    ['c5', 'prop5'],
    ['Custom Traffic 5', 'prop5'],
    ['list1', 'list1'],
    ['l3', 'list3'],
    ['List Variable 2', 'list2'],
  ])('%s is %s', (text, variable) => {
    expect(parseVariable(text).slot?.variable).toBe(variable)
  })
  test.each([
    ['eVar0', 'does not exist'],
    ['eVar251', 'run from 1 to 250'],
    ['prop76', 'run from 1 to 75'],
    ['list4', 'run from 1 to 3'],
    ['hier1', 'hierarchy'],
    ['event5', 'is an event, not a variable'],
    ['pageName', 'is no variable'],
    ['constructor1', 'is no variable'],
    ['', 'is no variable'],
  ])('%s is refused: %s', (text, why) => {
    expect(parseVariable(text).fault).toContain(why)
  })
  test('a canonical name is read as itself, and only as itself', () => {
    const name = fc.oneof(
      fc.constant('campaign'),
      fc.integer({min: 1, max: 250}).map((number) => `eVar${number}`),
      fc.integer({min: 1, max: 75}).map((number) => `prop${number}`),
      fc.integer({min: 1, max: 3}).map((number) => `list${number}`),
    )
    fc.assert(
      fc.property(name, (variable) => {
        expect(parseVariable(variable).slot?.variable).toBe(variable)
        expect(kindOf(variable)).toBe(variable.replace(/\d+$/, ''))
        expect(kindOf(variable.toUpperCase())).toBeUndefined()
      }),
    )
  })
})

describe('events', () => {
  test.each([
    ['event20', 'event20'],
    ['Event 20', 'event20'],
    ['e20', 'event20'],
    ['metrics/event20', 'event20'],
    ['event1000', 'event1000'],
    ['scadd', 'scAdd'],
    ['prodView', 'prodView'],
  ])('%s is %s', (text, event) => {
    expect(parseEvent(text).slot?.event).toBe(event)
  })
  test.each([
    ['event0', 'does not exist'],
    ['event1001', 'run from event1 to event1000'],
    ['eVar5', 'is no event'],
    ['orders', 'is no event'],
  ])('%s is refused: %s', (text, why) => {
    expect(parseEvent(text).fault).toContain(why)
  })
})

test('any text is a slot or has a fault', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const {slot, fault} of [parseVariable(text), parseEvent(text)]) expect(slot === undefined).toBe(fault !== undefined)
    }),
  )
})

test('slots are ordered by kind and number', () => {
  expect(['event2', 'purchase', 'eVar10', 'list1', 'eVar9', 'prop1', 'campaign', 'event10'].toSorted(compareSlots)).toEqual([
    'campaign',
    'eVar9',
    'eVar10',
    'prop1',
    'list1',
    'event2',
    'event10',
    'purchase',
  ])
})

test('a name nobody gave is none; what is not known is not unnamed', () => {
  for (const name of ['', 'Custom eVar 12', 'eVar12', 'evar 12', 'Custom Conversion 12', '12', 'n/a', 'Not used', '-']) {
    expect([name, isUnnamed('eVar12', name)]).toEqual([name, true])
  }
  for (const name of ['Custom eVar 13', 'eVar1', 'Event 12', 'Reserved', 'Search'])
    expect([name, isUnnamed('eVar12', name)]).toEqual([name, false])
  expect(isUnnamed('event20', 'Custom Event 20')).toBe(true)
  expect(isUnnamed('eVar12', null)).toBe(false)
})
