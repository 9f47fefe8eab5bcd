import {dirname} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {collectFrom, evidenceOf, segmentOf, type HitCase} from '../support/hit-evidence.js'
import {sampleIntegration} from '../support/integration.js'
import {captureFolder, lineOf, type SentHit} from '../support/segment-capture.js'

/** What captured hits say about segment files, by examples. Times are UTC, the suite is in Berlin (UTC+1 in November). */

const D = '2026-11-23'
const at = (clock: string, day = D) => `${day}T${clock}Z`
const page = (path: string) => ({g: `https://www.shop.example${path}`})
const landing: SentHit = {at: at('10:00:00'), more: {v0: 'M1', v12: 'R1001', ...page('/?MID=M1&RID=R1001'), pageName: 'landing'}}
const add = (clock: string, products?: string, rest: Partial<SentHit> = {}): SentHit => ({
  at: at(clock),
  events: 'scAdd',
  ...(products !== undefined && {products}),
  ...rest,
})
const buy = (clock: string, products: string | undefined, id: string): SentHit => ({
  at: at(clock),
  events: 'purchase',
  ...(products !== undefined && {products}),
  more: {purchaseID: id},
})

const cart = async (hits: readonly SentHit[], of?: HitCase) => segmentOf(await evidenceOf(hits, of), 'cart-abandonment', D)

let folder: ReturnType<typeof captureFolder>
beforeEach(() => {
  folder = captureFolder()
})
afterEach(() => folder.remove())

describe('events of a day', () => {
  test('with and without products are counted, and rows follow from them', async () => {
    const hits = [landing, add('10:01:00', ';A'), add('11:00:00'), add('11:01:00', ';B', {who: 2})]
    expect(await cart(hits)).toMatchObject({
      event: 'scAdd',
      events: 3,
      withProducts: 2,
      withoutProducts: 1,
      recipientUnknown: 1,
      rows: 2,
      rowsWithoutProduct: 1,
      rowsInDoubt: 1,
    })
  })

  test('a row is certain though its message is not known', async () => {
    const hits = [{at: at('10:00:00'), more: {v12: 'R1001'}}, add('10:01:00', ';A')]
    expect(await cart(hits)).toMatchObject({rows: 1, rowsInDoubt: 0})
  })

  test('a row is in doubt where it depends on an expiration that nobody knows', async () => {
    const flags = {suite: 'shopprod', recipient: 'eVar12', 'time-zone': 'Europe/Berlin'}
    expect(await cart([landing, add('10:01:00', ';A'), add('12:00:00', ';B')], {flags})).toMatchObject({rows: 1, rowsInDoubt: 1})
  })

  test('an example names place, time, page, name, library and kind', async () => {
    const {examples} = await cart([landing, add('10:01:00', undefined, {more: {...page('/cart'), pageName: 'Cart'}})])
    expect(examples.withoutProducts).toEqual([
      {
        origin: {file: 'hits.ndjson', record: 2},
        at: '2026-11-23T10:01:00.000Z',
        page: 'https://www.shop.example/cart',
        name: 'Cart',
        library: 'JS-2.26.0',
        kind: 'page',
      },
    ])
  })

  test('at most twenty examples are kept, and all are counted', async () => {
    const hits = Array.from({length: 25}, (_, index) => add(`10:${String(index + 10)}:00`, undefined, {who: index + 1}))
    const {withoutProducts, examples} = await cart(hits)
    expect([withoutProducts, examples.withoutProducts?.length]).toEqual([25, 20])
  })

  test('a link call without products is named by its link', async () => {
    const {linkCalls, examples} = await cart([add('10:01:00', undefined, {more: {pe: 'lnk_o', pev2: 'add to cart', ...page('/p/1')}})])
    expect(linkCalls).toBe(1)
    expect(examples.linkCalls).toMatchObject([{name: 'add to cart', kind: 'link'}])
  })

  test('a link call with its product is no finding', async () => {
    expect(await cart([add('10:01:00', ';A', {more: {pe: 'lnk_o', pev2: 'add'}})])).toMatchObject({
      events: 1,
      withProducts: 1,
      linkCalls: 0,
    })
  })

  test('entries without a name are no products', async () => {
    expect(await cart([add('10:01:00', ';;1;50')])).toMatchObject({withoutProducts: 1, nameless: 1})
    expect(await cart([add('10:01:00', 'SKU1')])).toMatchObject({withoutProducts: 1, nameless: 1})
    expect(await cart([add('10:01:00')])).toMatchObject({withoutProducts: 1, nameless: 0})
  })

  test('products that cannot be known count as some, and a note says so', async () => {
    const evidence = await evidenceOf([add('10:01:00', 'D=User-Agent')])
    expect(segmentOf(evidence, 'cart-abandonment')).toMatchObject({events: 1, withProducts: 1, withoutProducts: 0})
    expect(evidence.notes.join()).toContain('1 hits copy their products')
  })

  test('days are those of the suite', async () => {
    const evidence = await evidenceOf([add('22:59:59', ';A'), add('23:00:00', ';A')])
    expect(evidence.days.map(({day, hits}) => [day, hits])).toEqual([
      ['2026-11-23', 1],
      ['2026-11-24', 1],
    ])
  })

  test('products without any event are views, with custom events only they are doubtful', async () => {
    const evidence = await evidenceOf([
      {at: at('10:00:00'), products: ';A'},
      {at: at('10:01:00'), products: ';A', events: 'event5'},
    ])
    expect(segmentOf(evidence, 'product-views')).toMatchObject({events: 1, implicit: 1, uncertain: 1})
  })

  test('purchases that repeat another are apart from those that count', async () => {
    const evidence = await evidenceOf([
      landing,
      buy('10:01:00', ';A;1;5', 'O1'),
      buy('10:02:00', ';B;1;5', 'O1'),
      {at: at('10:03:00'), events: 'purchase', products: ';C;1;5'},
      {at: at('10:04:00'), events: 'purchase', products: ';C;1;5'},
    ])
    expect(segmentOf(evidence, 'purchases')).toMatchObject({events: 2, duplicates: 1, presumedDuplicates: 1, rows: 2})
    expect(segmentOf(evidence, 'purchases').examples.duplicates).toMatchObject([{origin: {record: 3}}])
    expect(evidence.leftOut).toEqual({'duplicate-purchase': 1, 'presumed-duplicate-purchase': 1})
  })
})

