import {describe, expect, test} from 'vitest'
import {recogniseColumns, type ColumnContext} from '../../src/segments/columns.js'
import {sampleIntegration} from '../support/integration.js'

const suite = {
  version: 1,
  reportSuite: 'shopprod',
  name: null,
  capturedAt: null,
  origin: '',
  complete: {variables: false, events: false},
  variables: [
    {variable: 'eVar12', name: 'Newsletter reader', enabled: true, type: null, allocation: null, expiration: null},
    {variable: 'eVar7', name: 'Search term', enabled: true, type: null, allocation: null, expiration: null},
  ],
  events: [],
} as const

function recognise(names: string[], context: ColumnContext = {}, sample: string[][] = []) {
  const {columns, keys} = recogniseColumns(names, sample, context)
  return {roles: columns.map(({role}) => role), natures: columns.map(({nature}) => nature), keys}
}

describe('by usual words', () => {
  test.each([
    [['Recipient ID', 'Message ID', 'Product', 'Date']],
    [['Empfänger-ID', 'Nachrichten-ID', 'Artikelnummer', 'Datum']],
    [['ID destinataire', 'Campagne', 'Produit', 'Jour']],
    [['ID de destinatario', 'Mensaje', 'Producto', 'Fecha']],
    [['受信者ID', 'メッセージID', '商品', '日付']],
    [['RIID', 'Tracking Code', 'SKU', 'Day']],
    [['recipient_id', 'message-id', 'PRODUCT', 'date']],
  ])('%j', (names) => {
    expect(recognise(names).roles).toEqual(['recipientId', 'messageId', 'product', 'date'])
  })

  test('metrics', () => {
    const names = ['scAdd', 'Warenkorb-Hinzufügungen', 'Orders', 'purchase', 'Umsatz', 'units', 'prodView']
    expect(recognise(names).roles).toEqual(['cartAdditions', 'cartAdditions', 'orders', 'orders', 'revenue', 'units', 'productViews'])
  })

  test('a classification that is called like an id stands back behind it', () => {
    expect(recognise(['Product Name', 'Product']).roles).toEqual(['classification', 'product'])
    expect(recognise(['Product Name']).roles).toEqual(['product'])
  })
})

describe('by the integration', () => {
  const integration = sampleIntegration()

  test('numbers, names of the mapping, and names of the suite', () => {
    const {roles, natures} = recognise(['Mailing ID', 'Recipient (eVar12)', 'Newsletter reader', 'v12', 'E-mail sends', 'event21'], {
      integration,
      suite,
    })
    expect(roles).toEqual(['messageId', 'recipientId', 'recipientId', 'recipientId', 'sent', 'opened'])
    expect(natures).toEqual(['mapped', 'mapped', 'mapped', 'mapped', 'mapped-metric', 'mapped-metric'])
  })

  test('a variable that is not mapped is proved by its number or by the suite; an unknown header proves nothing', () => {
    expect(recognise(['Anything (eVar7)', 'Search term', 'Whatever', 'event99'], {integration, suite}).natures).toEqual([
      'unmapped',
      'unmapped',
      'unknown',
      'other-metric',
    ])
    expect(recognise(['Anything (eVar7)']).natures).toEqual(['variable'])
  })

  test('visitor and purchase ID are in order only where access is granted', () => {
    expect(recognise(['Visitor ID', 'Purchase ID'], {integration}).natures).toEqual(['gated', 'gated'])
    expect(recognise(['Purchase ID'], {integration: sampleIntegration({access: {purchaseID: true, purchaseid: true}})}).natures).toEqual([
      'mapped',
    ])
  })
})

test('a pinned column wins over everything, however its case', () => {
  const {keys, roles} = recognise(['Recipient ID', 'kunde', 'Product'], {pinned: {recipient: 'Kunde'}})
  expect(roles[1]).toBe('recipientId')
  expect(keys.recipient).toBe(1)
  expect(recogniseColumns(['a'], [], {pinned: {product: 'Artikel'}}).unfound).toEqual(['Artikel'])
})

test('by content: dates, flags and numbers', () => {
  const sample = [
    ['January 1, 2026', '0', '17', 'x'],
    ['January 2, 2026', '1', '1,234', 'y'],
  ]
  expect(recognise(['a', 'b', 'c', 'd'], {}, sample).natures).toEqual(['date', 'flag', 'number', 'unknown'])
})
