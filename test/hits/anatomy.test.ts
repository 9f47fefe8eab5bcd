import {describe, expect, test} from 'vitest'
import {decodeText, isWellEncoded} from '../../src/hits/decode-text.js'
import {TRAITS} from '../../src/hits/traits.js'
import {REQUIREMENTS} from '../../src/hits/requirements.js'
import {hitPathIndex, splitUrl, whyNotAHit} from '../../src/hits/recognise.js'
import {parseClientTime, parseTimestamp} from '../../src/hits/time.js'
import {TOPICS, byteLimit, outOfRange, rightCaseOf} from '../../src/hits/variables.js'
import {hitOf, postOf, requestOf} from '../support/hit.js'

const QUOTED = encodeURIComponent('https://metrics.shop.example/b/ss/shopprod/1/JS-2.26.0/s2?AQB=1')

describe('which requests are hits', () => {
  test.each([
    'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123?AQB=1',
    'http://shop.112.2O7.net/b/ss/shopprod/1/H.27.5/s21234567890123',
    'https://shop.sc.omtrdc.net/b/ss/shopprod/1',
    'https://shop.d2.sc2.omtrdc.net/b/ss/shopprod/1?pageName=a',
    'https://shop.data.adobedc.net/b/ss/shopapp/0?vid=u1',
    'HTTPS://user@Metrics.Shop.Example:8443/b/ss/shopprod/1/JS-2.26.0/s2',
    'https://www.shop.example/proxy/b/ss/shopprod/1/JS-2.26.0/s2?a=b',
    '/b/ss/shopprod/1/JS-2.26.0/s2?AQB=1',
    'https://shop.112.2o7.net/b/ss//6',
  ])('%s', (url) => {
    expect(whyNotAHit(requestOf(url))).toBeUndefined()
    expect(hitPathIndex(url)).toBeGreaterThanOrEqual(0)
  })

  test.each([
    ['a collection URL quoted in the query', `https://www.shop.example/landing?next=${QUOTED}`, 'other-host'],
    ['a collection URL quoted raw', 'https://ads.example/click?u=https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s2', 'other-host'],
    ['a collection URL in the fragment', 'https://www.shop.example/#/b/ss/shopprod/1', 'other-host'],
    ['the path in the wrong case', 'https://data.shop.example/B/SS/shopprod/1', 'other-host'],
    ['a host that is called b', 'https://b/ss/shopprod/1', 'other-host'],
    ['a page held in its own URL', 'data:text/html,<img src="https://shop.112.2o7.net/b/ss/shopprod/1">', 'other-host'],
    ['nothing at all', '', 'other-host'],
    ['a media heartbeat', 'https://shop.hb.omtrdc.net/?s:event:type=start', 'media-heartbeat'],
    ['the Media Collection API', 'https://shop.hb-api.omtrdc.net/api/v1/sessions', 'media-heartbeat'],
    ['Target', 'https://shop.tt.omtrdc.net/m2/shop/mbox/json?mbox=a', 'target'],
    ['Audience Manager', 'https://shop.demdex.net/event?d_nsid=0', 'audience-manager'],
    ['the ID service', 'https://dpm.demdex.net/id?d_visid_ver=5.5.0&d_orgid=A', 'id-service'],
    ['the ID service on an own host', 'https://smetrics.shop.example/id?d_visid_ver=5.5.0', 'id-service'],
    ['the opt-out page', 'https://shop.sc.omtrdc.net/optout.html', 'opt-out'],
    ['the Integrate module', 'https://integrate.112.2o7.net/dfa_echo?var=s', 'integrate-echo'],
    ['another file of a collection host', 'https://shop.sc.omtrdc.net/crossdomain.xml', 'other-host'],
  ])('%s is none: %s', (_name, url, reason) => expect(whyNotAHit({...requestOf(''), url})).toBe(reason))

  test.each([
    ['a CORS preflight of a hit', {method: 'OPTIONS'}, 'https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s2', 'preflight'],
    ['a Web SDK call', {method: 'POST'}, 'https://edge.adobedc.net/ee/v1/interact?configId=1', 'edge-not-judged'],
    ['the same with a hint', {method: 'POST'}, 'https://edge.adobedc.net/ee/irl1/v1/collect?configId=1', 'edge-not-judged'],
    ['the same on an own host', {method: 'POST'}, 'https://www.shop.example/analytics/v2/interact?dataStreamId=1', 'edge-not-judged'],
    ['the first call, to the ID domain', {method: 'POST'}, 'https://adobedc.demdex.net/ee/v1/interact?configId=1', 'edge-not-judged'],
    [
      'a call with events',
      {method: 'POST', body: '{"events": []}'},
      'https://edge.adobedc.net/ee/v1/interact?configId=1',
      'edge-not-judged',
    ],
    [
      'a call without events',
      {method: 'POST', body: '{"query":{}}'},
      'https://edge.adobedc.net/ee/v1/interact?configId=1',
      'edge-no-analytics',
    ],
    ['its preflight', {method: 'OPTIONS'}, 'https://edge.adobedc.net/ee/v1/interact?configId=1', 'preflight'],
    ['a consent call', {method: 'POST'}, 'https://edge.adobedc.net/ee/v1/privacy/set-consent?configId=1', 'edge-no-analytics'],
    ['an identity call', {method: 'POST'}, 'https://edge.adobedc.net/ee/v1/identity/acquire?configId=1', 'edge-no-analytics'],
    ['a media call of the Edge', {method: 'POST'}, 'https://edge.adobedc.net/ee/va/v1/sessionStart?configId=1', 'edge-no-analytics'],
    ['a stranger with such a path', {method: 'POST'}, 'https://api.example/v1/collect', 'other-host'],
  ])('%s', (_name, more, url, reason) => expect(whyNotAHit(requestOf(url, more))).toBe(reason))

  test('the host is read without case, port and user', () => {
    expect(splitUrl('https://User@Data.Shop.Example:443/b/ss/a?b=https://c/')).toEqual({host: 'data.shop.example', path: '/b/ss/a'})
    expect(splitUrl('/b/ss/a/1?g=https://www.shop.example/')).toEqual({host: '', path: '/b/ss/a/1'})
  })
})

