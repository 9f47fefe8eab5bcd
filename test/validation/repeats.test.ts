import {readFileSync} from 'node:fs'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import type {HitRule} from '../../src/rules/rule.js'
import {identify} from '../../src/validation/identify.js'
import {Judge} from '../../src/validation/judge.js'
import {FATE, Repeats} from '../../src/validation/repeats.js'
import {judgeRequests} from '../support/judge-example.js'

/** Reports every hit that reaches a rule; the message says of which record it is a repeat. */
const witness: HitRule = {
  id: 'witness',
  shape: 'hit',
  severity: 'info',
  requires: [],
  triggers: ['every-hit'],
  summary: '',
  why: '',
  fix: '',
  source: '',
  examples: {passes: [''], fails: [''], notApplied: []},
  applies: () => true,
  check: (hit, report) => report({param: 'pageName', message: hit.repeatOf === undefined ? 'own' : `repeats ${hit.repeatOf.record}`}),
}

/** What became of each request: judged as a hit of its own, judged as a repeat of a record, or not judged. */
function outcome(requests: readonly CapturedRequest[]) {
  const {inputs, findings} = judgeRequests(requests, [witness])
  const [input] = inputs
  return {
    hits: input?.hits,
    merged: input?.merged,
    recordedTwice: input?.skipped['recorded-twice'] ?? 0,
    judged: Object.fromEntries(findings.map(({origin, message}) => [origin.record, message])),
  }
}

const COLLECTOR = 'http://metrics.shop.example/b/ss/shopglobal,shophome/1/H.22.1'
const BUSTER = 's22443353752605'
const REST =
  'ndh=1&t=18%2F8%2F2012%2014%3A31%3A40%202%20-120&vmt=4CCBEF5D&ce=UTF-8&ns=shop&pageName=Home&events=event45&c10=1&v11=D%3Dc1&AQE=1'
const START = Date.UTC(2012, 8, 18, 12, 31, 40)

type More = Partial<CapturedRequest>
const at = (record: number, url: string, more: More = {}): CapturedRequest => ({
  url,
  method: 'GET',
  bodyState: 'none',
  timeMs: START + record * 100,
  place: {file: 0, record},
  ...more,
})
/** The first request of a new visitor, and what the browser sends when the answer is a redirect: real shapes of H-code and AppMeasurement. */
const first = (record: number, more: More = {}, path = `${COLLECTOR}/${BUSTER}`) =>
  at(record, `${path}?AQB=1&${REST}`, {status: 302, ...more})
const followUp = (record: number, more: More = {}, path = `${COLLECTOR}/${BUSTER}`) =>
  at(record, `${path}?AQB=1&pccr=true&vidn=282C34D585310D00-4000010A800013C3&&${REST}`, {status: 200, ...more})

