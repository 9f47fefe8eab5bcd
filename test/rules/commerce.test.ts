import {describe, expect, test} from 'vitest'
import {RULES} from '../../src/rules/index.js'
import type {Example, RunContext} from '../../src/rules/rule.js'
import {judgeRequests, requestsOf} from '../support/judge-example.js'

const AREAS = /^(?:cart-|commerce-|prodview-|products-(?:with|carried)|purchase|quantity-price|link-)/
const rules = RULES.filter(({id}) => AREAS.test(id))

const judge = (example: Example, context?: RunContext) => judgeRequests(requestsOf(example), rules, context)
const idsOf = (example: Example, context?: RunContext) =>
  judge(example, context).findings.map(({ruleId, severity, origin}) => `${origin.record} ${severity} ${ruleId}`)
/** What each finding points at. */
const pointedAt = (example: Example) =>
  Object.fromEntries(judge(example).findings.map(({ruleId, value, span}) => [ruleId, span === null ? null : value?.slice(...span)]))

const integration = (segments: string[], reportSuite = 'shopprod'): RunContext => ({
  integrations: [{id: 'mail', reportSuite, segments, variables: [], events: []}],
})

describe('a healthy shop', () => {
  const MID = 'mid=12345678901234567890123456789012345678'
  const page = (name: string, rest: string) => `pageName=${name}&g=https%3A%2F%2Fshop.example%2F${name}&${rest}&${MID}`

  test('gives no error and no warning from view to reorder', () => {
    const journey = [
      page('home', 'ch=home'),
      page('pdp', 'events=prodView%2Cevent2&products=Shoes%3B12345%3B%3B%3Bevent2%3D1%3BeVar20%3Dteaser'),
      page('pdp', 'pe=lnk_o&pev2=size'),
      page('pdp', 'pe=lnk_o&pev2=add&events=scOpen%2CscAdd&products=Shoes%3B12345'),
      page('cart', 'events=scView&products=Shoes%3B12345%2C%3BGIFT-1'),
      page('checkout', 'events=scCheckout&products=Shoes%3B12345%2C%3BGIFT-1'),
      page('thanks', 'events=purchase%2Cevent9%3D4.9&products=Shoes%3B12345%3B2%3B99.80%2C%3BGIFT-1%3B1%3B0&purchaseID=A1001&cc=EUR'),
      page('thanks', 'pe=lnk_e&pev1=https%3A%2F%2Fparcel.example%2F'),
      page('pdp', 'events=prodView&products=Shoes%3B12345'),
      page('cart', 'events=scAdd&products=Shoes%3B12345'),
      page('thanks', 'events=purchase&products=Shoes%3B12345%3B1%3B49.90&purchaseID=A1002&cc=EUR'),
    ]
    expect(idsOf({hits: journey, gapMs: 4000})).toEqual([])
  })

  test('may show impressions, repeat a custom link, and copy variables', () => {
    const hits = [
      page('list', 'pe=lnk_o&pev2=impression&v5=a'),
      page('list', 'pe=lnk_o&pev2=impression&v5=b'),
      page('list', 'events=D%3Dc5&products=D%3Dv9&c5=prodView&v9=%3Bsku1'),
      page('list', 'events=scAdd&products=D%3Dcart-cookie'),
      page('list', 'events=D%3Devents-cookie&products=%3Bsku1'),
    ]
    expect(idsOf({hits, gapMs: 100})).toEqual([])
  })
})

describe('a cut request', () => {
  test('is not blamed for products, IDs and link types it may have lost', () => {
    expect(idsOf('AQB=1&events=purchase')).toEqual([])
    expect(idsOf('AQB=1&events=scAdd')).toEqual([])
    expect(idsOf('AQB=1&events=scAdd&products=%3Ba%3B1%3B')).toEqual([])
    expect(idsOf('AQB=1&purchaseID=0')).toEqual([])
  })
})

describe('severity of a segment event without products', () => {
  test.each([
    ['scAdd', 'cart-abandonment', 'cart-add-without-products'],
    ['purchase&purchaseID=A1', 'purchases', 'purchase-without-products'],
    ['prodView', 'product-views', 'prodview-without-products'],
  ])('%s is an error only where the %s file is delivered for the suite', (event, segment, id) => {
    expect(idsOf(`events=${event}`)).toEqual([`0 error ${id}`])
    expect(idsOf(`events=${event}`, integration([segment]))).toEqual([`0 error ${id}`])
    expect(idsOf(`events=${event}`, integration([]))).toEqual([`0 warning ${id}`])
    expect(idsOf(`events=${event}`, integration([segment], 'other'))).toEqual([`0 warning ${id}`])
  })

  test('of other cart steps: only a removal is more than a note', () => {
    expect(idsOf('events=scRemove%2CscView')).toEqual(['0 warning cart-step-without-products'])
    expect(idsOf('events=scView')).toEqual(['0 info cart-step-without-products'])
  })
})

