import {describe, expect, test} from 'vitest'
import {encodeValue} from '../../src/hits/params.js'
import {RULES} from '../../src/rules/index.js'
import type {RunContext} from '../../src/rules/rule.js'
import {judgeRequests, requestsOf} from '../support/judge-example.js'

/** Everything that is said of the syntax of products, events and currency: severity, rule, and the text it points at. */
function findingsOf(params: Record<string, string>, context?: RunContext): string[] {
  const rules = RULES.filter(
    ({id}) => /^(?:products|event|currency)-/.test(id) && !id.startsWith('products-without-') && id !== 'products-carried-over',
  )
  const query = Object.entries(params).map(([name, value]) => `${name}=${encodeValue(value)}`)
  return judgeRequests(requestsOf(query.join('&')), rules, context)
    .findings.map(({severity, ruleId, value, span}) => `${severity} ${ruleId} [${value?.slice(...(span ?? [0, 0])) ?? ''}]`)
    .sort()
}

describe('one cause in the products string makes one finding', () => {
  test.each([
    ['SKU1', ['error products-no-delimiter [SKU1]']],
    [';a,SKU2,SKU3', ['error products-no-delimiter [SKU2]']],
    ['Shoes,Boot,1,49.99', ['error products-comma-fields [Shoes,Boot,1,49.99]']],
    [';a;1;4,99', ['error products-decimal-comma [4,99]']],
    [';a;1;1,299.00,;b;1;5', ['error products-decimal-comma [1,299.00]']],
    [';a;;;event1=4,99|event2=3', ['error products-decimal-comma [event1=4,99|event2=3]']],
    [';a;;;event1=1,event2=2', ['error products-multivalue-delimiter [event2=2]']],
    [';a;;;;eVar1=x,eVar2=y,eVar3=z', ['error products-multivalue-delimiter [eVar2=y]']],
    [';Red, large;1;20;event1=2;eVar1=x', ['warning products-comma-in-name [Red, large]']],
    [';Red, large', ['error products-no-delimiter [ large]']],
    [';a,', ['warning products-empty-entry [,]']],
    [',;a', ['warning products-empty-entry [,]']],
    [';\ncat;1;50', ['warning products-whitespace [\n]']],
    [';a;1;5;;;eVar1=x', ['error products-too-many-fields [eVar1=x]']],
    [';Red; large;1;20;;eVar1=x', ['error products-too-many-fields [eVar1=x]']],
    [';a;1;5;eVar1=x', ['error products-wrong-slot [eVar1=x]']],
    [';a;;;;event1=2', ['error products-wrong-slot [event1=2]']],
    [';a;;;;eVar300=x|eVar1=y', ['error products-evar-invalid [eVar300=x]']],
    [';a;;;;eVar1=', ['warning products-evar-invalid [eVar1=]']],
    [';a;;;event7=2', ['warning products-event-undeclared [event7=2]']],
    [';a;;;event1=$2', ['error event-value-invalid [event1=$2]']],
    [';a;;;event1=NaN', ['error event-value-invalid [event1=NaN]']],
    [`;${'é'.repeat(51)}`, ['warning products-field-too-long [é]']],
    ['undefined', ['error products-placeholder [undefined]']],
    [';undefined;NaN', ['error products-placeholder [undefined]']],
    [';a;;;;eVar5=null', ['warning products-placeholder [null]']],
    // The event's own rule says that there is no product.
    [';', []],
    [',', []],
    ['Shoes;', []],
  ])('%s', (products, expected) => {
    expect(findingsOf({events: 'scAdd,event1', products})).toEqual(expected)
  })

  test.each([
    ';SKU1',
    'Shoes;12;1;50,Hats;13;2;20',
    'Shoes;12345,Hats;67890',
    ';a;1;4,10;SKU2;1;5',
    ';a;1;36.00;event1=36.00;evar6=5162020|evar4=flat front short|evar32=4.69:206|evar66=no',
    ';9200;;;;eVar40=no reviews,;;;;event1=423',
    'phone;MTUK3;1;204800.00;;',
    ';a||b',
    ';event12;1;20',
  ])('a healthy site sends %s', (products) => {
    expect(findingsOf({events: 'scAdd,event1', products})).toEqual([])
  })
})