describe('a redirected hit and its repeat are one hit', () => {
  const pair = {hits: 1, merged: 1, recordedTwice: 0}

  test('in the order they were sent', () => {
    expect(outcome([first(1), followUp(2)])).toEqual({...pair, judged: {1: 'own'}})
  })
  test('the other way round, as captures sorted by their end have them', () => {
    expect(outcome([followUp(1), first(2)])).toEqual({...pair, judged: {1: 'own'}})
  })
  test('with other requests, other hits and preflights in between', () => {
    const between = [
      at(2, 'https://www.shop.example/a.js'),
      at(3, `${COLLECTOR}/s29999999999999?AQB=1&pageName=Other&AQE=1`),
      at(4, `${COLLECTOR}/s1`, {method: 'OPTIONS'}),
    ]
    expect(outcome([first(1), ...between, followUp(5)])).toMatchObject({hits: 2, merged: 1, judged: {1: 'own', 3: 'own'}})
  })
  test('when the recorder knows no status of the first, or none at all, and no times', () => {
    const bare = ({status: _status, timeMs: _timeMs, ...request}: CapturedRequest): CapturedRequest => request
    expect(outcome([bare(first(1)), followUp(2)])).toMatchObject(pair)
    expect(outcome([bare(first(1)), bare(followUp(2))])).toMatchObject(pair)
    expect(outcome([bare(followUp(1)), bare(first(2))])).toMatchObject(pair)
  })
  test('when the redirect changes host or scheme', () => {
    const other = `https://smetrics.shop.example/b/ss/shopglobal,shophome/1/H.22.1/${BUSTER}`
    expect(outcome([first(1), followUp(2, {}, other)])).toMatchObject(pair)
  })
  test('when the first was sent as a POST', () => {
    const posted = at(1, `${COLLECTOR}/${BUSTER}`, {method: 'POST', body: `AQB=1&${REST}`, bodyState: 'recorded', status: 302})
    expect(outcome([posted, followUp(2)])).toMatchObject(pair)
  })
  test('when there is no cache buster to go by', () => {
    const bare = COLLECTOR
    expect(outcome([first(1, {}, bare), followUp(2, {}, bare)])).toEqual({...pair, judged: {1: 'own'}})
    expect(outcome([followUp(1, {}, bare), first(2, {}, bare)])).toMatchObject(pair)
    expect(outcome([first(1, {}, `${bare}/0`), followUp(2, {}, `${bare}/0`)])).toMatchObject(pair)
  })
  test('but without one, the same content a minute later is a hit of its own', () => {
    const path = COLLECTOR
    expect(outcome([followUp(1, {}, path), first(2, {timeMs: START + 60_000}, path)])).toMatchObject({hits: 2, merged: 0})
    expect(outcome([first(1, {}, path), followUp(2, {}, path), first(3, {timeMs: START + 60_000}, path)])).toMatchObject({
      hits: 2,
      merged: 1,
    })
    // A pair the other way round is used up: the reload after it stands alone.
    expect(outcome([followUp(1, {}, path), first(2, {}, path), first(3, {timeMs: START + 5000}, path)])).toMatchObject({hits: 2, merged: 1})
  })
  test('and two follow-ups of a page that reloads are two hits', () => {
    const again = `${COLLECTOR}/s25555555555555`
    expect(outcome([first(1), followUp(2), first(3, {}, again), followUp(4, {}, again)])).toMatchObject({hits: 2, merged: 2})
  })
  test('a follow-up alone is the hit', () => {
    expect(outcome([followUp(1)])).toEqual({hits: 1, merged: 0, recordedTwice: 0, judged: {1: 'own'}})
  })

  test.each([
    ['aftonbladet-redirect.har', 3, 1],
    ['aftonbladet-contenttypes.har', 2, 1],
    ['sample-appmeasurement-shop.har', 7, 0],
  ])('as in %s', (file, sent, merged) => {
    const har = JSON.parse(readFileSync(`test/fixtures/har/${file}`, 'utf8')) as {
      log: {
        entries: {startedDateTime: string; request: {url: string; method: string; postData?: {text: string}}; response: {status: number}}[]
      }
    }
    const requests = har.log.entries.map(({request, response, startedDateTime}, record) =>
      at(record, request.url, {
        method: request.method,
        ...(request.postData && {body: request.postData.text, bodyState: 'recorded'}),
        status: response.status,
        timeMs: Date.parse(startedDateTime),
      }),
    )
    expect(outcome(requests)).toMatchObject({hits: sent - merged, merged, recordedTwice: 0})
    expect(outcome(requests.toReversed())).toMatchObject({hits: sent - merged, merged, recordedTwice: 0})
  })

  test('wherever the batches are cut, and in whatever order the two stand', () => {
    const others = Array.from({length: 6}, (_, index) =>
      at(10 + index, `${COLLECTOR}/s2${index}000000000000?AQB=1&pageName=p${index}&AQE=1`),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray([first(1), followUp(2), ...others], {minLength: 8}), fc.nat(8), (requests, cut) => {
        const repeats = new Repeats()
        const judge = new Judge([witness], {
          context: {integrations: undefined},
          cap: 100,
          severities: {},
          showValues: true,
          requireEvents: [],
        })
        const results = [requests.slice(0, cut), requests.slice(cut)].map((batch) => {
          const identified = identify(batch, {suites: [], hosts: []})
          return judge.judge(identified, repeats.decide(identified.columns))
        })
        expect(results.reduce((sum, {merged}) => sum + merged, 0)).toBe(1)
        expect(results.reduce((sum, {hits}) => sum + hits, 0)).toBe(7)
      }),
    )
  })
})