describe('what the path says', () => {
  const pathOf = (path: string) => {
    const {
      reportSuites,
      library,
      path: {format},
    } = hitOf(`https://data.shop.example/b/ss/${path}`)
    return [reportSuites.join('+'), format, library]
  }
  test.each([
    ['shopprod,shopglobal/1/JS-2.26.0-LAT4/s21234567890123?AQB=1', ['shopprod+shopglobal', '1', 'JS-2.26.0-LAT4']],
    ['shopprod%2Cshopglobal/0/JAVA-4.13.4-AN/s123', ['shopprod+shopglobal', '0', 'JAVA-4.13.4-AN']],
    ['shopprod/1/H.22.1--NS/0', ['shopprod', '1', 'H.22.1--NS']],
    ['shopprod/1', ['shopprod', '1', undefined]],
    ['shopprod/1?pageName=a/b', ['shopprod', '1', undefined]],
    ['shopprod/1/s21234567890123?a=b', ['shopprod', '1', undefined]],
    ['shopprod/1/JS-2.26.0', ['shopprod', '1', 'JS-2.26.0']],
    ['shopprod/10/JS-2.26.0/s2', ['shopprod', '10', 'JS-2.26.0']],
    ['shopprod/5.4/REDIR/?url=a', ['shopprod', '5.4/REDIR', undefined]],
    ['shopapp/0/IOSN030200030101/s2', ['shopapp', '0', 'IOSN030200030101']],
    ['shop/0/amp-1.0/s2', ['shop', '0', 'amp-1.0']],
    ['a,%20b/1/JS-2.26.0/s2', ['a+ b', '1', 'JS-2.26.0']],
    ['a%zz/1', ['a%zz', '1', undefined]],
    ['', ['', '', undefined]],
  ])('/b/ss/%s', (path, expected) => expect(pathOf(path)).toEqual(expected))
})