describe('the likely cause of missing products', () => {
  const fixOf = (url: string) => judgeRequests(requestsOf(url), rules).findings[0]?.fix
  test('is linkTrackVars in a link call of AppMeasurement', () => {
    expect(fixOf('/b/ss/shopprod/1/JS-2.26.0/s1?pe=lnk_o&pev2=add&events=scAdd')).toContain('s.linkTrackVars')
    expect(fixOf('/b/ss/shopprod/1/JS-2.26.0/s1?pageName=cart&events=scAdd')).not.toContain('s.linkTrackVars')
  })
  test('is &&products in an app', () => {
    expect(fixOf('/b/ss/shopprod/0/OIP-4.8.3/s1?pe=lnk_o&pev2=AMACTION%3Aadd&events=scAdd')).toContain('&&products')
    expect(fixOf('/b/ss/shopprod/0/IOSN030200030101/s1?events=scAdd')).toContain('&&products')
  })
  test('is the name when there are entries without one', () => {
    expect(fixOf('/b/ss/shopprod/1/JS-2.26.0/s1?pe=lnk_o&pev2=add&events=scAdd&products=Shoes%3B')).toContain('product name')
  })
})

describe('event and product in two requests', () => {
  const split = {hits: ['pageName=pdp&events=scAdd', 'pageName=pdp&products=%3Bsku1']}

  test('are one finding, on the event', () => {
    expect(idsOf(split)).toEqual(['0 error commerce-split-across-requests'])
    expect(judge(split).summary.findings).toEqual({error: 1, warning: 0, info: 0})
  })

  test('are one finding with a link call of any half', () => {
    const hits = ['pageName=pdp&pe=lnk_o&pev2=a&products=%3Bsku1', 'pageName=pdp&pe=lnk_o&pev2=b&events=scAdd']
    expect(idsOf({hits})).toEqual(['1 error commerce-split-across-requests'])
  })

  test('is not said of products that serve an event of their own', () => {
    const hits = ['pageName=pdp&events=prodView&products=%3Bsku1', 'pageName=pdp&pe=lnk_o&pev2=b&events=scAdd']
    expect(idsOf({hits})).toEqual(['1 error cart-add-without-products'])
  })

  test('weighs as much as the missing product itself', () => {
    expect(idsOf(split, integration([]))).toEqual(['0 warning commerce-split-across-requests'])
    expect(idsOf(split, integration(['cart-abandonment']))).toEqual(['0 error commerce-split-across-requests'])
  })

  test('stay one finding each beyond the number of findings that are kept', () => {
    const hits = Array.from({length: 150}, (_, page) => [`pageName=p${page}&events=scAdd`, `pageName=p${page}&products=%3Bsku1`]).flat()
    const {summary, truncated, rules: results} = judge({hits})
    expect(summary.findings).toEqual({error: 150, warning: 0, info: 0})
    expect(truncated).toEqual({'commerce-split-across-requests': 50})
    expect(results.find(({id}) => id === 'cart-add-without-products')).toMatchObject({outcome: 'not-applied', findings: 0})
  })
})

describe('products on a link call without an event', () => {
  const carried = {hits: ['pageName=pdp&events=prodView&products=%3Bs1', 'pe=lnk_o&pev2=tab&products=%3Bs1']}

  test('are one finding, with the most telling cause', () => {
    expect(idsOf('pe=lnk_o&pev2=tab&products=%3Bs1')).toEqual(['0 warning link-products-without-events'])
    expect(idsOf(carried)).toEqual(['1 warning products-carried-over'])
  })

  test('are an error where the Product Views file is delivered', () => {
    expect(idsOf('pe=lnk_o&pev2=tab&products=%3Bs1', integration(['product-views']))).toEqual(['0 error link-products-without-events'])
    expect(idsOf(carried, integration(['product-views']))).toEqual(['1 error products-carried-over'])
    expect(idsOf(carried, integration(['purchases']))).toEqual(['1 warning products-carried-over'])
  })
})