describe('one request recorded twice is one hit', () => {
  test('by page and service worker', () => {
    expect(outcome([first(1, {status: 200}), first(2, {status: 200})])).toEqual({hits: 1, merged: 0, recordedTwice: 1, judged: {1: 'own'}})
  })
  test('as a POST', () => {
    const post = (record: number) => at(record, `${COLLECTOR}/${BUSTER}`, {method: 'POST', body: `AQB=1&${REST}`, bodyState: 'recorded'})
    expect(outcome([post(1), post(2)])).toMatchObject({hits: 1, recordedTwice: 1})
  })
  test('and so is each half of a redirected pair', () => {
    expect(outcome([first(1), first(2), followUp(3), followUp(4)])).toMatchObject({hits: 1, merged: 1, recordedTwice: 2})
  })
  test('two POSTs to one path with different bodies are two hits', () => {
    const post = (record: number, name: string) =>
      at(record, `${COLLECTOR}/${BUSTER}`, {method: 'POST', body: `AQB=1&pageName=${name}&AQE=1`, bodyState: 'recorded'})
    expect(outcome([post(1, 'a'), post(2, 'b')])).toMatchObject({hits: 2, recordedTwice: 0})
  })
})

describe('the same call sent twice is two hits, the second a repeat', () => {
  const call = (record: number, timeMs: number | undefined, extra = '', more: More = {}) => {
    const {timeMs: _timeMs, ...request} = at(
      record,
      `${COLLECTOR}/s2${record}000000000000?AQB=1&${extra}pageName=Home&events=scAdd&products=%3Ba&AQE=1`,
      more,
    )
    return {...request, ...(timeMs !== undefined && {timeMs})}
  }
  const repeated = {hits: 2, merged: 0, judged: {1: 'own', 2: 'repeats 1'}}
  const apart = {hits: 2, merged: 0, judged: {1: 'own', 2: 'own'}}

  test('within two seconds', () => {
    expect(outcome([call(1, START), call(2, START + 2000)])).toMatchObject(repeated)
    expect(outcome([call(1, START), call(2, START + 2001)])).toMatchObject(apart)
  })
  test('whatever the clock in the hit says, and the time the request before took', () => {
    const hits = [
      call(1, START, 't=18%2F8%2F2012%2014%3A31%3A40%202%20-120&'),
      call(2, START + 900, 't=18%2F8%2F2012%2014%3A31%3A41%202%20-120&lrt=47&'),
    ]
    expect(outcome(hits)).toMatchObject(repeated)
  })
  test('by the clock in the hit, where the capture has no times', () => {
    const clock = (second: number) => `t=18%2F8%2F2012%2014%3A31%3A${second}%202%20-120&`
    expect(outcome([call(1, undefined, clock(40)), call(2, undefined, clock(41))])).toMatchObject(repeated)
    expect(outcome([call(1, undefined, clock(40)), call(2, undefined, clock(50))])).toMatchObject(apart)
  })
  test('never without any time: apps send a clock of zeros', () => {
    const zero = 't=00%2F00%2F0000%2000%3A00%3A00%200%20240&'
    expect(outcome([call(1, undefined, zero), call(2, undefined, zero)])).toMatchObject(apart)
    expect(outcome([call(1, undefined), call(2, undefined)])).toMatchObject(apart)
  })
  test('by beacon: a POST with everything in its query', () => {
    const beacon = {method: 'POST', body: '', bodyState: 'recorded'} as const
    expect(outcome([call(1, START, '', beacon), call(2, START + 10, '', beacon)])).toMatchObject(repeated)
  })
  test('by POST and by GET, whichever way each went', () => {
    const query = 'AQB=1&pageName=Home&events=scAdd&products=%3Ba&AQE=1'
    const post = at(2, `${COLLECTOR}/s22222222222222`, {method: 'POST', body: query, bodyState: 'recorded'})
    expect(outcome([call(1, START), post])).toMatchObject(repeated)
  })
  test('after a redirected first hit as well', () => {
    const path = `${COLLECTOR}/s27777777777777`
    expect(outcome([first(1), followUp(2), first(3, {status: 200}, path)])).toMatchObject({
      hits: 2,
      merged: 1,
      judged: {1: 'own', 3: 'repeats 1'},
    })
    expect(outcome([followUp(1), first(2), first(3, {status: 200}, path)])).toMatchObject({
      hits: 2,
      merged: 1,
      judged: {1: 'own', 3: 'repeats 1'},
    })
  })
  test('without a cache buster: two equal requests are two hits', () => {
    const hit = (record: number) => at(record, `${COLLECTOR}?pageName=Home`, {status: 200})
    expect(outcome([hit(1), hit(2)])).toMatchObject(repeated)
  })
  test('not when the first never arrived: that is a second attempt', () => {
    expect(outcome([call(1, START, '', {failure: 'blocked'}), call(2, START + 10)])).toMatchObject(apart)
    expect(outcome([call(1, START, '', {status: 503}), call(2, START + 10)])).toMatchObject(apart)
  })
  test('not when anything else differs, the suite or the body not recorded among it', () => {
    const other = at(
      2,
      `http://metrics.shop.example/b/ss/other/1/H.22.1/s21111111111112?AQB=1&pageName=Home&events=scAdd&products=%3Ba&AQE=1`,
    )
    expect(outcome([call(1, START), other])).toMatchObject(apart)
    const empty = (record: number) => at(record, `${COLLECTOR}/s2${record}000000000000`, {method: 'POST', bodyState: 'not-recorded'})
    expect(outcome([empty(1), empty(2)])).toMatchObject(apart)
  })
})

