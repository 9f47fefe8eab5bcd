import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {CONNECTORS} from '../../src/connectors/connectors.js'
import {checkIntegration} from '../../src/mapping/check-integration.js'
import {setSlot} from '../../src/mapping/edit-mapping.js'
import {findFreeEvents, findFreeVariables} from '../../src/mapping/free-slots.js'
import type {Integration} from '../../src/mapping/integration.js'
import {isComplete} from '../../src/mapping/needed-roles.js'
import {suggestSlots, type SlotSuggestions} from '../../src/mapping/suggest-slots.js'
import type {SuiteSnapshot} from '../../src/mapping/suite-snapshot.js'
import {sampleIntegration} from '../support/integration.js'
import {checkInput, connectorOf, draft, suite} from '../support/mapping.js'

/** Another integration of the suite on these eVars. */
const owner = (...numbers: number[]): Integration => ({
  ...sampleIntegration({id: 'owner', events: []}),
  variables: numbers.map((number) => ({role: 'messageId', variable: `eVar${number}`})),
})
const first = (count: number) => Array.from({length: count}, (_, index) => index + 1)
const free = (snapshot: SuiteSnapshot | undefined, count: number, others: Integration[] = []) =>
  findFreeVariables({integration: draft('datran'), others, snapshot}, ['eVar'], count)
const slots = ({variables, events}: SlotSuggestions) => [...variables, ...events].map(({role, slot}) => `${role}=${slot?.slot ?? 'none'}`)

describe('without a snapshot', () => {
  test('14 eVars are taken: the next ones are offered, as not known', () => {
    expect(free(undefined, 2, [owner(...first(14))])).toEqual([
      {slot: 'eVar15', state: 'unknown', note: 'not known whether the suite uses it'},
      {slot: 'eVar16', state: 'unknown', note: 'not known whether the suite uses it'},
    ])
  })
  test('behind the highest one that is known; below it when nothing is left there', () => {
    expect(free(undefined, 2, [owner(3, 40)]).map(({slot}) => slot)).toEqual(['eVar41', 'eVar42'])
    expect(free(undefined, 2, [owner(250, 1)]).map(({slot}) => slot)).toEqual(['eVar2', 'eVar3'])
  })
  test('slots of another suite or a deleted integration are not taken', () => {
    expect(
      free(undefined, 1, [
        {...owner(...first(14)), reportSuite: 'shopdev'},
        {...owner(...first(20)), status: 'deleted'},
      ])[0]?.slot,
    ).toBe('eVar1')
  })
  test('none left', () => {
    expect(free(undefined, 2, [owner(...first(250))])).toEqual([])
  })
})

describe('with a snapshot', () => {
  const listed = (...entries: [number, string | null, boolean | null][]) =>
    suite(entries.map(([number, name, enabled]) => ({variable: `eVar${number}`, name, enabled})))
  test('enabled and unnamed ones come first, side by side where that can be had', () => {
    const snapshot = listed(
      [1, 'Search', true],
      [5, 'Custom eVar 5', true],
      [7, 'Custom eVar 7', true],
      [8, '', true],
      [9, 'Custom eVar 9', false],
    )
    expect(free(snapshot, 2)).toEqual([
      {slot: 'eVar7', state: 'free', note: null},
      {slot: 'eVar8', state: 'free', note: null},
    ])
    expect(free(snapshot, 1).map(({slot}) => slot)).toEqual(['eVar5'])
  })
  test('disabled ones next, then what is not known; never what has a name or is reserved', () => {
    const snapshot = listed([1, 'Reserved for VISTA', true], [2, 'Search', false], [3, '', true], [4, '', false], [5, null, true])
    expect(free(snapshot, 3).map(({slot, state}) => `${slot} ${state}`)).toEqual(['eVar3 free', 'eVar4 disabled', 'eVar6 unknown'])
  })
  test('what a complete list leaves out can be enabled', () => {
    const snapshot = {...listed([1, 'Search', true]), complete: {variables: true, events: true}}
    expect(free(snapshot, 2).map(({slot, state}) => `${slot} ${state}`)).toEqual(['eVar2 disabled', 'eVar3 disabled'])
  })
  test('events by their type', () => {
    const snapshot = suite(
      [],
      [
        {event: 'event1', name: '', type: 'counter'},
        {event: 'event2', name: '', type: 'numeric'},
        {event: 'event3', name: '', type: null},
        {event: 'event4', name: 'Sign-ups', type: 'numeric'},
      ],
    )
    const [sent] = connectorOf('datran').events
    expect(findFreeEvents({integration: draft('datran'), others: [], snapshot}, sent, 3)).toEqual([
      {slot: 'event1', state: 'retype', note: 'a counter event: change its type to numeric'},
      {slot: 'event2', state: 'free', note: null},
      {slot: 'event3', state: 'free', note: 'make sure that its type is numeric'},
    ])
    expect(findFreeEvents({integration: draft('datran'), others: [], snapshot}, sent, 1)[0]?.slot).toBe('event2')
  })
})

describe('for an integration', () => {
  test('s.campaign goes to the role that prefers it, unless somebody has it', () => {
    const input = checkInput({integration: draft('silverpop')})
    expect(slots(suggestSlots(input)).slice(0, 2)).toEqual(['messageId=campaign', 'recipientId=eVar1'])
    expect(slots(suggestSlots({...input, others: [sampleIntegration({id: 'other'})]})).slice(0, 2)).toEqual([
      'messageId=eVar13',
      'recipientId=eVar14',
    ])
  })
  test('a role that takes eVars alone never gets s.campaign', () => {
    expect(slots(suggestSlots(checkInput({integration: draft('contactlab')}))).slice(0, 3)).toEqual([
      'linkId=eVar1',
      'messageId=eVar2',
      'recipientId=eVar3',
    ])
  })
  test('what is mapped stays; optional roles only when asked for', () => {
    const input = checkInput({integration: sampleIntegration()})
    expect(slots(suggestSlots(input))).toEqual([])
    expect(slots(suggestSlots(input, {optional: true}))).toEqual([
      'emailAddress=eVar13',
      'downloadedFile=eVar14',
      'formName=eVar15',
      'fileDownloaded=event25',
      'formStarted=event26',
      'formCompleted=event27',
    ])
  })
  test('nothing empty is offered where the partner reads what the site fills', () => {
    expect(slots(suggestSlots(checkInput({integration: draft('dreammail')}))).filter((slot) => slot.startsWith('remarketing'))).toEqual([])
  })

  test.each(CONNECTORS.map(({id}) => id))('%s: what is suggested makes the mapping complete and right, whatever others use', (id) => {
    const connector = connectorOf(id)
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({min: 1, max: 60}), {maxLength: 20}), fc.boolean(), (numbers, optional) => {
        const input = checkInput({integration: draft(id), others: [owner(...numbers)]})
        const {variables, events} = suggestSlots(input, {optional})
        let {integration} = input
        for (const [kind, list] of [
          ['variables', variables],
          ['events', events],
        ] as const) {
          for (const {role, slot} of list)
            integration = setSlot(kind, integration, connector, role, slot?.slot ?? '').integration ?? integration
        }
        expect(isComplete(integration, connector)).toBe(true)
        const used = [...integration.variables.map(({variable}) => variable), ...integration.events.map(({event}) => event)]
        expect(new Set(used).size).toBe(used.length)
        const wrong = checkIntegration({...input, integration}).filter(({severity}) => severity === 'error')
        expect(wrong).toEqual([])
      }),
      {numRuns: 20},
    )
  })
})
