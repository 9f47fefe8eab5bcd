import {describe, expect, test} from 'vitest'
import {segmentsPreviewSchema} from '../../src/segments/preview-schema.js'
import type {PreviewSegmentsFlags} from '../../src/jobs/preview-segments.js'
import {previewOf, rowsOf, type SentHit} from '../support/segment-capture.js'

/** The definitions of the three files, each by examples: hits in, rows out. Times are UTC, the suite is in Berlin (UTC+1 in November). */

const D = '2026-11-23'
const at = (clock: string, day = D) => `${day}T${clock}Z`
const landing = (clock: string, more: SentHit['more'] = {v0: 'M1', v12: 'R1'}, rest: Partial<SentHit> = {}): SentHit => ({
  at: at(clock),
  more,
  ...rest,
})
const buy = (clock: string, products: string, id?: string, rest: Partial<SentHit> = {}): SentHit => ({
  at: at(clock),
  events: 'purchase',
  products,
  ...rest,
  more: {...(id !== undefined && {purchaseID: id}), ...rest.more},
})
const add = (clock: string, products: string, rest: Partial<SentHit> = {}): SentHit => ({at: at(clock), events: 'scAdd', products, ...rest})
const view = (clock: string, products: string, rest: Partial<SentHit> = {}): SentHit => ({
  at: at(clock),
  events: 'prodView',
  products,
  ...rest,
})

type Flags = Partial<PreviewSegmentsFlags>
const KNOWN: Flags = {expiration: ['recipient=never', 'message=never']}

async function purchases(hits: readonly SentHit[], flags: Flags = KNOWN) {
  return rowsOf(await previewOf(hits, flags), 'purchases')
}
async function abandoned(hits: readonly SentHit[], flags: Flags = KNOWN) {
  return rowsOf(await previewOf(hits, flags), 'cart-abandonment')
}
async function viewed(hits: readonly SentHit[], flags: Flags = KNOWN) {
  return rowsOf(await previewOf(hits, flags), 'product-views')
}

describe('hits', () => {
  test.each<[string, Partial<SentHit>, string]>([
    ['of another suite', {suites: 'other'}, 'other-suite'],
    [
      'blocked',
      {record: {status: 0, _error: 'net::ERR_BLOCKED_BY_CLIENT', failure: 'blocked', response: {_error: 'net::ERR_BLOCKED_BY_CLIENT'}}},
      'not-delivered',
    ],
    ['answered with an error', {record: {status: 503}}, 'not-delivered'],
    ['cut', {open: true}, 'truncated'],
    ['of media', {more: {pe: 'm_s'}}, 'media'],
    ['of Target', {more: {pe: 'tnt'}}, 'target'],
    ['with an invalid currency', {more: {cc: 'EURO'}}, 'invalid-currency'],
    ['without a time', {at: null}, 'no-time'],
  ])('%s are left out and counted', async (_what, change, reason) => {
    const hit = {...buy('10:01:00', ';A', 'O1'), ...change, more: {purchaseID: 'O1', ...change.more}}
    const result = await previewOf([landing('10:00:00'), hit], KNOWN)
    expect(result.leftOut).toEqual({[reason]: 1})
    expect(rowsOf(result, 'purchases')).toEqual([])
    expect(result.hits).toBe(1)
  })

  test('whose list of suites contains the suite count, link calls as page views', async () => {
    const hits = [
      landing('10:00:00', {v0: 'M1', v12: 'R1'}, {suites: 'global,shopprod'}),
      buy('10:01:00', ';A', 'O1', {more: {pe: 'lnk_o', pev2: 'buy'}}),
    ]
    expect(await purchases(hits)).toEqual(['R1/M1/A'])
  })

  test('a valid currency and a hit that navigation aborted count', async () => {
    const hits = [
      landing('10:00:00'),
      buy('10:01:00', ';A', 'O1', {more: {cc: 'EUR'}, record: {status: 0, response: {_error: 'net::ERR_ABORTED'}}}),
    ]
    expect(await purchases(hits)).toEqual(['R1/M1/A'])
  })

  test('a redirect and its repeat are one', async () => {
    const {lineOf, captureFolder, PREVIEW_DEFAULTS} = await import('../support/segment-capture.js')
    const {previewSegments} = await import('../../src/jobs/preview-segments.js')
    const folder = captureFolder()
    const first = {...landing('10:00:00', {v12: 'R1'}), events: 'purchase', products: ';A', record: {status: 302}}
    const repeat = {...first, at: at('10:00:00.400'), record: {status: 200}, more: {...first.more, pccr: 'true', vidn: '1'}}
    const path = folder.write('hits.ndjson', [lineOf(first, 7), lineOf(repeat, 7)])
    const {result} = await previewSegments([path], PREVIEW_DEFAULTS, () => undefined)
    folder.remove()
    expect(result).toMatchObject({hits: 1, leftOut: {}, inputs: [{hits: 1, merged: 1}]})
    expect(result.days.find(({segment}) => segment === 'purchases')?.rows).toMatchObject([{hitCount: 1, hits: [{record: 1}]}])
  })
})

