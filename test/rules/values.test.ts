import {describe, expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {RULES} from '../../src/rules/index.js'
import type {Example, RunContext} from '../../src/rules/rule.js'
import {judgeRequests, requestsOf} from '../support/judge-example.js'

const AREAS = /^(?:campaign-|context-|dynamic-|encoding-|page-|parameter-|pii-|request-|rsid-|timestamp-|value-|variable-|visitor-)/
const rules = RULES.filter(({id}) => AREAS.test(id))
const MID = 'mid=12345678901234567890123456789012345678'

const judge = (example: Example, context?: RunContext) => judgeRequests(requestsOf(example), rules, context)
/** `severity rule param`, and the part of the value it points at. */
const seen = (example: Example, context?: RunContext) =>
  judge(example, context).findings.map(({ruleId, severity, param, value, span}) =>
    [severity, ruleId, param, ...(span === null ? [] : [JSON.stringify(value?.slice(...span))])].join(' '),
  )
const outcomeOf = (example: Example, id: string) => judge(example).rules.find((rule) => rule.id === id)?.outcome

describe('healthy hits give nothing', () => {
  const library =
    'AQB=1&ndh=1&pf=1&t=4%2F8%2F2026%2010%3A3%3A9%205%20-120&ce=UTF-8&cdp=2&fpCookieDomainPeriods=2&D=D%3D&s=1920x1080&c=24&j=1.6&v=N&k=Y&bw=1008'
  test.each([
    [
      'AppMeasurement',
      `${library}&${MID}&aamlh=6&pageName=pdp%3Aboots&g=https%3A%2F%2Fwww.shop.example%2Fp%2F77%3Fcid%3Dnl_042&r=https%3A%2F%2Fwww.search.example%2F` +
        '&c.&a.&activitymap.&page=home&link=sales%40shop.example&region=nav&.activitymap&.a&load_time=9&cm.&ssf=1&.cm&.c&cc=EUR&ch=shoes&v0=nl_042' +
        '&events=event2%3D4.5%3Aab1&c1=D%3Dv1&v1=S%C3%A3o%20Paulo&c2=D%3DpageName&v3=D%3Dg&v4=D%3DUser-Agent&v5=%2B1&v28=1_1347971499963_5144216094631702' +
        '&v30=0.5144216094631702&v31=1757000000000&v32=4006381333931&v33=14f7affd6e7187-09dca95df-4349042d&h1=Web%2FHome&mcorgid=5FA50A5953FB37E50A4C98BC%40AdobeOrg&AQE=1',
    ],
    [
      'H-code without an ID',
      '/b/ss/shopprod/1/H.27.5/s81234567890?AQB=1&ndh=1&ce=ISO-8859-1&pageName=caf%E9&g=http%3A%2F%2Fshop.example%2F&AQE=1',
    ],
    [
      'mobile SDK',
      '/b/ss/shopapp/0/OIP-4.12.0/s1234567?ndh=1&aid=2BEC18C1850307FB-6000118AC0000C3A&c.&a.&AppID=Shop%204.6&CarrierName=(null)&own-key=1&.a&.c&pageName=Start&ts=1757000000',
    ],
    ['hard-coded', `/b/ss/shop.prod-eu,shopglobal/1?vid=u1&pageName=Start&c.Intent=Play`],
  ])('%s', (_producer, hit) => {
    const found = seen(hit)
    // The made-up `own-key` under the prefix of a mobile SDK is the only fault among them.
    expect(found.filter((line) => !line.includes('c.a.own-key'))).toEqual([])
  })
})

describe('points at the fault', () => {
  const E = '%C3%A9'
  test.each<[string, string, string[]]>([
    ['the bytes that are cut', `pageName=${E.repeat(51)}`, [`warning value-too-long pageName "é"`]],
    ['a character that is cut in two', `pageName=a&c1=${'a'.repeat(98)}%E2%82%AC`, ['warning value-too-long prop1 "€"']],
    ['a copy that is cut', `pageName=a&v1=${'a'.repeat(101)}&c1=D%3Dv1`, ['warning value-too-long prop1']],
    ['the blank', 'pageName=a&v5=x%20', ['warning value-whitespace eVar5 " "']],
    ['the tab', 'pageName=a&v5=x%09y', ['warning value-whitespace eVar5 "\\t"']],
    ['the bytes, as sent', 'pageName=a&v5=x%E9y%E9', ['warning encoding-invalid eVar5 "%E9"']],
    ['the plus, once per hit', 'pageName=a+b&v5=x+y', ['info encoding-invalid pageName "+"']],
    ['the damaged letters', 'pageName=a&v5=caf%C3%83%C2%A9s', ['warning encoding-invalid eVar5 "Ã©"']],
    ['the character set', 'ce=utf-88&pageName=a&v5=%C3%A9&v6=%C3%A9', ['warning encoding-invalid charSet']],
    ['the name that is copied', 'pageName=a&v5=D%3Dv99', ['warning dynamic-variable-unresolved eVar5 "v99"']],
    ['the sign in the key', 'pageName=a&c.&my-key=1&.c', ['warning context-key-invalid c.my-key "-"']],
    ['the address', 'pageName=a&v5=by%20jane%40doe.example', ['warning pii-email eVar5 "jane@doe.example"']],
    [
      'the address over both halves of the page URL',
      `pageName=a&g=https%3A%2F%2Fshop.example%2F%3Femail%3Djane%40&-g=doe.example%26x%3D1`,
      ['warning pii-email pageURL "jane@doe.example"'],
    ],
    [
      'the address in the second half',
      'pageName=a&g=https%3A%2F%2Fshop.example%2F%3Fa%3D1&-g=%26u%3Djane%40doe.example',
      ['warning pii-email pageURLRest "jane@doe.example"'],
    ],
    ['the merge field, as sent', 'pageName=a&v0=nl_%%DEID%%', ['error campaign-unresolved-macro campaign "%%DEID%%"']],
    ['where the merge field was copied from', 'pageName=a&v0=D%3Dv5&v5=%7B%7Bid%7D%7D', ['error campaign-unresolved-macro eVar5 "{{id}}"']],
    ['the blank in the path', `/b/ss/a,%20b/1/JS-2.26.0/s1?pageName=a&${MID}`, ['error rsid-format reportSuites " "']],
    ['the second of two equal suites', `/b/ss/a,b,a/1/JS-2.26.0/s1?pageName=a&${MID}`, ['warning rsid-format reportSuites "a"']],
  ])('%s', (_what, hit, expected) => {
    expect(seen(hit)).toEqual(expected)
  })
})

describe('severity', () => {
  test.each<[string, Example, string[]]>([
    ['a lost commerce parameter is an error', 'pageName=a&purchaseId=1', ['error parameter-wrong-case purchaseId']],
    ['beside the right one it is not', 'pageName=a&purchaseId=1&purchaseID=1', ['warning parameter-wrong-case purchaseId']],
    ['a lost page name is a warning', 'pagename=b&pageName=a', ['warning parameter-wrong-case pagename']],
    ['one value twice is a note', 'pageName=a&v5=x&v5=x', ['info parameter-duplicate eVar5']],
    [
      'foreign addresses may be long',
      `pageName=a&r=https%3A%2F%2Fa.example%2F${'a'.repeat(300)}`,
      [`info value-too-long referrer "${'a'.repeat(63)}"`],
    ],
    ['a hit without page but with an event may count', 'events=event1', ['warning page-identity-missing pageName']],
    ['no ID is a note', '/b/ss/shopprod/1/JS-2.26.0/s1?pageName=a', ['info visitor-id-malformed mid']],
    ['a server’s refusal is an error', {hits: ['pageName=a'], status: 404}, ['error request-not-delivered status "404"']],
    ['so is a network that fails', {hits: ['pageName=a'], failure: 'failed'}, ['error request-not-delivered host']],
    ['a page that was left is a note', {hits: ['pageName=a'], failure: 'aborted'}, ['info request-not-delivered host']],
    ['also in a server’s log', {hits: ['pageName=a'], status: 499}, ['info request-not-delivered host']],
    ['a cut request is an error', `AQB=1&${MID}&pageName=a`, ['error request-truncated AQE']],
    ['unless the recorder may have cut it', {hits: [`AQB=1&${MID}&pageName=a`], mayBeCut: true}, ['info request-truncated AQE']],
  ])('%s', (_what, example, expected) => {
    expect(seen(example)).toEqual(expected)
  })
})

describe('one cause, one finding', () => {
  test.each<[string, Example, string[]]>([
    [
      'a page view sent twice is no campaign set twice',
      {hits: ['pageName=a&v0=E1', 'pageName=a&v0=E1']},
      ['warning request-duplicate request'],
    ],
    [
      'an address in an e-mail parameter',
      'pageName=a&g=https%3A%2F%2Fa.example%2F%3Femail%3Djane%40doe.example',
      ['warning pii-email pageURL "jane@doe.example"'],
    ],
    ['variables of a block left open', 'c.&b.&x=1&pageName=a', ['warning context-unbalanced contextData']],
    ['a copy of what is too long itself', `pageName=${'a'.repeat(101)}&c1=D%3DpageName`, ['warning value-too-long pageName "a"']],
    ['a page without name or URL', 'v5=x', ['error page-identity-missing pageName']],
    ['a request cut where it grew too long', `AQB=1&${MID}&pageName=a&c.&text=${'a'.repeat(3000)}&.c`, ['error request-truncated AQE']],
  ])('%s', (_what, example, expected) => {
    expect(seen(example)).toEqual(expected)
  })
})

describe('cannot tell', () => {
  const posted = (body: string): CapturedRequest => ({
    url: 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890',
    method: 'POST',
    body,
    bodyState: 'recorded',
    place: {file: 0, record: 0},
  })

  test('a body without its end may have been cut by the recorder', () => {
    const result = judgeRequests([posted(`AQB=1&${MID}&pageName=a`)], rules)
    expect(result.findings).toEqual([])
    expect(result.rules.find(({id}) => id === 'request-truncated')).toMatchObject({outcome: 'unknown', hits: {unknown: 1}})
  })

  test('a listed request without AQB may have lost anything', () => {
    expect(outcomeOf({hits: ['pageName=a'], mayBeCut: true}, 'request-truncated')).toBe('unknown')
  })

  test('how a cut value ends proves nothing', () => {
    for (const tail of ['v5=x%20', 'v5=caf%C3', 'v5=x%2', 'v5=D%3Dpage']) {
      expect(seen({hits: [`${MID}&pageName=a&${tail}`], mayBeCut: true})).toEqual([])
      expect(seen(`AQB=1&${MID}&pageName=a&${tail}`)).toEqual(['error request-truncated AQE'])
    }
  })

  test('a path cut before its format names no report suite for certain', () => {
    expect(outcomeOf({hits: ['https://data.shop.example/b/ss/'], mayBeCut: true}, 'rsid-format')).toBe('unknown')
  })
})

describe('with integrations', () => {
  const context: RunContext = {
    integrations: [
      {
        id: 'mail',
        reportSuite: 'shopprod',
        segments: [],
        variables: [
          {role: 'recipientId', variable: 'eVar12'},
          {role: 'emailAddress', variable: 'eVar13'},
        ],
        events: [],
      },
    ],
  }

  test('a mapped variable may not hold a merge field, another may', () => {
    expect(seen('pageName=a&v12=%7B%7Bid%7D%7D&v14=%7B%7Bid%7D%7D', context)).toEqual(['error campaign-unresolved-macro eVar12 "{{id}}"'])
  })

  test('a variable mapped as e-mail address may hold one, another may not', () => {
    expect(seen('pageName=a&v12=a%40b.example&v13=a%40b.example&v14=a%40b.example', context)).toEqual([
      'warning pii-email eVar12 "a@b.example"',
      'warning pii-email eVar14 "a@b.example"',
    ])
  })

  test('the mapping of one report suite says nothing of another', () => {
    const hit = `/b/ss/other/1/JS-2.26.0/s1?pageName=a&v12=%7B%7Bid%7D%7D&v13=a%40b.example&${MID}`
    expect(seen(hit, context)).toEqual(['warning pii-email eVar13 "a@b.example"'])
  })
})

test('a repeated campaign is reported on every later page, and a new code starts again', () => {
  const hits = ['E1', 'E1', 'e1', 'E2', 'E2'].map((code, index) => `pageName=p${index}&v0=${code}`)
  expect(judge({hits, gapMs: 60_000}).findings.map(({ruleId, origin}) => `${origin.record} ${ruleId}`)).toEqual([
    '1 campaign-repeated',
    '2 campaign-repeated',
    '4 campaign-repeated',
  ])
})