describe('one cause in the list of events makes one finding', () => {
  test.each([
    ['event1=9,99', ['error event-decimal-comma [event1=9,99]']],
    ['event1=1,299,000', ['error event-decimal-comma [event1=1,299]']],
    ['event1=$9', ['error event-value-invalid [event1=$9]']],
    ['event1=', ['warning event-value-invalid [event1=]']],
    ['scadd,EVENT5', ['error event-wrong-case [scadd]']],
    ['event1001', ['warning event-out-of-range [event1001]']],
    ['addToCart', ['error event-unknown [addToCart]']],
    ['foo,foo', ['warning event-unknown [foo]']],
    ['undefined', ['warning event-unknown [undefined]']],
    ['event1,event1', ['warning event-duplicate [event1]']],
    ['event1, event2', ['warning event-list-format [ event2]']],
    ['event1,', ['warning event-list-format [,]']],
    ['event1:A-1', ['warning event-serial-invalid [event1:A-1]']],
    ['event1:A=2', ['warning event-serial-invalid [event1:A=2]']],
    ['event1=2.5:ABC,scAdd=2,prodView:7', []],
  ])('%s', (events, expected) => {
    expect(findingsOf({events})).toEqual(expected)
  })

  test.each([
    'purchase',
    'purchases',
    'order_complete',
    'add_to_cart',
    'cartAdd',
    'Add To Basket',
    'view_item',
    'begin_checkout',
    'scPurchase',
  ])('%s reads like a commerce event', (events) => {
    expect(findingsOf({events})).toEqual(events === 'purchase' ? [] : [`error event-unknown [${events}]`])
  })
})

test('the currency is one finding, whatever is wrong with it', () => {
  expect(findingsOf({cc: 'eur'})).toEqual(['error currency-invalid [eur]'])
  expect(findingsOf({cc: 'QQQ'})).toEqual(['error currency-invalid [QQQ]'])
  expect(findingsOf({cc: 'RON'})).toEqual(['warning currency-unlisted [RON]'])
})

test('a placeholder loses the product on a commerce hit only', () => {
  expect(findingsOf({events: 'event1', products: ';undefined'})).toContain('warning products-placeholder [undefined]')
  expect(findingsOf({events: 'purchase', products: ';a;undefined;NaN'})).toEqual([])
  expect(findingsOf({events: 'scAdd', products: ';a;undefined'})).toEqual(['warning products-placeholder [undefined]'])
})

test('an entry without a name is a note unless the hit counts commerce', () => {
  expect(findingsOf({events: 'event1,', products: 'Shoes;'})).toContain('info products-name-empty [Shoes;]')
  expect(findingsOf({events: 'scAdd', products: ';a,Shoes;'})).toEqual(['warning products-name-empty [Shoes;]'])
})

test('an event that an integration maps makes the undeclared one an error, with or without other events', () => {
  const context: RunContext = {
    integrations: [{id: 'mail', reportSuite: 'shopprod', segments: [], variables: [], events: [{role: 'clicked', event: 'event22'}]}],
  }
  const products = ';a;;;event7=1|event22=2'
  expect(findingsOf({events: 'prodView', products}, context)).toEqual(['error products-event-undeclared [event22=2]'])
  expect(findingsOf({products}, context)).toEqual(['error products-event-undeclared [event22=2]'])
  expect(findingsOf({products})).toEqual([])
})

test('findings point into the variable that the value was copied from', () => {
  expect(findingsOf({v1: ';a;1;4,99', products: 'D=v1', events: 'scAdd'})).toEqual(['error products-decimal-comma [4,99]'])
  expect(findingsOf({v1: 'event1,foo', ev: 'D=v1'})).toEqual(['warning event-unknown [foo]'])
})

test('what stands at the end of a cut hit is not judged', () => {
  const rules = RULES.filter(({id}) => id === 'event-unknown' || id === 'products-no-delimiter' || id === 'products-whitespace')
  const id = 'mid=12345678901234567890123456789012345678'
  const outcomes = (query: string) => judgeRequests(requestsOf(query), rules).rules.map(({outcome}) => outcome)
  expect(outcomes(`AQB=1&${id}&events=event1%2Ceve`)).toEqual(['unknown', 'not-applied', 'not-applied'])
  expect(outcomes(`AQB=1&${id}&products=SK`)).toEqual(['not-applied', 'unknown', 'unknown'])
  expect(outcomes(`AQB=1&${id}&events=eve&products=%3BSKU`)).toEqual(['fail', 'unknown', 'unknown'])
})