describe('time', () => {
  test('ts decides before the start of the request, t never', async () => {
    const result = await previewOf([
      {...buy('10:00:00', ';A', 'O1'), more: {v12: 'R1', purchaseID: 'O1', ts: '2026-11-20T12:00:00Z', t: '1/0/2020 0:0:0 0 0'}},
      {...buy('10:00:01', ';B', 'O2'), more: {v12: 'R1', purchaseID: 'O2', t: '1/0/2020 0:0:0 0 0'}},
    ])
    expect(rowsOf(result, 'purchases', '2026-11-20')).toHaveLength(1)
    expect(rowsOf(result, 'purchases', D)).toHaveLength(1)
    expect([...new Set(result.days.map(({day}) => day))]).toEqual(['2026-11-20', D])
  })

  test('hits are put in order, whatever their order in the capture', async () => {
    expect(await purchases([buy('10:05:00', ';A', 'O1'), landing('10:00:00')])).toEqual(['R1/M1/A'])
  })

  test.each([
    ['2026-03-28T23:30:00Z', '2026-03-29', 'the short day begins at 23:00 UTC'],
    ['2026-03-29T21:59:59Z', '2026-03-29', 'and has 23 hours'],
    ['2026-03-29T22:00:00Z', '2026-03-30', 'so the next begins at 22:00 UTC'],
    ['2026-10-24T22:00:00Z', '2026-10-25', 'the long day begins at 22:00 UTC'],
    ['2026-10-25T22:59:59Z', '2026-10-25', 'and has 25 hours'],
  ])('%s belongs to %s: %s', async (time, day) => {
    const result = await previewOf([{at: time, events: 'purchase', products: ';A', more: {v12: 'R1'}}])
    expect(result.days.map((each) => each.day)).toEqual([day, day, day])
  })

  test('--day chooses, and a day without hits is there and empty', async () => {
    const result = await previewOf([landing('10:00:00'), buy('10:01:00', ';A', 'O1')], {
      ...KNOWN,
      day: [D, '2026-11-25'],
      segment: ['purchases'],
    })
    expect(result.days.map(({day, rows}) => [day, rows.length])).toEqual([
      [D, 1],
      ['2026-11-25', 0],
    ])
  })
})

describe('visitor', () => {
  test('is the first of vid, aid, mid, fid', async () => {
    const hits: SentHit[] = [
      {at: at('10:00:00'), who: 1, more: {vid: 'v', v12: 'R1'}},
      {at: at('10:00:01'), who: 2, more: {aid: 'a', v12: 'R2'}},
      {at: at('10:00:02'), who: 0, more: {fid: 'f', v12: 'R3'}},
      buy('10:01:00', ';A', 'O1', {who: 9, more: {vid: 'v'}}),
      buy('10:01:01', ';B', 'O2', {who: 1, more: {aid: 'a'}}),
      buy('10:01:02', ';C', 'O3', {who: 0, more: {fid: 'f'}}),
    ]
    expect((await purchases(hits, {...KNOWN})).map((row) => row.replace('?', 'x'))).toEqual([
      'R1/x/A unknown-before-capture',
      'R2/x/B unknown-before-capture',
      'R3/x/C unknown-before-capture',
    ])
  })

  test('a hit without an id stands alone and is flagged', async () => {
    const hits = [
      landing('10:00:00', {v12: 'R1', v0: 'M1'}, {who: 0}),
      buy('10:01:00', ';A', 'O1', {who: 0}),
      buy('10:02:00', ';B', 'O2', {who: 0, more: {v12: 'R1', v0: 'M1'}}),
    ]
    expect(await purchases(hits)).toEqual(['R1/M1/B no-visitor-id', '?/?/A no-visitor-id unknown-before-capture'])
  })
})

