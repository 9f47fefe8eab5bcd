import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {byteLength} from '../../src/hits/decode-text.js'
import {formatEvents, parseEvents} from '../../src/hits/events.js'
import {encodeValue, formatParams, Params} from '../../src/hits/params.js'
import {TRAITS} from '../../src/hits/traits.js'
import {formatProducts, parseProducts} from '../../src/hits/products.js'
import {byteLimit, TOPICS} from '../../src/hits/variables.js'
import {hitOf, postOf, requestOf} from '../support/hit.js'

const wellFormed = fc.string({unit: 'grapheme', maxLength: 30})
/** Text without the given signs and without blanks at its edges, which a site must strip before it sends them. */
const without = (signs: RegExp, minLength = 0) =>
  wellFormed.map((text) => text.replace(signs, '').trim()).filter((text) => text.length >= minLength)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, {nil: undefined})

const eventName = fc.oneof(
  fc.integer({min: 1, max: 1000}).map((number) => `event${number}`),
  fc.constantFrom('purchase', 'scAdd', 'prodView', 'somethingElse'),
)
const amount = fc.oneof(fc.nat(), fc.float({noNaN: true, noDefaultInfinity: true})).map(String)
const serial = without(/[^A-Za-z0-9]/g)

describe('events', () => {
  const token = fc.record({name: eventName, value: optional(amount.filter((text) => !text.includes('e'))), serial: optional(serial)})

  test('parseEvents reads back what formatEvents writes', () => {
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        const {tokens: read} = parseEvents(formatEvents(tokens))
        expect(read.map(({name, value, serial: id}) => ({name, value, serial: id}))).toEqual(tokens)
      }),
    )
  })
  test('and so does a hit that carries them, whichever name the parameter has', () => {
    fc.assert(
      fc.property(fc.array(token, {minLength: 1}), fc.constantFrom('events', 'ev'), (tokens, name) => {
        const hit = hitOf(formatParams([[name, formatEvents(tokens)]]))
        expect(hit.events.tokens.map((each) => each.name)).toEqual(tokens.map((each) => each.name))
        expect([...hit.events.names]).toEqual([...new Set(tokens.map((each) => each.name))])
      }),
    )
  })
})

describe('products', () => {
  const field = without(/[,;|]/g)
  const item = fc.record({
    category: field,
    name: without(/[,;|]/g, 1),
    quantity: fc.oneof(fc.constant(''), fc.nat(99).map(String)),
    price: fc.oneof(
      fc.constant(''),
      fc.nat(9999).map((cents) => (cents / 100).toFixed(2)),
    ),
    events: fc.array(fc.record({name: eventName, value: optional(fc.nat().map(String)), serial: optional(serial)}), {maxLength: 3}),
    eVars: fc.array(fc.record({name: fc.integer({min: 1, max: 250}).map((number) => `eVar${number}`), value: field}), {maxLength: 3}),
  })
  const read = (text: string) =>
    parseProducts(text).map(({category, name, quantity, price, events, eVars}) => ({category, name, quantity, price, events, eVars}))

  test('parseProducts reads back what formatProducts writes', () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(read(formatProducts(items))).toEqual(items)
      }),
    )
  })
  test('and so does a hit that carries them', () => {
    fc.assert(
      fc.property(fc.array(item, {minLength: 1}), (items) => {
        const hit = hitOf(formatParams([['products', formatProducts(items)]]))
        expect(hit.products.map(({name}) => name)).toEqual(items.map(({name}) => name))
      }),
    )
  })
})

