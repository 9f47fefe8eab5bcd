import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {readEdgeEvents} from '../../src/hits/edge-event.js'

const call = (body: unknown): CapturedRequest => ({
  url: 'https://edge.adobedc.net/ee/v1/interact?configId=0000',
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  bodyState: 'recorded',
  place: {file: 0, record: 0},
})
const page = {web: {webPageDetails: {URL: 'https://www.shop.example/p?a=1', name: 'p'}}}
const read = (xdm: object, analytics?: object) =>
  readEdgeEvents(call({events: [{xdm, ...(analytics && {data: {__adobe: {analytics}}})}]}))?.[0]
const values = (xdm: object, analytics?: object) =>
  Object.fromEntries((read(xdm, analytics)?.hit?.params ?? []).map((param) => [param.name, read(xdm, analytics)?.hit?.text(param)]))

describe('which hit an event becomes', () => {
  test.each([
    ['a page by its URL', page, undefined, 'page'],
    ['a page by its type', {eventType: 'web.webpagedetails.pageViews'}, undefined, 'page'],
    ['a page by the data object', {}, {pageName: 'home'}, 'page'],
    ['a link', {web: {...page.web, webInteraction: {type: 'other', name: 'tab'}}}, undefined, 'link'],
    ['a link by the data object', page, {linkType: 'e', linkURL: 'https://a.example'}, 'link'],
    ['a link type alone', {web: {webInteraction: {type: 'other'}}}, undefined, 'dropped'],
    ['a purchase without a page', {commerce: {purchases: {value: 1}}}, undefined, 'dropped'],
    ['personalization', {...page, eventType: 'decisioning.propositionFetch'}, undefined, 'dropped'],
  ])('%s', (_what, xdm, analytics, outcome) => {
    expect(read(xdm, analytics)?.outcome).toBe(outcome)
  })
  test('page name and URL are gone from a link, the link from a page', () => {
    expect(values({web: {...page.web, webInteraction: {type: 'download', name: 'pdf'}}})).toEqual({linkType: 'lnk_d', linkName: 'pdf'})
    expect(values(page)).toEqual({pageName: 'p', pageURL: 'https://www.shop.example/p?a=1'})
  })
})

describe('what is mapped', () => {
  test('dimensions and commerce in XDM', () => {
    expect(
      values({
        ...page,
        marketing: {trackingCode: 'M 1&2'},
        _experience: {
          analytics: {
            customDimensions: {
              eVars: {eVar12: 'ü+', eVar999: 'x'},
              props: {prop3: 'c'},
              lists: {list1: {list: [{value: 'a'}, {value: 'b', key: 'k'}]}},
            },
            event1to100: {event5: {value: 2}, event567: {value: 1}},
            event501to600: {event567: {value: 1, id: 's1'}},
          },
        },
        commerce: {purchases: {value: 1, id: 'x'}, productListAdds: {id: 'no value'}, order: {purchaseID: 'o1', currencyCode: 'EUR'}},
        productListItems: [
          {SKU: 'a', quantity: 2, priceTotal: 19.9, productCategories: [{categoryID: 'c'}]},
          {name: 'b', price: 5},
        ],
      }),
    ).toMatchObject({
      campaign: 'M 1&2',
      eVar12: 'ü+',
      prop3: 'c',
      list1: 'a,b',
      events: 'purchase,event5=2,event567:s1',
      purchaseID: 'o1',
      currencyCode: 'EUR',
      products: 'c;a;2;19.9,;b',
    })
  })
  test('the data object goes before XDM, under long and short names; an empty text blanks', () => {
    const xdm = {...page, commerce: {productViews: {value: 1}}, marketing: {trackingCode: 'x'}}
    expect(values(xdm, {events: 'event1', v12: 'r', campaign: '', unheard: 'x', contextData: {a: {b: 'c'}}})).toMatchObject({
      events: 'event1',
      eVar12: 'r',
      campaign: '',
      'c.a.b': 'c',
    })
  })
  test('suite and visitor, where the call names them', () => {
    const [event] =
      readEdgeEvents(
        call({
          events: [{xdm: page}],
          xdm: {identityMap: {ECID: [{id: '123'}]}},
          meta: {configOverrides: {com_adobe_analytics: {reportSuites: ['shopprod']}}},
        }),
      ) ?? []
    expect(event?.hit?.reportSuites).toEqual(['shopprod'])
    expect(event?.hit?.visitor).toBe('mid:123')
  })
  test('every event of a call; the single one of version 2', () => {
    expect(readEdgeEvents(call({events: [{xdm: page}, {xdm: {}}]}))?.map(({outcome}) => outcome)).toEqual(['page', 'dropped'])
    expect(readEdgeEvents(call({event: {xdm: page}}))).toHaveLength(1)
  })
})

test('any body at all is read without a throw', () => {
  for (const body of ['', '{', '[]', '{"events":3}', '{"events":[null]}', '{"query":{}}'])
    expect(readEdgeEvents(call(body))).toBeUndefined()
  fc.assert(
    fc.property(fc.jsonValue({maxDepth: 6}), fc.jsonValue(), (xdm, analytics) => {
      readEdgeEvents(
        call({events: [{xdm: {...page, web: xdm, commerce: analytics, productListItems: [xdm]}, data: {__adobe: {analytics}}}]}),
      )
    }),
  )
})