describe('value', () => {
  test('is resolved, cut to 255 bytes, compared without case and printed in its first spelling', async () => {
    const hits = [
      landing('10:00:00', {v0: 'Spring', v12: 'D=v5', v5: 'AbC'}),
      buy('10:01:00', ';A', 'O1'),
      landing('10:02:00', {v0: 'SPRING', v12: 'abc'}, {who: 2}),
      buy('10:03:00', ';a', 'O2', {who: 2}),
      landing('10:04:00', {v0: 'é'.repeat(200), v12: 'R3'}, {who: 3}),
      buy('10:05:00', ';A', 'O3', {who: 3}),
    ]
    expect(await purchases(hits)).toEqual(['AbC/Spring/A', `R3/${'é'.repeat(127)}/A`])
  })

  test('a list variable is cut alike, a prop at its own 100 bytes', async () => {
    const hits = [buy('10:01:00', ';A', 'O1', {more: {l1: 'x'.repeat(300), c5: 'y'.repeat(300)}})]
    expect(await purchases(hits, {...KNOWN, recipient: 'list1', message: 'prop5'})).toEqual([`${'x'.repeat(255)}/${'y'.repeat(100)}/A`])
  })

  test('an empty value never overwrites', async () => {
    expect(await purchases([landing('10:00:00'), landing('10:01:00', {v0: '', v12: ' '}), buy('10:02:00', ';A', 'O1')])).toEqual([
      'R1/M1/A',
    ])
  })

  test('a copy of what the hit does not show is a value that nobody knows', async () => {
    const hits = [landing('10:00:00', {v0: 'M1', v12: 'D=s_cookie'}), buy('10:01:00', ';A', 'O1')]
    expect(await purchases(hits)).toEqual(['?/M1/A unresolved-value'])
  })

  test('in automated mode the parameter of the page URL stands for the variable, joined from g and -g', async () => {
    const hits = [
      landing('10:00:00', {g: 'https://shop.example/?MID=M%201&x', '-g': 'y=1&RID=r%2B1#RID=no'}),
      buy('10:01:00', ';A', 'O1', {more: {g: 'https://shop.example/thanks?rid=other'}}),
    ]
    expect(await purchases(hits, {...KNOWN, parameter: ['recipient=RID', 'message=MID']})).toEqual(['r+1/M 1/A'])
  })
})