describe('how the hit was sent', () => {
  const POST = {method: 'POST'} as const
  test.each([
    ['image', requestOf('AQB=1&AQE=1')],
    ['script', requestOf('https://data.shop.example/b/ss/shopprod/10/JS-2.26.0/s2?callback=s_c_il%5B0%5D.doPostbacks&et=1')],
    ['post', postOf('AQB=1&AQE=1')],
    ['post', requestOf('https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s2', {...POST, bodyState: 'not-recorded'})],
    ['beacon', requestOf('AQB=1&pe=lnk_e&AQE=1', {...POST, body: '', bodyState: 'recorded'})],
    ['beacon', requestOf('AQB=1&pe=lnk_e&AQE=1', POST)],
    ['xml', postOf('<request/>', 'https://shop.112.2o7.net/b/ss//6')],
    ['xml', requestOf('https://shop.112.2o7.net/b/ss//6', {...POST, bodyState: 'not-recorded'})],
  ])('%s', (transport, request) => expect(hitOf(request).transport).toBe(transport))

  test('parameters are those of the query, then those of the body, both kept', () => {
    const hit = hitOf(postOf('pageName=b&v1=c', 'https://data.shop.example/b/ss/shopprod/1?AQB=1&pageName=a'))
    expect(hit.params.map((param) => [param.name, hit.text(param)])).toEqual([
      ['AQB', '1'],
      ['pageName', 'a'],
      ['pageName', 'b'],
      ['eVar1', 'c'],
    ])
    expect(hit.topics & TOPICS.duplicate).toBe(TOPICS.duplicate)
  })
  test.each([
    ['  \r\nAQB=1&pageName=a\r\n', 'a'],
    ['?AQB=1&pageName=a', 'a'],
    ['[AQB]&pageName=a', 'a'],
    ['{"pageName":"a=b"}', undefined],
    ['["pageName=a"]', undefined],
    ['\u001F\uFFFD\b\0\0', undefined],
  ])('the body %j is read for what it is, whatever its type says', (body, pageName) =>
    expect(hitOf(postOf(body)).value('pageName')).toBe(pageName),
  )

  test.each([
    ['a POST whose body was not recorded', requestOf('/b/ss/a/1', {method: 'POST', bodyState: 'not-recorded'}), true],
    ['a POST whose recorded body is empty, with no query either', postOf(''), true],
    ['a POST with a body that nobody can read', postOf('\u001F\uFFFD\b\0'), true],
    ['an H-code noscript image without parameters', requestOf('/b/ss/a/1/H.22.1--NS/0'), true],
    ['an H-code noscript image with parameters', requestOf('/b/ss/a/1/H.22.1--NS/0?pageName=a'), false],
    ['a beacon', requestOf('AQB=1&AQE=1', {method: 'POST', bodyState: 'none'}), false],
    ['a GET without parameters', requestOf('/b/ss/a/1'), false],
  ])('%s: are the parameters missing from the capture?', (_name, request, missing) =>
    expect((hitOf(request).missing & REQUIREMENTS.body) !== 0).toBe(missing),
  )

  test.each([
    ['AQB=1&v5=x&AQE=1', 'no'],
    ['AQB=1&v5=x', 'yes'],
    ['AQB=1&v5=x&AQ', 'yes'],
    ['[AQB]&v5=x&[AQE]', 'no'],
    ['%5BAQB%5D=1&v5=x', 'yes'],
    ['v5=x', 'unknown'],
    ['AQB=1&c.&a=1&AQE=1', 'no'],
  ])('%s: cut? %s', (query, truncation) => {
    expect(hitOf(query).truncation).toBe(truncation)
    expect((hitOf(query).missing & REQUIREMENTS.whole) !== 0).toBe(truncation === 'yes')
  })

  test.each([
    [{status: 200}, true],
    [{status: 302}, true],
    [{status: 404}, false],
    [{failure: 'blocked'}, false],
    [{failure: 'failed'}, false],
    // The page navigates away: Adobe says such requests normally arrive.
    [{failure: 'aborted'}, true],
    [{}, true],
  ] as const)('%j: delivered? %s', (more, delivered) => expect(hitOf(requestOf('AQB=1', more)).delivered).toBe(delivered))
})