describe('what is remembered', () => {
  const REMEMBERED = 8192
  /** Hits of which only one of the sums is known. */
  const columnsOf = (column: 'exact' | 'pair' | 'content', sums: readonly number[]) => {
    const none = new Float64Array(sums.length)
    const columns = {record: Float64Array.from(sums.keys()), pair: none, exact: none, content: none, timeMs: none}
    return {...columns, [column]: Float64Array.from(sums), afterRedirect: new Uint8Array(sums.length)}
  }
  /** Sums that differ in their high bits alone, or only in their low ones. */
  const several = fc.record({
    seed: fc.integer({min: 1}),
    size: fc.constantFrom(50, 9000, 12_000),
    step: fc.constantFrom(1, 2 ** 14, 2 ** 30, 2 ** 38),
  })
  const draw = ({seed, size, step}: {seed: number; size: number; step: number}): number[] => {
    let state = seed
    return Array.from({length: 30_000}, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
      return 1 + step * ((state >>> 8) % size)
    })
  }

  test('are the last sums, the oldest forgotten first, and no two are taken for each other', () => {
    fc.assert(
      fc.property(several, (choice) => {
        const sums = draw(choice)
        const known = new Set<number>()
        const order: number[] = []
        const expected = sums.map((sum) => {
          if (known.has(sum)) return FATE.recordedTwice
          known.add(sum)
          order.push(sum)
          known.delete(order[order.length - 1 - REMEMBERED] ?? 0)
          return FATE.judge
        })
        expect([...new Repeats().decide(columnsOf('exact', sums)).fate]).toEqual(expected)
      }),
      {numRuns: 8},
    )
  })
  test('names the hit before, of this capture alone', () => {
    fc.assert(
      fc.property(several, (choice) => {
        const sums = draw(choice).slice(0, REMEMBERED)
        const repeats = new Repeats()
        for (const part of [sums, sums.toReversed()]) {
          const before = new Map<number, number>()
          const expected = part.map((sum, at) => {
            const repeated = before.get(sum)
            before.set(sum, at)
            return repeated
          })
          const {fate, of} = repeats.decide(columnsOf('content', part))
          expect([...of].map((record, at) => (fate[at] === FATE.repeats ? record : undefined))).toEqual(expected)
          repeats.nextInput()
        }
      }),
      {numRuns: 8},
    )
  })
})