describe('names of products', () => {
  test.each(['Shoes;Boot, large;1;20', ';Red; large;1;20', ';Red,large;1;20.50'])(
    '%s is broken by a delimiter of its own',
    async (products) => {
      expect(await cart([add('10:01:00', products)])).toMatchObject({oddNames: 1})
    },
  )

  test.each([
    ';Boot large;1;20',
    'Shoes;Boot/36|38;1;20',
    'Hats;12;1;20,Shoes;13;2;9.5',
    ';A,;B,;C',
    ';Ärmelhemd "Größe" & Co.;1;20;event1=2|event2=3;eVar1=a|eVar2=b',
    'Shoes;A;undefined;20;1',
    ';Red;large;1',
    ';A;;;event5=1',
  ])('%s is healthy', async (products) => {
    expect(await cart([add('10:01:00', products)])).toMatchObject({oddNames: 0, longNames: 0, withProducts: 1})
  })

  test('bytes count, not letters', async () => {
    expect(await cart([add('10:01:00', `;${'ä'.repeat(50)}`)])).toMatchObject({longNames: 0})
    expect(await cart([add('10:01:00', `;${'ä'.repeat(51)}`)])).toMatchObject({longNames: 1})
  })
})

describe('neighbours', () => {
  const view = (clock: string, path: string, who = 1): SentHit => ({
    at: at(clock),
    who,
    events: 'prodView',
    products: ';A',
    more: page(path),
  })
  const bare = (clock: string, path: string): SentHit => add(clock, undefined, {more: page(path)})

  test.each<[string, SentHit[], number]>([
    ['on the same page, before', [view('10:00:00', '/p/1'), bare('10:10:00', '/p/1')], 1],
    ['on the same page, after', [bare('10:00:00', '/p/1'), view('10:10:00', '/p/1')], 1],
    ['on another page, within 30 seconds', [view('10:00:00', '/p/1'), bare('10:00:30', '/cart')], 1],
    ['on another page, later', [view('10:00:00', '/p/1'), bare('10:00:31', '/cart')], 0],
    ['on the same page, in another visit', [view('10:00:00', '/p/1'), bare('10:30:01', '/p/1')], 0],
    ['of another visitor', [view('10:00:00', '/p/1', 2), bare('10:00:05', '/p/1')], 0],
    ['of the same event', [add('10:00:00', ';A', {more: page('/p/1')}), bare('10:00:05', '/p/1')], 0],
    ['of the same event, after', [bare('10:00:00', '/p/1'), add('10:00:05', ';A', {more: page('/p/1')})], 0],
    ['without products', [{at: at('10:00:00'), events: 'prodView', more: page('/p/1')}, bare('10:00:05', '/p/1')], 0],
    ['that differs in the fragment alone', [view('10:00:00', '/p/1#a'), bare('10:05:00', '/p/1#b')], 1],
  ])('%s', async (_what, hits, neighbours) => {
    expect((await cart(hits)).neighbours).toBe(neighbours)
  })

  test('the nearest on the same page is named, with the gap', async () => {
    const {examples} = await cart([view('10:00:00', '/p/1'), view('10:00:10', '/p/2'), bare('10:00:20', '/p/1')])
    expect(examples.neighbours).toMatchObject([{origin: {record: 3}, other: {origin: {file: 'hits.ndjson', record: 1}, gapMs: 20_000}}])
  })

  test('one event has one neighbour', async () => {
    const {neighbours} = await cart([view('10:00:00', '/p/1'), bare('10:00:05', '/p/1'), view('10:00:10', '/p/1')])
    expect(neighbours).toBe(1)
    expect((await cart([bare('10:00:05', '/p/1'), view('10:00:10', '/p/1'), view('10:00:15', '/p/1')])).neighbours).toBe(1)
  })
})