describe('which variable a parameter is', () => {
  test.each([
    ['gn', 'pageName'],
    ['pageName', 'pageName'],
    ['ev', 'events'],
    ['pl', 'products'],
    ['sv', 'server'],
    ['gt', 'pageType'],
    ['ch', 'channel'],
    ['v0', 'campaign'],
    ['v1', 'eVar1'],
    ['v250', 'eVar250'],
    ['eVar7', 'eVar7'],
    ['c75', 'prop75'],
    ['prop5', 'prop5'],
    ['l3', 'list3'],
    ['list2', 'list2'],
    ['h5', 'hier5'],
    ['hier1', 'hier1'],
    ['xact', 'transactionID'],
    ['cc', 'currencyCode'],
    ['pe', 'linkType'],
    ['pev1', 'linkURL'],
    ['pev2', 'linkName'],
    ['vid', 'visitorID'],
    ['ts', 'timestamp'],
    ['g', 'pageURL'],
    ['r', 'referrer'],
    ['%76%31', 'eVar1'],
    ['c', 'c'],
    ['v', 'v'],
  ])('%s is %s', (wire, name) => {
    const [param] = hitOf(`${wire}=x`).params
    expect(param?.name).toBe(name)
    expect(hitOf(`${wire}=x`).value(name)).toBe('x')
  })

  test.each(['timestamp', 'campaign', 'linkType', 'visitorID', 'currencyCode'])(
    'a parameter called %s is not the variable of that name',
    (wire) => {
      const hit = hitOf(`${wire}=o&pageName=a`)
      expect(hit.value(wire)).toBeUndefined()
      expect(hit.kind).toBe('page')
      expect(hit.params[0]).toMatchObject({wire, name: `(${wire})`})
    },
  )

  test.each([
    ['pagename', 'pageName'],
    ['purchaseId', 'purchaseID'],
    ['V5', 'eVar5'],
    ['evar5', 'eVar5'],
    ['L2', 'list2'],
  ])('%s is %s in the wrong case, which Adobe ignores', (wire, name) => {
    const hit = hitOf(`${wire}=x`)
    expect(hit.value(name)).toBeUndefined()
    expect(rightCaseOf(wire)?.name).toBe(name)
    expect(hit.topics & TOPICS.misnamed).toBe(TOPICS.misnamed)
  })

  test.each([
    ['v251', 'eVar', 251],
    ['c76', 'prop', 76],
    ['l4', 'list', 4],
    ['h6', 'hier', 6],
    ['c0', 'prop', 0],
    ['v999', 'eVar', 999],
  ])('%s is out of range', (wire, kind, index) => {
    expect(outOfRange(wire)).toEqual({kind, index})
    expect(hitOf(`${wire}=x`).topics & TOPICS.misnamed).toBe(TOPICS.misnamed)
  })
  test.each(['C', 'T', 'cc', 'mid', 'c.', 'something', 'vidx'])('%s is neither', (wire) => {
    expect(rightCaseOf(wire)).toBeUndefined()
    expect(outOfRange(wire)).toBeUndefined()
  })

  test.each(['v01', 'c00', 'v001'])('%s is not the variable without the zero', (wire) => {
    const hit = hitOf(`${wire}=x`)
    expect(hit.params.map(({name}) => name)).toEqual([wire])
  })

  test('an empty value is absent for a reader, present for a rule about it', () => {
    const hit = hitOf('pageName=&v5=x&v5=')
    expect([hit.value('pageName'), hit.param('pageName')?.wire, hit.value('eVar5')]).toEqual([undefined, 'pageName', 'x'])
    expect(hitOf('v5=&v5=x').value('eVar5')).toBe('x')
    expect(hitOf('products=').products).toEqual([])
  })
  test.each(['events=event1&ev=event2', 'v5=a&eVar5=b', 'v5=a&v5=a', 'c.&a=1&.c&c.a=2'])('%s: the same thing twice', (query) =>
    expect(hitOf(query).topics & TOPICS.duplicate).toBe(TOPICS.duplicate),
  )
  test('limits are those the documentation gives, in bytes', () => {
    const limits = ['eVar5', 'prop5', 'campaign', 'pageName', 'purchaseID', 'transactionID', 'list1', 'visitorID', 'pageURL'].map(byteLimit)
    expect(limits).toEqual([255, 100, 255, 100, 20, 100, Infinity, 100, Infinity])
  })
})