describe('persistence', () => {
  const two = [landing('10:00:00', {v0: 'M1', v12: 'R1'}), landing('10:01:00', {v0: 'M2'}), buy('10:02:00', ';A', 'O1')]

  test.each<[string, string[]]>([
    ['last', ['R1/M2/A']],
    ['first', ['R1/M1/A']],
    ['linear', ['R1/M1/A', 'R1/M2/A']],
  ])('message and recipient are allocated independently: message %s', async (allocation, rows) => {
    expect(await purchases(two, {...KNOWN, allocation: [`message=${allocation}`]})).toEqual(rows)
  })

  test.each<[string, string, string, string]>([
    ['day', '2026-11-24T09:59:59Z', 'R1/M1/A', 'to the second from the last set'],
    ['day', '2026-11-24T10:00:00Z', '/M1/A unattributed', 'a day is 86,400 seconds'],
    ['month', '2026-12-24T09:59:59Z', 'R1/M1/A', 'a month is 31 days'],
    ['month', '2026-12-24T10:00:00Z', '/M1/A unattributed', 'and not more'],
    ['30d', '2026-12-23T09:59:59Z', 'R1/M1/A', 'days are counted'],
    ['30d', '2026-12-23T10:00:00Z', '/M1/A unattributed', 'and end'],
    ['visit', '2026-11-23T10:30:00Z', 'R1/M1/A', '30 minutes are not more than 30 minutes'],
    ['visit', '2026-11-23T10:30:01Z', '/M1/A unattributed', 'a visit ends after more'],
    ['never', '2028-01-01T00:00:00Z', 'R1/M1/A', 'never'],
    ['hit', '2026-11-23T10:00:01Z', '/M1/A unattributed', 'the value is that of its hit alone'],
  ])('recipient expires after %s: a purchase at %s is %s (%s)', async (expiration, time, row) => {
    const hits = [landing('10:00:00'), {...buy('10:00:00', ';A', 'O1'), at: time}]
    const flags = {expiration: [`recipient=${expiration}`, 'message=never']}
    const result = await previewOf(hits, flags)
    expect(rowsOf(result, 'purchases')).toEqual([row])
    const day = result.days.find(({rows}) => rows.length > 0)
    expect(day?.unattributed).toBe(row.endsWith('unattributed') ? 1 : 0)
  })

  test('a period runs from the last set', async () => {
    const hits = [
      landing('10:00:00'),
      {...landing('09:00:00'), at: '2026-11-24T09:00:00Z'},
      {...buy('00:00:00', ';A', 'O1'), at: '2026-11-25T08:59:59Z'},
    ]
    expect(await purchases(hits, {expiration: ['recipient=day', 'message=day']})).toEqual(['R1/M1/A'])
  })

  test('with the first value kept, one that was ignored does not prolong it', async () => {
    const hits = [
      landing('10:00:00', {v12: 'R1'}),
      landing('20:00:00', {v12: 'R2'}),
      {...buy('00:00:00', ';A', 'O1'), at: '2026-11-24T10:00:00Z'},
    ]
    expect(await purchases(hits, {allocation: ['recipient=first'], expiration: ['recipient=day', 'message=never']})).toEqual([
      '/?/A unknown-before-capture unattributed',
    ])
  })

  test('an expiring event still credits its own hit', async () => {
    const hits = [landing('10:00:00'), buy('10:01:00', ';A', 'O1'), buy('10:02:00', ';B', 'O2')]
    expect(await purchases(hits, {expiration: ['recipient=purchase', 'message=never']})).toEqual(['R1/M1/A', '/M1/B unattributed'])
  })

  test('a visit ends after more than twelve hours', async () => {
    const steps = Array.from({length: 25}, (_, half) => ({at: new Date(Date.parse(at('05:00:00')) + half * 1_799_000).toISOString()}))
    const flags = {expiration: ['recipient=visit', 'message=never']}
    const inside = {...buy('16:59:59', ';A', 'O1')}
    const outside = {...buy('17:00:01', ';B', 'O2')}
    expect(await purchases([landing('05:00:00'), ...steps, inside, outside], flags)).toEqual(['R1/M1/A', '/M1/B unattributed'])
  })

  test('a visit ends after 2,500 hits', async () => {
    const hits = [
      landing('10:00:00'),
      ...Array.from({length: 2498}, (_, ms) => ({at: new Date(Date.parse(at('10:00:01')) + ms).toISOString()})),
    ]
    const flags = {expiration: ['recipient=visit', 'message=never']}
    expect(await purchases([...hits, buy('10:01:00', ';A', 'O1'), buy('10:01:01', ';B', 'O2')], flags)).toEqual([
      'R1/M1/A',
      '/M1/B unattributed',
    ])
  })

  test('a visit does not end at midnight, and the row belongs to the day of the event', async () => {
    const hits = [landing('22:50:00'), buy('23:10:00', ';A', 'O1')]
    const result = await previewOf(hits, {expiration: ['recipient=visit', 'message=visit']})
    expect(rowsOf(result, 'purchases', '2026-11-24')).toEqual(['R1/M1/A'])
    expect(rowsOf(result, 'purchases', D)).toEqual([])
  })

  test('where nobody says when it expires, rows credited from an earlier visit are marked', async () => {
    const hits = [landing('10:00:00'), buy('10:05:00', ';A', 'O1'), buy('11:00:00', ';B', 'O2')]
    expect(await purchases(hits, {})).toEqual(['R1/M1/A', 'R1/M1/B depends-on-expiration'])
  })

  test('no value since the capture began is not blank', async () => {
    expect(await purchases([buy('10:00:00', ';A', 'O1', {more: {v12: 'R1'}}), buy('10:00:00', ';B', 'O2', {who: 2})])).toEqual([
      'R1/?/A unknown-before-capture',
      '?/?/B unknown-before-capture',
    ])
  })
})