describe('report suites', () => {
  test('all that got hits are counted, and events of segments that went elsewhere', async () => {
    const evidence = await evidenceOf([
      add('10:00:00', ';A'),
      add('10:01:00', ';A', {suites: 'shopprod,global'}),
      add('10:02:00', ';A', {suites: 'shopdev,global'}),
      {at: at('10:03:00'), suites: 'shopdev', more: page('/')},
    ])
    expect(evidence.suites).toEqual([
      {suite: 'global', hits: 2},
      {suite: 'shopdev', hits: 2},
      {suite: 'shopprod', hits: 2},
    ])
    expect(evidence.eventsElsewhere).toMatchObject([
      {suite: 'global', event: 'scAdd', hits: 1, example: {origin: {record: 3}}},
      {suite: 'shopdev', event: 'scAdd', hits: 1},
    ])
    expect([evidence.hits, evidence.leftOut]).toEqual([2, {}])
  })

  test('events that never arrived went nowhere', async () => {
    const evidence = await evidenceOf([
      add('10:00:00', ';A', {suites: 'shopdev', record: {status: 503}}),
      add('10:00:00', ';A', {suites: 'shopdev', open: true}),
    ])
    expect(evidence.eventsElsewhere).toEqual([])
    expect(evidence.suites).toEqual([{suite: 'shopdev', hits: 1}])
  })

  test('without a suite, every hit counts', async () => {
    const evidence = await evidenceOf([add('10:00:00', ';A'), add('10:02:00', ';A', {suites: 'shopdev'})], {flags: {}})
    expect(evidence).toMatchObject({suite: null, hits: 2, recipient: null, eventsElsewhere: []})
    expect(segmentOf(evidence, 'cart-abandonment')).toMatchObject({events: 2, recipientUnknown: 2, rows: 0, rowsInDoubt: 1})
    expect(evidence.notes.join()).toContain('--suite')
  })
})

