import {describe, expect, test} from 'vitest'
import {CONNECTORS, findConnector} from '../../src/connectors/connectors.js'
import type {Connector} from '../../src/connectors/connector.js'
import {checkIntegration} from '../../src/mapping/check-integration.js'
import {checklistOf} from '../../src/mapping/questions/checklist.js'
import {fillOpen} from '../../src/mapping/questions/fill-answers.js'
import {judgeAnswer} from '../../src/mapping/questions/judge-answer.js'
import {SECTIONS, textOf, type SetupState} from '../../src/mapping/questions/question.js'
import {questionsFor} from '../../src/mapping/questions/questions.js'
import type {SuiteSnapshot} from '../../src/mapping/suite-snapshot.js'
import {sampleIntegration} from '../support/integration.js'
import {answerAll, answerOf, contextFor, emptyState} from '../support/wizard.js'

/** What is asked, of whom, and what an answer does. */

function partner(id: string): Connector {
  const connector = findConnector(id)
  if (connector === undefined) throw new Error(`no partner ${id}`)
  return connector
}

const keysOf = (id: string) => answerAll(partner(id)).steps.map(({question}) => question.key)

describe.each(CONNECTORS.map((connector) => [connector.id, connector] as const))('%s', (_id, connector) => {
  const {steps, integration} = answerAll(connector)

  test('asks in the documented order, each thing once, with a reason', () => {
    const keys = steps.map(({question}) => question.key)
    expect(new Set(keys).size).toBe(keys.length)
    const order = Object.keys(SECTIONS)
    const places = steps.map(({question}) => order.indexOf(question.section))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(steps.filter(({question}) => question.why.length < 16).map(({question}) => question.key)).toEqual([])
    // Closed questions show their answers.
    const typed = steps.filter(({question}) => question.kind === 'text' || question.kind === 'list')
    expect(typed.filter(({question}) => (question.good ?? '') === '').map(({question}) => question.key)).toEqual([])
  })

  test('an answer is read back as it was given', () => {
    const context = contextFor(connector, {existing: true})
    const state: SetupState = {integration, extra: {}}
    for (const question of questionsFor(context, state)) {
      const given = steps.find(({question: asked}) => asked.key === question.key)
      if (given === undefined || textOf(given.value) === '') continue
      expect([question.key, textOf(question.read(state) ?? question.proposal)]).toEqual([question.key, textOf(given.value)])
    }
  })

  test('giving the same answers again changes nothing', () => {
    const context = contextFor(connector, {existing: true, others: [integration]})
    const state: SetupState = {integration, extra: {}}
    for (const question of questionsFor(context, state)) {
      const now = question.read(state)
      if (now === undefined) continue
      const judged = judgeAnswer(question, now, state, context)
      expect([question.key, judged.fault ?? judged.state.integration]).toEqual([question.key, integration])
    }
  })
})

test.each(CONNECTORS.map((connector) => [connector.id, connector] as const))(
  '%s: whoever takes every proposal is not warned of any',
  (_id, connector) => {
    const {integration} = answerAll(connector, (question) =>
      textOf(question.proposal) !== '' || !question.required ? question.proposal : answerOf(question),
    )
    const problems = checkIntegration({integration: {...integration, status: 'active'}, connector, others: [], snapshot: undefined})
    expect(problems.filter(({outcome}) => outcome === 'fail')).toEqual([])
  },
)

describe('only what the partner has', () => {
  test('no mapping, segments or page for appFigures, whose variables are reserved', () => {
    const keys = keysOf('appfigures')
    expect(keys.filter((key) => /^(?:variables|events|segments|collection\.parameters|carrier|delivery)/.test(key))).toEqual([])
    expect(keys).toContain('inputs.accountKey')
    expect(keys).toContain('classifications')
  })

  test('terms for Campaign, fees for Datran, neither for Kampyle', () => {
    expect(keysOf('neolane')).toContain('acknowledged.terms')
    expect(keysOf('datran')).toContain('acknowledged.fees')
    expect(keysOf('kampyle').filter((key) => key.startsWith('acknowledged'))).toEqual([])
  })

  test('segments that need events come with them', () => {
    const ask = (events: boolean) => {
      const {steps} = answerAll(partner('silverpop'), (question) => {
        if (!events && /^events\.(?:form|file)/.test(question.key)) return ''
        if (question.key === 'acknowledged.fees' || question.key === 'acknowledged.personalData') return 'A'
        return question.key === 'reportSuite'
          ? 'shop'
          : question.key.startsWith('inputs.')
            ? '1'
            : question.key.startsWith('events.') && question.kind === 'text' && question.proposal === ''
              ? (question.choices?.[1]?.value ?? '')
              : question.proposal
      })
      return steps.find(({question}) => question.key === 'segments')?.question.choices?.map(({value}) => value)
    }
    expect(ask(false)).toEqual(['purchases', 'product-views', 'cart-abandonment'])
    expect(ask(true)).toEqual(['purchases', 'product-views', 'cart-abandonment', 'form-abandonment', 'file-download'])
  })

  test('the name a product always sends is not for choosing', () => {
    const {steps} = answerAll(partner('selligent'))
    const parameter = steps.find(({question}) => question.key === 'collection.parameters.messageId')?.question
    expect(parameter?.fallback).toBe('MID')
    expect(parameter?.good).toContain('always calls it MID')
  })
})