describe('de-duplication', () => {
  test('a purchaseID seen before voids events and eVars, over all visitors, by its first 20 bytes', async () => {
    const id = 'A'.repeat(20)
    const hits = [
      landing('10:00:00'),
      buy('10:01:00', ';A', `${id}1`),
      buy('10:02:00', ';B', `${id}2`, {who: 2, more: {v12: 'R2'}}),
      add('10:03:00', ';C', {who: 2}),
    ]
    const result = await previewOf(hits, KNOWN)
    expect(rowsOf(result, 'purchases')).toEqual(['R1/M1/A'])
    expect(rowsOf(result, 'cart-abandonment')).toEqual(['?/?/C unknown-before-capture'])
    expect(result.leftOut).toEqual({'duplicate-purchase': 1})
  })

  test('a voided purchase is no product view, and ends no abandonment', async () => {
    const hits = [landing('10:00:00'), buy('10:01:00', ';A', 'O1'), add('10:02:00', ';B'), buy('10:03:00', ';B', 'O1')]
    expect(await abandoned(hits)).toEqual(['R1/M1/B'])
    expect(await viewed(hits)).toEqual([])
  })

  test('without an ID, one of the last five purchases of the visitor is a presumed duplicate', async () => {
    const all = ['A', 'B', 'C', 'D', 'E', 'F']
    const first = all.map((name, minute) => buy(`10:0${minute}:00`, `;${name}`))
    const again = await previewOf([...first, buy('10:10:00', ';B')], KNOWN)
    expect(again.leftOut).toEqual({'presumed-duplicate-purchase': 1})
    expect((await previewOf([...first, buy('10:10:00', ';A')], KNOWN)).leftOut).toEqual({})
    expect((await previewOf([...first, buy('10:10:00', ';B', undefined, {who: 2})], KNOWN)).leftOut).toEqual({})
    expect((await previewOf([...first, buy('10:10:00', ';B;2')], KNOWN)).leftOut).toEqual({})
    const clock = (text: string): Partial<SentHit> => ({more: {t: `23/10/2026 11:${text}:0 1 -60`}})
    const reloaded = [buy('10:01:00', ';B', undefined, clock('1')), buy('10:10:00', ';B', undefined, clock('10'))]
    expect((await previewOf(reloaded, KNOWN)).leftOut).toEqual({'presumed-duplicate-purchase': 1})
  })

  test('whether a presumed duplicate ends an abandonment is uncertain', async () => {
    const hits = [landing('10:00:00'), buy('10:01:00', ';A'), add('10:02:00', ';A'), buy('10:03:00', ';A')]
    expect(await abandoned(hits)).toEqual(['R1/M1/A uncertain boughtLater'].map((row) => row.replace(' boughtLater', '')))
  })
})

describe('cart abandonment', () => {
  const start = landing('10:00:00')
  test.each<[string, SentHit[], string[]]>([
    ['added and not bought', [add('10:01:00', ';A,;B')], ['R1/M1/A', 'R1/M1/B']],
    ['added and bought', [add('10:01:00', ';A,;B'), buy('10:02:00', ';A', 'O1')], ['R1/M1/B']],
    ['bought, then added', [buy('10:01:00', ';A', 'O1'), add('10:02:00', ';A')], ['R1/M1/A']],
    ['added, bought, added again', [add('10:01:00', ';A'), buy('10:02:00', ';A', 'O1'), add('10:03:00', ';A')], ['R1/M1/A']],
    ['removal does not cancel', [add('10:01:00', ';A'), {at: at('10:02:00'), events: 'scRemove', products: ';A'}], ['R1/M1/A']],
    ['bought by another visitor', [add('10:01:00', ';A'), buy('10:02:00', ';A', 'O1', {who: 2})], ['R1/M1/A']],
    ['added and bought on one hit', [{...add('10:01:00', ';A'), events: 'scAdd,purchase'}], []],
    [
      'bought the day after is only noted',
      [add('10:01:00', ';A'), {...buy('10:00:00', ';A', 'O1'), at: '2026-11-24T10:00:00Z'}],
      ['R1/M1/A boughtLater'],
    ],
    ['bought in the last minute of the day', [add('10:01:00', ';A'), buy('22:59:59', ';A', 'O1')], []],
    ['an addition without products', [{at: at('10:01:00'), events: 'scAdd'}], ['R1/M1/']],
    ['a products string without a product', [add('10:01:00', ';')], ['R1/M1/']],
  ])('%s', async (_what, hits, rows) => {
    expect(await abandoned([start, ...hits])).toEqual(rows)
  })

  test('only additions after the last purchase stand behind the row', async () => {
    const result = await previewOf([start, add('10:01:00', ';A'), buy('10:02:00', ';A', 'O1'), add('10:03:00', ';A')], KNOWN)
    expect(result.days.find(({segment}) => segment === 'cart-abandonment')?.rows).toMatchObject([{hits: [{record: 4}], hitCount: 1}])
  })
})