describe('what does not count', () => {
  test('is counted by reason', async () => {
    const evidence = await evidenceOf([
      add('10:00:00', ';A', {record: {status: 503}}),
      add('10:00:01', ';A', {open: true}),
      add('10:00:02', ';A', {more: {cc: 'EURO'}}),
      {...add('10:00:03', ';A'), at: null},
    ])
    expect(evidence).toMatchObject({
      hits: 0,
      firstAt: null,
      days: [],
      recipient: null,
      leftOut: {'not-delivered': 1, truncated: 1, 'invalid-currency': 1, 'no-time': 1},
    })
    expect(evidence.notes.join('\n')).toContain('the hits say nothing')
  })

  test('what contradicts completeness wins over what was said', async () => {
    expect(await evidenceOf([add('10:00:00', ';A')], {isComplete: true})).toMatchObject({isComplete: true})
    const evidence = await evidenceOf([add('10:00:00', ';A'), {...add('10:00:03', ';A'), at: null}], {isComplete: true})
    expect(evidence.isComplete).toBe(false)
    expect(evidence.notes.join('\n')).toContain('not complete, whatever was said: hits without a time: 1')
  })

  test('Web SDK calls are named, and prove nothing missing', async () => {
    const capture = 'test/fixtures/har/sample-websdk-shop.har'
    const {evidence} = await collectFrom([capture], process.cwd(), {isComplete: true})
    expect(evidence).toMatchObject({isComplete: false, hits: 0, recipient: null, message: null})
    expect(evidence.notes.join('\n')).toContain('Web SDK calls, which are not decoded yet: 4')
  })
})

describe('mapped variables', () => {
  const integration = sampleIntegration({
    collection: {mode: 'javascript-plugin', parameters: {messageId: 'MID', recipientId: 'RID'}, landingPages: []},
  })
  const known = {integration, timeZone: 'Europe/Berlin'}
  const at2 = (clock: string, more: SentHit['more'], who = 1): SentHit => ({at: at(clock), who, ...(more !== undefined && {more})})

  test('landing pages are told from those whose value is lost', async () => {
    const {recipient, message} = await evidenceOf(
      [
        at2('10:00:00', {...page('/?MID=M1&RID=R1001'), v0: 'M1', v12: 'R1001'}),
        at2('10:01:00', {...page('/?MID=M1&RID=R2002'), v0: 'M1'}, 2),
        at2('10:02:00', page('/other'), 3),
      ],
      {known, flags: {recipient: 'eVar12', suite: 'shopprod'}},
    )
    expect(recipient).toMatchObject({
      variable: 'eVar12',
      hits: 1,
      parameter: 'RID',
      landings: 2,
      landingsThatSet: 1,
      lost: {origin: {record: 2}},
    })
    expect(message).toMatchObject({hits: 2, landings: 2, landingsThatSet: 2, lost: null})
  })

  test('a reload, and a link call on the landing page, lose nothing', async () => {
    const url = page('/?MID=M1&RID=R1001')
    const {recipient} = await evidenceOf(
      [
        at2('10:00:00', {...url, v0: 'M1', v12: 'R1001'}),
        at2('10:00:05', {...url, pe: 'lnk_o', pev2: 'menu'}),
        at2('10:00:10', url),
        at2('10:00:15', {...url, pe: 'lnk_o', pev2: 'menu'}, 2),
      ],
      {known, flags: {suite: 'shopprod', recipient: 'eVar12'}},
    )
    expect(recipient).toMatchObject({hits: 1, landings: 1, landingsThatSet: 1, lost: null})
  })

  test('in automated mode the parameter is the value', async () => {
    const collection = {mode: 'automated', parameters: {messageId: 'MID', recipientId: 'RID'}, landingPages: []} as const
    const {recipient} = await evidenceOf([at2('10:00:00', page('/?MID=M1&RID=R1001'))], {
      known: {...known, integration: {...integration, collection}},
      flags: {suite: 'shopprod', recipient: 'eVar12'},
    })
    expect(recipient).toMatchObject({hits: 1, landings: 1, landingsThatSet: 1})
  })

  test('context data that carries the value is not called lost', async () => {
    const collection = {mode: 'context-data', parameters: {messageId: 'MID', recipientId: 'RID'}, landingPages: []} as const
    const of = {known: {...known, integration: {...integration, collection}}, flags: {suite: 'shopprod', recipient: 'eVar12'}}
    const handed = await evidenceOf([at2('10:00:00', {...page('/?RID=R1001'), 'c.rid': 'R1001'})], of)
    expect(handed.recipient).toMatchObject({hits: 1, landings: 1, landingsThatSet: 1, lost: null})
    const lost = await evidenceOf([at2('10:00:00', page('/?RID=R1001'))], of)
    expect(lost.recipient).toMatchObject({hits: 0, landings: 1, landingsThatSet: 0})
    expect((await evidenceOf([at2('10:00:00', page('/'))], of)).recipient).toBeNull()
  })

  test('a variable that no hit sets may be set by hits that cannot be read', async () => {
    expect((await evidenceOf([add('10:00:00', ';A')])).recipient).toMatchObject({variable: 'eVar12', hits: 0})
    const evidence = await evidenceOf([add('10:00:00', ';A'), {...landing, at: null}])
    expect(evidence.recipient).toBeNull()
    expect(evidence.notes.join('\n')).toContain('no hit sets eVar12')
  })

  test('a recipient that has expired is told from one that never was', async () => {
    const hits = [
      landing,
      add('09:00:00', ';A', {at: at('09:00:00', '2026-11-25')}),
      add('09:00:00', ';A', {who: 2, at: at('09:00:00', '2026-11-25')}),
    ]
    const flags = {suite: 'shopprod', recipient: 'eVar12', expiration: ['recipient=day'], 'time-zone': 'Europe/Berlin'}
    const evidence = await evidenceOf(hits, {flags})
    expect(evidence.recipient).toMatchObject({expiration: 'day'})
    expect(segmentOf(evidence, 'cart-abandonment', '2026-11-25')).toMatchObject({
      events: 2,
      withoutRecipient: 1,
      recipientExpired: 1,
      recipientUnknown: 1,
      rows: 0,
      rowsInDoubt: 1,
    })
  })
})