describe('how values are encoded', () => {
  test.each([
    ['a%20b', undefined, 'a b'],
    ['a+b', undefined, 'a b'],
    ['%2B1', undefined, '+1'],
    ['M%C3%BCnchen', undefined, 'München'],
    ['M%FCnchen', 'ISO-8859-1', 'München'],
    ['M%FCnchen', 'iso8859-1', 'München'],
    ['M%FCnchen', undefined, 'München'],
    ['M%FCnchen', 'no such charset', 'München'],
    ['%80', undefined, '€'],
    ['caf%E9%20%C3%A9', undefined, 'café é'],
    ['%D0%B4%D0%B0%D0', undefined, 'даÐ'],
    ['%F0%9F%98%80', undefined, '😀'],
    ['%82%B1%83A', 'Shift_JIS', 'こア'],
    ['%u30A2', 'ISO-8859-1', 'ア'],
    ['l%u00F3d%u017A', undefined, 'lódź'],
    ['100%', undefined, '100%'],
    ['%zz%41', undefined, '%zzA'],
    ['%u12', undefined, '%u12'],
    ['a%00b', undefined, 'a\0b'],
    ['日本', undefined, '日本'],
    ['日本%20', undefined, '日本 '],
    ['%EF%BF%BD', undefined, '\uFFFD'],
    ['a%00', 'UTF-16', 'a\0'],
  ])('%s in %s is %j', (raw, charset, text) => expect(decodeText(raw, charset)).toBe(text))

  test.each([
    ['a%20b', undefined, true],
    ['%E9', undefined, false],
    ['%E9', 'ISO-8859-1', true],
    ['%zz', undefined, false],
    ['%zz', 'ISO-8859-1', false],
    ['%u30A2', 'UTF-8', false],
    ['%u30A2', 'ISO-8859-1', true],
    ['100%25', undefined, true],
  ])('%s in %s: well encoded? %s', (raw, charset, well) => expect(isWellEncoded(raw, charset)).toBe(well))

  test('`ce` names the charset of the whole hit, even where it stands last', () => {
    expect(hitOf('v5=M%FCnchen&ce=ISO-8859-1').value('eVar5')).toBe('München')
    expect(hitOf('v5=%C3%BC&c.&ce=ISO-8859-1&.c').value('eVar5')).toBe('ü')
  })
  test('a value goes on behind further `=` signs', () => expect(hitOf('v5=D=v1&v6=a=b=').value('eVar6')).toBe('a=b='))
  test('empty tokens count for nothing, as in the repeat of a redirected hit', () => {
    expect(hitOf('AQB=1&pccr=true&vidn=1&&ndh=1&').params.map(({wire}) => wire)).toEqual(['AQB', 'pccr', 'vidn', 'ndh'])
  })
  test('a page URL beyond 255 characters is joined before it is decoded', () => {
    expect(hitOf('g=https%3A%2F%2Fa.example%2F%C3&-g=%BC%3Fa%3Db&v1=x').pageUrl).toBe('https://a.example/ü?a=b')
  })
  test('a link name that was encoded twice is shown decoded, a plus sign in it kept', () => {
    const hit = hitOf('pe=lnk_o&pev2=a%2520b%2Bc&v5=a%2520b')
    expect([hit.linkText('linkName'), hit.value('linkName'), hit.value('eVar5')]).toEqual(['a b+c', 'a%20b+c', 'a%20b'])
  })
  test('a URL that a console printed decoded keeps what stands behind a raw #', () => {
    expect(hitOf('AQB=1&g=http://a.example/#home&events=scOpen&AQE=1').events.has('scOpen')).toBe(true)
    // Without the closing token nothing tells it from a fragment, which no browser sends.
    expect(hitOf('pageName=a#b&v5=c').params).toHaveLength(1)
  })

  test.each([
    ['v5=%20a', 'blank'],
    ['v5=a+', 'blank'],
    ['v5=%C2%A0a', 'blank'],
    ['v5=a%E3%80%80', 'blank'],
    ['v5=a%0Ab', 'blank'],
    ['v5=a%40b', 'at'],
    ['v5=12+34-567%38%39', 'digits'],
    ['v5=undefined', 'placeholder'],
    ['v5=%5Bobject%20Object%5D', 'placeholder'],
    ['v5=%25%25MID%25%25', 'macro'],
    ['v5=%%MID%%', 'macro'],
    ['v5=%7B%7Bid%7D%7D', 'macro'],
    ['v5=%24%7Bid%7D', 'macro'],
    ['v5=%zz', 'encoding'],
    ['v5=a%2520b', 'encoding'],
    ['v5=é', 'encoding'],
    ['v5=D%3Dv1', 'dynamic'],
    ['v5=D=v1', 'dynamic'],
    [`c5=${'é'.repeat(51)}`, 'long'],
    [`c5=${'%C3%A9'.repeat(51)}`, 'long'],
  ] as const)('%s is marked for the rules about %s', (query, trait) => {
    expect((hitOf(query).params[0]?.traits ?? 0) & TRAITS[trait]).toBe(TRAITS[trait])
  })
  test('an ordinary value, and what the library fills, carry no mark', () => {
    expect(
      hitOf(`v5=summer%20sale%3A20&c5=${'a'.repeat(100)}&mid=${'1'.repeat(38)}&mcorgid=A%40AdobeOrg`).params.map(({traits}) => traits),
    ).toEqual([0, 0, 0, 0])
  })
})