describe('product views', () => {
  const start = landing('10:00:00')
  test.each<[string, SentHit[], string[]]>([
    ['prodView', [view('10:01:00', ';A')], ['R1/M1/A']],
    ['products with empty events', [{at: at('10:01:00'), products: ';A'}], ['R1/M1/A']],
    ['products with custom events only', [{at: at('10:01:00'), products: ';A', events: 'event5,event6=2'}], ['R1/M1/A uncertain']],
    ['certain beats uncertain', [{at: at('10:01:00'), products: ';A', events: 'event5'}, view('10:02:00', ';A')], ['R1/M1/A']],
    ['products with another commerce event', [{at: at('10:01:00'), products: ';A', events: 'scView,event5'}], []],
    [
      'bought on that day, before or after',
      [buy('09:00:00', ';A', 'O1'), view('10:01:00', ';A'), view('10:02:00', ';B'), buy('10:03:00', ';B', 'O2')],
      [],
    ],
    ['bought the day before', [{...buy('09:00:00', ';A', 'O1'), at: '2026-11-22T09:00:00Z'}, view('10:01:00', ';A')], ['R1/M1/A']],
    ['added to the cart', [view('10:01:00', ';A'), add('10:02:00', ';A')], ['R1/M1/A']],
    ['prodView without products', [{at: at('10:01:00'), events: 'prodView'}], ['R1/M1/']],
  ])('%s', async (_what, hits, rows) => {
    expect(await viewed([start, ...hits])).toEqual(rows)
  })

  test('--exclude cart leaves out what was added', async () => {
    const hits = [start, view('10:01:00', ';A,;B'), add('10:02:00', ';A')]
    const flags: Flags = {...KNOWN, exclude: ['cart']}
    expect(await viewed(hits, flags)).toEqual(['R1/M1/B'])
    const later = [...hits, view('12:00:00', ';C')]
    expect(await viewed(later, {...flags, scope: 'visit'})).toEqual(['R1/M1/C'])
    expect(await viewed(later, {...flags, scope: 'visitor'})).toEqual([])
  })
})

describe('scope', () => {
  const hits = [
    landing('10:00:00'),
    add('10:01:00', ';A,;B'),
    view('10:01:30', ';C'),
    buy('10:02:00', ';B', 'O1'),
    // Another visit.
    add('12:00:00', ';D'),
    view('12:01:00', ';E'),
  ]
  test.each<[Flags['scope'], string[], string[]]>([
    ['product', ['R1/M1/A', 'R1/M1/D'], ['R1/M1/C', 'R1/M1/E']],
    ['visit', ['R1/M1/D'], ['R1/M1/E']],
    ['visitor', [], []],
  ])('%s', async (scope, carts, views) => {
    const result = await previewOf(hits, {...KNOWN, ...(scope !== undefined && {scope})})
    expect(rowsOf(result, 'cart-abandonment')).toEqual(carts)
    expect(rowsOf(result, 'product-views')).toEqual(views)
    expect(rowsOf(result, 'purchases')).toEqual(['R1/M1/B'])
  })
})

test('what is not modelled is always listed, and the result fits its schema', async () => {
  const result = await previewOf([landing('10:00:00'), buy('10:01:00', ';A', 'O1'), buy('10:01:01', ';B', 'O1')])
  expect(result.notModelled).toEqual(['bots', 'IP exclusion', 'VISTA', 'processing rules', 'stitching', 'merchandising eVars'])
  expect(segmentsPreviewSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result)
})

test('a row names at most twenty of its hits and counts them all', async () => {
  const hits = Array.from({length: 30}, (_, second) => view(`10:01:${String(second + 10)}`, ';A'))
  const result = await previewOf([landing('10:00:00'), ...hits], KNOWN)
  const row = result.days.find(({segment}) => segment === 'product-views')?.rows[0]
  expect([row?.hits.length, row?.hitCount, row?.hits[0]?.record]).toEqual([20, 30, 2])
})

test('e-mail addresses are hidden unless asked for', async () => {
  const hits = [
    landing('10:00:00', {v0: 'M1', v12: 'jane@shop.example'}),
    buy('10:01:00', ';A', 'O1', {more: {g: 'https://shop.example/?mail=jane@shop.example'}}),
  ]
  const hidden = await previewOf(hits, KNOWN)
  expect(JSON.stringify(hidden)).not.toContain('jane')
  expect(hidden.notes.join()).toContain('--show-values')
  expect(rowsOf(await previewOf(hits, {...KNOWN, 'show-values': true}), 'purchases')).toEqual(['jane@shop.example/M1/A'])
})