describe('rows without a product', () => {
  const HEADER = 'Recipient ID,Message ID,Product'
  const name = `cart_abandonment_${D}.csv`
  const hits = [
    landing,
    add('10:01:00', undefined, {more: {...page('/cart?RID=R1001'), pageName: 'Cart'}}),
    add('10:02:00', undefined, {more: page('/cart')}),
    {...landing, at: at('10:00:00'), who: 2, more: {v0: 'M1', v12: 'R2002'}},
    add('10:03:00', ';B', {who: 2}),
  ]

  test('are joined to the hits of their recipient, or contradicted by them', async () => {
    const {proofs} = await evidenceOf(hits, {files: {[name]: [HEADER, 'r1001,M1,', 'R2002,M1,', 'R3003,M1,', 'R1001,M9,', 'R2002,M1,B']}})
    expect(proofs).toMatchObject([
      {file: name, segment: 'cart-abandonment', day: D, rows: 4, lines: [2, 3, 4, 5], joined: 1, contradicted: 1, hits: 2},
    ])
    expect(proofs[0]?.examples).toMatchObject([
      {
        line: 2,
        hit: {
          origin: {file: 'hits.ndjson', record: 2},
          page: 'https://www.shop.example/cart?RID=*****',
          name: 'Cart',
          library: 'JS-2.26.0',
        },
      },
    ])
  })

  test('are all of them where the column is missing', async () => {
    const {proofs} = await evidenceOf(hits, {files: {[name]: ['Recipient ID,Message ID', 'R1001,M1', 'R2002,M1']}})
    expect(proofs).toMatchObject([{rows: 2, joined: 1, contradicted: 1}])
  })

  test('are proven by nobody when all have products, on other days, and in reports of Data Warehouse', async () => {
    const proofsOf = async (file: string, lines: readonly string[]) => (await evidenceOf(hits, {files: {[file]: lines}})).proofs
    expect(await proofsOf(name, [HEADER, 'R1001,M1,A'])).toEqual([])
    expect(await proofsOf('cart_abandonment_2026-11-20.csv', [HEADER, 'R1001,M1,'])).toEqual([])
    expect(await proofsOf(name, [`${HEADER},Page,Browser,Visits`, 'R1001,M1,,home,Firefox,3'])).toEqual([])
  })

  test('are left open where the hits do not tell whether there was a product', async () => {
    const unsure = [landing, add('10:01:00', 'D=User-Agent')]
    const files = {[name]: [HEADER, 'R1001,M1,']}
    expect((await evidenceOf(unsure, {files})).proofs).toMatchObject([{rows: 1, joined: 0, contradicted: 0}])
    expect((await evidenceOf([...unsure, add('10:02:00', ';A')], {files})).proofs).toMatchObject([{joined: 0, contradicted: 0}])
  })

  test('a case whose message is unknown fits any', async () => {
    const flags = {suite: 'shopprod', recipient: 'eVar12', 'time-zone': 'Europe/Berlin', expiration: ['recipient=never']}
    const {proofs} = await evidenceOf(hits, {flags, files: {[name]: [HEADER, 'R1001,M9,']}})
    expect(proofs).toMatchObject([{rows: 1, joined: 1}])
  })
})