describe('context data', () => {
  const pairs = (query: string) => hitOf(query).params.map((param) => `${param.name}=${hitOf(query).text(param)}`)
  test('blocks within blocks', () => {
    expect(pairs('c.&author=Kim&cart.&id=9&size=2&.cart&promo.&code.&value=A%20B&.code&.promo&.c&cc=EUR')).toEqual([
      'c.author=Kim',
      'c.cart.id=9',
      'c.cart.size=2',
      'c.promo.code.value=A B',
      'currencyCode=EUR',
    ])
  })
  test('flat keys of server-side senders', () => expect(pairs('c.author=Kim&c.cart.id=9')).toEqual(['c.author=Kim', 'c.cart.id=9']))
  test('names within a block are keys, whatever variable has that name', () => {
    expect(pairs('c.&pageName=a&pe=lnk_o&v5=b&.c')).toEqual(['c.pageName=a', 'c.pe=lnk_o', 'c.v5=b'])
    expect(hitOf('c.&pe=lnk_o&.c').kind).toBe('page')
  })
  test.each([
    ['c.&x=1&pageName=a', [{kind: 'unclosed', marker: 'c.'}], ['c.x=1', 'c.pageName=a']],
    ['c.&x=1&.c&.c&pageName=a', [{kind: 'unopened', marker: '.c'}], ['c.x=1', 'pageName=a']],
    ['c.&a.&x=1&.c&pageName=a', [{kind: 'unclosed', marker: 'a.'}], ['c.a.x=1', 'pageName=a']],
    ['c.&.a&x=1&.c', [{kind: 'unopened', marker: '.a'}], ['c.x=1']],
  ])('%s is read as far as it goes, and the fault is told', (query, faults, expected) => {
    expect(hitOf(query).blockFaults).toEqual(faults)
    expect(pairs(query)).toEqual(expected)
  })
  test('keys are looked up in any case, values keep theirs', () => {
    const hit = hitOf('c.&Cart.&ID=aB&.Cart&.c')
    const param = hit.contextData.get('cart.id')
    expect(param && hit.text(param)).toBe('aB')
  })
  test('customer IDs, client hints and what Adobe itself puts there are not the site’s', () => {
    const {params} = hitOf(
      'cid.&userid.&id=a%40b.example&as=1&.userid&.cid&h.&model=x&.h&c.&a.&activitymap.&link=b&.activitymap&.a&own=1&.c',
    )
    expect(params.filter(({technical}) => !technical).map(({name}) => name)).toEqual(['c.own'])
  })
})

describe('what kind of hit it is', () => {
  test.each([
    ['', 'page', undefined],
    ['pe=', 'page', undefined],
    ['pe=lnk_o&pev2=a', 'link', 'custom'],
    ['pe=lnk_d', 'link', 'download'],
    ['pe=lnk_e', 'link', 'exit'],
    ['pe=o', 'link', 'custom'],
    ['pe=e', 'link', 'exit'],
    ['pe=tnt', 'target', undefined],
    ['pe=m_s', 'media', undefined],
    ['pe=ms_s', 'media', undefined],
    ['pe=msa_s', 'media', undefined],
    ['pe=lnk_x', 'other', undefined],
    ['pe=LNK_O', 'other', undefined],
  ])('%s is %s (%s)', (query, kind, linkType) => {
    const hit = hitOf(`AQB=1&${query}&AQE=1`)
    expect([hit.kind, hit.linkType]).toEqual([kind, linkType])
  })
})

