import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {CapturedRequest} from '../../src/hits/captured-request.js'
import {byteLength, decodeText, isWellEncoded} from '../../src/hits/decode-text.js'
import {parseEvents} from '../../src/hits/events.js'
import {decodeHit} from '../../src/hits/hit.js'
import {REQUIREMENTS} from '../../src/hits/requirements.js'
import {parseAmount, parseProducts} from '../../src/hits/products.js'
import {splitUrl, whyNotAHit} from '../../src/hits/recognise.js'
import {parseClientTime, parseTimestamp} from '../../src/hits/time.js'
import {byteLimit, isVariable, outOfRange, rightCaseOf} from '../../src/hits/variables.js'
import {readXmlInsert} from '../../src/hits/xml-insert.js'
import {hitOf, postOf, requestOf} from '../support/hit.js'

/** Bytes as a recorder keeps them when it takes them for Latin-1. */
const bytes = fc.uint8Array({maxLength: 200}).map((array) => String.fromCharCode(...array))
/** Pieces that mean something to the parser, in any order. */
const PIECES =
  '& = ? # % %u %u00e9 %C3 %C3%A9 %00 + . c. .c a. .a cart. D= D v1 g -g events products event1 purchase ; , | : pe lnk_o ce ISO-8859-1 UTF-16 Shift_JIS ' +
  't ts AQB AQE [AQB] < > </ /> <!-- --> <![CDATA[ ]]> <request> <contextData> &#x110000; &#55296; \uD800 \uDC00 é 日本 😀'
const pieces = fc.array(fc.constantFrom(...PIECES.split(' ')), {maxLength: 60}).map((parts) => parts.join(''))
const anything = fc.oneof(fc.string({unit: 'binary', maxLength: 200}), bytes, pieces)

const anyRequest: fc.Arbitrary<CapturedRequest> = fc.record(
  {
    url: fc.oneof(
      anything,
      anything.map((text) => `https://data.shop.example/b/ss/${text}`),
      anything.map((text) => `https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s21234567890123?${text}`),
    ),
    method: fc.constantFrom('GET', 'POST', 'OPTIONS', 'PUT', ''),
    body: anything,
    bodyState: fc.constantFrom('recorded', 'none', 'not-recorded'),
    status: fc.integer(),
    timeMs: fc.double(),
    referrer: anything,
    place: fc.constant({file: 0, record: 0}),
  },
  {requiredKeys: ['url', 'method', 'bodyState', 'place']},
)

/** Reads all there is to read of a hit, and all that is asked of it by name. */
function readEverything(request: CapturedRequest): void {
  const hit = decodeHit(request)
  if (hit === undefined) return
  for (const key of Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(hit)))) {
    if (key !== 'constructor') void (hit as unknown as Record<string, unknown>)[key]
  }
  for (const param of hit.params) {
    const text = hit.text(param)
    hit.isDynamic(text)
    hit.dynamicSource(text)
    hit.value(param.name)
    hit.resolved(param.name)
    hit.origin(param.name)
    hit.isCut(param.name)
    isWellEncoded(hit.raw.slice(param.start, param.end), hit.charset)
    rightCaseOf(param.wire)
    outOfRange(param.wire)
    byteLimit(param.name)
    isVariable(param.name)
  }
  hit.linkText('linkName')
  hit.linkText('linkURL')
  hit.misses(REQUIREMENTS.body | REQUIREMENTS.whole | REQUIREMENTS['products-parse'])
}

describe('nothing a capture can hold makes the decoder throw', () => {
  test('any request', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(() => [whyNotAHit(request), splitUrl(request.url), readEverything(request)]).not.toThrow()
      }),
      {numRuns: 2000},
    )
  })
  test('any text given to a parser of a single value', () => {
    fc.assert(
      fc.property(anything, anything, (text, charset) => {
        expect(() => [decodeText(text, charset), isWellEncoded(text, charset), readXmlInsert(text)]).not.toThrow()
        expect(() => [parseEvents(text), parseProducts(text), parseAmount(text)]).not.toThrow()
        expect(() => [parseTimestamp(text), parseClientTime(text)]).not.toThrow()
      }),
      {numRuns: 2000},
    )
  })
  test('every parameter lies inside the raw text, in order', () => {
    fc.assert(
      fc.property(pieces, (query) => {
        let last = 0
        const {params, raw} = hitOf(requestOf(`AQB=1&${query}`))
        for (const {start, end} of params) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(raw.length)
          last = end
        }
      }),
    )
  })
  test('the offsets of events, products and their fields give back the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const {start, end, name} of parseEvents(text).tokens) expect(text.slice(start, end).includes(name)).toBe(true)
        for (const item of parseProducts(text)) {
          expect(item.fields.map((field) => text.slice(field.start, field.end)).join(';')).toBe(text.slice(item.start, item.end))
        }
      }),
    )
  })
})

describe('hostile input costs no more than its length', () => {
  // Half a second each on an idle machine; minutes, were a search to start over at every token.
  const many = 200_000
  test.each([
    ['tokens without a value', requestOf('&a'.repeat(many))],
    ['blocks opened and never closed', requestOf('c.&'.repeat(many))],
    ['blocks closed and never opened', requestOf(`${'x.&'.repeat(many / 2)}${'.y&'.repeat(many / 2)}`)],
    ['bytes that are no UTF-8', requestOf(`v1=${'%E9'.repeat(many)}`)],
    ['escapes in a charset of their own', requestOf(`ce=Shift_JIS&v1=${'%83A'.repeat(many)}`)],
    ['comments that never end', postOf('<!--'.repeat(many))],
    ['CDATA that never ends', postOf(`<request>${'<![CDATA['.repeat(many)}`)],
    ['declarations that never end', postOf('<?'.repeat(many))],
    ['tags that never end', postOf('<a '.repeat(many))],
    ['tags that never close', postOf('<a>x'.repeat(many))],
    ['commas', requestOf(`products=${','.repeat(many)}&events=${','.repeat(many)}`)],
  ])('%s', (_name, request) => {
    const start = performance.now()
    readEverythingOnce(request)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  function readEverythingOnce(request: CapturedRequest): void {
    const hit = hitOf(request)
    void [hit.events, hit.products, hit.contextData, hit.value('eVar1'), hit.kind, hit.visitor, hit.pageUrl, hit.timeMs, hit.blockFaults]
  }

  test('a hit of noise keeps a bounded number of parameters, faults and entries', () => {
    expect(hitOf(requestOf('&a=1'.repeat(many))).params.length).toBeLessThanOrEqual(10_000)
    expect(hitOf(requestOf('.c&'.repeat(many))).blockFaults.length).toBeLessThanOrEqual(100)
    expect(parseProducts(';a,'.repeat(many)).length).toBeLessThanOrEqual(65_536)
  })
})

test('byteLength is the length of the UTF-8 that is sent', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({unit: 'binary'}), anything), (text) => {
      expect(byteLength(text)).toBe(Buffer.byteLength(text))
    }),
  )
  // A character beyond 16 bits is four bytes, a half of one is sent as U+FFFD.
  expect([byteLength('é'.repeat(60)), byteLength('😀'), byteLength('\uD800'), byteLength('\uD800\uD800\uDC00')]).toEqual([120, 4, 3, 7])
})