describe('values', () => {
  const hits = [
    {...landing, more: {...landing.more, ...page('/?MID=M1&RID=R1001&mail=jo%40mail.example')}},
    add('10:01:00', undefined, {more: {...page('/hello/r1001/?x=1#R1001'), pageName: 'Hello R1001, jo@mail.example'}}),
    add('10:02:00', ';A', {more: page('/?MID=M1&RID=R1001')}),
  ]

  test('recipients never show, and what is personal is masked', async () => {
    const evidence = await evidenceOf(hits)
    const text = JSON.stringify(evidence)
    expect(text).not.toMatch(/R1001/i)
    expect(text).not.toContain('mail.example')
    expect(segmentOf(evidence, 'cart-abandonment').examples.withoutProducts?.[0]).toMatchObject({
      page: 'https://www.shop.example/hello/*****/?x=1#*****',
      name: `Hello *****, ${'*'.repeat(15)}`,
    })
  })

  test('shown values are shown, but for recipients', async () => {
    const text = JSON.stringify(await evidenceOf(hits, {showValues: true}))
    expect(text).toContain('jo@mail.example')
    expect(text).not.toMatch(/R1001/i)
  })
})

describe('captures', () => {
  test('the order in which they are named changes nothing', async () => {
    const lines = [
      landing,
      add('10:01:00'),
      add('10:01:00', ';A', {suites: 'shopdev'}),
      buy('10:02:00', ';A', 'O1'),
      buy('10:02:00', ';B', 'O1'),
    ]
    const first = folder.write('b.ndjson', [lineOf(lines[3] ?? landing), lineOf(lines[1] ?? landing, 7)])
    folder.write('a.ndjson', [lineOf(lines[0] ?? landing), lineOf(lines[1] ?? landing, 7), lineOf(lines[2] ?? landing)])
    folder.write('c.ndjson', [lineOf(lines[4] ?? landing)])
    const cwd = dirname(first)
    const {evidence} = await collectFrom(['a.ndjson', 'b.ndjson', 'c.ndjson'], cwd)
    expect((await collectFrom(['c.ndjson', 'b.ndjson', 'a.ndjson'], cwd)).evidence).toEqual(evidence)
    expect(evidence.captures.map(({path, hits}) => [path, hits])).toEqual([
      ['a.ndjson', 3],
      ['b.ndjson', 1],
      ['c.ndjson', 1],
    ])
    expect(segmentOf(evidence, 'cart-abandonment').events).toBe(1)
  })

  test('one that cannot be read among others is damage, not the end', async () => {
    const capture = folder.write('a.ndjson', [lineOf(landing)])
    const {evidence, errors} = await collectFrom(['a.ndjson', 'gone.har'], dirname(capture), {isComplete: true})
    expect(evidence).toMatchObject({isDamaged: true, isComplete: false, hits: 1})
    expect(errors).toMatchObject([{where: 'gone.har'}])
    expect(evidence.notes.join('\n')).toContain('gone.har')
  })

  test('none that can be read is an error', async () => {
    await expect(collectFrom(['gone.har'], dirname(folder.path('x')))).rejects.toMatchObject({where: 'gone.har'})
  })
})