describe('who and when', () => {
  test.each([
    ['mid=1&aid=2&fid=3&vid=4', 'visitorID:4'],
    ['mid=1&aid=2&fid=3', 'aid:2'],
    ['mid=1&fid=3', 'mid:1'],
    ['fid=3&vid=', 'fid:3'],
    ['pageName=a', undefined],
  ])('%s: the visitor is %s', (query, visitor) => expect(hitOf(query).visitor).toBe(visitor))

  test.each([
    ['4/8/2026 10:3:9 5 -120', '2026-09-04T08:03:09.000Z'],
    ['29/7/2015 15:47:13 6 240', '2015-08-29T19:47:13.000Z'],
    ['00/00/0000 00:00:00 0 -120', undefined],
    ['31/1/2026 10:3:9 5 0', undefined],
    ['4/8/2026 25:3:9 5 0', undefined],
    ['4/8/0099 10:3:9 5 0', undefined],
    ['2026-09-04 10:03:09', undefined],
  ])('the client’s clock %s is %s', (text, time) => {
    const ms = parseClientTime(text)
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(time)
  })

  test.each([
    ['1757000000', '2025-09-04T15:33:20.000Z'],
    ['2026-09-04T10:03:09Z', '2026-09-04T10:03:09.000Z'],
    ['2026-09-04T10:03', '2026-09-04T10:03:00.000Z'],
    ['2009-03-05T01:00:01-05', '2009-03-05T06:00:01.000Z'],
    ['2026-09-04T10:03:09+02:00', '2026-09-04T08:03:09.000Z'],
    ['20260904T100309+0230', '2026-09-04T07:33:09.000Z'],
    ['20260904T1003', '2026-09-04T10:03:00.000Z'],
    ['1757000000000', undefined],
    ['2026-09-04T10:03:09.123Z', '2026-09-04T10:03:09.000Z'],
    ['20260904T100309,5', '2026-09-04T10:03:09.000Z'],
    ['2026-09-04T10:03:09.Z', undefined],
    ['2026-09-04 10:03:09', undefined],
    ['2026-09-04T10', undefined],
    ['2026-W36-5T10:03', undefined],
    ['2026-247T10:03', undefined],
    ['2026-02-30T10:03', undefined],
    ['2026-09-04T10:03+99', undefined],
    ['', undefined],
  ])('the timestamp %s is %s', (text, time) => {
    const ms = parseTimestamp(text)
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(time)
  })

  test('the start of the request counts first, then `ts`, then the client’s clock', () => {
    const query = 't=4%2F8%2F2026%2010%3A3%3A9%205%20-120&ts=1757000000'
    expect(hitOf(requestOf(query, {timeMs: 1_757_000_000_345})).timeMs).toBe(1_757_000_000_345)
    expect(hitOf(query).timeMs).toBe(1_757_000_000_000)
    expect(hitOf('t=4%2F8%2F2026%2010%3A3%3A9%205%20-120').timeMs).toBe(Date.UTC(2026, 8, 4, 8, 3, 9))
    expect(hitOf('t=00%2F00%2F0000%2000%3A00%3A00%200%20240').timeMs).toBeUndefined()
  })
  test('of a hit that was kept and sent later, `ts` tells the time', () => {
    expect(hitOf(requestOf('ts=1757000000', {timeMs: 1_757_003_600_000})).timeMs).toBe(1_757_000_000_000)
    expect(hitOf(requestOf('ts=yesterday', {timeMs: 1_757_003_600_000})).timeMs).toBe(1_757_003_600_000)
  })
  test('the page is that of the hit, else of the Referer, else of the capture', () => {
    const more = {referrer: 'https://r.example/', place: {file: 0, record: 0, page: 'page_1'}}
    expect(hitOf(requestOf('g=https%3A%2F%2Fa.example%2F', more)).page).toBe('https://a.example/')
    expect(hitOf(requestOf('v1=x', more)).page).toBe('https://r.example/')
    expect(hitOf(requestOf('v1=x', {place: more.place})).page).toBe('page_1')
  })
})