describe('proposals', () => {
  const snapshot: SuiteSnapshot = {
    version: 1,
    reportSuite: 'shopprod',
    name: 'Shop',
    capturedAt: '2026-11-01',
    origin: 'test',
    complete: {variables: true, events: true},
    variables: [
      {variable: 'eVar1', name: 'Login', enabled: true, type: null, allocation: null, expiration: null},
      {variable: 'eVar2', name: 'Custom eVar 2', enabled: true, type: null, allocation: null, expiration: null},
      {variable: 'eVar3', name: 'eVar3', enabled: true, type: null, allocation: null, expiration: null},
    ],
    events: Array.from(
      {length: 9},
      (_, index) =>
        ({event: `event${index + 1}`, name: `event${index + 1}`, enabled: true, type: index < 3 ? 'counter' : 'numeric'}) as const,
    ),
  }

  test('are slots that nothing uses, of the right type, as far as is known', () => {
    const connector = partner('emarsys')
    const context = contextFor(connector, {snapshots: new Map([['shopprod', snapshot]]), others: [sampleIntegration()]})
    const state: SetupState = {...emptyState(connector), integration: {...emptyState(connector).integration, reportSuite: 'shopprod'}}
    const questions = new Map(questionsFor(context, state).map((question) => [question.key, question]))
    // The tracking code is taken by the other integration.
    expect(questions.get('variables.messageId')?.proposal).toBe('eVar2')
    expect(questions.get('variables.recipientId')?.proposal).toBe('eVar3')
    expect(questions.get('events.bounced')?.proposal).toBe('event4')
    expect(questions.get('events.unsubscribed')?.proposal).toBe('event8')
  })

  test('the checklist tells what is free, and what nobody can know here', () => {
    const connector = partner('emarsys')
    const known: SetupState = {...emptyState(connector), integration: {...emptyState(connector).integration, reportSuite: 'shopprod'}}
    const withSnapshot = checklistOf(contextFor(connector, {snapshots: new Map([['shopprod', snapshot]])}), known)
    const without = checklistOf(contextFor(connector), known)
    const find = (list: typeof without, what: string) => list.find(({text}) => text.includes(what))
    expect(find(withSnapshot, 'numeric events')).toEqual({state: 'done', text: '5 numeric events free in shopprod: yes'})
    expect(find(without, 'numeric events')?.state).toBe('unknown')
    const open = ['fees', 'Data Warehouse', 'external tracking', 'emarsys account manager']
    expect(open.map((what) => find(without, what)?.state)).toEqual(['open', 'unknown', 'unknown', 'open'])
  })

  test('the checklist has nobody asked for an id that is there', () => {
    const connector = partner('responsys')
    const state = emptyState(connector)
    const given: SetupState = {...state, integration: {...state.integration, inputs: {accountId: '4711'}}}
    const asking = (of: SetupState) => checklistOf(contextFor(connector), of).find(({text}) => text.includes('Account ID'))?.state
    expect([asking(state), asking(given)]).toEqual(['open', 'done'])
  })
})

test('what is missing is found to the end, whatever brings it up', () => {
  const connector = partner('silverpop')
  const {missing} = fillOpen(emptyState(connector), contextFor(connector, {interactive: false}), () => false)
  expect(missing.map(({key}) => key)).toEqual(
    expect.arrayContaining([
      'acknowledged.fees',
      'reportSuite',
      'variables.recipientId',
      'events.sent',
      'collection.parameters.recipientId',
    ]),
  )
})