describe('one cause, one finding', () => {
  test.each([
    [
      'a placeholder is no odd, long or stray ID',
      'events=purchase&products=%3Ba%3B1%3B5&purchaseID=undefined',
      ['0 error purchaseid-placeholder'],
    ],
    ['nor is it a stray one elsewhere', 'pageName=home&purchaseID=null', ['0 warning purchaseid-placeholder']],
    [
      'the word of test orders is only doubtful',
      'events=purchase&products=%3Ba%3B1%3B5&purchaseID=test',
      ['0 warning purchaseid-placeholder'],
    ],
    ['an event ID stands for the missing purchase ID', 'events=purchase%3AA1&products=%3Ba%3B1%3B5', ['0 warning purchase-serialized']],
    ['products that do not parse', 'events=purchase&products=SKU1&purchaseID=A1', []],
    ['a name cut by a comma', 'events=purchase&products=%3BRed%2C%20large%3B1%3B20&purchaseID=A1', []],
    ['a missing semicolon', 'events=purchase&products=%3Ba%3B1%3BeVar1%3Dx&purchaseID=A1', []],
    ['negative amounts', 'events=purchase&products=%3Ba%3B-1%3B-5&purchaseID=A1', ['0 warning purchase-amount-suspicious']],
    ['a negative fraction', 'events=purchase&products=%3Ba%3B-0.5%3B5&purchaseID=A1', ['0 warning purchase-amount-suspicious']],
    ['free orders', 'events=purchase&products=%3Ba%3B1%3B0&purchaseID=A1', ['0 info purchase-amount-suspicious']],
    ['fractions', 'events=purchase&products=%3Ba%3B0.5%3B5&purchaseID=A1', ['0 warning purchase-quantity-invalid']],
    [
      'text',
      'events=purchase&products=%3Ba%3Btwo%3B%245&purchaseID=A1',
      ['0 error purchase-price-invalid', '0 error purchase-quantity-invalid'],
    ],
    [
      'no amounts at all',
      'events=purchase&products=%3Ba&purchaseID=A1',
      ['0 warning purchase-price-invalid', '0 warning purchase-quantity-invalid'],
    ],
  ])('%s', (_what, hit, findings) => {
    expect(idsOf(hit)).toEqual(findings)
  })

  test('a purchase sent again without ID is more than a missing ID', () => {
    const hits = ['pageName=ok&events=purchase&products=%3Ba%3B1%3B5', 'pageName=ok&events=purchase&products=%3Ba%3B1%3B5']
    expect(idsOf({hits, gapMs: 9000})).toEqual(['0 warning purchase-missing-id', '1 warning purchase-repeat-without-id'])
  })

  test('IDs that are equal after the cut are too long, and worse', () => {
    const hits = ['1', '2'].map((last) => `events=purchase&products=%3Ba%3B1%3B5&purchaseID=ORDER2026000000000000${last}`)
    expect(idsOf({hits})).toEqual(['0 warning purchaseid-too-long', '1 error purchaseid-truncation-collision'])
  })
})

describe('requests that never arrived', () => {
  const purchase = 'events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1'
  test('use up no purchase ID, while blocked ones are judged by what they say', () => {
    expect(idsOf({hits: [purchase, purchase], gapMs: 9000, status: 503})).toEqual([])
    expect(idsOf({hits: [purchase, purchase], gapMs: 9000, failure: 'blocked'})).toEqual(['1 warning purchaseid-reused'])
  })
})

test('findings point at the text at fault', () => {
  expect(pointedAt('events=event1%2Cpurchase%3AA1&products=%3Ba%3B1%3B5%2C%3Bb%3B2x%3B%249&purchaseID=AB%C3%A9%2F1')).toEqual({
    'purchase-serialized': 'purchase:A1',
    'purchase-quantity-invalid': '2x',
    'purchase-price-invalid': '$9',
    'purchaseid-charset': 'é/',
  })
  expect(pointedAt('events=purchase&products=%3Ba%3B1%3B5&purchaseID=%C3%A912345678901234567890')).toMatchObject({
    'purchaseid-too-long': '90',
  })
  expect(pointedAt('events=scAdd&products=%3Ba%2C%3Bb%3B%3B7&cc=EUR')).toEqual({'quantity-price-ignored': '7'})
  expect(pointedAt('events=purchase&pl=%3Ba%3B1%3B5%2C%3Bb%3B-2%3B5&purchaseID=A1')).toEqual({'purchase-amount-suspicious': '-2'})
  expect(
    pointedAt({hits: ['events=scAdd&products=%3Ba%3B%3B5', 'events=purchase&products=%3Bb%3B1%3B9%2C%3Ba%3B3%3B5&purchaseID=A1']}),
  ).toEqual({
    'quantity-price-ignored': '5',
    'purchase-unit-price-suspected': '5',
  })
  expect(pointedAt('events=purchase&products=D%3Dv9&v9=%3Ba%3Bx%3B5&purchaseID=A1')).toEqual({'purchase-quantity-invalid': 'x'})
})

test('a purchase ID used by another order is told from a purchase sent again', () => {
  const first = 'events=purchase&products=%3Ba%3B1%3B5&purchaseID=A1'
  const messages = (second: string) => judge({hits: [first, second], gapMs: 9000}).findings.map(({message}) => message)
  expect(messages(first)).toEqual([expect.stringContaining('sent before under the same ID')])
  expect(messages('events=purchase&products=%3Bb%3B1%3B5&purchaseID=A1')).toEqual([expect.stringContaining('an earlier purchase')])
})