describe('dynamic variables', () => {
  test.each([
    ['c21=D%3Dv21&v21=nav', 'prop21', 'nav'],
    ['v24=D%3DpageName&pageName=home', 'eVar24', 'home'],
    ['v24=D=gn&pageName=home', 'eVar24', 'home'],
    ['v1=D%3Dc1&c1=D%3Dc2&c2=x', 'eVar1', 'x'],
    ['D=~&v1=~c1&c1=x', 'eVar1', 'x'],
    ['D=D%3D&v1=D%3Dc1&c1=x', 'eVar1', 'x'],
    ['v1=d%3Dc1&c1=x', 'eVar1', 'd=c1'],
    ['v1=D%3DUser-Agent', 'eVar1', undefined],
    ['v1=D%3Dv1', 'eVar1', undefined],
    ['v1=D%3Dv2&v2=D%3Dv1', 'eVar1', undefined],
    ['v1=D%3Dc1%2B%22%3A%22%2Bc2&c1=a&c2=b', 'eVar1', undefined],
    ['v1=D%3Dc.cart.id&c.&cart.&id=9&.cart&.c', 'eVar1', '9'],
  ])('%s: %s is %s', (query, name, value) => expect(hitOf(query).resolved(name)).toBe(value))

  test('events and products that copy another variable are read there', () => {
    const hit = hitOf('events=D%3Dc1&products=D%3Dc2&c1=scAdd&c2=%3Bsku1')
    expect([[...hit.events.names], hit.products.map(({name}) => name)]).toEqual([['scAdd'], ['sku1']])
  })
  test.each(['v1=D%3Dv2', 'v1=D=v2', 'D=~&v1=~v2'])('%s is a hit for the rules about them', (query) =>
    expect(hitOf(query).topics & TOPICS.dynamic).toBe(TOPICS.dynamic),
  )
})

describe('XML inserts', () => {
  const xml = (inner: string) =>
    hitOf(postOf(`<?xml version=1.0 encoding=UTF-8?>\n<request>${inner}</request>`, 'https://shop.112.2o7.net/b/ss//6'))
  test('tags in any case are the variables they name', () => {
    const hit = xml(
      '<PAGENAME>a &amp; b</PAGENAME><eVar2>14911</eVar2><prop10>M&#252;n&#x63;hen</prop10><pageURL>https://a.example/</pageURL><events>event1</events>',
    )
    expect([hit.value('pageName'), hit.value('eVar2'), hit.value('prop10'), hit.pageUrl]).toEqual([
      'a & b',
      '14911',
      'München',
      'https://a.example/',
    ])
    expect(hit.events.has('event1')).toBe(true)
  })
  test('report suites stand in the document', () => expect(xml('<reportSuiteID>a,b</reportSuiteID>').reportSuites).toEqual(['a', 'b']))
  test('link types are bare letters, times carry an offset of hours', () => {
    const hit = xml('<linkType>d</linkType><linkName>pdf</linkName><timestamp>2009-03-05T01:00:01-05</timestamp>')
    expect([hit.kind, hit.linkType, hit.timeMs]).toEqual(['link', 'download', Date.UTC(2009, 2, 5, 6, 0, 1)])
  })
  test('context data with dots and with tags in tags is the same', () => {
    const hit = xml('<contextData><my.a>red</my.a><my><b>blue</b></my></contextData><pageName>x</pageName>')
    expect(hit.params.map((param) => [param.name, hit.text(param)])).toEqual([
      ['c.my.a', 'red'],
      ['c.my.b', 'blue'],
      ['pageName', 'x'],
    ])
  })
  test('the document’s charset is that of the document, not of the values as read', () => {
    const hit = xml('<scXmlVer>1.0</scXmlVer><charSet>ISO-8859-1</charSet><pageName>München</pageName>')
    expect(hit.params.map((param) => [param.name, hit.text(param)])).toEqual([['pageName', 'München']])
  })
  test('CDATA, comments, empty tags and stray tags', () => {
    const hit = xml('<!-- <pageName>no</pageName> --><pageName><![CDATA[a<b&c]]></pageName><eVar1/><eVar2></eVar2></stray><eVar3>x</EVAR3>')
    expect(hit.params.map((param) => [param.name, hit.text(param)])).toEqual([
      ['pageName', 'a<b&c'],
      ['eVar3', 'x'],
    ])
  })
  test('a document cut in the middle gives what stands before the cut', () => {
    const hit = hitOf(postOf('<request><pageName>a</pageName><eVar1>b', 'https://shop.112.2o7.net/b/ss//6'))
    expect(hit.params.map(({name}) => name)).toEqual(['pageName'])
  })
})