describe('parameters', () => {
  const name = fc.oneof(fc.constantFrom('pageName', 'v0', 'v5', 'c75', 'events', 'g', 'r', 'cc', 'unknown'), without(/[^A-Za-z0-9_-]/g, 1))

  test('Params reads back what formatParams writes: names, values, order, repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, wellFormed)), (pairs) => {
        const raw = formatParams(pairs)
        const hit = hitOf(raw)
        expect(hit.params.map((param) => [param.wire, hit.text(param)])).toEqual(pairs)
      }),
    )
  })
  test('hits looked at in turn say what each says alone', () => {
    const query = fc.array(
      fc.tuple(fc.oneof(name, fc.constantFrom('c.', '.c', 'cart.', '.cart', 'id', 'c.cart.id', 'été', 'ete')), wellFormed),
    )
    const start = fc.constantFrom(
      'https://a.example/b/ss/shop/1/JS-2.26.0/s',
      'https://b.example/b/ss/shop,all/10/H.27.5/s',
      '/b/ss/shop/1/s',
    )
    const hit = fc.tuple(start, fc.nat(), query).map(([head, buster, pairs]) => hitOf(`${head}${buster}?${formatParams(pairs)}`))
    const seen = ({host, path, params}: ReturnType<typeof hitOf>) => [host, path, params]
    fc.assert(
      fc.property(fc.array(hit, {minLength: 2, maxLength: 4}), (hits) => {
        for (const each of [...hits, ...hits]) {
          expect(seen(each)).toEqual(seen(hitOf(each.request)))
          for (const param of each.params) expect(each.param(param.name)).toBe(each.params.find((other) => other.name === param.name))
        }
      }),
    )
  })
  test('names without end are told apart, in one hit and in many', () => {
    const names = (hit: number) => Array.from({length: 9000}, (_, at) => `x${hit}-${at}`)
    const query = (hit: number) => `c.&${names(hit).join('=1&')}=1&.c&v5=${hit}`
    for (const hit of [1, 2, 3].map((number) => hitOf(query(number)))) {
      expect(hit.params.slice(0, -1).map((param) => param.name)).toEqual(names(Number(hit.value('eVar5'))).map((key) => `c.${key}`))
      expect(hit.topics & TOPICS.duplicate).toBe(0)
    }
  })
  test('a POST body reads as the same query string does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, wellFormed), {minLength: 1}), (pairs) => {
        const raw = formatParams(pairs)
        expect(hitOf(postOf(raw)).params).toEqual(hitOf(requestOf(raw)).params)
      }),
    )
  })
  test('a value keeps every character, `&`, `=`, `+` and `%` among them', () => {
    fc.assert(
      fc.property(wellFormed, (value) => {
        expect(hitOf(`v5=${encodeValue(value)}`).value('eVar5') ?? '').toBe(value)
      }),
    )
  })
  test('no value beyond its limit in bytes goes without the mark that makes a rule look at it', () => {
    const value = fc.string({unit: 'grapheme', minLength: 30, maxLength: 120})
    fc.assert(
      fc.property(value, fc.boolean(), (text, escaped) => {
        const raw = escaped ? encodeValue(text) : text.replace(/[&%+]/g, '_')
        const hit = hitOf(`c5=${raw}`)
        const [param] = hit.params
        if (param === undefined || byteLength(hit.text(param)) <= byteLimit('prop5')) return
        expect(param.traits & TRAITS.long).toBe(TRAITS.long)
      }),
    )
  })
})

describe('context data', () => {
  const key = without(/[^A-Za-z0-9_]/g, 1)
  type Tree = {[key: string]: string | Tree}
  const {tree} = fc.letrec<{tree: Tree; leaf: string}>((tie) => ({
    leaf: wellFormed,
    tree: fc.dictionary(key, fc.oneof({depthSize: 'small'}, tie('leaf'), tie('tree')), {minKeys: 1, maxKeys: 4}),
  }))

  /** As AppMeasurement writes it: `cart.&id=9&.cart`. */
  const nested = (of: Tree): string =>
    Object.entries(of)
      .map(([name, value]) => (typeof value === 'string' ? `${name}=${encodeValue(value)}` : `${name}.&${nested(value)}&.${name}`))
      .join('&')
  const flat = (of: Tree, prefix = 'c.'): [string, string][] =>
    Object.entries(of).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + name, value]] : flat(value, `${prefix}${name}.`),
    )

  test('nested blocks read as the flat keys they stand for, and nothing outside is touched', () => {
    fc.assert(
      fc.property(tree, (data) => {
        const hit = hitOf(`pageName=a&c.&${nested(data)}&.c&v5=b`)
        expect(hit.params.map((param) => [param.name, hit.text(param)])).toEqual([['pageName', 'a'], ...flat(data), ['eVar5', 'b']])
        expect(hit.blockFaults).toEqual([])
      }),
    )
  })
  test('flat keys, as server-side senders write them, read the same', () => {
    fc.assert(
      fc.property(tree, (data) => {
        const hit = hitOf(formatParams(flat(data)))
        expect(hit.params.map((param) => [param.name, hit.text(param)])).toEqual(flat(data))
      }),
    )
  })
  test('markers that a tool wrote as empty values (`c.=`) are markers still', () => {
    fc.assert(
      fc.property(tree, (data) => {
        const block = `c.&${nested(data)}&.c`
        const rewritten = block.replace(/(^|&)([^&=]*)(?=&|$)/g, (all, start: string, token: string) =>
          token.endsWith('.') || token.startsWith('.') ? `${start}${token}=` : all,
        )
        expect(new Params(rewritten).all().map((param) => param.name)).toEqual(new Params(block).all().map((param) => param.name))
      }),
    )
  })
})
